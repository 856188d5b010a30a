"""Standings worked out from sheets and results, and what keeps them from being published."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring import Status
from tests.conftest import Office, count_queries
from tests.web.results import scenes
from web.db.models import Contest, Sheet
from web.services import results
from web.services.act import Act
from web.services.refusals import Fault, Refusal
from web.services.results import entry_code


def codes(act: Act, contest: Contest) -> list[Fault]:
    return results.blockers(results.work(act, contest))


def test_equal_works_share_the_second_place_and_the_third_is_skipped(act: Act) -> None:
    contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
    found = results.standings(act, contest)
    assert [(row.entry, row.place, row.tied, row.score, row.prize) for row in found.rows] == [
        (entry_code(entries[0].id), 1, False, "90.00", "一等奖"),
        (entry_code(entries[1].id), 2, True, "88.00", "二等奖"),
        (entry_code(entries[2].id), 2, True, "88.00", "二等奖"),
        (entry_code(entries[3].id), 4, False, "80.00", None),
    ]


def test_times_are_rounded_up_to_the_rulebook_and_a_retired_runner_stands_last(act: Act) -> None:
    contest, _entries = scenes.a_run(act, scenes.a_stage(act))
    found = results.standings(act, contest)
    assert [(row.place, row.score, row.status, row.points) for row in found.rows] == [
        (1, "12.3", Status.FIN, Fraction(9)),
        (2, "12.5", Status.FIN, Fraction(13, 2)),
        (2, "12.5", Status.FIN, Fraction(13, 2)),
        (None, "", Status.DNF, Fraction(0)),
    ]


def test_an_open_sheet_blocks_and_is_not_a_zero(act: Act) -> None:
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, scenes.ESSAY)
    entries = scenes.enter(act, stage, contest, [("张明", "语文组"), ("李芳", "数学组")])
    seats = scenes.seat_judges(act, stage, contest)
    scenes.mark(act, contest, seats, entries[0], [90, 90, 90, 95, 60])
    scenes.mark(act, contest, seats, entries[1], [88, 88, None, 92, 70])
    assert codes(act, contest) == [Fault("sheets_unsealed", {"n": 1})]
    statuses = {row.entry: row.status for row in results.standings(act, contest).rows}
    assert statuses == {entry_code(entries[0].id): Status.FIN, entry_code(entries[1].id): Status.BLOCKED}


def test_a_seat_without_a_sheet_blocks(act: Act) -> None:
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, scenes.ESSAY)
    entries = scenes.enter(act, stage, contest, [("张明", "语文组"), ("李芳", "数学组")])
    seats = scenes.seat_judges(act, stage, contest)
    scenes.mark(act, contest, seats, entries[0], [90, 90, 90, 95, 60])
    assert codes(act, contest) == [Fault("sheets_missing", {"n": 5})]


def test_too_few_valid_marks_are_named_by_work_code_when_all_is_sealed(act: Act) -> None:
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, scenes.ESSAY)
    entries = scenes.enter(act, stage, contest, [("张明", "语文组")])
    seats = scenes.seat_judges(act, stage, contest)
    scenes.mark(act, contest, seats, entries[0], [90, 90, 90, 95, 60])
    sheet = act.session.query(Sheet).filter_by(seat_id=seats[0].id).one()
    sheet.state = "recused"
    expected = {"entry": entries[0].blind_code, "valid": 4, "needed": 5, "criterion": ""}
    assert codes(act, contest) == [Fault("too_few_marks", expected)]


def test_a_runner_without_result_blocks_and_is_no_dns_by_default(act: Act) -> None:
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, scenes.RUN, "run", "跑步")
    entries = scenes.enter(act, stage, contest, [("陈强", "语文组"), ("周敏", "数学组")])
    scenes.ran(act, contest, entries[0], 12_000)
    assert codes(act, contest) == [Fault("results_missing", {"n": 1})]


def test_open_entries_and_an_empty_contest_block(act: Act) -> None:
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, scenes.RUN, "run", "跑步")
    assert codes(act, contest) == [Fault("entries_not_closed", {"contest": "跑步"}), Fault("no_entries")]


def test_a_contest_without_panel_says_so(act: Act) -> None:
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, scenes.ESSAY)
    scenes.enter(act, stage, contest, [("张明", "语文组")])
    assert codes(act, contest)[0] == Fault("no_panel")


def test_without_frozen_rules_there_are_no_standings(act: Act) -> None:
    stage = scenes.a_stage(act)
    contest = scenes.contests.create_contest(act, stage.competition, "run", "跑步", scenes.RUN)
    with pytest.raises(Refusal) as refused:
        results.standings(act, contest)
    assert [fault.code for fault in refused.value.faults] == ["rules_not_frozen"]


def test_marks_of_an_earlier_run_do_not_count(act: Act) -> None:
    contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
    contest.run = 2
    assert codes(act, contest) == [Fault("sheets_missing", {"n": 20})]


def test_a_judge_who_left_owes_no_sheet_and_their_marks_do_not_count(act: Act) -> None:
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, scenes.ESSAY)
    entries = scenes.enter(act, stage, contest, [("张明", "语文组")])
    seats = scenes.seat_judges(act, stage, contest, 6)
    scenes.mark(act, contest, seats, entries[0], [90, 90, 90, 95, 60, 60])
    act.session.query(Sheet).filter_by(seat_id=seats[5].id).one().state = "void"
    seats[5].left_at = act.now
    assert codes(act, contest) == []
    assert results.standings(act, contest).rows[0].score == "90.00"
    row = results.overview(act, stage.competition)[0]
    assert (row.phase, row.done, row.whole) == ("ready", 5, 5)
    contest.run = 2
    assert codes(act, contest) == [Fault("sheets_missing", {"n": 5})]


def test_a_withdrawn_entry_is_out_of_the_list(act: Act) -> None:
    contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
    entries[0].state = "withdrawn"
    act.session.flush()
    assert entry_code(entries[0].id) not in {row.entry for row in results.standings(act, contest).rows}
    assert codes(act, contest) == []


def test_the_explanation_names_kept_and_dropped_marks(act: Act) -> None:
    contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
    told = results.explanation(act, contest, entries[0])
    assert told.panel is not None
    assert [(part.judge, part.share.value) for part in told.panel.contributions] == [
        ("001", "kept"),
        ("002", "kept"),
        ("003", "kept"),
        ("004", "dropped_high"),
        ("005", "dropped_low"),
    ]


def test_working_out_takes_as_many_queries_for_many_entries_as_for_few(office: Office) -> None:
    counts = []
    for names in ([("张明", "语文组")], [("李芳", "语文组"), ("王建国", "数学组"), ("赵丽", "后勤处")]):
        with office.act() as act:
            stage = scenes.Stage(*_fresh(act, len(names)))
            contest = scenes.a_contest(act, stage, scenes.ESSAY)
            entries = scenes.enter(act, stage, contest, names)
            seats = scenes.seat_judges(act, stage, contest)
            for entry in entries:
                scenes.mark(act, contest, seats, entry, [90, 90, 90, 95, 60])
            number = contest.id
        with office.act() as act:
            contest = act.session.get_one(Contest, number)
            with count_queries(office.engine) as statements:
                results.standings(act, contest)
            counts.append(len(statements))
    assert counts[0] == counts[1]


def _fresh(act: Act, number: int):  # type: ignore[no-untyped-def]
    """A union and competition of their own for each round."""
    union = scenes.a_union(act, f"第{number}工会")
    made = {name: scenes.a_department(act, union, name) for name in ("语文组", "数学组", "后勤处")}
    return union, scenes.a_competition(act, union, code=f"code{number}"), made
