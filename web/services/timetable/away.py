"""When people are away on the days of the sessions: lessons, hours of their department, leave, less what is excused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from web.db.models import Competition, Department, Lesson, Person, RaceSession, Unavailability
from web.services.act import Act
from web.services.timetable.lessons import hours


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of local time in which somebody is away, and why: lesson, hours, leave; or excused from these."""

    starts: datetime
    ends: datetime
    why: str
    reason: str = ""


def away_of(
    act: Act, competition: Competition, sessions: Sequence[RaceSession], person_id: int | None = None
) -> Mapping[int, Sequence[Away]]:
    """Each person's stretches in order of time on the days of the sessions (or one person's only)."""
    days = sorted({session.starts.date() for session in sessions})
    found: dict[int, list[Away]] = defaultdict(list)
    for person, away in _everything(act, competition, days):
        if person_id is None or person == person_id:
            found[person].append(away)
    return {person: sorted(own, key=lambda away: (away.starts, away.ends)) for person, own in found.items()}


def _everything(act: Act, competition: Competition, days: Sequence[date]) -> Iterator[tuple[int, Away]]:
    for row in act.session.scalars(select(Unavailability).where(Unavailability.competition_id == competition.id)):
        yield row.person_id, Away(row.starts, row.ends, "excused" if row.excused else "leave", row.reason)
    for lesson in act.session.scalars(select(Lesson).where(Lesson.competition_id == competition.id)):
        for day in days:
            if day.isoweekday() == lesson.weekday:
                yield lesson.person_id, on_day(day, lesson.starts_minute, lesson.ends_minute, "lesson", lesson.course)
    yield from _hours(act, competition, days)


def _hours(act: Act, competition: Competition, days: Sequence[date]) -> Iterator[tuple[int, Away]]:
    """The hours of departments for everybody in them and below."""
    rules = [(rule, day) for rule in hours(act, competition) for day in days if day.isoweekday() in rule.weekdays]
    if not rules:
        return
    staff = act.session.execute(
        select(Person.id, Department.path)
        .join(Department, Department.id == Person.department_id)
        .where(Person.trade_union_id == competition.trade_union_id)
    ).all()
    for rule, day in rules:
        away = on_day(day, rule.starts_minute, rule.ends_minute, "hours", rule.reason)
        yield from ((person, away) for person, path in staff if f"{path} / ".startswith(f"{rule.department.path} / "))


def on_day(day: date, starts: int, ends: int, why: str, reason: str) -> Away:
    """Minutes of a day as a stretch of time."""
    midnight = datetime.combine(day, time())
    return Away(midnight + timedelta(minutes=starts), midnight + timedelta(minutes=ends), why, reason)
