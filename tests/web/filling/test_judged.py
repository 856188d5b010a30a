"""Nominations and judged contests: what comes in beside the sheets, or instead of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import an_account, link
from tests.conftest import Office
from tests.web.filling import scenes
from tests.web.results.scenes import Stage, a_contest, a_stage, seat_judges
from web.db.models import Contest, Entry, PanelSeat, Sheet, SheetMark
from web.present.filling_words import in_chinese
from web.services import filling, publication, result_document, results
from web.services.act import Act, Role
from web.services.refusals import Refusal

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "results"
NAMES = ["张明", "李芳", "王建国", "赵丽", "陈强", "周敏", "吴刚", "孙伟"]
NOMINEES = {f"W0{n}": name for n, name in enumerate(NAMES, 1)}
HOMES = ["语文教研组", "语文教研组", "数学教研组", "后勤服务中心", "校办公室", "后勤服务中心", "数学教研组", "校办公室"]


@pytest.fixture
def stage(act: Act) -> Stage:
    return a_stage(act, *dict.fromkeys(HOMES))


def rows_of(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def a_nomination(act: Act, stage: Stage) -> Contest:
    """The example's nominees with its panel's marks, sealed on tablets; review and votes are still to come."""
    contest = scenes.an_example(act, stage, "nominate_worker")
    entered = scenes.enter_people(act, stage, contest, list(NOMINEES.values()))
    for entry, home in zip(entered, HOMES, strict=True):
        entry.entrant.department_id = stage.departments[home].id
    by_code = dict(zip(NOMINEES, entered, strict=True))
    seats = {f"P{seat.number}": seat for seat in seat_judges(act, stage, contest)}
    sheets: dict[tuple[str, str], Sheet] = {}
    for row in rows_of("nominate_worker.csv"):
        if row["judge"]:
            sheet = sheets.setdefault((row["entry"], row["judge"]), a_sheet(contest, by_code, seats, row))
            mark = SheetMark(criterion=row["criterion"], hundredths=round(float(row["mark"]) * 100))
            sheet.marks.append(mark)
    act.session.add_all(sheets.values())
    act.session.add_all(
        Sheet(entry_id=entry.id, seat_id=seat.id, run=contest.run, state="recused", recusal_reason="declared:other")
        for code, entry in by_code.items()
        for judge, seat in seats.items()
        if (code, judge) not in sheets
    )
    act.session.flush()
    return contest


def a_sheet(contest: Contest, entries: dict[str, Entry], seats: dict[str, PanelSeat], row: dict[str, str]) -> Sheet:
    return Sheet(
        entry_id=entries[row["entry"]].id, seat_id=seats[row["judge"]].id, run=contest.run, state="sealed", marks=[]
    )


def bring_in_review(act: Act, contest: Contest) -> None:
    columns = ["entry", "item", "value", "reason", "due", "present"]
    rows = [row for row in rows_of("nominate_worker.csv") if row["item"]]
    lines = [[NOMINEES.get(row["entry"], ""), *(row[name] for name in columns[1:])] for row in rows]
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "审查.xlsx", scenes.a_workbook([columns, *lines]))
    assert filling.batch_faults(batch) == []
    filling.apply_lines(act, filling.open_desk(act, contest), batch)


def test_a_nomination_takes_marks_from_tablets_and_the_rest_from_lines(act: Act, stage: Stage) -> None:
    contest = a_nomination(act, stage)
    assert "condition_missing" in {fault.code for fault in results.blockers(results.work(act, contest))}
    bring_in_review(act, contest)
    expected = [
        (NOMINEES[row["entry"]], int(row["place"]) if row["place"] else None, row["score"])
        for row in rows_of("nominate_worker.places.csv")
    ]
    assert scenes.places(act, contest) == expected


def test_what_the_review_found_stays_in_the_office(act: Act, stage: Stage) -> None:
    contest = a_nomination(act, stage)
    bring_in_review(act, contest)
    worked = results.work(act, contest)
    public, office = (
        {kind for one in result_document.build(worked, 0, office=inside)["evidence"] for kind, _params in one["told"]}
        for inside in (False, True)
    )
    assert office - public == {"condition", "veto"}
    published = result_document.canonical(publication.publish_preliminary(act, contest).document).decode()
    assert "安全责任事故" not in published


def test_the_grids_of_a_nomination_are_review_attendance_and_votes(act: Act, stage: Stage) -> None:
    contest = a_nomination(act, stage)
    desk = filling.open_desk(act, contest)
    assert [[in_chinese(label) for label in grid.labels] for grid in desk.grids] == [
        ["资格审查"],
        ["表决到会人数"],
        ["赞成票"],
    ]
    scenes.type_in(act, contest, 2, {"职工投票（一人一票，每票限选 3 名）": ["120", "108"]})
    scenes.type_in(act, contest, 3, {"张明": ["80", "8"]})
    reopened = filling.open_desk(act, contest)
    assert [reopened.filled(grid) for grid in reopened.grids] == [(0, 8), (1, 2), (1, 8)]


def test_marks_cannot_come_in_as_lines_where_judges_have_tablets(act: Act, stage: Stage) -> None:
    contest = a_nomination(act, stage)
    content = scenes.a_workbook([["entry", "judge", "criterion", "mark"], ["张明", "1", "H1", "30"]])
    with pytest.raises(Refusal, match="file_without_results"):
        filling.stage_lines(act, filling.open_desk(act, contest), "分.xlsx", content)


def test_given_parts_are_typed_and_added_up(act: Act, stage: Stage) -> None:
    contest = scenes.an_example(act, stage, "gymnastics")
    scenes.enter_people(act, stage, contest, ["张明", "李芳"])
    desk = filling.open_desk(act, contest)
    shown = [[in_chinese(column.label) for column in grid.columns] for grid in desk.grids]
    assert shown == [["难度分", "完成分", "处罚"], ["系数", "扣分"]]
    scenes.type_in(act, contest, 1, {"张明": ["5.6", "8.2", "0.1"], "李芳": ["5.4", "8.466"]})
    assert scenes.places(act, contest) == [("李芳", 1, "13.866"), ("张明", 2, "13.700")]


def test_marks_of_several_rounds_are_copied_from_paper_judge_by_judge(act: Act, stage: Stage) -> None:
    contest = scenes.an_example(act, stage, "diving")
    scenes.enter_people(act, stage, contest, ["张明", "李芳"])
    seat_judges(act, stage, contest, 7)
    desk = filling.open_desk(act, contest)
    labels = [" ".join(in_chinese(label) for label in grid.labels) for grid in desk.grids]
    assert labels[:2] == ["第 1 轮 评分", "第 1 轮 系数、难度、扣分"]
    scenes.type_in(act, contest, 1, {"张明": ["7.5"] * 7, "李芳": ["6.5"] * 7})
    scenes.type_in(act, contest, 2, {"张明": ["", "3.0"], "李芳": ["", "2.0"]})
    assert [score for _name, _place, score in scenes.places(act, contest)] == ["67.50", "39.00"]


APART = """
name = "双项难度"
format = "judged"
[judging]
method = "mean"
minimum_judges = 1
difficulty = "multiply"
recuse_own_department = false
[[criteria]]
code = "A"
name = "动作"
maximum = 50
[[criteria]]
code = "B"
name = "编排"
maximum = 50
[rounds]
combine = "sum"
"""


def test_each_criterion_may_have_its_own_difficulty(act: Act, stage: Stage) -> None:
    contest = a_contest(act, stage, APART)
    scenes.enter_people(act, stage, contest, ["张明"])
    seat_judges(act, stage, contest, 1)
    desk = filling.open_desk(act, contest)
    labels = [" ".join(in_chinese(label) for label in grid.labels) for grid in desk.grids]
    assert labels == ["第 1 轮 评委1", "第 1 轮 系数、难度、扣分", "第 1 轮 各评分项的难度"]
    scenes.type_in(act, contest, 1, {"张明": ["8", "6"]})
    scenes.type_in(act, contest, 3, {"张明": ["2", "1.5"]})
    assert scenes.places(act, contest) == [("张明", 1, "25.00")]


def test_without_a_panel_the_page_says_that_judges_come_first(office: Office) -> None:
    with office.act() as act:
        stage = a_stage(act)
        contest = scenes.an_example(act, stage, "diving")
        scenes.enter_people(act, stage, contest, ["张明"])
        account = an_account(act, Role.ORGANIZER, stage.competition)
        path = link(act, account)
    client = office.client()
    client.post(path)
    assert "还没有评委，所以没有评分的格子" in client.get("/c/1/contests/1/fill/").text


def test_answers_from_a_file_stand_in_their_boxes_and_survive_saving(act: Act, stage: Stage) -> None:
    contest = a_nomination(act, stage)
    bring_in_review(act, contest)
    desk = filling.open_desk(act, contest)
    row = next(row for row in desk.rows(desk.grids[0]) if row.label.text == "张明")
    assert row.texts == ("yes", "12", "优秀", "no", "no")
    boxes = {filling.box(row, n): text for n, text in enumerate(row.texts)}
    assert filling.enter_grid(act, desk, desk.grids[0], boxes, {row.code: row.base}) == 0
    book = load_workbook(io.BytesIO(filling.template(desk)))
    assert [cell.value for cell in book["资格审查"][2]][4:] == ["是", "12", "优秀", "否", "否"]
