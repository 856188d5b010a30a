"""Reading what people bring in: xlsx and csv files become rows of named cells, safely and with their places kept."""

from __future__ import annotations

from collections.abc import Iterator

from web.services.intake.commas import read_text_table
from web.services.intake.headers import plain_title, rows_of
from web.services.intake.layouts import (
    ENTRIES,
    FIXED,
    JUDGES,
    LESSONS,
    MARKS,
    OFFICIALS,
    RESULTS,
    STAFF,
    Column,
    Layout,
)
from web.services.intake.table import Cell, CellFault, Kind, Line, Row, Table, column_letters
from web.services.intake.workbook import read_workbook
from web.services.refusals import refuse

__all__ = [
    "ENTRIES",
    "FIXED",
    "JUDGES",
    "LESSONS",
    "MARKS",
    "OFFICIALS",
    "RESULTS",
    "STAFF",
    "Cell",
    "CellFault",
    "Column",
    "Kind",
    "Layout",
    "Line",
    "Row",
    "Table",
    "column_letters",
    "plain_title",
    "read_rows",
    "read_tables",
]

MAX_FILE = 10 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"{\\rtf")


def read_rows(filename: str, content: bytes, layout: Layout) -> list[Row]:
    """Return the rows of a file below its header, each with number and cells by field.

    Raises Refusal with a code whose sentence says what to do: file_empty, file_too_large, file_old_excel,
    file_encrypted, file_macro_type, file_is_web_page, file_wrong_type, file_encoding, file_unreadable, what
    `open_archive` and the sheets refuse, header_not_found, column_missing, no_rows.
    """
    return rows_of(read_tables(filename, content), layout)


def read_tables(filename: str, content: bytes) -> Iterator[Table]:
    """Yield the sheets of a file, told by what it holds; its name only helps to explain a refusal."""
    _refuse_foreign(filename.lower(), content)
    if content.startswith(b"PK"):
        yield from read_workbook(content)
    else:
        yield read_text_table(content)


def _refuse_foreign(filename: str, content: bytes) -> None:
    """Say what a file is that we do not read, and what to do about it."""
    if not content.strip():
        raise refuse("file_empty")
    if len(content) > MAX_FILE:
        raise refuse("file_too_large", limit=f"{MAX_FILE // (1024 * 1024)} MB")
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise refuse("file_encrypted" if locked else "file_old_excel")
    if filename.endswith((".xlsm", ".xltm", ".xlam")):
        raise refuse("file_macro_type")
    if content.lstrip()[:400].lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta")):
        raise refuse("file_is_web_page")
    if content.startswith(_FOREIGN):
        raise refuse("file_wrong_type")
