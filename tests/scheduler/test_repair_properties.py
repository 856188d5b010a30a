"""Random days: the past stands, pins are kept, the checker agrees, tiny ones equal brute force."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from scheduler.timetable import Heat, Irreparable, Limits, Repaired, check, repair
from scheduler.timetable.repairing import release
from tests.scheduler.instances import full_problems, quick, tiny_problems
from tests.scheduler.repairing import Day, days, fewest


def repaired(day: Day) -> Repaired | None:
    """The repair; None where fixed decisions or a final without room make it impossible."""
    answer = repair(*day, Limits(deterministic_seconds=5))
    assert isinstance(answer, Repaired | Irreparable), answer
    return answer if isinstance(answer, Repaired) else None


@settings(quick, max_examples=100)
@given(days(tiny_problems(most=3, end=530)))
def test_as_few_people_move_as_by_trying_everything(day: Day) -> None:
    answer, truth = repaired(day), fewest(*day)
    if answer is None:
        assert truth is None
        return
    assert (len(answer.plan.unplaced), answer.people_moved) == truth
    assert answer.proven


def begun(heats: Sequence[Heat], now: int) -> list[Heat]:
    return [replace(heat, late_minutes=0) for heat in heats if heat.start < now]


@settings(quick, max_examples=60)
@given(days(full_problems(most=10, end=600), most=3))
def test_every_repair_passes_the_checker_and_leaves_the_past_alone(day: Day) -> None:
    problem, plan, now, _ = day
    answer = repaired(day)
    if answer is None:
        return
    assert check(answer.problem, answer.plan) == ()
    assert begun(answer.plan.heats, now) == begun(plan.heats, now)
    assert {(pin.entrant, pin.event) for pin in problem.pins} >= {(p.entrant, p.event) for p in answer.problem.pins}
    assert answer.people_bound <= answer.people_moved
    assert all(heat.start >= now for heat in answer.plan.heats if heat not in plan.heats and not heat.late_minutes)


@settings(quick, max_examples=30)
@given(days(full_problems(most=10, end=600), most=0))
def test_without_a_change_nothing_moves(day: Day) -> None:
    """Somebody left over may be worth a move; without one the plan is as it was."""
    problem, plan, now, _ = day
    answer = repair(problem, plan, now, ())
    assert isinstance(answer, Repaired)
    if not plan.unplaced:
        assert (answer.people_moved, answer.minutes, answer.duties, answer.difference) == (0, 0, (), ())
        assert {heat.id: heat for heat in answer.plan.heats} == {heat.id: heat for heat in plan.heats}


@settings(quick, max_examples=10)
@given(days(full_problems(most=8, end=600)))
def test_the_same_day_gives_the_same_repair(day: Day) -> None:
    assert repair(*day) == repair(*day)


@pytest.mark.parametrize("small", [0, 40])
@settings(quick, max_examples=25)
@given(day=days(full_problems(most=12, end=600), most=3))
def test_narrow_attempts_keep_every_rule_too(small: int, day: Day) -> None:
    """As for a large problem: only some are let go of first, and the whole is never tried at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "SMALL", small)
        patch.setattr(release, "LARGE", small)
        answer = repair(*day)
    if isinstance(answer, Repaired):
        assert check(answer.problem, answer.plan) == ()
        assert answer.people_bound <= answer.people_moved
        full = repaired(day)
        assert full is not None
        assert (len(full.plan.unplaced), full.people_moved) <= (len(answer.plan.unplaced), answer.people_moved)
