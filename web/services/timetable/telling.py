"""What a plan achieves, said as codes: each goal with its value, its bound and whether it is proven."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from scheduler.timetable import Goal, Plan, Problem
from scheduler.timetable.problem import MINUTES_PER_DAY
from web.db.models import TimetablePlan
from web.services.refusals import Fault
from web.services.timetable.adoption import told
from web.services.timetable.reading import Names
from web.services.timetable.records import violations_from


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in words, and the bound behind it for those who ask."""

    said: Fault
    goal: Goal

    @property
    def label(self) -> Fault:
        """The goal's name."""
        return Fault(f"goal_{self.goal.name}")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Somebody without a heat: who, in what, and why."""

    entrant: str
    event: str
    reasons: Sequence[Fault]


@dataclass(frozen=True, slots=True)
class Lacking:
    """Officials a heat lacks: which heat, when, of which skill, how many, and why."""

    heat: str
    starts: datetime
    skill: str
    missing: int
    reasons: Sequence[Fault]


def goal_lines(problem: Problem, plan: Plan) -> Sequence[GoalLine]:
    """Every goal of a plan in the order of its weight."""
    return tuple(GoalLine(_said(goal, problem, plan), goal) for goal in plan.goals)


def goal_pairs(
    before: Sequence[GoalLine], after: Sequence[GoalLine]
) -> Sequence[tuple[Fault, GoalLine | None, GoalLine | None]]:
    """The goals of two plans beside each other, in the order of the later one; None where one doesn't state a goal."""
    old = {line.goal.name: line for line in before}
    new = {line.goal.name: line for line in after}
    labels = {line.goal.name: line.label for line in (*after, *before)}
    return tuple((label, old.get(name), new.get(name)) for name, label in labels.items())


def left_over(names: Names, plan: Plan) -> Sequence[LeftOver]:
    """Everybody who found no heat, with the reasons."""
    return tuple(
        LeftOver(
            names.entrant(each.entrant),
            names.event(each.event),
            tuple(Fault(f"unplaced_{reason}") for reason in each.reasons),
        )
        for each in plan.unplaced
    )


def unstaffed(names: Names, plan: Plan) -> Sequence[Lacking]:
    """Every heat that lacks officials, in order of time."""
    starts = {heat.id: names.problem.moment(heat.start) for heat in plan.heats}
    known = [each for each in plan.unstaffed if each.heat in starts]
    return tuple(
        Lacking(
            names.heat(each.heat),
            starts[each.heat],
            each.skill,
            each.missing,
            tuple(Fault(f"unstaffed_{reason}") for reason in each.reasons),
        )
        for each in sorted(known, key=lambda each: (starts[each.heat], each.heat, each.skill))
    )


def failure_reasons(names: Names, row: TimetablePlan) -> Sequence[Fault]:
    """Why a plan could not be used: the planner's reasons and whatever the checker found."""
    if row.plan is None:
        return ()
    return tuple(told(each, names) for each in violations_from([*row.plan["reasons"], *row.plan["violations"]]))


_FIRST = ("unplaced", "heats", "finish")


def headline(problem: Problem, plan: Plan) -> Sequence[Fault]:
    """What the plan is worth in three sentences: clashes, the longest wait, whether a better one can exist."""
    if not plan.heats:
        return ()
    missing = sum(each.missing for each in plan.unstaffed)
    left = Fault("headline_left", {"n": len(plan.unplaced)}) if plan.unplaced else Fault("headline_no_clash")
    staff = [Fault("headline_unstaffed", {"n": missing})] if missing else []
    longest = _longest_wait(problem, plan)
    wait = Fault("headline_wait", {"minutes": longest}) if longest else Fault("headline_no_wait")
    return (left, *staff, wait, *_proof(plan))


def _proof(plan: Plan) -> list[Fault]:
    """Whether a better plan can exist; nothing is said of a plan that states no goals (one moved by hand)."""
    if not plan.goals:
        return []
    open_goals = [goal.name for goal in plan.goals if not goal.proven]
    if not open_goals:
        return [Fault("headline_best")]
    main = any(name in _FIRST for name in open_goals)
    return [Fault("headline_main_open" if main else "headline_details_open", {"n": len(open_goals)})]


def _longest_wait(problem: Problem, plan: Plan) -> int:
    """The longest stretch, in minutes, that one person waits on one day between own events beyond the own rest."""
    busy = {event.id: event.entrant_minutes for event in problem.events}
    rest = {entrant.id: problem.rest_of(entrant) for entrant in problem.entrants}
    turns: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for heat in plan.heats:
        for name in heat.places.values():
            turns[name].append((heat.start, heat.start + busy[heat.event]))
    waits = [
        second[0] - first[1] - rest.get(name, 0)
        for name, own in turns.items()
        for first, second in pairwise(sorted(own))
        if first[0] // MINUTES_PER_DAY == second[0] // MINUTES_PER_DAY
    ]
    return max([0, *waits])


def _said(goal: Goal, problem: Problem, plan: Plan) -> Fault:
    entries = sum(len(entrant.events) for entrant in problem.entrants)
    params: dict[str, object] = {"value": goal.value, "bound": goal.bound, "entries": entries}
    if goal.name == "finish":
        params["clock"] = _last_end(problem, plan)
    if goal.name == "unplaced" and goal.value == 0:
        return Fault("told_all_placed", params)
    proof = "proven" if goal.proven else "open" if goal.bound else "unbounded"
    return Fault(f"told_{goal.name}_{proof}", params)


def _last_end(problem: Problem, plan: Plan) -> str:
    durations = {event.id: event.duration for event in problem.events}
    ends = [heat.start + durations[heat.event] for heat in plan.heats]
    return f"{problem.moment(max(ends)):%m-%d %H:%M}" if ends else "—"
