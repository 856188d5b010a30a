"""The life of a rulebook: draft, frozen, replaced, void; nothing scored before, nothing exchanged after."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from scoring.errors import RuleFaults
from scoring.rulebook import Notice, canonical, fingerprint, parse
from tests.builders import a_competition
from tests.web.rules.scenes import DOCUMENTS, a_contest, a_mark, a_result, a_woman
from web.db.models import (
    AuditEvent,
    AuditStream,
    Certificate,
    Contest,
    ResultVersion,
    RulebookVersion,
    Sheet,
    SheetMark,
)
from web.services import groups, rules
from web.services.act import Act
from web.services.audit import verify
from web.services.refusals import Conflict, Refusal


def changed(code: str = "essay") -> str:
    """The example's rules with a notice period of three days."""
    return canonical(replace(parse(DOCUMENTS[code]), notice=Notice(days=3)))


def codes(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def states(act: Act, contest: Contest) -> list[tuple[int, str]]:
    return [(version.number, version.state) for version in reversed(rules.versions(act, contest))]


def events(act: Act, contest: Contest) -> list[str]:
    stream = act.session.scalars(select(AuditStream).where(AuditStream.contest_id == contest.id)).one()
    assert verify(act.session, stream) == []
    told = select(AuditEvent.kind).where(AuditEvent.stream_id == stream.id).order_by(AuditEvent.seq)
    return list(act.session.scalars(told))


def test_nothing_is_in_force_before_freezing(act: Act) -> None:
    contest = a_contest(act, a_competition(act))
    with pytest.raises(Refusal) as refused:
        rules.frozen(act, contest)
    assert codes(refused) == ["rules_not_frozen"]
    found = rules.current(act, contest)
    assert found is not None
    assert (found[0].state, found[1]) == ("draft", parse(DOCUMENTS["essay"]))


def test_freezing_gives_number_fingerprint_and_moment(act: Act) -> None:
    contest = a_contest(act, a_competition(act))
    version = rules.freeze(act, contest)
    rulebook = parse(DOCUMENTS["essay"])
    assert (version.number, version.state, version.fingerprint) == (1, "frozen", fingerprint(rulebook))
    assert (version.document, version.frozen_at) == (canonical(rulebook), act.now)
    assert rules.frozen(act, contest) == rulebook
    assert events(act, contest) == ["contest_created", "rules_frozen"]


def test_freezing_twice_finds_no_draft(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    with pytest.raises(Refusal) as refused:
        rules.freeze(act, contest, "再冻结一次")
    assert codes(refused) == ["no_draft"]


def test_a_faulty_document_is_never_stored(act: Act) -> None:
    contest = a_contest(act, a_competition(act))
    with pytest.raises(RuleFaults) as refused:
        rules.save_draft(act, contest, DOCUMENTS["essay"].replace("maximum = 15", "maximum = 16", 1))
    assert [fault.code for fault in refused.value.faults] == ["criteria_total"]
    assert states(act, contest) == [(1, "draft")]


def test_a_draft_is_changed_in_place_until_it_is_frozen(act: Act) -> None:
    contest = a_contest(act, a_competition(act))
    rules.save_draft(act, contest, changed())
    assert states(act, contest) == [(1, "draft")]
    assert rules.freeze(act, contest).document == changed()


def test_a_new_version_before_the_first_mark_needs_a_reason(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    rules.save_draft(act, contest, changed())
    assert rules.frozen(act, contest) == parse(DOCUMENTS["essay"])
    with pytest.raises(Refusal) as refused:
        rules.freeze(act, contest, "  ")
    assert codes(refused) == ["reason_missing"]
    version = rules.freeze(act, contest, "公示期改为三天")
    assert (version.number, version.reason) == (2, "公示期改为三天")
    assert states(act, contest) == [(1, "replaced"), (2, "frozen")]
    assert rules.frozen(act, contest) == parse(changed())


def test_the_reason_stands_with_the_version_and_not_in_the_log(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    rules.save_draft(act, contest, changed())
    rules.freeze(act, contest, "张明提出")
    bodies = act.session.scalars(select(AuditEvent.body)).all()
    assert all("张明" not in body for body in bodies)
    last = json.loads(bodies[-1])["body"]
    assert (last["replaces"], last["number"], len(last["reason"])) == (1, 2, 64)


def test_a_new_version_waits_until_entries_are_open_again(act: Act) -> None:
    contest = a_contest(act, a_competition(act), "treadmill_women", freeze=True)
    a_woman(act, contest)
    groups.close_entries(act, contest)
    rules.save_draft(act, contest, changed("treadmill_women"))
    with pytest.raises(Refusal) as refused:
        rules.freeze(act, contest, "改")
    assert codes(refused) == ["entries_closed_by_old_rules"]
    groups.reopen_entries(act, contest, "规则要改")
    assert rules.freeze(act, contest, "改").number == 2


def test_a_discarded_draft_leaves_the_rules_in_force(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    rules.save_draft(act, contest, changed())
    rules.discard_draft(act, contest)
    assert states(act, contest) == [(1, "frozen"), (2, "void")]
    rules.save_draft(act, contest, changed())
    assert states(act, contest) == [(1, "frozen"), (2, "void"), (3, "draft")]


def test_the_only_draft_cannot_be_discarded(act: Act) -> None:
    contest = a_contest(act, a_competition(act))
    with pytest.raises(Refusal) as refused:
        rules.discard_draft(act, contest)
    assert codes(refused) == ["rules_not_frozen"]


def test_an_editor_who_is_behind_overwrites_nothing(act: Act) -> None:
    contest = a_contest(act, a_competition(act))
    seen = fingerprint(parse(DOCUMENTS["essay"]))
    rules.save_draft(act, contest, changed(), seen)
    with pytest.raises(Conflict):
        rules.save_draft(act, contest, DOCUMENTS["essay"], seen)
    draft = rules.draft_version(act, contest)
    assert draft is not None
    assert draft.document == changed()


@pytest.mark.parametrize("code", ["essay", "treadmill_women"])
def test_after_a_mark_or_time_rules_cannot_be_exchanged(act: Act, code: str) -> None:
    contest = a_contest(act, a_competition(act), code, freeze=True)
    rules.save_draft(act, contest, changed(code))
    entry = a_woman(act, contest)
    assert not rules.has_scores(act, contest)
    (a_mark if code == "essay" else a_result)(act, contest, entry)
    assert rules.has_scores(act, contest)
    with pytest.raises(Refusal) as saving:
        rules.save_draft(act, contest, changed(code))
    with pytest.raises(Refusal) as freezing:
        rules.freeze(act, contest, "改规则")
    assert (codes(saving), codes(freezing)) == (["rules_scored"], ["rules_scored"])


def test_restart_voids_the_run_and_deletes_nothing(act: Act) -> None:
    competition = a_competition(act)
    contest = a_contest(act, competition, freeze=True)
    entry = a_woman(act, contest)
    groups.close_entries(act, contest)
    sheet = a_mark(act, contest, entry)
    published = ResultVersion(
        contest_id=contest.id, number=1, run=1, state="final", document={}, fingerprint="0" * 64, created_at=act.now
    )
    act.session.add(published)
    act.session.flush()
    certificate = Certificate(
        competition_id=competition.id,
        result_version_id=published.id,
        number=1,
        code="C1",
        wording={},
        issued_at=act.now,
    )
    act.session.add(certificate)
    act.session.flush()
    draft = rules.void_and_restart(act, contest, "评分标准印错")
    for row in (sheet, published, certificate, entry):
        act.session.refresh(row)
    assert (sheet.state, published.state, certificate.state) == ("void", "void", "void")
    assert [mark.hundredths for mark in sheet.marks] == [900]
    assert (contest.run, contest.entries_closed_at, entry.group_code) == (2, None, None)
    assert (draft.number, draft.state, draft.reason) == (2, "draft", "评分标准印错")
    assert states(act, contest) == [(1, "void"), (2, "draft")]
    assert not rules.has_scores(act, contest)
    assert rules.freeze(act, contest).reason == "评分标准印错"
    assert events(act, contest)[-2:] == ["run_voided", "rules_frozen"]


def test_restart_is_refused_without_rules_marks_or_reason(act: Act) -> None:
    contest = a_contest(act, a_competition(act))
    refused = []
    for step in ("draft", "frozen", "marked"):
        if step == "frozen":
            rules.freeze(act, contest)
        if step == "marked":
            a_mark(act, contest, a_woman(act, contest))
        with pytest.raises(Refusal) as refusal:
            rules.void_and_restart(act, contest, " ")
        refused += codes(refusal)
    assert refused == ["rules_not_frozen", "nothing_scored", "reason_missing"]
    assert contest.run == 1


def test_another_contest_is_untouched_by_a_restart(act: Act) -> None:
    competition = a_competition(act)
    contest, other = a_contest(act, competition, freeze=True), a_contest(act, competition, "teaching_plan", freeze=True)
    sheets = [a_mark(act, one, a_woman(act, one, name)) for one, name in ((contest, "王芳"), (other, "李敏"))]
    rules.void_and_restart(act, contest, "重来")
    stored = {
        sheet.id: sheet.state for sheet in act.session.scalars(select(Sheet).execution_options(populate_existing=True))
    }
    assert stored == {sheets[0].id: "void", sheets[1].id: "open"}
    assert states(act, other) == [(1, "frozen")]


def test_two_versions_side_by_side_name_only_what_differs(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    rules.save_draft(act, contest, changed())
    before, after, changes = rules.compare_versions(act, contest, 1, 2)
    assert (before.number, after.number) == (1, 2)
    assert [(one.key, one.old, one.new) for one in changes] == [("notice.days", "5", "3")]


def test_versions_are_looked_up_under_their_contest(act: Act) -> None:
    competition = a_competition(act)
    contest, other = a_contest(act, competition), a_contest(act, competition, "teaching_plan", freeze=True)
    rules.save_draft(act, other, changed("teaching_plan"))
    with pytest.raises(LookupError):
        rules.compare_versions(act, contest, 1, 2)


def test_frozen_documents_stay_byte_for_byte(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    first = rules.frozen_version(act, contest)
    assert first is not None
    kept = (first.id, first.document, first.fingerprint, first.frozen_at)
    rules.save_draft(act, contest, changed())
    later = replace(act, now=act.now + timedelta(days=1))
    rules.freeze(later, contest, "换")
    stored = act.session.get_one(RulebookVersion, kept[0], populate_existing=True)
    assert (stored.id, stored.document, stored.fingerprint, stored.frozen_at) == kept


def test_a_second_restart_voids_only_its_own_run(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    sheet = a_mark(act, contest, a_woman(act, contest))
    rules.void_and_restart(act, contest, "重来")
    rules.freeze(act, contest)
    act.session.add(
        Sheet(entry_id=sheet.entry_id, seat_id=sheet.seat_id, run=2, marks=[SheetMark(criterion="E1", hundredths=800)])
    )
    act.session.flush()
    rules.void_and_restart(act, contest, "再重来")
    told = act.session.scalars(select(AuditEvent.body).where(AuditEvent.kind == "run_voided").order_by(AuditEvent.seq))
    assert [(body["run"], body["sheets"]) for body in (json.loads(text)["body"] for text in told)] == [(1, 1), (2, 1)]
    assert contest.run == 3
