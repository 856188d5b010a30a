"""From the panel's value to the score: multiplier, factor, difficulty, weight, given parts, deduction, floor.

Every stage is told; with `each_stage` each is rounded before the next (ISU: panel, then factor, then the sum).
"""

from collections.abc import Sequence
from fractions import Fraction

from scoring.judged.parts import PartShare
from scoring.judged.rounding import stage
from scoring.judged.score import Stage, Step
from scoring.judged.terms import WHOLE, Terms
from scoring.rulebook.judging import Difficulty, Judging


def finish(
    panel: Fraction | None, judging: Judging, terms: Terms, parts: Sequence[PartShare]
) -> tuple[Fraction, tuple[Step, ...]]:
    """Return the score of one performance before its last rounding, with every step after the panel's value.

    `panel` None: there is no panel, the parts alone make the score.
    """
    steps: list[Step] = []
    value = Fraction(0)
    if panel is not None:
        value = _panel_stages(panel, judging, terms, steps)
    for part in parts:
        value += part.counts
        steps.append(Step(Stage.PART, part.counts, part.given, part.code))
    return close(value, judging, terms, steps)


def is_plain(judging: Judging) -> bool:
    """Does nothing come after the panel's value, but for an entry's own terms and given parts?"""
    changed = judging.multiplier != 1 or judging.weight != 1 or judging.difficulty is not Difficulty.NONE
    return not changed and judging.minimum_score is None


def close(value: Fraction, judging: Judging, terms: Terms, steps: list[Step]) -> tuple[Fraction, tuple[Step, ...]]:
    """Take off the deduction, and keep the score from falling below the least there is."""
    deduction = terms.deduction.get(WHOLE)
    if deduction:
        value -= deduction
        steps.append(Step(Stage.DEDUCTION, value, deduction))
    least = judging.minimum_score
    if least is not None and value < least:
        value = least
        steps.append(Step(Stage.MINIMUM, value, least))
    return value, tuple(steps)


def _panel_stages(value: Fraction, judging: Judging, terms: Terms, steps: list[Step]) -> Fraction:
    factor = terms.factor.get(WHOLE, Fraction(1))
    for name, by in ((Stage.MULTIPLIER, judging.multiplier), (Stage.FACTOR, factor)):
        if by != 1:
            value = stage(value * by, judging)
            steps.append(Step(name, value, by))
    difficulty = terms.difficulty.get(WHOLE)
    if difficulty is not None and judging.difficulty is not Difficulty.NONE:
        added = judging.difficulty is Difficulty.ADD
        value = stage(value + difficulty if added else value * difficulty, judging)
        steps.append(Step(Stage.DIFFICULTY, value, difficulty))
    if judging.weight != 1:
        value = stage(value * judging.weight, judging)
        steps.append(Step(Stage.WEIGHT, value, judging.weight))
    return value
