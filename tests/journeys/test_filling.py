"""Other formats in a real browser: from the ready example to the explanation, filled by hand and by file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import a_person
from tests.journeys.conftest import Served
from tests.journeys.test_every_page import page_faults
from tests.web.filling import scenes
from web.db.models import Competition, Contest, Department
from web.office import office_act
from web.services import competitions, entries, groups

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "results"

VISITS = (("zh-CN", ("tablet", "phone"), False), ("en-GB", ("desktop",), True))
"""Language, sizes, and whether axe looks."""


@dataclass(frozen=True)
class Story:
    """One format: the example's code and title, who is entered under the example's codes, what is typed first.

    `typed` are boxes by their labels. `files` are brought in afterwards; `first` is who wins, `why` what the
    explanation of that place says; `beside` stands on the public page besides the places.
    """

    code: str
    title: str
    entered: Mapping[str, str]
    typed: Mapping[str, str]
    first: str
    score: str
    why: Sequence[str]
    beside: str
    files: Sequence[str] = ()
    part: str = ""
    kind: str = "person"


STORIES = [
    Story(
        code="ballot_cadres",
        title="2026年中层干部民主测评",
        entered={"D01": "张明", "D02": "李芳", "D03": "王建国"},
        part="班子成员 · 总体评价",
        typed={"张明 · 优秀": "4", "张明 · 称职": "0"},
        files=["ballot_cadres.csv"],
        first="张明",
        score="92.06",
        why=["总体评价：有效 41，无效 1，弃权 2", "公布为 92.06", "排在李芳之前"],
        beside="计票报告",
    ),
    Story(
        code="vitality_index",
        title="2026年基层工会活力指数评估",
        entered={f"U0{n}": f"第{name}基层工会" for n, name in enumerate("一二三四五六七", 1)},
        part="指标",
        typed={"第一基层工会 · 组织建设": "19", "第一基层工会 · 队伍建设": "14"},
        files=["vitality_index.entries.csv", "vitality_index.csv"],
        first="第一基层工会",
        score="100.90",
        why=["组织建设：19，得 19/20 分", "加分“省级表彰”：1，加 5", "星级：4 星", "排在第二基层工会之前"],
        beside="星级",
        kind="union",
    ),
    Story(
        code="ankang_cup",
        title="2026年“安康杯”职工隐患排查与合理化建议活动",
        entered={f"P0{n}": name for n, name in enumerate(["张明", "李芳", "王建国", "赵丽", "陈强", "周敏"], 1)},
        part="隐患",
        typed={"王建国 · 已核实·一般": "20"},
        files=["ankang_cup.csv"],
        first="王建国",
        score="30",
        why=["隐患", "30", "先进个人"],
        beside="件数",
    ),
    Story(
        code="long_jump",
        title="跳远",
        entered={"1": "张明", "2": "李芳"},
        typed={"张明 · 第 1 轮": "7.85", "张明 · 第 2 轮": "7.60", "李芳 · 第 1 轮": "7.70", "李芳 · 第 2 轮": "785cm"},
        first="李芳",
        score="7.85",
        why=["赛次 1：7.70", "公布为 7.85", "排在张明之前，依据是次好成绩"],
        beside="7.85 米",
    ),
    Story(
        code="heats_and_final",
        title="100米",
        entered={"1": "张明", "2": "李芳"},
        part="决赛",
        typed={"张明 · 成绩": "11.30", "李芳 · 成绩": "11.25"},
        first="李芳",
        score="11.25",
        why=["赛次 决赛：11.25", "公布为 11.25", "排在张明之前"],
        beside="11.25 秒",
    ),
    Story(
        code="run_with_watches",
        title="跑步（三块表）",
        entered={"1": "张明", "2": "李芳"},
        typed={
            "张明 · 表 1": "4:05.3",
            "张明 · 表 2": "4:05.1",
            "张明 · 表 3": "4:05.8",
            "李芳 · 表 1": "4:04.9",
            "李芳 · 表 2": "4:05.0",
        },
        first="李芳",
        score="4:05.0",
        why=["1 读数：4:04.9", "两块表取较慢者", "公布为 4:05.0"],
        beside="4:05.3",
    ),
    Story(
        code="gymnastics",
        title="体操单项决赛",
        entered={"1": "张明", "2": "李芳"},
        part="分项",
        typed={"张明 · 难度分": "5.6", "张明 · 完成分": "8.2", "李芳 · 难度分": "5.4", "李芳 · 完成分": "8.466"},
        first="李芳",
        score="13.866",
        why=["分项 难度分", "公布为 13.866", "排在张明之前"],
        beside="13.800",
    ),
]


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
    _fit(chromium, page, [f"{contest_page}/fill/?part=2", f"{contest_page}/fill/import", results, page.url])


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
    expect(page.get_by_role("heading", level=1)).to_contain_text("规则")
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


def _fill(served: Served, page: Page, contest_page: str, story: Story, folder: Path) -> None:
    page.goto(contest_page)
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
    for name in story.files:
        _bring_in(page, name, story, folder)


def _bring_in(page: Page, name: str, story: Story, folder: Path) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    rows = [line.split(",") for line in text.splitlines()]
    rows = [_without_typed(story, [story.entered.get(row[0], row[0]), *row[1:]]) for row in rows]
    path = folder / name.replace(".csv", ".xlsx")
    path.write_bytes(scenes.a_workbook([row for row in rows if row]))
    page.get_by_role("link", name="导入", exact=True).click()
    page.get_by_label("文件（.xlsx 或 .csv）").set_input_files(path)
    page.get_by_role("button", name="读取并预览").click()
    page.get_by_role("button", name="写入").click()
    expect(page.get_by_text("格有变化")).to_be_visible()


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
