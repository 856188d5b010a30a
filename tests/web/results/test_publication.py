"""The road of a result: preliminary, notice, final; corrections, decisions, fingerprints."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.conftest import START, Office, at
from tests.web.results import scenes
from web.db.models import AuditStream, Contest, Entry, PanelSeat, RaceResult, ResultVersion, Sheet
from web.services import audit, publication, rules
from web.services.act import Act
from web.services.publication import changes
from web.services.refusals import Fault, Refusal

SHANGHAI = ZoneInfo("Asia/Shanghai")


def refused(work: object, *args: object) -> list[Fault]:
    with pytest.raises(Refusal) as caught:
        work(*args)  # type: ignore[operator]
    return list(caught.value.faults)


def finalized(act: Act, contest: Contest) -> ResultVersion:
    publication.publish_preliminary(act, contest)
    noticed = publication.open_notice(act, contest)
    assert noticed.notice_until is not None
    return publication.finalize(at(act, noticed.notice_until), contest)


def move_a_mark(act: Act, entry: Entry, totals: int) -> None:
    """The first judge's sheet gets another total, as after a recount."""
    sheet = act.session.query(Sheet).filter_by(entry_id=entry.id).join(PanelSeat).order_by(PanelSeat.number).first()
    assert sheet is not None
    sheet.marks[1].hundredths = totals - sheet.marks[0].hundredths
    act.session.flush()


class TestRoad:
    def test_preliminary_then_notice_then_final(self, act: Act) -> None:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        version = publication.publish_preliminary(act, contest)
        assert (version.number, version.state, version.published_at, version.signature) == (1, "preliminary", None, "")
        publication.open_notice(act, contest)
        until = datetime(2026, 10, 15, 0, 0, tzinfo=SHANGHAI)
        assert (version.state, version.published_at, version.notice_until) == ("notice", START, until)
        publication.finalize(at(act, until), contest)
        assert (version.state, version.final_at) == ("final", until)

    def test_nothing_is_final_a_second_before_the_notice_ends(self, act: Act) -> None:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
        until = publication.open_notice(act, contest).notice_until
        assert until is not None
        early = at(act, until - timedelta(seconds=1))
        assert refused(publication.finalize, early, contest) == [Fault("notice_running", {"until": "2026-10-14 24:00"})]

    def test_the_steps_cannot_be_taken_out_of_turn(self, act: Act) -> None:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        assert refused(publication.open_notice, act, contest) == [Fault("nothing_preliminary")]
        assert refused(publication.finalize, act, contest) == [Fault("nothing_in_notice")]
        publication.publish_preliminary(act, contest)
        assert refused(publication.finalize, act, contest) == [Fault("nothing_in_notice")]
        publication.open_notice(act, contest)
        assert refused(publication.open_notice, act, contest) == [Fault("nothing_preliminary")]

    def test_nothing_is_published_while_a_sheet_is_open(self, act: Act) -> None:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        act.session.query(Sheet).filter_by(entry_id=entries[0].id).limit(1).one().state = "open"
        assert refused(publication.publish_preliminary, act, contest) == [Fault("sheets_unsealed", {"n": 1})]
        assert publication.versions(act.session, contest) == []

    def test_nothing_is_published_without_frozen_rules(self, act: Act) -> None:
        stage = scenes.a_stage(act)
        contest = scenes.contests.create_contest(act, stage.competition, "run", "跑步", scenes.RUN)
        assert [f.code for f in refused(publication.publish_preliminary, act, contest)] == ["rules_not_frozen"]

    def test_a_time_under_protest_is_shown_but_never_final(self, act: Act) -> None:
        contest, entries = scenes.a_run(act, scenes.a_stage(act))
        act.session.query(RaceResult).filter_by(entry_id=entries[1].id).one().status = "PROV"
        version = publication.publish_preliminary(act, contest)
        until = publication.open_notice(act, contest).notice_until
        assert until == START + timedelta(minutes=30)
        late = at(act, START + timedelta(minutes=31))
        assert refused(publication.finalize, late, contest) == [Fault("results_provisional", {"n": 1})]
        assert [row["status"] for row in version.document["rows"]] == ["FIN", "FIN", "PROV", "DNF"]

    def test_each_step_is_in_the_event_log(self, act: Act) -> None:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        version = finalized(act, contest)
        stream = act.session.query(AuditStream).filter_by(contest_id=contest.id).one()
        events = act.session.query(audit.AuditEvent).filter_by(stream_id=stream.id).order_by("seq").all()
        kinds = [event.kind for event in events if event.kind.startswith("result_")]
        assert kinds == ["result_preliminary", "result_notice", "result_final"]
        assert json.loads(events[-1].body)["body"]["fingerprint"] == version.fingerprint
        assert audit.verify(act.session, stream) == []


class TestDocument:
    def test_the_fingerprint_is_the_hash_of_the_canonical_document_as_stored(self, office: Office) -> None:
        with office.act() as act:
            contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
            number = publication.publish_preliminary(act, contest).id
        with office.act() as act:
            stored = act.session.get_one(ResultVersion, number)
            assert hashlib.sha256(rfc8785.dumps(stored.document)).hexdigest() == stored.fingerprint

    def test_the_same_scene_has_the_same_fingerprint(self, act: Act) -> None:
        contest, _entries = scenes.a_run(act, scenes.a_stage(act))
        document = publication.publish_preliminary(act, contest).document
        assert document["rows"] == [
            row(1, 1, "12.3", "12300", "陈强", "语文组", prize="一等奖", by="rule", points="9", decided="score"),
            row(2, 2, "12.5", "12450", "周敏", "数学组", tied=True, points="13/2", decided="shared"),
            row(3, 2, "12.5", "12500", "孙伟", "后勤处", tied=True, points="13/2", decided="shared"),
            row(4, None, "", None, "吴刚", "语文组", status="DNF", points="0"),
        ]
        assert document["departments"] == [
            {"department": "语文组", "points": "9", "points_text": "9"},
            {"department": "后勤处", "points": "13/2", "points_text": "6.5"},
            {"department": "数学组", "points": "13/2", "points_text": "6.5"},
        ]

    def test_the_document_holds_no_birth_date_id_number_staff_number_judge_or_private_reason(self, act: Act) -> None:
        stage = scenes.a_stage(act)
        contest = scenes.a_contest(act, stage, scenes.ESSAY)
        secret = {"staff_no": "SN778899", "id_last4": "4477", "id_hmac": "f" * 64, "birth_date": date(1971, 3, 9)}
        entries = scenes.enter(act, stage, contest, [("张明", "语文组")], **secret)
        seats = scenes.seat_judges(act, stage, contest)
        scenes.mark(act, contest, seats, entries[0], [90, 90, 90, 95, 60])
        run, _runners = scenes.a_run(act, stage)
        texts = [
            json.dumps(publication.publish_preliminary(act, one).document, ensure_ascii=False) for one in (contest, run)
        ]
        for leak in ("SN778899", "4477", "ffff", "1971", "评审甲", "旧伤"):
            assert [leak in text for text in texts] == [False, False]

    def test_namesakes_of_one_department_show_the_tail_of_their_staff_numbers(self, act: Act) -> None:
        stage = scenes.a_stage(act)
        contest = scenes.a_contest(act, stage, scenes.RUN, "run", "跑步")
        people = [("张伟", "语文组", "100107"), ("张伟", "语文组", "200107"), ("张伟", "数学组", "300107")]
        for number, (name, home, staff_no) in enumerate(people):
            person = scenes.a_person(
                act, stage.union, name, department_id=stage.departments[home].id, staff_no=staff_no
            )
            entry = scenes.an_entry(act, contest, person)
            scenes.ran(act, contest, entry, 12_000 + 1000 * number)
        scenes.groups.close_entries(act, contest)
        document = publication.publish_preliminary(act, contest).document
        assert [row["namesake"] for row in document["rows"]] == ["100107", "200107", ""]

    def test_the_signature_of_a_final_version_can_be_checked_by_anybody(self, act: Act) -> None:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        version = finalized(act, contest)
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(act.keys.public_hex()))
        public.verify(bytes.fromhex(version.signature), rfc8785.dumps(version.document))


def row(
    entry: int,
    place: int | None,
    text: str,
    score: str | None,
    name: str,
    home: str,
    *,
    tied: bool = False,
    prize: str | None = None,
    by: str = "",
    points: str,
    decided: str = "",
    status: str = "FIN",
) -> dict[str, object]:
    """A row of the scene's run; its exact score is in milliseconds."""
    return {
        "entry": entry,
        "group": "",
        "group_name": "",
        "place": place,
        "tied": tied,
        "score": score,
        "score_text": text,
        "status": status,
        "reason": "",
        "decided_by": decided,
        "prize": prize,
        "prize_by": by,
        "prize_note": "",
        "certificate": "place",
        "points": points,
        "names": [name],
        "members": [],
        "namesake": "",
        "entrant_kind": "person",
        "department": home,
        "title": f"{name}的作品{entry}",
        "bib": None,
    }


class TestCorrection:
    def test_a_correction_is_a_new_version_and_the_old_one_stays(self, act: Act) -> None:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        first = publication.publish_preliminary(act, contest)
        publication.open_notice(act, contest)
        kept = rfc8785.dumps(first.document)
        move_a_mark(act, entries[1], 9200)
        assert refused(publication.finalize, at(act, START + timedelta(days=9)), contest) == [
            Fault("result_changed", {"number": 1})
        ]
        second = publication.publish_preliminary(act, contest, "复核时发现一份评分表抄错")
        states = [(one.number, one.state, one.reason) for one in publication.versions(act.session, contest)]
        assert states == [(2, "preliminary", "复核时发现一份评分表抄错"), (1, "replaced", "")]
        assert rfc8785.dumps(first.document) == kept
        shown = [(change.entry, change.fields) for change in changes(first.document, second.document)]
        assert shown == [
            (
                entries[1].id,
                (("tied", True, False), ("score_text", "88.00", "89.33")),
            ),
            (entries[2].id, (("place", 2, 3), ("tied", True, False))),
        ]

    def test_a_correction_needs_a_reason_and_a_difference(self, act: Act) -> None:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
        assert refused(publication.publish_preliminary, act, contest, " ") == [
            Fault("correction_needs_reason", {"number": 1}),
            Fault("result_unchanged", {"number": 1}),
        ]

    def test_a_changed_result_is_not_put_to_notice(self, act: Act) -> None:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
        move_a_mark(act, entries[3], 8500)
        assert refused(publication.open_notice, act, contest) == [Fault("result_changed", {"number": 1})]

    def test_a_final_result_is_corrected_the_same_way(self, act: Act) -> None:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        finalized(act, contest)
        move_a_mark(act, entries[0], 8000)
        second = publication.publish_preliminary(act, contest, "异议成立")
        assert [(v.number, v.state) for v in publication.versions(act.session, contest)] == [
            (2, "preliminary"),
            (1, "replaced"),
        ]
        assert second.signature == ""

    def test_void_and_restart_voids_what_was_published(self, act: Act) -> None:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        finalized(act, contest)
        rules.void_and_restart(act, contest, "评审程序有误")
        act.session.expire_all()
        assert [(v.number, v.state) for v in publication.versions(act.session, contest)] == [(1, "void")]
        assert publication.version_in_force(act.session, contest) is None
