"""Lines read as the rules take them: by the readers of `scoring.files`, as if they stood in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scoring.files.people import read_entries
from scoring.files.results import read_results
from scoring.files.tables import Written
from scoring.judged.sheet import Judge
from scoring.people import Entry
from scoring.results import Results
from scoring.rulebook import Rulebook
from web.db.models import Contest, ResultLine
from web.db.models import Entry as EntryRow
from web.services.lines.tables import ENTRIES, RESULTS, columns


class Line(Protocol):
    """A line that is stored, or about to be."""

    @property
    def kind(self) -> str:
        """Its table."""

    @property
    def entry_id(self) -> int | None:
        """Whose line it is; None: everybody's."""

    @property
    def cells(self) -> Mapping[str, str]:
        """Its other columns."""


def entry_code(entry_id: int) -> str:
    """The code an entry has in the rules: its number with leading zeros, so that codes sort as numbers do."""
    return f"{entry_id:08d}"


def lines_of(session: Session, contest: Contest, run: int | None = None) -> list[ResultLine]:
    """The lines that count in a run (the current one unless it is named), in the order they were first written.

    Those of withdrawn entries don't.
    """
    run = contest.run if run is None else run
    chosen = (
        select(ResultLine)
        .outerjoin(EntryRow, ResultLine.entry_id == EntryRow.id)
        .where(ResultLine.contest_id == contest.id, ResultLine.run == run, ResultLine.struck.is_(False))
        .where(or_(ResultLine.entry_id.is_(None), EntryRow.state == "entered"))
    )
    return list(session.scalars(chosen.order_by(ResultLine.id)))


def results_of(
    rulebook: Rulebook, lines: Sequence[Line], entries: Sequence[Entry], judges: Sequence[Judge] = ()
) -> Results:
    """What the lines say; raises RuleFaults with line (from 1 among those of `results`) and column (`table_of`)."""
    return read_results(table_of(rulebook, RESULTS, lines), rulebook, entries, judges)


def with_entry_lines(rulebook: Rulebook, lines: Sequence[Line], entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries with what their own lines add: class, size, difficulty; raises RuleFaults as `results_of` does."""
    table = table_of(rulebook, ENTRIES, lines)
    if not table.rows:
        return tuple(entries)
    said = {entry.code: entry for entry in read_entries(table, rulebook)}
    return tuple(_joined(entry, said[entry.code]) if entry.code in said else entry for entry in entries)


def table_of(rulebook: Rulebook, kind: str, lines: Sequence[Line]) -> Written:
    """The lines of one table as rows: the entry's code first, then the table's other columns."""
    names = columns(rulebook, kind)
    rows = [
        ["" if line.entry_id is None else entry_code(line.entry_id), *(line.cells.get(name, "") for name in names)]
        for line in lines
        if line.kind == kind
    ]
    return Written(("entry", *names), rows)


def _joined(entry: Entry, said: Entry) -> Entry:
    """An entry of the office with what was typed of it; its people, department and drawn group stay the office's."""
    return replace(entry, group=said.group or entry.group, terms=said.terms, counts=said.counts)
