"""Venues, heat formats and windows of absence as services."""

from __future__ import annotations

from datetime import date, time

import pytest

from scoring.rulebook import parse
from tests.conftest import Office
from tests.web.timetable.meet import RULEBOOKS, a_meet, adopted, at
from web.db.models import VenueClosure
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
        venues.close_place(act, competition, gym, 3, at("09:00"), at("10:00"))
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
        venues.close_place(act, competition, venues.venues(act, competition)[0], 9, at("10:00"), at("09:00"))
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
