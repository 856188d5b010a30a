"""Venues, heat formats and windows of absence as services."""

from __future__ import annotations

from datetime import date, time

import pytest

from scoring.rulebook import parse
from tests.conftest import Office
from tests.web.timetable.meet import RULEBOOKS, a_meet, adopted, at, signed_in
from web.db.models import VenueClosure
from web.present.venue_picture import picture
from web.services import timetable, venues
from web.services.refusals import Refusal
from web.services.timetable import HeatShape, default_shape, set_heat_format
from web.services.timetable.absences import read_clock, read_day
from web.services.venues import VenueShape


@pytest.mark.parametrize(
    ("rulebook", "shape"),
    [
        ("treadmill_women", HeatShape("gym", 20, 15, 2, 20)),
        ("walk_men_51", HeatShape("route", 10, 60, 2, 20)),
        ("run_men_under_51", HeatShape("track", 15, 15, 2, 8)),
    ],
)
def test_default_formats_follow_the_rulebook(rulebook: str, shape: HeatShape) -> None:
    """practice.md 3.4 and 3.6: 5 + 10 + 5 minutes on a machine, waves of 20 on a walk of 50 minutes, eight lanes."""
    assert default_shape(parse((RULEBOOKS / f"{rulebook}.toml").read_text(encoding="utf-8"))) == shape


def test_every_fault_of_a_venue_comes_at_once(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    with pytest.raises(Refusal) as refused, office.act() as act:
        venues.add_venue(act, meet.competition(act), VenueShape("健身房", "gym"))
    assert [fault.code for fault in refused.value.faults] == ["venue_name_taken", "venue_places_missing"]


def test_faults_of_a_heat_format_come_at_once(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    with pytest.raises(Refusal) as refused, office.act() as act:
        set_heat_format(act, meet.treadmill(act), HeatShape("pool", 0, 15, 9, 4, 30, "fancy"))
    assert [fault.code for fault in refused.value.faults] == [
        "venue_kind_unknown",
        "format_seeding_unknown",
        "format_too_small",
        "format_fill",
    ]


def test_overlapping_session_is_refused(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    with pytest.raises(Refusal) as refused, office.act() as act:
        venues.add_session(act, meet.competition(act), at("11:30"), at("13:00"))
    assert [(fault.code, dict(fault.params)) for fault in refused.value.faults] == [
        ("session_overlaps", {"other": "11-27 08:00"})
    ]


def test_venue_with_heats_cannot_be_removed(office: Office) -> None:
    meet = adopted(office)
    with pytest.raises(Refusal) as refused, office.act() as act:
        competition = meet.competition(act)
        venues.remove_venue(act, competition, venues.venues(act, competition)[0])
    assert [fault.code for fault in refused.value.faults] == ["venue_in_use"]


def test_closed_place_stands_in_the_problem_until_it_is_opened(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        competition = meet.competition(act)
        gym = venues.venues(act, competition)[0]
        venues.close_places(act, competition, gym, [3], at("09:00"), at("10:00"))
        act.session.flush()
        closed = timetable.problem_for(act, competition).venues[0].closed
        assert [(each.place, each.start, each.end) for each in closed] == [(3, 540, 600)]
        venues.open_place(act, competition, act.session.get_one(VenueClosure, 1))
        act.session.flush()
        act.session.expire(gym)
        assert timetable.problem_for(act, competition).venues[0].closed == ()


def test_closing_a_place_the_venue_does_not_have_is_refused(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    with pytest.raises(Refusal) as refused, office.act() as act:
        competition = meet.competition(act)
        venues.close_places(act, competition, venues.venues(act, competition)[0], [9], at("10:00"), at("09:00"))
    assert [fault.code for fault in refused.value.faults] == ["closure_backwards", "closure_place_unknown"]


@pytest.mark.parametrize("text", ["2026-11-27", "2026/11/27", "2026.11.27", "2026年11月27日", "2026-11-27 00:00"])
def test_days_are_read_in_the_usual_spellings(text: str) -> None:
    assert read_day(text) == date(2026, 11, 27)


@pytest.mark.parametrize("text", ["", "11-27", "2026-13-01", "明天"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(("text", "clock"), [("8:05", time(8, 5)), ("08:05:00", time(8, 5)), ("8:05", time(8, 5))])
def test_clocks_are_read_in_the_usual_spellings(text: str, clock: time) -> None:
    assert read_clock(text) == clock


def test_absence_of_somebody_unknown_or_backwards_or_twice_is_refused(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.add_absence(act, meet.competition(act), "W01", at("08:00"), at("09:00"))
    for staff_no, start, codes in (
        ("X", "10:00", ["absence_person_unknown", "absence_backwards"]),
        ("W01", "08:00", ["absence_twice"]),
    ):
        with pytest.raises(Refusal) as refused, office.act() as act:
            timetable.add_absence(act, meet.competition(act), staff_no, at(start), at("09:00"))
        assert [fault.code for fault in refused.value.faults] == codes


def test_several_places_are_closed_at_once_and_hatched_in_the_picture(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        gym = venues.venues(act, meet.competition(act))[0].id
    client = signed_in(office, meet)
    address = f"/c/{meet.competition_id}/venues/{gym}"
    window = {"day": "2026-11-27", "start": "09:00", "end": "10:00"}
    assert client.post(f"{address}/closures", data=window | {"place": "1、3-4"}).status_code == 302
    with office.act() as act:
        closed = timetable.problem_for(act, meet.competition(act)).venues[0].closed
        shut = picture(venues.venues(act, meet.competition(act))[0])
    assert [closure.place for closure in closed] == [1, 3, 4]
    assert shut is not None
    assert [(spot.number, len(spot.closures)) for spot in shut.spots] == [(1, 1), (2, 0), (3, 1), (4, 1)]
    page = client.get(address).text
    assert page.count(f'fill="url(#shut-{gym})"') == 3
    assert "09:00–10:00 关闭" in page
    refused = client.post(f"{address}/closures", data=window | {"place": "甲机"})
    assert (refused.status_code, "“甲机”不是机号或道次" in refused.text) == (422, True)
    beyond = client.post(f"{address}/closures", data=window | {"place": "3-6"})
    assert [f"“健身房”没有第 {place} 号。" in beyond.text for place in (4, 5, 6)] == [False, True, True]


def test_every_kind_of_venue_has_its_picture(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        competition = meet.competition(act)
        for name, kind in (("跑道", "track"), ("礼堂", "hall"), ("球场", "court")):
            venues.add_venue(act, competition, VenueShape(name, kind, 14))
        drawn = {venue.name: picture(venue) for venue in venues.venues(act, competition)}
    sizes = {name: (each.width, each.height, len(each.spots)) for name, each in drawn.items() if each}
    assert sizes == {
        "健身房": (166, 46, 4),
        "环校步道": (300, 54, 0),
        "跑道": (300, 282, 14),
        "礼堂": (486, 86, 14),
        "球场": (486, 86, 14),
    }
    page = signed_in(office, meet).get(f"/c/{meet.competition_id}/venues/").text
    assert page.count('class="venue-picture"') == 5
