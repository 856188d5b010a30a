"""Numbers are given once; a correction voids and reissues exactly what changed."""

from __future__ import annotations

import pytest

from tests.builders import a_contest, a_department
from tests.conftest import Office
from tests.web.awards.finals import a_document, a_field, a_final, a_row, a_version
from tests.web.results import scenes
from web.db.models import AuditEvent, Certificate, Competition, Contest, Entry, ResultVersion
from web.printing.codes import is_sound
from web.services import awards, publication
from web.services.act import Act
from web.services.refusals import Refusal


def register(act: Act) -> list[tuple[int, str, str]]:
    """Every certificate: number, recipient, state."""
    rows = act.session.query(Certificate).order_by(Certificate.number)
    return [(row.number, awards.wording_of(row).recipient, row.state) for row in rows]


def told(act: Act) -> list[str]:
    """What the public page says of each certificate, by number."""
    rows = act.session.query(Certificate).order_by(Certificate.number)
    return [awards.look_up(act, row.code).state for row in rows]


def correct(act: Act, contest: object, *rows: dict[str, object]) -> None:
    """Replace the final version by one with these rows."""
    for version in act.session.query(ResultVersion):
        version.state = "replaced"
    a_version(act, contest, a_document(rows, number=2))  # type: ignore[arg-type]


def test_prize_rows_get_numbers_in_order_and_others_nothing(act: Act) -> None:
    _competition, contest, _entries = a_final(act)
    issued = awards.issue_certificates(act, contest)
    assert register(act) == [(1, "张明同志", "valid"), (2, "李芳同志", "valid")]
    assert all(is_sound(one.code) for one in issued)


def test_issuing_again_gives_the_same_certificates(act: Act) -> None:
    _competition, contest, _entries = a_final(act)
    first = [(one.id, one.number, one.code) for one in awards.issue_certificates(act, contest)]
    assert [(one.id, one.number, one.code) for one in awards.issue_certificates(act, contest)] == first


def test_numbers_go_on_through_the_contests_of_a_competition(act: Act) -> None:
    competition, contest, _entries = a_final(act)
    other = a_contest(act, competition, "essay", "2026年论文评比")
    a_version(act, other, a_document([a_row(_entries[0].id)], "2026年论文评比"))
    awards.issue_certificates(act, contest)
    assert [one.number for one in awards.issue_certificates(act, other)] == [3]


@pytest.mark.parametrize("state", ["preliminary", "notice", "replaced", "void"])
def test_nothing_is_issued_before_the_result_is_final(act: Act, state: str) -> None:
    _competition, contest, entries = a_field(act, ["张明"])
    a_version(act, contest, a_document([a_row(entries[0].id)]), state)
    with pytest.raises(Refusal) as raised:
        awards.issue_certificates(act, contest)
    assert [fault.code for fault in raised.value.faults] == ["awards_not_final"]
    assert register(act) == []


def test_a_correction_keeps_what_reads_the_same_and_replaces_what_changed(act: Act) -> None:
    _competition, contest, (ming, fang, guo) = a_final(act)
    awards.issue_certificates(act, contest)
    correct(
        act,
        contest,
        a_row(ming.id, names=["张明"]),
        a_row(guo.id, names=["王建国"], place=2, prize="二等奖"),
        a_row(fang.id, names=["李芳"], place=3, prize="三等奖"),
    )
    awards.issue_certificates(act, contest)
    assert register(act) == [
        (1, "张明同志", "valid"),
        (2, "李芳同志", "reissued"),
        (3, "王建国同志", "valid"),
        (4, "李芳同志", "valid"),
    ]
    assert act.session.query(Certificate).filter_by(number=2).one().wording["replaced_by"] == 4


def test_a_prize_lost_in_a_correction_voids_the_certificate(act: Act) -> None:
    _competition, contest, (ming, fang, _guo) = a_final(act)
    awards.issue_certificates(act, contest)
    correct(act, contest, a_row(ming.id, names=["张明"]), a_row(fang.id, names=["李芳"], place=2, prize=None))
    awards.issue_certificates(act, contest)
    assert register(act) == [(1, "张明同志", "valid"), (2, "李芳同志", "void")]


def test_a_lost_certificate_is_reissued_with_a_number_and_code_of_its_own(act: Act) -> None:
    competition, contest, _entries = a_final(act)
    old = awards.issue_certificates(act, contest)[0]
    fresh = awards.reissue(act, competition, old, "遗失")
    assert register(act) == [(1, "张明同志", "reissued"), (2, "李芳同志", "valid"), (3, "张明同志", "valid")]
    assert fresh.code != old.code
    assert [one.number for one in awards.issue_certificates(act, contest)] == [3, 2]


def test_a_certificate_that_no_longer_counts_cannot_be_taken_back_again(act: Act) -> None:
    competition, contest, _entries = a_final(act)
    certificate = awards.issue_certificates(act, contest)[0]
    awards.void(act, competition, certificate, "姓名印错")
    for step in (awards.void, awards.reissue):
        with pytest.raises(Refusal) as raised:
            step(act, competition, certificate, "再来一次")
        assert [fault.code for fault in raised.value.faults] == ["certificate_not_valid"]


def test_taking_back_needs_a_reason(act: Act) -> None:
    competition, contest, _entries = a_final(act)
    certificate = awards.issue_certificates(act, contest)[0]
    with pytest.raises(Refusal) as raised:
        awards.void(act, competition, certificate, "  ")
    assert [fault.code for fault in raised.value.faults] == ["certificate_reason_missing"]


def a_department_race(act: Act) -> Competition:
    """Four departments with 9, 7, 7 and 5 points in one final contest."""
    competition, contest, entries = a_field(act, ["甲一", "乙一", "丙一", "丁一"])
    names = ["语文教研组", "数学教研组", "后勤处", "图书馆"]
    for name in names[1:]:
        a_department(act, competition.trade_union, name)
    rows = [
        a_row(entry.id, names=[entry.entrant.name], place=place, points=points, department=name, prize=None)
        for entry, place, points, name in zip(entries, (1, 2, 2, 4), ("9", "7", "7", "5"), names, strict=True)
    ]
    a_version(act, contest, a_document(rows))
    return competition


def test_the_first_three_places_of_the_departments_get_certificates_once(act: Act) -> None:
    competition = a_department_race(act)
    awards.issue_department_certificates(act, competition)
    awards.issue_department_certificates(act, competition)
    said = [awards.wording_of(row).sentence for row in act.session.query(Certificate).order_by(Certificate.number)]
    assert register(act) == [(1, "语文教研组", "valid"), (2, "后勤处", "valid"), (3, "数学教研组", "valid")]
    assert ("团体总分第一名（9分）" in said[0], "团体总分第二名（并列）（7分）" in said[1]) == (True, True)


def test_departments_wait_until_every_counted_contest_is_final(act: Act) -> None:
    competition = a_department_race(act)
    other = a_contest(act, competition, "run", "2026年跑步比赛")
    a_version(act, other, a_document([a_row(1)], "2026年跑步比赛"), "notice")
    with pytest.raises(Refusal) as raised:
        awards.issue_department_certificates(act, competition)
    assert [fault.code for fault in raised.value.faults] == ["awards_totals_open"]


def test_everything_is_issued_in_one_go(act: Act) -> None:
    competition, _contest, _entries = a_final(act)
    assert awards.issue_everything(act, competition) == 3
    assert register(act)[-1] == (3, "语文教研组", "valid")


def test_the_log_holds_numbers_and_no_names(office: Office) -> None:
    with office.act() as act:
        competition, contest, _entries = a_final(act)
        certificate = awards.issue_certificates(act, contest)[0]
        awards.reissue(act, competition, certificate, "张明遗失了原件")
    with office.act() as act:
        bodies = "".join(event.body for event in act.session.query(AuditEvent))
    assert ("certificates_issued" in bodies, "certificate_reissued" in bodies) == (True, True)
    assert ("张明" in bodies, "遗失" in bodies) == (False, False)


def test_a_result_published_the_whole_way_can_be_issued_and_corrected(office: Office) -> None:
    with office.act() as act:
        stage = scenes.a_stage(act)
        contest, entries = scenes.a_judged_contest(act, stage)
        publication.publish_preliminary(act, contest)
        publication.open_notice(act, contest)
    office.clock.forward(days=9)
    with office.act() as act:
        contest = act.session.get_one(Contest, contest.id)
        publication.finalize(act, contest)
        awards.issue_everything(act, contest.competition)
        assert register(act) == [(1, "张明同志", "valid"), (2, "李芳同志", "valid"), (3, "王建国同志", "valid")]
        withdrawn = act.session.get_one(Entry, entries[1].id)
        publication.decide(act, contest, withdrawn, "withdraw_prize", "", "纪要1号", office.clock().date())
        publication.publish_preliminary(act, contest, "评委会撤销一个奖次")
        publication.open_notice(act, contest)
        assert told(act) == ["pending"] * 3
    office.clock.forward(days=9)
    with office.act() as act:
        contest = act.session.get_one(Contest, contest.id)
        publication.finalize(act, contest)
        assert told(act) == ["valid", "pending", "valid"]
        awards.issue_everything(act, contest.competition)
        assert register(act) == [(1, "张明同志", "valid"), (2, "李芳同志", "void"), (3, "王建国同志", "valid")]
        assert told(act) == ["valid", "void", "valid"]
