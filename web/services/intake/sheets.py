"""One sheet's cells from its XML events."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from web.services.intake.numbers import Style, number_cell
from web.services.intake.streams import Events
from web.services.intake.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Cell, Kind, Line, column_letters
from web.services.refusals import refuse

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_MAX_EMPTY_CELLS = 4 * MAX_ROWS * MAX_COLUMNS
"""Formatted cells without content do no harm, but reading them costs time."""


class SheetReader(Events):
    """Collects the cells that have content and the merged areas.

    Refuses too_many_rows, too_many_columns (cell) and file_unreadable (rows out of order).
    """

    def __init__(self, strings: Sequence[str], styles: Sequence[Style], *, since_1904: bool) -> None:
        super().__init__()
        self._strings, self._styles, self._since_1904 = strings, styles, since_1904
        self._rows: dict[int, dict[int, Cell]] = {}
        self._merged: list[tuple[int, int, int]] = []
        self._row = self._column = -1
        self._cells = 0
        self._kind = ""
        self._style = Style.NUMBER
        self._parts: list[str] = []
        self._length = 0
        self._inside = False

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Rows, cells, values, merged areas."""
        if tag == "row":
            self._open_row(attributes.get("r", ""))
        elif tag == "c":
            self._open_cell(attributes)
        elif tag in ("v", "t"):
            self._inside = True
        elif tag in ("f", "rPh"):
            self._inside = False
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def closed(self, tag: str) -> None:
        """A value or a cell ends."""
        if tag in ("v", "t"):
            self._inside = False
        elif tag == "c":
            self._close_cell()

    def said(self, text: str) -> None:
        """A piece of a value."""
        if self._inside and self._length <= MAX_CELL:
            self._parts.append(text)
            self._length += len(text)

    def lines(self) -> tuple[Line, ...]:
        """The lines with content; an area merged over rows says the same in each of them."""
        for column, first, last in self._merged:
            self._fill(column, first, last)
        return tuple(Line(number, cells) for number, cells in self._rows.items())

    def _open_row(self, number: str) -> None:
        row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1 if self._row > 0 else 1
        if not max(self._row, 0) < row <= _LAST_ROW:
            raise refuse("file_unreadable")
        self._row, self._column = row, -1

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        place = _ADDRESS.fullmatch(attributes.get("r", ""))
        self._column = _column_index(place[1]) if place else self._column + 1
        self._cells += 1
        if self._column >= _LAST_COLUMN or self._cells > _MAX_EMPTY_CELLS or self._row < 1:
            raise refuse("file_unreadable")
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "")
        known = style.isdecimal() and len(style) < 7 and int(style) < len(self._styles)
        self._style = self._styles[int(style)] if known else Style.NUMBER
        self._parts, self._length, self._inside = [], 0, False

    def _close_cell(self) -> None:
        cell = self._read("".join(self._parts)[: MAX_CELL + 1])
        if not cell.text.strip():
            return
        if self._column >= MAX_COLUMNS:
            raise refuse("too_many_columns", limit=MAX_COLUMNS, cell=f"{column_letters(self._column)}{self._row}")
        self._rows.setdefault(self._row, {})[self._column] = cell
        if len(self._rows) > MAX_ROWS:
            raise refuse("too_many_rows", limit=MAX_ROWS)

    def _read(self, raw: str) -> Cell:
        if self._kind == "s":
            known = raw.isdecimal() and len(raw) < 9 and int(raw) < len(self._strings)
            return Cell(self._strings[int(raw)] if known else "")
        if self._kind == "n":
            return number_cell(raw, self._style, since_1904=self._since_1904) if raw.strip() else Cell("")
        kinds = {"e": Kind.ERROR, "d": Kind.DATE, "b": Kind.NUMBER}
        return Cell(raw, kinds.get(self._kind, Kind.TEXT))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
        if begin and end and len(self._merged) < MAX_ROWS:
            self._merged.append((_column_index(begin[1]), int(begin[2]), int(end[2])))

    def _fill(self, column: int, first: int, last: int) -> None:
        """Repeat the value of a merged area downwards (only its first column: a wide title is one cell)."""
        value = self._rows.get(first, {}).get(column)
        if value is None or column >= MAX_COLUMNS:
            return
        for row in self._rows if last - first > len(self._rows) else range(first + 1, last + 1):
            if first < row <= last and row in self._rows:
                self._rows[row].setdefault(column, value)


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
