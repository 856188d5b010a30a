"""The strategy of the search: what it goes on with when the first answer cannot be beaten, and what nobody can do."""

from dataclasses import replace
from itertools import pairwise

import pytest
from ortools.sat.python import cp_model

from benchmarks.timetable import instance
from scheduler.timetable import Closure, Feasible, Limits, Optimal, Session, check, sketch, solve
from scheduler.timetable.cpsat import search
from scheduler.timetable.cpsat.gathering import gathered
from scheduler.timetable.cpsat.numbers import Numbers
from scheduler.timetable.cpsat.planner import Planner
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.cpsat.seating import NOTHING, seatings_of
from scheduler.timetable.cpsat.solve import first_allowed
from scheduler.timetable.seats import plan_of
from tests.scheduler.builders import entrant, event, planned, problem, venue


def test_people_are_dealt_for_less_waiting_even_where_the_sketch_has_the_proven_numbers() -> None:
    planner = Planner(problem().canonical(), Search(Limits(), None))
    planner.run()
    rough = {goal.name: goal.value for goal in sketch(planner.problem).goals}
    assert planner.worth[:3] == (rough["unplaced"], rough["heats"], rough["finish"])
    assert planner.dealt is not None


def test_a_problem_without_events_or_entrants_has_an_empty_best_plan() -> None:
    for subject in (problem(events=(), entrants=()), problem(entrants=()), problem(venues=(), events=(), entrants=())):
        outcome = solve(subject)
        assert isinstance(outcome, Optimal)
        assert (outcome.plan.heats, [goal.value for goal in outcome.goals]) == ((), [0, 0, 0, 0])


def test_an_event_that_can_never_start_leaves_people_out_of_it_alone() -> None:
    shut = venue("hall", kind="hall", closed=(Closure(0, 1440),))
    people = tuple(entrant(f"e{number}", "run", "rope") for number in range(3))
    subject = problem(venues=(venue(), shut), events=(event(), event("rope", venue_kinds=("hall",))), entrants=people)
    outcome = solve(subject)
    assert check(subject, outcome.plan) == ()
    assert [(left.entrant, left.event, left.reasons) for left in outcome.plan.unplaced] == [
        (name, "rope", ("no_start",)) for name in ("e0", "e1", "e2")
    ]


def test_a_small_field_that_once_broke_the_deal_is_planned() -> None:
    subject = instance(20, 11)
    outcome = solve(subject, Limits(deterministic_seconds=10))
    assert isinstance(outcome, Feasible)
    assert check(subject, outcome.plan) == ()


def test_everybody_in_several_events_is_dealt_at_once_into_heats_that_stand() -> None:
    people = tuple(entrant(f"e{number}", "a", "b", rest_minutes=5 * number) for number in range(6))
    subject = problem(
        sessions=(Session("am", 480, 720),),
        events=(event("a", min_fill=2), event("b", min_fill=2)),
        entrants=(*people, *(entrant(f"{name}{number}", name) for name in "ab" for number in range(2))),
        rest_minutes=0,
    ).canonical()
    planner = Planner(subject, Search(Limits(), None))
    (part,) = Numbers(planner.crew, (), lambda _: None).run()
    found = gathered(subject, planner.starts, planner.crowds, part.choice or NOTHING, planner.search)
    assert found is not None
    plan = plan_of(subject, seatings_of(subject, planner.starts, *found))
    assert (check(subject, plan), plan.unplaced, len(plan.heats)) == ((), (), part.heats)


def test_a_search_in_short_turns_keeps_solutions_and_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "FIRST_TURN", 1e-5)
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in range(25)]
    for one, two in pairwise([*chosen, chosen[0]]):
        model.add(one + two >= 1)
    model.minimize(sum(chosen))
    answer = Search(Limits(), None).run(model)
    assert (answer.optimal, answer.value, answer.bound) == (True, 13, 13)
    assert sum(answer.of(each) for each in chosen) == 13


def test_what_heats_must_take_at_least_is_proven_without_trying_all_starts() -> None:
    alone = (entrant(f"{name}{number}", name) for name in "ab" for number in range(2))
    subject = problem(
        sessions=(Session("am", 480, 720),),
        events=(event("a", min_fill=2), event("b", min_fill=2)),
        entrants=(*(entrant(f"e{number}", "a", "b") for number in range(5)), *alone),
        goals=("unplaced", "heats"),
    )
    assert [(goal.value, goal.proven) for goal in planned(solve(subject)).goals] == [(2, True), (6, True)]


def test_a_plan_that_breaks_a_rule_is_dropped_for_the_next_and_told() -> None:
    subject = problem()
    whole = sketch(subject)
    broken = replace(whole, heats=(replace(whole.heats[0], start=485),))
    with pytest.warns(RuntimeWarning, match="1 rules and was dropped for an earlier one: off_grid"):
        assert first_allowed(subject, (replace(broken, goals=()), whole)) == whole
    with pytest.warns(RuntimeWarning), pytest.raises(RuntimeError):
        first_allowed(subject, (broken,))
