"""Chapter 6: race day: one heat called and typed in by hand, the rest from a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import expect
from sqlalchemy import select

from tests.journeys.walk.ways import CONTESTS, Walk
from web.db.models import Contest, Entrant, Entry, Heat, HeatLane, Person
from web.example import files
from web.services.act import Act
from web.services.intake import RESULTS, Row, read_rows

RACE_DAY = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)
RUN = "run_men_under_51"
RACES = ("treadmill_women", "walk_men_51", RUN)
_ABSENT = "170177"
_STATUSES = {"DNS": "弃权 DNS", "DNF": "中退 DNF", "DQ": "取消成绩 DQ"}


@dataclass(frozen=True)
class Lane:
    """Who starts in the heat, and what the example's results say of them."""

    name: str
    result: str
    status: str
    reason: str


def call_one_heat(walk: Walk) -> list[Lane]:
    """The heat of somebody who does not come: everybody else is ticked as present."""
    walk.served.clock.moment = RACE_DAY
    walk.sign_in()
    walk.page.get_by_role("link", name="继续工作").click()
    heat_id, lanes = walk.known(_the_heat)
    walk.turn_to("检录与成绩")
    expect(walk.page.locator(".heat-tile")).to_have_count(14)
    walk.page.locator(f".heat-tile[href$='/{heat_id}']").click()
    for lane in lanes:
        if lane.status != "DNS":
            button = walk.page.get_by_role("button", name=f"{lane.name} 到场", exact=True)
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true")
    came = sum(lane.status != "DNS" for lane in lanes)
    expect(walk.page.locator("[data-present-count]")).to_have_text(f"{came} / {len(lanes)} 人已到")
    return lanes


def type_one_heat(walk: Walk, lanes: list[Lane]) -> None:
    """A time that cannot be is refused with everything typed kept; then the heat is saved."""
    for lane in lanes:
        if lane.result:
            walk.page.get_by_label(f"{lane.name} 的成绩", exact=True).fill(lane.result)
        else:
            walk.page.get_by_label(f"{lane.name} 的状态", exact=True).select_option(label=_STATUSES[lane.status])
            walk.page.get_by_label(f"{lane.name} 的原因", exact=True).fill(lane.reason)
    slip = next(lane for lane in lanes if lane.result)
    field = walk.page.get_by_label(f"{slip.name} 的成绩", exact=True)
    field.fill("4:75.3")
    walk.click("保存本组成绩")
    expect(walk.page.get_by_role("alert")).to_contain_text("没有保存，请改正下面 1 处")
    assert field.input_value() == "4:75.3"
    for lane in lanes:
        if lane.result and lane != slip:
            assert walk.page.get_by_label(f"{lane.name} 的成绩", exact=True).input_value() == lane.result
    field.fill(slip.result)
    walk.click("保存本组成绩")
    walk.says(f"已保存 {len(lanes)} 人的成绩。")


def bring_in_results(walk: Walk, typed: int) -> None:
    """The file of each race; what was typed already is not stored twice."""
    for code, name in CONTESTS:
        if code not in RACES:
            continue
        walk.turn_to("检录与成绩")
        walk.page.get_by_text("用文件导入成绩").click()
        walk.page.locator("details").get_by_role("link", name=name, exact=True).click()
        walk.bring_in("成绩文件（xlsx 或 csv）", "results.csv", "导入")
        told = sum(row.text("contest") == code for row in _results())
        walk.says(f"已导入 {told - (typed if code == RUN else 0)} 人的成绩。")
    assert walk.figures()["已完成的组"] == "14 / 14"
    assert walk.figures()["有成绩或状态的人次"] == "120 / 120"


def _results() -> list[Row]:
    return read_rows("results.csv", files.content("results.csv"), RESULTS)


def _the_heat(act: Act) -> tuple[int, list[Lane]]:
    """The heat of the runner who is ill, with its lanes in order."""
    told = {row.text("staff_no"): row for row in _results() if row.text("contest") == RUN}
    heat = act.session.scalars(
        select(Heat)
        .join(HeatLane, HeatLane.heat_id == Heat.id)
        .join(Entry, HeatLane.entry_id == Entry.id)
        .join(Entrant, Entry.entrant_id == Entrant.id)
        .join(Person, Entrant.person_id == Person.id)
        .join(Contest, Entry.contest_id == Contest.id)
        .where(Person.staff_no == _ABSENT, Contest.code == RUN)
    ).one()
    lanes = []
    for lane in sorted(heat.lanes, key=lambda lane: lane.lane):
        entrant = lane.entry.entrant
        row = told[entrant.person.staff_no]
        lanes.append(Lane(entrant.name, row.text("result"), row.text("status"), row.text("reason")))
    return heat.id, lanes
