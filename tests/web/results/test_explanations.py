"""The why in plain sentences: every branch of the law says what it did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.conftest import Office
from tests.web.results import scenes
from web.db.models import PanelSeat, Sheet, SheetMark
from web.present.explanations import why
from web.present.result_words import labels
from web.services import publication, result_document, results
from web.services.act import Act

CRITERIA = """
[[criteria]]
code = "A"
name = "选题"
maximum = 40
[[criteria]]
code = "B"
name = "论证"
maximum = 60
"""


def judged(judging: str, more: str = "", ties: str = '["shared"]') -> str:
    """A judged rulebook with two criteria."""
    return (
        f'name = "评比"\nformat = "judged"\n[judging]\nrecuse_own_department = false\n{judging}\n{CRITERIA}'
        f"[ranking]\nties = {ties}\n{more}\n[notice]\ndays = 1\n"
    )


def marked(act: Act, document: str, sheets: Sequence[Sequence[tuple[int, int] | str]]) -> dict[int, list[str]]:
    """Everybody's why when the entries get these sheets: (A, B) in whole marks, or a state."""
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, document)
    names = [("张明", "语文组"), ("李芳", "数学组"), ("王建国", "语文组"), ("赵丽", "后勤处")][: len(sheets)]
    entries = scenes.enter(act, stage, contest, names)
    seats = scenes.seat_judges(act, stage, contest, len(sheets[0]))
    for entry, given in zip(entries, sheets, strict=True):
        for seat, one in zip(seats, given, strict=True):
            _sheet(act, entry.id, seat, one)
    act.session.flush()
    return told(act, contest)


def _sheet(act: Act, entry_id: int, seat: PanelSeat, one: tuple[int, int] | str) -> None:
    state = one if isinstance(one, str) else "sealed"
    sheet = Sheet(entry_id=entry_id, seat_id=seat.id, run=1, state=state)
    if not isinstance(one, str):
        sheet.marks = [SheetMark(criterion=c, hundredths=100 * m) for c, m in zip("AB", one, strict=True)]
    act.session.add(sheet)


def told(act: Act, contest: scenes.Contest) -> dict[int, list[str]]:
    """All sentences for each entry, in the order of entries."""
    worked = results.work(act, contest)
    document = result_document.build(worked, 1)
    named = labels(document)
    return {
        row["entry"]: [line for part in why(document, row["entry"], worked.rulebook, named) for line in part.lines]
        for row in document["rows"]
    }


@pytest.fixture(autouse=True)
def _chinese(office: Office):  # type: ignore[no-untyped-def]
    with office.app.test_request_context():
        yield


def test_a_criterion_parts_equal_scores(act: Act) -> None:
    found = marked(act, judged('method = "mean"', ties='["criterion:B", "shared"]'), [[(30, 50)] * 3, [(28, 52)] * 3])
    assert "排在张明之前，依据是评分项“论证”：52，对方 50。" in found[2]
    assert "排在李芳之后，依据是评分项“论证”：50，对方 52。" in found[1]


def test_marks_dropped_criterion_by_criterion_are_told_by_criterion(act: Act) -> None:
    sheets = [[(30, 50), (31, 40), (32, 55), (33, 50), (34, 51)]]
    found = marked(act, judged('trim = "criterion"'), sheets)
    assert found[1][:4] == [
        "选题：计入 评委2 31、评委3 32、评委4 33；去掉 评委1 30、评委5 34；平均 32。",
        "论证：计入 评委1 50、评委4 50、评委5 51；去掉 评委2 40、评委3 55；平均 151/3 = 50.3333…。",
        "各评分项的平均分相加：247/3 = 82.3333…。",
        "四舍五入到 2 位小数，公布得分 82.33。",
    ]


def test_judges_who_stood_aside_are_named_by_number_and_never_count_as_zero(act: Act) -> None:
    sheets = [[(30, 50), "recused", "void", (30, 51), (30, 52), "open"]]
    found = marked(act, judged('method = "mean"'), sheets)
    assert found[1][:6] == [
        "计入的评委总分：评委1 80、评委4 81、评委5 82。",
        "回避、不参与本件评分：评委2。",
        "没有评分、不计入（缺分不当作 0 分）：评委6。",
        "评分表作废、不计入：评委3。",
        "平均：（80 + 81 + 82）÷ 3 = 81。",
        "四舍五入到 2 位小数，公布得分 81.00。",
    ]


def test_median_and_stage_rounding_are_said(act: Act) -> None:
    found = marked(act, judged('method = "median"\nrounding = "each_stage"'), [[(30, 50), (31, 40), (32, 55)]])
    assert found[1][1:3] == [
        "取中位数：81。",
        "规则要求每个评分项先四舍五入到 2 位小数再相加，公布得分 81.00。",
    ]


def test_too_few_marks_leave_no_score_and_no_place(act: Act) -> None:
    found = marked(act, judged(""), [[(30, 50), (31, 40), "open"]])
    assert "有效评分不够规则要求的份数，所以还没有得分。" in found[1]
    assert "没有名次。" in found[1]


def test_shares_floors_and_ties_at_the_cut_are_reasoned(act: Act) -> None:
    prizes = '[[prizes]]\nname = "一等奖"\nshare = 25\nfloor = 85\n[[prizes]]\nname = "二等奖"\nshare = 25\n'
    sheets = [[(30, 50)] * 3, [(30, 50)] * 3, [(20, 50)] * 3, [(10, 50)] * 3]
    found = marked(act, judged('method = "mean"', prizes), sheets)
    assert (
        "本组有 4 个有效名次，按规则设一等奖 1 名(25%)，不低于 85 分、二等奖 1 名(25%)（比例累计后四舍五入）。"
        in found[1]
    )
    assert [line for line in found[1] if "奖次" in line or "获" in line] == [
        "按名次获二等奖。",
        "名次并列跨过奖次分界，按规则并列者同获较高的奖次。",
    ]
    assert "未获奖。" in found[3]


def test_the_chief_judges_marks_part_equal_scores(act: Act) -> None:
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, judged('method = "mean"', ties='["chief_judge", "shared"]'))
    entries = scenes.enter(act, stage, contest, [("张明", "语文组"), ("李芳", "数学组")])
    seats = scenes.seat_judges(act, stage, contest, 3)
    seats[0].chief = True
    for entry, totals in zip(entries, ([80, 82, 84], [84, 82, 80]), strict=True):
        scenes.mark(act, contest, seats, entry, totals)
    assert "排在张明之前，依据是评委组长的评分：84，对方 80。" in told(act, contest)[2]


def test_how_often_judges_placed_a_work_first_parts_equal_scores(act: Act) -> None:
    sheets = [[(30, 50), (30, 50), (30, 53)], [(30, 51), (30, 51), (30, 51)]]
    found = marked(act, judged('method = "mean"', ties='["firsts", "shared"]'), sheets)
    assert "排在张明之前，依据是评委各自排出的名次：1、1、2，对方 1、2、2。" in found[2]


def test_a_decision_stands_with_its_minute_in_the_why(act: Act) -> None:
    contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
    publication.decide(act, contest, entries[0], "withdraw_prize", "", "5号纪要", date(2026, 10, 7))
    publication.decide(act, contest, entries[3], "extra_prize", "二等奖", "6号纪要", date(2026, 10, 8))
    found = told(act, contest)
    assert "原奖次已由评委会决定取消。" in found[entries[0].id]
    assert "2026年10月7日 评委会决定取消奖次。纪要：5号纪要" in found[entries[0].id]
    assert "获二等奖，由评委会决定。" in found[entries[3].id]
    assert "2026年10月8日 评委会决定授予二等奖。纪要：6号纪要" in found[entries[3].id]


def test_distances_statuses_and_the_time_limit_have_their_words(act: Act) -> None:
    stage = scenes.a_stage(act)
    document = 'name = "跑步机"\nformat = "race"\n[race]\nmeasure = "distance"\nprecision = 10\n[points]'
    contest = scenes.a_contest(act, stage, document, "treadmill", "跑步机")
    entries = scenes.enter(act, stage, contest, [("李芳", "语文组"), ("周敏", "数学组")])
    scenes.ran(act, contest, entries[0], None)
    scenes.ran(act, contest, entries[1], None, "DQ")
    first = act.session.query(scenes.RaceResult).filter_by(entry_id=entries[0].id).one()
    first.metres = 1866
    act.session.flush()
    found = told(act, contest)
    assert found[entries[0].id][0] == "采用成绩 1866 米，按规则舍去不足 10 米 的部分，公布成绩 1860 米。"
    assert "本组只有这一个名次，没有相邻者需要比较。" in found[entries[0].id]
    assert "第 1 名为所在部门得 9 分。" in found[entries[0].id]
    assert found[entries[1].id][0] == "状态为“取消成绩”，不排名次。"


def test_a_walk_beyond_the_time_limit_is_not_finished(act: Act) -> None:
    stage = scenes.a_stage(act)
    document = 'name = "徒步走"\nformat = "race"\n[race]\nmeasure = "time"\ncut_off_minutes = 10\n'
    contest = scenes.a_contest(act, stage, document, "walk", "徒步走")
    entries = scenes.enter(act, stage, contest, [("陈强", "语文组")])
    scenes.ran(act, contest, entries[0], 600_100)
    assert "超过关门时间，按未完成处理，不排名次。" in told(act, contest)[entries[0].id]


def test_unrounded_times_part_equal_published_ones(act: Act) -> None:
    stage = scenes.a_stage(act)
    document = (
        'name = "跑步"\nformat = "race"\n[race]\nmeasure = "time"\nprecision = 0.1\n[ranking]\nties = ["unrounded"]\n'
    )
    contest = scenes.a_contest(act, stage, document, "run", "跑步")
    entries = scenes.enter(act, stage, contest, [("陈强", "语文组"), ("周敏", "数学组")])
    scenes.ran(act, contest, entries[0], 75_420)
    scenes.ran(act, contest, entries[1], 75_480)
    assert "排在周敏之前，依据是未取舍的成绩：1:15.42，对方 1:15.48。" in told(act, contest)[entries[0].id]
