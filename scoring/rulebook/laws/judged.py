"""Judged contests (评比): rubric and panel."""

from scoring.errors import Fault
from scoring.rulebook.judging import Criterion, Judging, Method, Rounding, Trim
from scoring.rulebook.keys import FLAG, Key, choice, code, mark, text, whole
from scoring.rulebook.laws.law import Law, duplicates
from scoring.rulebook.model import Format, Notice, Rulebook, Wording
from scoring.rulebook.sections import Section
from scoring.tie_keys import CRITERION, JUDGED_TIES
from scoring.values import Hundredths, format_mark

JUDGING = Section(
    "judging",
    (
        Key("method", choice(Method), Method.TRIMMED),
        Key("drop", whole(1, 5), 1),
        Key("trim", choice(Trim), Trim.TOTAL),
        Key("rounding", choice(Rounding), Rounding.END),
        Key("decimals", whole(0, 4), 2),
        Key("minimum_judges", whole(1, 99), 3),
        Key("total", mark(1), 10_000),
        Key("recuse_own_department", FLAG, default=True),
    ),
    Judging,
)
CRITERIA = Section(
    "criteria",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("maximum", mark(1), 100, required=True),
        Key("step", mark(1), 50),
        Key("descriptor", text(400, lines=True), ""),
    ),
    Criterion,
    many=True,
)


def _check(rulebook: Rulebook) -> list[Fault]:
    """Check the rubric: published ones really do not add up (practice.md 0, finding 4)."""
    criteria, judging = rulebook.criteria, rulebook.judging
    faults = duplicates((criterion.code for criterion in criteria), "criteria")
    for line, criterion in enumerate(criteria, 1):
        where = f"criteria[{line}].step"
        params = {"criterion": criterion.code, "step": format_mark(criterion.step)}
        if criterion.step > criterion.maximum:
            faults.append(Fault("step_above_maximum", params, where=where))
        elif criterion.maximum % criterion.step:
            faults.append(Fault("step_does_not_divide", params, where=where))
    added = sum(criterion.maximum for criterion in criteria)
    if judging is not None and criteria and added != judging.total:
        sums = {"sum": format_mark(added), "total": format_mark(judging.total)}
        faults.append(Fault("criteria_total", sums, where="criteria"))
    return faults


def _criterion_ties(rulebook: Rulebook) -> list[str]:
    return [CRITERION + criterion.code for criterion in rulebook.criteria]


def _highest(rulebook: Rulebook) -> Hundredths | None:
    return None if rulebook.judging is None else rulebook.judging.total


JUDGED = Law(
    format=Format.JUDGED,
    sections=(JUDGING, CRITERIA),
    required=("judging",),
    check=_check,
    ties=lambda rulebook: [*_criterion_ties(rulebook), *JUDGED_TIES],
    usual_ties=lambda rulebook: [*_criterion_ties(rulebook), "chief_judge"],
    notice=Notice(days=5),
    certificate=Wording.TIER,
    highest_score=_highest,
)
