"""Chapter 1: a competition of one's own, and the staff list."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.walk.ways import Walk
from web.example import files

_ROW = re.compile(r"^\| ([A-J]\d+) \| `(\w+)` \| (.*) \|$", re.MULTILINE)
_FILE = "文件（.xlsx 或 .csv）"


def start_own_competition(walk: Walk) -> None:
    """By the link to the start page, and from there to a desk that says what to do first."""
    settings = files.settings_of_competition()
    walk.page.on("dialog", lambda dialog: dialog.accept())
    walk.sign_in()
    walk.follow("建立自己的赛事")
    walk.page.get_by_label("工会名称").fill(settings["union"])
    walk.page.get_by_label("赛事名称").fill(settings["name"])
    walk.click("建立")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(settings["name"])
    expect(walk.page.locator(".button-main")).to_have_text("下一步：导入职工名单")


def see_every_fault(walk: Walk) -> None:
    """A list full of faults: each is told with its cell, in the order of the sheet, with a sentence."""
    _stage(walk, "staff_with_faults.xlsx")
    cells = walk.page.locator("td[data-label='单元格']").all_inner_texts()
    sentences = walk.page.locator("td[data-label='哪里不对']").all_inner_texts()
    assert cells == [cell for cell, about in _faults_on_purpose() if "先导入 staff.xlsx" not in about]
    assert all(sentences)
    walk.says(f"要改正的地方（{len(cells)} 处）")
    assert walk.page.get_by_role("link", name="下载待改正的行").is_visible()


def bring_in_staff(walk: Walk) -> None:
    """The real list: previewed first, then put in."""
    _stage(walk, "staff.xlsx")
    assert walk.figures() == {"读到的行": "320", "新增": "320", "有变化": "0", "没有变化": "0", "待改正": "0"}
    walk.click("导入 320 行")
    walk.says("已导入：新增 320，更新 0，未变 0。")
    assert walk.figures()["在册"] == "320"


def bring_in_staff_again(walk: Walk) -> None:
    """The same list a second time changes nothing."""
    _stage(walk, "staff.xlsx")
    assert walk.figures() == {"读到的行": "320", "新增": "0", "有变化": "0", "没有变化": "320", "待改正": "0"}
    walk.says("没有需要写入的行：名册里已经是这样了。")
    walk.turn_to("人员")
    assert walk.figures()["在册"] == "320"


def _stage(walk: Walk, name: str) -> None:
    walk.turn_to("人员")
    walk.page.get_by_role("link", name="导入名册").first.click()
    walk.bring_in(_FILE, name, "读取并预览")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(name)


def _faults_on_purpose() -> list[tuple[str, str]]:
    """Cell and remark of each fault the example's README promises, by row."""
    told = (files.EXAMPLES / "README.md").read_text(encoding="utf-8")
    found = [(cell, about) for cell, _code, about in _ROW.findall(told)]
    return sorted(found, key=lambda one: (int(one[0][1:]), one[0]))
