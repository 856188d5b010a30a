"""The short code of a certificate: eight random characters and one that tells a slip of the pen from a forgery.

The alphabet leaves out 0 1 I L O. Its 31 characters are a prime number, so a sum weighted 1 to 9 modulo 31 detects
every single wrong character and every two that were swapped.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_CHARACTERS = 8  # 31 ** 8 is about 8.5e11: guessing at the rate limit's pace finds nothing
LENGTH = RANDOM_CHARACTERS + 1


def new_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A new code with its check character, without separators."""
    body = "".join(choose(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The ninth character: weights 1 to 8 for the body, modulo 31.

    >>> check_character("7K3M9PQR")
    '5'
    """
    return ALPHABET[sum(weight * ALPHABET.index(letter) for weight, letter in enumerate(body, 1)) % len(ALPHABET)]


def normalise(typed: str) -> str:
    """What was typed, without blanks and dashes, in capitals (full-width letters too)."""
    folded = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in typed)
    return "".join(c for c in folded.upper() if not c.isspace() and c not in "-—–·")


def is_sound(code: str) -> bool:
    """Whether a normalised code could have been issued: right length, right letters, right check character."""
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        return False
    return code[-1] == check_character(code[:-1])


def spaced(code: str) -> str:
    """The code in groups, as it is printed and read aloud.

    >>> spaced("7K3M9PQRX")
    '7K3M-9PQR-X'
    """
    return "-".join((code[:4], code[4:8], code[8:]))
