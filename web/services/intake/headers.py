"""Finding the header row, also below title rows and when it takes two rows, and reading the rows under it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from web.services.intake.layouts import Layout
from web.services.intake.table import Line, Row, Table
from web.services.refusals import Fault, Refusal, refuse

_SEARCHED = 30
"""A header stands within the first so many lines with content."""
_BRACKETS = re.compile(r"[(\[\u3010][^)\]\u3011]*[)\]\u3011]")
_NOTES = ("填表", "合计", "总计", "备注", "注：", "注:", "说明", "制表", "审核", "单位盖章", "填报", "联系人")


@dataclass(frozen=True, slots=True)
class Header:
    """Which column (from 0) means which field, the last line of the header, and titles that mean none."""

    columns: Mapping[str, int]
    line: int
    unread: tuple[str, ...] = ()


def rows_of(tables: Iterable[Table], layout: Layout) -> list[Row]:
    """Return the rows of the first sheet that has the layout's header.

    Refuses header_not_found, or column_missing (one per missing column), or no_rows.
    """
    faults: list[Fault] = [Fault("header_not_found", {"titles": "、".join(layout.titles())})]
    for table in tables:
        header = find_header(table, layout)
        if header is None:
            continue
        missing = layout.missing(header.columns)
        if missing:
            faults = [Fault("column_missing", {"column": title}) for title in missing]
            continue
        rows = list(_rows(table, header, layout))
        if not rows:
            raise refuse("no_rows")
        return rows
    raise Refusal(*faults)


def find_header(table: Table, layout: Layout) -> Header | None:
    """Return the line, or pair of lines, that names most of the layout's columns; None if none names two."""
    best: tuple[int, Header] | None = None
    lines = table.lines[:_SEARCHED]
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        for lower in (None, below):
            columns = _columns(line, lower, layout)
            if len(columns) >= layout.least and (best is None or len(columns) > best[0]):
                best = (len(columns), Header(columns, (lower or line).number, _unread(line, lower, columns)))
    return best[1] if best else None


def plain_title(text: str) -> str:
    """Return a column's title without spaces, stars, colons and bracketed remarks, half-width.

    >>> plain_title(" 身份证号 (必填)*")
    '身份证号'
    """
    text = _BRACKETS.sub("", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\s*:]+", "", text).lower()


def _columns(upper: Line, lower: Line | None, layout: Layout) -> dict[str, int]:
    """The first column of each field; the lower line's words go before the upper's."""
    found: dict[str, int] = {}
    for column in sorted({*upper.cells, *(lower.cells if lower else {})}):
        above = _title(upper, column)
        under = _title(lower, column) if lower else ""
        for title in (under, above, above + under):
            field = layout.field(title)
            if field and field not in found:
                found[field] = column
                break
    return found


def _unread(upper: Line, lower: Line | None, columns: Mapping[str, int]) -> tuple[str, ...]:
    """Titles of the columns that mean no field: the preview says that they are left out."""
    known = set(columns.values())
    line = lower or upper
    return tuple(cell.text.strip() for column, cell in sorted(line.cells.items()) if column not in known)


def _title(line: Line, column: int) -> str:
    return plain_title(line.cells[column].text) if column in line.cells else ""


def _rows(table: Table, header: Header, layout: Layout) -> Iterator[Row]:
    for line in table.lines:
        if line.number <= header.line or _is_note(line) or _repeats_header(line, header, layout):
            continue
        cells = {field: line.cells[column] for field, column in header.columns.items() if column in line.cells}
        if cells:
            yield Row(line.number, cells, header.columns, header.unread)


def _is_note(line: Line) -> bool:
    """A footer such as 填表人 or 合计 in one or two cells is no row."""
    first = next(iter(line.cells.values())).text.strip()
    return len(line.cells) <= 2 and unicodedata.normalize("NFKC", first).startswith(_NOTES)


def _repeats_header(line: Line, header: Header, layout: Layout) -> bool:
    """A header printed again on the next page."""
    named = [layout.field(plain_title(cell.text)) for cell in line.cells.values()]
    return len(named) >= 2 and all(field in header.columns for field in named if field) and None not in named
