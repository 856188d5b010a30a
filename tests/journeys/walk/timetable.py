"""Chapter 3: sessions, venues, heat formats and lessons by hand; the plan by the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import expect

from tests.journeys.walk.ways import Walk
from web.example import files

_KINDS = {"gym": "健身房（跑步机）", "track": "跑道", "route": "步道（分批出发）"}
_SEEDINGS = {"serpentine": "蛇形编排（各组实力相近）", "similar": "成绩相近的同组", "random": "抽签"}
_VENUE = {
    "places": "跑步机台数 / 跑道条数",
    "changeover_minutes": "两组之间的间隔（分钟）",
    "wave_interval_minutes": "步道：每隔几分钟一批",
    "on_route_max": "步道：同时在途最多人数",
}
_HEATS = {
    "heat_minutes": "每组占用场地（分钟）",
    "entrant_minutes": "每人用时（分钟）",
    "min_fill": "每组最少人数",
    "max_fill": "每组最多人数",
    "rest_minutes": "与本人其他项目至少间隔（分钟）",
}


def set_sessions_and_venues(walk: Walk) -> None:
    """What `competition.toml` says, typed into the forms."""
    settings = files.settings_of_competition()
    walk.turn_to("赛程")
    walk.follow("场次与场地")
    for session in settings["sessions"]:
        walk.page.get_by_label("日期").fill(session["starts"].date().isoformat())
        walk.page.get_by_label("开始").fill(session["starts"].time().isoformat("minutes"))
        walk.page.get_by_label("结束").fill(session["ends"].time().isoformat("minutes"))
        walk.click("添加场次")
    for venue in settings["venues"]:
        _add_venue(walk, venue)
    expect(walk.page.get_by_role("region", name="场地", exact=True).locator("tbody tr")).to_have_count(3)
    expect(walk.page.get_by_role("region", name="场次", exact=True).locator("tbody tr")).to_have_count(2)


def _add_venue(walk: Walk, venue: Mapping[str, Any]) -> None:
    fold = walk.page.locator("details", has=walk.page.get_by_role("button", name="添加场地", include_hidden=True))
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    walk.page.get_by_label("名称").fill(venue["name"])
    walk.page.get_by_label("类型").select_option(label=_KINDS[venue["kind"]])
    for key, label in _VENUE.items():
        if key in venue:
            walk.page.get_by_label(label).fill(str(venue[key]))
    walk.click("添加场地")
    expect(walk.page.get_by_role("link", name=venue["name"])).to_be_visible()


def set_heat_formats(walk: Walk) -> None:
    """How each race runs in heats."""
    for contest in files.settings_of_competition()["contests"]:
        if heats := contest.get("heats"):
            walk.turn_to("赛程")
            walk.follow("场次与场地")
            walk.follow(contest["name"])
            walk.page.get_by_label("用哪类场地").select_option(label=_KINDS[heats["venue_kind"]])
            for key, label in _HEATS.items():
                walk.page.get_by_label(label).fill(str(heats[key]))
            walk.page.get_by_label("编组方法").select_option(label=_SEEDINGS[heats["seeding"]])
            walk.click("保存")


def bring_in_lessons(walk: Walk) -> None:
    """Lessons on race day; the file a second time adds none."""
    for _time in range(2):
        walk.turn_to("赛程")
        walk.follow("不能参赛的时段")
        walk.bring_in("课表文件（xlsx 或 csv）", "lessons.csv", "导入")
        walk.says("共 105 个时段。")


def plan_and_adopt(walk: Walk) -> None:
    """The progress is shown, the page turns by itself to a draft that says what is proved; the draft is adopted."""
    walk.turn_to("赛程")
    walk.click("编排")
    expect(walk.page.get_by_role("progressbar")).to_be_visible()
    expect(walk.page.get_by_role("button", name="采用这一版")).to_be_visible(timeout=120_000)
    proved = walk.page.locator(".goals li.proven")
    expect(proved.nth(0)).to_have_text("全部 120 人次排定。")
    expect(proved.nth(1)).to_have_text("共 14 组，已证明最少。")
    expect(walk.page.get_by_text("没有排上的")).to_have_count(0)
    expect(walk.page.locator("svg.timetable-chart a")).to_have_count(14)
    walk.click("采用这一版")
    expect(walk.page.get_by_text("已采用").first).to_be_visible()
