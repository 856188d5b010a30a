"""What can be reported on the day, and what it means for the planner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.timetable import Change, Closed, Delay, OfficialGone, Problem, Withdrawn
from web.services.refusals import Fault, refuse
from web.services.timetable.reading import Names

KINDS = ("closed", "delay", "withdrawn", "gone", "room")


@dataclass(frozen=True, slots=True)
class Incident:
    """One report. `kind`: closed (a place, or with `place` None the venue), delay, withdrawn, gone (an official), or
    room (find room for those without a heat, late entries among them).

    `minutes`: how late, or for how long closed (None: to the end of the session). `who`: the entrant's or official's
    row number, or a bib, or a name.
    """

    kind: str
    venue: str = ""
    place: int | None = None
    minutes: int | None = None
    who: str = ""


def changes_of(incident: Incident, problem: Problem, now: int, names: Names) -> tuple[Sequence[Change], Fault]:
    """The planner's changes and the sentence that tells them.

    Refuses incident_unknown, venue_unknown, incident_minutes, move_person_unknown, move_person_unclear.
    """
    if incident.kind not in KINDS:
        raise refuse("incident_unknown")
    if incident.kind == "room":
        return (), Fault("incident_room")
    if incident.kind == "withdrawn":
        entrant = _entrant(names, problem, incident.who)
        return [Withdrawn(entrant)], Fault("incident_withdrawn", {"entrant": names.entrant(entrant)})
    if incident.kind == "gone":
        if incident.who not in names.officials:
            raise refuse("official_not_known", id=incident.who)
        said = {"official": names.official(incident.who), "start": _clock(problem, now)}
        return [OfficialGone(incident.who, now)], Fault("incident_gone", said)
    if incident.venue not in names.venues:
        raise refuse("venue_unknown", id=incident.venue)
    if incident.kind == "delay":
        return _delay(incident, names)
    return _closed(incident, problem, now, names)


def _delay(incident: Incident, names: Names) -> tuple[Sequence[Change], Fault]:
    if not incident.minutes or incident.minutes < 1:
        raise refuse("incident_minutes")
    said = {"venue": names.venue(incident.venue), "minutes": incident.minutes}
    return [Delay(incident.venue, incident.minutes)], Fault("incident_delay", said)


def _closed(incident: Incident, problem: Problem, now: int, names: Names) -> tuple[Sequence[Change], Fault]:
    end = now + incident.minutes if incident.minutes else _session_end(problem, now)
    said = {"venue": names.venue(incident.venue), "start": _clock(problem, now), "end": _clock(problem, end)}
    if incident.place is None:
        return [Closed(incident.venue, now, end)], Fault("incident_venue_closed", said)
    return [Closed(incident.venue, now, end, incident.place)], Fault(
        "incident_closed", said | {"place": incident.place}
    )


def _session_end(problem: Problem, now: int) -> int:
    """The end of the session that is on, else of the next one."""
    return min((session.end for session in problem.sessions if session.end > now), default=now + 1)


def _entrant(names: Names, problem: Problem, text: str) -> str:
    wanted = text.strip()
    entered = {entrant.id: names.entrants[entrant.id] for entrant in problem.entrants if entrant.id in names.entrants}
    by_bib = [code for code, each in entered.items() if str(each.bib) == wanted.split(" ")[0]]
    found = by_bib or [code for code, each in entered.items() if each.name == wanted]
    if not found:
        raise refuse("incident_nobody", given=text)
    if len(found) > 1:
        raise refuse("move_person_unclear", given=text)
    return found[0]


def _clock(problem: Problem, minute: int) -> str:
    return f"{problem.moment(minute):%m-%d %H:%M}"
