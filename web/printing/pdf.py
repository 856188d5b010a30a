"""HTML to PDF: the only place that knows WeasyPrint. It is imported on first use (about a second)."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from web.printing.faults import ForeignAddress, Uncovered, Unprintable
from web.printing.fonts import Shelf, write_config

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

_NOTDEF = re.compile(r'\.notdef glyph rendered .*"(.)"', re.DOTALL)
_one_at_a_time = threading.RLock()  # a shared FontConfiguration and WeasyPrint's one logger are not for two threads


@dataclass(frozen=True, slots=True)
class Sheets:
    """A PDF and its number of pages."""

    pdf: bytes
    pages: int


def render(shelf: Shelf, html: str, stylesheet: str) -> Sheets:
    """Lay the page out with the faces of the shelf only.

    Raises Unprintable when a glyph was missing after all, ForeignAddress when the page asks for anything but `data:`.
    """
    from weasyprint import CSS, HTML
    from weasyprint.urls import FatalURLFetchingError

    with _one_at_a_time, _missing_glyphs() as missing:
        configuration = _configuration(shelf)
        refused: list[str] = []
        fetcher = _strict_fetcher()(refused)
        try:
            page = HTML(string=html, base_url="about:blank", url_fetcher=fetcher)
            style = CSS(string=stylesheet, font_config=configuration, url_fetcher=fetcher)
            document = page.render(font_config=configuration, stylesheets=[style], cache={})
            pdf = document.write_pdf(pdf_identifier=b"yibachi")
        except FatalURLFetchingError:
            pdf = b""
    if refused:
        raise ForeignAddress(refused[0])
    if missing:
        raise Unprintable([Uncovered("".join(missing), tuple(missing))])
    return Sheets(pdf, len(document.pages))


def _configuration(shelf: Shelf) -> FontConfiguration:
    """One configuration per shelf and process: 1.2 times faster, and memory stays flat (printing.md 1a)."""
    if shelf.mark not in _configurations:
        _configurations[shelf.mark] = _load_configuration(str(write_config(shelf)))
    return _configurations[shelf.mark]


_configurations: dict[tuple[tuple[str, int], ...], FontConfiguration] = {}


def _load_configuration(path: str) -> FontConfiguration:
    """Fontconfig reads FONTCONFIG_FILE when a configuration is made."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = path
    try:
        from weasyprint.text.fonts import FontConfiguration

        return FontConfiguration()
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@lru_cache(maxsize=1)
def _strict_fetcher() -> Any:
    """Only what the page itself carries (`data:`) is opened; anything else stops the rendering at once.

    The error must be fatal: WeasyPrint swallows every other one and prints the page without the picture (inside a
    drawing it swallows even this one, so refused addresses are noted too). Redirects stay off (CVE-2025-68616).
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class StrictFetcher(URLFetcher):  # type: ignore[misc]
        """Opens `data:` addresses and notes every other one in `refused`."""

        def __init__(self, refused: list[str]) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
            self._refused = refused

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith("data:"):
                self._refused.append(url[:200])
                raise FatalURLFetchingError(url[:200])
            return super().fetch(url, headers)

    return StrictFetcher


class _Collector(logging.Handler):
    """Gathers the characters WeasyPrint drew as .notdef."""

    def __init__(self, found: dict[str, None]) -> None:
        super().__init__()
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        matched = _NOTDEF.search(record.getMessage())
        if matched:
            self._found[matched[1]] = None


@contextmanager
def _missing_glyphs() -> Iterator[dict[str, None]]:
    """Listen to WeasyPrint's log while one document is drawn."""
    found: dict[str, None] = {}
    logger, handler = logging.getLogger("weasyprint"), _Collector(found)
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)
