"""A timetable decided elsewhere: read from rows, checked like any other plan, or filled with people by the planner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from scheduler.errors import ProblemFaults
from scheduler.timetable import FixedHeat, Heat, Pin, Plan, Problem, Unstaffed, Violation, check
from web.db.models import Competition, TimetablePlan
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse
from web.services.timetable.adoption import named
from web.services.timetable.field import Field, field_of, standing_in_the_way
from web.services.timetable.planning import begin_search, demand_free, has_begun, request_plan, running_plan
from web.services.timetable.problem import problem_for, problem_of
from web.services.timetable.reading import names_for
from web.services.timetable.records import given_record, problem_from, problem_record
from web.services.timetable.versions import counted_from, next_number, stored_plan, todays, with_exceptions


@dataclass(frozen=True, slots=True)
class FixedRow:
    """One row of a decided timetable. `heat` names the heat within its event; `entrant` "" is a heat without people."""

    event: str
    heat: str
    starts: datetime
    venue: str
    lane: int | None = None
    entrant: str = ""
    where: str = ""
    officials: Sequence[tuple[str, str]] = ()
    """Skill and official, by the planner's names."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The heats of such rows, with whoever stands in them, in the planner's terms."""

    problem: Problem
    heats: Sequence[Heat]

    @property
    def peopled(self) -> bool:
        """Whether the rows say who starts where."""
        return any(heat.places for heat in self.heats)

    @property
    def whole(self) -> bool:
        """Whether they say so of every event."""
        return {event.id for event in self.problem.events} == {heat.event for heat in self.heats if heat.places}

    def about(self, found: Violation) -> bool:
        """Whether a finding is about what was decided: that others are not placed yet is none."""
        return found.code != "forgotten" or found.params["event"] in {heat.event for heat in self.heats if heat.places}


def decided(field: Field, rows: Sequence[FixedRow]) -> Decided:
    """Put rows together to heats. Refuses everything that contradicts itself, each with its cell or line.

    fixed_nothing, fixed_heat_two_times, fixed_lane_twice, fixed_officials_many.
    """
    if not rows:
        raise refuse("fixed_nothing")
    problem = problem_of(field)
    groups: dict[tuple[str, str], list[FixedRow]] = defaultdict(list)
    for row in rows:
        groups[row.event, row.heat].append(row)
    faults: list[Fault] = []
    heats: list[Heat] = []
    numbers: dict[str, int] = defaultdict(int)
    for (event, _), own in sorted(groups.items(), key=lambda each: (each[1][0].starts, each[0])):
        numbers[event] += 1
        faults += _contradictions(own)
        start = problem.minute(own[0].starts)
        name = f"{event}-{numbers[event]}"
        heats.append(Heat(name, event, start, own[0].venue, _places(own), officials=_officials(own)))
        faults += _too_many(problem, heats[-1], own[0])
    if faults:
        raise Refusal(*faults)
    return Decided(problem, heats)


def _contradictions(rows: Sequence[FixedRow]) -> list[Fault]:
    """One heat with two times or venues, or two people on one lane."""
    first = rows[0]
    faults = [
        Fault("fixed_heat_two_times", {"heat": row.heat, "first": f"{first.starts:%m-%d %H:%M}"}, row.where)
        for row in rows[1:]
        if (row.starts, row.venue) != (first.starts, first.venue)
    ]
    seen: set[int] = set()
    for row in rows:
        if row.lane is not None and row.lane in seen:
            faults.append(Fault("fixed_lane_twice", {"heat": row.heat, "lane": row.lane}, row.where))
        seen |= {row.lane} if row.lane is not None else set()
    return faults


def _places(rows: Sequence[FixedRow]) -> dict[int, str]:
    """Who stands where; whoever has no lane takes the next free one."""
    places = {row.lane: row.entrant for row in rows if row.entrant and row.lane is not None}
    free = (lane for lane in range(1, len(rows) + max(places, default=0) + 1) if lane not in places)
    places |= {next(free): row.entrant for row in rows if row.entrant and row.lane is None}
    return dict(sorted(places.items()))


def _officials(rows: Sequence[FixedRow]) -> dict[str, tuple[str, ...]]:
    """Who serves with which skill; said once for a heat or on every line of it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        for skill, official in row.officials:
            found[skill][official] = None
    return {skill: tuple(names) for skill, names in found.items()}


def _needs(problem: Problem, heat: Heat) -> Mapping[str, int]:
    return {need.skill: need.count for event in problem.events if event.id == heat.event for need in event.staff}


def _too_many(problem: Problem, heat: Heat, row: FixedRow) -> list[Fault]:
    """More officials than the heat needs: either the list or the need is wrong."""
    needs = _needs(problem, heat)
    return [
        Fault(
            "fixed_officials_many",
            {"heat": row.heat, "skill": skill, "n": needs.get(skill, 0), "given": len(names)},
            row.where,
        )
        for skill, names in heat.officials.items()
        if len(names) > needs.get(skill, 0)
    ]


def _unstaffed(problem: Problem, heats: Sequence[Heat]) -> tuple[Unstaffed, ...]:
    """What each heat lacks."""
    return tuple(
        Unstaffed(heat.id, skill, count - len(heat.officials.get(skill, ())))
        for heat in heats
        for skill, count in _needs(problem, heat).items()
        if count > len(heat.officials.get(skill, ()))
    )


def keep_decided(act: Act, competition: Competition, rows: Sequence[FixedRow]) -> TimetablePlan:
    """Store a decided timetable under the next number.

    With people it is checked at once: a draft that may be adopted, or a plan without force that names every fault.
    Groups it doesn't mention are planned round it. With heats only, the planner places people and officials, and
    explains whoever finds no place.
    Refuses plan_running, plan_race_begun, what `standing_in_the_way` names, what `decided` refuses, and
    fixed_officials_alone: where the planner has a part it assigns the officials too.
    """
    field = field_of(act, competition)
    faults = standing_in_the_way(field)
    if faults:
        raise Refusal(*faults)
    found = decided(field, rows)
    plan = Plan(tuple(found.heats), unstaffed=_unstaffed(found.problem, found.heats))
    violations = [each for each in check(found.problem, plan) if found.peopled and found.about(each)]
    if violations or found.whole:
        return _checked(act, competition, found.problem, plan, violations)
    if any(heat.officials for heat in found.heats):
        raise Refusal(*(Fault("fixed_officials_alone", {}, row.where) for row in rows if row.officials))
    demand_free(act, competition)
    problem = _with_heats(act, competition, found.problem, found.heats)
    return begin_search(act, competition, replace(problem, pins=_pins(found.heats)), origin="fixed")


def fill_decided(act: Act, competition: Competition, row: TimetablePlan) -> TimetablePlan:
    """Keep the decided heats of a plan as they are, and let the planner place people anew.

    Refuses plan_not_draft, plan_running, plan_race_begun.
    """
    problem = with_exceptions(problem_for(act, competition), row)
    demand_free(act, competition)
    problem = _with_heats(act, competition, problem, _decided_heats(problem, row))
    return begin_search(act, competition, problem, origin="fixed", exceptions=row.exceptions)


def staff_decided(act: Act, competition: Competition, row: TimetablePlan) -> TimetablePlan:
    """Keep all heats and people of a plan as they are, and let the planner assign the officials.

    Refuses plan_not_draft, plan_running, plan_race_begun.
    """
    problem, plan = todays(act, competition, row)
    demand_free(act, competition)
    problem = replace(_with_heats(act, competition, problem, plan.heats), pins=_pins(plan.heats))
    return begin_search(act, competition, problem, origin="fixed", exceptions=row.exceptions)


def plan_again(act: Act, competition: Competition, row: TimetablePlan) -> TimetablePlan | None:
    """Search once more after something was changed: what was decided stays, everything else is planned anew.

    None while another search runs or once heats are under way: the change is made all the same.
    """
    if running_plan(act, competition) is not None or has_begun(act, competition):
        return None
    if row.origin != "fixed":
        return request_plan(act, competition)
    problem = with_exceptions(problem_for(act, competition), row)
    problem = _with_heats(act, competition, problem, _decided_heats(problem, row))
    problem = replace(problem, pins=problem_from(row.problem).pins)
    return begin_search(act, competition, problem, origin="fixed", exceptions=row.exceptions)


def _decided_heats(problem: Problem, row: TimetablePlan) -> Sequence[Heat]:
    """The heats that were decided, by the minutes of this problem; all of a plan that was decided whole."""
    before = problem_from(row.problem)
    if not before.fixed_heats:
        return stored_plan(problem, row).heats
    heats = [Heat(each.id, each.event, each.start, each.venue, final=each.final) for each in before.fixed_heats]
    return counted_from(problem.first_day, Plan(tuple(heats)), before.first_day).heats


def _pins(heats: Sequence[Heat]) -> tuple[Pin, ...]:
    """Everybody in these heats stays where they are; who runs a final is open."""
    return tuple(
        Pin(entrant, heat.event, heat.id, place=place)
        for heat in heats
        if not heat.final
        for place, entrant in heat.places.items()
    )


def _with_heats(act: Act, competition: Competition, problem: Problem, heats: Sequence[Heat]) -> Problem:
    """The problem in which exactly these heats exist for their events. Refuses what makes no sense, in words."""
    fixed = [FixedHeat(heat.id, heat.event, heat.start, heat.venue, heat.final) for heat in heats]
    try:
        return replace(problem, fixed_heats=tuple(fixed))
    except ProblemFaults as broken:
        names = names_for(act, competition, problem, Plan(tuple(heats)))
        raise Refusal(*(Fault(fault.code, named(fault.params, names)) for fault in broken.faults)) from None


def _checked(
    act: Act, competition: Competition, problem: Problem, plan: Plan, violations: Sequence[Violation]
) -> TimetablePlan:
    """A plan with people as it was decided, with what the checker found."""
    row = TimetablePlan(
        competition_id=competition.id,
        number=next_number(act, competition),
        state="failed" if violations else "draft",
        problem=problem_record(problem),
        plan=given_record(plan, violations),
        created_at=act.now,
        origin="fixed",
    )
    act.session.add(row)
    act.session.flush()
    audit.record(act, "plan_fixed", competition, number=row.number, heats=len(plan.heats), violations=len(violations))
    return row
