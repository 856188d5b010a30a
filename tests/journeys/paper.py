"""Award files read back: what each page must say, which faces it carries, whether a glyph is missing."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from tests.journeys.glyphs import missing_glyphs
from tests.web.printing.reading import plain_texts, shelf

Json = dict[str, Any]
_PLACES = ("", *(f"第{number}名" for number in "一二三四五六七八九"))
_FULL_WIDTH = str.maketrans("()", "（）")


@dataclass(frozen=True)
class Award:
    """What a certificate must say of one prize row: every name, the prize, the contest (unless the prize names it)."""

    names: tuple[str, ...]
    prize: str
    contest: str

    def missing_on(self, page: str) -> list[str]:
        """What the page's text does not carry; brackets are full-width in print, blanks are the layout's."""
        text = "".join(page.split()).translate(_FULL_WIDTH)
        told = [f"荣获{self.prize}", self.contest] if self.contest else [f"“{self.prize}”"]
        return [part for part in (*self.names, *told) if part.translate(_FULL_WIDTH) not in text]


def awards_of(document: Json) -> list[Award]:
    """The certificates of a result document, in its order: one a prize row; one an author when people share a prize."""
    return [award for row in document["rows"] if row["prize"] for award in _awards_of(row, document["contest"]["name"])]


def _awards_of(row: Json, contest: str) -> list[Award]:
    names = tuple(row["names"])
    copies = len(names) if row["entrant_kind"] == "person" else 1
    if row["certificate"] == "title":
        return [Award(names, row["prize"].strip("“”"), "")] * copies
    prize = _PLACES[row["place"]] if row["certificate"] == "place" else row["prize"]
    return [Award(names, prize, contest)] * copies


def mismatches(pdf: bytes, awards: Sequence[Award]) -> list[tuple[int, list[str]]]:
    """Pages, counted from 1, that do not say what the award at the same position demands; page counts must agree."""
    pages = plain_texts(pdf)
    assert len(pages) == len(awards)
    compared = (
        (number, award.missing_on(page)) for number, (page, award) in enumerate(zip(pages, awards, strict=True), 1)
    )
    return [(number, missing) for number, missing in compared if missing]


def print_faults(pdf: bytes) -> list[str]:
    """What a print shop would send back: a face not embedded or not on the shelf, a glyph drawn as a box."""
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        boxes = [
            f"page {n} says {sign!r}"
            for n, page in enumerate(plain_texts(pdf), 1)
            for sign in "□\ufffd"
            if sign in page
        ]
        return [*_face_faults(whole), *missing_glyphs(whole), *boxes]


def _face_faults(whole: pikepdf.Pdf) -> Iterator[str]:
    allowed = {family.replace(" ", "-") for family in shelf().faces}
    for item in whole.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            face = str(item["/FontName"]).lstrip("/")
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()):
                yield f"{face} is not embedded"
            if face.partition("+")[2].removesuffix("-Bold") not in allowed:
                yield f"{face} is not on the shelf"
