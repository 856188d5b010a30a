"""哪些比赛有公平性分析: only one round of judges' marks has an account; asked before anything is computed or loaded."""

from scoring.errors import refuse
from scoring.rulebook.judging import Judging, Method
from scoring.rulebook.model import Rulebook
from scoring.rulebook.racing import Better


def judging_of(rulebook: Rulebook) -> Judging:
    """Return the rules of judging of a contest that has an account.

    Raises `RuleFaults` where there is none: fairness_not_judged (format), fairness_no_panel, fairness_places_given,
    fairness_several_rounds, fairness_lower_wins.
    """
    judging = rulebook.judging
    if judging is None:
        raise refuse("fairness_not_judged", format=rulebook.format.value)
    if judging.method is Method.NONE:
        raise refuse("fairness_no_panel")
    if rulebook.marks_are_ranks:
        raise refuse("fairness_places_given")
    if rulebook.rounds is not None:
        raise refuse("fairness_several_rounds")
    if judging.better is Better.LOWER:
        raise refuse("fairness_lower_wins")
    return judging
