"""Every page of a full office, in both languages and at three widths: it opens, fits, and axe finds no violation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    "filling.paper",
    "filling.reports",
    "filling.template",
    "officials_file.template",
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
    "officials_file.preview": lambda played: {"batch_id": played.officials_batch_id()},
    "officials.change": lambda played: {"official_id": played.official_id()},
    "entries.batch": lambda played: {"batch_id": played.entries_batch_id()},
    "verify.certificate": lambda played: {"code": played.certificate_code()},
}
"""Pages that need another value than the usual one."""
_OF_JUDGES = ("judging.", "chief.")
_OF_ENTRANTS = ("entrants.",)
_VISITS = [("zh-CN", ("tablet", "phone", "desktop")), ("en-GB", ("desktop", "tablet", "phone"))]
"""Language and sizes; axe looks at the last: what it judges differs between the widest and the narrowest only."""
_SIZES = {"desktop": (1440, 900), "tablet": (768, 1024), "phone": (390, 844)}


def pages_of(played: Played, room: str) -> list[str]:
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


def page_faults(page: Page, address: str, sizes: Sequence[str], axe: bool = True) -> list[str]:
    """Whether a page opens, fits its window at every size, and passes axe at the last."""
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        return [f"{address}: {answer.status if answer else 'no answer'}"]
    faults = [fault for size in sizes for fault in _too_wide(page, size)]
    for violation in Axe().run(page).response["violations"] if axe else ():
        where = [node["target"] for node in violation["nodes"][:3]]
        faults.append(f"{address}: {violation['id']} {where}")
    return faults


def _too_wide(page: Page, size: str) -> list[str]:
    width, height = _SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url}: {over} px too wide at {width}"] if over > 0 else []


@pytest.mark.parametrize(("language", "sizes"), _VISITS)
@pytest.mark.parametrize("room", ["public", "organizer", "judge", "entrant"])
def test_page_opens_fits_and_is_accessible(
    played: Played, played_address: str, chromium: Browser, room: str, language: str, sizes: Sequence[str]
) -> None:
    context = chromium.new_context(locale=language)
    page = context.new_page()
    if room != "public":
        page.goto(played_address + played.links()[room])
        page.locator(".button-main").first.click()
        page.wait_for_load_state()
    faults = [fault for path in pages_of(played, room) for fault in page_faults(page, played_address + path, sizes)]
    context.close()
    assert not faults, "\n".join(faults)
