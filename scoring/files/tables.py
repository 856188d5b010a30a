"""CSV and xlsx read as the same kind of table: named columns, every cell with its line and column."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from scoring.errors import Fault, RuleFaults
from scoring.files.encodings import decoded
from scoring.files.titles import nearest_column
from scoring.values import format_time, half_width

LARGEST_FILE = 64_000_000
"""Bytes on disk; 10,000 entries x 9 judges x 6 criteria need 12 million."""
LARGEST_UNZIPPED = 400_000_000
"""Bytes an xlsx may unpack to."""
MOST_ROWS = 2_000_000
_UNREADABLE = ("header_missing", "column_missing", "file_separator")
_SEPARATORS = {";": ";", "\t": "Tab", "；": "；", "，": "，"}
"""What stands between cells where it isn't a comma, as a sentence names it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as text, with its place counted from 1."""

    text: str
    line: int
    column: int


Row = dict[str, Cell]
"""The cells of one line by column name; a column the file doesn't have is an empty cell."""


@dataclass(frozen=True, slots=True)
class Written:
    """A table that stands in no file: its rows count from 1, below the names of the columns."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


Source = Path | Written
"""Where a table is read from; both ways give the same rows and the same faults."""


@dataclass(slots=True)
class Table:
    """A table that is read line by line: `lines` gives the stripped texts, as many as there are `names`.

    `faults` are those of the header, and grow while the lines are read.
    """

    names: Sequence[str]
    known: Sequence[str]
    faults: list[Fault]
    _lines: Iterator[tuple[int, list[str]]]

    @property
    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """The numbered lines; blank ones are passed over, missing cells are empty."""
        width, read = len(self.names), 0
        for line, texts in self._lines:
            cells = list(map(str.strip, texts))
            if not any(cells):
                continue
            if read >= MOST_ROWS:
                raise RuleFaults([Fault("rows_too_many", {"most": MOST_ROWS}, line=line)])
            read += 1
            if len(cells) != width:
                if any(cells[width:]):
                    self.faults.append(Fault("row_too_long", {"columns": width}, line=line, column=width + 1))
                cells = (cells + [""] * width)[:width]
            yield line, cells

    def row(self, line: int, cells: Sequence[str]) -> Row:
        """Return a line as cells that know their place."""
        row = dict.fromkeys(self.known, Cell("", line, 0))
        for column, (name, text) in enumerate(zip(self.names, cells, strict=True), 1):
            row[name] = Cell(text, line, column)
        return row


def open_table(source: Source, known: Sequence[str], required: Sequence[str]) -> Table:
    """Open a CSV (encodings: `decoded`) or xlsx file, or rows at hand, to be read line by line.

    Raises `RuleFaults`: file_too_large, file_not_utf8, file_not_csv, file_not_xlsx, file_old_xls; and where the header
    does not name every column that must be there, so that no line can be read: header_missing, file_separator,
    column_missing, with column_unknown (column, nearest) and column_twice. Without column_missing those two stand
    among the faults of the lines.
    """
    lines = _lines(source)
    header_line, header = next(lines, (1, []))
    names = [half_width(name).lower() for name in header]
    faults = _header_faults(names, known, required, header_line)
    if any(fault.code in _UNREADABLE for fault in faults):
        raise RuleFaults(faults)
    return Table(names, known, faults, lines)


def read_table(source: Source, known: Sequence[str], required: Sequence[str]) -> list[Row]:
    """Return the rows of a table; raises as `open_table` does, with row_too_long and rows_too_many."""
    table = open_table(source, known, required)
    rows = [table.row(line, cells) for line, cells in table.lines]
    if table.faults:
        raise RuleFaults(table.faults)
    return rows


def _header_faults(names: Sequence[str], known: Sequence[str], required: Sequence[str], line: int) -> list[Fault]:
    if not any(names):
        return [Fault("header_missing", {"columns": ", ".join(required)}, line=line)]
    separator = next((one for one in _SEPARATORS if len(names) == 1 and len(names[0].split(one)) > 1), None)
    if separator is not None and set(required) & set(names[0].split(separator)):
        return [Fault("file_separator", {"separator": _SEPARATORS[separator]}, line=line)]
    faults = [
        Fault("column_unknown", {"column": name[:60], "nearest": nearest_column(name, known)}, line=line, column=number)
        for number, name in enumerate(names, 1)
        if name not in known
    ]
    twice = [name for name, count in Counter(names).items() if count > 1]
    faults += [Fault("column_twice", {"column": name}, line=line) for name in twice if name in known]
    missing = [name for name in required if name not in names]
    return faults + [Fault("column_missing", {"column": name}, line=line) for name in missing]


def _lines(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Return numbered lines of texts, whichever kind the file is."""
    if isinstance(source, Written):
        return ((line, list(texts)) for line, texts in enumerate([source.columns, *source.rows]))
    return _file_lines(source)


def _file_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    if path.stat().st_size > LARGEST_FILE:
        raise RuleFaults([Fault("file_too_large", {"largest": LARGEST_FILE // 1_000_000})])
    content = path.read_bytes()
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RuleFaults([Fault("file_old_xls")])
    if content.startswith(b"PK\x03\x04"):
        return _xlsx_lines(content)
    return _csv_lines(content)


def _csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(decoded(content), newline=""), strict=True)
    try:
        yield from ((reader.line_num, texts) for texts in reader)
    except csv.Error as error:
        raise RuleFaults([Fault("file_not_csv", {"detail": str(error)}, line=reader.line_num)]) from None


def _xlsx_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Return the lines of the first sheet; openpyxl is loaded only when there is one."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_UNZIPPED:
                raise RuleFaults([Fault("file_too_large", {"largest": LARGEST_UNZIPPED // 1_000_000})])
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError):
        raise RuleFaults([Fault("file_not_xlsx")]) from None
    values: Iterable[Sequence[object]] = book.worksheets[0].iter_rows(values_only=True)
    return ((line, [_text(value) for value in row]) for line, row in enumerate(values, 1))


def _text(value: object) -> str:
    """Return a cell's value as it would stand in a CSV; a float is written by its shortest decimal form."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    if isinstance(value, timedelta):
        return format_time(value // timedelta(milliseconds=1))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
