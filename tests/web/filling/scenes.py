"""Contests whose results come in as lines, made from the examples of the new-contest page."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook, load_workbook

from tests.builders import a_person
from tests.web.results.scenes import Stage
from web.db.models import Contest, Entry
from web.services import contests, entries, filling, groups, results, rules
from web.services.act import Act
from web.services.example_rules import example


def an_example(act: Act, stage: Stage, code: str) -> Contest:
    """A contest from a ready example, its rules frozen."""
    found = example(code)
    assert found is not None
    contest = contests.create_contest(act, stage.competition, code, found.rulebook.name, found.document)
    rules.freeze(act, contest)
    return contest


def enter_people(act: Act, stage: Stage, contest: Contest, names: Sequence[str]) -> list[Entry]:
    """Entries of people with staff numbers T001, T002, …, one department after the other; entries are closed."""
    homes = list(stage.departments.values())
    made = []
    for number, name in enumerate(names, 1):
        home = homes[number % len(homes)]
        person = a_person(act, stage.union, name, department_id=home.id, staff_no=f"T{number:03d}")
        made.append(entries.enter(act, contest, entries.person_entrant(act, stage.competition, person)))
    groups.close_entries(act, contest)
    return made


def enter_unions(act: Act, stage: Stage, contest: Contest, names: Sequence[str]) -> list[Entry]:
    """Entries of grass-roots unions; entries are closed."""
    entries.enter_unions(act, stage.competition, contest, "\n".join(names))
    groups.close_entries(act, contest)
    return entries.entries_of_contest(act, contest)


def type_in(act: Act, contest: Contest, part: int, typed: Mapping[str, Sequence[str]], reason: str = "") -> int:
    """Fill the boxes of grid `part` (from 1), row by row: `typed` maps a row's label to its texts."""
    desk = filling.open_desk(act, contest)
    grid = desk.grids[part - 1]
    rows = {row.label.text or row.label.word: row for row in desk.rows(grid)}
    boxes = {filling.box(rows[name], n): text for name, texts in typed.items() for n, text in enumerate(texts)}
    bases = {row.code: row.base for row in rows.values()}
    return filling.enter_grid(act, desk, grid, boxes, bases, reason)


def places(act: Act, contest: Contest) -> list[tuple[str, int | None, str]]:
    """Name, place and published score in the order of the standings."""
    worked = results.work(act, contest)
    names = {code: entry.entrant.name for code, entry in worked.sources.by_code.items()}
    return [
        (names[row.entry], None if row.place is None else int(row.place), row.score)
        for row in worked.outcome.standings.rows
    ]


def filled_in(content: bytes, cells: Mapping[tuple[str, str, str], str]) -> bytes:
    """A template with (sheet, row's name, column title) filled; a row is found by any of its cells."""
    book = load_workbook(io.BytesIO(content))
    for (sheet, name, title), text in cells.items():
        page = book[sheet]
        column = next(cell.column for cell in page[1] if cell.value == title)
        row = next(line[0].row for line in page.iter_rows(min_row=2) if name in [cell.value for cell in line])
        page.cell(row, column, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
