"""A served office with a working job worker, and real browsers: Chromium and Safari's engine (WebKitGTK)."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from werkzeug.serving import make_server

from tests.conftest import HeldClock
from tests.journeys.story import Played
from tests.test_docs import DEMO, ROOT
from web.app import create_app
from web.config import Settings, settings_for
from web.office import office_act
from web.services import accounts
from web.worker import worker_for

_CHROMIUM = "/usr/bin/chromium"
_SAID = "said"
"""The file beside the others that keeps what the demo printed."""
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@dataclass(frozen=True)
class Served:
    """An office that answers on a loopback port."""

    app: Flask
    address: str
    settings: Settings
    clock: HeldClock

    def organizer_link(self) -> str:
        """A fresh sign-in link of the organizer."""
        with office_act(self.settings, self.clock) as act:
            token = accounts.make_link(act, accounts.administrator(act), "sign_in")
        return f"{self.address}/link/{token}"


@pytest.fixture
def served(tmp_path: Path, sqlite_template: Path) -> Iterator[Served]:
    """An empty office, web and worker together, on a clock of its own."""
    shutil.copytree(sqlite_template, tmp_path / "office")
    settings, clock = settings_for(tmp_path / "office"), HeldClock()
    server = make_server("127.0.0.1", 0, Flask("placeholder"), threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    settings = settings_for(tmp_path / "office", public_address=address)
    server.app = app = create_app(settings, clock)
    app.config["RATELIMIT_ENABLED"] = False
    over = threading.Event()
    threads = [
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}),
        threading.Thread(target=_work, args=(settings, clock, over)),
    ]
    for thread in threads:
        thread.start()
    yield Served(app, address, settings, clock)
    over.set()
    server.shutdown()
    for thread in threads:
        thread.join()
    server.server_close()
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


def _work(settings: Settings, clock: HeldClock, over: threading.Event) -> None:
    worker = worker_for(settings, clock)
    while not over.wait(0.1):
        worker.run_due()
    worker.engine.dispose()


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Played:
    """What the README's command leaves: database, PDFs, tables. One process plays it, the others take a copy."""
    first = tmp_path_factory.getbasetemp().parent / f"played-{testrun_uid}"
    with first.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (first / _SAID).exists():
            said = subprocess.run(
                DEMO.replace("OUT", str(first)), shell=True, cwd=ROOT, capture_output=True, text=True, check=True
            ).stdout
            (first / _SAID).write_text(said, encoding="utf-8")
    out = tmp_path_factory.mktemp("demo") / "out"
    shutil.copytree(first, out)
    said = (out / _SAID).read_text(encoding="utf-8")
    (out / _SAID).unlink()
    return Played(out, said)


@pytest.fixture(scope="module")
def played_address(played: Played) -> Iterator[str]:
    """The demo's office, served on today's clock."""
    app = create_app(played.settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; its absence is a failure."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A Chinese desktop window; a script error on any page fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda line: errors.append(line.text) if "Content Security Policy" in line.text else None)
    yield opened
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen for WebKitGTK, which has no headless mode."""
    reader, writer = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1024x768x24"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    screen.terminate()
    screen.wait()


@pytest.fixture
def webkit(display: str) -> Iterator[WebKitGTK]:
    """Safari's engine as Debian ships it."""
    options = Options()
    options.binary_location = str(_mini_browser())
    options.add_argument("--automation")
    environment = os.environ | {
        "DISPLAY": display,
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # root in CI may not open a sandbox
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    }
    service = Service("/usr/bin/WebKitWebDriver", env=environment)
    driver = WebKitGTK(options=options, service=service)
    driver.implicitly_wait(10)
    yield driver
    driver.quit()


def _mini_browser() -> Path:
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not found:
        raise RuntimeError("WebKitGTK's MiniBrowser is missing: apt-get install webkit2gtk-driver")
    return found[-1]


def wait_until(reached: object, seconds: float = 60.0) -> None:
    """Wait until `reached()` is true; fail after `seconds`."""
    end = time.monotonic() + seconds
    while not reached():  # type: ignore[operator]
        if time.monotonic() > end:
            raise AssertionError("waited too long")
        time.sleep(0.2)
