"""Several readings of one entry become one: hand timing with watches, and two readers beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from scoring.errors import Fault
from scoring.races.readings import exact_reading
from scoring.rulebook.racing import Agreed, Race, Timing

MOST_READINGS = 3
"""More than a third reading has no rule."""


class Settled(StrEnum):
    """How one reading came out of several."""

    SINGLE = "single"
    ONE_WATCH = "one_watch"
    SLOWER_WATCH = "slower_watch"
    TWO_WATCHES_AGREE = "two_watches_agree"
    MIDDLE_WATCH = "middle_watch"
    ONE_READER = "one_reader"
    READERS_AGREE = "readers_agree"
    THIRD_READING = "third_reading"


@dataclass(frozen=True, slots=True)
class Read:
    """One reading: the watch or reader ("" for the official one) and the value, corrected where the machine asks."""

    reader: str
    value: Fraction | int


@dataclass(frozen=True, slots=True)
class Settlement:
    """The one reading, and how it came about; None with a fault when the readings can't be brought together."""

    value: Fraction | int | None
    how: Settled | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


def settle(entry: str, reads: Sequence[Read], race: Race) -> Settlement:
    """Return the one reading; the order of `reads` never matters. Fault readings_too_many (entry, most)."""
    if len(reads) == 1 and (not reads[0].reader or race.timing is Timing.SINGLE):
        return Settlement(reads[0].value, Settled.SINGLE)
    ordered = sorted(reads, key=lambda read: read.reader)
    if len(ordered) > MOST_READINGS:
        return Settlement(None, None, (Fault("readings_too_many", {"entry": entry, "most": MOST_READINGS}),))
    return _watches(entry, ordered) if race.timing is Timing.WATCHES else _readers(entry, ordered, race)


def _watches(entry: str, reads: Sequence[Read]) -> Settlement:
    """World Athletics TR19 (practice.md 3.6): two of three agree: theirs; else the middle one; of two the slower.

    With one watch there is a warning watch_single. Whether each watch is
    rounded up before or after makes no difference: rounding keeps the order, so the middle one stays the middle one.
    """
    values = sorted(read.value for read in reads)
    middle = values[len(values) // 2]
    if len(values) == 1:
        return Settlement(middle, Settled.ONE_WATCH, warnings=(Fault("watch_single", {"entry": entry}),))
    if len(set(values)) < len(values):
        return Settlement(middle, Settled.TWO_WATCHES_AGREE)
    return Settlement(middle, Settled.SLOWER_WATCH if len(values) == 2 else Settled.MIDDLE_WATCH)


def _readers(entry: str, reads: Sequence[Read], race: Race) -> Settlement:
    """Two readers who differ by the tolerance or more need a third reading (practice.md 3.6: 20 m); then the middle
    one counts, if one of the others is within the tolerance of it.

    Fault reading_differs (entry, readings, tolerance) until then; warning reader_single.
    """
    tolerance = race.tolerance or 0
    values = sorted(read.value for read in reads)
    if len(values) == 1:
        return Settlement(values[0], Settled.ONE_READER, warnings=(Fault("reader_single", {"entry": entry}),))
    gaps = [later - earlier for earlier, later in pairwise(values)]
    if min(gaps) >= tolerance:
        return Settlement(None, None, (_differs(entry, values, race),))
    if len(values) == 2:
        return Settlement(_agreed(reads, race.agreed), Settled.READERS_AGREE)
    return Settlement(values[len(values) // 2], Settled.THIRD_READING)


def _differs(entry: str, values: Sequence[Fraction | int], race: Race) -> Fault:
    told = " / ".join(exact_reading(value, race) for value in values)
    return Fault(
        "reading_differs", {"entry": entry, "readings": told, "tolerance": exact_reading(race.tolerance or 0, race)}
    )


def _agreed(reads: Sequence[Read], agreed: Agreed) -> Fraction | int:
    values = [read.value for read in reads]
    if agreed is Agreed.FIRST:
        return values[0]
    if agreed is Agreed.MEAN:
        return Fraction(sum(values), len(values))
    return min(values) if agreed is Agreed.LOWER else max(values)
