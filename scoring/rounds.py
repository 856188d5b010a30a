"""赛次: the results of several rounds as one result, with what each round brought (carry-over: fairness.md 1.1).

>>> from scoring.rulebook.rounds import Combine, Round, Rounds
>>> jumps = {"1": Fraction(702), "2": None, "3": Fraction(698)}
>>> together = bring_together(jumps, Rounds(Combine.BEST), round_order((), jumps), higher=True)
>>> together.value, [part.round for part in together.parts if part.counts], together.best_first
(Fraction(702, 1), ['1'], (Fraction(702, 1), Fraction(698, 1)))
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.rulebook.rounds import Combine, Missing, Round, Rounds

NOTHING = Fraction(0)
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class RoundPart:
    """What one round brought: its result, what it is multiplied by, and whether it counts in the end."""

    round: str
    value: Fraction | None
    factor: Fraction
    counts: bool

    @property
    def worth(self) -> Fraction:
        """The result as it counts: a round without one is worth nothing."""
        return (self.value or NOTHING) * self.factor


@dataclass(frozen=True, slots=True)
class Together:
    """The rounds of one entry as one result; `value` None when a round that must be there is `missing`.

    `reached` counts the rounds from 1 to the last one with a result, in the order of the rules (only with
    `combine = "last"`, else 0). `best_first` are the weighted results from the best to the worst, for a count-back.
    """

    value: Fraction | None
    reached: int = 0
    parts: tuple[RoundPart, ...] = ()
    missing: tuple[str, ...] = ()
    best_first: tuple[Fraction, ...] = ()


def round_order(listed: Sequence[Round], found: Iterable[str]) -> tuple[Round, ...]:
    """Return the rounds in order: the rulebook's list, or without one those found, 2 before 10."""
    return tuple(listed) or tuple(Round(code) for code in sorted(set(found), key=_natural))


def bring_together(
    values: Mapping[str, Fraction | None], rounds: Rounds, order: Sequence[Round], *, higher: bool
) -> Together:
    """Return one entry's rounds as one result; `values` are its results by round, None or left out without one.

    `combine = "places"` compares a whole field and is `scoring.skating`'s; here it raises `ValueError`.
    """
    if rounds.combine is Combine.PLACES:
        raise ValueError("places are summed for a whole field")
    parts = [RoundPart(one.code, values.get(one.code), one.weight, True) for one in order]
    ranked = sorted((part for part in parts if part.value is not None), key=lambda part: part.worth, reverse=higher)
    best_first = tuple(part.worth for part in ranked)
    if rounds.combine is Combine.LAST:
        return _last(parts, rounds, order, best_first)
    if rounds.combine is Combine.BEST:
        return _best(parts, ranked, rounds, order)
    missing = tuple(part.round for part in parts if part.value is None)
    counted = [part for part in parts if part.value is not None or rounds.missing is not Missing.LEFT_OUT]
    if not ranked or (missing and rounds.missing is Missing.BLOCKED):
        return Together(None, 0, tuple(parts), missing, best_first)
    total = sum((part.worth for part in counted), NOTHING)
    value = total / len(counted) if rounds.combine is Combine.MEAN else total
    return Together(value, 0, _told(parts, counted), missing, best_first)


def _best(parts: list[RoundPart], ranked: list[RoundPart], rounds: Rounds, order: Sequence[Round]) -> Together:
    """Sum the best few of each set of rounds; usually all rounds are one set.

    Fewer results in a set than must count block the entry, unless the rules count them nothing or leave them out.
    """
    best_first = tuple(part.worth for part in ranked)
    needed = rounds.best if rounds.missing is Missing.BLOCKED else 0
    counted: list[RoundPart] = []
    missing: list[str] = []
    for name in dict.fromkeys(one.set for one in order):
        own = [one.code for one in order if one.set == name]
        found = [part for part in ranked if part.round in own]
        counted += found[: rounds.best]
        if len(found) < needed:
            missing += [code for code in own if code not in {part.round for part in found}]
    if missing or not ranked:
        lacking = missing or [part.round for part in parts]
        return Together(None, 0, _told(parts, ()), tuple(lacking), best_first)
    return Together(sum((part.worth for part in counted), NOTHING), 0, _told(parts, counted), (), best_first)


def _last(parts: list[RoundPart], rounds: Rounds, order: Sequence[Round], best_first: tuple[Fraction, ...]) -> Together:
    """Take the last round reached, with what earlier rounds carry into it."""
    reached = max((number for number, part in enumerate(parts, 1) if part.value is not None), default=0)
    if not reached:
        return Together(None, 0, tuple(parts), tuple(part.round for part in parts), best_first)
    carried = [
        RoundPart(part.round, part.value, one.weight * one.carry, one.carry > 0)
        for part, one in zip(parts[: reached - 1], order, strict=False)
    ]
    told = (*carried, parts[reached - 1], *(RoundPart(p.round, p.value, p.factor, False) for p in parts[reached:]))
    missing = tuple(part.round for part in carried if part.counts and part.value is None)
    if missing and rounds.missing is Missing.BLOCKED:
        return Together(None, reached, told, missing, best_first)
    value = sum((part.worth for part in told if part.counts), NOTHING)
    return Together(value, reached, told, missing, best_first)


def _told(parts: Sequence[RoundPart], counted: Sequence[RoundPart]) -> tuple[RoundPart, ...]:
    """Return all rounds in order, with what counts marked."""
    return tuple(RoundPart(part.round, part.value, part.factor, part in counted) for part in parts)


def _natural(code: str) -> list[tuple[bool, int, str]]:
    """Sort numbers inside a code as numbers."""
    return [(False, int(piece), "") if piece.isdigit() else (True, 0, piece) for piece in _DIGITS.split(code) if piece]
