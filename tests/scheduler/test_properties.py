"""Random small problems: every plan passes the checker, tiny ones equal brute force, the sketch never breaks a rule."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.timetable import (
    After,
    Closure,
    Entrant,
    Event,
    Limits,
    Optimal,
    Problem,
    Session,
    Venue,
    Wave,
    Window,
    check,
    sketch,
    solve,
)
from tests.scheduler.brute import best
from tests.scheduler.builders import PLANNED, planned, problem

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)

CLOSURES = st.builds(Closure, st.sampled_from([480, 500]), st.sampled_from([510, 530]), st.sampled_from([None, 1]))
WAVES = st.builds(Wave, st.sampled_from([10, 20]), st.sampled_from([None, 1, 2]))
WINDOWS = st.builds(Window, st.sampled_from([480, 490, 500]), st.sampled_from([510, 520, 540]))


@st.composite
def venues(draw: st.DrawFn, name: str) -> Venue:
    return Venue(
        name,
        "gym",
        places=draw(st.sampled_from([None, 1, 2])),
        changeover_minutes=draw(st.sampled_from([0, 10])),
        closed=draw(st.one_of(st.just(()), st.tuples(CLOSURES))),
        wave=draw(st.one_of(st.none(), st.none(), WAVES)),
    )


@st.composite
def events(draw: st.DrawFn, name: str, before: str | None) -> Event:
    after = () if before is None else draw(st.sampled_from([(), (), (After(before, 10),)]))
    return Event(
        name,
        ("gym",),
        heat_minutes=draw(st.sampled_from([10, 20])),
        entrant_minutes=draw(st.sampled_from([5, 20, 25])),
        min_fill=draw(st.sampled_from([1, 1, 2])),
        max_fill=draw(st.sampled_from([None, 2])),
        single_heat=draw(st.booleans()),
        after=after,
    )


@st.composite
def tiny_problems(draw: st.DrawFn, most: int, end: int) -> Problem:
    """At most ``most`` registrations in two events, an hour or so, one or two venues."""
    both = draw(venues("v1")), draw(venues("v2"))
    choices = draw(st.lists(st.sampled_from([("a",), ("b",), ("a", "b")]), min_size=1, max_size=most))
    while sum(map(len, choices)) > most:
        choices.pop()
    people = tuple(
        Entrant(f"e{index}", chosen, available=draw(st.one_of(st.just(()), st.tuples(WINDOWS))))
        for index, chosen in enumerate(choices)
    )
    return problem(
        sessions=(Session("am", 480, end),),
        venues=both[: draw(st.integers(1, 2))],
        events=(draw(events("a", None)), draw(events("b", "a"))),
        entrants=people,
        rest_minutes=draw(st.sampled_from([0, 10])),
    )


@quick
@given(tiny_problems(most=3, end=530))
def test_tiny_problems_are_solved_as_well_as_by_trying_everything(subject: Problem) -> None:
    outcome = solve(subject)
    truth = best(subject)
    assert [goal.value for goal in planned(outcome).goals[:3]] == list(truth[:3])
    assert [goal.proven for goal in planned(outcome).goals[:3]] == [True] * 3
    assert planned(outcome).goals[3].bound <= truth[3] <= planned(outcome).goals[3].value


@quick
@given(tiny_problems(most=12, end=600))
def test_every_plan_passes_the_checker_and_is_never_worse_than_the_sketch(subject: Problem) -> None:
    rough = sketch(subject)
    assert check(subject, rough) == ()
    plan = planned(solve(subject, Limits(deterministic_seconds=5)))
    assert check(subject, plan) == ()
    assert [goal.value for goal in plan.goals] <= [goal.value for goal in rough.goals]


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
