"""Birth dates and days as people write them (practice.md 8.5)."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from scoring.identity import YOUNGEST
from scoring.values import half_width
from web.services.intake.numbers import serial_date
from web.services.intake.table import Cell
from web.services.refusals import refuse

_LONGEST = 40
_WRITTEN = re.compile(r"([0-9]{4}|[0-9]{2})([./年-])([0-9]{1,2})([./月-])([0-9]{1,2})[日号]?")
_MONTH_ONLY = re.compile(r"[0-9]{4}([./年-]([0-9]{1,2}月?)?)?|[0-9]{2}年[0-9]{1,2}月?")
_CLOCK_TAIL = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\.0+)?$")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?|([0-9]{1,2})[点时](?:([0-9]{1,2})分?)?")


def read_date(cell: Cell, today: date) -> date | None:
    """Return the day a cell means; None when it is empty.

    Read: a date cell, a serial number (27720), `1975.11.22`, `1975-11-22`, `1975/11/22`, `75-11-22`, `19751122`,
    `1975年11月22日`. Two-digit years mean the last such year in which somebody now of working age (16) was born.
    Refuses date_incomplete (`1975年11月`), date_impossible, date_unreadable, date_future.
    """
    text = _CLOCK_TAIL.sub("", half_width(cell.text[:_LONGEST]))
    text = "".join(text.split())
    if not text:
        return None
    day = _counted(text) or _written(text, today)
    if day > today:
        raise refuse("date_future", value=day.isoformat())
    return day


def read_day(cell: Cell) -> date:
    """Return the day of an event, which may lie ahead; refuses date_missing and what `read_date` refuses."""
    day = read_date(cell, date.max)
    if day is None:
        raise refuse("date_missing")
    return day


def read_clock(cell: Cell) -> time:
    """Return a time of day from `08:00`, `8:00`, `8点30分` or a time cell; refuses clock_unreadable."""
    text = half_width(cell.text[:_LONGEST]).split(" ")[-1]
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise refuse("clock_unreadable", value=text)
    hours, minutes = (match[1], match[2]) if match[1] else (match[3], match[4] or "0")
    if int(hours) > 23 or int(minutes) > 59:
        raise refuse("clock_unreadable", value=text)
    return time(int(hours), int(minutes))


def read_wall(cell_day: Cell, cell_clock: Cell) -> datetime:
    """Return the local moment of a day and a time of day in two cells."""
    return datetime.combine(read_day(cell_day), read_clock(cell_clock))


def _counted(text: str) -> date | None:
    """Digits alone: eight are year, month, day; five a serial number of days."""
    if re.fullmatch(r"[0-9]{8}", text):
        return _calendar(int(text[:4]), int(text[4:6]), int(text[6:]), text)
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", text):
        return serial_date(int(text[:5]))
    return None


def _written(text: str, today: date) -> date:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        incomplete = _MONTH_ONLY.fullmatch(text) or re.fullmatch(r"(19|20)[0-9]{4}", text)
        raise refuse("date_incomplete" if incomplete else "date_unreadable", value=text[:20])
    year = int(match[1])
    if len(match[1]) == 2:
        year += 2000 if 2000 + year <= today.year - YOUNGEST else 1900
    return _calendar(year, int(match[3]), int(match[5]), text)


def _calendar(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise refuse("date_impossible", value=text[:20]) from None
    if year < 1900:
        raise refuse("date_impossible", value=text[:20])
    return found
