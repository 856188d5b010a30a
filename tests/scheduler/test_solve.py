"""Plans drawn as text lanes, goals proven, limits and cancelling, fixed heats and pins, contradictions."""

import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest

from scheduler.errors import ProblemFaults
from scheduler.files import lanes
from scheduler.timetable import (
    After,
    Closure,
    Entrant,
    Feasible,
    FixedHeat,
    Goal,
    Infeasible,
    Limits,
    Optimal,
    Pin,
    Problem,
    Progress,
    Session,
    Unplaced,
    Violation,
    Wave,
    Window,
    check,
    repeat_key,
    solve,
)
from scheduler.timetable.problem import GOALS
from tests.scheduler.builders import entrant, entrants, event, free, planned, problem, venue


def drawn(subject: Problem) -> str:
    """Only the rows of the venues."""
    names = tuple(f"{each.id} " for each in subject.venues)
    return "\n".join(row for row in lanes(subject, planned(solve(subject)), "en").splitlines() if row.startswith(names))


def test_a_plan_drawn_as_lanes_names_heats_places_and_who_is_left() -> None:
    subject = problem(entrants=(*entrants(3), entrant("e4", available=free(480, 490))))
    assert lanes(subject, planned(solve(subject)), "en") == "\n".join(
        [
            "     11-27 08:00",
            "gym1 AABB..",
            "A 08:00 run-1 1:e3 2:e1",
            "B 08:20 run-2 1:e2",
            "- e4 run: no start suits",
        ]
    )


def test_heats_share_a_gym_one_after_the_other() -> None:
    assert drawn(problem(entrants=entrants(5))) == "gym1 AABBCC"


def test_identical_gyms_run_side_by_side() -> None:
    assert drawn(problem(entrants=entrants(4), venues=(venue("gym1"), venue("gym2")))) == "gym1 AA....\ngym2 BB...."


def test_changeover_keeps_a_gym_empty_between_heats() -> None:
    assert drawn(problem(entrants=entrants(4), venues=(venue(changeover_minutes=10),))) == "gym1 AA.BB."


def test_a_closed_machine_makes_smaller_heats_and_a_closed_gym_none() -> None:
    closed = (Closure(480, 490), Closure(490, 510, 1))
    assert drawn(problem(entrants=entrants(3), venues=(venue(closed=closed),))) == "gym1 .AABB."


def test_waves_leave_at_their_interval_while_the_route_holds_them() -> None:
    walk = event("walk", venue_kinds=("route",), heat_minutes=5, entrant_minutes=20, max_fill=2)
    route = venue("route", kind="route", places=10, wave=Wave(5, 4))
    subject = problem(events=(walk,), venues=(route,), entrants=entrants(6, "walk"), grid_minutes=5)
    assert drawn(subject) == "route AB..C......."


def test_an_event_waits_for_its_predecessor() -> None:
    both = (event("a", heat_minutes=10, entrant_minutes=10), event("b", heat_minutes=10, after=(After("a", 15),)))
    people = (*entrants(3, "a"), entrant("x", "b"))
    assert drawn(problem(events=both, entrants=people)) == "gym1 AB..C."


def test_somebody_in_two_events_rests_and_waits_no_longer_than_needed() -> None:
    both = (event("a"), event("b", venue_kinds=("hall",), heat_minutes=10, entrant_minutes=10))
    halls = (venue(), venue("hall", kind="hall"))
    subject = problem(
        events=both, venues=halls, entrants=(entrant("e1", "a", "b"), entrant("e2", "a")), rest_minutes=15
    )
    assert drawn(subject) == "gym1 .BB...\nhall A....." or drawn(subject) == "gym1 AA....\nhall ...B.."
    assert planned(solve(subject)).goals[-1].value == 0


def test_an_own_longer_rest_is_kept() -> None:
    both = (event("a"), event("b", venue_kinds=("hall",)))
    halls = (venue(), venue("hall", kind="hall"))
    people = (entrant("e1", "a", "b", rest_minutes=45),)
    assert planned(solve(problem(events=both, venues=halls, entrants=people))).unplaced == (
        Unplaced("e1", "b", ("no_room",)),
    )


def test_a_heat_below_its_minimum_is_not_opened() -> None:
    subject = problem(events=(event(min_fill=2),), entrants=entrants(1))
    assert planned(solve(subject)).unplaced == (Unplaced("e1", "run", ("below_min_fill",)),)


def test_an_event_in_a_single_heat_leaves_out_who_cannot_come() -> None:
    people = (*entrants(2), entrant("e3", available=free(500, 540)), entrant("e4", available=free(480, 500)))
    subject = problem(events=(event(single_heat=True),), venues=(venue(places=None),), entrants=people)
    plan = planned(solve(subject))
    assert (len(plan.heats), len(plan.unplaced)) == (1, 1)


def test_fixed_heats_stand_even_empty_and_pins_hold() -> None:
    fixed = (FixedHeat("h1", "run", 483, "gym1"), FixedHeat("h2", "run", 510, "gym1"))
    subject = problem(fixed_heats=fixed, pins=(Pin("e2", "run", "h2"),), entrants=entrants(3))
    outcome = solve(subject)
    people = {heat.id: sorted(heat.places.values()) for heat in planned(outcome).heats}
    assert (people, type(outcome)) == ({"h1": ["e1", "e3"], "h2": ["e2"]}, Optimal)


def test_two_fixed_heats_at_one_time_keep_their_own_pins() -> None:
    fixed = (FixedHeat("h1", "run", 480, "gym1"), FixedHeat("h2", "run", 480, "gym2"))
    pins = (Pin("e1", "run", "h2"), Pin("e2", "run", "h2"))
    subject = problem(fixed_heats=fixed, pins=pins, venues=(venue("gym1"), venue("gym2")), entrants=entrants(4))
    people = {heat.id: sorted(heat.places.values()) for heat in planned(solve(subject)).heats}
    assert people == {"h1": ["e3", "e4"], "h2": ["e1", "e2"]}


def test_fixed_heats_that_overlap_are_a_contradiction_with_its_cause() -> None:
    fixed = (FixedHeat("h1", "run", 480, "gym1"), FixedHeat("h2", "run", 490, "gym1"))
    outcome = solve(problem(fixed_heats=fixed))
    assert isinstance(outcome, Infeasible)
    assert outcome.reasons == (Violation("venue_taken", {"venue": "gym1", "heat": "h2", "other": "h1", "free": 500}),)


def test_a_pin_that_breaks_availability_is_a_contradiction() -> None:
    subject = problem(
        fixed_heats=(FixedHeat("h1", "run", 480, "gym1"),),
        pins=(Pin("e1", "run", "h1"),),
        entrants=(entrant("e1", available=free(500, 540)),),
    )
    outcome = solve(subject)
    assert isinstance(outcome, Infeasible)
    assert [reason.code for reason in outcome.reasons] == ["not_available"]


def test_a_pin_into_a_heat_that_can_never_fill_is_a_contradiction() -> None:
    subject = problem(
        events=(event(min_fill=2),),
        fixed_heats=(FixedHeat("h1", "run", 480, "gym1"),),
        pins=(Pin("e1", "run", "h1"),),
        entrants=entrants(1),
    )
    outcome = solve(subject)
    assert isinstance(outcome, Infeasible)
    assert outcome.reasons == (Violation("pins_clash", {"pins": 1}),)


def test_pinned_departments_more_than_a_machine_room_are_a_contradiction() -> None:
    subject = problem(
        fixed_heats=(FixedHeat("h1", "run", 480, "gym1"),),
        pins=tuple(Pin(f"e{number}", "run", "h1") for number in (1, 2, 3)),
        entrants=entrants(3),
    )
    outcome = solve(subject)
    assert isinstance(outcome, Infeasible)
    assert [reason.code for reason in outcome.reasons] == ["place_unknown"]


def test_a_second_day_counts_after_the_first() -> None:
    days = (Session("d1", 480, 500), Session("d2", 1920, 1980))
    subject = problem(sessions=days, entrants=entrants(4))
    assert [goal.value for goal in planned(solve(subject)).goals] == [0, 2, 40, 0]


def test_nobody_entered_is_a_plan_without_heats() -> None:
    outcome = solve(problem(entrants=()))
    assert (type(outcome), planned(outcome).heats) == (Optimal, ())


def example() -> Problem:
    """The size of the worked example: 120 entrants, 8 treadmills, 8 lanes, waves of 20, lessons, some in two races."""
    random = Random(7)
    people = []
    for number in range(120):
        lesson = 535 + 55 * random.randrange(3)
        windows = (Window(480, lesson), Window(lesson + 45, 1080)) if random.random() < 0.65 else ()
        name = random.choice(["tread", "tread", "walk", "run"])
        extra = ("rope",) if random.random() < 0.1 else ()
        people.append(Entrant(f"e{number:03}", (name, *extra), f"D{number % 12}", available=windows))
    return problem(
        sessions=(Session("am", 480, 720), Session("pm", 840, 1080)),
        venues=(
            venue("gym", places=8, changeover_minutes=5),
            venue("track", kind="track", places=8),
            venue("route", kind="route", places=20, wave=Wave(10, 60)),
            venue("hall", kind="hall", places=10),
        ),
        events=(
            event("tread", min_fill=2, seeding="serpentine"),
            event("walk", venue_kinds=("route",), heat_minutes=10, entrant_minutes=60),
            event("run", venue_kinds=("track",), heat_minutes=15, entrant_minutes=10, min_fill=2),
            event("rope", venue_kinds=("hall",), heat_minutes=10, entrant_minutes=5),
        ),
        entrants=tuple(people),
        grid_minutes=5,
        rest_minutes=30,
        goals=GOALS,
    )


def test_the_size_of_the_example_is_placed_and_proven() -> None:
    subject = example()
    outcome = solve(subject)
    plan = planned(outcome)
    proven = {
        goal.name: (goal.value, goal.bound) for goal in plan.goals if goal.name in ("unplaced", "heats", "finish")
    }
    assert check(subject, plan) == ()
    assert proven == {name: (value, value) for name, (value, _) in proven.items()}
    assert proven["unplaced"] == (0, 0)


def test_the_same_problem_and_options_give_the_same_plan() -> None:
    subject = example()
    first, second = solve(subject), solve(replace(subject, entrants=subject.entrants[::-1]))
    assert first == second
    assert first.repeat_key == repeat_key(subject, Limits()) != repeat_key(subject, Limits(seed=2))


def test_an_exhausted_budget_still_gives_a_checked_plan_without_proof() -> None:
    outcome = solve(example(), Limits(deterministic_seconds=0))
    assert isinstance(outcome, Feasible)
    assert outcome.repeatable
    assert not all(goal.proven for goal in outcome.goals)


def test_an_observer_sees_the_goals_and_may_stop_with_the_best_plan_kept() -> None:
    seen: list[Progress] = []

    def observe(progress: Progress) -> bool:
        seen.append(progress)
        return progress.goal != "heats"

    outcome = solve(example(), observe=observe)
    assert isinstance(outcome, Feasible)
    assert not outcome.repeatable
    assert next(progress.goal for progress in seen if progress.share_done) == "heats"
    assert seen[0] == Progress("unplaced", outcome.goals[0].value, None, 0)


def test_a_goal_is_equal_whatever_time_it_took() -> None:
    assert Goal("heats", 3, 3, True) == replace(Goal("heats", 3, 3, True), seconds=9)  # type: ignore[arg-type]


def test_faults_are_raised_before_any_search() -> None:
    with pytest.raises(ProblemFaults):
        solve(problem(events=()))


def test_importing_the_planner_does_not_import_the_solver() -> None:
    code = "import sys, scheduler.timetable, scheduler.files; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
