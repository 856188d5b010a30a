"""Reading a text table: UTF-8 with or without mark, GB18030, or the UTF-16 that spreadsheets call Unicode text."""

from __future__ import annotations

import codecs
import csv
import io
import re

from web.services.intake.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Cell, Line, Table, column_letters
from web.services.refusals import refuse

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SEPARATORS = ",\t;"
_SAMPLE = 4096


def read_text_table(content: bytes) -> Table:
    """Return the table; refuses file_wrong_type, file_encoding, file_unreadable, too_many_rows, too_many_columns."""
    text = _decode(content)
    if _CONTROL.search(text):
        raise refuse("file_wrong_type")
    head = text[:_SAMPLE]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    lines: list[Line] = []
    number = 1
    try:
        for values in reader:
            line = _line(number, values)
            number = reader.line_num + 1
            if line.cells:
                lines.append(line)
            if len(lines) > MAX_ROWS:
                raise refuse("too_many_rows", limit=MAX_ROWS)
    except csv.Error:
        raise refuse("file_unreadable") from None
    return Table("", tuple(lines))


def _line(number: int, values: list[str]) -> Line:
    cells = {index: Cell(value[: MAX_CELL + 1]) for index, value in enumerate(values) if value.strip()}
    wide = max(cells, default=0)
    if wide >= MAX_COLUMNS:
        raise refuse("too_many_columns", limit=MAX_COLUMNS, cell=f"{column_letters(wide)}{number}")
    return Line(number, cells)


def _decode(content: bytes) -> str:
    """Marks first, then strict UTF-8, then GB18030 (what Chinese spreadsheets write as csv)."""
    if content.startswith(codecs.BOM_UTF8):
        return _strict(content[len(codecs.BOM_UTF8) :], "utf-8")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(content, "utf-16")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(content, "gb18030")


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise refuse("file_encoding") from None
