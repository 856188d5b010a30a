"""遇雨顺延: whole sessions go to another time with their heats; who runs where, groups and ages stay as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from scheduler.timetable import Plan, Problem, Unplaced, check, restated
from web.db.models import Competition, RaceSession, TimetablePlan
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse
from web.services.timetable.adoption import found_in
from web.services.timetable.away import away_of
from web.services.timetable.comparing import Comparison, compared
from web.services.timetable.field import field_of, standing_in_the_way
from web.services.timetable.heats import under_way
from web.services.timetable.problem import problem_for, problem_of
from web.services.timetable.reading import Names, drafted, lines_of, names_for
from web.services.timetable.versions import Origin, fitted, new_draft, with_exceptions

_PERSONAL = ("not_available", "rest_too_short", "too_many_a_day")
"""What speaks against one person's start only: leaving the person out mends it."""


@dataclass(frozen=True, slots=True)
class Postponement:
    """A plan with sessions postponed: what breaks, the difference, what will be written on adoption."""

    problem: Problem
    plan: Plan
    names: Names
    said: Sequence[Fault]
    faults: Sequence[Fault]
    difference: Comparison
    facts: Sequence[dict[str, Any]]

    @property
    def left_out(self) -> int:
        """How many entries are without a heat."""
        return len(self.plan.unplaced)


def postponed(
    act: Act, competition: Competition, basis: TimetablePlan, sessions: Sequence[int], to: datetime, *, leave_out: bool
) -> Postponement:
    """Move these sessions so that the first of them starts at `to`, and their heats with them; nothing is stored.

    Heats that ran stay, with what is left of their session. With `leave_out` those whom the new time does not suit are
    listed without a heat. Refuses postpone_no_session, postpone_same_time, session_overlaps, plan_not_draft.
    """
    field = field_of(act, competition)
    faults = standing_in_the_way(field)
    if faults:
        raise Refusal(*faults)
    before, begun = problem_for(act, competition), under_way(act, competition)
    plan = fitted(before, basis)
    chosen = [each for each in field.sessions if each.id in sessions]
    if not chosen:
        raise refuse("postpone_no_session")
    step = to - chosen[0].starts
    if not step:
        raise refuse("postpone_same_time")
    run = begun.ran_in(before, plan) if begun else frozenset[str]()
    moved = [RaceSession(id=each.id, starts=each.starts + step, ends=each.ends + step) for each in chosen]
    ran = _ran_in(before, plan, run, chosen)
    staying = [each for each in field.sessions if each not in chosen or each.id in ran]
    facts = [_fact(each, each.id not in ran) for each in moved]
    for each in moved:
        each.id = -each.id if each.id in ran else each.id
    after_sessions = sorted([*staying, *moved], key=lambda each: each.starts)
    _demand_apart(moved, staying)
    problem = problem_of(replace(field, sessions=after_sessions, away=away_of(act, competition, after_sessions)))
    after = restated(problem, _shifted(before, problem, plan, chosen, step, run), same_problem=False)
    after = _left_out(problem, after) if leave_out else after
    names = names_for(act, competition, problem, after)
    said = [_told(each, each.starts + step) for each in chosen]
    found = found_in(act, competition, with_exceptions(problem, basis), after)
    difference = compared(drafted(act, competition, basis)[2], lines_of(names, after))
    return Postponement(problem, after, names, said, found, difference, facts)


def keep_postponed(act: Act, competition: Competition, basis: TimetablePlan, found: Postponement) -> TimetablePlan:
    """Store a postponement as a draft with the next number; the sessions move when it is adopted.

    Refuses everything the checker finds.
    """
    if found.faults:
        raise Refusal(*found.faults)
    origin = Origin("postponed", basis.number, found.said, basis.exceptions)
    row = new_draft(act, competition, found.problem, found.plan, origin)
    row.plan = (row.plan or {}) | {"facts": {"sessions": list(found.facts)}}
    return row


def _ran_in(problem: Problem, plan: Plan, run: frozenset[str], chosen: Sequence[RaceSession]) -> set[int]:
    """The sessions of which a part was run."""
    starts = [problem.moment(heat.start) for heat in plan.heats if heat.id in run]
    return {each.id for each in chosen if any(each.starts <= start < each.ends for start in starts)}


def _fact(session: RaceSession, whole: bool) -> dict[str, Any]:
    """What will be written: the session itself moves, or a new one is opened for what was not run."""
    times = {"start": session.starts.isoformat(), "end": session.ends.isoformat()}
    return {"session": session.id if whole else None} | times


def _demand_apart(moved: Sequence[RaceSession], staying: Sequence[RaceSession]) -> None:
    clashes = [other for each in moved for other in staying if each.starts < other.ends and other.starts < each.ends]
    if clashes:
        raise Refusal(*(Fault("session_overlaps", {"other": f"{other.starts:%m-%d %H:%M}"}) for other in clashes))


def _shifted(
    before: Problem, after: Problem, plan: Plan, chosen: Sequence[RaceSession], step: timedelta, run: frozenset[str]
) -> Plan:
    heats = []
    for heat in plan.heats:
        start = before.moment(heat.start)
        inside = any(each.starts <= start < each.ends for each in chosen)
        heats.append(replace(heat, start=after.minute(start + step if inside and heat.id not in run else start)))
    return replace(plan, heats=tuple(sorted(heats, key=lambda heat: (heat.start, heat.venue, heat.id))))


def _left_out(problem: Problem, plan: Plan) -> Plan:
    """The plan without those starts that do not suit their people; they wait without a heat."""
    away = {
        (violation.params["entrant"], violation.params.get("heat"))
        for violation in check(problem, plan)
        if violation.code in _PERSONAL
    }
    if not away:
        return plan
    heats, left = [], list(plan.unplaced)
    for heat in plan.heats:
        gone = {name for name in heat.places.values() if (name, heat.id) in away}
        left += [Unplaced(name, heat.event, ("no_start",)) for name in sorted(gone)]
        places = {place: name for place, name in heat.places.items() if name not in gone}
        if places or heat.final:
            heats.append(replace(heat, places=places))
    return restated(problem, replace(plan, heats=tuple(heats), unplaced=tuple(left)), same_problem=False)


def _told(session: RaceSession, to: datetime) -> Fault:
    return Fault("postponed_session", {"start": f"{session.starts:%m-%d %H:%M}", "ready": f"{to:%m-%d %H:%M}"})
