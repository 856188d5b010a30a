"""Random small problems: every plan passes the checker, tiny ones equal brute force, the sketch never breaks a rule."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.timetable import Infeasible, Limits, Optimal, Problem, check, sketch, solve
from tests.scheduler.brute import best
from tests.scheduler.builders import PLANNED, planned
from tests.scheduler.instances import full_problems, quick, tiny_problems, wishful, with_decisions, with_finals


@quick
@given(tiny_problems(most=3, end=530))
def test_tiny_problems_are_solved_as_well_as_by_trying_everything(subject: Problem) -> None:
    outcome = solve(subject)
    truth = best(subject, PLANNED)
    assert truth is not None
    assert [goal.value for goal in planned(outcome).goals] == list(truth)
    assert isinstance(outcome, Optimal)


@quick
@given(with_finals(most=3, end=530))
def test_tiny_problems_with_finals_are_solved_as_well_as_by_trying_everything(subject: Problem) -> None:
    outcome = solve(subject)
    assert [goal.value for goal in planned(outcome).goals] == list(best(subject, PLANNED) or ())
    assert isinstance(outcome, Optimal)


@settings(quick, max_examples=80)
@given(with_decisions(most=3, end=530))
def test_tiny_problems_with_fixed_heats_and_pins_are_solved_or_refused_as_by_trying_everything(
    subject: Problem,
) -> None:
    outcome, truth = solve(subject), best(subject, PLANNED)
    if truth is None:
        assert isinstance(outcome, Infeasible)
    else:
        assert [goal.value for goal in planned(outcome).goals] == list(truth)
        assert isinstance(outcome, Optimal)


@quick
@given(wishful(most=3, end=520))
def test_goals_in_any_order_wishes_and_days_are_proven_as_by_trying_everything(subject: Problem) -> None:
    outcome, truth = solve(subject), best(subject, subject.goals)
    assert [goal.value for goal in planned(outcome).goals] == list(truth or ())
    assert isinstance(outcome, Optimal)


@quick
@given(full_problems(most=8, end=600))
def test_a_problem_with_everything_never_breaks_the_planner(subject: Problem) -> None:
    plan = planned(solve(subject, Limits(deterministic_seconds=2)))
    assert check(subject, plan) == ()


@quick
@given(tiny_problems(most=12, end=600))
def test_every_plan_passes_the_checker_and_is_never_worse_than_the_sketch(subject: Problem) -> None:
    rough = sketch(subject)
    assert check(subject, rough) == ()
    plan = planned(solve(subject, Limits(deterministic_seconds=5)))
    assert check(subject, plan) == ()
    assert [goal.value for goal in plan.goals] <= [goal.value for goal in rough.goals]


@quick
@given(full_problems(most=10, end=600))
def test_the_sketch_keeps_every_rule_of_the_whole_problem(subject: Problem) -> None:
    assert check(subject, sketch(subject)) == ()


@settings(quick, max_examples=10)
@given(tiny_problems(most=8, end=600), st.randoms(use_true_random=False))
def test_the_order_of_typing_never_changes_the_plan(subject: Problem, random: object) -> None:
    people = list(subject.entrants)
    random.shuffle(people)  # type: ignore[attr-defined]
    shuffled = replace(subject, entrants=tuple(people), venues=subject.venues[::-1], events=subject.events[::-1])
    assert solve(shuffled) == solve(subject)


@settings(quick, max_examples=10)
@given(tiny_problems(most=8, end=600))
def test_an_unnamed_goal_is_not_stated(subject: Problem) -> None:
    outcome = solve(replace(subject, goals=PLANNED[:2]))
    assert [goal.name for goal in planned(outcome).goals] == ["unplaced", "heats"]
    assert isinstance(outcome, Optimal)
