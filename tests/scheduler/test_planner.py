"""The strategy of the search: what it goes on with when the first answer cannot be beaten, and what nobody can do."""

from benchmarks.timetable import instance
from scheduler.timetable import Closure, Feasible, Limits, Optimal, check, sketch, solve
from scheduler.timetable.cpsat.planner import Planner
from scheduler.timetable.cpsat.search import Search
from tests.scheduler.builders import entrant, event, problem, venue


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
    outcome = solve(subject)
    assert isinstance(outcome, Feasible)
    assert check(subject, outcome.plan) == ()
