"""Tables to look at: totals in marks, one list an entry, None where a judge gave nothing."""

from collections.abc import Mapping, Sequence
from random import Random

from scoring.fairness.table import MarkTable, mark_table

Totals = dict[str, dict[str, int]]


def totals_of(marks: Mapping[str, Sequence[float | None]]) -> Totals:
    """Totals in hundredths by entry and judge; the judges are J1, J2, … in order."""
    return {
        entry: {f"J{n}": round(100 * mark) for n, mark in enumerate(given, 1) if mark is not None}
        for entry, given in marks.items()
    }


def table_of(marks: Mapping[str, Sequence[float | None]], groups: Mapping[str, str] | None = None) -> MarkTable:
    return mark_table(totals_of(marks), groups)


def panel(entries: int, judges: int, seed: int, *, spread: float = 6, lean: float = 0, noise: float = 3) -> Totals:
    """A whole panel drawn from the model: standard deviations of entries, judges and the rest, in marks."""
    random = Random(seed)
    leans = [random.gauss(0, lean) for _ in range(judges)]
    return totals_of(
        {
            f"E{n:03}": [true + each + random.gauss(0, noise) for each in leans]
            for n, true in enumerate(random.gauss(75, spread) for _ in range(entries))
        }
    )


SHROUT_FLEISS = table_of(
    {
        "E1": (9, 2, 5, 8),
        "E2": (6, 1, 3, 2),
        "E3": (8, 4, 6, 8),
        "E4": (7, 1, 2, 6),
        "E5": (10, 5, 6, 9),
        "E6": (6, 2, 4, 7),
    }
)
"""Shrout & Fleiss 1979, table 2: six targets, four judges."""
