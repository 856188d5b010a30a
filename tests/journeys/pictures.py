"""The README's pictures, made from the running product: `.venv/bin/python -m tests.journeys.pictures`."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.journeys.story import Played
from web.app import create_app
from web.config import Settings, settings_for
from web.db.schema import upgrade
from web.demo import walk
from web.example import STEPS
from web.example.load import stage_of
from web.example.story import play

PICTURES = Path(__file__).resolve().parent.parent.parent / "docs" / "pictures"
_BEFORE_MARKING = next(number for number, step in enumerate(STEPS, 1) if step.name_en == "open the sheets")


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The office of these settings on a loopback port."""
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


@contextmanager
def _signed_in(browser: Browser, address: str, link: str, width: int, height: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", device_scale_factor=1.5)
    page = context.new_page()
    page.goto(address + link)
    page.locator(".button-main").first.click()
    page.wait_for_load_state()
    yield page
    context.close()


def _office_pictures(browser: Browser, played: Played) -> None:
    pictures = {"desk": "/c/1/", "timetable": "/c/1/timetable/", "public": "/p/qiming2026/teaching_plan"}
    with (
        served(played.settings) as address,
        _signed_in(browser, address, played.links()["organizer"], 1200, 760) as page,
    ):
        for name, path in pictures.items():
            page.goto(address + path)
            page.screenshot(path=PICTURES / f"{name}.png")
    pdf = pypdfium2.PdfDocument(next(played.out.glob("新教案评比-荣誉证书*.pdf")))
    pdf[0].render(scale=1.4).to_pil().save(PICTURES / "certificate.png")
    pdf.close()


def _sheet_picture(browser: Browser, folder: Path) -> None:
    settings = settings_for(folder / "office")
    upgrade(settings)
    for _step in play(stage_of(settings), STEPS[:_BEFORE_MARKING]):
        pass
    played = Played(folder)
    with (
        served(settings) as address,
        _signed_in(browser, address, played.links()["judge"], 1024, 720) as page,
    ):
        page.locator("main a[href*='/judging/']").first.click()
        page.wait_for_load_state()
        page.screenshot(path=PICTURES / "sheet.png")


def main() -> None:
    """Make every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        _sheet_picture(browser, Path(folder) / "marking")
        walk(Path(folder) / "demo")
        _office_pictures(browser, Played(Path(folder) / "demo"))
        browser.close()


if __name__ == "__main__":
    main()
