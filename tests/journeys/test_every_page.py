"""Every page of a full office, in both languages and at three widths: it opens, fits, and axe finds no violation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.story import Played
from web.accounts.access import access_of
from web.app import create_app

pytestmark = pytest.mark.browser
_FILES = {
    "awards.download",
    "awards.own",
    "awards.sample",
    "awards.single",
    "bootstrap.static",
    "calendars.entrant",
    "calendars.official",
    "contests.document",
    "entries.template",
    "entries.waiting",
    "fairness.download",
    "filling.batch",
    "filling.template",
    "people.template",
    "planning.progress",
    "people.waiting",
    "plan_compare.slips",
    "public.document",
    "race_day.proposal",
    "sign_in.link",
    "static",
}
"""Addresses that answer with a file or a piece of a page, or with a page that an own test opens."""
_INSTEAD: dict[str, Callable[[Played], dict[str, object]]] = {
    "venues.heat_format": lambda played: {"contest_id": played.race_id()},
    "race_desk.upload": lambda played: {"contest_id": played.race_id()},
    "contests.compare": Played.two_versions,
    "plan_compare.show": lambda played: {"old": 1, "new": 1},
    "contests.review": Played.two_versions,
    "lessons.preview": lambda played: {"batch_id": played.lessons_batch_id()},
    "officials.change": lambda played: {"official_id": played.official_id()},
    "entries.batch": lambda played: {"batch_id": played.entries_batch_id()},
    "verify.certificate": lambda played: {"code": played.certificate_code()},
}
"""Pages that need another value than the usual one."""
_OF_JUDGES = ("judging.", "chief.")
_OF_ENTRANTS = ("entrants.",)
_VISITS = [
    ("zh-CN", "desktop", True),
    ("en-GB", "phone", True),
    ("zh-CN", "tablet", False),
    ("zh-CN", "phone", False),
    ("en-GB", "desktop", False),
    ("en-GB", "tablet", False),
]
"""Language, size, and whether axe looks: what it judges differs between the widest and the narrowest layout only."""
_SIZES = {"desktop": (1440, 900), "tablet": (768, 1024), "phone": (390, 844)}


def _pages(played: Played, room: str) -> list[str]:
    """Addresses of every page that a visitor of this room may open."""
    app = create_app(played.settings)
    values = played.address_values()
    found = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint in _FILES or _room(app, rule.endpoint) != room:
                continue
            instead = _INSTEAD.get(rule.endpoint, lambda _played: {})(played)
            filled = {name: (values | instead)[name] for name in rule.arguments} | instead
            found.append(adapter.build(rule.endpoint, filled))
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()
    return sorted(found)


def _room(app: object, endpoint: str) -> str:
    if endpoint.startswith(_OF_JUDGES):
        return "judge"
    if endpoint.startswith(_OF_ENTRANTS):
        return "entrant"
    return "public" if access_of(app, endpoint).roles is None else "organizer"  # type: ignore[arg-type]


def page_faults(page: Page, address: str, path: str, axe: bool) -> list[str]:
    """Whether a page opens, fits its window and, where asked, passes axe."""
    answer = page.goto(address + path)
    faults = []
    if answer is None or answer.status != 200:
        return [f"{path}: {answer.status if answer else 'no answer'}"]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        faults.append(f"{path}: {over} px too wide")
    if axe:
        for violation in Axe().run(page).response["violations"]:
            where = [node["target"] for node in violation["nodes"][:3]]
            faults.append(f"{path}: {violation['id']} {where}")
    return faults


@pytest.mark.parametrize(("language", "size", "axe"), _VISITS)
@pytest.mark.parametrize("room", ["public", "organizer", "judge", "entrant"])
def test_page_opens_fits_and_is_accessible(
    played: Played, played_address: str, chromium: Browser, room: str, language: str, size: str, axe: bool
) -> None:
    width, height = _SIZES[size]
    context = chromium.new_context(viewport={"width": width, "height": height}, locale=language)
    page = context.new_page()
    if room != "public":
        page.goto(played_address + played.links()[room])
        page.locator(".button-main").first.click()
        page.wait_for_load_state()
    faults = [fault for path in _pages(played, room) for fault in page_faults(page, played_address, path, axe)]
    context.close()
    assert not faults, "\n".join(faults)
