"""HTML of the printed pages, from `templates/print` and plain values; autoescape is always on.

Paper is Chinese in every language of the screens, so these templates are not translated. They need no request.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from web.printing.codes import spaced
from web.printing.fonts import HEI, KAI, LAST, OFFICIAL_BODY, OFFICIAL_TITLE, SONG, Shelf
from web.printing.qr import qr_image
from web.printing.typography import balanced, set_quotes, widened
from web.printing.wording import Run, Wording

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "print"
_SIZES = (("large", 25, 1.85), ("medium", 22, 1.85), ("small", 18.5, 1.75), ("tiny", 15, 1.65), ("least", 12, 1.55))
"""Sizes of the sentence as in certificate.css: class, points, line height in ems."""
_VERBS = ("荣获", "被评为")
_KEPT_TOGETHER = 14  # characters; a longer award may break
_MEASURE_MM, _ROOM_MM, _MM_PER_POINT = 209, 91, 25.4 / 72


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """One certificate to print. `trace` names the rules and the result it rests on; `verify_at` goes into the QR."""

    wording: Wording
    number: str
    code: str
    date: str
    trace: str
    verify_at: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Every varying text, as the preflight must see it: names one by one."""
        words = self.wording
        return (*words.names, *(run.text for run in words.runs), words.closing, words.issuer, self.number, self.trace)


def certificates_html(shelf: Shelf, title: str, pages: Iterable[CertificatePage]) -> str:
    """The varying part of certificates, one page per copy."""
    sheets = [page for page in pages for _ in range(page.wording.copies)]
    return _office(shelf).get_template("certificate.html").render(title=title, sheets=sheets)


def paper_html(shelf: Shelf, heading: str, drawing: str) -> str:
    """What is the same on every certificate: the drawn border and the heading."""
    return _office(shelf).get_template("paper.html").render(heading=heading, drawing=Markup(drawing))  # noqa: S704 - own SVG


def bulletin_html(shelf: Shelf, bulletin: Any) -> str:
    """A results bulletin (`web.printing.bulletin.Bulletin`)."""
    return _office(shelf).get_template("bulletin.html").render(bulletin=bulletin)


def slips_html(shelf: Shelf, slips: Any) -> str:
    """Change slips (`web.printing.slips.Slips`), many to a page."""
    return _office(shelf).get_template("slips.html").render(slips=slips)


def stylesheet(shelf: Shelf, name: str) -> str:
    """One of the stylesheets with the shelf's families filled in, and a class for every member of the chain."""
    faces = "\n".join(
        f".face-{number} {{ font-family: {css_families(shelf, member)}; }}" for number, member in enumerate(shelf.chain)
    )
    roles = {
        "kai": css_families(shelf, KAI),
        "song": css_families(shelf, SONG),
        "hei": css_families(shelf, HEI),
        "quotes": css_families(shelf, (*LAST, *SONG)),
        "official_body": css_families(shelf, shelf.first_of(OFFICIAL_BODY, KAI)),
        "official_title": css_families(shelf, shelf.first_of(OFFICIAL_TITLE, SONG)),
    }
    return _office(shelf).get_template(f"{name}.css").render(**roles) + faces


def css_families(shelf: Shelf, first: Sequence[str]) -> str:
    """A `font-family` value: the wished families, then the rest of the shelf, and nothing beyond it."""
    return ", ".join(_css_string(family) for family in dict.fromkeys((*first, *shelf.families)))


def _css_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def size_class(wording: Wording) -> str:
    """The largest size whose lines end above the seal; reckoned with every character a full em wide."""
    for name, points, leading in _SIZES:
        per_line = int(_MEASURE_MM / (points * _MM_PER_POINT))
        title = ceil((len(wording.recipient) + 1) * 1.18 / per_line) * 1.18 * 1.5
        body = (ceil((len(wording.sentence) + 2 + _KEPT_TOGETHER) / per_line) + 1) * leading
        if (title + body) * points * _MM_PER_POINT + 2.2 <= _ROOM_MM:
            return name
    return _SIZES[-1][0]


def clauses(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """The runs in groups that stay on one line: a short award, the verb before it and the result after it.

    >>> [[run.text for run in group] for group in clauses([Run("text", "成绩优异,荣获"), Run("strong", "一等奖")])]
    [['成绩优异,'], ['荣获', '一等奖']]
    """
    groups: list[tuple[Run, ...]] = []
    for run in runs:
        last = groups[-1][-1] if groups else None
        verb = next((verb for verb in _VERBS if last is not None and last.text.endswith(verb)), "")
        if run.style == "strong" and last is not None and verb and len(run.text) <= _KEPT_TOGETHER:
            groups[-1] = (Run("text", last.text.removesuffix(verb)),)
            groups.append((Run("text", verb), run))
        elif last is not None and last.style == "strong" and len(run.text) <= _KEPT_TOGETHER:
            groups[-1] = (*groups[-1], run)
        else:
            groups.append((run,))
    return [group for group in groups if group != (Run("text", ""),)]


_FILTERS = {
    "balanced": balanced,
    "clauses": clauses,
    "qr_image": qr_image,
    "set_quotes": set_quotes,
    "size_class": size_class,
    "spaced": spaced,
    "widened": widened,
}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_FILTERS)
    return environment


def _office(shelf: Shelf) -> Environment:
    """The environment with the face classes of this shelf."""
    environment = _environment().overlay()
    environment.filters = {**environment.filters, "face_class": lambda text: _face_class(shelf, text)}
    return environment


def _face_class(shelf: Shelf, text: str) -> str:
    """The class of the face a whole name or title is set in; empty where only a mixture covers it."""
    member = shelf.face_for(text)
    return f"face-{shelf.chain.index(member)}" if member else ""
