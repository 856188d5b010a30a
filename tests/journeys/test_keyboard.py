"""Without a mouse: the link, the start page and the first form are worked by Tab and Enter alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Served

pytestmark = pytest.mark.browser
_MOST_STOPS = 30


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus stands, visibly, on what is called `name`."""
    for _stop in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            "return [(e.innerText || e.labels?.[0]?.innerText || '').trim(), s.outlineStyle + s.boxShadow] }"
        )
        if focused[0] == name:
            assert focused[1] != "nonenone", f"{name} shows no focus"
            return
    raise AssertionError(f"Tab never reached {name}")


def test_office_is_worked_by_the_keyboard_alone(served: Served, page: Page) -> None:
    page.goto(served.organizer_link())
    _tab_to(page, "进入")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.address}/")
    _tab_to(page, "建立自己的赛事")
    page.keyboard.press("Enter")
    page.wait_for_url("**/start")
    _tab_to(page, "工会名称")
    page.keyboard.type("向阳小学工会")
    _tab_to(page, "赛事名称")
    page.keyboard.type("2027年职工竞赛")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/1/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
