"""The benchmark of repairs: days repeat, and the baselines are what they say."""

import pytest

from benchmarks.repair.baselines import Greedy, anew, broken, measured
from benchmarks.repair.days import KINDS, NOW, happened, planned
from scheduler.timetable import Limits, Plan, Problem, Repaired, check, repair
from scheduler.timetable.repairing.changed import changed, dropped


@pytest.fixture(scope="module")
def day() -> tuple[Problem, Plan]:
    return planned(60, 1)


def test_a_day_has_a_checked_plan_with_timekeepers_and_the_same_seed_the_same_happenings(
    day: tuple[Problem, Plan],
) -> None:
    problem, plan = day
    assert check(problem, plan) == ()
    assert all(heat.officials for heat in plan.heats)
    assert [happened(kind, problem, plan, 1) for kind in KINDS] == [happened(kind, problem, plan, 1) for kind in KINDS]


@pytest.mark.parametrize("kind", KINDS)
def test_a_repair_moves_no_more_people_than_planning_anew_and_leaves_no_more_over_than_greed(
    kind: str, day: tuple[Problem, Plan]
) -> None:
    problem, plan = day
    changes = happened(kind, problem, plan, 1)
    case, gone = changed(problem, plan, NOW, changes), dropped(plan, NOW, changes)
    answer = repair(problem, plan, NOW, changes)
    assert isinstance(answer, Repaired)
    fresh, by_hand = anew(case, Limits()), Greedy(case).run()
    assert fresh is not None
    assert broken(case, fresh) == 0
    assert answer.people_moved <= measured(plan, fresh, gone).moved
    if not broken(case, by_hand):
        greedy = measured(plan, by_hand, gone)
        assert (len(answer.plan.unplaced), answer.people_moved) <= (greedy.left, greedy.moved)
