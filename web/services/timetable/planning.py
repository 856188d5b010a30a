"""Asking for a plan, and the job that finds, proves and checks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from scheduler.timetable import Feasible, Limits, Optimal, Outcome, Problem, Violation, check, solve
from web.db.models import Competition, Contest, Entry, Heat, HeatLane, Job, RaceResult, TimetablePlan
from web.db.queries import one
from web.jobs import ledger
from web.services import audit
from web.services.act import Act
from web.services.job_context import JobContext
from web.services.refusals import refuse
from web.services.timetable.explanations import request_explanation
from web.services.timetable.problem import problem_for
from web.services.timetable.progress import Watch
from web.services.timetable.reading import adopted_plan
from web.services.timetable.records import outcome_record, problem_from, problem_record
from web.services.timetable.versions import next_number


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """How long to search (the solver's repeatable seconds) and the number the draw starts from."""

    deterministic_seconds: int = 60
    seed: int = 1


def request_plan(act: Act, competition: Competition, options: PlanOptions | None = None) -> TimetablePlan:
    """Ask for a plan: its row and its job are written in one transaction, the worker does the rest.

    Refuses plan_running while another is being made, plan_race_begun once the adopted timetable is being run, and
    everything `problem_for` refuses.
    """
    demand_free(act, competition)
    return begin_search(act, competition, problem_for(act, competition), options or PlanOptions())


def demand_free(act: Act, competition: Competition) -> None:
    """Refuse plan_running while a plan is being made, plan_race_begun once the adopted timetable is being run."""
    running = running_plan(act, competition)
    if running is not None:
        raise refuse("plan_running", number=running.number)
    demand_not_begun(act, competition)


def begin_search(
    act: Act,
    competition: Competition,
    problem: Problem,
    options: PlanOptions | None = None,
    origin: str = "solved",
    exceptions: Sequence[dict[str, Any]] = (),
) -> TimetablePlan:
    """Write a plan's row with its problem (and what stands in it by exception), and the job that searches, in one
    transaction.
    """
    options = options or PlanOptions()
    plan = TimetablePlan(
        competition_id=competition.id,
        number=next_number(act, competition),
        state="planning",
        problem=problem_record(problem),
        created_at=act.now,
        origin=origin,
        exceptions=list(exceptions),
    )
    act.session.add(plan)
    act.session.flush()
    order = {"plan_id": plan.id, "deterministic_seconds": options.deterministic_seconds, "seed": options.seed}
    plan.job_id = ledger.enqueue(
        act.session,
        act.now,
        "plan_timetable",
        order,
        competition_id=competition.id,
        account_id=act.account_id,
    ).id
    audit.record(act, "plan_asked", competition, number=plan.number, entrants=len(problem.entrants))
    return plan


def running_plan(act: Act, competition: Competition) -> TimetablePlan | None:
    """The plan that is being made now; one whose job has ended without it (failed, cancelled) doesn't count."""
    return act.session.scalar(
        select(TimetablePlan)
        .join(Job, Job.id == TimetablePlan.job_id)
        .where(
            TimetablePlan.competition_id == competition.id,
            TimetablePlan.state == "planning",
            Job.state.in_(("queued", "running")),
        )
        .limit(1)
    )


def job_of(act: Act, plan: TimetablePlan) -> Job | None:
    """The job that makes or made a plan."""
    return act.session.get(Job, plan.job_id) if plan.job_id else None


def stop_plan(act: Act, plan: TimetablePlan) -> None:
    """Ask the search to stop with the best plan found so far; one that has not begun is given up."""
    job = job_of(act, plan)
    if job is None or plan.state != "planning":
        return
    ledger.ask_to_stop(act.session, job, act.now)
    if job.state == "cancelled":
        plan.state = "failed"


def has_begun(act: Act, competition: Competition) -> bool:
    """Whether the adopted timetable is being run: somebody answered the call or has a result in the current run."""
    plan = adopted_plan(act, competition)
    if plan is None:
        return False
    called = select(HeatLane.id).join(Heat).where(Heat.plan_id == plan.id, HeatLane.checked_in_at.is_not(None))
    if act.session.scalar(called.limit(1)) is not None:
        return True
    results = (
        select(RaceResult.id)
        .join(Entry, Entry.id == RaceResult.entry_id)
        .join(Contest, Contest.id == Entry.contest_id)
        .where(Contest.competition_id == competition.id, RaceResult.run == Contest.run)
    )
    return act.session.scalar(results.limit(1)) is not None


def demand_not_begun(act: Act, competition: Competition) -> None:
    """Refuse plan_race_begun: from the first call or result on, a new plan would move people under way."""
    if has_begun(act, competition):
        raise refuse("plan_race_begun")


def run_plan(context: JobContext) -> None:
    """The job handler: solve, check without the solver, keep the plan as a draft (or say why there is none).

    When somebody or some official's duty is left over, or nothing can be kept at all, a job of its own looks for the
    clashes: the plan is there meanwhile, and stays whatever becomes of the explanation.
    """
    with context.reading() as act:
        problem = problem_from(one(act.session, TimetablePlan, id=context.order["plan_id"]).problem)
    limits = Limits(deterministic_seconds=context.order["deterministic_seconds"], seed=context.order["seed"])
    watch = Watch(context)
    outcome = solve(problem, limits, watch)
    violations = _checked(problem, outcome)
    record = outcome_record(outcome, violations) | {"stopped": not watch.go_on}
    usable = isinstance(outcome, Optimal | Feasible) and not violations
    with context.finishing(plan_id=context.order["plan_id"], outcome=record["outcome"]) as act:
        row = one(act.session, TimetablePlan, id=context.order["plan_id"])
        keep_answer(act, row, record, usable=usable)
        if watch.go_on and (not usable or record["unplaced"] or record["unstaffed"]):
            request_explanation(act, row)


def _checked(problem: Problem, outcome: Outcome) -> Sequence[Violation]:
    return check(problem, outcome.plan) if isinstance(outcome, Optimal | Feasible) else ()


def keep_answer(act: Act, plan: TimetablePlan, record: dict[str, Any], *, usable: bool) -> None:
    """Store the planner's answer: a draft, or a failed plan that says why."""
    plan.plan, plan.state = record, "draft" if usable else "failed"
    competition = one(act.session, Competition, id=plan.competition_id)
    audit.record(
        act,
        "plan_found",
        competition,
        number=plan.number,
        outcome=record["outcome"],
        heats=len(record.get("heats", ())),
        unplaced=len(record.get("unplaced", ())),
        repeat_key=record["repeat_key"],
    )
