"""Every key a rulebook may have: its kind, bounds and default. docs/rulebook.md explains each; a test compares them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from scoring.errors import refuse
from scoring.groups.ages import Convention
from scoring.people import EntrantKind, Gender, PostCategory
from scoring.rulebook.model import (
    Better,
    Format,
    Measure,
    Method,
    Places,
    QuotaRounding,
    RaceRounding,
    Rounding,
    TieAtCut,
    Trim,
    Wording,
)

Read = Callable[[object], Any]
"""Turns what stands in the document into the model's value, or raises `RuleFaults` with one fault."""

LARGEST_MARK = 1_000_000
"""No mark or total above ten thousand: a slip of the keyboard, not a rule."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its reader, and the value it has when it isn't written (a required key has only a stopgap)."""

    name: str
    read: Read
    default: object = None
    required: bool = False


def text(longest: int, lines: bool = False) -> Read:
    """Read a text, on one line unless `lines`: not_text, text_too_long (longest), text_control_character."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise refuse("not_text")
        if len(value) > longest:
            raise refuse("text_too_long", longest=longest)
        shown = value.replace("\n", "") if lines else value
        if any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown):
            raise refuse("text_control_character")
        return value

    return read


def code() -> Read:
    """Read a code: a text without spaces, commas or colons, because codes are joined and prefixed."""

    def read(value: object) -> str:
        plain = str(text(40)(value))
        if not plain or any(character.isspace() or character in ",:;/" for character in plain):
            raise refuse("not_a_code", value=plain)
        return plain

    return read


def flag(value: object) -> bool:
    """Read true or false: not_a_flag."""
    if not isinstance(value, bool):
        raise refuse("not_a_flag")
    return value


def whole(low: int, high: int) -> Read:
    """Read a whole number within bounds: not_whole, out_of_range (low, high)."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise refuse("not_whole")
        if not low <= value <= high:
            raise refuse("out_of_range", low=low, high=high)
        return value

    return read


def exact(value: object) -> Fraction:
    """Read a number exactly: not_a_number (also NaN, Inf and absurd exponents)."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise refuse("not_a_number")
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or abs(exponent) > 12 or len(value.as_tuple().digits) > 30:
            raise refuse("not_a_number")
    return Fraction(value)


def mark(low: int) -> Read:
    """Read a mark in hundredths, at least `low` hundredths: mark_decimals, out_of_range."""

    def read(value: object) -> int:
        hundredths = exact(value) * 100
        if hundredths.denominator != 1:
            raise refuse("mark_decimals", value=str(value), decimals=2)
        if not low <= hundredths <= LARGEST_MARK:
            raise refuse("out_of_range", low=str(Decimal(low) / 100), high=LARGEST_MARK // 100)
        return int(hundredths)

    return read


def choice(kind: type[StrEnum]) -> Read:
    """Read one word of a list: not_a_choice (value, choices)."""

    def read(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in {member.value for member in kind}:
            raise refuse("not_a_choice", value=str(value)[:40], choices=", ".join(member.value for member in kind))
        return kind(value)

    return read


def choices(kind: type[StrEnum]) -> Read:
    """Read a list of words: not_a_list, not_a_choice."""

    def read(value: object) -> frozenset[StrEnum]:
        return frozenset(choice(kind)(item) for item in _items(value))

    return read


def texts(value: object) -> tuple[str, ...]:
    """Read a list of short texts: not_a_list, not_text."""
    return tuple(text(60)(item) for item in _items(value))


def wholes(value: object) -> tuple[int, ...]:
    """Read a list of whole numbers from 0 to 10,000: not_a_list, not_whole, out_of_range."""
    return tuple(whole(0, 10_000)(item) for item in _items(value))


def day(value: object) -> date:
    """Read a date written without quotes: not_a_date."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise refuse("not_a_date")
    if not 1900 <= value.year <= 2200:
        raise refuse("not_a_date")
    return value


def ratio(value: object) -> Fraction:
    """Read a share such as "2/3" or "1": not_a_ratio; more than 0, at most 1."""
    parts = value.split("/") if isinstance(value, str) else []
    if len(parts) not in (1, 2) or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        raise refuse("not_a_ratio")
    numerator, denominator = int(parts[0]), int(parts[-1]) if len(parts) == 2 else 1
    if not 0 < numerator <= denominator:
        raise refuse("not_a_ratio")
    return Fraction(numerator, denominator)


def _items(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > 200:
        raise refuse("not_a_list")
    return value


TOP = (
    Key("name", text(120), "", required=True),
    Key("format", choice(Format), Format.JUDGED, required=True),
    Key("description", text(2000, lines=True), ""),
    Key("blind", flag, default=False),
)
JUDGING = (
    Key("method", choice(Method), Method.TRIMMED),
    Key("drop", whole(1, 5), 1),
    Key("trim", choice(Trim), Trim.TOTAL),
    Key("rounding", choice(Rounding), Rounding.END),
    Key("decimals", whole(0, 4), 2),
    Key("minimum_judges", whole(1, 99), 3),
    Key("total", mark(1), 10_000),
    Key("recuse_own_department", flag, default=True),
)
CRITERIA = (
    Key("code", code(), "", required=True),
    Key("name", text(60), ""),
    Key("maximum", mark(1), 100, required=True),
    Key("step", mark(1), 50),
    Key("descriptor", text(400, lines=True), ""),
)
RACE = (
    Key("measure", choice(Measure), Measure.TIME, required=True),
    Key("better", choice(Better)),
    Key("precision", exact),
    Key("rounding", choice(RaceRounding)),
    Key("distance_metres", whole(1, 1_000_000)),
    Key("duration_minutes", whole(1, 10_000)),
    Key("cut_off_minutes", whole(1, 10_000)),
)
GROUPS = (
    Key("reference_date", day),
    Key("convention", choice(Convention), Convention.ON_BIRTHDAY),
)
BANDS = (
    Key("code", code(), "", required=True),
    Key("name", text(60), ""),
    Key("genders", choices(Gender), frozenset()),
    Key("lower", whole(0, 150)),
    Key("lower_inclusive", flag, default=True),
    Key("upper", whole(0, 150)),
    Key("upper_inclusive", flag, default=True),
    Key("post_categories", choices(PostCategory), frozenset()),
)
ELIGIBILITY = (
    Key("entrant", choice(EntrantKind), EntrantKind.PERSON),
    Key("genders", choices(Gender), frozenset()),
    Key("post_categories", choices(PostCategory), frozenset()),
    Key("minimum_age", whole(0, 150)),
    Key("maximum_age", whole(0, 150)),
    Key("max_events", whole(1, 99)),
)
RANKING = (
    Key("places", choice(Places), Places.STANDARD),
    Key("ties", texts),
)
AWARDS = (
    Key("rounding", choice(QuotaRounding), QuotaRounding.CUMULATIVE_HALF_UP),
    Key("tie_at_cut", choice(TieAtCut), TieAtCut.EXPAND),
    Key("certificate", choice(Wording)),
    Key("face_limit", ratio, Fraction(2, 3)),
)
PRIZES = (
    Key("name", text(30), "", required=True),
    Key("count", whole(1, 100_000)),
    Key("share", whole(1, 100)),
    Key("floor", mark(0)),
    Key("value_fen", whole(0, 100_000_000), 0),
)
POINTS = (
    Key("table", wholes, (9, 7, 6, 5, 4, 3, 2, 1)),
    Key("department_total", flag, default=True),
    Key("minus_one", flag, default=False),
)
NOTICE = (
    Key("days", whole(0, 365), 0),
    Key("minutes", whole(0, 100_000), 0),
)

TABLES: dict[str, tuple[Key, ...]] = {
    "judging": JUDGING,
    "race": RACE,
    "groups": GROUPS,
    "eligibility": ELIGIBILITY,
    "ranking": RANKING,
    "awards": AWARDS,
    "points": POINTS,
    "notice": NOTICE,
}
"""Tables written once, `[judging]`."""
LISTS: dict[str, tuple[Key, ...]] = {"criteria": CRITERIA, "groups.bands": BANDS, "prizes": PRIZES}
"""Tables written once for each line, `[[criteria]]`."""
ONE_FORMAT = {"judging": Format.JUDGED, "criteria": Format.JUDGED, "race": Format.RACE}
"""Tables that only one format has."""
