"""The strict fetcher against hostile pages, and the second net against missing glyphs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.web.printing.reading import faces, shelf
from tests.web.printing.test_fonts import NEWEST
from web.printing.documents import css_families
from web.printing.faults import ForeignAddress, Uncovered, Unprintable
from web.printing.fonts import KAI
from web.printing.pdf import render

PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """A server that notes who asks it for anything, and redirects."""
    seen: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/again")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Noting)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()
    thread.join()


HOSTILE = {
    "picture": '<img src="{0}/img">',
    "stylesheet": '<link rel="stylesheet" href="{0}/css">',
    "import": "<style>@import url({0}/imp)</style>",
    "background": '<p style="background:url({0}/bg)">x</p>',
    "font": "<style>@font-face{{font-family:x;src:url({0}/f)}} p{{font-family:x}}</style><p>x</p>",
    "object": '<object data="{0}/obj"></object>',
    "drawing": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{0}/svg" width="9" height="9"/></svg>',
    "attachment": '<link rel="attachment" href="{0}/att"><p>x</p>',
    "local file": '<link rel="attachment" href="file:///etc/hostname"><p>x</p>',
    "local picture": '<img src="file:///etc/hostname">',
    "relative": '<img src="secret.png">',
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_page_that_reaches_out_is_refused_and_nothing_is_asked(kind: str, visits: tuple[str, list[str]]) -> None:
    address, seen = visits
    with pytest.raises(ForeignAddress):
        render(shelf(), HOSTILE[kind].format(address), "")
    assert seen == []


def test_what_the_page_carries_itself_is_drawn() -> None:
    assert render(shelf(), f'<img src="{PIXEL}">', "").pages == 1


def test_a_glyph_missing_after_all_is_a_fault_and_not_a_box() -> None:
    with pytest.raises(Unprintable) as raised:
        render(shelf(), f"<p>王{NEWEST}</p>", f"p {{ font-family: {css_families(shelf(), KAI)} }}")
    assert raised.value.found == (Uncovered(NEWEST, (NEWEST,)),)


def test_without_a_family_named_the_page_still_stays_on_the_shelf(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(body := render(shelf(), "<p>汉字 letters 123</p>", "").pdf)
    allowed = {family.replace(" ", "-") for family in shelf().faces}
    assert {name.removesuffix("-Bold") for name in faces(body)} <= allowed
