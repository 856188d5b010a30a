"""The check character catches slips; codes are read however they are typed."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from web.printing.codes import ALPHABET, LENGTH, is_sound, new_code, normalise, spaced

codes = st.integers(0, 2**32).map(lambda seed: new_code(random.Random(seed).choice))


@given(codes)
def test_a_new_code_is_sound_and_survives_spacing_and_typing(code: str) -> None:
    assert len(code) == LENGTH
    assert is_sound(code)
    assert normalise(f" {spaced(code).lower()} ") == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(code: str, at: int, letter: str) -> None:
    typed = code[:at] + letter + code[at + 1 :]
    assert is_sound(typed) == (typed == code)


@given(codes, st.integers(0, LENGTH - 3), st.integers(1, LENGTH - 2))
def test_two_swapped_characters_of_the_body_are_noticed(code: str, at: int, further: int) -> None:
    letters = list(code)
    other = min(at + further, LENGTH - 2)
    letters[at], letters[other] = letters[other], letters[at]
    assert is_sound("".join(letters)) == ("".join(letters) == code)


@given(codes)
def test_the_check_character_swapped_with_its_neighbour_is_noticed(code: str) -> None:
    swapped = code[:-2] + code[-1] + code[-2]
    assert is_sound(swapped) == (swapped == code)


def test_full_width_letters_and_dashes_are_read() -> None:
    assert normalise("７ｋ３ｍ—9PQR–x ") == "7K3M9PQRX"


def test_letters_outside_the_alphabet_are_unsound() -> None:
    assert [is_sound(code) for code in ("", "0K3M9PQRX", "7K3M9PQR", "7K3M9PQRXX", "七K3M9PQRX")] == [False] * 5
