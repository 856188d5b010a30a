"""成绩公告 as values: what the bulletin's template prints (practice.md 7.3, page of GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

_WIDTH_EMS, _PADDING_EMS, _HEADING_EMS = 41.0, 0.7, 3.0
"""Room of a line in characters of a list's size, blanks between columns, and how wide a heading is before it breaks."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a result table, as texts; an empty text is printed as nothing. `facts` are the format's own."""

    place: str
    bib: str
    name: str
    department: str
    result: str
    facts: tuple[str, ...]
    prize: str
    note: str


@dataclass(frozen=True, slots=True)
class GroupTable:
    """One group of a contest; `name` is empty when the contest has one group only."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list beside the places; `words` are its columns of texts: all others hold numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[int] = frozenset({0})
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContestResults:
    """One contest: its tables, when it was published, how to object, and what it rests on.

    `columns` says which optional columns are used: `bib`, `home`, `prize`, `note`; `headings` are those of the name,
    the result and the format's own columns. `details` are the lists beside the places, each narrow enough for the page.
    """

    name: str
    number: int
    state: str
    groups: tuple[GroupTable, ...]
    columns: frozenset[str]
    headings: tuple[str, ...]
    published: str
    objection: str
    trace: str
    decisions: tuple[str, ...] = ()
    details: tuple[Listing, ...] = ()


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
            for one in contest.details:
                yield from (one.title, *one.columns, *one.notes, *(cell for row in one.rows for cell in row))


def fitted(one: Listing) -> list[Listing]:
    """The list, in parts beside each other where its columns are too wide for the page; each part says whose row it is.

    >>> wide = Listing("各轮", ("参赛者", *(f"第 {n} 轮" for n in range(30))), (("张明", *(["12.50"] * 30)),))
    >>> [(len(part.columns), part.columns[1]) for part in fitted(wide)]
    [(11, '第 0 轮'), (11, '第 10 轮'), (11, '第 20 轮')]
    """
    widths = [_ems(one, n) for n in range(len(one.columns))]
    parts: list[list[int]] = [[]]
    for n in range(1, len(widths)):
        if parts[-1] and widths[0] + sum(widths[at] for at in parts[-1]) + widths[n] > _WIDTH_EMS:
            parts.append([])
        parts[-1].append(n)
    return [_part(one, (0, *part), last=part is parts[-1]) for part in parts]


def _part(one: Listing, columns: tuple[int, ...], *, last: bool) -> Listing:
    return replace(
        one,
        columns=tuple(one.columns[n] for n in columns),
        rows=tuple(tuple(row[n] for n in columns) for row in one.rows),
        words=frozenset(at for at, n in enumerate(columns) if n in one.words),
        notes=one.notes if last else (),
    )


def _ems(one: Listing, column: int) -> float:
    """How wide a column has to be: its widest number, or what a text needs before it may break."""
    text = max((_length(row[column]) for row in one.rows), default=0.0)
    most = 9.0 if column in one.words else text
    return max(min(text, most), min(_length(one.columns[column]), _HEADING_EMS)) + _PADDING_EMS


def _length(text: str) -> float:
    """Characters in ems: figures and Latin letters are half as wide."""
    return sum(0.55 if letter.isascii() else 1.0 for letter in text)
