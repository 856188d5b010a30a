"""评委总分表: what every judge gave every entry, as the one input of all fairness figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class MarkTable:
    """Judges' totals in hundredths, entries and judges in order of their codes; only marks that count.

    An entry or a judge without any mark isn't in the table. Absent, recused and void marks look alike here: there is
    none. `groups` names the group each entry is placed in. Not slotted, because the arrays are made once and kept.
    """

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    totals: tuple[int | Fraction, ...]
    groups: tuple[str, ...]

    @cached_property
    def seen(self) -> Flags:
        """Who marked what: entries by judges."""
        found: Flags = np.zeros((len(self.entries), len(self.judges)), dtype=np.bool_)
        found[self._cells] = True
        return found

    @cached_property
    def marks(self) -> Numbers:
        """Totals in marks, entries by judges; 0 where `seen` is false."""
        found: Numbers = np.zeros((len(self.entries), len(self.judges)))
        found[self._cells] = np.array(self.totals, dtype=np.float64) / 100
        return found

    @cached_property
    def counts(self) -> Numbers:
        """Marks each entry has."""
        found: Numbers = self.seen.sum(axis=1, dtype=np.float64)
        return found

    @cached_property
    def means(self) -> Numbers:
        """Mean mark of each entry."""
        found: Numbers = self.marks.sum(axis=1) / self.counts
        return found

    @cached_property
    def members(self) -> Mapping[str, Flags]:
        """Which entries are in each group, in order of the groups' codes."""
        of = np.array(self.groups)
        return {group: of == group for group in sorted(set(self.groups))}

    @property
    def complete(self) -> bool:
        """Did every judge mark every entry?"""
        return len(self.totals) == len(self.entries) * len(self.judges)

    @cached_property
    def _cells(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        return np.array(self.rows, dtype=np.intp), np.array(self.columns, dtype=np.intp)


def mark_table(
    totals: Mapping[str, Mapping[str, int]] | Mapping[str, Mapping[str, int | Fraction]],
    groups: Mapping[str, str] | None = None,
) -> MarkTable:
    """Return the table of each entry's totals by judge, in hundredths; an entry not in `groups` is in group "".

    >>> table = mark_table({"B": {"J1": 8000}, "A": {"J2": 9050, "J1": 8500}, "C": {}})
    >>> table.entries, table.judges, table.marks.tolist()
    (('A', 'B'), ('J1', 'J2'), [[85.0, 90.5], [80.0, 0.0]])

    The order of what is handed in never matters: everything is sorted by code.
    """
    entries = tuple(sorted(entry for entry, given in totals.items() if given))
    judges = tuple(sorted({judge for given in totals.values() for judge in given}))
    column_of = {judge: column for column, judge in enumerate(judges)}
    cells = [
        (row, column_of[judge], total)
        for row, entry in enumerate(entries)
        for judge, total in sorted(totals[entry].items())
    ]
    rows, columns, marks = zip(*cells, strict=True) if cells else ((), (), ())
    placed_in = tuple((groups or {}).get(entry, "") for entry in entries)
    return MarkTable(entries, judges, rows, columns, marks, placed_in)
