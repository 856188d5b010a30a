"""The race desk: calls, results with their reasons, nothing lost and nothing silently overwritten."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.races import Status
from scoring.values import Metres, Millis
from tests.builders import a_competition, a_department
from tests.conftest import Office, count_queries
from tests.web.timetable.meet import Meet, a_race, a_staff, adopted, enter, entry_of, signed_in, stored
from web.db.models import AuditEvent, RaceResult, ResultVersion
from web.services import races
from web.services.act import Role
from web.services.races import Typed
from web.services.refusals import Conflict, Fault, Refusal


def _publish(office: Office, meet: Meet) -> None:
    """A preliminary result version of the treadmill that stands published."""
    with office.act() as act:
        act.session.add(
            ResultVersion(
                contest_id=meet.treadmill_id,
                number=1,
                run=1,
                state="preliminary",
                document={},
                fingerprint="0" * 64,
                created_at=act.now,
                published_at=act.now,
            )
        )


def _metres(office: Office, meet: Meet, name: str, metres: int, base: int = 0, **more: str) -> None:
    with office.act() as act:
        races.record_metres(act, entry_of(act, meet.treadmill(act), name), Metres(metres), base, **more)


def _sheet(office: Office, meet: Meet, index: int = 0) -> tuple[int, dict[str, int]]:
    """Number of a heat and its lanes by name."""
    with office.act() as act:
        sheet = races.heat_sheets(act, meet.competition(act))[index]
        return sheet.heat.id, {line.entrant.name: line.lane.id for line in sheet.lines}


def test_result_is_stored_with_version_and_audit_of_old_and_new(office: Office) -> None:
    meet = adopted(office)
    _metres(office, meet, "女1", 1860)
    _metres(office, meet, "女1", 1870, base=1)
    assert stored(office, meet, "女1") == ("FIN", 1870, 2)
    with Session(office.engine) as session:
        bodies = list(session.scalars(select(AuditEvent.body).where(AuditEvent.kind == "race_result")))
    assert '"old":null' in bodies[0]
    assert '"old":{"metres":1860,"millis":null,"penalty_millis":0,"status":"FIN","version":1}' in bodies[1]
    assert '"new":{"metres":1870,"millis":null,"penalty_millis":0,"status":"FIN","version":2}' in bodies[1]


def test_second_writer_never_silently_wins(office: Office) -> None:
    meet = adopted(office)
    _metres(office, meet, "女1", 1860)
    with pytest.raises(Conflict) as conflict:
        _metres(office, meet, "女1", 1500)
    assert [fault.code for fault in conflict.value.faults] == ["result_stale"]
    assert stored(office, meet, "女1") == ("FIN", 1860, 1)


def test_disqualification_needs_its_reason(office: Office) -> None:
    meet = adopted(office)
    with pytest.raises(Refusal) as refused, office.act() as act:
        races.record_status(act, entry_of(act, meet.treadmill(act), "女1"), Status.DQ, 0)
    assert list(refused.value.faults) == [Fault("result_dq_reason", {"name": "女1"})]
    with office.act() as act:
        races.record_status(act, entry_of(act, meet.treadmill(act), "女1"), Status.DQ, 0, reason="手扶栏杆，第3.2条")
    assert stored(office, meet, "女1") == ("DQ", None, 1)


def test_nothing_is_recorded_before_the_rules_are_frozen(office: Office) -> None:
    with office.act() as act:
        competition = a_competition(act)
        contest = a_race(act, competition, "treadmill_women", "跑步机", freeze=False)
        department = a_department(act, competition.trade_union)
        entry = enter(act, contest, a_staff(act, department, "女1", "W01", "F", date(1990, 1, 1)))
        with pytest.raises(Refusal) as refused:
            races.record_metres(act, entry, Metres(1000), 0)
    assert [fault.code for fault in refused.value.faults] == ["rules_not_frozen"]


def test_change_after_publication_needs_a_reason_and_keeps_it(office: Office) -> None:
    meet = adopted(office)
    _metres(office, meet, "女1", 1860)
    _publish(office, meet)
    with pytest.raises(Refusal) as refused:
        _metres(office, meet, "女1", 1900, base=1)
    assert [fault.code for fault in refused.value.faults] == ["result_change_reason"]
    _metres(office, meet, "女1", 1900, base=1, change_reason="读数员复核照片")
    with Session(office.engine) as session:
        result = session.scalars(select(RaceResult)).one()
        assert (result.metres, result.version, result.change_reasons) == (1900, 2, "2: 读数员复核照片\n")


def test_penalty_is_stored_for_times_and_refused_for_distances(office: Office) -> None:
    meet = adopted(office)
    with office.act() as act:
        walker = entry_of(act, meet.walk(act), "男1")
        result = races.record_time(act, walker, Millis(2_400_000), 0, penalty_millis=60_000, reason="跑动第二次")
        assert (result.millis, result.penalty_millis) == (2_400_000, 60_000)
    with pytest.raises(Refusal) as refused, office.act() as act:
        races.record(
            act,
            entry_of(act, meet.treadmill(act), "女1"),
            races.Finding(Status.FIN, 1800, "", 1000),
            0,
        )
    assert [fault.code for fault in refused.value.faults] == ["result_penalty_distance"]


def test_a_heat_is_entered_in_one_form(office: Office) -> None:
    meet = adopted(office)
    heat, lanes = _sheet(office, meet)
    client = signed_in(office, meet, Role.RACE_DESK)
    form = {
        f"reading-{lanes['女1']}": "1,860",
        f"reading-{lanes['女3']}": "1.72公里",
        f"status-{lanes['女5']}": "DNS",
        f"reason-{lanes['女5']}": "病假",
    }
    assert client.post(f"/c/{meet.competition_id}/races/{heat}/results", data=form).status_code == 302
    assert [stored(office, meet, name) for name in ("女1", "女3", "女5")] == [
        ("FIN", 1860, 1),
        ("FIN", 1720, 1),
        ("DNS", None, 1),
    ]


@pytest.mark.parametrize(("typed", "millis"), [("4:05.3", 245_300), ("245.3", 245_300), ("1:02:03", 3_723_000)])
def test_times_are_read_as_people_write_them(office: Office, typed: str, millis: int) -> None:
    meet = adopted(office)
    with office.act() as act:
        sheet = next(each for each in races.heat_sheets(act, meet.competition(act)) if each.timed)
        line = sheet.lines[0]
        assert races.enter_heat(act, sheet, {line.lane.id: Typed(reading=typed)}) == 1
        found = races.results_of(act, sheet.race.contest, [line.lane.entry_id])[line.lane.entry_id]
        assert (found.status, found.millis) == ("FIN", millis)


def test_all_faults_of_a_heat_come_at_once_and_the_input_is_kept(office: Office) -> None:
    meet = adopted(office)
    heat, lanes = _sheet(office, meet)
    client = signed_in(office, meet)
    form = {
        f"reading-{lanes['女1']}": "很远",
        f"reading-{lanes['女3']}": "1720",
        f"status-{lanes['女5']}": "DQ",
    }
    answer = client.post(f"/c/{meet.competition_id}/races/{heat}/results", data=form)
    assert answer.status_code == 422
    assert "没有保存，请改正下面 2 处" in answer.text
    assert "女5 判为取消成绩（DQ），必须写明条款或原因。" in answer.text
    assert ('value="很远"' in answer.text, 'value="1720"' in answer.text) == (True, True)
    assert [stored(office, meet, name) for name in ("女1", "女3", "女5")] == [None, None, None]


def test_two_desks_on_one_heat_see_the_conflict_with_both_values(office: Office) -> None:
    meet = adopted(office)
    heat, lanes = _sheet(office, meet)
    _metres(office, meet, "女1", 1860)
    late = {f"reading-{lanes['女1']}": "1900", f"version-{lanes['女1']}": "0", f"reading-{lanes['女3']}": "1700"}
    client = signed_in(office, meet)
    answer = client.post(f"/c/{meet.competition_id}/races/{heat}/results", data=late)
    assert answer.status_code == 409
    assert ("现在是 1860" in answer.text, 'value="1900"' in answer.text) == (True, True)
    assert [stored(office, meet, name) for name in ("女1", "女3")] == [("FIN", 1860, 1), None]


def test_an_unchanged_form_stores_nothing_again(office: Office) -> None:
    meet = adopted(office)
    heat, lanes = _sheet(office, meet)
    _metres(office, meet, "女1", 1860)
    lane = lanes["女1"]
    same = {f"reading-{lane}": "1860", f"status-{lane}": "FIN", f"version-{lane}": "1"}
    assert signed_in(office, meet).post(f"/c/{meet.competition_id}/races/{heat}/results", data=same).status_code == 302
    assert stored(office, meet, "女1") == ("FIN", 1860, 1)


def test_a_stored_result_cannot_be_blanked(office: Office) -> None:
    meet = adopted(office)
    _metres(office, meet, "女1", 1860)
    with pytest.raises(Refusal) as refused, office.act() as act:
        races.enter_heat(act, races.heat_sheets(act, meet.competition(act))[0], {})
    assert [(fault.code, fault.params) for fault in refused.value.faults] == [("result_cleared", {"name": "女1"})]


def test_check_in_is_ticked_and_taken_back(office: Office) -> None:
    meet = adopted(office)
    heat, lanes = _sheet(office, meet)
    client = signed_in(office, meet, Role.RACE_DESK)
    address = f"/c/{meet.competition_id}/races/{heat}/lanes/{lanes['女1']}"
    answer = client.post(address, data={"present": "1"}, headers={"Accept": "application/json"})
    assert answer.json == {"present": True, "count": 1}
    client.post(address, data={"present": "1"})
    client.post(address, data={"present": "0"})
    with Session(office.engine) as session:
        kinds = list(session.scalars(select(AuditEvent.kind).where(AuditEvent.kind.like("check%"))))
    assert kinds == ["checked_in", "check_in_undone"]


def test_lane_of_another_heat_is_not_found(office: Office) -> None:
    meet = adopted(office)
    heat, _lanes = _sheet(office, meet, 0)
    _other, foreign = _sheet(office, meet, 1)
    client = signed_in(office, meet)
    address = f"/c/{meet.competition_id}/races/{heat}/lanes/{next(iter(foreign.values()))}"
    assert client.post(address, data={"present": "1"}).status_code == 404


def test_progress_counts_heats_and_names_who_is_missing(office: Office) -> None:
    meet = adopted(office)
    for name in ("女1", "女3"):
        _metres(office, meet, name, 1800)
    for name in ("女2", "女4"):
        _metres(office, meet, name, 1800)
    with office.act() as act:
        progress = races.progress_of(races.heat_sheets(act, meet.competition(act)))
    assert (progress.heats, progress.heats_done, progress.starters, progress.settled) == (3, 1, 8, 4)
    assert [line.entrant.name for _sheet, line in progress.missing] == ["女5"]


@pytest.mark.parametrize("path", ["", "sheets/call", "sheets/record"])
def test_desk_asks_as_many_questions_however_many_heats(office: Office, path: str) -> None:
    counts = []
    for women in (1, 12):
        meet = adopted(office, women=women, code=f"abc{women:02d}45678")
        client = signed_in(office, meet, Role.RACE_DESK)
        with count_queries(office.engine) as asked:
            assert client.get(f"/c/{meet.competition_id}/races/{path}").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_printed_sheets_have_the_columns_of_the_field(office: Office) -> None:
    """practice.md 7.2."""
    meet = adopted(office)
    client = signed_in(office, meet, Role.RACE_DESK)
    call = client.get(f"/c/{meet.competition_id}/races/sheets/call").text
    record = client.get(f"/c/{meet.competition_id}/races/sheets/record").text
    for column in ("机号", "序号", "号码", "姓名", "单位", "到✓", "备注（请假/弃权）", "检录员签名", "07:40"):
        assert column in call
    for column in ("坡度", "读数A", "读数B", "采用（米）", "犯规", "表1", "表2", "表3", "采用成绩", "名次", "裁判长"):
        assert column in record


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ORGANIZER, 200), (Role.RACE_DESK, 200), (Role.AUDITOR, 200), (Role.JUDGE, 403), (Role.ENTRANT, 403)],
)
def test_desk_is_open_to_its_people(office: Office, role: Role, status: int) -> None:
    meet = adopted(office)
    heat, lanes = _sheet(office, meet)
    client = signed_in(office, meet, role)
    assert client.get(f"/c/{meet.competition_id}/races/{heat}").status_code == status
    ticked = client.post(f"/c/{meet.competition_id}/races/{heat}/lanes/{lanes['女1']}", data={"present": "1"})
    assert ticked.status_code == (302 if role in (Role.ORGANIZER, Role.RACE_DESK) else 403)
