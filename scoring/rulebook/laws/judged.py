"""Judged contests (评比): rubric, panel, given parts, rounds."""

from scoring.rulebook.judging import Method
from scoring.rulebook.laws.judged_check import check_judged
from scoring.rulebook.laws.judged_tables import CRITERIA, JUDGING, PARTS
from scoring.rulebook.laws.law import Law
from scoring.rulebook.laws.shared import ROUND_SECTIONS
from scoring.rulebook.model import Format, Notice, Rulebook, Wording
from scoring.tie_keys import CRITERION, FEWEST, JUDGED_TIES, PART
from scoring.values import Hundredths

HIGHEST = Hundredths(1_000_000)
"""Bound of a prize's floor where difficulty, parts or rounds leave the highest score open: ten thousand marks."""


def _own_ties(rulebook: Rulebook) -> list[str]:
    criteria = [CRITERION + criterion.code for criterion in rulebook.criteria]
    return [*criteria, *(kind + part.code for kind in (PART, FEWEST) for part in rulebook.parts)]


def _usual_ties(rulebook: Rulebook) -> list[str]:
    """Criteria in order, then the chief judge (fairness.md 4.1); where there is only an order, the chief judge."""
    judging = rulebook.judging
    plain = judging is None or not judging.is_order
    return [*(CRITERION + criterion.code for criterion in rulebook.criteria if plain), "chief_judge"]


def _highest(rulebook: Rulebook) -> Hundredths | None:
    """Return the highest score there can be; None where less is better: a floor makes no sense."""
    judging = rulebook.judging
    if judging is None or judging.lower_wins:
        return None
    plain = judging.method in (Method.MEAN, Method.TRIMMED, Method.MEDIAN, Method.JUDGEMENT) and not judging.makes_sum
    open_end = judging.difficulty != "none" or rulebook.parts or rulebook.rounds is not None
    multiplied = judging.multiplier != 1 or judging.weight != 1
    return judging.total if plain and not open_end and not multiplied else HIGHEST


JUDGED = Law(
    format=Format.JUDGED,
    sections=(JUDGING, CRITERIA, PARTS, *ROUND_SECTIONS),
    required=("judging",),
    check=check_judged,
    ties=lambda rulebook: [*_own_ties(rulebook), *JUDGED_TIES],
    usual_ties=_usual_ties,
    notice=Notice(days=5),
    certificate=Wording.TIER,
    highest_score=_highest,
    may_leave=True,
)
