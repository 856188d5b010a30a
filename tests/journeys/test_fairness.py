"""The fairness account by clicking: switched on beside a result, read on a telephone, taken home, switched off."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served
from tests.web.fairness.scenes import mark_a_contest
from web.office import office_act

pytestmark = pytest.mark.browser


def _middle(page: Page, line: str, shape: str) -> float:
    """Where a shape of the strip beside a sentence really stands in the window, in pixels."""
    box = page.locator(".strips li", has_text=line).locator(f"svg {shape}").last.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


def test_an_organizer_switches_it_on_reads_it_and_takes_it_home(served: Served, page: Page) -> None:
    with office_act(served.settings, served.clock) as act:
        address = mark_a_contest(act)
    page.goto(served.organizer_link())
    page.get_by_role("button", name="进入").click()
    page.wait_for_load_state()
    page.goto(f"{served.address}{address.removesuffix('fairness/')}".rstrip("/"))
    page.get_by_role("link", name="看公平性说明").click()
    expect(page.get_by_role("heading", name="还没有开启")).to_be_visible()
    page.get_by_role("button", name="开启公平性说明").click()
    expect(page.get_by_role("heading", name="评委打分松还是严？")).to_be_visible()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        strict, usual = _middle(page, "评委 5：评了 12 件，偏严", "circle"), _middle(page, "评委 1：评了", "circle")
        assert strict < usual - 20
        assert _middle(page, "第 1 名", "circle") < _middle(page, "第 12 名", "circle")
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载全部数字（JSON）").click()
    document = json.loads(taken.value.path().read_text("utf-8"))
    assert (document["format"], len(document["severity"]["judges"])) == ("fairness-account/1", 5)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="关闭公平性说明").click()
    expect(page.get_by_role("heading", name="还没有开启")).to_be_visible()
    expect(page.get_by_text("已关闭，算出的内容已删除。")).to_be_visible()
