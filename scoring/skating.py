"""Skating System (dancesport) and relative placement: places by majority, and the final summary of several dances.

Rules 5 to 8 place one dance, rules 9 to 11 the sum of several (texts seen at fdo.fi, dancesport.lv; fairness.md 1.1).
A judge's mark is a place: 1 is best.

>>> [(block.entries, block.rule) for block in final_summary({"A": [1, 2], "B": [2, 1]}, {"A": [1, 2], "B": [2, 1]})]
[(('A', 'B'), '')]
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Places = Sequence[Fraction | int]
RULE_9, RULE_10, RULE_11 = "place_sum", "rule_10", "rule_11"


@dataclass(frozen=True, slots=True)
class Block:
    """Entries that share a place; `rule` is what parted them from the block before, "" for the first block."""

    entries: tuple[str, ...]
    rule: str


def majority_merit(marks: Places, judges: int, lowest: int, first: int = 1) -> tuple[Fraction | int, ...]:
    """Return the merit of one entry under rules 5 to 8, more is better, to be compared one after the other.

    The first column (place and better, from `first` to `lowest`) in which more than half of the `judges` agree (rules
    5, 8); the larger majority there (rule 6); the lower sum of those marks (rule 7a); then the same in the columns
    after it (rule 7b).

    >>> majority_merit([1, 1, 1, 5, 2], 5, 5)[:3]
    (-1, 3, -3)
    """
    counts = [sum(1 for mark in marks if mark <= column) for column in range(first, lowest + 1)]
    reached = next((index for index, count in enumerate(counts) if 2 * count > judges), len(counts))
    merits: list[Fraction | int] = [-(first + reached)]
    for column, count in list(enumerate(counts, first))[reached:]:
        merits += [count, -sum(mark for mark in marks if mark <= column)]
    return tuple(merits)


def final_summary(places: Mapping[str, Places], marks: Mapping[str, Places]) -> tuple[Block, ...]:
    """Return the field in order: `places` of each entry in every dance, `marks` of all judges in all dances.

    Rule 9: the lowest sum of places. Rule 10, among equal sums, for the place under review: more places that good or
    better, then the lower sum of those. Rule 11: all marks as if they were one dance. Whoever stays equal shares.
    """
    left, blocks = set(places), list[Block]()
    while left:
        under_review = len(places) - len(left) + 1
        lowest = min(sum(places[entry]) for entry in left)
        tied = sorted(entry for entry in left if sum(places[entry]) == lowest)
        for entries in _review(tied, under_review, places, marks):
            place = len(places) - len(left) + 1
            blocks.append(Block(entries, _parted(blocks, entries[0], place, places)))
            left -= set(entries)
    return tuple(blocks)


def _review(
    tied: Sequence[str], place: int, places: Mapping[str, Places], marks: Mapping[str, Places]
) -> list[tuple[str, ...]]:
    """Fill the place under review from entries with the same sum; the others come under review for the next place."""
    best = _best(tied, lambda entry: _rule_10(places[entry], place))
    if len(best) == 1:
        return [tuple(best)]
    first = _best(best, lambda entry: majority_merit(marks[entry], len(marks[entry]), len(places), place))
    second = [entry for entry in best if entry not in first]
    return [tuple(first), tuple(second)] if len(best) == 2 and second else [tuple(first)]


def _parted(blocks: Sequence[Block], entry: str, place: int, places: Mapping[str, Places]) -> str:
    """Return the rule that parted the entry from the block before it, which was placed just before `place`."""
    if not blocks:
        return ""
    before = blocks[-1].entries
    if sum(places[before[0]]) != sum(places[entry]):
        return RULE_9
    reviewed = place - len(before)
    return RULE_11 if _rule_10(places[before[0]], reviewed) == _rule_10(places[entry], reviewed) else RULE_10


def _rule_10(places: Places, under_review: int) -> tuple[Fraction | int, ...]:
    good = [place for place in places if place <= under_review]
    return len(good), -sum(good)


def _best(entries: Sequence[str], merit: Callable[[str], tuple[Fraction | int, ...]]) -> list[str]:
    """Return the entries with the best merit."""
    top = max(merit(entry) for entry in entries)
    return [entry for entry in entries if merit(entry) == top]
