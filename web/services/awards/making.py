"""From plain values to finished files; every fault of the printer becomes a refusal with a code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from web.printing import documents
from web.printing.faults import FacesMissing, ForeignAddress, ForeignFace, Uncovered, Unprintable
from web.printing.fonts import Shelf, open_shelf
from web.printing.pdf import Sheets
from web.services.act import Act
from web.services.awards.collecting import BulletinOrder, CertificateSet, Folder
from web.services.printed_files import Made, safe_name
from web.services.refusals import Fault, Refusal, refuse

Report = Callable[[int, int], bool]


def made_from(shelf: Shelf, folder: Folder, report: Report) -> list[Made]:
    """Lay out everything in the folder; `report` is told the certificates done and due, False stops (batch.Stopped)."""
    checked(shelf, folder)
    with unprintable():
        certificates = _certificates(shelf, folder, report)
        return certificates + [_bulletin(shelf, order) for order in folder.bulletins]


def checked(shelf: Shelf, folder: Folder) -> None:
    """Refuse (glyph_missing, every text at once) before anything is drawn."""
    texts = [text for one in folder.sets for page in one.pages for text in page.texts]
    texts += [text for order in folder.bulletins for text in order.bulletin.texts()]
    found = shelf.uncovered(texts)
    if found:
        raise Refusal(*(_glyph_fault(one) for one in found))


def shelf_of(act: Act) -> Shelf:
    """The faces of this office; Refusal faces_missing names those to install."""
    with unprintable():
        return open_shelf(act.settings.folder)


@contextmanager
def unprintable() -> Iterator[None]:
    """Turn the printer's faults into refusals."""
    try:
        yield
    except Unprintable as error:
        raise Refusal(*(_glyph_fault(one) for one in error.found)) from None
    except FacesMissing as error:
        raise refuse("faces_missing", families="、".join(error.families)) from None
    except ForeignFace as error:
        raise refuse("face_foreign", names="、".join(error.names)) from None
    except ForeignAddress:
        raise refuse("print_foreign_address") from None


def _glyph_fault(one: Uncovered) -> Fault:
    return Fault("glyph_missing", {"text": one.text, "characters": "".join(one.characters), "points": one.code_points})


def _certificates(shelf: Shelf, folder: Folder, report: Report) -> list[Made]:
    """One file a set, and with more than one set the file of all, made of the same pages."""
    from web.printing import batch  # pikepdf: when something is printed, not at every start

    due, done = sum(len(one.pages) for one in folder.sets), 0
    made: list[Made] = []
    for one in folder.sets:
        before = done

        def told(part: int, _all: int, before: int = before) -> bool:
            return report(before + part, due)

        sheets = batch.print_certificates(shelf, one.title, one.pages, printed_stock=folder.printed_stock, report=told)
        made.append(_certificate_file(one, sheets))
        done += len(one.pages)
    if folder.whole and len(made) > 1:
        whole = batch.joined(shelf, folder.whole, [one.body for one in made])
        made.append(Made("certificates", safe_name(folder.whole, ".pdf"), whole.pdf, whole.pages))
    return made


def _certificate_file(one: CertificateSet, sheets: Sheets) -> Made:
    kind = "certificates" if one.contest_id or one.entrant_id else "certificates_teams"
    return Made(kind, one.name, sheets.pdf, sheets.pages, one.contest_id, one.entrant_id)


def _bulletin(shelf: Shelf, order: BulletinOrder) -> Made:
    from web.printing import batch

    html = documents.bulletin_html(shelf, order.bulletin)
    sheets = batch.print_html(shelf, html, documents.stylesheet(shelf, "bulletin"), order.bulletin.title)
    return Made("bulletin", order.name, sheets.pdf, sheets.pages, order.contest_id)
