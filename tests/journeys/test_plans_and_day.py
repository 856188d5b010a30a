"""A plan moved by hand and a day gone wrong, in a real browser; moving works without scripts, the day on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.journeys.conftest import Served, wait_until
from tests.web.timetable.fixed_file import WHOLE
from tests.web.timetable.meet import Meet, a_meet, plan_row
from web.office import office_act
from web.services import races, timetable

pytestmark = pytest.mark.browser


@pytest.fixture
def meet(served: Served) -> Meet:
    """A small race day whose timetable is in force."""
    with office_act(served.settings, served.clock) as act:
        built = a_meet(act, women=8)
        timetable.request_plan(act, built.competition(act))

    def drafted() -> bool:
        with office_act(served.settings, served.clock) as act:
            return plan_row(act, built, 1).state == "draft"

    wait_until(drafted)
    with office_act(served.settings, served.clock) as act:
        timetable.adopt(act, plan_row(act, built, 1))
    return built


@pytest.fixture
def plain(chromium: Browser, served: Served) -> Iterator[Page]:
    """A phone without scripts, signed in."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=False, has_touch=True
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(served.organizer_link())
    page.locator(".button-main").first.click()
    yield page
    context.close()


def _fits_and_is_accessible(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []


def test_a_heat_is_moved_by_hand_without_scripts(served: Served, meet: Meet, plain: Page) -> None:
    base = f"{served.address}/c/{meet.competition_id}/timetable/1"
    plain.goto(base)
    plain.get_by_role("link", name="手工调整").click()
    plain.locator(".timetable-upright a").nth(1).click()
    plain.get_by_label("开始", exact=True).fill("08:10")
    plain.get_by_role("button", name="试一试").first.click()
    expect(plain.get_by_role("alert")).to_contain_text("还不能保存")
    expect(plain.get_by_role("alert")).to_contain_text("11-27 08:20 才让出场地")
    expect(plain.get_by_role("button", name="另存为新的一版")).to_be_disabled()
    plain.get_by_role("link", name="撤销到这一步之前").click()
    plain.get_by_label("开始", exact=True).fill("09:30")
    plain.get_by_role("button", name="试一试").first.click()
    expect(plain.get_by_role("status")).to_contain_text("核对通过：没有冲突，4 人的时间或位置有变")
    plain.get_by_role("button", name="另存为新的一版").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("赛程第 2 版")
    plain.get_by_label("为什么改（公开页面会写明）").fill("跑步机检修")
    plain.get_by_role("button", name="采用这一版").click()
    plain.goto(f"{served.address}/p/abc2345678/timetable")
    expect(plain.get_by_text("原因：跑步机检修")).to_be_visible()


def test_from_lessons_and_wishes_to_a_decided_timetable_in_force(served: Served, page: Page) -> None:
    with office_act(served.settings, served.clock) as act:
        ready = a_meet(act)
    base = f"{served.address}/c/{ready.competition_id}"
    page.goto(served.organizer_link())
    page.locator(".button-main").first.click()
    page.goto(f"{base}/lessons/")
    page.set_input_files("input[type=file]", [_file("课表.csv", "姓名,周五1\n女1,语文\n")])
    page.get_by_role("button", name="读取并预览").click()
    page.get_by_role("button", name="导入这 1 节课").click()
    page.get_by_role("link", name="编排要求").click()
    page.get_by_text("修改").first.click()
    page.get_by_label("每人每天最多几项").fill("2")
    page.get_by_role("button", name="保存").first.click()
    expect(page.get_by_text("每人每天最多 2 项，决赛不计。")).to_be_visible()
    page.get_by_role("link", name="裁判员").click()
    page.set_input_files("input[type=file]", [_file("裁判员.csv", "姓名,担任\n周强,计时员\n")])
    page.get_by_role("button", name="读取并预览").click()
    page.get_by_role("button", name="导入这 1 人").click()
    page.goto(f"{base}/timetable/")
    page.get_by_role("button", name="编排", exact=True).click()
    expect(page.get_by_text("没有冲突，人人有组")).to_be_visible(timeout=60_000)
    page.goto(f"{base}/timetable/fixed")
    page.set_input_files("input[type=file]", [_file("赛程.csv", WHOLE)])
    page.get_by_role("button", name="导入并核对").click()
    expect(page.locator(".faults")).to_contain_text("女1(101) 在 女职工跑步机跑步")
    page.get_by_role("link", name="有理由这样办，说明理由").click()
    page.get_by_label("一个理由用于全部").fill("校长批准，第一节由同事代上")
    page.get_by_role("button", name="记下理由，允许例外").click()
    _fits_and_is_accessible(page)
    page.get_by_role("button", name="采用这一版").click()
    expect(page.get_by_text("1 处例外")).to_be_visible()
    page.goto(f"{served.address}/p/abc2345678/timetable")
    expect(page.get_by_role("heading", level=3).first).to_contain_text("08:00 女职工跑步机跑步")


def _file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


def test_a_breakdown_is_reported_in_two_taps_and_the_repair_adopted(served: Served, meet: Meet, page: Page) -> None:
    served.clock.moment = served.clock.moment.replace(month=11, day=27, hour=0, minute=5)
    with office_act(served.settings, served.clock) as act:
        for sheet in races.heat_sheets(act, meet.competition(act)):
            if f"{sheet.heat.starts:%H:%M}" == "08:00":
                for line in sheet.lines:
                    races.check_in(act, line.lane)
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto(served.organizer_link())
    page.locator(".button-main").first.click()
    page.goto(f"{served.address}/c/{meet.competition_id}/day/")
    gym = page.get_by_role("region", name="健身房")
    expect(gym.get_by_text("正在进行")).to_be_visible()
    _fits_and_is_accessible(page)
    gym.get_by_text("机器或道次坏了").click()
    gym.get_by_role("button", name="4", exact=True).click()
    expect(page.get_by_text("已证明：换场次或时间的人不可能更少（1 人）。")).to_be_visible(timeout=60_000)
    _fits_and_is_accessible(page)
    page.get_by_role("button", name="采用这个办法").click()
    expect(page.get_by_text("现行赛程第 2 版")).to_be_visible()
    with page.expect_download() as slips:
        page.get_by_role("link", name="打印变动通知条").click()
    assert slips.value.suggested_filename == "赛程变动通知-第1版至第2版.pdf"
