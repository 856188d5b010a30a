"""Dates, times and numbers as people here write them; registered as template filters by `web.app`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask_babel import get_locale

from web.config import TIME_ZONE


def is_english() -> bool:
    """Whether the reader reads English."""
    locale = get_locale()
    return locale is not None and locale.language == "en"


def day(value: date) -> str:
    """2026年11月27日 / 27 Nov 2026."""
    return f"{value:%-d %b %Y}" if is_english() else f"{value.year}年{value.month}月{value.day}日"


_WEEKDAYS = "一二三四五六日"


def full_day(value: date) -> str:
    """2026年11月27日 星期五 / Fri 27 Nov 2026: people plan by the day of the week."""
    return f"{value:%a} {day(value)}" if is_english() else f"{day(value)} 星期{_WEEKDAYS[value.weekday()]}"


def clock(value: datetime) -> str:
    """Hours and minutes of a wall-clock time."""
    return f"{value:%H:%M}"


def wall(value: datetime) -> str:
    """A wall-clock date and time of the competition."""
    return f"{day(value)} {clock(value)}"


def short_wall(value: datetime) -> str:
    """A wall-clock date and time without the year, for lists about one competition: 11月27日 08:30 / 27 Nov 08:30."""
    return f"{value:%-d %b %H:%M}" if is_english() else f"{value.month}月{value.day}日 {clock(value)}"


def moment(value: datetime) -> str:
    """A moment in the competition's time zone, to the minute."""
    return wall(value.replace(tzinfo=value.tzinfo or UTC).astimezone(ZoneInfo(TIME_ZONE)).replace(tzinfo=None))


def yuan(fen: int) -> str:
    """Money: integer fen shown as yuan with two decimals and thousands separators."""
    sign, fen = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}¥{fen // 100:,}.{fen % 100:02d}"


def hundredths(value: int | None) -> str:
    """A mark in hundredths without needless zeros: 8750 is 87.5; a missing mark is a dash, never 0."""
    if value is None:
        return "—"
    whole, rest = divmod(value, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)


FILTERS = {
    "day": day,
    "full_day": full_day,
    "clock": clock,
    "wall": wall,
    "short_wall": short_wall,
    "moment": moment,
    "yuan": yuan,
    "hundredths": hundredths,
}
