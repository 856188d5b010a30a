"""Rain: sessions go to another time with their heats; who runs where, groups and ages stay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from tests.conftest import ONE_DATABASE, Office
from tests.web.timetable.meet import Meet, a_meet, adopted, at, entry_of, lanes, plan_row, signed_in, work_off
from web.db.models import Entry, RaceSession
from web.services import race_day, races, timetable, venues
from web.services.race_day import Incident

pytestmark = ONE_DATABASE

MONDAY = {"session": "1", "day": "2026-11-30", "clock": "13:30"}


def _base(meet: Meet) -> str:
    return f"/c/{meet.competition_id}/timetable/1/postpone/"


def _seats(office: Office, meet: Meet, number: int) -> list[tuple[str, int, str]]:
    with office.act() as act:
        _, _, heats = timetable.drafted(act, meet.competition(act), plan_row(act, meet, number))
        return [(heat.key, start.lane, start.name) for heat in heats for start in heat.starters]


def test_a_session_goes_to_another_day_with_groups_and_draw_as_they_were(office: Office) -> None:
    meet = adopted(office)
    client = signed_in(office, meet)
    with office.act() as act:
        groups = dict(act.session.execute(select(Entry.id, Entry.group_code)).all())
    page = client.get(_base(meet), query_string=MONDAY).text
    assert "核对通过：没有冲突，8 人的时间或位置有变" in page
    assert "11-27 08:00 的场次改到 11-30 13:30 开始。" in page
    assert client.post(_base(meet), data=MONDAY).location.endswith("/timetable/2")
    with office.act() as act:
        assert act.session.scalars(select(RaceSession.starts)).all() == [at("08:00")]
    assert "由第 1 版顺延而来" in client.get(f"/c/{meet.competition_id}/timetable/2").text
    assert client.post(f"/c/{meet.competition_id}/timetable/2/adopt", data={"reason": "下雨"}).status_code == 302
    with office.act() as act:
        session = act.session.scalars(select(RaceSession)).one()
        assert (session.starts, session.ends) == (datetime(2026, 11, 30, 13, 30), datetime(2026, 11, 30, 17, 30))  # noqa: DTZ001
        assert dict(act.session.execute(select(Entry.id, Entry.group_code)).all()) == groups
        sheets = races.heat_sheets(act, meet.competition(act))
        assert [f"{sheet.heat.starts:%m-%d %H:%M}" for sheet in sheets] == ["11-30 13:30", "11-30 13:30", "11-30 13:50"]
    assert _seats(office, meet, 2) == _seats(office, meet, 1)
    assert "11月30日 13:50" in office.client().get("/p/abc2345678/timetable").text


def test_whom_the_new_time_does_not_suit_is_named_or_left_out_and_found_room_for(office: Office) -> None:
    meet = adopted(office)
    client = signed_in(office, meet)
    with office.act() as act:
        monday = (datetime(2026, 11, 30, 13, 0), datetime(2026, 11, 30, 14, 30))  # noqa: DTZ001
        timetable.add_absence(act, meet.competition(act), "W02", *monday, "上课")
    page = client.get(_base(meet), query_string=MONDAY).text
    assert "女2(102) 在" in page
    assert client.post(_base(meet), data=MONDAY).status_code == 422
    assert client.post(_base(meet), data=MONDAY | {"leave": "1"}).status_code == 302
    with office.act() as act:
        row = plan_row(act, meet, 2)
        timetable.adopt(act, row, "下雨")
        race_day.report(act, meet.competition(act), Incident("room"))
    assert work_off(office) == 1
    with office.act() as act:
        timetable.adopt(act, plan_row(act, meet, 3), "补排")
    assert [line.split()[0] >= "14:30" for line in lanes(office, meet) if "女2" in line.split()] == [True]


def test_what_cannot_be_postponed_is_said(office: Office) -> None:
    meet = adopted(office)
    with office.act() as act:
        venues.add_session(act, meet.competition(act), at("13:30"), at("17:30"))
    client = signed_in(office, meet)
    for change, said in (
        ({"day": "2026-11-27", "clock": "14:00"}, "重叠"),
        ({"session": ""}, "请选择要顺延的场次"),
        ({"day": "2026-11-27", "clock": "08:00"}, "与原来的时间相同"),
        ({"clock": ""}, "请写明改到哪一天几点"),
    ):
        answer = client.get(_base(meet), query_string=MONDAY | change)
        assert (answer.status_code, said in answer.text) == (422, True)


def test_heats_that_ran_stay_with_their_session(office: Office) -> None:
    meet = adopted(office)
    office.clock.moment = office.clock.moment.replace(month=11, day=27, hour=0, minute=10)
    with office.act() as act:
        sheet = races.heat_sheets(act, meet.competition(act))[0]
        for line in sheet.lines:
            races.check_in(act, line.lane)
    client = signed_in(office, meet)
    assert client.post(_base(meet), data=MONDAY).status_code == 302
    with office.act() as act:
        timetable.adopt(act, plan_row(act, meet, 2), "下雨")
        starts = act.session.scalars(select(RaceSession.starts).order_by(RaceSession.starts)).all()
        assert [f"{start:%d %H:%M}" for start in starts] == ["27 08:00", "30 13:30"]
        sheets = races.heat_sheets(act, meet.competition(act))
        assert (f"{sheets[0].heat.starts:%d %H:%M}", sheets[0].present) == ("27 08:00", len(sheet.lines))
        assert [f"{each.heat.starts:%d}" for each in sheets[1:]] == ["30", "30"]


def test_a_draft_that_was_never_in_force_can_be_postponed_too(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.request_plan(act, meet.competition(act))
    assert work_off(office) == 1
    assert signed_in(office, meet).post(_base(meet), data=MONDAY).status_code == 302
    with office.act() as act:
        assert entry_of(act, meet.treadmill(act), "女1").group_code == "W-51"
