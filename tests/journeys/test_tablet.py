"""A judge marks on a tablet: in Safari's engine, in Chromium upright, and where scripts are switched off."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.journeys.conftest import Served, wait_until
from tests.journeys.walk.ways import visitor
from tests.web.judging.scenes import a_scene, stored
from web.db.models import Sheet
from web.office import office_act
from web.services import accounts, judging

pytestmark = pytest.mark.browser
FIRST, SECOND = "教学目标", "教学过程"


@dataclass(frozen=True)
class Desk:
    """Two works waiting for one judge, and the judge's personal link."""

    served: Served
    link: str

    def sheets(self) -> list[tuple[str, dict[str, int]]]:
        """State and marks of each of the judge's sheets, those that have marks first."""
        with office_act(self.served.settings, self.served.clock) as act:
            own = [sheet for sheet in act.session.query(Sheet) if sheet.seat.judge.name == "周评委"]
            return sorted(((sheet.state, stored(sheet)) for sheet in own), key=lambda one: not one[1])


@pytest.fixture
def desk(served: Served) -> Desk:
    """A blind contest of two criteria, ten points each in steps of a half."""
    with office_act(served.settings, served.clock) as act:
        scene = a_scene(act)
        return Desk(served, accounts.link_address(act, judging.judge_link(act, scene.judges[0])))


def _open_first_work(page: Page, desk: Desk) -> None:
    page.goto(desk.link)
    page.get_by_role("button", name="进入评审").click()
    page.locator("a.button-main").click()
    expect(page.get_by_label(FIRST, exact=True)).to_be_visible()


def _confirm_seal(page: Page, total: str) -> None:
    page.get_by_role("button", name="核对并封存").click()
    page.get_by_role("button", name=f"确认封存，合计 {total} 分").click()
    expect(page.get_by_role("heading", name="封存回执")).to_be_visible()


def test_upright_tablet_taps_saves_by_itself_reloads_and_seals(desk: Desk, chromium: Browser) -> None:
    with visitor(chromium, 768, 1024, has_touch=True) as page:
        _open_first_work(page, desk)
        page.get_by_role("group", name=f"{FIRST}：点一下就打分").get_by_role("button", name="8", exact=True).tap()
        expect(page.locator("[data-total]")).to_have_text("8")
        expect(page.locator("[data-missing]")).to_have_text("还差1项")
        expect(page.get_by_role("status")).to_have_text("已自动保存")
        assert desk.sheets() == [("open", {"T1": 800}), ("open", {})]
        page.reload()
        expect(page.get_by_label(FIRST, exact=True)).to_have_value("8")
        page.get_by_role("button", name=f"{FIRST}加 0.5").tap()
        page.get_by_label(SECOND, exact=True).fill("9")
        expect(page.locator("[data-missing]")).to_have_text("已评完")
        _confirm_seal(page, "17.5")
    assert desk.sheets() == [("sealed", {"T1": 850, "T2": 900}), ("open", {})]


def test_leaving_with_unsaved_marks_is_asked_about(desk: Desk, chromium: Browser) -> None:
    with visitor(chromium, 768, 1024) as page:
        questions: list[str] = []
        page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
        _open_first_work(page, desk)
        page.context.set_offline(True)
        page.get_by_label(FIRST, exact=True).press_sequentially("7.5")
        expect(page.get_by_role("status")).to_contain_text("没有连上网络：分数还在本页")
        page.close(run_before_unload=True)
        wait_until(lambda: questions == ["beforeunload"] or page.wait_for_timeout(100), 10)
        assert page.get_by_label(FIRST, exact=True).input_value() == "7.5"
        page.context.set_offline(False)
        expect(page.get_by_role("status")).to_have_text("已自动保存", timeout=15_000)
    assert desk.sheets() == [("open", {"T1": 750}), ("open", {})]


def test_a_mark_that_cannot_be_is_told_at_once_and_never_saved(desk: Desk, chromium: Browser) -> None:
    with visitor(chromium, 768, 1024) as page:
        _open_first_work(page, desk)
        page.get_by_label(FIRST, exact=True).fill("10.5")
        expect(page.locator(".criterion-said").first).to_have_text("超过满分 10")
        expect(page.get_by_role("status")).to_have_text("有一项填得不对，改正后才会保存。")
        page.get_by_label(FIRST, exact=True).fill("9.3")
        expect(page.locator(".criterion-said").first).to_have_text("要是 0.5 的整数倍")
        assert desk.sheets() == [("open", {}), ("open", {})]


def test_without_scripts_the_same_page_saves_refuses_and_seals(desk: Desk, chromium: Browser) -> None:
    with visitor(chromium, 1024, 768, java_script_enabled=False) as page:
        _open_first_work(page, desk)
        page.get_by_label(FIRST, exact=True).fill("12")
        page.get_by_label(SECOND, exact=True).fill("9.5")
        page.get_by_role("button", name="保存", exact=True).last.click()
        expect(page.get_by_role("alert")).to_contain_text("12 超过了这一项的满分 10。")
        expect(page.get_by_label(SECOND, exact=True)).to_have_value("9.5")
        page.get_by_label(FIRST, exact=True).fill("8")
        page.get_by_role("button", name="保存", exact=True).last.click()
        expect(page.locator("main")).to_contain_text("已保存，第 1 版。")
        _confirm_seal(page, "17.5")
    assert desk.sheets() == [("sealed", {"T1": 800, "T2": 950}), ("open", {})]


def test_safari_marks_reloads_in_the_middle_and_seals(desk: Desk, webkit: WebKitGTK) -> None:
    webkit.get(desk.link)
    _one(webkit, "main form button").click()
    _one(webkit, "a.button-main").click()
    _field(webkit, 0).send_keys("8.5")
    wait_until(lambda: desk.sheets()[0] == ("open", {"T1": 850}), 20)
    webkit.refresh()
    assert _field(webkit, 0).get_attribute("value") == "8.5"
    assert _field(webkit, 1).get_attribute("value") == ""
    _field(webkit, 1).click()
    next(button for button in _pad(webkit, 1) if button.text == "9").click()
    wait_until(lambda: _one(webkit, "[data-total]").text == "17.5", 10)
    _one(webkit, ".sheet-buttons button[value=seal]").click()
    _one(webkit, "form.contest-actions button").click()
    assert _one(webkit, ".receipt-code").text.count("-") == 2
    assert desk.sheets() == [("sealed", {"T1": 850, "T2": 900}), ("open", {})]


def _one(webkit: WebKitGTK, selector: str) -> WebElement:
    """The element, also when the page is just being turned: the driver answers with an error then."""
    patient = WebDriverWait(webkit, 20, ignored_exceptions=(WebDriverException,))
    return patient.until(lambda driver: driver.find_element(By.CSS_SELECTOR, selector))


def _field(webkit: WebKitGTK, number: int) -> WebElement:
    return webkit.find_elements(By.CSS_SELECTOR, ".mark-entry input")[number]


def _pad(webkit: WebKitGTK, number: int) -> list[WebElement]:
    row = webkit.find_elements(By.CSS_SELECTOR, ".criterion")[number]
    return row.find_elements(By.CSS_SELECTOR, ".pad button")
