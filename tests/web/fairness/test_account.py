"""The fairness account of a contest: asked for, worked out once in the background, kept with what it rests on."""

from __future__ import annotations

import json

import pytest

from scoring.fairness.account import account
from scoring.files.fairness.document import as_document
from tests.conftest import Office
from tests.web.fairness import scenes as own
from tests.web.results import scenes
from web.db.models import AuditEvent, Job, SheetMark
from web.services import fairness, results, rules
from web.services.refusals import Refusal


def events(office: Office) -> list[str]:
    with office.act() as act:
        kinds = act.session.query(AuditEvent).order_by(AuditEvent.id)
        return [event.kind for event in kinds if event.kind.startswith("fairness")]


def standing(office: Office) -> fairness.FairnessStanding:
    with office.act() as act:
        return fairness.standing(act, own.the_contest(act))


def test_nothing_is_worked_out_until_an_organizer_asks(office: Office) -> None:
    own.a_marked_contest(office)
    found = standing(office)
    assert (found.asked, found.document, found.obstacle, own.work(office)) == (False, None, None, 0)


def test_asked_for_it_is_what_the_command_gives_with_seed_and_fingerprints(office: Office) -> None:
    own.a_marked_contest(office)
    own.ask(office)
    row = own.the_row(office)
    with office.act() as act:
        worked = results.work(act, own.the_contest(act))
        inputs = results.scoring_inputs(worked.rulebook, worked.sources)
        expected = json.loads(json.dumps(as_document(account(worked.rulebook, inputs, row.seed))))
        assert (row.document, row.rules_fingerprint) == (expected, worked.version.fingerprint)
    assert (len(row.marks_fingerprint), row.worked_at) == (64, office.clock())
    assert events(office) == ["fairness_asked", "fairness_worked_out"]
    assert standing(office).moved == ()


def test_a_changed_mark_makes_it_stale_and_the_same_seed_repeats_it(office: Office) -> None:
    own.a_marked_contest(office)
    own.ask(office)
    before = own.the_row(office)
    with office.act() as act:
        mark = act.session.query(SheetMark).filter_by(criterion="B").order_by(SheetMark.id).first()
        assert mark is not None
        mark.hundredths -= 100
    assert standing(office).moved == ("marks",)
    own.on_contest(office, fairness.work_again)
    own.work(office)
    changed = own.the_row(office)
    assert (standing(office).moved, changed.seed, changed.document == before.document) == ((), before.seed, False)
    with office.act() as act:
        mark = act.session.get_one(SheetMark, mark.id)
        mark.hundredths += 100
    own.on_contest(office, fairness.work_again)
    own.work(office)
    assert own.the_row(office).document == before.document


def test_rules_frozen_anew_make_it_stale(office: Office) -> None:
    own.a_marked_contest(office)
    own.ask(office)
    with office.act() as act:
        version = rules.frozen_version(act, own.the_contest(act))
        assert version is not None
        version.document = version.document.replace("一等奖", "特等奖")
    assert standing(office).moved == ("rules",)


def test_while_a_sheet_is_open_it_waits_and_says_how_many(office: Office) -> None:
    own.a_marked_contest(office, open_sheets=2)
    own.ask(office)
    found = standing(office)
    assert (found.asked, found.document, found.ruled_out) == (True, None, False)
    assert found.obstacle is not None
    assert (found.obstacle.code, found.obstacle.params) == ("fairness_sheets_open", {"n": 2})
    with pytest.raises(Refusal, match="fairness_sheets_open"):
        own.on_contest(office, fairness.work_again)


def test_switched_off_the_account_is_gone_and_asked_again_it_is_the_same(office: Office) -> None:
    own.a_marked_contest(office)
    own.ask(office)
    before = own.the_row(office)
    own.on_contest(office, fairness.switch_off)
    gone = own.the_row(office)
    assert (gone.document, gone.asked_at, gone.worked_at, gone.marks_fingerprint) == (None, None, None, "")
    with pytest.raises(Refusal, match="fairness_off"):
        own.on_contest(office, fairness.work_again)
    own.ask(office)
    assert own.the_row(office).document == before.document
    assert events(office)[2:] == ["fairness_switched_off", "fairness_asked", "fairness_worked_out"]


def test_switched_off_before_the_worker_came_nothing_is_worked_out(office: Office) -> None:
    own.a_marked_contest(office)
    own.on_contest(office, fairness.ask)
    own.on_contest(office, fairness.switch_off)
    assert (own.work(office), own.the_row(office).document) == (0, None)


def test_asking_twice_works_once(office: Office) -> None:
    own.a_marked_contest(office)
    own.on_contest(office, fairness.ask)
    own.on_contest(office, fairness.ask)
    with office.act() as act:
        assert act.session.query(Job).count() == 1


def test_a_stopped_job_keeps_nothing(office: Office) -> None:
    own.a_marked_contest(office)
    own.on_contest(office, fairness.ask)
    with office.act() as act:
        act.session.query(Job).one().cancel_requested = True
    own.work(office)
    found = standing(office)
    assert found.job is not None
    assert (found.job.state, found.job.result, found.document) == ("done", {"stopped": True}, None)


def test_a_race_has_no_account_and_asking_says_so(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_run(act, scenes.a_stage(act))
        found = fairness.standing(act, contest)
        assert found.obstacle is not None
        assert (found.ruled_out, found.obstacle.code) == (True, "fairness_not_judged")
        with pytest.raises(Refusal, match="fairness_not_judged"):
            fairness.ask(act, contest)
