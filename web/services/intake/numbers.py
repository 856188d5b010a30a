"""What a spreadsheet's numbers mean: plain digits, or a date counted in days since 1900."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal, InvalidOperation
from enum import StrEnum

from web.services.intake.table import Cell, Kind

_FIFTEEN = Context(prec=15)
"""A spreadsheet keeps 15 digits; later ones are noise of its binary arithmetic."""
_LAST_DAY = 2_958_465
"""9999-12-31, the last day a spreadsheet knows."""
_ELAPSED = re.compile(r"\[([hms]+)\]", re.IGNORECASE)
_UNREAD = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


class Style(StrEnum):
    """What a number format shows of a number."""

    NUMBER = "number"
    DATE = "date"
    MONTH = "month"
    TIME = "time"


_BUILT_IN = (
    dict.fromkeys([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58], Style.DATE)
    | dict.fromkeys([17, 27, 36, 50, 52, 57], Style.MONTH)
    | dict.fromkeys([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56], Style.TIME)
)
"""Formats known by number only, with the meaning of the Chinese edition (ECMA-376 18.8.30): 27 is 1975年11月."""


def style_of(number: int, code: str | None) -> Style:
    """Return what the format shows; one without a day hides it, so its cell is no complete date."""
    if code is None:
        return _BUILT_IN.get(number, Style.NUMBER)
    plain = _UNREAD.sub("", _ELAPSED.sub(r"\1", code.split(";")[0])).lower()
    if "d" in plain:
        return Style.DATE
    if "y" in plain:
        return Style.MONTH
    return Style.TIME if ("h" in plain or "s" in plain) and "general" not in plain else Style.NUMBER


def number_cell(raw: str, style: Style, *, since_1904: bool) -> Cell:
    """Return a numeric cell as its format means it; what cannot be read is an ERROR cell."""
    try:
        value = _FIFTEEN.create_decimal(raw)
    except InvalidOperation:
        return Cell(raw[:40], Kind.ERROR)
    if not value.is_finite() or abs(value) > Decimal("1e30"):
        return Cell(raw[:40], Kind.ERROR)
    if style is Style.NUMBER:
        return Cell(plain_digits(value), Kind.NUMBER)
    return _dated(value, style, since_1904)


def plain_digits(value: Decimal) -> str:
    """Return the digits without exponent and without useless zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def serial_date(serial: int, *, since_1904: bool = False) -> date | None:
    """Return the day of a serial number; None outside the calendar and for 60, the 29 February 1900 that never was.

    >>> serial_date(27720)
    datetime.date(1975, 11, 22)
    """
    if since_1904:
        serial += 1462
    if not 1 <= serial <= _LAST_DAY or serial == 60:
        return None
    return date(1899, 12, 31 if serial < 60 else 30) + timedelta(days=serial)


def _dated(value: Decimal, style: Style, since_1904: bool) -> Cell:
    days = int(value)
    minutes = int((value - days) * 1440 + Decimal("0.5"))
    if style is Style.TIME and days == 0:
        return Cell(f"{_clock(minutes):%H:%M}", Kind.DATE)
    day = serial_date(days, since_1904=since_1904)
    if day is None:
        return Cell(plain_digits(value), Kind.NUMBER)
    if style is Style.MONTH:
        return Cell(f"{day.year}年{day.month}月")
    if minutes:
        return Cell(f"{datetime.combine(day, time()) + timedelta(minutes=minutes):%Y-%m-%d %H:%M}", Kind.DATE)
    return Cell(day.isoformat(), Kind.DATE)


def _clock(minutes: int) -> time:
    return (datetime(2000, 1, 1) + timedelta(minutes=max(0, minutes))).time()  # noqa: DTZ001 - a clock, no moment
