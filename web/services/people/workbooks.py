"""Workbooks for the people chapter: the template to fill in, and the faulty rows with what is wrong beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from web.db.models import ImportBatch
from web.services.intake import CellFault, Layout
from web.services.intake.sheets_out import book_bytes, new_book, text_sheet
from web.services.people.importing import fault_from

STAFF_FIELDS = ("staff_no", "name", "gender", "identity", "birth_date", "campus", "department", "union_group", "post")
_WIDE = {"identity": 24, "title": 40, "coauthors": 24, "family": 24, "contest": 24, "department": 20}
FAULT_TITLE = "需要改正"

Words = Callable[[CellFault], str]


def template(layout: Layout, fields: Sequence[str], name: str, notes: Mapping[str, str]) -> bytes:
    """An empty list with text-typed columns; `notes` explain each field on a second sheet."""
    book = new_book()
    blank = [""] * len(fields)
    titles = [layout.title(field) for field in fields]
    text_sheet(book, name, titles, [blank] * 500, widths=[_WIDE.get(field, 15) for field in fields])
    lines = [[layout.title(field), notes.get(field, "")] for field in fields]
    text_sheet(book, "填写说明", ["列", "怎么填"], lines, widths=(16, 90))
    return book_bytes(book)


def waiting_rows(batch: ImportBatch, layout: Layout, words: Words) -> bytes:
    """The rows of a batch that wait, as a workbook to correct and bring in again.

    Its last column tells every fault of the row in `words`; the cells at fault are shaded. A checked ID number is
    replaced by its receipt, a faulty one is left empty: neither was kept.
    """
    faults: dict[int, list[CellFault]] = {}
    for document in batch.faults:
        faults.setdefault(document["row"], []).append(fault_from(document))
    rows = [row for row in batch.rows if row["status"] == "faulty"]
    fields = [column.field for column in layout.columns if any(column.field in row["cells"] for row in rows)]
    fields = fields or list(layout.required)
    fields += [name for name in ("identity",) if any(c.field == name for c in layout.columns) and name not in fields]
    lines, marked = [], set()
    for number, row in enumerate(rows):
        told = faults.get(row["row"], [])
        lines.append([*(row["cells"].get(field, "") for field in fields), "\n".join(words(fault) for fault in told)])
        marked |= {(number, fields.index(field)) for field in _at_fault(row, told) if field in fields}
    book = new_book()
    titles = [*(layout.title(field) for field in fields), FAULT_TITLE]
    text_sheet(book, "待改正", titles, lines, widths=[16] * len(fields) + [70], marked=frozenset(marked))
    return book_bytes(book)


def _at_fault(row: Mapping[str, object], faults: list[CellFault]) -> set[str]:
    """The fields of the cells that a row's faults name."""
    places = row.get("places")
    by_cell = {cell: field for field, cell in places.items()} if isinstance(places, dict) else {}
    return {by_cell[fault.cell] for fault in faults if fault.cell in by_cell}
