"""The law of one sheet: open > sealed > reopened, open > recused, and what each state refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from scoring.values import Hundredths
from tests.web.judging.scenes import a_scene, judge_actor, mark_and_seal, marks, stored
from web.db.models import AuditEvent, AuditStream, PanelMinute, ResultVersion
from web.db.queries import Missing
from web.services import audit, judging, panel, rules
from web.services.act import Act
from web.services.refusals import Conflict, NotFound, Refusal


def codes(refusal: Refusal) -> list[tuple[str, str]]:
    """The faults of a refusal as (where, code)."""
    return [(fault.where, fault.code) for fault in refusal.faults]


def test_a_draft_keeps_what_is_given_and_an_unmarked_criterion_has_no_row(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    judging.save_marks(act, sheet, marks(0, None), 0, "简洁")
    assert (stored(sheet), sheet.version, sheet.state, sheet.comment) == ({"T1": 0}, 1, "open", "简洁")
    judging.save_marks(act, sheet, marks(None, 950), 1)
    assert (stored(sheet), sheet.version, sheet.comment) == ({"T2": 950}, 2, "简洁")


def test_every_fault_of_every_mark_is_told_and_nothing_is_written(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    wrong = {"T1": Hundredths(1050), "T2": Hundredths(125), "T9": Hundredths(100)}
    with pytest.raises(Refusal) as refused:
        judging.save_marks(act, sheet, wrong, 0, "长" * 501)
    assert codes(refused.value) == [
        ("T9", "criterion_unknown"),
        ("T1", "mark_above_maximum"),
        ("T2", "mark_off_step"),
        ("comment", "comment_long"),
    ]
    assert (stored(sheet), sheet.version) == ({}, 0)


def test_a_stale_version_overwrites_nothing(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    judging.save_marks(act, sheet, marks(800, 900), 0)
    with pytest.raises(Conflict) as refused:
        judging.save_marks(act, sheet, marks(100, 100), 0)
    assert codes(refused.value) == [("", "sheet_changed")]
    assert (stored(sheet), sheet.version) == ({"T1": 800, "T2": 900}, 1)


def test_saving_what_is_stored_already_changes_nothing_even_from_a_stale_page(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    judging.save_marks(act, sheet, marks(800, 900), 0)
    judging.save_marks(act, sheet, marks(800, 900), 0)
    assert sheet.version == 1


def test_sealing_needs_every_criterion(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    with pytest.raises(Refusal) as refused:
        judging.seal(act, sheet, 0)
    assert codes(refused.value) == [("T1", "mark_missing"), ("T2", "mark_missing")]
    assert sheet.state == "open"


def test_sealing_needs_the_version_the_judge_confirmed(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    judging.save_marks(act, sheet, marks(800, 900), 0)
    with pytest.raises(Conflict):
        judging.seal(act, sheet, 0)
    assert sheet.state == "open"


def test_a_sealed_sheet_takes_no_mark_no_seal_and_no_recusal(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    mark_and_seal(act, sheet, 800, 900)
    attempts = (
        lambda: judging.save_marks(act, sheet, marks(100, 100), sheet.version),
        lambda: judging.seal(act, sheet, sheet.version),
        lambda: judging.declare_recusal(act, sheet, "relative"),
    )
    for attempt in attempts:
        with pytest.raises(Refusal) as refused:
            attempt()
        assert codes(refused.value) == [("", "sheet_sealed")]
    assert (sheet.state, stored(sheet), sheet.sealed_at) == ("sealed", {"T1": 800, "T2": 900}, act.now)


def test_the_receipt_stands_for_exactly_these_marks(act: Act) -> None:
    scene = a_scene(act)
    first, second = scene.sheet(act, 0, 0), scene.sheet(act, 0, 1)
    assert judging.receipt_code(first) == ""
    mark_and_seal(act, first, 800, 900)
    mark_and_seal(act, second, 800, 900)
    code = judging.receipt_code(first)
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert judging.receipt_code(second) != code
    judging.reopen(act, first, "录错了")
    assert judging.receipt_code(first) == ""
    judging.seal(act, first, first.version)
    assert judging.receipt_code(first) not in ("", code)


def test_declaring_recusal_removes_the_draft_and_is_minuted(act: Act) -> None:
    scene = a_scene(act)
    sheet = scene.sheet(act, 0, 0)
    judging.save_marks(act, sheet, marks(800, None), 0, "好")
    judging.declare_recusal(act, sheet, "other", "曾共同备课")
    kept = (sheet.state, sheet.recusal_reason, stored(sheet), sheet.comment, sheet.version)
    assert kept == ("recused", "declared:other", {}, "", 2)
    minute = panel.minutes_of(act, scene.contest)[0]
    assert (minute.kind, minute.reason, minute.sheet_id) == ("recusal_declared", "曾共同备课", sheet.id)
    with pytest.raises(Refusal) as refused:
        judging.save_marks(act, sheet, marks(100, 100), 2)
    assert codes(refused.value) == [("", "sheet_recused")]


@pytest.mark.parametrize(
    ("reason", "note", "code"),
    [
        ("other", " ", "recusal_note_missing"),
        ("tired", "", "recusal_reason_unknown"),
        ("relative", "长" * 501, "panel_reason_long"),
    ],
)
def test_a_recusal_needs_a_known_reason(act: Act, reason: str, note: str, code: str) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    with pytest.raises(Refusal) as refused:
        judging.declare_recusal(act, sheet, reason, note)
    assert codes(refused.value) == [("", code)]
    assert sheet.state == "open"


def test_nobody_marks_before_the_rules_are_frozen(act: Act) -> None:
    scene = a_scene(act)
    sheet = scene.sheet(act, 0, 0)
    rules.frozen_version(act, scene.contest).state = "draft"
    with pytest.raises(Refusal) as refused:
        judging.save_marks(act, sheet, marks(800, 900), 0)
    assert codes(refused.value) == [("", "rules_not_frozen")]


def test_a_run_that_was_voided_takes_no_more_marks(act: Act) -> None:
    scene = a_scene(act)
    sheet = scene.sheet(act, 0, 0)
    mark_and_seal(act, sheet, 800, 900)
    other = scene.sheet(act, 0, 1)
    rules.void_and_restart(act, scene.contest, "规则有误")
    rules.freeze(act, scene.contest, "重新开始")
    with pytest.raises(Refusal) as refused:
        judging.save_marks(act, other, marks(800, 900), 0)
    assert codes(refused.value) == [("", "sheet_void")]
    assert stored(sheet) == {"T1": 800, "T2": 900}


def test_another_judges_sheet_does_not_exist_for_a_judge(act: Act) -> None:
    scene = a_scene(act)
    sheet = scene.sheet(act, 0, 1)
    stranger = replace(act, actor=judge_actor(scene.judges[1]))
    for attempt in (
        lambda: judging.save_marks(stranger, sheet, marks(100, 100), 0),
        lambda: judging.seal(stranger, sheet, 0),
        lambda: judging.declare_recusal(stranger, sheet, "relative"),
    ):
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(Missing):
        judging.sheet_of(act.session, scene.judges[1].account_id, scene.seats[0].id, scene.entries[1].id)


def test_a_withdrawn_work_is_gone_from_the_judge(act: Act) -> None:
    scene = a_scene(act)
    where = (scene.judges[0].account_id, scene.seats[0].id, scene.entries[1].id)
    assert judging.sheet_of(act.session, *where) is scene.sheet(act, 0, 1)
    scene.entries[1].state = "withdrawn"
    act.session.flush()
    with pytest.raises(Missing):
        judging.sheet_of(act.session, *where)


def test_sealing_several_is_all_or_nothing(act: Act) -> None:
    scene = a_scene(act)
    first, second = scene.sheet(act, 0, 0), scene.sheet(act, 0, 1)
    for sheet in (first, second):
        judging.save_marks(act, sheet, marks(800, 900), 0)
    with act.session.begin_nested() as attempt:
        with pytest.raises(Conflict):
            judging.seal_all(act, {first.id: 1, second.id: 0}, scene.seats[0])
        attempt.rollback()
    assert [sheet.state for sheet in (first, second)] == ["open", "open"]
    with pytest.raises(NotFound):
        judging.seal_all(act, {first.id: 1}, scene.seats[1])
    judging.seal_all(act, {first.id: 1, second.id: 1}, scene.seats[0])
    assert [sheet.state for sheet in (first, second)] == ["sealed", "sealed"]


def test_the_chief_sends_a_sheet_back_with_a_reason_and_the_marks_stay(act: Act) -> None:
    scene = a_scene(act)
    sheet = scene.sheet(act, 1, 1)
    mark_and_seal(act, sheet, 800, 900)
    chief = replace(act, actor=judge_actor(scene.judges[0]))
    with pytest.raises(Refusal) as refused:
        judging.reopen(chief, sheet, "  ")
    assert codes(refused.value) == [("", "panel_reason_missing")]
    judging.reopen(chief, sheet, "两项写反")
    assert (sheet.state, sheet.sealed_at, stored(sheet), sheet.version) == ("open", None, {"T1": 800, "T2": 900}, 3)
    minute = act.session.scalars(select(PanelMinute)).one()
    assert (minute.kind, minute.reason, minute.recorded_by_id) == (
        "sheet_reopened",
        "两项写反",
        scene.judges[0].account_id,
    )
    with pytest.raises(Refusal) as refused:
        judging.reopen(chief, sheet, "再来")
    assert codes(refused.value) == [("", "sheet_not_sealed")]


def test_only_the_chief_sends_back_and_never_what_the_rule_set_aside(act: Act) -> None:
    scene = a_scene(act)
    own = scene.sheet(act, 1, 1)
    mark_and_seal(act, own, 800, 900)
    with pytest.raises(NotFound):
        judging.reopen(replace(act, actor=judge_actor(scene.judges[1])), own, "想改")
    aside = scene.sheet(act, 1, 0)
    assert aside.recusal_reason == "own_department"
    with pytest.raises(Refusal) as refused:
        judging.reopen(act, aside, "想评")
    assert codes(refused.value) == [("", "sheet_not_sealed")]


def test_a_recusal_declared_by_mistake_can_be_sent_back(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    judging.declare_recusal(act, sheet, "relative")
    judging.reopen(act, sheet, "点错了")
    assert (sheet.state, sheet.recusal_reason) == ("open", "")


def test_nothing_is_sent_back_once_the_result_is_final(act: Act) -> None:
    scene = a_scene(act)
    sheet = scene.sheet(act, 0, 0)
    mark_and_seal(act, sheet, 800, 900)
    final = {"number": 1, "run": 1, "state": "final", "document": {}, "fingerprint": "0" * 64, "created_at": act.now}
    act.session.add(ResultVersion(contest_id=scene.contest.id, **final))
    with pytest.raises(Refusal) as refused:
        judging.reopen(act, sheet, "想改")
    assert codes(refused.value) == [("", "panel_results_final")]


def test_the_log_of_a_contest_stays_whole_and_names_nobody(act: Act) -> None:
    scene = a_scene(act)
    sheet = scene.sheet(act, 0, 0)
    mark_and_seal(act, sheet, 800, 900)
    judging.reopen(act, sheet, "周评委要求更正")
    streams = act.session.scalars(select(AuditStream)).all()
    assert [audit.verify(act.session, stream) for stream in streams] == [[] for _stream in streams]
    bodies = "".join(event.body for event in act.session.scalars(select(AuditEvent)))
    assert [name for name in ("周评委", "欧阳", "语文教研组") if name in bodies] == []
