"""评审设计: who marked what, and how well that lets judges and entries be told apart (fairness.md 2.7, 4.4)."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from scoring.fairness.connection import judge_parts
from scoring.fairness.table import MarkTable


@dataclass(frozen=True, slots=True)
class Part:
    """Judges and entries that can be compared with each other, and with nobody else."""

    judges: tuple[str, ...]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """`load` is the number of entries of each judge. `efficiency` compares the design with an ideal balanced one of the
    same size: 1 is ideal, 0 not connected, None where there is nothing to compare (one judge, one mark an entry)."""

    entries: int
    judges: int
    marks: int
    complete: bool
    load: dict[str, int]
    fewest_marks: int
    most_marks: int
    parts: tuple[Part, ...]
    efficiency: float | None

    @property
    def connected(self) -> bool:
        """Can all entries be compared?"""
        return len(self.parts) <= 1


def design(table: MarkTable) -> Design:
    """Return the design of the table as it was carried out; needs at least one mark."""
    counts = table.counts
    return Design(
        entries=len(table.entries),
        judges=len(table.judges),
        marks=len(table.totals),
        complete=table.complete,
        load=dict(zip(table.judges, table.seen.sum(axis=0).tolist(), strict=True)),
        fewest_marks=int(counts.min()),
        most_marks=int(counts.max()),
        parts=_parts(table),
        efficiency=efficiency(table),
    )


def efficiency(table: MarkTable) -> float | None:
    """Return the harmonic mean of the non-zero eigenvalues of M by their ideal value (fairness.md 4.4).

    M is the judges' information of the severity model. With k marks an entry the ideal is N k (1 - 1/k) / (J - 1); that
    is trace(M) / (J - 1), which also holds when entries have different numbers of marks.
    """
    judges = len(table.judges)
    seen = table.seen.astype(np.float64)
    information = np.diag(seen.sum(axis=0)) - seen.T @ (seen / table.counts[:, None])
    whole = float(np.trace(information))
    if judges < 2 or whole <= 0:
        return None
    if max(judge_parts(table)) > 0:
        return 0.0
    values = np.linalg.eigvalsh(information)[1:]
    harmonic = (judges - 1) / float((1 / values).sum())
    return harmonic * (judges - 1) / whole


def _parts(table: MarkTable) -> tuple[Part, ...]:
    """Return the parts in order of their first judge."""
    of_judge = judge_parts(table)
    first_judge = table.seen.argmax(axis=1).tolist()
    judges: dict[int, list[str]] = defaultdict(list)
    entries: dict[int, list[str]] = defaultdict(list)
    for judge, part in zip(table.judges, of_judge, strict=True):
        judges[part].append(judge)
    for entry, column in zip(table.entries, first_judge, strict=True):
        entries[of_judge[column]].append(entry)
    return tuple(Part(tuple(judges[part]), tuple(entries[part])) for part in sorted(judges))
