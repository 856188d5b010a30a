"""What a key of a rulebook is, and the kinds of value it may have: each kind reads the document and writes it back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from scoring.errors import refuse

Read = Callable[[object], Any]
"""Turns what stands in the document into the model's value, or raises `RuleFaults` with one fault."""
Write = Callable[[Any], Any]
"""Turns the model's value back into what the document says."""

_FRACTION = re.compile(r"(-?[0-9]{1,6})/([1-9][0-9]{0,5})")
LARGEST_MARK = 1_000_000
"""No mark or total above ten thousand: a slip of the keyboard, not a rule."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: how it is read from the document and how it is written there."""

    read: Read
    write: Write = lambda value: value


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its kind, and the value it has when it isn't written (a required key has only a stopgap).

    `field` is its name in the model where that differs. A `quiet` key stands in the canonical form only when it says
    something else than its default: so is every key that came after the first rulebooks were frozen, and their
    fingerprints stand.
    """

    name: str
    kind: Kind
    default: object = None
    required: bool = False
    field: str = ""
    quiet: bool = False

    @property
    def attribute(self) -> str:
        """The name of the model's field."""
        return self.field or self.name


def text(longest: int, lines: bool = False) -> Kind:
    """A text, on one line unless `lines`: not_text, text_too_long (longest), text_control_character."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise refuse("not_text")
        if len(value) > longest:
            raise refuse("text_too_long", longest=longest)
        shown = value.replace("\n", "") if lines else value
        if any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown):
            raise refuse("text_control_character")
        return value

    return Kind(read)


def code() -> Kind:
    """A code: a text without spaces, commas or colons, because codes are joined and prefixed (not_a_code)."""

    def read(value: object) -> str:
        plain = str(text(40).read(value))
        if not plain or any(character.isspace() or character in ",:;/" for character in plain):
            raise refuse("not_a_code", value=plain)
        return plain

    return Kind(read)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise refuse("not_a_flag")
    return value


FLAG = Kind(_flag)
"""True or false: not_a_flag."""


def whole(low: int, high: int) -> Kind:
    """A whole number within bounds: not_whole, out_of_range (low, high)."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise refuse("not_whole")
        if not low <= value <= high:
            raise refuse("out_of_range", low=low, high=high)
        return value

    return Kind(read)


def _exact(value: object) -> Fraction:
    if isinstance(value, str):
        return _written_fraction(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise refuse("not_a_number")
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or abs(exponent) > 12 or len(value.as_tuple().digits) > 30:
            raise refuse("not_a_number")
    return Fraction(value)


def _written_fraction(value: str) -> Fraction:
    """Read a third as `"1/3"`: no decimal says it exactly."""
    match = _FRACTION.fullmatch(value)
    if match is None:
        raise refuse("not_a_number")
    return Fraction(int(match[1]), int(match[2]))


def number(value: Fraction) -> int | Decimal | str:
    """Return an exact number for TOML: whole, a decimal without useless zeros, or `1/3` where no decimal is exact."""
    if value.denominator == 1:
        return int(value)
    if 10**12 % value.denominator:
        return f"{value.numerator}/{value.denominator}"
    return (Decimal(value.numerator) / Decimal(value.denominator)).normalize()


EXACT = Kind(_exact, number)
"""A number, exactly, as a fraction; a third is `"1/3"`: not_a_number (also NaN, Inf and absurd exponents)."""


def exact(low: int, high: int) -> Kind:
    """A number within bounds, exactly, as a fraction: not_a_number, out_of_range (low, high)."""

    def read(value: object) -> Fraction:
        found = _exact(value)
        if not low <= found <= high:
            raise refuse("out_of_range", low=low, high=high)
        return found

    return Kind(read, number)


def _percent(value: object) -> Fraction | int:
    found = exact(0, 100).read(value)
    if found == 0 or (found * 100).denominator != 1:
        raise refuse("not_a_percentage")
    return int(found) if found.denominator == 1 else Fraction(found)


PERCENT = Kind(_percent, lambda value: number(Fraction(value)))
"""Percent with at most two decimals (12.5), more than 0, at most 100: not_a_number, out_of_range, not_a_percentage."""


def mark(low: int) -> Kind:
    """A mark in hundredths, at least `low` hundredths: mark_decimals, out_of_range."""

    def read(value: object) -> int:
        hundredths = _exact(value) * 100
        if hundredths.denominator != 1:
            raise refuse("mark_decimals", value=str(value), decimals=2)
        if not low <= hundredths <= LARGEST_MARK:
            raise refuse("out_of_range", low=str(Decimal(low) / 100), high=LARGEST_MARK // 100)
        return int(hundredths)

    return Kind(read, lambda value: number(Fraction(value, 100)))


def choice(kind: type[StrEnum]) -> Kind:
    """One word of a list: not_a_choice (value, choices)."""

    def read(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in {member.value for member in kind}:
            raise refuse("not_a_choice", value=str(value)[:40], choices=", ".join(member.value for member in kind))
        return kind(value)

    return Kind(read, lambda value: value.value)


def choices(kind: type[StrEnum]) -> Kind:
    """A list of words: not_a_list, not_a_choice."""
    one = choice(kind)

    def read(value: object) -> frozenset[StrEnum]:
        return frozenset(one.read(item) for item in _items(value))

    return Kind(read, lambda value: sorted(word.value for word in value))


def listed(kind: Kind) -> Kind:
    """A list of values of one kind: not_a_list, and what the kind refuses."""

    def read(value: object) -> tuple[Any, ...]:
        return tuple(kind.read(item) for item in _items(value))

    return Kind(read, lambda value: [kind.write(item) for item in value])


def _day(value: object) -> date:
    if isinstance(value, datetime) or not isinstance(value, date) or not 1900 <= value.year <= 2200:
        raise refuse("not_a_date")
    return value


DAY = Kind(_day)
"""A date written without quotes: not_a_date."""


def _ratio(value: object) -> Fraction:
    parts = value.split("/") if isinstance(value, str) else []
    if len(parts) not in (1, 2) or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        raise refuse("not_a_ratio")
    numerator, denominator = int(parts[0]), int(parts[-1]) if len(parts) == 2 else 1
    if not 0 < numerator <= denominator:
        raise refuse("not_a_ratio")
    return Fraction(numerator, denominator)


RATIO = Kind(_ratio, lambda value: f"{value.numerator}/{value.denominator}")
"""A share such as "2/3" or "1", more than 0, at most 1: not_a_ratio."""


def _items(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > 200:
        raise refuse("not_a_list")
    return value
