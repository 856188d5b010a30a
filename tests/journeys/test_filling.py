"""Other formats in a real browser: from the ready example to the explanation, filled by hand and by file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import a_person
from tests.journeys.conftest import Served
from tests.journeys.formats import STORIES, Story
from tests.journeys.test_every_page import page_faults
from tests.web.filling import scenes
from tests.web.results.scenes import Stage, seat_judges
from web.db.models import Competition, Contest, Department
from web.office import office_act
from web.services import competitions, entries, groups, panel

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "results"

VISITS = (("zh-CN", ("tablet", "phone"), False), ("en-GB", ("desktop",), True))
"""Language, sizes, and whether axe looks."""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.code)
def test_a_format_from_its_example_to_the_explanation(
    served: Served, page: Page, chromium: Browser, story: Story, tmp_path: Path
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(served.organizer_link())
    page.locator(".button-main").first.click()
    with office_act(served.settings, served.clock) as act:
        number = competitions.start_own(act, "启明学校工会", "2026年职工竞赛").id
    contest_page = _create(served, page, number, story)
    _enter(served, number, story)
    _fill(served, page, contest_page, story, tmp_path)
    results = contest_page.replace("/contests/", "/results/")
    _publish(page, results, story)
    if story.pages:
        _fit(chromium, page, [*(f"{contest_page}/{one}" for one in story.pages), results, page.url])


def _fit(chromium: Browser, page: Page, addresses: Sequence[str]) -> None:
    """The pages of this contest fit every screen in both languages, and axe finds nothing."""
    faults = []
    for language, sizes, axe in VISITS:
        context = chromium.new_context(locale=language, storage_state=page.context.storage_state())
        opened = context.new_page()
        faults += [fault for address in addresses for fault in page_faults(opened, address, sizes, axe)]
        context.close()
    assert faults == []


def _create(served: Served, page: Page, competition: int, story: Story) -> str:
    page.goto(f"{served.address}/c/{competition}/contests/new")
    page.get_by_text("其他项目的例子").click()
    page.get_by_role("link", name=story.title).first.click()
    page.get_by_role("button", name="建立项目").click()
    expect(page.get_by_text("已建立。请核对规则后冻结。")).to_be_visible()
    address = page.url.rpartition("/rules")[0]
    page.goto(f"{address}/rules/review")
    page.get_by_role("button", name="冻结第 1 版").click()
    expect(page.get_by_text("已冻结").first).to_be_visible()
    return address


def _enter(served: Served, number: int, story: Story) -> None:
    """Who takes part; entering is walked through elsewhere."""
    with office_act(served.settings, served.clock) as act:
        competition = act.session.get_one(Competition, number)
        contest = act.session.query(Contest).filter_by(competition_id=number).one()
        home = Department(trade_union_id=competition.trade_union_id, kind="department", name="设备科", path="设备科")
        act.session.add(home)
        act.session.flush()
        if story.kind == "union":
            entries.enter_unions(act, competition, contest, "\n".join(story.entered.values()))
        for n, name in enumerate(story.entered.values() if story.kind == "person" else (), 1):
            person = a_person(act, competition.trade_union, name, department_id=home.id, staff_no=f"T{n:03d}")
            entries.enter(act, contest, entries.person_entrant(act, competition, person))
        groups.close_entries(act, contest)
        seat_judges(act, Stage(competition.trade_union, competition, {}), contest, story.judges)
        if story.paper:
            panel.open_sheets(act, contest)


def _fill(served: Served, page: Page, contest_page: str, story: Story, folder: Path) -> None:
    page.goto(contest_page)
    if story.paper:
        _copy_marks(page, contest_page, story, folder)
        page.goto(f"{contest_page}/fill/")
    else:
        page.get_by_role("link", name="下一步：录入成绩").click()
    if story.part:
        page.get_by_role("navigation", name="要填的表").get_by_role("link", name=story.part).click()
    for label in story.typed:
        page.get_by_label(label, exact=True).fill("很多")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(f"请改正下面 {len(story.typed)} 处")
    for label, text in story.typed.items():
        expect(page.get_by_label(label, exact=True)).to_have_value("很多")
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text(f"已保存 {len(story.typed)} 格。")).to_be_visible()
    for part, typed in story.then.items():
        page.get_by_role("navigation", name="要填的表").get_by_role("link", name=part).click()
        for label, text in typed.items():
            page.get_by_label(label, exact=True).fill(text)
        page.get_by_role("button", name="保存", exact=True).click()
    for name in story.files:
        _bring_in(page, name, story, folder)


def _copy_marks(page: Page, contest_page: str, story: Story, folder: Path) -> None:
    """Marks from paper through their page: sheets are filled and sealed."""
    page.goto(contest_page.replace("/contests/", "/panel/"))
    page.get_by_role("link", name="导入纸质评分").click()
    marks = [
        [name, str(judge), criterion, mark]
        for judge in range(1, story.judges + 1)
        for name, of_criteria in story.paper.items()
        for criterion, mark in of_criteria.items()
    ]
    path = folder / "marks.xlsx"
    path.write_bytes(scenes.a_workbook([["姓名", "评委", "评分项", "分数"], *marks]))
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="导入", exact=True).click()
    sheets = story.judges * len(story.paper)
    expect(page.get_by_text(f"已录入 {len(marks)} 个分数、{sheets} 份评分表，其中 {sheets} 份已封存。")).to_be_visible()


def _bring_in(page: Page, name: str, story: Story, folder: Path) -> None:
    rows = _lines_of(name, story)
    rows = [_without_typed(story, [story.entered.get(row[0], row[0]), *row[1:]]) for row in rows]
    path = folder / name.replace(".csv", ".xlsx")
    path.write_bytes(scenes.a_workbook([row for row in rows if row]))
    page.get_by_role("link", name="导入", exact=True).click()
    page.get_by_label("文件（.xlsx 或 .csv）").set_input_files(path)
    page.get_by_role("button", name="读取并预览").click()
    page.get_by_role("button", name="写入").click()
    expect(page.get_by_text("格有变化")).to_be_visible()


def _lines_of(name: str, story: Story) -> list[list[str]]:
    """An example's file; marks that were copied from paper and nominees of others are left out."""
    with (EXAMPLES / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if story.paper:
        rows = [
            {k: v for k, v in row.items() if k not in ("judge", "criterion", "mark")} for row in rows if row["item"]
        ]
        rows = [row for row in rows if row["entry"] in ("", *story.entered)]
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def _without_typed(story: Story, row: list[str]) -> list[str]:
    """The example's twenty hazards in one row were typed by hand already."""
    return [] if story.code == "ankang_cup" and row[-1] == "20" else row


def _publish(page: Page, results: str, story: Story) -> None:
    page.goto(results)
    expect(page.get_by_role("row").filter(has_text=story.first).first).to_contain_text(story.score)
    page.get_by_label("我已核对，知道这一步之后所有人都能看到上述内容").check()
    page.get_by_role("button", name="公布初步结果").click()
    page.get_by_role("link", name="看公开页面").click()
    expect(page.locator("main")).to_contain_text(story.beside)
    page.get_by_role("link", name=f"为什么 {story.first}").click()
    for words in story.why:
        expect(page.locator("dl.why")).to_contain_text(words)
