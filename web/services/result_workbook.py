"""Results as a workbook: a sheet a contest, one for the departments. openpyxl is imported here only."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from scoring.values import format_fraction
from web.db.models import ResultVersion
from web.present.details import Detail
from web.services.result_columns import columns_of, row_texts
from web.services.results import DepartmentTotals

_FORBIDDEN_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


Sheets = Sequence[tuple[ResultVersion, Sequence[Detail]]]


def workbook(sheets: Sheets, totals: DepartmentTotals) -> bytes:
    """A sheet a contest, one for the lists beside its places, one for the departments' totals.

    Every cell is text or a whole number.
    """
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for version, lists in sheets:
        _contest_sheet(book, version, taken)
        if lists:
            _lists_sheet(book, version.document["contest"]["name"], lists, taken)
    if totals.rows:
        _totals_sheet(book, totals, taken)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _contest_sheet(book: Workbook, version: ResultVersion, taken: set[str]) -> None:
    document = version.document
    columns = columns_of(document["rows"])
    sheet = _sheet(book, document["contest"]["name"], taken, [width for _key, _heading, width in columns])
    sheet.freeze_panes = "A2"
    _head(sheet, [heading for _key, heading, _width in columns])
    for row in document["rows"]:
        _append(sheet, [_number_or_text(text) for text in row_texts(row, columns)])
    rulebook = document["rulebook"]
    _append(sheet, [])
    _append(sheet, [f"规则第{rulebook['number']}版 {rulebook['fingerprint']}"])
    _append(sheet, [f"成绩第{version.number}版 {version.fingerprint}"])


def _lists_sheet(book: Workbook, name: str, lists: Sequence[Detail], taken: set[str]) -> None:
    """The lists one below the other, each under its title."""
    most = max(len(one.columns) for one in lists)
    sheet = _sheet(book, f"{name[:25]}·明细", taken, [22, *(15 for _ in range(most - 1))])
    for one in lists:
        _append(sheet, [one.title])
        _head(sheet, one.columns)
        for row in one.rows:
            _append(sheet, [_number_or_text(text) for text in row])
        for note in one.notes:
            _append(sheet, [note])
        _append(sheet, [])


def _number_or_text(text: str) -> int | str:
    whole = text.isascii() and text.isdigit() and len(text) < 10 and (text == "0" or not text.startswith("0"))
    return int(text) if whole else text


def _totals_sheet(book: Workbook, totals: DepartmentTotals, taken: set[str]) -> None:
    codes = [code for code, _name, _state in totals.contests]
    names = [name for _code, name, _state in totals.contests]
    sheet = _sheet(book, "团体总分", taken, [7, 22, *(14 for _ in codes), 9, 9, 9])
    sheet.freeze_panes = "A2"
    _head(sheet, ["名次", "单位", *names, "总分", "第一名数", "第二名数"])
    for row in totals.rows:
        points = dict(row.by_contest)
        cells = [format_fraction(points[code]) if code in points else "" for code in codes]
        counts = [str(count) for count in (*row.places, 0, 0)[:2]]
        _append(sheet, [int(row.place), row.department, *cells, format_fraction(row.total), *counts])


def _sheet(book: Workbook, name: str, taken: set[str], widths: Iterable[int]) -> Any:
    """A sheet with a name Excel accepts: 31 characters at most, none twice."""
    clean = name.translate(_FORBIDDEN_IN_SHEET_NAMES)[:28] or "成绩"
    title = next(t for n in range(1, 1000) if (t := clean if n == 1 else f"{clean[:26]}_{n}").casefold() not in taken)
    taken.add(title.casefold())
    sheet: Any = book.create_sheet(title)  # the stubs don't know that a write-only sheet has column widths
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    return sheet


def _head(sheet: WriteOnlyWorksheet, headings: Sequence[str]) -> None:
    cells = [_cell(sheet, heading) for heading in headings]
    for cell in cells:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="F1ECE2")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.append(cells)


def _append(sheet: WriteOnlyWorksheet, values: Sequence[int | str]) -> None:
    sheet.append([_cell(sheet, value) for value in values])


def _cell(sheet: WriteOnlyWorksheet, value: int | str) -> Any:
    """A cell that is text even when it begins with = (openpyxl would make a formula of it), marked as quoted."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str) and value:
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
