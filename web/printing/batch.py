"""Many certificates as one file: laid out fifty at a time, joined, and put on the drawn paper.

WeasyPrint keeps about 0.5 MB a page while it works, so a whole run in one document would need gigabytes (printing.md
1a); the border is drawn once and shared by all pages as a form, which also halves the time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence

import pikepdf

from web.printing import documents, pdf
from web.printing.documents import CertificatePage
from web.printing.faults import ForeignFace, Stopped, Unprintable
from web.printing.fonts import Shelf
from web.printing.ornament import paper
from web.printing.pdf import Sheets
from web.printing.slips import Slips

CHUNK = 50
_SUBSET = re.compile(r"^/?[A-Z]{6}\+")
Report = Callable[[int, int], bool]


def print_certificates(
    shelf: Shelf,
    title: str,
    pages: Sequence[CertificatePage],
    *,
    printed_stock: bool = False,
    report: Report = lambda _done, _all: True,
) -> Sheets:
    """Certificates as one PDF, in the order given.

    With `printed_stock` the border and heading are left out, for paper that carries them already. `report` is told the
    pages done and due and may answer False to stop. Raises Unprintable (all names at once, before anything is drawn),
    ForeignFace, ForeignAddress, Stopped.
    """
    check_texts(shelf, pages)
    style = documents.stylesheet(shelf, "certificate")
    with pikepdf.new() as whole:
        for done, chunk in enumerate(_chunks(pages)):
            if not report(done * CHUNK, len(pages)):
                raise Stopped
            laid_out = pdf.render(shelf, documents.certificates_html(shelf, title, chunk), style)
            with pikepdf.open(io.BytesIO(laid_out.pdf)) as part:
                whole.pages.extend(part.pages)
        if not printed_stock:
            _lay_on_paper(shelf, whole, pages[0].wording.heading)
        return _finished(shelf, whole, title)


def joined(shelf: Shelf, title: str, files: Sequence[bytes]) -> Sheets:
    """Finished certificate files as one, the drawn paper kept once."""
    with pikepdf.new() as whole:
        for body in files:
            with pikepdf.open(io.BytesIO(body)) as part:
                whole.pages.extend(part.pages)
        papers = [page.resources.XObject for page in whole.pages if "/Paper" in page.resources.get("/XObject", {})]
        for holder in papers[1:]:
            holder.Paper = papers[0].Paper
        return _finished(shelf, whole, title)


def check_texts(shelf: Shelf, pages: Sequence[CertificatePage]) -> None:
    """The preflight: raise Unprintable listing every text with a character that would come out as a box."""
    found = shelf.uncovered(text for page in pages for text in page.texts)
    if found:
        raise Unprintable(found)


def print_html(shelf: Shelf, html: str, stylesheet: str, title: str) -> Sheets:
    """One document that is not made of certificates, checked and described like them."""
    laid_out = pdf.render(shelf, html, stylesheet)
    with pikepdf.open(io.BytesIO(laid_out.pdf)) as whole:
        return _finished(shelf, whole, title)


def print_slips(shelf: Shelf, slips: Slips, stylesheet: str) -> Sheets:
    """Cards to cut out; raises Unprintable with all texts at once before anything is drawn."""
    found = shelf.uncovered(slips.texts())
    if found:
        raise Unprintable(found)
    return print_html(shelf, documents.slips_html(shelf, slips), stylesheet, slips.title)


def embedded_faces(whole: pikepdf.Pdf) -> frozenset[str]:
    """Names of the embedded faces without their subset marks."""
    names = (
        str(item["/BaseFont"]) for item in whole.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
    )
    return frozenset(_SUBSET.sub("", name).lstrip("/") for name in names)


def _chunks(pages: Sequence[CertificatePage]) -> Iterator[Sequence[CertificatePage]]:
    for start in range(0, len(pages), CHUNK):
        yield pages[start : start + CHUNK]


def _lay_on_paper(shelf: Shelf, whole: pikepdf.Pdf, heading: str) -> None:
    """Put the drawn paper under every page: one form object, named in each page's resources."""
    with pikepdf.open(io.BytesIO(_paper(shelf, heading))) as drawn:
        form = whole.copy_foreign(drawn.pages[0].as_form_xobject())
        for page in whole.pages:
            page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.Paper)
            page.contents_add(b"q /Paper Do Q\n", prepend=True)


def _paper(shelf: Shelf, heading: str) -> bytes:
    """The drawn paper, laid out once per process."""
    key = (shelf.mark, heading)
    if key not in _papers:
        html = documents.paper_html(shelf, heading, paper())
        _papers[key] = pdf.render(shelf, html, documents.stylesheet(shelf, "paper")).pdf
    return _papers[key]


_papers: dict[tuple[tuple[tuple[str, int], ...], str], bytes] = {}


def _finished(shelf: Shelf, whole: pikepdf.Pdf, title: str) -> Sheets:
    """Title and language in the file; the same content always gives the same bytes."""
    strangers = sorted(name for name in embedded_faces(whole) if not _on_shelf(shelf, name))
    if strangers:
        raise ForeignFace(strangers)
    whole.docinfo["/Title"] = title
    whole.docinfo["/Producer"] = "Yibachi"
    whole.Root.Lang = pikepdf.String("zh-Hans-CN")
    whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    out = io.BytesIO()
    whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Sheets(out.getvalue(), len(whole.pages))


def _on_shelf(shelf: Shelf, name: str) -> bool:
    """WeasyPrint names an embedded face after its family, dashes for blanks, sometimes followed by its style."""
    families = (family.replace(" ", "-") for family in shelf.faces)
    return name in shelf.postscript or any(name == f or name.startswith(f"{f}-") for f in families)
