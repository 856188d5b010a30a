"""Each ready example of the other formats, filled from its example files: the places are those of the command line."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.web.filling import scenes
from tests.web.results.scenes import Stage, a_stage
from web.db.models import Contest, ResultLine
from web.services import filling, publication, results
from web.services.act import Act
from web.services.example_rules import ExampleRules, example_rules
from web.services.filling.layouts import titles_of
from web.services.grids import grids_of
from web.services.intake.headers import plain_title
from web.services.lines import Way, way_of
from web.services.refusals import Refusal

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "results"
UNIONS = [f"第{n}基层工会" for n in "一二三四五六七"]
PEOPLE = ["张明", "李芳", "王建国", "赵丽", "陈强", "周敏"]


@pytest.fixture
def stage(act: Act) -> Stage:
    return a_stage(act, "设备科", "后勤处", "教务处")


def table(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def the_file(name: str, names: Mapping[str, str]) -> bytes:
    """An example's file with our names in place of its codes."""
    rows = table(name)
    columns = list(rows[0])
    return scenes.a_workbook([columns, *([names[row["entry"]], *(row[c] for c in columns[1:])] for row in rows)])


def bring_in(act: Act, contest: Contest, content: bytes) -> int:
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "成绩.xlsx", content)
    assert filling.batch_faults(batch) == []
    return filling.apply_lines(act, filling.open_desk(act, contest), batch)


def an_index(act: Act, stage: Stage) -> Contest:
    contest = scenes.an_example(act, stage, "vitality_index")
    scenes.enter_unions(act, stage, contest, UNIONS)
    return contest


def test_the_vitality_index_ranks_each_class_of_unions(act: Act, stage: Stage) -> None:
    contest = an_index(act, stage)
    names = {f"U0{n}": name for n, name in enumerate(UNIONS, 1)}
    bring_in(act, contest, the_file("vitality_index.entries.csv", names))
    assert next(fault.code for fault in results.blockers(results.work(act, contest))) == "lines_missing"
    bring_in(act, contest, the_file("vitality_index.csv", names))
    expected = [
        (names[row["entry"]], int(row["place"]) if row["place"] else None, row["score"])
        for row in table("vitality_index.places.csv")
    ]
    assert scenes.places(act, contest) == expected
    document = publication.publish_preliminary(act, contest).document
    assert {row["names"][0]: row.get("facts", {}).get("stars") for row in document["rows"]}["第一基层工会"] == "4"
    assert "allowance" not in {kind for one in document["evidence"] for kind, _params in one["told"]}


def test_the_template_comes_back_as_it_was_filled(act: Act, stage: Stage) -> None:
    contest = an_index(act, stage)
    content = scenes.filled_in(
        filling.template(filling.open_desk(act, contest)),
        {
            ("基本情况", "第一基层工会", "所属类别"): "国企",
            ("基本情况", "第一基层工会", "会员人数"): "320",
            ("基本情况", "第一基层工会", "上年度星级"): "3",
            ("指标", "第一基层工会", "组织建设"): "19.5",
            ("指标", "第一基层工会", "项目载体（活动场次）"): "13",
            ("加分、扣分与一票否决", "第一基层工会", "加分：省级表彰"): "1",
            ("加分、扣分与一票否决", "第一基层工会", "否决：违规使用工会经费"): "否",
        },
    )
    assert bring_in(act, contest, content) == 5
    stored = {line.cells.get("indicator", "facts"): line.cells for line in act.session.query(ResultLine)}
    assert (stored["facts"], stored["项目"]["value"], stored["违规开支"]["value"]) == (
        {"group": "国企", "size": "320", "stars": "3"},
        "13",
        "no",
    )
    again = filling.stage_lines(act, filling.open_desk(act, contest), "成绩.xlsx", content)
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)


def a_tally(act: Act, stage: Stage) -> Contest:
    contest = scenes.an_example(act, stage, "ankang_cup")
    scenes.enter_people(act, stage, contest, PEOPLE)
    return contest


def test_the_ledger_of_reports_ranks_as_on_the_command_line(act: Act, stage: Stage) -> None:
    contest = a_tally(act, stage)
    names = {f"P0{n}": name for n, name in enumerate(PEOPLE, 1)}
    assert bring_in(act, contest, the_file("ankang_cup.csv", names)) == 13
    expected = [
        (names[row["entry"]], int(row["place"]) if row["place"] else None, row["score"])
        for row in table("ankang_cup.places.csv")
    ]
    assert scenes.places(act, contest) == expected


def test_a_report_brought_in_again_with_its_number_changes_its_state(act: Act, stage: Stage) -> None:
    contest = a_tally(act, stage)
    head = ["entry", "report", "kind", "level", "state"]
    bring_in(act, contest, scenes.a_workbook([head, ["张明", "H001", "隐患", "", "已上报"]]))
    assert scenes.places(act, contest)[0] == ("张明", 1, "1")
    bring_in(act, contest, scenes.a_workbook([head, ["张明", "H001", "隐患", "重大", "已核实"]]))
    assert scenes.places(act, contest)[0] == ("张明", 1, "10")
    assert act.session.query(ResultLine).count() == 1


def test_counts_typed_by_hand_add_to_the_ledger(act: Act, stage: Stage) -> None:
    contest = a_tally(act, stage)
    desk = filling.open_desk(act, contest)
    titles = [column.label.text for column in desk.grids[0].columns]
    assert titles[:4] == ["已上报", "已核实·一般", "已核实·较大", "已核实·重大"]
    scenes.type_in(act, contest, 1, {"李芳": ["2", "", "1"]})
    scenes.type_in(act, contest, 2, {"李芳": ["1"]})
    assert scenes.places(act, contest)[0] == ("李芳", 1, "17")
    missing = [fault.code for fault in results.blockers(results.work(act, contest))]
    assert missing == []


def test_whoever_reported_nothing_blocks_no_tally_but_an_empty_one_is_blocked(act: Act, stage: Stage) -> None:
    contest = a_tally(act, stage)
    assert [fault.code for fault in results.blockers(results.work(act, contest))] == ["lines_missing"]


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([["姓名", "已上报"], ["没有的人", "2"]], [("line_entry_unknown", "A2")]),
        ([["姓名", "已上报"], ["张明", "2"], ["张明", "3"]], [("line_twice_in_file", "B3")]),
        ([["姓名", "已上报"], ["张明", "两件"]], [("count_not_a_number", "B2")]),
        ([["entry", "kind", "state"], ["张明", "隐患", "上报了"]], [("state_not_listed", "C2")]),
        ([["entry", "kind", "state"], ["张明", "隐患", "已核实"]], [("level_needed", "A2")]),
    ],
)
def test_a_faulty_file_names_its_cells_and_cannot_be_stored(
    act: Act, stage: Stage, rows: list[list[str]], faults: list[tuple[str, str]]
) -> None:
    contest = a_tally(act, stage)
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "成绩.xlsx", scenes.a_workbook(rows))
    assert [(fault.code, fault.where) for fault in filling.batch_faults(batch)] == faults
    with pytest.raises(Refusal) as refused:
        filling.apply_lines(act, filling.open_desk(act, contest), batch)
    assert ([fault.code for fault in refused.value.faults], act.session.query(ResultLine).count()) == (
        ["batch_faulty"],
        0,
    )


@pytest.mark.parametrize("one", example_rules(), ids=lambda one: one.code)
def test_results_of_every_ready_example_can_be_brought_in(one: ExampleRules) -> None:
    rulebook = one.rulebook
    grids = grids_of(rulebook, rounds=("1",), judges=("001", "002"))
    ways = {Way.PANEL: True, Way.DESK: True, Way.LINES: bool(grids)}
    assert ways[way_of(rulebook)]
    titles = [plain_title(title) for listed in titles_of(grids) for title in listed]
    assert (len(titles), "" in titles) == (len(set(titles)), False)
