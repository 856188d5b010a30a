"""Values with units, and the only ways to read and write them.

Marks are integer hundredths, times integer milliseconds, distances integer metres, money integer fen. A float never
enters: a float's mean of seven marks depends on their order in a third of all cases (style.md, "Exact numbers").
"""

import re
from fractions import Fraction
from typing import NewType

from scoring.errors import refuse

Hundredths = NewType("Hundredths", int)
"""A mark in hundredths: 87.5 is 8750."""
Millis = NewType("Millis", int)
"""A time in milliseconds."""
Metres = NewType("Metres", int)
"""A distance in metres."""
Fen = NewType("Fen", int)
"""Money in fen: 1 yuan is 100."""
NO_MONEY = Fen(0)
Place = NewType("Place", int)
"""A place counted from 1."""

LONGEST = 40
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])
_DECIMAL = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_CLOCK = re.compile(r"(?:(?:([0-9]+):)?([0-9]+):)?([0-9]+)(?:\.([0-9]+))?")
_CHINESE_CLOCK = re.compile(r"(?:([0-9]+)小?时)?(?:([0-9]+)分钟?)?(?:([0-9]+)(?:秒|(?=\.))\.?([0-9]*)秒?)?")
_MARKED_CLOCK = re.compile(r"(?:([0-9]+)[h°])?(?:([0-9]+)['′’m])?(?:([0-9]+)(?:\"|″|”|''|′′|s)?\.?([0-9]*)s?)?")
_DISTANCE_UNITS = (("km", 3), ("公里", 3), ("千米", 3), ("cm", -2), ("厘米", -2), ("m", 0), ("米", 0), ("", 0))
"""Units a distance may be written with, and their power of ten in metres."""
_SPLIT_METRES = re.compile(r"([0-9]+)米([0-9]{2})(?:厘米)?")


def half_width(text: str) -> str:
    """Return `text` with full-width ASCII made half-width and invisible characters removed.

    Not NFKC: that would read the footnote in `8²` as a digit.
    """
    return text.strip() if text.isascii() else text.translate(_HALF_WIDTH).translate(_INVISIBLE).strip()


def parse_decimal(text: str, decimals: int, kind: str = "number") -> int:
    """Return the number in units of the last allowed decimal: `parse_decimal("87.5", 2) == 8750`.

    Raises `RuleFaults` with `{kind}_empty`, `{kind}_not_a_number` (also NaN, Inf, exponents), `{kind}_negative` or
    `{kind}_decimals` (more decimals than allowed, unless they are zeros).
    """
    plain = half_width(text)
    if not plain:
        raise refuse(f"{kind}_empty")
    match = _DECIMAL.fullmatch(plain) if len(plain) <= LONGEST else None
    if match is None:
        raise refuse(f"{kind}_not_a_number", value=text[:LONGEST])
    sign, whole, fraction = match[1], match[2], (match[3] or "")
    if len(fraction.rstrip("0")) > decimals:
        raise refuse(f"{kind}_decimals", value=plain, decimals=decimals)
    units = int(whole + fraction.ljust(decimals, "0")[:decimals])
    if sign == "-" and units:
        raise refuse(f"{kind}_negative", value=plain)
    return units


def parse_mark(text: str) -> Hundredths:
    """Return a mark in hundredths.

    >>> parse_mark("87.5")
    8750

    Raises `RuleFaults`: mark_empty, mark_not_a_number, mark_negative, mark_decimals.
    """
    return Hundredths(parse_decimal(text, 2, "mark"))


def format_mark(mark: int) -> str:
    """Return a mark without useless zeros: `8750` is `87.5`, `9000` is `90`."""
    whole, rest = divmod(abs(mark), 100)
    sign = "-" if mark < 0 else ""
    return f"{sign}{whole}.{rest:02d}".rstrip("0") if rest else f"{sign}{whole}"


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Return `value` rounded 四舍五入: a half goes away from zero (practice.md 5.8; Decimal's ROUND_HALF_UP).

    >>> round_half_up(Fraction(87125, 1000), 2)
    Fraction(8713, 100)
    """
    return Fraction(units_half_up(value, decimals), 10**decimals)


def units_half_up(value: Fraction, decimals: int) -> int:
    """Return `value` rounded half up in units of the last decimal, in whole numbers only: 10,000 scores are many."""
    size, denominator = abs(value.numerator), value.denominator
    units: int = (2 * size * 10**decimals + denominator) // (2 * denominator)
    return units if value.numerator >= 0 else -units


def format_fixed(value: Fraction, decimals: int) -> str:
    """Return `value`, rounded half up, with exactly so many decimals: `87.50`."""
    units = units_half_up(value, decimals)
    whole, rest = divmod(abs(units), 10**decimals)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


def format_fraction(value: Fraction) -> str:
    """Return points as people write them: `6.5`, `6`, and `16/3` where no short decimal is exact."""
    if 10000 % value.denominator:
        return f"{value.numerator}/{value.denominator}"
    text = format_fixed(value, 4)
    return text.rstrip("0").rstrip(".")


def parse_time(text: str) -> Millis:
    """Return a time in milliseconds from `32:20:27`, `4:05.3`, `12.34`, `4分05秒3`, `4'05"3` or `1h02m03s`.

    Raises `RuleFaults`: time_empty, time_not_a_time, time_decimals (more than 3), time_out_of_range (60 or more
    minutes or seconds below a larger unit), time_not_positive.
    """
    plain = half_width(text).replace(" ", "")
    if not plain:
        raise refuse("time_empty")
    forms = (form.fullmatch(plain) for form in (_CLOCK, _CHINESE_CLOCK, _MARKED_CLOCK))
    match = None if len(plain) > LONGEST else next((found for found in forms if found), None)
    if match is None:
        raise refuse("time_not_a_time", value=text[:LONGEST])
    hours, minutes, seconds = (int(part or "0") for part in match.groups()[:3])
    fraction = (match[4] or "").rstrip("0")
    if len(fraction) > 3:
        raise refuse("time_decimals", value=plain, decimals=3)
    if (match[2] is not None and seconds > 59) or (match[1] is not None and minutes > 59):
        raise refuse("time_out_of_range", value=plain)
    millis = ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(fraction.ljust(3, "0"))
    if millis <= 0:
        raise refuse("time_not_positive", value=plain)
    return Millis(millis)


def format_time(time: int, decimals: int | None = None) -> str:
    """Return `32:20:27`, `4:05.3` or `12.34`.

    `decimals` None shows as many as the time needs; a smaller number rounds up, as hand timing does (practice.md 3.6).
    """
    if decimals is not None:
        step = 10 ** (3 - decimals)
        time = -(-time // step) * step
    seconds, millis = divmod(time, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f"{millis:03d}".rstrip("0") if decimals is None else f"{millis:03d}"[:decimals]
    tail = f".{fraction}" if fraction else ""
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:02d}{tail}"
    return f"{minutes}:{seconds:02d}{tail}" if minutes else f"{seconds}{tail}"


def parse_metres(text: str, decimals: int = 0) -> Metres:
    """Return a distance in metres from `1860`, `1,860`, `1860米`, `1.86 km` or `1.86公里`.

    With two `decimals` it is in centimetres, and `7.85`, `785cm` and `7米85` are read, too. Raises `RuleFaults`:
    metres_empty, metres_not_a_number, metres_negative, metres_decimals (parts of a metre, or of a centimetre).
    """
    plain = half_width(text).replace(" ", "").lower()
    if decimals:
        plain = _SPLIT_METRES.sub(r"\1.\2", plain)
    for unit, power in _DISTANCE_UNITS:
        if plain.endswith(unit) and decimals + power >= 0:
            return Metres(parse_decimal(_ungroup(plain.removesuffix(unit)), decimals + power, "metres"))
    raise AssertionError("the empty unit ends every text")


def parse_money(text: str) -> Fen:
    """Return money in fen from `1234.50`, `¥1,234.5` or `1234元`.

    Raises `RuleFaults`: money_empty, money_not_a_number, money_negative, money_decimals.
    """
    plain = half_width(text).replace("¥", "¥").replace(" ", "").removeprefix("¥").removesuffix("元")
    return Fen(parse_decimal(_ungroup(plain), 2, "money"))


def format_money(money: int) -> str:
    """Return yuan with two decimals: `123450` fen is `1234.50`."""
    sign = "-" if money < 0 else ""
    return f"{sign}{abs(money) // 100}.{abs(money) % 100:02d}"


def parse_rate(text: str) -> Fraction:
    """Return a rate from `2.5%`, `2.5%` or `0.025`, exact to a millionth.

    Raises `RuleFaults`: rate_empty, rate_not_a_number, rate_negative, rate_decimals, rate_above_one.
    """
    plain = half_width(text).replace(" ", "")
    percent = plain.endswith("%")
    decimals = 4 if percent else 6
    rate = Fraction(parse_decimal(plain.removesuffix("%"), decimals, "rate"), 1_000_000)
    if rate > 1:
        raise refuse("rate_above_one", value=plain)
    return rate


def _ungroup(text: str) -> str:
    """Remove thousands commas where they stand right; a misplaced comma stays and is refused later."""
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text


def parse_signed(text: str, decimals: int, kind: str = "number") -> int:
    """Return a number that may be negative in units of the last allowed decimal: `parse_signed("-1.5", 2) == -150`.

    Raises as `parse_decimal` does, but for negative numbers.
    """
    plain = half_width(text)
    if plain.startswith("-"):
        return -parse_decimal(plain[1:], decimals, kind)
    return parse_decimal(plain, decimals, kind)
