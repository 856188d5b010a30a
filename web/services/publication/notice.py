"""公示期: when a notice ends (practice.md 7.4, 7.5)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scoring.rulebook.model import Notice
from web.config import TIME_ZONE

_SATURDAY = 5


def notice_end(published: datetime, notice: Notice) -> datetime:
    """The moment objections end.

    Working days are Monday to Friday, and the day of publication counts when it is one: published on Monday
    2026-05-11, five working days end with Friday 2026-05-15 at 24:00 local time (the example of practice.md 7.4).
    Minutes (races) run from the moment of publication. With both, minutes are added to the days; with neither,
    the notice ends as it begins.
    """
    end = published
    if notice.days:
        last = last_working_day(published.astimezone(ZoneInfo(TIME_ZONE)).date(), notice.days)
        end = datetime.combine(last + timedelta(days=1), time(0), ZoneInfo(TIME_ZONE)).astimezone(published.tzinfo)
    return end + timedelta(minutes=notice.minutes)


def last_working_day(first: date, days: int) -> date:
    """The day on which `days` working days beginning with `first` are full."""
    day, left = first, days
    while True:
        left -= day.weekday() < _SATURDAY
        if not left:
            return day
        day += timedelta(days=1)
