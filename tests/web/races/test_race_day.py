"""The day screen: where the day stands, two taps to report, proposals with their cost, one accepted."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import ONE_DATABASE, Office, count_queries
from tests.web.timetable.meet import Meet, adopted, at, entry_of, lanes, signed_in, work_off
from web.db.models import HeatDuty, OfficialWindow, VenueClosure
from web.services import race_day, races, timetable
from web.services.act import Role
from web.services.timetable import Duties

GYM, ROUTE = "1", "2"


def _day(office: Office, women: int = 8, clock: str = "08:05") -> tuple[Meet, FlaskClient, str]:
    """A meet in force, the clock on the day, an organizer's browser and the address of the day screen."""
    meet = adopted(office, women=women)
    hour, minute = (int(part) for part in clock.split(":"))
    office.clock.moment = office.clock.moment.replace(month=11, day=27, hour=hour - 8, minute=minute)
    return meet, signed_in(office, meet), f"/c/{meet.competition_id}/day/"


def _call(office: Office, meet: Meet, *venues: str) -> None:
    """Everybody of the first heat of these venues answers the call."""
    with office.act() as act:
        for venue in venues:
            sheets = races.heat_sheets(act, meet.competition(act))
            sheet = next(sheet for sheet in sheets if sheet.heat.venue_id == int(venue))
            for line in sheet.lines:
                races.check_in(act, line.lane)


@ONE_DATABASE
def test_board_tells_what_runs_what_is_next_and_what_is_late(office: Office) -> None:
    meet, client, base = _day(office, clock="08:10")
    _call(office, meet, GYM)
    with office.act() as act:
        gym, route = race_day.board(act, meet.competition(act)).venues
        assert [f"{sheet.heat.starts:%H:%M}" for sheet in (*gym.now, *gym.following)] == ["08:00", "08:20"]
        assert (gym.late, [(late.minutes, late.uncalled) for late in route.late]) == ((), [(10, True)])
    office.clock.forward(minutes=20)
    with office.act() as act:
        gym, route = race_day.board(act, meet.competition(act)).venues
        assert [(late.minutes, late.uncalled) for late in gym.late] == [(10, False), (10, True)]
    page = client.get(base).text
    assert "成绩未齐，晚 10 分钟" in page
    assert "未检录，晚 30 分钟" in page


def test_a_broken_machine_in_two_taps_moves_the_fewest_people_and_keeps_what_runs(office: Office) -> None:
    meet, organizer, base = _day(office)
    _call(office, meet, GYM, ROUTE)
    desk = signed_in(office, meet, Role.RACE_DESK)
    before = {line.split()[0]: line for line in lanes(office, meet)}
    told = desk.post(f"{base}report", data={"kind": "closed", "venue": GYM, "place": "4"})
    assert told.location == f"{base}2"
    assert "正在找改动最少的办法" in desk.get(f"{base}2").text
    assert work_off(office) == 1
    page = desk.get(f"{base}2").text
    assert "健身房 第 4 号坏了，11-27 08:05 至 11-27 12:00 不能用。" in page
    assert "已证明：换场次或时间的人不可能更少（1 人）。" in page
    assert "请赛事负责人采用。" in page
    assert desk.post(f"{base}2/accept").status_code == 403
    assert organizer.post(f"{base}2/accept").location == base
    after = lanes(office, meet)
    assert {line for line in before.values() if line.startswith("08:00")} <= set(after)
    late = [line for line in after if "treadmill_women:W-U51" in line]
    assert [len(line.split()[3:]) for line in late] == [3, 1]
    with office.act() as act:
        closure = act.session.scalars(select(VenueClosure)).one()
        assert (closure.place, closure.starts, closure.ends) == (4, at("08:20"), at("12:00"))
        assert sum(sheet.present for sheet in races.heat_sheets(act, meet.competition(act))) == 7
        row = timetable.adopted_plan(act, meet.competition(act))
        assert row is not None
        assert (row.number, row.basis_number, row.origin) == (2, 1, "repaired")
        assert row.reason == "健身房 第 4 号坏了，11-27 08:05 至 11-27 12:00 不能用。"
    assert "打印变动通知条" in organizer.get(base).text
    assert organizer.get(f"/c/{meet.competition_id}/timetable/compare/1/2/slips.pdf").mimetype == "application/pdf"


@ONE_DATABASE
def test_a_delay_moves_heats_nobody_was_called_for(office: Office) -> None:
    meet, client, base = _day(office)
    _call(office, meet, ROUTE)
    client.post(f"{base}report", data={"kind": "delay", "venue": GYM, "minutes": "20"})
    assert work_off(office) == 1
    assert client.post(f"{base}2/accept").status_code == 302
    assert [line.split()[0] for line in lanes(office, meet) if "健身房" in line] == ["08:20", "08:40"]


@ONE_DATABASE
def test_a_withdrawal_is_written_with_the_plan_that_follows_from_it(office: Office) -> None:
    meet, client, base = _day(office)
    client.post(f"{base}report", data={"kind": "withdrawn", "who": "102 女2"})
    assert work_off(office) == 1
    with office.act() as act:
        assert entry_of(act, meet.treadmill(act), "女2").state == "entered"
    assert "没有人需要换时间" in client.get(f"{base}2").text or "取消" in client.get(f"{base}2").text
    client.post(f"{base}2/accept")
    with office.act() as act:
        assert entry_of(act, meet.treadmill(act), "女2").state == "withdrawn"
    assert not any("女2" in line.split() for line in lanes(office, meet))


@ONE_DATABASE
def test_an_official_who_leaves_is_replaced(office: Office) -> None:
    meet = adopted(office)
    with office.act() as act:
        competition = meet.competition(act)
        contest = meet.treadmill(act)
        timetable.set_need(act, contest, "计时员", 1)
        numbers = [
            timetable.add_guest_official(act, competition, n, Duties(("计时员",))).id for n in ("周裁判", "吴裁判")
        ]
        second = timetable.request_plan(act, competition).number
    assert work_off(office) == 1
    with office.act() as act:
        row = timetable.plans(act, meet.competition(act))[0]
        assert row.number == second
        timetable.adopt(act, row, "配裁判")
    office.clock.moment = office.clock.moment.replace(month=11, day=27, hour=0, minute=5)
    client = signed_in(office, meet)
    with office.act() as act:
        later = act.session.scalars(select(HeatDuty).order_by(HeatDuty.id.desc())).first()
        assert later is not None
        gone = later.official_id
    base = f"/c/{meet.competition_id}/day/"
    client.post(f"{base}report", data={"kind": "gone", "who": f"o{gone}"})
    assert work_off(office) == 1
    assert client.post(f"{base}3/accept").status_code == 302
    with office.act() as act:
        sheets = races.heat_sheets(act, meet.competition(act))
        coming = [duty.official_id for s in sheets if s.heat.starts > at("08:05") for duty in s.heat.duties]
        assert coming == [number for number in numbers if number != gone]
        ends = act.session.scalars(select(OfficialWindow.ends).where(OfficialWindow.official_id == gone)).all()
        assert max(ends) <= at("08:20")


@ONE_DATABASE
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "withdrawn", "who": "无此人"}, "参赛者里没有“无此人”"),
        ({"kind": "delay", "venue": GYM}, "请选择推迟几分钟"),
        ({"kind": "rain"}, "这种状况认不出来"),
        ({"kind": "gone", "who": "o99"}, "没有这位裁判员"),
        ({"kind": "closed", "venue": "1", "place": "9"}, "没有的道次或机号"),
    ],
)
def test_a_report_that_makes_no_sense_is_said_and_not_noted(office: Office, fields: dict[str, str], said: str) -> None:
    meet, client, base = _day(office)
    answer = client.post(f"{base}report", data=fields)
    assert (answer.status_code, said in answer.text) == (422, True)
    with office.act() as act:
        assert len(timetable.plans(act, meet.competition(act))) == 1


@ONE_DATABASE
def test_a_proposal_overtaken_by_another_version_cannot_be_accepted(office: Office) -> None:
    _, client, base = _day(office)
    for place in (4, 3):
        client.post(f"{base}report", data={"kind": "closed", "venue": GYM, "place": place})
        assert work_off(office) == 1
    assert client.get(base).text.count("看怎样调整") == 2
    assert client.post(f"{base}2/accept").status_code == 302
    page = client.get(f"{base}3").text
    assert "赛程已经换了新的一版，请重新登记。" in page
    assert "采用这个办法" not in page
    assert client.post(f"{base}3/accept").status_code == 422
    assert "看怎样调整" not in client.get(base).text


@ONE_DATABASE
def test_board_of_a_longer_day_asks_no_more_questions(office: Office) -> None:
    counts = []
    for women, code in ((2, "abc2345678"), (9, "abd2345678")):
        meet = adopted(office, women=women, code=code)
        client = signed_in(office, meet)
        with count_queries(office.engine) as asked:
            assert client.get(f"/c/{meet.competition_id}/day/").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


@ONE_DATABASE
def test_the_day_screen_is_the_desks_and_the_organizers(office: Office) -> None:
    meet, _, base = _day(office)
    told = {role: signed_in(office, meet, role).get(base).status_code for role in (Role.RACE_DESK, Role.JUDGE)}
    assert told == {Role.RACE_DESK: 200, Role.JUDGE: 403}
