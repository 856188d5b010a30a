"""Something happened on the day: it is reported, a job finds what follows from it, somebody accepts one proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from scheduler.timetable import (
    Budget,
    Change,
    Closed,
    Delay,
    Irreparable,
    Limits,
    NoAnswer,
    OfficialGone,
    Plan,
    Problem,
    Repair,
    Repaired,
    Violation,
    Withdrawn,
    repair,
)
from scheduler.timetable.repairing.faults import Asked, faults_of
from web.db.models import Competition, TimetablePlan
from web.db.queries import one
from web.jobs import ledger
from web.services import audit
from web.services.act import Act
from web.services.job_context import JobContext
from web.services.race_day.incidents import Incident, changes_of
from web.services.races import HeatState, heat_sheets
from web.services.refusals import Fault, Refusal, refuse
from web.services.timetable import adopted_plan, local_now, names_for, problem_for, running_plan
from web.services.timetable.adoption import named
from web.services.timetable.facts import facts_of
from web.services.timetable.records import given_record, problem_from, problem_record
from web.services.timetable.versions import fitted, next_number, with_exceptions

_KINDS = {"closed": Closed, "withdrawn": Withdrawn, "delay": Delay, "gone": OfficialGone}
_LONG = 15
"""Minutes: when somebody's start moves further, a second proposal with shorter moves is looked for."""
_QUICK, _THOROUGH = Limits(deterministic_seconds=1), Limits(deterministic_seconds=10)
"""A first way is there within seconds, also on a small machine; the proof may take longer."""


def report(act: Act, competition: Competition, incident: Incident) -> TimetablePlan:
    """Note what happened and ask for proposals.

    The proposal is a plan with the next number; its row and its job are written in one transaction. Refuses
    plan_not_adopted, plan_running, and every fault of the incident, of the plan in force or of the moment.
    """
    standing = adopted_plan(act, competition)
    if standing is None:
        raise refuse("plan_not_adopted")
    running = running_plan(act, competition)
    if running is not None:
        raise refuse("plan_running", number=running.number)
    problem, plan, now = _situation(act, competition, standing)
    names = names_for(act, competition, problem, plan)
    changes, said = changes_of(incident, problem, now, names)
    faults = faults_of(Asked(problem, plan, now, changes))
    if faults:
        raise Refusal(*(Fault(fault.code, named(fault.params, names)) for fault in faults))
    row = _proposal(act, competition, standing, problem, said)
    order = {"plan_id": row.id, "now": now, "changes": [_record(each) for each in changes]}
    where = {"competition_id": competition.id, "account_id": act.account_id}
    row.job_id = ledger.enqueue(act.session, act.now, "repair_timetable", order, **where).id
    audit.record(act, "incident_reported", competition, number=row.number, incident=incident.kind)
    return row


def run_repair(context: JobContext) -> None:
    """The job handler: a first way at once, to be accepted while shorter moves and the proof are still looked for.

    Every way becomes a draft of its own; what is accepted meanwhile stays as it is.
    """
    with context.reading() as act:
        row = one(act.session, TimetablePlan, id=context.order["plan_id"])
        basis = one(act.session, TimetablePlan, competition_id=row.competition_id, number=row.basis_number)
        problem = problem_from(row.problem)
        plan = fitted(problem, basis)
    asked = Asked(problem, plan, context.order["now"], [_change(record) for record in context.order["changes"]])
    first = _way(asked, _QUICK)
    with context.transaction() as act:
        _fill(one(act.session, TimetablePlan, id=context.order["plan_id"]), problem, first, "first")
    more = _more(asked, first) if isinstance(first, Repaired) else {}
    with context.finishing(plan_id=context.order["plan_id"]) as act:
        row = one(act.session, TimetablePlan, id=context.order["plan_id"])
        competition = one(act.session, Competition, id=row.competition_id)
        for kind, answer in more.items():
            if kind != "proof":
                _fill(_another(act, competition, row, problem), problem, answer, kind)
            elif row.state == "draft" and row.plan:
                row.plan = row.plan | {"cost": row.plan["cost"] | {"bound": answer.people_bound}}


def _way(asked: Asked, limits: Limits, budget: Budget | None = None) -> Repair:
    return repair(asked.problem, asked.plan, asked.now, asked.changes, limits, budget)


def _more(asked: Asked, first: Repaired) -> dict[str, Repaired]:
    """A way in which nobody moves as far, one in which fewer people move; else the proof that fewer is impossible."""
    found: dict[str, Repaired] = {}
    if first.longest > _LONG:
        nearer = _way(asked, _QUICK, Budget(minutes=first.longest // 2))
        if isinstance(nearer, Repaired) and nearer.budget is not None and nearer.budget.kept:
            found["nearer"] = nearer
    if not first.proven:
        thorough = _way(asked, _THOROUGH)
        if isinstance(thorough, Repaired):
            found["fewer" if _cost(thorough) < _cost(first) else "proof"] = thorough
    return found


def _cost(answer: Repaired) -> tuple[int, int]:
    return len(answer.plan.unplaced), answer.people_moved


def proposals(act: Act, row: TimetablePlan) -> Sequence[TimetablePlan]:
    """All proposals for what was reported with this one, in the order they were found."""
    query = select(TimetablePlan).where(
        TimetablePlan.competition_id == row.competition_id, TimetablePlan.job_id == row.job_id
    )
    return act.session.scalars(query.order_by(TimetablePlan.number)).all()


def open_reports(act: Act, competition: Competition) -> Sequence[TimetablePlan]:
    """Proposals nobody has decided about, made from the version in force; the first of each report, newest first."""
    standing = adopted_plan(act, competition)
    rows = act.session.scalars(
        select(TimetablePlan)
        .where(
            TimetablePlan.competition_id == competition.id,
            TimetablePlan.origin == "repaired",
            TimetablePlan.state.in_(("planning", "draft")),
            TimetablePlan.basis_number == (standing.number if standing else None),
        )
        .order_by(TimetablePlan.number)
    )
    first: dict[int | None, TimetablePlan] = {}
    for row in rows:
        first.setdefault(row.job_id, row)
    return list(first.values())[::-1]


def _situation(act: Act, competition: Competition, standing: TimetablePlan) -> tuple[Problem, Plan, int]:
    """Today's problem, the plan in force fitted to it, and now: not later than a heat that waits for its first call."""
    problem, now = problem_for(act, competition), local_now(act)
    past = [sheet for sheet in heat_sheets(act, competition) if sheet.heat.starts < now]
    begun = [sheet.heat.starts for sheet in past if sheet.state is not HeatState.WAITING]
    uncalled = [sheet.heat.starts for sheet in past if sheet.state is HeatState.WAITING]
    held = [start for start in uncalled if not begun or start >= max(begun)]
    plan = fitted(problem, standing)
    return with_exceptions(problem, standing), plan, problem.minute(min([now, *held]))


def _proposal(
    act: Act, competition: Competition, standing: TimetablePlan, problem: Problem, said: Fault
) -> TimetablePlan:
    row = TimetablePlan(
        competition_id=competition.id,
        number=next_number(act, competition),
        state="planning",
        problem=problem_record(problem),
        created_at=act.now,
        origin="repaired",
        basis_number=standing.number,
        changes=[{"code": said.code, "params": dict(said.params)}],
        exceptions=standing.exceptions,
    )
    act.session.add(row)
    act.session.flush()
    return row


def _another(act: Act, competition: Competition, row: TimetablePlan, problem: Problem) -> TimetablePlan:
    """One more proposal of the same report."""
    further = TimetablePlan(
        competition_id=row.competition_id,
        number=next_number(act, competition),
        state="planning",
        problem=problem_record(problem),
        created_at=act.now,
        origin=row.origin,
        basis_number=row.basis_number,
        changes=row.changes,
        exceptions=row.exceptions,
        job_id=row.job_id,
    )
    act.session.add(further)
    act.session.flush()
    return further


def _fill(row: TimetablePlan, before: Problem, answer: Repair, way: str) -> None:
    """Write an answer into a proposal's row: a draft with its cost and its facts, or why there is none."""
    if not isinstance(answer, Repaired):
        row.state, row.plan = "failed", {"outcome": "infeasible", "reasons": _coded(answer), "violations": []}
        return
    cost = {"people": answer.people_moved, "bound": answer.people_bound, "way": way}
    told = {"repeatable": answer.repeatable, "cost": cost, "facts": facts_of(before, answer)}
    row.plan = given_record(answer.plan) | told
    row.problem, row.state = problem_record(answer.problem), "draft"


def _coded(answer: Irreparable | NoAnswer) -> list[dict[str, Any]]:
    reasons = answer.reasons if isinstance(answer, Irreparable) else [Violation("no_answer_limit")]
    return [{"code": each.code, "params": dict(each.params)} for each in reasons]


def _record(change: Change) -> dict[str, Any]:
    kind = next(name for name, shape in _KINDS.items() if isinstance(change, shape))
    return {"kind": kind} | asdict(change)


def _change(record: dict[str, Any]) -> Change:
    made: Change = _KINDS[record["kind"]](**{key: value for key, value in record.items() if key != "kind"})
    return made
