"""The workbook to fill in: a sheet for each grid, everybody listed, with what stands there already."""

from __future__ import annotations

from collections.abc import Iterator

from web.db.models import Entry
from web.present.filling_words import in_chinese
from web.services.filling.desk import FillingDesk, GridRow
from web.services.filling.layouts import titles_of
from web.services.grids import Grid
from web.services.grids.choosing import worded
from web.services.intake.sheets_out import book_bytes, new_book, text_sheet
from web.services.results.sources import department_id_of

_BLIND = ("作品编号",)
_OPEN = ("号码", "工号", "姓名", "部门")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def template(desk: FillingDesk) -> bytes:
    """The contest's results as a workbook; it is read back as it is, and empty boxes change nothing."""
    book, taken = new_book(), set[str]()
    for grid, titles in zip(desk.grids, titles_of(desk.grids), strict=True):
        who = _fixed(grid) if grid.fixed else _BLIND if desk.rulebook.blind else _OPEN
        widths = [*(16 for _ in who), *(max(9, 2 * len(title) + 2) for title in titles)]
        text_sheet(book, _sheet_name(grid, taken), [*who, *titles], _rows(desk, grid), widths=widths)
    return book_bytes(book)


def _fixed(grid: Grid) -> tuple[str]:
    return ("票类" if grid.hint == "session" else "表决",)


def _rows(desk: FillingDesk, grid: Grid) -> Iterator[list[str]]:
    for row in desk.rows(grid):
        who = [in_chinese(row.label)] if row.entry is None else _who(desk, row, row.entry)
        yield [*who, *(worded(column, text) for column, text in zip(grid.columns, row.texts, strict=True))]


def _who(desk: FillingDesk, row: GridRow, entry: Entry) -> list[str]:
    if desk.rulebook.blind:
        return [desk.names[entry.id]]
    if row.key:  # one of the people of a department
        return ["", row.beside.removesuffix(desk.names[entry.id]).strip(), row.label.text, desk.names[entry.id]]
    person, departments = entry.entrant.person, desk.sources.departments
    home = departments.get(department_id_of(entry) or 0)
    return [
        str(entry.entrant.bib or ""),
        (person.staff_no or "") if person else "",
        entry.entrant.name,
        home.name if home else "",
    ]


def _sheet_name(grid: Grid, taken: set[str]) -> str:
    """A name Excel accepts: 31 characters at most, none twice."""
    whole = " ".join(in_chinese(label) for label in grid.labels).translate(_FORBIDDEN)[:28]
    name = next(name for n in range(1, 1000) if (name := whole if n == 1 else f"{whole[:26]}_{n}") not in taken)
    taken.add(name)
    return name
