"""Reading printed files back: text by page, embedded faces, pictures of pages."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pikepdf
import pypdfium2
import zxingcpp

from web.printing.batch import embedded_faces
from web.printing.fonts import Shelf, open_shelf


@cache
def shelf() -> Shelf:
    """A shelf of the installed faces, in a folder of the test run's own."""
    return open_shelf(Path(mkdtemp(prefix="yibachi-shelf-")))


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, line ends as \\n."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def plain_texts(pdf: bytes) -> list[str]:
    """The text of each page without line ends."""
    return [text.replace("\n", "") for text in page_texts(pdf)]


def faces(pdf: bytes) -> frozenset[str]:
    """Names of the embedded faces."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return embedded_faces(document)


def qr_texts(pdf: bytes, dots_per_inch: int = 150) -> list[str]:
    """What a scanner reads from each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=dots_per_inch / 72).to_pil() for page in document]
    return [found.text for picture in pictures for found in zxingcpp.read_barcodes(picture)]
