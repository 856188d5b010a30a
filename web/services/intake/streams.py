"""Reading XML as a stream of events: no tree is ever built, so memory stays the same whatever the file holds."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

import defusedxml
import openpyxl
from defusedxml.ElementTree import DefusedXMLParser

from web.services.intake.archive import pieces
from web.services.refusals import refuse

if not openpyxl.DEFUSEDXML:
    raise RuntimeError("defusedxml is not in force: workbooks of strangers must not be read")

_MAX_DEPTH = 64
_MAX_SILENCE = 16
"""Pieces of 64 KB without any event: one tag or one value that long is an attack."""


class Events:
    """Receives a parser's events; a reader overrides `opened`, `closed` and `said`. Tags come without namespace."""

    def __init__(self) -> None:
        self.events = 0
        self._depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.events += 1
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise refuse("file_unreadable")
        self.opened(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.events += 1
        self._depth -= 1
        self.closed(tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        """Text, in pieces."""
        self.events += 1
        self.said(text)

    def close(self) -> None:
        """The document has ended."""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Override: an element begins."""

    def closed(self, tag: str) -> None:
        """Override: an element ends."""

    def said(self, text: str) -> None:
        """Override: a piece of text."""


def stream(archive: zipfile.ZipFile, member: str, reader: Events) -> None:
    """Send one member's events to `reader`; DTDs, entities and external references are refused (file_unreadable)."""
    parser = DefusedXMLParser(target=reader, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    silence, heard = 0, 0
    try:
        for piece in pieces(archive, member):
            parser.feed(piece)
            silence = silence + 1 if reader.events == heard else 0
            heard = reader.events
            if silence > _MAX_SILENCE:
                raise refuse("file_unreadable")
        parser.close()
    except (ParseError, defusedxml.DefusedXmlException):
        raise refuse("file_unreadable") from None
