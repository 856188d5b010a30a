"""安康杯 ranked by departments: their people report, by hand and by file, and what somebody handled counts as well."""

from __future__ import annotations

import pytest

from tests.builders import a_department, a_person
from tests.web.filling import scenes
from tests.web.results.scenes import Stage, a_stage
from web.db.models import Contest, Person, ResultLine
from web.present.filling_words import in_chinese
from web.services import entries, filling, groups, publication, results, rules
from web.services.act import Act
from web.services.refusals import Refusal

PEOPLE = {"张明": "设备科", "李芳": "设备科", "王建国": "后勤处", "赵丽": "教务处"}


@pytest.fixture
def stage(act: Act) -> Stage:
    return a_stage(act, "设备科", "后勤处", "教务处")


def a_cup(act: Act, stage: Stage, *changes: tuple[str, str]) -> Contest:
    """The ready example with departments ranked and these changes; every department entered."""
    found = scenes.example("ankang_cup")
    assert found is not None
    document = found.document.replace('ranked = "entries"', 'ranked = "departments"')
    for old, new in changes:
        assert old in document
        document = document.replace(old, new)
    contest = scenes.contests.create_contest(act, stage.competition, "cup", "安康杯", document)
    rules.freeze(act, contest)
    for number, (name, home) in enumerate(PEOPLE.items(), 1):
        a_person(act, stage.union, name, department_id=stage.departments[home].id, staff_no=f"T{number:03d}")
    entries.enter_departments(act, stage.competition, contest, [one.id for one in stage.departments.values()])
    groups.close_entries(act, contest)
    return contest


UNCAPPED = ((", cap = 30", ""), (", cap = 20, reward_cap_fen = 40000", ""))


def test_people_report_for_their_departments_each_with_the_own_cap(act: Act, stage: Stage) -> None:
    contest = a_cup(act, stage)
    shown = [row.label.text for row in filling.open_desk(act, contest).rows(filling.open_desk(act, contest).grids[0])]
    assert shown == ["王建国", "赵丽", "张明", "李芳"]
    scenes.type_in(act, contest, 1, {"张明": ["", "20"], "李芳": ["1"], "王建国": ["", "", "", "3"]})
    assert scenes.places(act, contest) == [("设备科", 1, "31"), ("后勤处", 2, "30"), ("教务处", None, "")]
    document = publication.publish_preliminary(act, contest).document
    told = next(one["told"] for one in document["evidence"] if one["entry"] == document["rows"][0]["entry"])
    assert [params["counted"] for kind, params in told if kind == "kind"] == ["31"]


def test_a_ledger_names_people_and_the_department_that_handled(act: Act, stage: Stage) -> None:
    contest = a_cup(act, stage)
    head = ["报告编号", "姓名", "类别", "等级", "状态", "责任部门"]
    rows = [
        ["H1", "T001", "隐患", "重大", "已核实", "后勤处"],
        ["H2", "王建国", "隐患", "一般", "按期销号", "教务处"],
        ["H3", "赵丽", "合理化建议", "A", "采纳", ""],
    ]
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "台账.xlsx", scenes.a_workbook([head, *rows]))
    assert filling.batch_faults(batch) == []
    filling.apply_lines(act, filling.open_desk(act, contest), batch)
    assert scenes.places(act, contest) == [("教务处", 1, "11"), ("设备科", 2, "10"), ("后勤处", 3, "2")]


def test_where_something_is_capped_by_person_nobody_stays_unnamed(act: Act, stage: Stage) -> None:
    contest = a_cup(act, stage)
    content = scenes.a_workbook(
        [["entry", "kind", "level", "state", "count"], ["设备科", "隐患", "一般", "已核实", "4"]]
    )
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "件数.xlsx", content)
    assert [(fault.code, fault.where) for fault in filling.batch_faults(batch)] == [("reporter_missing", "A2")]


def test_without_limits_by_person_departments_are_counted_as_a_whole(act: Act, stage: Stage) -> None:
    contest = a_cup(act, stage, *UNCAPPED)
    desk = filling.open_desk(act, contest)
    assert [row.label.text for row in desk.rows(desk.grids[0])] == ["设备科", "后勤处", "教务处"]
    scenes.type_in(act, contest, 1, {"设备科": ["", "20"], "教务处": ["", "", "", "9"]})
    assert scenes.places(act, contest) == [("教务处", 1, "90"), ("设备科", 2, "40"), ("后勤处", None, "")]


def test_points_by_head_are_divided_by_the_staff_of_the_department(act: Act, stage: Stage) -> None:
    contest = a_cup(act, stage, ("decimals = 0", "decimals = 2"), ("per_head = false", "per_head = true"))
    labels = [in_chinese(label) for grid in filling.open_desk(act, contest).grids for label in grid.labels]
    assert labels == ["基本情况", "隐患", "合理化建议"]
    scenes.type_in(act, contest, 2, {"张明": ["", "5"], "王建国": ["", "3"], "赵丽": ["1"]})
    assert scenes.places(act, contest)[:2] == [("后勤处", 1, "6.00"), ("设备科", 2, "5.00")]
    scenes.type_in(act, contest, 1, {"设备科": ["1"]})
    assert scenes.places(act, contest)[0] == ("设备科", 1, "10.00")


def test_who_moved_on_still_counts_where_it_was_reported(act: Act, stage: Stage) -> None:
    contest = a_cup(act, stage)
    scenes.type_in(act, contest, 1, {"张明": ["2"]})
    reporter = int(act.session.query(ResultLine).one().cells["reporter"])
    person = act.session.get_one(Person, reporter)
    person.department_id, person.active = stage.departments["教务处"].id, False
    act.session.flush()
    assert scenes.places(act, contest)[0] == ("设备科", 1, "2")


def test_a_department_that_did_not_enter_is_named_when_it_handled_something(act: Act, stage: Stage) -> None:
    contest = a_cup(act, stage)
    stranger = a_department(act, stage.union, "基建处")
    rows = [["姓名", "类别", "等级", "状态", "责任部门"], ["张明", "隐患", "一般", "按期销号", stranger.name]]
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "台账.xlsx", scenes.a_workbook(rows))
    filling.apply_lines(act, filling.open_desk(act, contest), batch)
    faults = results.blockers(results.work(act, contest))
    assert [(fault.code, fault.params["department"]) for fault in faults] == [("department_not_listed", "基建处")]


def test_only_departments_enter_and_none_of_them_twice(act: Act, stage: Stage) -> None:
    contest = a_cup(act, stage)
    contest.entries_closed_at = None
    person = act.session.query(Person).first()
    with pytest.raises(Refusal, match="entrant_kind_not_admitted"):
        entries.enter(act, contest, entries.person_entrant(act, stage.competition, person))
    with pytest.raises(Refusal) as refused:
        entries.enter_departments(act, stage.competition, contest, [one.id for one in stage.departments.values()])
    assert [fault.code for fault in refused.value.faults] == ["already_entered"] * 3
