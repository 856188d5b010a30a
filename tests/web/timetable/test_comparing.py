"""Two plans side by side: everybody who moved, heats that came and went, and what an adopted version tells."""

from __future__ import annotations

from dataclasses import replace

from scheduler.timetable import HeatTo, PersonTo
from tests.conftest import ONE_DATABASE, Office, count_queries
from tests.web.timetable.meet import Meet, adopted, entry_of, plan_row, planned, signed_in
from web.services import timetable
from web.services.timetable import adopt, compared, drafted, keep_moves

pytestmark = ONE_DATABASE

WU51 = "treadmill_women:W-U51-1"


def _moved(office: Office, women: int = 5) -> Meet:
    """A meet in force and a draft 2 in which the younger women start at 10:00, one of them on another machine."""
    meet = adopted(office, women=women)
    with office.act() as act:
        entrant = str(entry_of(act, meet.treadmill(act), "女2").entrant_id)
        moves = [HeatTo(WU51, 600, "1"), PersonTo(entrant, WU51, 4)]
        keep_moves(act, meet.competition(act), plan_row(act, meet, 1), moves)
    return meet


def test_shifts_say_from_where_to_where_and_by_how_much(office: Office) -> None:
    meet = _moved(office)
    with office.act() as act:
        before, after = (drafted(act, meet.competition(act), plan_row(act, meet, number))[2] for number in (1, 2))
    found = compared(before, after)
    told = [(shift.start.name, shift.kind, shift.minutes) for shift in found.shifts]
    assert told == [("女2", "time", 100), ("女4", "time", 100)]
    assert (found.people, found.most_minutes) == (2, 100)
    assert ([heat.key for heat in found.added], [heat.key for heat in found.removed]) == ([WU51], [WU51])


def test_new_gone_venue_and_place_are_told_apart(office: Office) -> None:
    meet = adopted(office)
    with office.act() as act:
        heats = drafted(act, meet.competition(act), plan_row(act, meet, 1))[2]
    first, *rest = heats
    lanes = [replace(start, lane=start.lane + 10) for start in first.starters]
    assert {shift.kind for shift in compared(heats, [replace(first, starters=lanes), *rest]).shifts} == {"place"}
    assert {shift.kind for shift in compared(heats, [replace(first, venue_id=99), *rest]).shifts} == {"venue"}
    assert {shift.kind for shift in compared(heats, rest).shifts} == {"gone"}
    assert {shift.kind for shift in compared(rest, heats).shifts} == {"new"}
    assert compared(heats, heats).shifts == ()


def test_page_tells_who_moved_from_where_to_where_and_the_goals_side_by_side(office: Office) -> None:
    meet = _moved(office)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/timetable/compare"
    page = client.get(f"{base}/1/2").text
    table = page[page.index("谁的时间或位置变了") :]
    assert "11月27日 08:20" in table
    assert ">10:00 · 健身房" in table
    assert "4 号位" in table
    assert ("女2" in table, "女1" in table) == (True, False)
    assert "最后一组 11-27 09:00 结束，已证明最早。" in page
    assert "最后一组 11-27 10:20 结束（尚未证明最早）。" in page
    assert "两版没有差别" in client.get(f"{base}/1/1").text
    assert client.get(f"{base}/1/9").status_code == 404
    assert client.get(f"{base}/?old=1&new=2").location == f"{base}/1/2"


def test_an_adopted_version_says_why_it_came_and_who_moved(office: Office) -> None:
    meet = _moved(office)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/timetable"
    assert "为什么改（公开页面会写明）" in client.get(f"{base}/2").text
    refused = client.post(f"{base}/2/adopt", data={"reason": " "})
    assert (refused.status_code, "请写明为什么改动" in refused.text) == (422, True)
    assert client.post(f"{base}/2/adopt", data={"reason": "跑步机检修"}).status_code == 302
    page = client.get(f"{base}/2").text
    assert "采用，替换第 1 版" in page
    assert "原因：跑步机检修" in page
    assert "2 人的时间或位置有变，最多移动 100 分钟。" in page
    assert "跑步机检修" in client.get(f"{base}/").text
    assert "已被替换" in client.get(f"{base}/1").text


def test_the_version_before_is_the_one_that_was_in_force(office: Office) -> None:
    """Numbers of drafts in between don't count."""
    meet = adopted(office)
    planned(office, meet)
    third = planned(office, meet)
    with office.act() as act:
        adopt(act, plan_row(act, meet, third), "换一版")
        before = timetable.predecessor(act, plan_row(act, meet, third))
        assert before is not None
        assert (before.number, plan_row(act, meet, third).adoption) == (1, 2)
        assert timetable.predecessor(act, before) is None


def test_comparing_longer_plans_asks_no_more_questions(office: Office) -> None:
    counts = []
    for women, code in ((2, "abc2345678"), (9, "abd2345678")):
        meet = adopted(office, women=women, code=code)
        client = signed_in(office, meet)
        with count_queries(office.engine) as asked:
            assert client.get(f"/c/{meet.competition_id}/timetable/compare/1/1").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
