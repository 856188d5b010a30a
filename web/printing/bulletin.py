"""成绩公告 as values: what the bulletin's template prints (practice.md 7.3, page of GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a result table, as texts; an empty text is printed as nothing."""

    place: str
    bib: str
    name: str
    department: str
    result: str
    prize: str
    note: str


@dataclass(frozen=True, slots=True)
class GroupTable:
    """One group of a contest; `name` is empty when the contest has one group only."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ContestResults:
    """One contest: its tables, when it was published, how to object, and what it rests on.

    `columns` says which optional columns are used: `bib`, `prize`.
    """

    name: str
    number: int
    state: str
    groups: tuple[GroupTable, ...]
    columns: frozenset[str]
    published: str
    objection: str
    trace: str
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """One row of the departments' totals: `by_contest` in the order of `Bulletin.total_contests`."""

    place: str
    department: str
    by_contest: tuple[str, ...]
    total: str
    firsts: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A whole bulletin: one contest, or all with the departments' totals."""

    title: str
    subtitle: str
    contests: tuple[ContestResults, ...]
    issuer: str
    date: str
    total_contests: tuple[str, ...] = ()
    totals: tuple[DepartmentLine, ...] = ()
    totals_note: str = ""

    def texts(self) -> Iterator[str]:
        """Every varying text, for the preflight."""
        yield from (self.subtitle, self.issuer, *self.total_contests)
        for line in self.totals:
            yield line.department
        for contest in self.contests:
            yield from (contest.name, *contest.decisions)
            for group in contest.groups:
                yield group.name
                for row in group.lines:
                    yield from (row.name, row.department, row.prize, row.note)
