"""名次: order by the published score, then by the tie chain; and the rule that parted two neighbours (fairness.md 4.1).

A rule that cannot speak about some of the entries that are still equal (a chief judge who stood aside) is passed over
for all of them: it must not favour those it knows.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from scoring.rulebook.model import Places
from scoring.tie_keys import SHARED
from scoring.values import Place

Merit = tuple[Fraction | int, ...]
"""What a rule compares; more is better."""


@dataclass(frozen=True, slots=True)
class TieRule:
    """One link of the chain: `merits` answers for all entries still equal, or None when it cannot."""

    name: str
    merits: Callable[[Sequence[str]], Mapping[str, Merit] | None]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One placed entry. `above` is the rule that parted it from the neighbour above, `decided_by` the last rule needed
    against either neighbour. `shown` is the place as it is told where that is the mean of the places equal entries
    occupy (2.5), else None."""

    entry: str
    place: Place
    tied: bool
    above: str
    decided_by: str
    shown: Fraction | None = None


class _Block(NamedTuple):
    """Entries that stay equal, and the depth of the rule that parted them from the block above (-1 for the first)."""

    entries: Sequence[str]
    depth: int


def place_entries(entries: Sequence[str], chain: Sequence[TieRule], numbering: Places) -> tuple[Ranked, ...]:
    """Return the entries in order of places; the first link of the chain is the published score itself.

    Equal entries share their place and are listed by code; with `ordinal` they get consecutive places in that order.
    With `mean` they stand at the first of the places they occupy and the mean of those is shown.
    """
    blocks = _part(sorted(entries), chain, 0, -1)
    names = [rule.name for rule in chain]
    ranked: list[Ranked] = []
    for index, block in enumerate(blocks):
        below = blocks[index + 1].depth if index + 1 < len(blocks) else -1
        depth, first = max(block.depth, below), len(ranked) + 1
        above = names[block.depth] if block.depth >= 0 else ""
        place = index + 1 if numbering is Places.DENSE else first
        shown = Fraction(2 * first + len(block.entries) - 1, 2) if numbering is Places.MEAN else None
        if len(block.entries) == 1:
            decided_by = names[depth] if depth >= 0 else ""
            ranked.append(Ranked(block.entries[0], Place(place), False, above, decided_by, shown))
            continue
        for offset, entry in enumerate(block.entries):
            own = Place(place + offset if numbering is Places.ORDINAL else place)
            ranked.append(Ranked(entry, own, True, SHARED if offset else above, SHARED, shown))
    return tuple(ranked)


def _part(entries: Sequence[str], chain: Sequence[TieRule], depth: int, parted_at: int) -> list[_Block]:
    """Split equal entries by the next link; `parted_at` is the depth that parted the first of them from those above."""
    if not entries:
        return []
    if len(entries) == 1 or depth == len(chain):
        return [_Block(entries, parted_at)]
    merits = chain[depth].merits(entries)
    if merits is None:
        return _part(entries, chain, depth + 1, parted_at)
    blocks: list[_Block] = []
    for equal in _best_first(entries, merits):
        parted = depth if blocks else parted_at
        blocks += _part(equal, chain, depth + 1, parted) if len(equal) > 1 else [_Block(equal, parted)]
    return blocks


def _best_first(entries: Sequence[str], merits: Mapping[str, Merit]) -> list[list[str]]:
    """Return the entries of equal merit together, the best first.

    Where all compare one number they are compared as whole numbers over a common denominator: the same order, and
    many times as fast as fractions.
    """
    found = [merits[entry] for entry in entries]
    keys: Sequence[Merit | int] = found
    if all(len(merit) == 1 for merit in found):
        whole = lcm(*{merit[0].denominator for merit in found})
        keys = [merit[0].numerator * (whole // merit[0].denominator) for merit in found]
    by_merit: dict[Merit | int, list[str]] = defaultdict(list)
    for entry, key in zip(entries, keys, strict=True):
        by_merit[key].append(entry)
    return [by_merit[key] for key in sorted(by_merit, reverse=True)]
