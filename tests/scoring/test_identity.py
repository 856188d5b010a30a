"""GB 11643 numbers (practice.md 3.2); region 990101 belongs to nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Fault, Gender, RuleFaults, read_identity
from scoring.identity import Identity, check_character, normalise

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("number", "identity"),
    [
        ("990101197511210038", Identity(date(1975, 11, 21), Gender.MALE, "0038")),
        ("990101197511220033", Identity(date(1975, 11, 22), Gender.MALE, "0033")),
        ("990101197511230039", Identity(date(1975, 11, 23), Gender.MALE, "0039")),
        ("990101197412310025", Identity(date(1974, 12, 31), Gender.FEMALE, "0025")),
        ("990101197602290010", Identity(date(1976, 2, 29), Gender.MALE, "0010")),
    ],
)
def test_number_tells_birth_date_and_sex(number, identity):
    assert read_identity(number, TODAY) == identity


def _codes(raw, **listed):
    with pytest.raises(RuleFaults) as refused:
        read_identity(raw, TODAY, **listed)
    return [fault.code for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("990101198002300013", ["date"]),
        ("990101203001010018", ["future"]),
        ("99010119751121003", ["length"]),
        ("9901011975112100388", ["length"]),
        ("", ["length"]),
        ("99010119751121003Y", ["charset"]),
        ("99O101197511210038", ["charset"]),
        ("99010119751121003X", ["checksum"]),
        ("990101751121003", ["legacy15"]),
        (990101197511210038, ["float_cell"]),
        (9.90101197511210e17, ["float_cell"]),
        ("9.90101E+17", ["float_cell"]),
    ],
)
def test_every_fault_of_a_number_has_its_code(raw, codes):
    assert _codes(raw) == codes


def test_published_check_digit():
    assert check_character("37010119010203997") == "3"


def test_checksum_fault_names_the_expected_character():
    with pytest.raises(RuleFaults) as refused:
        read_identity("990101197511210037", TODAY)
    assert refused.value.faults == (Fault("checksum", {"expected": "8", "found": "7"}),)


def test_person_outside_working_age_is_told_with_the_bounds():
    number = "99010120151121003"
    with pytest.raises(RuleFaults) as refused:
        read_identity(number + check_character(number), TODAY)
    assert refused.value.faults == (Fault("age_range", {"age": 11, "youngest": 16, "oldest": 80}),)


def test_list_that_contradicts_the_number_is_told_in_full():
    found = _codes("990101197511210038", gender=Gender.FEMALE, birth_date=date(1975, 11, 20))
    assert found == ["gender_mismatch", "birth_mismatch"]


def test_all_faults_of_one_number_come_together():
    assert _codes("990101198002300012", gender=Gender.FEMALE) == ["checksum", "date", "gender_mismatch"]


@pytest.mark.parametrize(
    "raw",
    ["990101197511210038", " 990101 19751121 0038 ", "\u3000990101197511210038\u200b", "990101\u3000197511210038"],
)
def test_spaces_and_full_width_do_not_matter(raw):
    assert (normalise(raw), read_identity(raw, TODAY).last_four) == ("990101197511210038", "0038")


def test_small_x_is_a_capital_x():
    number = next(n for n in (f"990101197511{d:02d}003" for d in range(1, 31)) if check_character(n) == "X")
    assert read_identity(number + "x", TODAY).last_four == "003X"


@given(st.dates(date(1950, 1, 1), date(2005, 12, 31)), st.integers(0, 999), st.sampled_from("0123456789X"))
def test_exactly_one_check_character_is_right(born, sequence, last):
    first = f"990101{born:%Y%m%d}{sequence:03d}"
    try:
        identity = read_identity(first + last, TODAY)
    except RuleFaults as refused:
        assert [fault.code for fault in refused.faults] == ["checksum"]
        assert last != check_character(first)
    else:
        assert last == check_character(first)
        assert identity == Identity(born, Gender.MALE if sequence % 2 else Gender.FEMALE, (first + last)[-4:])
