"""What is counted and in which order: progress, the judge's list, the chief's table, ties."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.conftest import count_queries
from tests.web.judging.scenes import CODES, a_scene, account_of, judge_actor, mark_and_seal, marks
from web.db.models import ChiefOrder
from web.db.queries import Missing
from web.services import judging, panel, results
from web.services.act import Act
from web.services.refusals import NotFound, Refusal


def test_progress_counts_sheets_and_tells_no_mark(act: Act) -> None:
    scene = a_scene(act, works=3, judges=3)
    mark_and_seal(act, scene.sheet(act, 0, 0), 800, 900)
    judging.save_marks(act, scene.sheet(act, 1, 1), marks(0, None), 0)
    judging.declare_recusal(act, scene.sheet(act, 2, 2), "relative")
    counted = judging.progress(act, scene.contest)
    judges = [(row.seat.number, row.due, row.sealed, row.started, row.recused) for row in counted.seats]
    works = [(row.label, row.due, row.sealed, row.recused, row.short) for row in counted.works]
    assert judges == [(1, 3, 1, 0, 0), (2, 2, 0, 1, 1), (3, 2, 0, 0, 1)]
    assert works == [(CODES[2], 2, 0, 1, False), (CODES[0], 2, 1, 1, False), (CODES[1], 3, 0, 0, False)]
    assert (counted.sealed, counted.due, counted.percent, counted.complete) == (1, 7, 14, False)


def test_progress_is_complete_when_every_sheet_due_is_sealed(act: Act) -> None:
    scene = a_scene(act, works=1)
    assert not judging.progress(act, scene.contest).complete
    mark_and_seal(act, scene.sheet(act, 0, 0), 800, 900)
    counted = judging.progress(act, scene.contest)
    assert (counted.percent, counted.complete) == (100, True)


def test_a_work_with_too_few_judges_left_is_short(act: Act) -> None:
    scene = a_scene(act, judges=2)
    judging.declare_recusal(act, scene.sheet(act, 0, 0), "relative")
    short = [(work.label, work.due, work.short) for work in judging.progress(act, scene.contest).works]
    assert short == [(CODES[0], 0, True), (CODES[1], 2, False)]


def test_progress_takes_as_many_queries_for_three_works_as_for_one(act: Act) -> None:
    counts = []
    for works, code in ((1, "abc2345678"), (3, "zzz2345678")):
        scene = a_scene(act, works=works, judges=works + 1, code=code)
        act.session.expunge_all()
        contest = act.session.get_one(type(scene.contest), scene.contest.id)
        with count_queries(act.session.get_bind().engine) as statements:
            judging.progress(act, contest)
            judging.alarms(act, contest)
            panel.panel_cards(act, contest.competition)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_each_judge_of_a_blind_contest_has_an_order_of_the_own_that_stays(act: Act) -> None:
    scene = a_scene(act, works=5, judges=5, recuse=False)
    orders = []
    for judge in scene.judges:
        (first,) = judging.works(act, account_of(act, judge))
        (again,) = judging.works(act, account_of(act, judge))
        assert first.lines == again.lines
        orders.append(tuple(line.code for line in first.lines))
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(CODES))}
    assert len(set(orders)) > 1


def test_works_of_an_open_contest_stand_by_registration(act: Act) -> None:
    scene = a_scene(act, works=4, blind=False, recuse=False)
    (own,) = judging.works(act, account_of(act, scene.judges[1]))
    assert [line.entry_id for line in own.lines] == [entry.id for entry in scene.entries]


def test_a_total_is_not_shown_as_complete_while_a_mark_is_missing(act: Act) -> None:
    scene = a_scene(act, works=1)
    judging.save_marks(act, scene.sheet(act, 0, 0), marks(0, None), 0)
    (own,) = judging.works(act, account_of(act, scene.judges[0]))
    line = own.lines[0]
    assert (line.total, line.marked, line.criteria, line.complete, line.to_do) == (0, 1, 2, False, True)
    assert (own.ready, own.following()) == ((), line)


def test_the_chief_is_alarmed_by_a_spread_above_fifteen_marks_only(act: Act) -> None:
    scene = a_scene(act, works=2, judges=3, recuse=False)
    totals = {0: ((1000, 1000), (250, 250), (500, 500)), 1: ((1000, 1000), (250, 200), (500, 500))}
    for entry, sheets in totals.items():
        for judge, (first, second) in enumerate(sheets):
            mark_and_seal(act, scene.sheet(act, judge, entry), first, second)
    seen = [(work.label, work.spread, work.alarm) for work in judging.panel_works(act, scene.contest, scene.seats[0])]
    assert seen == [(CODES[1], 1550, True), (CODES[0], 1500, False)]
    assert judging.alarms(act, scene.contest) == 1


def test_a_chief_who_stands_aside_from_a_work_does_not_see_its_totals(act: Act) -> None:
    scene = a_scene(act, works=2, judges=3)
    panel.set_chief(act, scene.seats[1])
    for judge, entry in ((0, 0), (2, 0), (0, 1), (1, 1), (2, 1)):
        mark_and_seal(act, scene.sheet(act, judge, entry), 800, 900)
    seen = {work.label: work.totals for work in judging.panel_works(act, scene.contest, scene.seats[1])}
    assert seen == {CODES[0]: (), CODES[1]: (1700, 1700, 1700)}


def _tied(act: Act) -> tuple:  # type: ignore[type-arg]
    scene = a_scene(act, works=3, judges=2, recuse=False)
    for entry, first in ((0, 800), (1, 800), (2, 500)):
        mark_and_seal(act, scene.sheet(act, 0, entry), first, 900)
        mark_and_seal(act, scene.sheet(act, 1, entry), first, 900)
    works = judging.panel_works(act, scene.contest, scene.seats[0])
    return scene, judging.equal_works(results.standings(act, scene.contest), works)


def test_works_the_rules_leave_equal_are_shown_to_the_chief(act: Act) -> None:
    scene, ties = _tied(act)
    assert [sorted(work.entry_id for work in tied) for tied in ties] == [[entry.id for entry in scene.entries[:2]]]
    judging.reopen(act, scene.sheet(act, 0, 2), "更正")
    works = judging.panel_works(act, scene.contest, scene.seats[0])
    assert judging.equal_works(results.standings(act, scene.contest), works) == ()


def test_the_chiefs_ruling_is_recorded_and_a_later_one_counts(act: Act) -> None:
    scene, _ties = _tied(act)
    chief = replace(act, actor=judge_actor(scene.judges[0]))
    one, two, three = (entry.id for entry in scene.entries)
    judging.rule_on_tie(chief, scene.contest, [two, one], "教学过程更完整")
    assert judging.chief_order(act.session, scene.contest) == (two, one)
    judging.rule_on_tie(chief, scene.contest, [one, two], "复议")
    assert judging.chief_order(act.session, scene.contest) == (one, two)
    assert len(act.session.scalars(select(ChiefOrder)).all()) == 2
    kinds = [(row.kind, row.reason) for row in panel.minutes_of(act, scene.contest)]
    assert kinds == [("tie_ruled", "复议"), ("tie_ruled", "教学过程更完整")]
    assert three not in judging.chief_order(act.session, scene.contest)


def test_only_the_chief_rules_with_a_reason_on_two_own_works_of_the_contest(act: Act) -> None:
    scene, _ties = _tied(act)
    one, two, _three = (entry.id for entry in scene.entries)
    with pytest.raises(Missing):
        judging.rule_on_tie(replace(act, actor=judge_actor(scene.judges[1])), scene.contest, [one, two], "理由")
    for order, reason, codes in (
        ([one], "", ["tie_needs_two", "panel_reason_missing"]),
        ([one, one], "理由", ["tie_needs_two"]),
        ([one, two], "长" * 501, ["panel_reason_long"]),
    ):
        with pytest.raises(Refusal) as refused:
            judging.rule_on_tie(act, scene.contest, order, reason)
        assert [fault.code for fault in refused.value.faults] == codes
    with pytest.raises(NotFound):
        judging.rule_on_tie(act, scene.contest, [one, 999_999], "理由")


def test_a_chief_does_not_rule_on_a_work_the_chief_stands_aside_from(act: Act) -> None:
    scene = a_scene(act, works=2)
    panel.set_chief(act, scene.seats[1])
    chief = replace(act, actor=judge_actor(scene.judges[1]))
    with pytest.raises(Refusal) as refused:
        judging.rule_on_tie(chief, scene.contest, [entry.id for entry in scene.entries], "理由")
    assert [fault.code for fault in refused.value.faults] == ["tie_chief_recused"]


def test_the_chiefs_ruling_settles_the_place(act: Act) -> None:
    scene, _ties = _tied(act)
    one, two, three = (entry.id for entry in scene.entries)
    judging.rule_on_tie(act, scene.contest, [two, one], "教学过程更完整")
    rows = [(int(row.entry), row.place, row.tied) for row in results.standings(act, scene.contest).rows]
    assert rows == [(two, 1, False), (one, 2, False), (three, 3, False)]
