"""Chapter 4: seven judges, their panels, their personal links; the tally clerk's list at the end."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import expect

from tests.journeys.walk.ways import CONTESTS, Walk
from web.example import files
from web.services import judging
from web.services.judging.marks_file import MarkRow

NAMES = dict(CONTESTS)
MARKS: Mapping[str, list[MarkRow]] = files.marks()


def add_judges(walk: Walk) -> None:
    """From the staff list, by staff number, so that recusal is known."""
    walk.turn_to("评审")
    for number, name in {row.text("staff_no"): row.text("name") for row in files.judges()}.items():
        form = walk.form_with("从名册添加评委")
        form.get_by_label("工号或姓名").fill(number)
        form.get_by_role("button", name="添加评委").click()
        walk.says(f"已添加评委{name}。")
    expect(walk.page.get_by_role("region", name="评委名单").locator("tbody tr")).to_have_count(7)


def seat_and_open(walk: Walk) -> None:
    """Seven seats in each panel, one of them the chief's; then every sheet is opened."""
    for code in MARKS:
        walk.turn_to("评审")
        walk.follow(NAMES[code])
        for row in files.judges():
            if row.text("contest") == code:
                walk.page.get_by_label("评委", exact=True).select_option(label=row.text("name"))
                walk.page.get_by_label("担任评委组长").set_checked(row.text("chief") == "是")
                walk.click("加入评委会")
                walk.says(f"{row.text('name')}已进入评委会。")
        walk.click("开启评审")
        walk.says("评审已开启：新建评分表")


def hand_out_links(walk: Walk) -> None:
    """One slip for each judge, with the link in words and as a QR code."""
    walk.turn_to("评审")
    walk.click("为 7 位评委生成链接")
    expect(walk.page.locator(".slip img")).to_have_count(7)
    for row in files.judges():
        name = row.text("name")
        walk.judge_links[name] = walk.page.get_by_label(f"{name}的链接", exact=True).input_value()
    walk.turn_to("评审")
    expect(walk.page.get_by_text("已生成，未打开")).to_have_count(7)


def tally(walk: Walk, done: tuple[str, str, str]) -> None:
    """The clerk's list of all other marks, from signed paper sheets; `done` is contest, work and judge of ours."""
    own, work, judge = done
    with walk.act() as act:
        for code, rows in MARKS.items():
            others = [row for row in rows if (code, row[0], row[1]) != (own, work, judge)]
            judging.enter_marks_file(act, walk.contest(act, code), others)


def see_all_sealed(walk: Walk) -> None:
    """The organizer sees how far the panels are, never a mark."""
    walk.turn_to("评审")
    expect(walk.page.get_by_text("全部封存")).to_have_count(len(MARKS))
    walk.follow(NAMES["teaching_plan"])
    walk.says("这里只显示份数，不显示任何分数。")
