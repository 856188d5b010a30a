"""A problem checks itself and names every fault at once."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from scheduler.errors import Fault, ProblemFaults
from scheduler.timetable import (
    After,
    Closure,
    Entrant,
    Final,
    FixedHeat,
    Pin,
    Preference,
    Session,
    Staff,
    Wave,
    Window,
)
from tests.scheduler.builders import entrant, entrants, event, official, problem, venue


def wishing(**changes: Any) -> Entrant:
    """An entrant with one preference."""
    return entrant("e1", preferences=(Preference(**changes),))


def faults(**changes: object) -> list[tuple[str, str]]:
    with pytest.raises(ProblemFaults) as caught:
        problem(**changes)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_all_faults_are_listed_at_once_in_the_order_of_the_parts() -> None:
    assert faults(
        grid_minutes=0,
        venues=(venue(places=0),),
        events=(event(heat_minutes=0), event("walk", venue_kinds=("hall",))),
        entrants=(entrant("e1", "swim"),),
    ) == [
        ("too_small", "grid_minutes"),
        ("too_small", "venues[0].places"),
        ("too_small", "events[0].heat_minutes"),
        ("kind_unknown", "events[1].venue_kinds"),
        ("event_unknown", "entrants[0].events"),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sessions": ()}, ("no_session", "sessions")),
        ({"sessions": (Session("am", 540, 480),)}, ("window_backwards", "sessions[0].end")),
        ({"sessions": (Session("a", 480, 540), Session("b", 530, 600))}, ("sessions_overlap", "sessions")),
        ({"sessions": (Session("am", 1920, 1980),)}, ("first_day_wrong", "first_day")),
        ({"rest_minutes": -1}, ("too_small", "rest_minutes")),
        ({"venues": (venue(), venue())}, ("id_twice", "venues")),
        ({"venues": (venue(""),)}, ("id_empty", "venues[0].id")),
        ({"venues": (venue(changeover_minutes=-5),)}, ("too_small", "venues[0].changeover_minutes")),
        ({"venues": (venue(closed=(Closure(480, 480),)),)}, ("window_backwards", "venues[0].closed[0].end")),
        ({"venues": (venue(closed=(Closure(480, 490, 3),)),)}, ("place_unknown", "venues[0].closed[0].place")),
        ({"venues": (venue(wave=Wave(0)),)}, ("too_small", "venues[0].wave.interval_minutes")),
        ({"venues": (venue(wave=Wave(5, 0)),)}, ("too_small", "venues[0].wave.on_route_max")),
        ({"events": (event(venue_kinds=()),)}, ("no_venue_kind", "events[0].venue_kinds")),
        ({"events": (event(min_fill=3, max_fill=2),)}, ("min_above_max", "events[0].min_fill")),
        ({"events": (event(seeding="wild"),)}, ("seeding_unknown", "events[0].seeding")),
        ({"events": (event(after=(After("swim"),)),)}, ("event_unknown", "events[0].after[0].event")),
        ({"events": (event(after=(After("run"),)),)}, ("after_itself", "events[0].after")),
        ({"entrants": (entrant("e1", "run", "run"),)}, ("event_twice", "entrants[0].events")),
        ({"entrants": (entrant("e1", rest_minutes=-1),)}, ("too_small", "entrants[0].rest_minutes")),
        (
            {"entrants": (entrant("e1", available=(Window(9, 8),)),)},
            ("window_backwards", "entrants[0].available[0].end"),
        ),
        ({"entrants": (entrant("e1", marks={"walk": Decimal(1)}),)}, ("mark_without_entry", "entrants[0].marks.walk")),
        ({"fixed_heats": (FixedHeat("h", "swim", 480, "gym1"),)}, ("event_unknown", "fixed_heats[0].event")),
        ({"fixed_heats": (FixedHeat("h", "run", 480, "pool"),)}, ("venue_unknown", "fixed_heats[0].venue")),
        ({"fixed_heats": (FixedHeat("h", "run", 530, "gym1"),)}, ("fixed_heat_outside", "fixed_heats[0].start")),
        ({"fixed_heats": (FixedHeat("h", "run", 480, "gym1", True),)}, ("no_final", "fixed_heats[0].final")),
        ({"pins": (Pin("e1", "run", "h"),)}, ("heat_unknown", "pins[0].heat")),
        ({"pins": (Pin("e1", "run"),)}, ("pin_empty", "pins[0]")),
        ({"pins": (Pin("", "run", venue="gym1"),)}, ("pin_of_nobody", "pins[0]")),
        ({"pins": (Pin("", "run", start=480, place=1),)}, ("pin_of_nobody", "pins[0]")),
        ({"pins": (Pin("", "swim", start=480),)}, ("event_unknown", "pins[0].event")),
        ({"pins": (Pin("e1", "run", start=485),)}, ("pin_outside", "pins[0].start")),
        ({"pins": (Pin("e1", "run", start=530),)}, ("pin_outside", "pins[0].start")),
        ({"pins": (Pin("e1", "run", venue="pool"),)}, ("venue_unknown", "pins[0].venue")),
        ({"pins": (Pin("e1", "run", place=0),)}, ("too_small", "pins[0].place")),
        ({"pins": (Pin("e1", "run", place=3),)}, ("place_unknown", "pins[0].place")),
        (
            {"pins": (Pin("e1", "run", place=1),), "venues": (venue("a"), venue("b"))},
            ("pin_without_venue", "pins[0].place"),
        ),
        ({"events": (event(final=Final(0, 10)),)}, ("too_small", "events[0].final.size")),
        ({"events": (event(final=Final(1, 0)),)}, ("too_small", "events[0].final.heat_minutes")),
        ({"events": (event(final=Final(1, 10, -1)),)}, ("too_small", "events[0].final.gap_minutes")),
        ({"events": (event(final=Final(3, 10)),)}, ("final_too_large", "events[0].final.size")),
        ({"events": (event(staff=(Staff("a", 0),)),)}, ("too_small", "events[0].staff[0].count")),
        ({"events": (event(staff=(Staff("a"), Staff("a"))),)}, ("skill_twice", "events[0].staff")),
        ({"entrants": (entrant("e1", max_per_day=0),)}, ("too_small", "entrants[0].max_per_day")),
        ({"entrants": (wishing(),)}, ("wish_empty", "entrants[0].preferences[0]")),
        ({"entrants": (wishing(session="pm"),)}, ("session_unknown", "entrants[0].preferences[0].session")),
        ({"entrants": (wishing(venue="pool"),)}, ("venue_unknown", "entrants[0].preferences[0].venue")),
        ({"entrants": (wishing(event="swim", end=9),)}, ("wish_without_entry", "entrants[0].preferences[0].event")),
        ({"entrants": (wishing(weight=0, end=9),)}, ("too_small", "entrants[0].preferences[0].weight")),
        ({"entrants": (wishing(start=9, end=9),)}, ("window_backwards", "entrants[0].preferences[0].end")),
        ({"officials": (official("o"), official("o"))}, ("id_twice", "officials")),
        ({"officials": (official("o", max_heats=-1),)}, ("too_small", "officials[0].max_heats")),
        ({"officials": (official("o", rest_minutes=-1),)}, ("too_small", "officials[0].rest_minutes")),
        ({"officials": (official("o", skills=("a", "a")),)}, ("skill_twice", "officials[0].skills")),
        ({"officials": (official("o", entrant="e9"),)}, ("entrant_unknown", "officials[0].entrant")),
        ({"officials": (official("o", entrant="e1"), official("e1"))}, ("runner_twice", "officials")),
        (
            {"officials": (official("o", available=(Window(9, 9),)),)},
            ("window_backwards", "officials[0].available[0].end"),
        ),
        ({"goals": ("unplaced", "beauty")}, ("goal_unknown", "goals")),
        ({"goals": ("heats", "unplaced")}, ("goal_order", "goals")),
        ({"goals": ("heats", "heats")}, ("goal_twice", "goals")),
    ],
)
def test_each_fault_names_its_field(changes: dict[str, object], expected: tuple[str, str]) -> None:
    assert faults(**changes) == [expected]


def test_pins_must_fit_entry_and_heat() -> None:
    fixed = (FixedHeat("h1", "run", 480, "gym1"), FixedHeat("h2", "walk", 500, "gym1"))
    pins = (Pin("e9", "run", "h1"), Pin("e1", "walk", "h2"), Pin("e2", "run", "h2"), Pin("e2", "run", "h1"))
    found = faults(events=(event(), event("walk")), fixed_heats=fixed, pins=pins)
    assert found == [
        ("entrant_unknown", "pins[0].entrant"),
        ("pin_without_entry", "pins[1].event"),
        ("pin_of_other_event", "pins[2].heat"),
        ("pin_twice", "pins"),
    ]


def test_a_longer_circle_of_predecessors_is_found() -> None:
    circle = (event("a", after=(After("b"),)), event("b", after=(After("c"),)), event("c", after=(After("a"),)))
    assert [code for code, _ in faults(events=circle, entrants=())] == ["after_itself"] * 3


def test_a_fault_carries_its_parameters() -> None:
    with pytest.raises(ProblemFaults) as caught:
        problem(venues=(venue(places=0),))
    assert caught.value.faults == (Fault("too_small", {"value": 0, "least": 1}, "venues[0].places"),)


def test_minutes_and_calendar_times_are_inverse() -> None:
    subject = problem(first_day=date(2026, 11, 27))
    assert subject.moment(1440 + 485) == datetime(2026, 11, 28, 8, 5)  # noqa: DTZ001 - local time of the place
    assert subject.minute(subject.moment(1925)) == 1925


def test_own_rest_counts_only_when_longer() -> None:
    subject = problem(rest_minutes=30)
    assert [subject.rest_of(entrant("e", rest_minutes=rest)) for rest in (None, 10, 60)] == [30, 30, 60]


def test_canonical_form_does_not_depend_on_the_order_of_typing() -> None:
    people = entrants(3)
    assert problem(entrants=people).canonical() == problem(entrants=people[::-1]).canonical()
