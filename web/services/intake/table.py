"""What a file says, as cells with their places. Numbers keep their digits as text: a float never enters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL = 2_000
"""Rows with content, columns with content, characters of a cell (trust.md 1.5)."""


class Kind(StrEnum):
    """How the file stored a cell: a numeric ID cell has lost its last digits, so the difference matters."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell's text. A NUMBER is written in plain digits, a DATE as `1975-11-22` or `2026-11-27 08:00`."""

    text: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file that has content; `number` is what the spreadsheet shows, columns count from 0."""

    number: int
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its lines with content, in order."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one row. `cell` is the address (C7), or "" when the whole row is meant."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    row: int = 0
    cell: str = ""

    @property
    def where(self) -> str:
        """The place as pages show it."""
        return self.cell or str(self.row)


EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header, its cells by the field their column means; `unread` titles mean none."""

    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int] = field(hash=False)
    unread: tuple[str, ...] = ()

    def cell(self, name: str) -> Cell:
        """The cell of a field; an empty one where the file has no such column or no content."""
        return self.cells.get(name, EMPTY)

    def text(self, name: str) -> str:
        """The text of a field without spaces round it."""
        return self.cell(name).text.strip()

    def address(self, name: str) -> str:
        """Where the field stands: `C7`; "" when the file has no such column."""
        return f"{column_letters(self.columns[name])}{self.number}" if name in self.columns else ""

    def fault(self, code: str, name: str = "", /, **params: object) -> CellFault:
        """A fault of this row, at a field's cell."""
        return CellFault(code, params, self.number, self.address(name))

    def broken_cells(self) -> list[CellFault]:
        """Cells that cannot be read at all: spreadsheet errors such as #N/A, and cells that are too long."""
        faults = []
        for name, cell in self.cells.items():
            if cell.kind is Kind.ERROR:
                faults.append(self.fault("cell_error", name, value=cell.text[:20]))
            elif len(cell.text) > MAX_CELL:
                faults.append(self.fault("cell_too_long", name, limit=MAX_CELL))
        return faults


def column_letters(index: int) -> str:
    """Return the spreadsheet's letters of a column counted from 0: 0 is A, 26 is AA.

    >>> column_letters(16383)
    'XFD'
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
