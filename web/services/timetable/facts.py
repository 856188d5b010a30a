"""What happened (a machine broken, somebody gone, a session moved): kept with a draft, written on its adoption."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select

from scheduler.timetable import Problem, Repaired
from web.db.models import (
    Competition,
    Contest,
    Entry,
    OfficialWindow,
    RaceOfficial,
    RaceSession,
    TimetablePlan,
    Venue,
    VenueClosure,
)
from web.services import audit
from web.services.act import Act

Facts = dict[str, list[dict[str, Any]]]


def facts_of(before: Problem, repaired: Repaired) -> Facts:
    """What a repair took for granted, as JSON values: closures, entries given up, officials' hours."""
    withdrawn = [{"entrant": m.entrant, "event": m.event} for m in repaired.difference if m.kind == "withdrawn"]
    return {
        "closed": list(_closures(before, repaired.problem)),
        "withdrawn": withdrawn,
        "officials": list(_hours(before, repaired.problem)),
    }


def write_facts(act: Act, competition: Competition, row: TimetablePlan) -> None:
    """Write what a draft takes for granted; the plan is checked against it right after, in the same transaction."""
    facts: Facts = (row.plan or {}).get("facts", {})
    for fact in facts.get("closed", ()):
        venue = act.session.get_one(Venue, int(fact["venue"]))
        venue.closures.append(
            VenueClosure(place=fact["place"], starts=_moment(fact["start"]), ends=_moment(fact["end"]))
        )
    for fact in facts.get("withdrawn", ()):
        _withdraw(act, competition, fact["entrant"], fact["event"])
    for fact in facts.get("officials", ()):
        official = act.session.get_one(RaceOfficial, int(fact["official"].removeprefix("o")))
        official.windows = [OfficialWindow(starts=_moment(start), ends=_moment(end)) for start, end in fact["windows"]]
    for fact in facts.get("sessions", ()):
        _move_session(act, competition, fact["session"], _moment(fact["start"]), _moment(fact["end"]))
    act.session.flush()


def _move_session(act: Act, competition: Competition, number: int | None, starts: datetime, ends: datetime) -> None:
    """A session goes to another time; without a number a new one is opened for the part that was not run."""
    if number is None:
        act.session.add(RaceSession(competition_id=competition.id, starts=starts, ends=ends))
        return
    session = act.session.get_one(RaceSession, number)
    session.starts, session.ends = starts, ends


def _closures(before: Problem, after: Problem) -> Iterator[dict[str, Any]]:
    known = {venue.id: venue.closed for venue in before.venues}
    for venue in after.venues:
        for closure in venue.closed:
            if closure not in known[venue.id]:
                times = {"start": _text(after, closure.start), "end": _text(after, closure.end)}
                yield {"venue": venue.id, "place": closure.place} | times


def _hours(before: Problem, after: Problem) -> Iterator[dict[str, Any]]:
    """The hours of each official that are different; somebody with none left gets a minute before the first start."""
    left = {official.id: official.available for official in after.officials}
    for official in before.officials:
        windows = [(window.start, window.end) for window in left.get(official.id, ())]
        if left.get(official.id) != official.available:
            first = after.sessions[0].start
            spans = windows or [(first - 1, first)]
            yield {
                "official": official.id,
                "windows": [[_text(after, start), _text(after, end)] for start, end in spans],
            }


def _withdraw(act: Act, competition: Competition, entrant: str, event: str) -> None:
    code = event.partition(":")[0]
    entry = act.session.scalar(
        select(Entry)
        .join(Contest, Contest.id == Entry.contest_id)
        .where(Contest.competition_id == competition.id, Contest.code == code, Entry.entrant_id == int(entrant))
    )
    if entry is not None and entry.state == "entered":
        entry.state = "withdrawn"
        audit.record(act, "entry_withdrawn", entry.contest, entry=entry.id, reason="")


def _text(problem: Problem, minute: int) -> str:
    return problem.moment(minute).isoformat()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
