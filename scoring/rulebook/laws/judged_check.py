"""Is a judged rulebook sound? The rubric adds up, and every method has what it needs and nothing it cannot use."""

from collections.abc import Iterator
from fractions import Fraction

from scoring.errors import Fault
from scoring.rulebook.given import Part, Scale
from scoring.rulebook.judging import EITHER_WAY, RANK_METHODS, Criterion, Judging, Marks, Method
from scoring.rulebook.laws.law import duplicates
from scoring.rulebook.laws.shared import round_faults
from scoring.rulebook.model import Rulebook
from scoring.rulebook.racing import Better
from scoring.rulebook.rounds import Combine
from scoring.values import format_fraction, format_mark


def check_judged(rulebook: Rulebook) -> list[Fault]:
    """Return the faults of criteria (published ones really do not add up: practice.md 0, finding 4), parts and method.

    Codes: code_duplicate, step_above_maximum, step_does_not_divide, levels_order, criteria_total; part_maximum_missing,
    part_bounds, part_steps, part_not_scaled; parts_or_panel, ranks_with_criteria, method_alone, lower_not_with_method,
    value_table_source, random_draw_needed, drop_from_too_small; those of `round_faults`.
    """
    judging = rulebook.judging
    if judging is None:
        return []
    faults = duplicates((criterion.code for criterion in rulebook.criteria), "criteria")
    for line, criterion in enumerate(rulebook.rubric if rulebook.criteria else (), 1):
        faults += _criterion_faults(criterion, f"criteria[{line}]")
    return [
        *faults,
        *_total_faults(rulebook, judging),
        *duplicates((part.code for part in rulebook.parts), "parts"),
        *(fault for line, part in enumerate(rulebook.parts, 1) for fault in _part_faults(part, f"parts[{line}]")),
        *_method_faults(rulebook, judging),
        *round_faults(rulebook, higher=not judging.lower_wins),
    ]


def _criterion_faults(criterion: Criterion, where: str) -> Iterator[Fault]:
    params = {"criterion": criterion.code, "step": format_mark(criterion.step)}
    if criterion.step > criterion.top - criterion.minimum:
        yield Fault("step_above_maximum", params, where=f"{where}.step")
    elif criterion.top % criterion.step or criterion.minimum % criterion.step:
        yield Fault("step_does_not_divide", params, where=f"{where}.step")
    least = [level.least for level in criterion.levels]
    if least != sorted(set(least), reverse=True) or (least and least[0] > criterion.top):
        yield Fault("levels_order", {"criterion": criterion.code}, where=f"{where}.levels")


def _total_faults(rulebook: Rulebook, judging: Judging) -> Iterator[Fault]:
    """Check that maxima, weighed and multiplied by their factors, make the declared total."""
    criteria = rulebook.criteria
    added = sum((one.maximum * one.weight * one.factor / 10_000 for one in criteria), Fraction(0))
    if criteria and added * 100 != judging.total:
        sums = {"sum": format_fraction(added), "total": format_mark(judging.total)}
        yield Fault("criteria_total", sums, where="criteria")


def _part_faults(part: Part, where: str) -> Iterator[Fault]:
    params = {"part": part.code}
    if part.maximum is None and part.scale.compares:
        yield Fault("part_maximum_missing", params, where=f"{where}.scale")
    if not part.scale.compares and part.maximum is not None and part.minimum > part.maximum:
        yield Fault("part_bounds", params, where=f"{where}.minimum")
    starts = [step.start for step in part.steps]
    if bool(starts) is not (part.scale is Scale.STEPS) or starts != sorted(set(starts)):
        yield Fault("part_steps", params, where=f"{where}.steps")
    if not part.terms_fit:
        yield Fault("part_not_scaled", params, where=f"{where}.scale")


def _method_faults(rulebook: Rulebook, judging: Judging) -> Iterator[Fault]:
    method = judging.method
    if judging.better is Better.LOWER and method not in EITHER_WAY:
        yield Fault("lower_not_with_method", {"method": method.value}, where="judging.better")
    yield from _order_faults(rulebook, judging)
    if method is Method.NONE and (rulebook.criteria or not rulebook.parts):
        yield Fault("parts_or_panel", where="judging.method")
    if method is Method.VALUE_TABLE and bool(judging.values) is (judging.decay is not None):
        yield Fault("value_table_source", where="judging.values")
    if method is Method.PANEL_COEFFICIENT and not judging.random_draw:
        yield Fault("random_draw_needed", where="judging.random_draw")
    if judging.drop_from and judging.drop_from <= 2 * judging.drop:
        yield Fault("drop_from_too_small", {"least": 2 * judging.drop + 1}, where="judging.drop_from")
    yield from _majority_faults(rulebook, judging)


def _order_faults(rulebook: Rulebook, judging: Judging) -> Iterator[Fault]:
    """Places instead of marks go with methods that need only the order, and nothing can be added to an order."""
    method = {"method": judging.method.value}
    if rulebook.criteria and judging.marks is Marks.RANKS:
        yield Fault("ranks_with_criteria", where="judging.marks")
    if judging.marks is Marks.RANKS and judging.method not in RANK_METHODS:
        yield Fault("ranks_need_method", method, where="judging.marks")
    if judging.is_order and _is_staged(rulebook, judging):
        yield Fault("method_alone", method, where="judging.method")


def _majority_faults(rulebook: Rulebook, judging: Judging) -> Iterator[Fault]:
    """A majority is an order and no number: its rounds can only be brought together by places."""
    rounds = rulebook.rounds
    if judging.method is Method.MAJORITY and rounds is not None and rounds.combine is not Combine.PLACES:
        yield Fault("majority_rounds", where="rounds.combine")


def _is_staged(rulebook: Rulebook, judging: Judging) -> bool:
    """Does anything come after the panel that makes no sense on a sum of places? What only breaks ties does not."""
    changed = judging.multiplier != 1 or judging.weight != 1 or judging.difficulty != "none"
    added = any(part.weight for part in rulebook.parts)
    return added or changed or judging.minimum_score is not None
