"""Whether every glyph a PDF shows is drawn by the face inside it: a missing one is an outline that is not there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

_SHOWS = {"Tj", "TJ", "'", '"'}
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")


class Face:
    """One embedded face of a PDF, as its pages use it: two bytes a glyph (Identity-H)."""

    def __init__(self, font: Any) -> None:
        descriptor = font.DescendantFonts[0].FontDescriptor
        program = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
        self._font = TTFont(io.BytesIO(program.read_bytes()), lazy=True)
        self._texts = {
            int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
            for glyph, text in _MAPPED.findall(font.ToUnicode.read_bytes())
        }
        self._known: dict[int, bool] = {}

    def draws(self, glyph: int) -> bool:
        """Whether the glyph has an outline, or stands for a blank."""
        if glyph not in self._known:
            self._known[glyph] = glyph > 0 and (self._text(glyph).isspace() or self._outlined(glyph))
        return self._known[glyph]

    def _text(self, glyph: int) -> str:
        return self._texts.get(glyph, "")

    def _outlined(self, glyph: int) -> bool:
        """Whether there is something to draw: bytes in `glyf`, or more than a width and the end in CFF."""
        if glyph >= self._font["maxp"].numGlyphs:
            return False
        if "loca" in self._font:
            places = self._font["loca"].locations
            return bool(places[glyph + 1] > places[glyph])
        shapes = self._font["CFF "].cff[0].CharStrings.charStringsIndex
        return shapes[glyph].calcBounds(None) is not None


def missing_glyphs(whole: pikepdf.Pdf) -> list[str]:
    """Pages, counted from 1, that show a glyph their face does not draw; a page without any text counts as well."""
    faces: dict[tuple[int, int], Face] = {}
    found = []
    for number, page in enumerate(whole.pages, 1):
        shown = list(_shown(page, page.resources))
        faces |= {font.objgen: Face(font) for font, _glyphs in shown if font.objgen not in faces}
        if not all(faces[font.objgen].draws(glyph) for font, glyphs in shown for glyph in glyphs):
            found.append(f"page {number} draws a missing glyph")
        if not shown:
            found.append(f"page {number} shows no text")
    return found


def _shown(holder: Any, resources: Any) -> Iterator[tuple[Any, list[int]]]:
    """Each text instruction of a page, of the forms laid on it too: its face and its glyphs."""
    font: Any = None
    for instruction in pikepdf.parse_content_stream(holder):
        sign, operands = str(instruction.operator), list(instruction.operands)
        if sign == "Tf":
            font = resources.Font[operands[0]]
        elif sign in _SHOWS:
            yield font, [glyph for operand in operands for glyph in _glyphs(operand)]
        elif sign == "Do":
            inner = resources.XObject[operands[0]]
            if inner.get("/Subtype") == "/Form":
                yield from _shown(inner, inner.get("/Resources", resources))


def _glyphs(operand: Any) -> list[int]:
    """Glyph numbers of a shown string, or of the strings in an array of them."""
    if isinstance(operand, pikepdf.Array):
        return [glyph for part in operand for glyph in _glyphs(part)]
    if not isinstance(operand, pikepdf.String):
        return []
    shown = bytes(operand)
    return [int.from_bytes(shown[at : at + 2]) for at in range(0, len(shown), 2)]
