"""Officials for given heats: even duties with proof, open needs told with the reason, equal to brute force."""

from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.timetable import (
    FixedHeat,
    Goal,
    Official,
    Optimal,
    Plan,
    Problem,
    Staff,
    Unstaffed,
    Window,
    check,
    solve,
)
from scheduler.timetable.levelling import levelled
from scheduler.timetable.measure import measured
from tests.scheduler.builders import entrant, entrants, event, free, heat, official, plan, planned, problem, venue
from tests.scheduler.test_properties import quick

GOALS = ("unplaced", "unstaffed", "heats", "finish", "waiting", "duty_spread")


def fixed(*starts: int, **changes: Any) -> Problem:
    """Heats at these starts in a gym each, one timekeeper needed in every heat, nobody entered."""
    heats = tuple(FixedHeat(f"h{n}", "run", start, f"gym{n}") for n, start in enumerate(starts, start=1))
    gyms = tuple(venue(f"gym{n}") for n in range(1, len(starts) + 1))
    staffed = event(staff=(Staff("timekeeper"),))
    return problem(
        **{"fixed_heats": heats, "venues": gyms, "events": (staffed,), "entrants": (), "goals": GOALS, **changes}
    )


def stated(subject: Problem, name: str) -> tuple[int, int]:
    goal = next(goal for goal in planned(solve(subject)).goals if goal.name == name)
    return goal.value, goal.bound


def test_duties_are_as_even_as_their_number_allows_and_that_is_proven() -> None:
    people = tuple(official(f"o{n}") for n in (1, 2, 3))
    assert stated(fixed(480, 500, 520, officials=people), "duty_spread") == (0, 0)
    outcome = solve(fixed(480, 480, 500, 520, officials=people))
    assert isinstance(outcome, Optimal)
    assert outcome.goals[-1] == Goal("duty_spread", 1, 1, True)


def test_unevenness_that_windows_force_is_proven_too() -> None:
    people = (official("o1", available=free(480, 500)), official("o2"))
    subject = fixed(480, 500, 520, 520, officials=(*people, official("o3", available=free(480, 500))))
    assert stated(subject, "unstaffed") == (1, 1)
    assert stated(subject, "duty_spread") == (2, 2)


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ((), "no_skill"),
        ((official("o1", skills=("medic",)),), "no_skill"),
        ((official("o1", available=free(500, 540)),), "no_window"),
        ((official("o1", max_heats=0),), "too_few"),
    ],
)
def test_a_need_nobody_can_meet_is_told_with_the_reason(people: tuple[Official, ...], reason: str) -> None:
    found = planned(solve(fixed(480, officials=people)))
    assert found.unstaffed == (Unstaffed("h1", "timekeeper", 1, (reason,)),)
    assert [goal for goal in found.goals if goal.name == "unstaffed"] == [Goal("unstaffed", 1, 1, True)]


def test_runners_time_the_heats_they_do_not_run() -> None:
    """Two heats with two runners each, both runners of one heat time the other: nobody else is needed."""
    subject = fixed(
        480,
        500,
        events=(event(staff=(Staff("timekeeper", 2),)),),
        entrants=(*entrants(2), entrant("e3", available=free(500, 540)), entrant("e4", available=free(500, 540))),
        officials=tuple(official(f"e{n}") for n in (1, 2, 3, 4)),
    )
    outcome = solve(subject)
    served = {heat.id: set(heat.officials["timekeeper"]) for heat in planned(outcome).heats}
    assert served == {"h1": {"e3", "e4"}, "h2": {"e1", "e2"}}
    assert isinstance(outcome, Optimal)


def test_nobody_times_the_own_department_where_the_rule_holds() -> None:
    subject = fixed(
        480,
        500,
        entrants=(entrant("e1", department="D1", available=free(480, 500)),),
        officials=(official("o1", department="D1"), official("o2", department="D2")),
        avoid_own_department=True,
    )
    assert {heat.id: heat.officials["timekeeper"] for heat in planned(solve(subject)).heats} == {
        "h1": ("o2",),
        "h2": ("o1",),
    }


def test_a_duty_wanders_over_others_until_all_have_as_many() -> None:
    """o1 may give h1 or h2 to o2 only, and o2 the late heat to o3 only: a chain of two links makes 2, 1, 0 even."""
    late = free(520, 540)
    people = (official("o1"), official("o2"), official("o3", available=late))
    subject = fixed(480, 500, 520, officials=people)
    served = [("o1", 480, 1), ("o1", 500, 2), ("o2", 520, 3)]
    heats = [heat(f"h{n}", start=s, venue=f"gym{n}", officials={"timekeeper": (who,)}) for who, s, n in served]
    even = levelled(subject, plan(*heats))
    assert measured(subject, even)["duty_spread"] == 0
    assert check(subject, even) == ()


WINDOWS = st.sampled_from([(), (), (Window(480, 520),), (Window(500, 540),), (Window(490, 530),)])


@st.composite
def rotas(draw: st.DrawFn) -> Problem:
    """Two to four fixed heats, two or three officials, one or two skills."""
    starts = draw(st.lists(st.sampled_from([480, 490, 500, 510, 520]), min_size=2, max_size=4))
    skills = st.sampled_from([("timekeeper",), ("medic",), ("timekeeper", "medic")])
    people = tuple(
        official(
            f"o{n}",
            skills=draw(skills),
            available=draw(WINDOWS),
            max_heats=draw(st.sampled_from([None, None, 1, 2])),
            rest_minutes=draw(st.sampled_from([0, 0, 10])),
        )
        for n in range(draw(st.integers(1, 3)))
    )
    needs = st.sampled_from([(Staff("timekeeper"),), (Staff("timekeeper", 2),), (Staff("timekeeper"), Staff("medic"))])
    return fixed(*starts, officials=people, events=(event(staff=draw(needs)),))


def best_rota(subject: Problem) -> tuple[int, int]:
    """Fewest needs open, then the least spread, over every rota the checker accepts."""
    needs = [(heat, need) for heat in subject.fixed_heats for need in subject.events[0].staff]
    names = [each.id for each in subject.officials]
    choices = [[who for count in range(need.count + 1) for who in combinations(names, count)] for _, need in needs]
    found: tuple[int, int] | None = None
    for choice in product(*choices):
        candidate = _rota(subject, choice)
        worth = measured(subject, candidate)
        value = worth["unstaffed"], worth["duty_spread"]
        if (found is None or value < found) and not check(subject, candidate):
            found = value
    assert found is not None
    return found


def _rota(subject: Problem, choice: tuple[tuple[str, ...], ...]) -> Plan:
    rows = iter(choice)
    heats, missing = [], []
    for each in subject.fixed_heats:
        served = {}
        for need in subject.events[0].staff:
            served[need.skill] = next(rows)
            if len(served[need.skill]) < need.count:
                missing.append(Unstaffed(each.id, need.skill, need.count - len(served[need.skill])))
        heats.append(heat(each.id, start=each.start, venue=each.venue, officials=served))
    return replace(plan(*heats), unstaffed=tuple(missing))


@settings(quick, max_examples=60)
@given(rotas())
def test_rotas_equal_trying_everything_and_are_proven(subject: Problem) -> None:
    outcome = solve(subject)
    values = {goal.name: goal.value for goal in planned(outcome).goals}
    assert (values["unstaffed"], values["duty_spread"]) == best_rota(subject)
    assert isinstance(outcome, Optimal)
