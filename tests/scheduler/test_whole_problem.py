"""What a problem may ask beyond heats: finals, pins, limits of a day, wishes, planned and proven like the rest."""

import pytest

from scheduler.timetable import (
    After,
    Closure,
    Final,
    FixedHeat,
    Goal,
    Infeasible,
    Optimal,
    Pin,
    Preference,
    Session,
    Unplaced,
    Wave,
    check,
    solve,
)
from scheduler.timetable.problem import Problem
from tests.scheduler.builders import entrant, entrants, event, planned, problem, venue

FINAL = Final(2, 10, 10)


def finals(subject: Problem) -> list[tuple[str, int, str]]:
    return [(heat.event, heat.start, heat.venue) for heat in planned(solve(subject)).heats if heat.final]


def test_a_final_follows_its_heats_by_the_gap_and_counts_in_heats_and_finish() -> None:
    subject = problem(events=(event(final=FINAL),))
    outcome = solve(subject)
    assert isinstance(outcome, Optimal)
    assert finals(subject) == [("run", 510, "gym1")]
    assert [goal.value for goal in outcome.goals[:3]] == [0, 2, 40]
    assert outcome.plan.heats[-1].places == {}


def test_finals_of_two_events_never_meet_in_a_venue() -> None:
    both = (event("a", final=FINAL), event("b", final=FINAL))
    subject = problem(events=both, entrants=(entrant("e1", "a"), entrant("e2", "b")))
    assert planned(solve(subject)).unplaced == ()
    assert len({start for _, start, _ in finals(subject)}) == 2


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"venues": (venue(), venue("gym2", closed=(Closure(510, 520),)))}, [("run", 510, "gym1")]),
        ({"venues": (venue(closed=(Closure(510, 520, 1),)),)}, [("run", 520, "gym1")]),
        ({"venues": (venue(places=9, wave=Wave(10, 2)),)}, [("run", 510, "gym1")]),
        ({"fixed_heats": (FixedHeat("last", "run", 530, "gym1", final=True),)}, [("run", 530, "gym1")]),
        ({"fixed_heats": (FixedHeat("h1", "run", 483, "gym1"),)}, [("run", 520, "gym1")]),
    ],
)
def test_a_final_finds_open_places_for_all_it_is_held_for(
    changes: dict[str, object], expected: list[tuple[str, int, str]]
) -> None:
    assert finals(problem(events=(event(final=FINAL),), **changes)) == expected


def test_an_event_whose_final_finds_no_room_is_not_held() -> None:
    subject = problem(events=(event(final=Final(2, 10, 60)),))
    outcome = solve(subject)
    assert isinstance(outcome, Optimal)
    assert outcome.plan.unplaced == tuple(Unplaced(name, "run", ("no_room",)) for name in ("e1", "e2"))


def test_heats_fixed_too_late_for_their_final_are_a_contradiction() -> None:
    assert isinstance(
        solve(problem(events=(event(final=FINAL),), fixed_heats=(FixedHeat("h1", "run", 520, "gym1"),))), Infeasible
    )


def test_an_event_after_another_waits_for_its_final_too() -> None:
    subject = problem(
        events=(event("a", final=FINAL), event("b", heat_minutes=10, after=(After("a"),))),
        entrants=(entrant("e1", "a"), entrant("e2", "b")),
    )
    plan = planned(solve(subject))
    assert [(heat.event, heat.start) for heat in plan.heats] == [("a", 480), ("a", 510), ("b", 520)]
    assert check(subject, plan) == ()


def seats(subject: Problem) -> dict[str, tuple[int, str, int]]:
    """Start, venue and place of everybody in the only event."""
    heats = planned(solve(subject)).heats
    return {name: (heat.start, heat.venue, place) for heat in heats for place, name in heat.places.items()}


def test_a_pinned_start_venue_and_place_are_kept() -> None:
    gyms = (venue("gym1"), venue("gym2"))
    pins = (Pin("e3", "run", start=500, venue="gym2", place=2), Pin("e1", "run", venue="gym2"))
    found = seats(problem(venues=gyms, pins=pins, entrants=entrants(4)))
    assert found["e3"] == (500, "gym2", 2)
    assert found["e1"][1] == "gym2"


def test_a_pinned_heat_stands_and_is_filled() -> None:
    subject = problem(pins=(Pin("", "run", start=510),), entrants=entrants(3))
    assert {start for start, _, _ in seats(subject).values()} == {480, 510}


def test_one_person_on_the_only_place_keeps_it_whoever_else_wants_it() -> None:
    crowded = problem(
        venues=(venue(places=1),),
        events=(event(single_heat=True),),
        pins=(Pin("e9", "run", place=1),),
        entrants=(*entrants(4), entrant("e9")),
    )
    assert list(seats(crowded)) == ["e9"]


@pytest.mark.parametrize(
    "pins",
    [
        (
            Pin("e1", "run", start=480, venue="gym1", place=1),
            Pin("e2", "run", start=480, venue="gym1", place=1),
        ),
        (Pin("", "run", start=480, venue="gym1"), Pin("", "run", start=490, venue="gym1")),
        tuple(Pin(f"e{number}", "run", start=480, venue="gym1") for number in (1, 2, 3)),
    ],
)
def test_pins_that_cannot_all_be_kept_are_a_contradiction(pins: tuple[Pin, ...]) -> None:
    subject = problem(venues=(venue("gym1"), venue("gym2")), pins=pins, entrants=entrants(3))
    assert isinstance(solve(subject), Infeasible)


def test_people_in_two_events_of_one_venue_are_left_over_only_where_it_must_be() -> None:
    both = (event("a", entrant_minutes=25), event("b", entrant_minutes=25))
    subject = problem(sessions=(Session("am", 480, 520),), events=both, entrants=(entrant("e1", "a", "b"),))
    outcome = solve(subject)
    assert isinstance(outcome, Optimal)
    assert [goal.value for goal in outcome.goals] == [1, 1, 25, 0]


DAYS = (Session("d1", 480, 540), Session("d2", 1920, 1980))


def test_nobody_runs_more_events_a_day_than_the_own_limit() -> None:
    both = (event("a"), event("b", venue_kinds=("hall",)))
    people = tuple(entrant(f"e{number}", "a", "b", max_per_day=1) for number in range(3))
    subject = problem(sessions=DAYS, events=both, venues=(venue(), venue("hall", kind="hall")), entrants=people)
    plan = planned(solve(subject))
    turns = {(name, heat.event): heat.start for heat in plan.heats for name in heat.places.values()}
    assert (plan.unplaced, check(subject, plan)) == ((), ())
    assert all((turns[each.id, "a"] < 1440) != (turns[each.id, "b"] < 1440) for each in people)


def test_an_entry_too_many_for_the_only_day_stays_out_and_that_is_proven() -> None:
    both = (event("a"), event("b", venue_kinds=("hall",)))
    subject = problem(
        events=both, venues=(venue(), venue("hall", kind="hall")), entrants=(entrant("e1", "a", "b", max_per_day=1),)
    )
    assert planned(solve(subject)).goals[0] == Goal("unplaced", 1, 1, True)


GOALS = ("unplaced", "heats", "finish", "preferences")


def wishing(*wishes: Preference, count: int = 4, goals: tuple[str, ...] = GOALS) -> Goal:
    """What is said of the wishes when e1 has these, among so many entrants of a gym of two."""
    people = (entrant("e1", preferences=wishes), *entrants(count)[1:])
    return planned(solve(problem(entrants=people, goals=goals))).goals[-1]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Preference(3, start=500), Goal("preferences", 0, 0, True)),
        (Preference(3, end=500), Goal("preferences", 0, 0, True)),
        (Preference(3, session="am"), Goal("preferences", 0, 0, True)),
        (Preference(3, end=490), Goal("preferences", 3, 3, True)),
    ],
)
def test_a_wish_that_costs_nobody_a_heat_is_kept_and_one_that_cannot_be_is_proven(
    wish: Preference, expected: Goal
) -> None:
    assert wishing(wish) == expected


def test_wishes_never_cost_a_later_finish_and_what_is_lost_is_told() -> None:
    assert wishing(Preference(3, start=520)) == Goal("preferences", 3, 3, True)


def test_a_wished_venue_is_kept_when_somebody_changes_places() -> None:
    gyms = (venue("gym1"), venue("gym2"))
    people = tuple(entrant(f"e{n}", preferences=(Preference(venue=f"gym{1 + n % 2}"),)) for n in range(4))
    plan = planned(solve(problem(venues=gyms, entrants=people, goals=GOALS)))
    assert plan.goals[-1] == Goal("preferences", 0, 0, True)


def test_as_few_different_starts_as_can_be_are_used_before_an_early_finish() -> None:
    both = (event("a", heat_minutes=10, entrant_minutes=10), event("b", venue_kinds=("hall",)))
    halls = (venue(), venue("hall", kind="hall", closed=(Closure(480, 490),)))
    people = (entrant("e1", "a"), entrant("e2", "b"))
    early = problem(events=both, venues=halls, entrants=people, goals=("unplaced", "finish", "slots"))
    few = problem(events=both, venues=halls, entrants=people, goals=("unplaced", "slots", "finish"))
    assert [goal.value for goal in planned(solve(early)).goals] == [0, 30, 1]
    assert [heat.start for heat in planned(solve(few)).heats] == [490, 490]
    assert isinstance(solve(few), Optimal)


def test_goals_are_kept_in_the_order_the_problem_gives_them() -> None:
    gyms = (venue("gym1"), venue("gym2"))
    fewest = problem(venues=gyms, entrants=entrants(3), goals=("unplaced", "heats", "finish"))
    earliest = problem(venues=gyms, events=(event(max_fill=2),), entrants=entrants(3), goals=("finish", "heats"))
    assert [goal.value for goal in planned(solve(fewest)).goals] == [0, 2, 20]
    assert [(goal.name, goal.value) for goal in planned(solve(earliest)).goals] == [("finish", 20), ("heats", 2)]
