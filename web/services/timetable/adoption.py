"""Putting a plan in force: checked once more against what is stored now, then written as heats and lanes."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.timetable import Heat as PlannedHeat
from scheduler.timetable import Plan, Violation, check
from web.db.models import Competition, Heat, HeatDuty, HeatLane, TimetablePlan
from web.db.queries import one
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse
from web.services.timetable.field import event_id, field_of
from web.services.timetable.planning import demand_not_begun
from web.services.timetable.problem import problem_for, problem_of
from web.services.timetable.reading import Names, adopted_plan, names_for
from web.services.timetable.records import plan_from


def check_plan(act: Act, plan: TimetablePlan) -> Sequence[Fault]:
    """What the solver-free checker finds in a stored plan, measured by today's entries, venues and windows.

    Ids are replaced by names, so that the sentences can be read; empty when the plan may be adopted.
    """
    competition = one(act.session, Competition, id=plan.competition_id)
    if plan.plan is None or "heats" not in plan.plan:
        return [Fault("plan_not_draft")]
    problem = problem_for(act, competition)
    violations = check(problem, plan_from(plan.plan))
    if not violations:
        return []
    names = names_for(act, competition, problem)
    return [told(violation, names) for violation in violations]


def adopt(act: Act, plan: TimetablePlan) -> None:
    """Put a draft in force under its number; the plan adopted before becomes replaced, its heats stay on record.

    Results belong to entries and stay with them. Refuses plan_not_draft, plan_race_begun, and every violation the
    checker finds, so that a plan which was tampered with or overtaken by new entries can't come into force.
    """
    competition = one(act.session, Competition, id=plan.competition_id)
    if plan.state != "draft" or plan.plan is None:
        raise refuse("plan_not_draft")
    demand_not_begun(act, competition)
    faults = check_plan(act, plan)
    if faults:
        raise Refusal(*faults)
    before = adopted_plan(act, competition)
    if before is not None:
        before.state = "replaced"
    plan.state, plan.adopted_at = "adopted", act.now
    _write_heats(act, competition, plan, plan_from(plan.plan))
    audit.record(
        act,
        "plan_adopted",
        competition,
        number=plan.number,
        replaces=before.number if before else 0,
        heats=len(plan.plan["heats"]),
    )


def _write_heats(act: Act, competition: Competition, row: TimetablePlan, plan: Plan) -> None:
    field = field_of(act, competition)
    problem = problem_of(field)
    entries = {(str(e.entrant_id), event_id(e)): e.id for e in field.entries}
    contests = {race.contest.code: race.contest.id for race in field.races}
    events = {event.id: event for event in problem.events}
    numbers: dict[tuple[str, bool], int] = {}
    for heat in sorted(plan.heats, key=lambda each: (each.start, each.venue, each.id)):
        kind = (heat.event, heat.final)
        numbers[kind] = numbers.get(kind, 0) + 1
        contest, _, group = heat.event.partition(":")
        act.session.add(
            Heat(
                plan_id=row.id,
                contest_id=contests[contest],
                group_code=group,
                number=numbers[kind],
                starts=problem.moment(heat.start),
                minutes=events[heat.event].taken(heat.final),
                venue_id=int(heat.venue),
                final=heat.final,
                lanes=[HeatLane(lane=n, entry_id=entries[who, heat.event]) for n, who in sorted(heat.places.items())],
                duties=_duties(heat),
            )
        )
    act.session.flush()


def _duties(heat: PlannedHeat) -> list[HeatDuty]:
    """The officials of a planned heat; the planner knows an official as `o` and the row's number."""
    return [
        HeatDuty(official_id=int(code.removeprefix("o")), skill=skill)
        for skill, codes in sorted(heat.officials.items())
        for code in codes
    ]


_NAMED = ("entrant", "event", "venue", "heat", "other", "after", "official", "own")
_HEATS = ("other", "after", "own")
_MINUTES = ("start", "end", "free", "ready")


def told(violation: Violation, names: Names) -> Fault:
    """A violation with names instead of ids and clock times instead of minutes."""
    params: dict[str, object] = {}
    for key, value in violation.params.items():
        if key in _MINUTES and isinstance(value, int):
            params[key] = f"{names.problem.moment(value):%m-%d %H:%M}"
        elif key in _NAMED and isinstance(value, str):
            params[key] = names.heat(value) if key in _HEATS else getattr(names, key)(value)
        else:
            params[key] = value
    return Fault(violation.code, params)
