"""Plans moved by hand: what each move does, what it leaves alone, and that the checker sees it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scheduler.errors import ProblemFaults
from scheduler.timetable import (
    Goal,
    HeatsSwapped,
    HeatTo,
    PeopleSwapped,
    PersonTo,
    Plan,
    Session,
    Unplaced,
    aligned,
    check,
    moved,
    solve,
)
from tests.scheduler.builders import codes, entrants, heat, plan, planned, problem, venue

FOUR = problem(entrants=entrants(4), sessions=(Session("am", 480, 600),), venues=(venue(), venue("gym2")))
TWO_HEATS = plan(heat("run-1", "e1", "e2"), heat("run-2", "e3", "e4", start=500))


def _drawn(found: Plan) -> list[tuple[str, int, str, dict[int, str]]]:
    return [(each.id, each.start, each.venue, dict(each.places)) for each in found.heats]


def test_heat_goes_to_another_start_and_venue_with_its_people() -> None:
    found = moved(FOUR, TWO_HEATS, [HeatTo("run-1", 520, "gym2")])
    assert _drawn(found) == [("run-2", 500, "gym1", {1: "e3", 2: "e4"}), ("run-1", 520, "gym2", {1: "e1", 2: "e2"})]
    assert codes(FOUR, found) == []


def test_heats_exchange_their_times() -> None:
    found = moved(FOUR, TWO_HEATS, [HeatsSwapped("run-1", "run-2")])
    assert _drawn(found) == [("run-2", 480, "gym1", {1: "e3", 2: "e4"}), ("run-1", 500, "gym1", {1: "e1", 2: "e2"})]


def test_two_people_exchange_heat_and_place_also_within_one_heat() -> None:
    found = moved(FOUR, TWO_HEATS, [PeopleSwapped("run", "e1", "e4"), PeopleSwapped("run", "e4", "e2")])
    assert _drawn(found) == [("run-1", 480, "gym1", {1: "e2", 2: "e4"}), ("run-2", 500, "gym1", {1: "e3", 2: "e1"})]


def test_person_goes_to_the_first_free_place_or_the_one_named_and_an_emptied_heat_is_gone() -> None:
    wide = replace(FOUR, venues=(venue(places=4),))
    found = moved(wide, TWO_HEATS, [PersonTo("e3", "run-1"), PersonTo("e4", "run-1", 4)])
    assert _drawn(found) == [("run-1", 480, "gym1", {1: "e1", 2: "e2", 3: "e3", 4: "e4"})]
    assert codes(wide, found) == []


def test_somebody_left_over_gets_a_place() -> None:
    before = plan(heat("run-1", "e1", "e2"), heat("run-2", "e3", start=500), unplaced=[Unplaced("e4", "run")])
    assert moved(FOUR, before, [PersonTo("e4", "run-2")]).unplaced == ()


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (HeatTo("run-9", 480, "gym1"), "heat_unknown"),
        (HeatTo("run-1", 480, "pool"), "venue_unknown"),
        (PersonTo("e9", "run-1"), "move_not_entered"),
        (PersonTo("e4", "run-1"), "move_heat_full"),
        (PersonTo("e4", "run-1", 2), "move_place_taken"),
        (PeopleSwapped("run", "e1", "e9"), "move_not_placed"),
    ],
)
def test_what_cannot_be_moved_at_all_is_told_with_the_number_of_the_move(move: object, code: str) -> None:
    with pytest.raises(ProblemFaults) as refused:
        moved(FOUR, TWO_HEATS, [PeopleSwapped("run", "e1", "e3"), move])  # type: ignore[list-item]
    assert [(fault.code, fault.where) for fault in refused.value.faults] == [(code, "moves[2]")]


def test_what_a_move_breaks_is_found_by_the_checker() -> None:
    found = moved(FOUR, TWO_HEATS, [HeatTo("run-2", 490, "gym1")])
    assert codes(FOUR, found) == ["venue_taken"]
    assert codes(FOUR, moved(FOUR, TWO_HEATS, [HeatTo("run-2", 590, "gym1")])) == ["outside_session"]


def test_goals_are_true_after_a_move_and_keep_only_bounds_that_still_hold() -> None:
    best = planned(solve(FOUR))
    name = best.heats[-1].id
    later = moved(FOUR, best, [HeatTo(name, 580, "gym2")])
    assert check(FOUR, later) == ()
    told = {goal.name: (goal.value, goal.bound, goal.proven) for goal in later.goals}
    assert (told["unplaced"], told["heats"]) == ((0, 0, True), (2, 2, True))
    assert told["finish"] == (120, next(goal.bound for goal in best.goals if goal.name == "finish"), False)


def test_a_bound_below_a_goal_that_got_worse_is_given_up() -> None:
    stated = replace(
        TWO_HEATS,
        goals=(Goal("heats", 2, 2, True, Decimal(1)), Goal("finish", 40, 40, True), Goal("waiting", 0, 0, True)),
    )
    worse = moved(FOUR, stated, [HeatTo("run-2", 540, "gym2")])
    assert [(goal.value, goal.bound, goal.proven) for goal in worse.goals] == [
        (2, 2, True),
        (80, 40, False),
        (0, 0, True),
    ]


def test_a_plan_is_fitted_to_entries_that_came_and_went() -> None:
    now = replace(FOUR, entrants=(*entrants(3), *entrants(6)[5:]))
    found = aligned(now, TWO_HEATS)
    assert [dict(each.places) for each in found.heats] == [{1: "e1", 2: "e2"}, {1: "e3"}]
    assert found.unplaced == (Unplaced("e6", "run"),)
    assert codes(now, found) == []
