"""Races that one time for each starter does not settle: rounds, watches, readers, laps, centimetres."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.web.filling import scenes
from tests.web.results.scenes import RUN, Stage, a_contest, a_stage, enter
from web.db.models import Contest, RaceResult, ResultLine
from web.present.filling_words import in_chinese
from web.services import filling, publication, races, result_document, results
from web.services.act import Act
from web.services.refusals import Refusal
from web.services.result_document import Json

FOUR = ["张明", "李芳", "王建国", "赵丽"]


@pytest.fixture
def stage(act: Act) -> Stage:
    return a_stage(act)


def a_race(act: Act, stage: Stage, code: str, names: Sequence[str] = FOUR) -> Contest:
    contest = scenes.an_example(act, stage, code)
    scenes.enter_people(act, stage, contest, names)
    return contest


def titles(act: Act, contest: Contest) -> list[list[str]]:
    return [[in_chinese(column.label) for column in grid.columns] for grid in filling.open_desk(act, contest).grids]


def told(act: Act, contest: Contest, name: str) -> list[tuple[str, Json]]:
    document = results_document(act, contest)
    entry = next(row["entry"] for row in document["rows"] if row["names"] == [name])
    steps = next(one["told"] for one in document["evidence"] if one["entry"] == entry)
    return [(kind, params) for kind, params in steps]


def results_document(act: Act, contest: Contest) -> Json:
    return result_document.build(results.work(act, contest), 0)


def test_attempts_stand_side_by_side_and_equal_ones_are_parted_by_the_next_best(act: Act, stage: Stage) -> None:
    contest = a_race(act, stage, "long_jump")
    assert titles(act, contest) == [[f"第 {n} 轮" for n in range(1, 7)]]
    typed = {"张明": ["7.85", "X", "7.60"], "李芳": ["7.70", "785cm", "-"], "王建国": ["X", "X", "X"], "赵丽": ["DNS"]}
    scenes.type_in(act, contest, 1, typed)
    placed, others = scenes.places(act, contest)[:2], scenes.places(act, contest)[2:]
    assert placed == [("李芳", 1, "7.85"), ("张明", 2, "7.85")]
    assert others == [("王建国", None, ""), ("赵丽", None, "")]
    assert results.blockers(results.work(act, contest)) == []


def test_heights_stand_side_by_side_and_take_what_was_tried_there(act: Act, stage: Stage) -> None:
    contest = a_race(act, stage, "high_jump")
    assert titles(act, contest)[0][:2] == ["2.20 米", "2.25 米"]
    typed = {"张明": ["O", "XO", "XXX"], "李芳": ["XO", "O", "XX-", "X"], "王建国": ["XXX"], "赵丽": ["DNS"]}
    scenes.type_in(act, contest, 1, typed)
    assert scenes.places(act, contest)[:2] == [("李芳", 1, "2.25"), ("张明", 2, "2.25")]
    with pytest.raises(Refusal, match="attempts_form"):
        scenes.type_in(act, contest, 1, {"赵丽": ["2.20"]})


def test_heats_and_final_take_their_heat_and_say_who_goes_on(act: Act, stage: Stage) -> None:
    contest = a_race(act, stage, "heats_and_final")
    heats, semi, final = titles(act, contest)
    assert heats == semi == ["成绩", "状态", "组次", "加罚", "终点先后", "原因 / 条款"]
    assert final == ["成绩", "状态", "加罚", "终点先后", "原因 / 条款"]
    heats_typed = {"张明": ["11.52", "", "1"], "李芳": ["11.60", "", "1"], "王建国": ["11.48", "", "2"]}
    scenes.type_in(act, contest, 1, {**heats_typed, "赵丽": ["", "DNF", "2"]})
    scenes.type_in(act, contest, 3, {"张明": ["11.30"], "王建国": ["11.41"]})
    assert [place for _name, place, _score in scenes.places(act, contest)] == [1, 2, 3, None]
    document = results_document(act, contest)
    assert [table["name"] for table in document["tables"]] == ["advanced"]
    kinds = [kind for kind, _params in told(act, contest, "张明")]
    assert kinds == ["raced", "raced", "through", "reading"]


def test_three_watches_give_the_middle_one(act: Act, stage: Stage) -> None:
    contest = a_race(act, stage, "run_with_watches")
    assert titles(act, contest)[0][:4] == ["表 1", "表 2", "表 3", "状态"]
    scenes.type_in(act, contest, 1, {"张明": ["4:05.3", "4:05.1", "4:05.8"], "李芳": ["4:04.9", "4:05.0", ""]})
    scenes.type_in(act, contest, 1, {"王建国": ["", "", "", "DNS"], "赵丽": ["", "", "", "DNF"]})
    assert scenes.places(act, contest)[:2] == [("李芳", 1, "4:05.0"), ("张明", 2, "4:05.3")]
    settled = [params["how"] for kind, params in told(act, contest, "张明") if kind == "settled"]
    assert settled == ["middle_watch"]


def test_two_readers_too_far_apart_need_a_third_reading(act: Act, stage: Stage) -> None:
    contest = a_race(act, stage, "treadmill_two_readers", FOUR[:2])
    scenes.type_in(act, contest, 1, {"张明": ["1860", "1900"], "李芳": ["1800", "1810"]})
    faults = results.blockers(results.work(act, contest))
    assert len(faults) == 1
    assert "张明" in faults[0].params.values()
    scenes.type_in(act, contest, 1, {"张明": ["1860", "1900", "1890"]})
    assert results.blockers(results.work(act, contest)) == []
    assert scenes.places(act, contest)[0][:2] == ("张明", 1)


def test_penalty_laps_cost_what_the_rules_say(act: Act, stage: Stage) -> None:
    contest = a_race(act, stage, "walk_with_laps", FOUR[:2])
    columns = titles(act, contest)[0]
    line = dict.fromkeys(columns, "")
    first = {**line, "成绩": "30:00", "罚圈": "2"}
    second = {**line, "成绩": "31:00"}
    scenes.type_in(act, contest, 1, {"张明": list(first.values()), "李芳": list(second.values())})
    assert scenes.places(act, contest) == [("李芳", 1, "31:00"), ("张明", 2, "32:00")]


def test_nobody_is_absent_by_a_remark_and_a_disqualification_names_its_clause(act: Act, stage: Stage) -> None:
    contest = a_race(act, stage, "walk_with_laps", FOUR[:2])
    line = dict.fromkeys(titles(act, contest)[0], "")
    remark, out = {**line, "原因 / 条款": "迟到"}, {**line, "状态": "DQ"}
    with pytest.raises(Refusal) as refused:
        scenes.type_in(act, contest, 1, {"张明": list(remark.values()), "李芳": list(out.values())})
    assert sorted(fault.code for fault in refused.value.faults) == ["line_without_result", "result_dq_reason"]
    assert act.session.query(ResultLine).count() == 0


def test_publishing_and_explaining_a_race_of_two_runs(act: Act, stage: Stage) -> None:
    contest = a_race(act, stage, "two_runs", FOUR[:2])
    scenes.type_in(act, contest, 1, {"张明": ["50.12", "51.40"], "李芳": ["49.90", "DNF"]})
    version = publication.publish_preliminary(act, contest)
    assert [(row["score_text"], row["status"]) for row in version.document["rows"]] == [("1:41.52", "FIN"), ("", "DNF")]


def test_the_race_desk_takes_no_result_that_would_not_count(act: Act, stage: Stage) -> None:
    contest = a_race(act, stage, "long_jump")
    with pytest.raises(Refusal, match="result_by_lines"):
        races.enter_results_file(act, contest, [("T001", None, races.STATUSES[1], "")])
    assert act.session.query(RaceResult).count() == 0


def test_one_time_for_each_starter_stays_with_the_race_desk(act: Act, stage: Stage) -> None:
    contest = a_contest(act, stage, RUN)
    enter(act, stage, contest, [("张明", "语文组")])
    with pytest.raises(Refusal, match="filled_elsewhere"):
        filling.open_desk(act, contest)


def listed(act: Act, contest: Contest, part: int, *, everybody: bool = False) -> list[str]:
    desk = filling.open_desk(act, contest)
    return [row.label.text for row in desk.rows(desk.grids[part - 1], everybody=everybody)]


def test_a_later_round_lists_who_reached_it_heat_by_heat(act: Act, stage: Stage) -> None:
    names = [*FOUR, "陈强", "周敏", "吴刚", "孙伟", "郑洁", "冯涛"]
    contest = a_race(act, stage, "heats_and_final", names)
    assert listed(act, contest, 2) == names  # nothing was run yet
    times = {name: [f"11.{n:02d}", "", str(2 - n % 2)] for n, name in enumerate(names, 1)}
    scenes.type_in(act, contest, 1, times)
    assert listed(act, contest, 1) == [*names[::2], *names[1::2]]
    assert listed(act, contest, 2) == [*names[:6], "吴刚", "孙伟"]
    scenes.type_in(act, contest, 2, {"张明": ["", "DNS", "2"], "孙伟": ["11.9", "", "1"]})
    assert listed(act, contest, 2) == ["孙伟", "张明", "李芳", "王建国", "赵丽", "陈强", "周敏", "吴刚"]
    assert listed(act, contest, 2, everybody=True) == names


def test_whom_the_referee_lets_go_on_is_listed_once_typed(act: Act, stage: Stage) -> None:
    names = [*FOUR, "陈强", "周敏", "吴刚", "孙伟", "郑洁", "冯涛"]
    contest = a_race(act, stage, "heats_and_final", names)
    scenes.type_in(act, contest, 1, {name: [f"11.{n:02d}", "", str(2 - n % 2)] for n, name in enumerate(names, 1)})
    desk = filling.open_desk(act, contest)
    grid = desk.grids[1]
    row = next(row for row in desk.rows(grid, everybody=True) if row.label.text == "冯涛")
    filling.enter_grid(act, desk, grid, {filling.box(row, 0): "11.80"}, {row.code: row.base})
    assert "冯涛" in listed(act, contest, 2)
    warned = [fault.code for fault in results.warnings(results.work(act, contest))]
    assert warned == ["advanced_unqualified"]
