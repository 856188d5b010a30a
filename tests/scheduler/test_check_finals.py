"""The checker's rules about finals, days, pins of starts and places, and the goals that came with them."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.timetable import (
    After,
    Closure,
    Final,
    FixedHeat,
    Goal,
    Heat,
    Pin,
    Plan,
    Preference,
    Problem,
    Session,
    Unplaced,
    Wave,
    check,
)
from scheduler.timetable.measure import measured
from tests.scheduler.builders import codes, entrant, entrants, event, heat, official, plan, problem, venue


def with_final(**changes: Any) -> Problem:
    """Two heats of two and a final for two, ten minutes long, ten minutes after the last heat."""
    return problem(**{"events": (event(final=Final(2, 10, 10)),), "entrants": entrants(2), **changes})


def final(start: int = 510, **changes: Any) -> Heat:
    return heat("run-final", start=start, final=True, **changes)


GOOD = plan(heat("run-1", "e1", "e2"), final())


def test_a_good_plan_with_a_final_has_no_violations_and_counts_it() -> None:
    values = measured(with_final(), GOOD)
    assert check(with_final(), GOOD) == ()
    assert (values["heats"], values["slots"], values["finish"], values["waiting"]) == (2, 2, 40, 0)


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (plan(heat("run-1", "e1", "e2")), ["final_missing"]),
        (plan(*GOOD.heats, replace(final(520), id="again")), ["final_not_wanted"]),
        (plan(final(), unplaced=[Unplaced(name, "run") for name in ("e1", "e2")]), ["final_not_wanted"]),
        (plan(GOOD.heats[0], final(500)), ["final_too_early"]),
        (plan(GOOD.heats[0], final(530)), []),
        (plan(GOOD.heats[0], final(540)), ["outside_session"]),
        (plan(GOOD.heats[0], final(515)), ["off_grid"]),
        (plan(GOOD.heats[0], final(490)), ["venue_taken", "final_too_early"]),
        (plan(GOOD.heats[0], final(510, places={1: "e1", 2: "e2"})), ["rest_too_short", "rest_too_short"]),
        (plan(GOOD.heats[0], final(530, places={1: "e9"})), ["not_entered"]),
        (replace(GOOD, goals=(Goal("heats", 1, 1, True),)), ["goal_untrue"]),
    ],
)
def test_each_spoiled_final_is_caught(candidate: Plan, expected: list[str]) -> None:
    assert codes(with_final(), candidate) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"events": (event(),)}, ["final_not_wanted"]),
        ({"events": (event(final=Final(2, 10, 11)),)}, ["final_too_early"]),
        ({"events": (event(final=Final(2, 31, 10)),)}, ["outside_session"]),
        ({"venues": (venue(closed=(Closure(515, 517, 2),)),)}, ["final_no_room"]),
        ({"venues": (venue(closed=(Closure(515, 517),)),)}, ["place_closed"]),
        ({"venues": (venue(wave=Wave(5, 2)),), "entrants": entrants(2)}, []),
        ({"fixed_heats": (FixedHeat("run-final", "run", 510, "gym1", final=True),)}, []),
        ({"fixed_heats": (FixedHeat("run-final", "run", 520, "gym1", final=True),)}, ["fixed_heat_moved"]),
    ],
)
def test_the_same_final_breaks_a_stricter_problem(changes: dict[str, Any], expected: list[str]) -> None:
    assert codes(with_final(**changes), GOOD) == expected


def test_a_final_holds_the_places_of_all_it_is_for_on_a_route() -> None:
    walk = event("walk", entrant_minutes=20, heat_minutes=5)
    subject = with_final(
        rest_minutes=0,
        events=(event(final=Final(2, 20, 10)), walk),
        venues=(venue(places=9, wave=Wave(5, 2)),),
        entrants=(*entrants(2), entrant("w", "walk")),
    )
    early = plan(*GOOD.heats, heat("walk-1", "w", event="walk", start=520))
    late = plan(*GOOD.heats[:1], final(500 + 10), heat("walk-1", "w", event="walk", start=500))
    assert codes(subject, early) == ["route_full"]
    assert codes(subject, late) == ["route_full"]


def test_an_event_after_another_waits_for_its_final_too() -> None:
    subject = with_final(
        events=(event(final=Final(2, 10, 10)), event("rope", heat_minutes=10, after=(After("run"),))),
        entrants=(*entrants(2), entrant("x", "rope")),
    )
    rope = heat("rope-1", "x", event="rope", start=500)
    assert codes(subject, plan(*GOOD.heats, rope)) == ["too_early_after"]


def test_more_events_a_day_than_an_entrant_may_run_are_caught() -> None:
    days = (Session("d1", 480, 540), Session("d2", 1920, 1980))
    subject = problem(
        sessions=days,
        events=(event(), event("rope")),
        entrants=(entrant("e1", "run", "rope", max_per_day=1),),
        rest_minutes=0,
    )
    same_day = plan(heat("run-1", "e1"), heat("rope-1", "e1", event="rope", start=500))
    next_day = plan(heat("run-1", "e1"), heat("rope-1", "e1", event="rope", start=1920))
    assert (codes(subject, same_day), codes(subject, next_day)) == (["too_many_a_day"], [])


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        (Pin("e1", "run", start=480), []),
        (Pin("e1", "run", start=490), ["pin_moved"]),
        (Pin("e1", "run", venue="gym1", place=1), []),
        (Pin("e1", "run", venue="gym1", place=2), ["pin_moved"]),
        (Pin("e1", "run", venue="gym2"), ["pin_moved"]),
        (Pin("", "run", start=480, venue="gym1"), []),
        (Pin("", "run", start=480, venue="gym2"), ["pinned_heat_missing"]),
        (Pin("", "run", start=510), ["pinned_heat_missing"]),
    ],
)
def test_pinned_starts_venues_and_places_stay(pin: Pin, expected: list[str]) -> None:
    subject = problem(venues=(venue("gym1"), venue("gym2")), pins=(pin,))
    assert codes(subject, plan(heat("run-1", "e1", "e2"))) == expected


def wishing(*wishes: Preference, **changes: Any) -> int:
    subject = problem(entrants=(entrant("e1", "run", "rope", preferences=wishes),), events=(event(), event("rope")))
    candidate = plan(heat("run-1", "e1"), heat("rope-1", "e1", event="rope", start=520, **changes), unplaced=[])
    return measured(subject, candidate)["preferences"]


def test_wishes_cost_their_weight_for_each_entry_that_is_run_otherwise() -> None:
    assert wishing(Preference(3, "run", start=480, end=495)) == 0
    assert wishing(Preference(3, "run", start=480, end=494)) == 3
    assert wishing(Preference(3, "run", start=485)) == 3
    assert wishing(Preference(2, end=520)) == 2
    assert wishing(Preference(2, session="am"), Preference(5, "rope", venue="gym1")) == 0
    assert wishing(Preference(1, start=540)) == 2


def test_unplaced_entries_keep_no_wish() -> None:
    subject = problem(entrants=(entrant("e1", preferences=(Preference(4, session="am"),)),))
    assert measured(subject, plan(unplaced=[Unplaced("e1", "run")]))["preferences"] == 4


def test_duties_are_spread_from_the_most_to_the_fewest() -> None:
    subject = problem(officials=(official("o1"), official("o2")))
    served = [heat(f"run-{n}", start=480 + 20 * n, officials={"timekeeper": ("o1",)}) for n in range(2)]
    assert measured(subject, plan(*served))["duty_spread"] == 2
    assert measured(problem(), plan(*served))["duty_spread"] == 0


def test_heats_at_one_start_are_one_slot() -> None:
    together = plan(heat("a", "e1"), heat("b", "e2", venue="gym2"))
    assert measured(problem(venues=(venue("gym1"), venue("gym2"))), together)["slots"] == 1
