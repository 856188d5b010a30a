"""Every rule of the checker: a good plan passes, and each way of spoiling it is named."""

from dataclasses import replace

import pytest

from scheduler.timetable import (
    After,
    Closure,
    FixedHeat,
    Goal,
    Pin,
    Plan,
    Problem,
    Session,
    Unplaced,
    Violation,
    Wave,
    check,
)
from tests.scheduler.builders import codes, entrant, entrants, event, free, heat, plan, problem, venue

GOOD = plan(heat("run-1", "e1", "e2"))


def test_a_good_plan_has_no_violations() -> None:
    assert check(problem(), GOOD) == ()


@pytest.mark.parametrize(
    ("spoiled", "expected"),
    [
        (plan(heat("run-1", "e1", "e2", event="swim")), ["event_unknown", "forgotten", "forgotten"]),
        (plan(heat("run-1", "e1", "e2", venue="pool")), ["venue_unknown", "forgotten", "forgotten"]),
        (plan(heat("x", "e1"), heat("x", "e2", start=500)), ["heat_id_twice"]),
        (plan(heat("run-1", "e1", "e9"), unplaced=[Unplaced("e2", "run")]), ["not_entered"]),
        (plan(heat("run-1", "e1", "e2", start=530)), ["outside_session"]),
        (plan(heat("run-1", "e1", "e2", start=470)), ["outside_session"]),
        (plan(heat("run-1", "e1", "e2", start=485)), ["off_grid"]),
        (plan(heat("run-1", "e1"), heat("run-2", "e2", start=490)), ["venue_taken"]),
        (plan(heat("run-1", places={1: "e1", 3: "e2"})), ["place_unknown"]),
        (plan(heat("run-1", "e1")), ["forgotten"]),
        (plan(heat("run-1", "e1", "e2"), heat("run-2", "e1", start=520)), ["placed_twice", "rest_too_short"]),
        (plan(heat("run-1", "e1", "e2"), unplaced=[Unplaced("e1", "run")]), ["placed_twice"]),
        (plan(heat("run-1", "e1", "e2"), unplaced=[Unplaced("e9", "run")]), ["unplaced_not_entered"]),
        (
            plan(heat("run-1", places={1: "e1", 2: "e1"}), unplaced=[Unplaced("e2", "run")]),
            ["placed_twice", "rest_too_short"],
        ),
        (replace(GOOD, goals=(Goal("heats", 2, 2, True),)), ["goal_untrue"]),
        (replace(GOOD, goals=(Goal("heats", 1, 0, True),)), ["proof_untrue"]),
        (replace(GOOD, goals=(Goal("heats", 1, 1, False),)), ["proof_untrue"]),
        (replace(GOOD, goals=(Goal("heats", 1, 2, False),)), ["proof_untrue"]),
        (replace(GOOD, goals=(Goal("beauty", 1, 1, True),)), ["goal_unknown"]),
        (plan(heat("run-1", "e1", "e2"), heat("run-2", start=500)), ["below_min_fill"]),
    ],
)
def test_each_spoiled_plan_is_caught(spoiled: Plan, expected: list[str]) -> None:
    assert codes(problem(), spoiled) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"venues": (venue(kind="gym"), venue("hall1", kind="hall"))}, []),
        (
            {"events": (event(venue_kinds=("hall",)),), "venues": (venue(), venue("h", kind="hall"))},
            ["wrong_venue_kind"],
        ),
        ({"events": (event(min_fill=3),)}, ["below_min_fill"]),
        ({"events": (event(max_fill=1),)}, ["above_max_fill"]),
        ({"venues": (venue(closed=(Closure(490, 495, 2),)),)}, ["place_closed"]),
        ({"venues": (venue(closed=(Closure(500, 520, 2),)),)}, []),
        ({"venues": (venue(closed=(Closure(470, 481),)),)}, ["place_closed", "place_closed"]),
        ({"venues": (venue(wave=Wave(5, 1)),)}, ["route_full"]),
        ({"entrants": (entrant("e1", available=free(480, 494)), entrant("e2"))}, ["not_available"]),
        ({"entrants": (entrant("e1", available=(*free(485, 500), *free(480, 485))), entrant("e2"))}, []),
        ({"entrants": (entrant("e1", available=(*free(480, 485), *free(486, 500))), entrant("e2"))}, ["not_available"]),
        ({"sessions": (Session("am", 480, 499),)}, ["outside_session"]),
        ({"sessions": (Session("am", 480, 490), Session("pm", 490, 540))}, ["outside_session"]),
        ({"events": (event(entrant_minutes=70),)}, ["outside_session"]),
    ],
)
def test_the_same_plan_breaks_a_stricter_problem(changes: dict[str, object], expected: list[str]) -> None:
    assert codes(problem(**changes), GOOD) == expected


def two_heats(changes: dict[str, object], start: int) -> list[str]:
    return codes(problem(**changes), plan(heat("run-1", "e1"), heat("run-2", "e2", start=start)))


def test_changeover_counts_between_heats() -> None:
    changes = {"venues": (venue(changeover_minutes=10),)}
    assert (two_heats(changes, 500), two_heats(changes, 510)) == (["venue_taken"], [])


def test_waves_keep_their_interval_and_may_overlap() -> None:
    changes = {"venues": (venue(wave=Wave(10)),)}
    assert (two_heats(changes, 480), two_heats(changes, 490)) == (["wave_too_early"], [])


def test_people_of_earlier_waves_count_on_the_route_until_they_are_back() -> None:
    changes = {"venues": (venue(wave=Wave(5, 1)),), "events": (event(entrant_minutes=20),), "grid_minutes": 5}
    assert (two_heats(changes, 495), two_heats(changes, 500)) == (["route_full"], [])


def test_single_heat_events_start_once() -> None:
    assert two_heats({"events": (event(single_heat=True),)}, 500) == ["not_single_heat"]


@pytest.mark.parametrize(
    ("rest", "own", "expected"), [(5, None, []), (6, None, ["rest_too_short"]), (0, 6, ["rest_too_short"])]
)
def test_rest_counts_from_the_end_of_the_entrants_time(rest: int, own: int | None, expected: list[str]) -> None:
    subject = problem(
        rest_minutes=rest,
        events=(event(), event("rope")),
        entrants=(entrant("e1", "run", "rope", rest_minutes=own),),
    )
    assert codes(subject, plan(heat("run-1", "e1"), heat("rope-1", "e1", event="rope", start=500))) == expected


@pytest.mark.parametrize(("gap", "expected"), [(0, []), (1, ["too_early_after"])])
def test_events_wait_for_their_predecessor_and_the_gap(gap: int, expected: list[str]) -> None:
    subject = problem(
        rest_minutes=0,
        events=(event(), event("rope", after=(After("run", gap),))),
        entrants=(entrant("e1", "run"), entrant("e2", "rope")),
    )
    assert codes(subject, plan(heat("run-1", "e1"), heat("rope-1", "e2", event="rope", start=500))) == expected


def fixed() -> Problem:
    heats = (FixedHeat("h1", "run", 480, "gym1"), FixedHeat("h2", "run", 517, "gym1"))
    return problem(fixed_heats=heats, pins=(Pin("e1", "run", "h1"),))


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (plan(heat("h1", "e1", "e2"), heat("h2", start=517)), []),
        (plan(heat("h1", "e1"), heat("h2", "e2", start=517)), []),
        (plan(heat("h1", "e1", "e2"), heat("h2", start=520)), ["fixed_heat_moved"]),
        (plan(heat("h1", "e1", "e2")), ["fixed_heat_moved"]),
        (plan(heat("h1", "e2"), heat("h2", "e1", start=517)), ["pin_moved"]),
        (plan(heat("h1", "e1"), heat("h2", start=517), heat("x", "e2", start=500)), ["venue_taken", "heat_not_fixed"]),
    ],
)
def test_fixed_heats_and_pins_stay(candidate: Plan, expected: list[str]) -> None:
    assert codes(fixed(), candidate) == expected


def test_a_violation_says_whom_and_when() -> None:
    subject = problem(entrants=(entrant("e1", available=free(490, 540)), *entrants(2)[1:]))
    assert check(subject, GOOD) == (
        Violation("not_available", {"entrant": "e1", "heat": "run-1", "start": 480, "end": 495}),
    )
