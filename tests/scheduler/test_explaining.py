"""Explanations: planted clashes of every kind come back as planted, irreducible, with ways out that help."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from scheduler.errors import ProblemFaults
from scheduler.timetable import (
    After,
    Clash,
    Closure,
    Final,
    FixedHeat,
    Infeasible,
    Limits,
    Official,
    Pin,
    Problem,
    Session,
    Staff,
    Wave,
    explain,
    solve,
)
from tests.scheduler.builders import entrant, entrants, event, free, planned, problem, venue
from tests.scheduler.test_properties import tiny_problems

MORNING = (Session("am", 480, 720),)


def codes(clash: Clash) -> list[str]:
    return [fact.code for fact in clash.facts]


def ways(clash: Clash) -> list[str]:
    return [way.code for way in clash.relaxations]


def impossible(subject: Problem) -> bool:
    """By the planner, which shares no model with the explanation."""
    outcome = solve(subject, Limits(deterministic_seconds=20))
    return isinstance(outcome, Infeasible) or bool(planned(outcome).unplaced)


def assert_irreducible(subject: Problem, clash: Clash) -> None:
    assert impossible(clash.alone(subject))
    assert [fact for fact in clash.facts if impossible(clash.alone(subject, (fact,)))] == []


def only_clash(subject: Problem) -> Clash:
    (clash,) = explain(subject)
    return clash


def test_a_problem_with_room_for_everybody_has_no_clash() -> None:
    assert explain(problem()) == ()


def test_people_who_share_too_few_starts_come_back_exactly() -> None:
    planted = tuple(entrant(f"p{number}", available=free(480, 519)) for number in range(5))
    subject = problem(entrants=(*planted, *entrants(6)), sessions=MORNING)
    clash = only_clash(subject)
    assert codes(clash) == ["entries_window_heats", "places"]
    assert clash.people == ("p0", "p1", "p2", "p3", "p4")
    assert (clash.facts[0].start, clash.facts[0].end) == (480, 515)
    assert_irreducible(subject, clash)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"entrants": entrants(8)}, ["entries_any_time_heats", "places"]),
        (
            {"entrants": entrants(5), "venues": (venue(closed=(Closure(480, 500),)),)},
            ["entries_any_time_heats", "venue_shut", "places"],
        ),
        (
            {"entrants": entrants(6), "venues": (venue(closed=(Closure(480, 500, 2),)),)},
            ["entries_any_time_heats", "place_shut", "places"],
        ),
        (
            {"entrants": entrants(5), "venues": (venue(changeover_minutes=10),)},
            ["entries_any_time_heats", "changeover", "places"],
        ),
        ({"entrants": (entrant("e1", available=free(480, 490)),)}, ["entries_never"]),
        ({"entrants": entrants(1), "events": (event(min_fill=2),)}, ["entries_few", "min_fill"]),
        ({"entrants": entrants(2), "events": (event(min_fill=3),)}, ["entries_few", "min_fill"]),
        (
            {"events": (event(max_fill=1),), "entrants": entrants(4)},
            ["entries_any_time_heats", "max_fill", "places"],
        ),
        (
            {
                "events": (event(single_heat=True),),
                "entrants": (entrant("e1", available=free(480, 500)), entrant("e2", available=free(510, 540))),
            },
            ["entries_window", "single_heat"],
        ),
        (
            {
                "events": (event("a"), event("b", after=(After("a", 30),))),
                "entrants": (entrant("e1", "a"), entrant("e2", "b")),
            },
            ["entries_any_time", "entries_any_time", "follows"],
        ),
        (
            {"events": (event(final=Final(2, 20, 30)),), "entrants": entrants(2)},
            ["entries_any_time", "final"],
        ),
        (
            {"venues": (venue(wave=Wave(40)),), "entrants": entrants(5)},
            ["entries_any_time_heats", "interval", "places"],
        ),
        (
            {"venues": (venue(wave=Wave(20, 1)),), "entrants": entrants(4)},
            ["entries_any_time_heats", "on_route", "places"],
        ),
        (
            {"fixed_heats": (FixedHeat("h1", "run", 480, "gym1"), FixedHeat("h2", "run", 490, "gym1"))},
            ["fixed_heats", "fixed_heats", "one_at_a_time"],
        ),
        (
            {
                "fixed_heats": (FixedHeat("h1", "run", 480, "gym1"),),
                "entrants": (entrant("e1", available=free(500, 540)),),
            },
            ["entries_window", "fixed_heats"],
        ),
        (
            {
                "fixed_heats": (FixedHeat("h1", "run", 480, "gym1"), FixedHeat("h2", "run", 500, "gym1")),
                "pins": (Pin("e1", "run", "h1"), Pin("e2", "run", "h1"), Pin("e3", "run", "h1")),
                "entrants": entrants(3),
            },
            ["entries_any_time_heats", "fixed_heats", "pinned_heat", "places"],
        ),
        (
            {"pins": (Pin("e1", "run", start=520),), "entrants": (entrant("e1", available=free(480, 510)),)},
            ["entries_window", "pinned_start"],
        ),
        (
            {
                "entrants": (entrant("e1", "run", "walk", max_per_day=1),),
                "events": (event(), event("walk")),
                "sessions": MORNING,
            },
            ["entries_any_time", "entries_any_time", "events_per_day", "own_events"],
        ),
        (
            {
                "events": (event(staff=(Staff("timekeeper", 2),)),),
                "officials": (Official("o1", skills=("timekeeper",)),),
            },
            ["entries_any_time", "officials"],
        ),
    ],
)
def test_every_kind_of_clash_is_told_by_the_rules_it_rests_on(changes: dict[str, Any], expected: list[str]) -> None:
    clash = only_clash(problem(**changes))
    assert sorted(codes(clash)) == sorted(expected)
    assert clash.relaxations
    assert [way.cost for way in clash.relaxations] == sorted(way.cost for way in clash.relaxations)


def test_one_persons_own_events_and_the_rest_that_would_do() -> None:
    both = (event("a"), event("b", venue_kinds=("hall",)))
    halls = (venue(), venue("hall", kind="hall"))
    subject = problem(
        events=both, venues=halls, entrants=(entrant("e1", "a", "b", rest_minutes=45), *entrants(2, "a")[1:])
    )
    clash = only_clash(subject)
    assert (codes(clash), clash.people) == (["entries_any_time", "entries_any_time", "own_events"], ("e1",))
    assert clash.relaxations[0].params == {"entrant": "e1", "minutes": 20}
    assert_irreducible(subject, clash)


def test_independent_clashes_are_told_apart() -> None:
    crowd = tuple(entrant(f"p{number}", available=free(480, 500)) for number in range(3))
    late = tuple(entrant(f"q{number}", available=free(520, 540)) for number in range(3))
    subject = problem(entrants=(*crowd, *late, entrant("never", available=free(480, 485))))
    found = explain(subject)
    assert sorted(clash.people for clash in found) == [("never",), ("p0", "p1", "p2"), ("q0", "q1", "q2")]
    for clash in found:
        assert_irreducible(subject, clash)


def test_leaving_out_just_those_who_do_not_fit_is_offered() -> None:
    clash = only_clash(problem(entrants=entrants(8)))
    assert ways(clash) == ["longer_session", "more_places", "extra_heat", "leave_out"]
    assert clash.relaxations[-1].people == ("e1", "e2")


@pytest.mark.parametrize(
    ("skill", "count", "expected"),
    [
        ("timekeeper", 8, ["entries_any_time_heats", "places"]),
        ("medic", 2, ["entries_any_time", "officials"]),
    ],
)
def test_officials_who_run_too_do_not_hinder_an_explanation(skill: str, count: int, expected: list[str]) -> None:
    staffed = event(staff=(Staff(skill),))
    both = tuple(Official(f"o{n}", skills=("timekeeper",), entrant=f"e{n}") for n in (1, count))
    clash = only_clash(problem(events=(staffed,), entrants=entrants(count), officials=both))
    assert codes(clash) == expected


quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@quick
@given(tiny_problems(most=5, end=530))
def test_every_explanation_is_impossible_as_a_set_and_possible_without_any_one_fact(subject: Problem) -> None:
    found = explain(subject)
    assert bool(found) == impossible(subject)
    for clash in found:
        assert_irreducible(subject, clash)


@settings(quick, max_examples=25)
@given(tiny_problems(most=5, end=530))
def test_every_way_out_ends_the_clash_it_is_offered_for(subject: Problem) -> None:
    for clash in explain(subject):
        assert clash.relaxations
        assert [way for way in clash.relaxations if impossible(clash.core.alone(way.applied(subject)))] == []


def test_faults_are_raised_before_any_search() -> None:
    with pytest.raises(ProblemFaults):
        explain(replace(problem(), events=()))


def test_people_who_are_never_free_are_excused_also_when_few_others_run() -> None:
    """The heats of those who can come are cut to their number; the places beyond it are room all the same."""
    late = [entrant(name, available=free(710, 720)) for name in ("e1", "e2")]
    subject = problem(sessions=MORNING, venues=(venue("gym1", places=4),), entrants=(*late, entrant("alone")))
    (clash,) = explain(subject)
    excuse = next(way for way in clash.relaxations if way.code == "excuse")
    assert excuse.people == ("e1", "e2")
    assert not impossible(excuse.applied(subject))


def test_nobody_is_too_few_while_others_could_still_fill_the_heat() -> None:
    """Eight walkers, four to a heat: without the one who can only come late the seven others would not fit."""
    twice = (*free(480, 570), *free(620, 690), *free(900, 990))
    subject = problem(
        sessions=(Session("am", 480, 690), Session("pm", 840, 990)),
        grid_minutes=5,
        venues=(venue("gym1", places=10, wave=Wave(10, 20)),),
        events=(event(heat_minutes=50, entrant_minutes=50, min_fill=4),),
        entrants=(
            *(entrant(f"free{n}") for n in range(3)),
            *(entrant(f"twice{n}", available=twice) for n in range(2)),
            entrant("late", available=free(840, 990)),
            entrant("not_first", available=(*free(525, 690), *free(840, 990))),
            entrant("early", available=free(480, 600)),
        ),
    )
    assert not impossible(subject)
    assert explain(subject) == ()
