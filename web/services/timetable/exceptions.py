"""例外: what the checker finds in a plan that people decided, and why it stands all the same.

Finding and reason are kept with the plan and go over to what is made from it. The plan is then measured by rules eased
just as far (`easing`); whatever cannot be eased, such as two people in one place, no reason helps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from scheduler.timetable import Plan, Problem, Unplaced, Violation, check
from web.db.models import Account, Competition, TimetablePlan
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse
from web.services.timetable.adoption import told
from web.services.timetable.easing import eased, granted
from web.services.timetable.reading import Names, names_for
from web.services.timetable.records import plan_record
from web.services.timetable.versions import todays

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the checker finds that has no reason yet; `may_stand` is whether a reason can let it stand."""

    said: Fault
    may_stand: bool


@dataclass(frozen=True, slots=True)
class Reasoned:
    """Something that stands for a reason, and who gave it when."""

    said: Fault
    reason: str
    by: str
    at: datetime


def exceptions_of(act: Act, names: Names, row: TimetablePlan) -> Sequence[Reasoned]:
    """What stands in a plan, in the order of the checker."""
    accounts = {each["account"] for each in row.exceptions} - {None}
    people = {number: act.session.get_one(Account, number).name for number in accounts}
    return [
        Reasoned(
            told(Violation(each["code"], each["params"]), names),
            each["reason"],
            people.get(each["account"], ""),
            datetime.fromisoformat(each["at"]),
        )
        for each in row.exceptions
    ]


def findings(act: Act, competition: Competition, row: TimetablePlan) -> Sequence[Finding]:
    """What the checker finds today beyond the exceptions, in words; refuses what `problem_for` refuses."""
    found = _Found.of(act, competition, row)
    names = names_for(act, competition, found.problem, found.plan)
    return [Finding(told(each, names), found.may_stand(each)) for each in found.open]


def let_stand(
    act: Act, competition: Competition, row: TimetablePlan, reasons: Mapping[int, str], for_all: str = ""
) -> None:
    """Note why each finding stands (`reasons` by its place among `findings`, `for_all` where one has none of its own).

    The plan becomes a draft. Refuses plan_not_draft, exception_impossible with what can't stand, and
    exception_reason_missing; then nothing is noted.
    """
    if row.state not in ("draft", "failed"):
        raise refuse("plan_not_draft")
    found = _Found.of(act, competition, row)
    names = names_for(act, competition, found.problem, found.plan)
    hopeless = [told(each, names) for each in found.open if not found.may_stand(each)]
    if hopeless:
        raise Refusal(Fault("exception_impossible", {"n": len(hopeless)}), *hopeless)
    given = [(reasons.get(place, "").strip() or for_all.strip())[:LONGEST_REASON] for place in range(len(found.open))]
    missing = sum(not reason for reason in given)
    if missing:
        raise refuse("exception_reason_missing", n=missing)
    fresh = [_record(act, each, reason) for each, reason in zip(found.open, given, strict=True)]
    row.exceptions = [*row.exceptions, *fresh]
    row.plan = (row.plan or {}) | {"unplaced": plan_record(found.plan)["unplaced"], "violations": []}
    row.state = "draft"
    audit.record(
        act,
        "plan_exceptions",
        competition,
        number=row.number,
        rules=sorted(each.code for each in found.open),
        reasons=audit.commitment(act, competition, "\n".join(given)),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A stored plan by today's problem: what is open, and what of it no reason can let stand."""

    problem: Problem
    plan: Plan
    open: Sequence[Violation]
    hopeless: Sequence[Violation]

    @classmethod
    def of(cls, act: Act, competition: Competition, row: TimetablePlan) -> _Found:
        """Find out."""
        problem, plan = todays(act, competition, row)
        found = check(problem, plan)
        decided = _without_forgotten(plan, found)
        allowed = eased(problem, [granted(each, plan) for each in found])
        open_ = [granted(each, plan) for each in found if not _yet_to_plan(each, plan)]
        return cls(problem, decided, open_, check(allowed, decided))

    def may_stand(self, finding: Violation) -> bool:
        """Whether the checker no longer finds it once everything is eased that can be."""
        who = {name: value for name, value in finding.params.items() if name in _WHO}
        return not any(each.code == finding.code and who.items() <= each.params.items() for each in self.hopeless)


_WHO = frozenset({"entrant", "official", "heat", "after", "other", "event", "venue", "skill"})


def _yet_to_plan(finding: Violation, plan: Plan) -> bool:
    """Whether somebody has no heat because the plan says nothing of the event at all."""
    return finding.code == "forgotten" and finding.params["event"] not in {heat.event for heat in plan.heats}


def _without_forgotten(plan: Plan, found: Sequence[Violation]) -> Plan:
    """The plan in which whoever has no heat is listed as left over, since it was decided so."""
    left = [
        Unplaced(str(each.params["entrant"]), str(each.params["event"]), ("decided",))
        for each in found
        if each.code == "forgotten"
    ]
    return replace(plan, unplaced=(*plan.unplaced, *left))


def _record(act: Act, finding: Violation, reason: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "params": dict(finding.params),
        "reason": reason,
        "account": act.account_id,
        "at": act.now.isoformat(),
    }
