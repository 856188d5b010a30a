"""Moving heats and people by hand: tried on a copy, judged at once, kept as a new numbered draft or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.errors import ProblemFaults
from scheduler.timetable import (
    HandMove,
    HeatsSwapped,
    HeatTo,
    PeopleSwapped,
    PersonTo,
    Plan,
    Problem,
    moved,
)
from web.db.models import Competition, TimetablePlan
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse
from web.services.timetable.adoption import found_in, named
from web.services.timetable.comparing import Comparison, compared
from web.services.timetable.problem import problem_for
from web.services.timetable.reading import HeatLine, Names, drafted, lines_of, names_for, numbered
from web.services.timetable.versions import Origin, fitted, new_draft, with_exceptions


@dataclass(frozen=True, slots=True)
class Trial:
    """A plan as it would be after some moves: each move in words, what breaks, and the difference to its basis."""

    problem: Problem
    plan: Plan
    names: Names
    heats: Sequence[HeatLine]
    steps: Sequence[Fault]
    faults: Sequence[Fault]
    difference: Comparison


def tried(act: Act, competition: Competition, basis: TimetablePlan, moves: Sequence[HandMove]) -> Trial:
    """Make the moves on a copy of a plan and let the checker judge it; nothing is stored.

    Who withdrew meanwhile is taken out, who entered since waits unplaced. Refuses a move that cannot be made at all
    (heat_unknown, venue_unknown, move_not_entered, move_not_placed, move_place_taken, move_heat_full), plan_not_draft,
    and everything `problem_for` refuses.
    """
    problem = problem_for(act, competition)
    plan = fitted(problem, basis)
    names = names_for(act, competition, problem, plan)
    steps: list[Fault] = []
    for move in moves:
        try:
            after = moved(problem, plan, [move])
        except ProblemFaults as broken:
            raise Refusal(*(Fault(fault.code, named(fault.params, names)) for fault in broken.faults)) from None
        steps.append(_told(move, names, plan, after))
        plan, names = after, replace(names, numbers=numbered(after))
    heats = lines_of(names, plan)
    _, _, before = drafted(act, competition, basis)
    faults = found_in(act, competition, with_exceptions(problem, basis), plan)
    return Trial(problem, plan, names, heats, steps, faults, compared(before, heats))


def keep_moves(act: Act, competition: Competition, basis: TimetablePlan, moves: Sequence[HandMove]) -> TimetablePlan:
    """Store the moved copy as a draft with the next number; its basis stays as it is.

    Without moves it is a plain copy (also of a replaced version, to come back to it). Refuses everything the checker
    finds: a plan is never stored half right.
    """
    trial = tried(act, competition, basis, moves)
    if trial.faults:
        raise Refusal(*trial.faults)
    origin = Origin("moved", basis.number, trial.steps, basis.exceptions)
    return new_draft(act, competition, trial.problem, trial.plan, origin)


def somebody(trial: Trial, event: str, text: str) -> str:
    """The planner's name of an entrant of this event, found by number, by name, or by both as they are offered.

    Refuses move_person_unknown, and move_person_unclear when two have that name.
    """
    entered = [each.id for each in trial.problem.entrants if event in each.events]
    wanted = text.strip()
    found = [code for code in entered if wanted in _spellings(trial.names, code)]
    if not found:
        raise refuse("move_person_unknown", given=text, event=trial.names.event(event))
    if len(found) > 1:
        raise refuse("move_person_unclear", given=text)
    return found[0]


def _spellings(names: Names, code: str) -> set[str]:
    entrant = names.entrants.get(code)
    if entrant is None:
        return set()
    return {entrant.name, str(entrant.bib or ""), f"{entrant.bib or ''} {entrant.name}".strip()} - {""}


def _told(move: HandMove, names: Names, before: Plan, after: Plan) -> Fault:
    """A move in words, with the times before and after it."""
    was = {heat.id: heat.start for heat in before.heats}
    values: dict[str, str | int]
    if isinstance(move, HeatTo):
        values = {"heat": move.heat, "start": was[move.heat], "ready": move.start, "venue": move.venue}
        return Fault("moved_heat", named(values, names))
    if isinstance(move, HeatsSwapped):
        values = {"heat": move.first, "start": was[move.first], "other": move.second, "ready": was[move.second]}
        return Fault("moved_heats_swapped", named(values, names))
    if isinstance(move, PersonTo):
        heat = next(heat for heat in after.heats if heat.id == move.heat)
        place = next(place for place, name in heat.places.items() if name == move.entrant)
        values = {"entrant": move.entrant, "heat": move.heat, "start": heat.start, "place": place}
        return Fault("moved_person", named(values, names))
    return _told_swap(move, names)


def _told_swap(move: PeopleSwapped, names: Names) -> Fault:
    params: dict[str, object] = {"entrant": names.entrant(move.first), "with": names.entrant(move.second)}
    return Fault("moved_people_swapped", params | {"event": names.event(move.event)})
