"""Numbered plans: which one a plan came from, which one it replaced, and a new one made from an old one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from scheduler.timetable import Plan, Problem, aligned
from scheduler.timetable.problem import MINUTES_PER_DAY
from web.db.models import Competition, TimetablePlan
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, refuse
from web.services.timetable.easing import eased
from web.services.timetable.problem import problem_for
from web.services.timetable.records import given_record, plan_from, problem_from, problem_record, violations_from


@dataclass(frozen=True, slots=True)
class Origin:
    """How a plan came about: `kind` moved, postponed or repaired, from which plan, by which changes (as sentences),
    with that plan's exceptions.
    """

    kind: str
    basis: int
    changes: Sequence[Fault] = ()
    exceptions: Sequence[dict[str, Any]] = ()


def next_number(act: Act, competition: Competition) -> int:
    """The number of the next plan."""
    query = select(func.max(TimetablePlan.number)).where(TimetablePlan.competition_id == competition.id)
    return (act.session.scalar(query) or 0) + 1


def plan_numbered(act: Act, competition: Competition, number: int) -> TimetablePlan | None:
    """The plan with this number."""
    query = select(TimetablePlan).where(TimetablePlan.competition_id == competition.id, TimetablePlan.number == number)
    return act.session.scalar(query)


def predecessor(act: Act, row: TimetablePlan) -> TimetablePlan | None:
    """The version that was in force before this one; None for the first and for a plan that never was in force."""
    if row.adoption is None:
        return None
    earlier = TimetablePlan.competition_id == row.competition_id, TimetablePlan.adoption < row.adoption
    return act.session.scalar(select(TimetablePlan).where(*earlier).order_by(TimetablePlan.adoption.desc()).limit(1))


def demand_plan(row: TimetablePlan) -> dict[str, Any]:
    """What a plan's row holds; refuses plan_not_draft when no heats were found."""
    if row.plan is None or "heats" not in row.plan:
        raise refuse("plan_not_draft")
    return row.plan


def todays(act: Act, competition: Competition, row: TimetablePlan) -> tuple[Problem, Plan]:
    """Today's problem, eased by the plan's exceptions, and the stored plan with its minutes counted from its first day.

    Refuses what `problem_for` refuses, and plan_not_draft.
    """
    problem = problem_for(act, competition)
    plan = stored_plan(problem, row)
    return with_exceptions(problem, row), plan


def stored_plan(problem: Problem, row: TimetablePlan) -> Plan:
    """A stored plan as it is, its minutes counted from the first day of this problem. Refuses plan_not_draft."""
    return counted_from(problem.first_day, plan_from(demand_plan(row)), date.fromisoformat(row.problem["first_day"]))


def with_exceptions(problem: Problem, row: TimetablePlan) -> Problem:
    """A problem eased by what stands in a plan by exception; minutes of the record count from the plan's first day."""
    step = _days_between(date.fromisoformat(row.problem["first_day"]), problem.first_day)
    grants = [replace(each, params=_counted(each.params, step)) for each in violations_from(row.exceptions)]
    return eased(problem, grants)


def fitted(problem: Problem, row: TimetablePlan) -> Plan:
    """A stored plan for this problem: minutes from its first day, entries that came and went fitted in."""
    before = problem_from(row.problem)
    plan = counted_from(problem.first_day, plan_from(demand_plan(row)), before.first_day)
    return plan if problem == before else aligned(problem, plan)


def counted_from(first_day: date, plan: Plan, before: date) -> Plan:
    """A plan whose minutes are counted from another first day than `before`."""
    step = _days_between(before, first_day)
    return replace(plan, heats=tuple(replace(heat, start=heat.start + step) for heat in plan.heats))


_MINUTES = frozenset({"start", "end", "ready", "free"})


def _counted(params: Mapping[str, str | int], step: int) -> dict[str, str | int]:
    """Parameters whose minutes are counted from another first day."""
    return {name: int(value) + step if name in _MINUTES else value for name, value in params.items()}


def _days_between(before: date, first_day: date) -> int:
    """What a minute counted from `before` gains when it is counted from `first_day`."""
    return (before - first_day).days * MINUTES_PER_DAY


def new_draft(act: Act, competition: Competition, problem: Problem, plan: Plan, origin: Origin) -> TimetablePlan:
    """Store a plan made from another one as a draft with the next number; the other one stays as it is."""
    row = TimetablePlan(
        competition_id=competition.id,
        number=next_number(act, competition),
        state="draft",
        problem=problem_record(problem),
        plan=given_record(plan),
        created_at=act.now,
        origin=origin.kind,
        basis_number=origin.basis,
        changes=[{"code": each.code, "params": dict(each.params)} for each in origin.changes],
        exceptions=list(origin.exceptions),
    )
    act.session.add(row)
    act.session.flush()
    audit.record(
        act,
        f"plan_{origin.kind}",
        competition,
        number=row.number,
        basis=origin.basis,
        changes=len(origin.changes),
        heats=len(plan.heats),
    )
    return row


def changes_of(row: TimetablePlan) -> Sequence[Fault]:
    """What was changed on the plan this one came from, as sentences."""
    return [Fault(each["code"], each["params"]) for each in row.changes]
