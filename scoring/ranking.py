"""名次: order by the published score, then by the tie chain; and the rule that parted two neighbours (fairness.md 4.1).

A rule that cannot speak about some of the entries that are still equal (a chief judge who stood aside) is passed over
for all of them: it must not favour those it knows.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

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


@dataclass(frozen=True, slots=True)
class _Block:
    """Entries that stay equal, and the depth of the rule that parted them from the block above (-1 for the first)."""

    entries: tuple[str, ...]
    depth: int


def place_entries(entries: Sequence[str], chain: Sequence[TieRule], numbering: Places) -> tuple[Ranked, ...]:
    """Return the entries in order of places; the first link of the chain is the published score itself.

    Equal entries share their place and are listed by code; with `ordinal` they get consecutive places in that order.
    With `mean` they stand at the first of the places they occupy and the mean of those is shown.
    """
    blocks = _part(tuple(sorted(entries)), chain, 0, -1)
    names = [rule.name for rule in chain]
    ranked: list[Ranked] = []
    for index, block in enumerate(blocks):
        tied = len(block.entries) > 1
        depth = max(block.depth, blocks[index + 1].depth if index + 1 < len(blocks) else -1)
        decided_by = SHARED if tied else names[depth] if depth >= 0 else ""
        first = len(ranked) + 1
        shown = Fraction(2 * first + len(block.entries) - 1, 2) if numbering is Places.MEAN else None
        for offset, entry in enumerate(block.entries):
            place = {Places.DENSE: index + 1, Places.ORDINAL: first + offset}.get(numbering, first)
            above = SHARED if offset else names[block.depth] if block.depth >= 0 else ""
            ranked.append(Ranked(entry, Place(place), tied, above, decided_by, shown))
    return tuple(ranked)


def _part(entries: tuple[str, ...], chain: Sequence[TieRule], depth: int, parted_at: int) -> list[_Block]:
    """Split equal entries by the next link; `parted_at` is the depth that parted the first of them from those above."""
    if not entries:
        return []
    if len(entries) == 1 or depth == len(chain):
        return [_Block(entries, parted_at)]
    merits = chain[depth].merits(entries)
    if merits is None:
        return _part(entries, chain, depth + 1, parted_at)
    by_merit: dict[Merit, list[str]] = defaultdict(list)
    for entry in entries:
        by_merit[merits[entry]].append(entry)
    blocks: list[_Block] = []
    for merit in _best_first(by_merit):
        blocks += _part(tuple(by_merit[merit]), chain, depth + 1, depth if blocks else parted_at)
    return blocks


def _best_first(merits: Collection[Merit]) -> list[Merit]:
    """Sort merits; where all compare one number, by whole numbers over a common denominator, 20 times as fast."""
    if any(len(merit) != 1 for merit in merits):
        return sorted(merits, reverse=True)
    whole = lcm(*{merit[0].denominator for merit in merits})
    return sorted(merits, key=lambda merit: merit[0].numerator * (whole // merit[0].denominator), reverse=True)
