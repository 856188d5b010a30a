"""What the method `adjusted` takes off each judge's totals: whole 1/10,000 marks, so that the score stays exact."""

from collections.abc import Mapping

from scoring.judged.performances import Performances
from scoring.judged.scheme import Scheme
from scoring.judged.sheet import SheetState
from scoring.rulebook.judging import Judging, Method
from scoring.rulebook.model import Rulebook


def judge_offsets(
    rulebook: Rulebook, judging: Judging, performances: Performances, effects: Mapping[str, int] | None
) -> Mapping[str, int]:
    """Return the effects handed in with the results, or those estimated from all totals (fairness.md 4.3).

    A published result was made with effects that stand beside it: handed in again, they give the same score without
    any floating-point number. Only without them are they estimated (NumPy is loaded then and not before).
    """
    if judging.method is not Method.ADJUSTED:
        return {}
    if effects is not None:
        return effects
    from scoring.fairness.severity import severity_effects
    from scoring.fairness.table import mark_table

    scheme = Scheme(judging, rulebook.rubric)
    totals: dict[str, dict[str, int]] = {}
    for round, of_round in performances.items():
        for entry, sheets in of_round.items():
            whole = [s for s in sheets if s.state is SheetState.GIVEN and len(s.marks) == len(scheme.codes)]
            totals[f"{entry}\n{round}"] = {s.judge: scheme.weighed(s) // scheme.unit for s in whole}
    return severity_effects(mark_table(totals))
