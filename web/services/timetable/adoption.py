"""Putting a plan in force: checked once more against what is stored now, then written as heats and lanes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scheduler.timetable import Plan, Problem, Violation, check
from web.db.models import Competition, TimetablePlan
from web.db.queries import one
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse
from web.services.timetable.facts import write_facts
from web.services.timetable.heats import under_way, write_heats
from web.services.timetable.reading import Names, adopted_plan, names_for
from web.services.timetable.versions import todays


def check_plan(act: Act, plan: TimetablePlan) -> Sequence[Fault]:
    """What the solver-free checker finds in a stored plan, measured by today's entries, venues and windows.

    Ids are replaced by names, so that the sentences can be read; empty when the plan may be adopted.
    """
    competition = one(act.session, Competition, id=plan.competition_id)
    problem, drawn = todays(act, competition, plan)
    return found_in(act, competition, problem, drawn)


def found_in(act: Act, competition: Competition, problem: Problem, plan: Plan) -> Sequence[Fault]:
    """What the checker finds in a plan, as sentences with names and times.

    Once heats are under way, two more rules hold: those heats stay as they are, and nothing that changes starts before
    now. What the checker finds in heats under way is past mending and left out.
    """
    violations = check(problem, plan)
    begun = under_way(act, competition)
    if not violations and begun is None:
        return ()
    names = names_for(act, competition, problem, plan)
    if begun is None:
        return [told(violation, names) for violation in violations]
    ran = begun.ran_in(problem, plan)
    faults = [told(violation, names) for violation in violations if violation.params.get("heat") not in ran]
    return [*begun.faults(problem, plan, names), *faults]


def adopt(act: Act, plan: TimetablePlan, reason: str = "") -> None:
    """Put a draft in force under its number; the plan adopted before becomes replaced.

    What the draft takes for granted (a machine broken, somebody gone, a session moved) is written with it. Heats that
    are the same in both keep their row, with the calls answered in them; results belong to entries and stay with them.
    Refuses plan_not_draft, plan_reason_missing (from the second version on people are told why), plan_overtaken (a
    repair of a version no longer in force), and everything `found_in` finds, so that a plan which was tampered with or
    overtaken by new entries can't come into force.
    """
    competition = one(act.session, Competition, id=plan.competition_id)
    if plan.state != "draft" or plan.plan is None:
        raise refuse("plan_not_draft")
    before = adopted_plan(act, competition)
    faults = [Fault("plan_reason_missing", {"number": before.number})] if before and not reason.strip() else []
    if before and plan.origin == "repaired" and plan.basis_number != before.number:
        faults.append(Fault("plan_overtaken", {"number": before.number}))
    write_facts(act, competition, plan)
    problem, drawn = todays(act, competition, plan)
    faults += found_in(act, competition, problem, drawn)
    if faults:
        raise Refusal(*faults)
    plan.state, plan.adopted_at, plan.reason, plan.adoption = "adopted", act.now, reason.strip(), 1
    if before is not None:
        before.state, plan.adoption = "replaced", (before.adoption or 0) + 1
    write_heats(act, competition, plan, before, problem, drawn)
    audit.record(
        act,
        "plan_adopted",
        competition,
        number=plan.number,
        replaces=before.number if before else 0,
        heats=len(drawn.heats),
        reason=audit.commitment(act, competition, plan.reason) if plan.reason else "",
    )


_NAMED = ("entrant", "event", "venue", "heat", "other", "after", "official", "own")
_HEATS = ("other", "after", "own")
_MINUTES = ("start", "end", "free", "ready")


def told(violation: Violation, names: Names) -> Fault:
    """A violation with names instead of ids and clock times instead of minutes."""
    return Fault(violation.code, named(violation.params, names))


def named(values: Mapping[str, str | int], names: Names) -> dict[str, object]:
    """Parameters of a sentence with names instead of ids and clock times instead of minutes."""
    params: dict[str, object] = {}
    for key, value in values.items():
        if key in _MINUTES and isinstance(value, int):
            params[key] = f"{names.problem.moment(value):%m-%d %H:%M}"
        elif key in _NAMED and isinstance(value, str):
            params[key] = names.heat(value) if key in _HEATS else getattr(names, key)(value)
        else:
            params[key] = value
    return params
