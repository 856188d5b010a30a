"""去掉最高分和最低分: which marks are kept, and what those that are kept make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.judged.score import Share
from scoring.rulebook.judging import Judging, Method


@dataclass(frozen=True, slots=True)
class JudgeMark:
    """A judge's mark or total; `order` parts equal ones by the marks themselves, so judges' names never matter."""

    judge: str
    value: int
    order: tuple[int, ...] = ()


def drop_of(valid: int, drop: int, judging: Judging) -> int:
    """Return how many are dropped on each side of so many marks: none below `drop_from`."""
    return drop if judging.trims and valid >= max(judging.drop_from, 2 * drop) else 0


def kept_values(values: Sequence[int], drop: int) -> Sequence[int]:
    """Return what remains of the values."""
    return sorted(values)[drop : len(values) - drop] if drop else values


def shares_of(marks: Sequence[JudgeMark], drop: int) -> Mapping[str, Share]:
    """Tell for each judge whether the mark is kept or dropped; of equal extremes only as many as the rule says."""
    shares = {mark.judge: Share.KEPT for mark in marks}
    if not drop:
        return shares
    ordered = sorted(marks, key=lambda mark: (mark.value, mark.order, mark.judge))
    shares |= {mark.judge: Share.DROPPED_LOW for mark in ordered[:drop]}
    return shares | {mark.judge: Share.DROPPED_HIGH for mark in ordered[len(ordered) - drop :]}


def centre(values: Sequence[int], scale: int, judging: Judging) -> Fraction:
    """Return what the kept values make, in marks: the mean, the sum or the median of values in 1/`scale` mark."""
    if judging.method is Method.MEDIAN:
        ordered, half = sorted(values), len(values) // 2
        middle = ordered[half : half + 1] if len(values) % 2 else ordered[half - 1 : half + 1]
        return Fraction(sum(middle), scale * len(middle))
    return Fraction(sum(values), scale if judging.makes_sum else scale * len(values))
