"""Lines read as the rules take them: by the readers of `scoring.files`, as if they stood in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scoring.files.people import read_entries
from scoring.files.results import read_results
from scoring.files.tables import Written
from scoring.judged.sheet import Judge
from scoring.people import Entry
from scoring.results import Results, TallyResults
from scoring.rulebook import Rulebook
from web.db.models import Contest, ResultLine
from web.db.models import Entry as EntryRow
from web.services.lines.line import Line, entry_code
from web.services.lines.reporters import REPORTER, Crowd, ranks_departments, reporter_code
from web.services.lines.tables import ENTRIES, RESULTS, columns

NOBODY = Crowd()


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
    rulebook: Rulebook,
    lines: Sequence[Line],
    entries: Sequence[Entry],
    judges: Sequence[Judge] = (),
    crowd: Crowd = NOBODY,
) -> Results:
    """What the lines say; raises RuleFaults with line (from 1 among those of `results`) and column (`table_of`).

    `crowd` is who reports where departments are ranked; then the entries are the departments.
    """
    reporting = (
        crowd.people([line for line in lines if line.kind == RESULTS]) if ranks_departments(rulebook) else entries
    )
    found = read_results(table_of(rulebook, RESULTS, lines, crowd), rulebook, reporting, judges)
    if isinstance(found, TallyResults) and found.people:
        return replace(found, entries=tuple(entries))  # also departments nobody works in
    return found


def with_entry_lines(rulebook: Rulebook, lines: Sequence[Line], entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries with what their own lines add: class, size, difficulty; raises RuleFaults as `results_of` does."""
    table = table_of(rulebook, ENTRIES, lines)
    if not table.rows:
        return tuple(entries)
    said = {entry.code: entry for entry in read_entries(table, rulebook)}
    return tuple(_joined(entry, said[entry.code]) if entry.code in said else entry for entry in entries)


def table_of(rulebook: Rulebook, kind: str, lines: Sequence[Line], crowd: Crowd = NOBODY) -> Written:
    """The lines of one table as rows: the entry's code first, then the table's other columns."""
    names = [name for name in columns(rulebook, kind) if name != REPORTER]
    departments = kind == RESULTS and ranks_departments(rulebook)
    rows = []
    for line in lines:
        if line.kind == kind:
            cells = {name: line.cells.get(name, "") for name in names}
            code = "" if line.entry_id is None else entry_code(line.entry_id)
            if departments and line.entry_id is not None:
                code = reporter_code(line.entry_id, line.cells.get(REPORTER, ""))
                cells["department"] = crowd.department(cells["department"])
            rows.append([code, *cells.values()])
    return Written(("entry", *names), rows)


def _joined(entry: Entry, said: Entry) -> Entry:
    """An entry of the office with what was typed of it; its people, department and drawn group stay the office's."""
    return replace(entry, group=said.group or entry.group, terms=said.terms, counts=said.counts)
