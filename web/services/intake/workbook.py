"""Reading an xlsx workbook sheet by sheet, from its own content only: the `dimension` it claims is never believed."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import TypeVar

from web.services.intake.archive import open_archive
from web.services.intake.numbers import Style, style_of
from web.services.intake.sheets import SheetReader
from web.services.intake.streams import Events, stream
from web.services.intake.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Table
from web.services.refusals import refuse

_MAX_SHEETS = 12
Reader = TypeVar("Reader", bound=Events)


def read_workbook(content: bytes) -> Iterator[Table]:
    """Yield the visible sheets one after the other; refusals as in `open_archive`, and what a sheet refuses."""
    archive = open_archive(content)
    book = _Book()
    stream(archive, "xl/workbook.xml", book)
    links = _Links()
    stream(archive, "xl/_rels/workbook.xml.rels", links)
    targets = {key: _member(target) for key, target in links.targets.items()}
    if any("vba" in kind.lower() for kind in links.kinds):
        raise refuse("file_has_macros")
    strings = _optional(archive, "xl/sharedStrings.xml", _Strings())
    styles = _optional(archive, "xl/styles.xml", _Styles())
    for name, key in book.sheets[:_MAX_SHEETS]:
        if key in targets:
            reader = SheetReader(strings.texts, styles.styles(), since_1904=book.since_1904)
            stream(archive, targets[key], reader)
            yield Table(name, reader.lines())


def _member(target: str) -> str:
    """The archive's name of what a relationship points to."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


class _Book(Events):
    """The visible sheets in order, and whether days count from 1904."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.since_1904 = False

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet" and attributes.get("state", "visible") == "visible":
            key = next((value for name, value in attributes.items() if name.endswith("}id")), "")
            self.sheets.append((attributes.get("name", "")[:60], key))


class _Links(Events):
    """Where the workbook's parts lie."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        self.kinds: list[str] = []

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and len(self.targets) < 1000:
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
            self.kinds.append(attributes.get("Type", ""))


class _Strings(Events):
    """The shared strings, each cut just above the limit of a cell; phonetic hints (rPh) are no content."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._inside = self._hint = False

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self._parts, self._length = [], 0
        self._hint = self._hint or tag == "rPh"
        self._inside = tag == "t"

    def closed(self, tag: str) -> None:
        self._inside = False
        if tag == "rPh":
            self._hint = False
        if tag == "si":
            self.texts.append("".join(self._parts)[: MAX_CELL + 1])
            if len(self.texts) > MAX_ROWS * MAX_COLUMNS:
                raise refuse("too_many_rows", limit=MAX_ROWS)

    def said(self, text: str) -> None:
        if self._inside and not self._hint and self._length <= MAX_CELL:
            self._parts.append(text)
            self._length += len(text)


class _Styles(Events):
    """The number format of each cell style."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[int, str] = {}
        self._numbers: list[int] = []
        self._in_cells = False

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "cellXfs":
            self._in_cells = True
        elif tag == "numFmt" and len(self._codes) < 5000:
            self._codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:200]
        elif tag == "xf" and self._in_cells and len(self._numbers) < 70_000:
            self._numbers.append(_whole(attributes.get("numFmtId")))

    def closed(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def styles(self) -> list[Style]:
        """By index of the cell style."""
        return [style_of(number, self._codes.get(number)) for number in self._numbers]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _optional(archive: zipfile.ZipFile, member: str, reader: Reader) -> Reader:
    """Read a part that a workbook may leave out."""
    if member in archive.namelist():
        stream(archive, member, reader)
    return reader
