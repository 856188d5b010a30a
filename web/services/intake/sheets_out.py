"""Workbooks handed out: every cell is text: no ID loses digits, nothing typed by a stranger becomes a formula.

A leading `=` would be stored as a formula by the writing library; + - @ tab and their full-width forms bite when the
sheet is saved as csv later. So cells are written as strings and marked with the quote prefix (trust.md 1.5).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_RISKY = tuple("=+-@\t\r\n|\uff1d\uff0b\uff0d\uff20")
_HEADER = PatternFill("solid", fgColor="F6EFE0")
_MARKED = PatternFill("solid", fgColor="FBE3DD")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def text_sheet(
    book: Workbook,
    name: str,
    titles: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    widths: Sequence[int] = (),
    marked: frozenset[tuple[int, int]] = frozenset(),
) -> None:
    """Add a sheet of text cells below a header; `marked` (row, column), both from 0, are shaded."""
    sheet = book.create_sheet(name)
    for index in range(len(titles)):
        letter = get_column_letter(index + 1)
        sheet.column_dimensions[letter].width = widths[index] if index < len(widths) else 14
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, title, header=True) for title in titles])
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, text, marked=(number, index) in marked) for index, text in enumerate(row)])


def new_book() -> Workbook:
    """An empty workbook."""
    return Workbook(write_only=True)


def book_bytes(book: Workbook) -> bytes:
    """The finished file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, text: str, *, header: bool = False, marked: bool = False) -> Any:
    cell: Any = WriteOnlyCell(sheet, _ILLEGAL.sub("", text))
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=not header, vertical="top")
    if text.startswith(_RISKY):
        cell._style.quotePrefix = 1
    if header or marked:
        cell.fill = _HEADER if header else _MARKED
    if header:
        cell.font = Font(bold=True)
    return cell
