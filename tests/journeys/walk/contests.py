"""Chapter 2: seven contests from the ready rules, the entries, the groups."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.walk.ways import CONTESTS, Walk
from web.services.example_rules import example

WALK_MEN_51 = dict(CONTESTS)["walk_men_51"]


def make_contests(walk: Walk) -> None:
    """Each contest is copied from its example and frozen; copied reference dates are confirmed first."""
    for code, name in CONTESTS:
        _copy(walk, code, name)
        _freeze(walk, code)
    walk.turn_to("项目与规则")
    assert walk.page.get_by_text("第 1 版已冻结").count() == len(CONTESTS)


def _copy(walk: Walk, code: str, name: str) -> None:
    ready = example(code)
    assert ready is not None
    walk.turn_to("项目与规则")
    walk.page.get_by_role("link", name="新建项目").first.click()
    walk.page.get_by_role("link", name=ready.rulebook.name).click()
    assert walk.page.get_by_label("项目代号").input_value() == code
    walk.page.get_by_label("项目名称").fill(name)
    walk.click("建立项目")
    walk.says(f"项目“{name}”已建立。")
    walk.page.get_by_role("link", name=f"‹ {name}").click()


def _freeze(walk: Walk, code: str) -> None:
    ready = example(code)
    assert ready is not None
    if ready.rulebook.age_rule:
        assert walk.page.get_by_label("年龄计算截止日").input_value() == "2026-12-31"
        walk.click("确认这个日期")
        walk.says("年龄计算截止日已确认。")
    walk.follow("下一步：核对并冻结")
    walk.click("冻结第 1 版")
    walk.says("第 1 版")
    expect(walk.page.get_by_role("button", name="冻结第 1 版")).to_have_count(0)


def bring_in_entries(walk: Walk) -> None:
    """The entry list, previewed and put in; each contest's number is on the overview."""
    walk.turn_to("报名")
    walk.follow("导入报名表")
    walk.bring_in("文件（.xlsx 或 .csv）", "entries.xlsx", "读取并预览")
    assert walk.figures() == {"读到的行": "213", "新增": "213", "有变化": "0", "没有变化": "0", "待改正": "0"}
    walk.click("导入 213 行")
    walk.says("已导入：新增 213，更新 0，未变 0。")
    walk.turn_to("报名")
    numbers = walk.page.locator("td[data-label='报名']").all_inner_texts()
    assert numbers == ["48", "25", "45", "30", "45", "12", "8"]


def see_groups(walk: Walk) -> None:
    """The age rule in words, those near the limit, and why one person is in the group."""
    _open_groups(walk, WALK_MEN_51)
    walk.says("年龄计算截止日：2026年12月31日")
    walk.says("1975年12月31日（含）以前出生")
    walk.says("已证明：凡符合参赛条件的人，恰好属于其中一组，不重不漏。")
    near = walk.page.get_by_role("region", name="离界限近的人")
    expect(near).to_contain_text("史宁国")
    walk.follow("为什么 史宁国")
    row = walk.page.get_by_role("region", name="每个人的组别").locator("tr", has_text="史宁国")
    expect(row).to_contain_text("1975年12月31日")
    expect(row).to_contain_text("51")


def close_entries(walk: Walk) -> None:
    """A week later: closing fixes the groups, contest by contest."""
    walk.served.clock.forward(days=7)
    for _code, name in CONTESTS:
        _open_groups(walk, name)
        walk.click("截止报名并分组")
        walk.says("组别已固定。")


def _open_groups(walk: Walk, name: str) -> None:
    walk.turn_to("项目与规则")
    walk.follow(name)
    walk.follow("看分组")
