"""A timetable fixed elsewhere is adopted with reasoned exceptions: finding and reason stay on record and show."""

from __future__ import annotations

import io
import json

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import ONE_DATABASE, Office
from tests.web.timetable.fixed_file import WHOLE, plain, sent, start
from tests.web.timetable.meet import Meet, at, lanes, plan_row, signed_in, work_off
from web.db.models import AuditEvent
from web.services import races, timetable

pytestmark = ONE_DATABASE

REASON = "校长批准：第一节课由同事代上"


def _against_a_lesson(office: Office) -> tuple[Meet, FlaskClient, str]:
    """A decided timetable in which 女1 runs at 08:00 instead of teaching, brought in."""
    meet, client, base = start(office)
    with office.act() as act:
        timetable.add_absence(act, meet.competition(act), "W01", at("08:00"), at("09:00"), "上课")
    sent(client, base, WHOLE)
    return meet, client, base


def test_a_finding_stands_for_a_reason_that_stays_on_record_and_shows(office: Office) -> None:
    meet, client, base = _against_a_lesson(office)
    said = "女1(101) 在 女职工跑步机跑步 女子51周岁（含）以上组 1 组（11-27 08:00 至 11-27 08:15）的时间里不能来。"
    assert said in plain(client.get(f"{base}/1/exceptions/").text)
    refused = client.post(f"{base}/1/exceptions/", data={"reason": " "})
    assert (refused.status_code, "还有 1 处没有写理由。" in refused.text) == (422, True)
    assert client.post(f"{base}/1/adopt").status_code == 422
    assert client.post(f"{base}/1/exceptions/", data={"reason-0": REASON}).location == f"{base}/1"
    assert client.post(f"{base}/1/adopt").status_code == 302
    page = plain(client.get(f"{base}/1").text)
    assert (said in page, f"理由：{REASON}" in page, "1 处例外" in client.get(f"{base}/").text) == (True, True, True)
    assert lanes(office, meet)[0] == "08:00 健身房 treadmill_women:W-51#1 女1 女3 女5"
    with office.act() as act:
        noted = [json.loads(each) for each in act.session.scalars(select(AuditEvent.body))]
        body = next(each["body"] for each in noted if each["kind"] == "plan_exceptions")
        assert (body["number"], body["rules"]) == (1, ["not_available"])


def test_what_is_made_from_it_keeps_the_exceptions_and_allows_no_more(office: Office) -> None:
    meet, client, base = _against_a_lesson(office)
    client.post(f"{base}/1/exceptions/", data={"reason": REASON})
    client.post(f"{base}/1/adopt")
    moves = f"{base}/1/moves/"
    venue = {"day": "2026-11-27", "venue": "1", "kind": "heat"}
    fine = client.get(moves, query_string=venue | {"heat": "treadmill_women:W-U51-1", "clock": "09:40"})
    assert "核对通过" in client.get(fine.location).text
    early = client.get(moves, query_string=venue | {"heat": "treadmill_women:W-51-1", "clock": "08:05"})
    assert "女1(101) 在 女职工跑步机跑步" in client.get(early.location).text
    office.clock.moment = office.clock.moment.replace(month=11, day=27, hour=0, minute=5)
    with office.act() as act:
        sheet = next(each for each in races.heat_sheets(act, meet.competition(act)) if each.heat.venue_id == 1)
        for line in sheet.lines:
            races.check_in(act, line.lane)
    day = f"/c/{meet.competition_id}/day/"
    client = signed_in(office, meet)
    client.post(f"{day}report", data={"kind": "closed", "venue": "1", "place": "2"})
    assert work_off(office) == 1
    assert client.post(f"{day}2/accept").status_code == 302
    assert f"理由：{REASON}" in plain(client.get(f"{base}/2").text)


def test_two_heats_in_one_place_cannot_stand_and_somebody_left_out_can(office: Office) -> None:
    meet, client, base = start(office)
    sent(client, base, "\n".join(line for line in WHOLE.splitlines() if "M03" not in line))
    sent(client, base, WHOLE.replace("08:30", "08:10"))
    page = plain(client.get(f"{base}/2/exceptions/").text)
    assert "这 1 处没有办法例外，请先改赛程" in page
    assert client.post(f"{base}/2/exceptions/", data={"reason": REASON}).status_code == 422
    assert client.post(f"{base}/1/exceptions/", data={"reason": "男3 当天出差"}).status_code == 302
    page = plain(client.get(f"{base}/1").text)
    assert ("有 1 人次没有排上" in page, "定好的赛程里没有此人" in page) == (True, True)
    assert client.post(f"{base}/1/adopt").status_code == 302
    with office.act() as act:
        assert plan_row(act, meet, 2).state == "failed"


def test_a_decided_part_stays_and_the_rest_is_planned_round_it(office: Office) -> None:
    meet, client, base = start(office)
    lines = WHOLE.splitlines()
    part = "\n".join([lines[0], *(line.replace("10:00", "09:00") for line in lines[6:])])
    file = {"file": (io.BytesIO(part.encode()), "赛程.csv")}
    assert client.post(f"{base}/fixed/file", data=file).location == f"{base}/1"
    assert work_off(office) == 1
    assert "没有冲突，人人有组" in plain(client.get(f"{base}/1").text)
    with office.act() as act:
        timetable.add_absence(act, meet.competition(act), "M01", at("08:30"), at("10:00"), "值班")
    sent(client, base, part)
    assert "核对发现 1 处问题，不能采用" in plain(client.get(f"{base}/2").text)
    client.post(f"{base}/2/exceptions/", data={"reason": "值班由他人代"})
    assert "已排好的不动，其余由程序补齐" in client.get(f"{base}/2").text
    assert client.post(f"{base}/2/staff").location == f"{base}/3"
    assert work_off(office) == 1
    assert client.post(f"{base}/3/adopt").status_code == 302
    assert "理由：值班由他人代" in plain(client.get(f"{base}/3").text)
    assert lanes(office, meet) == [
        "08:00 健身房 treadmill_women:W-51#1 女1 女3 女5",
        "08:20 健身房 treadmill_women:W-U51#1 女2 女4",
        "09:00 环校步道 walk_men_51:M-51#1 男1 男2 男3",
    ]
