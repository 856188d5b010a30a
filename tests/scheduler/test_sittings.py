"""Examination-like problems: every event at one start, many events a person, fewest starts, proven where it can be."""

from itertools import combinations, pairwise
from random import Random

import pytest

from scheduler.timetable import Entrant, Feasible, Goal, Limits, Optimal, Problem, Session, check, sketch, solve
from scheduler.timetable.sittings import alone, largest_clique, sittings_of
from scheduler.timetable.starts import starts_of
from tests.scheduler.builders import entrant, event, free, planned, problem, venue

FEWEST = ("unplaced", "slots", "finish")


def exams(people: tuple[Entrant, ...], count: int, slots: int, rooms: int | None = None, **changes: object) -> Problem:
    """Exams x0, x1, ... of an hour, one after another in one session, a room for each unless there are fewer."""
    return problem(
        sessions=(Session("day", 480, 480 + 60 * slots),),
        grid_minutes=60,
        rest_minutes=0,
        venues=tuple(venue(f"room{number}", places=None) for number in range(rooms or count)),
        events=tuple(
            event(f"x{number}", heat_minutes=60, entrant_minutes=60, single_heat=True) for number in range(count)
        ),
        entrants=people,
        **{"goals": FEWEST, **changes},
    )


def sharing(*pairs: tuple[int, int]) -> tuple[Entrant, ...]:
    """One person for each of these pairs of exams."""
    return tuple(entrant(f"{one}-{two}", f"x{one}", f"x{two}") for one, two in pairs)


RING = sharing(*pairwise([0, 1, 2, 3, 4]), (4, 0))


def test_five_exams_in_a_ring_need_three_starts_though_no_three_share_people() -> None:
    assert planned(solve(exams(RING, 5, 5))).goals == (
        Goal("unplaced", 0, 0, True),
        Goal("slots", 3, 3, True),
        Goal("finish", 180, 180, True),
    )


def test_exams_that_all_share_people_come_one_after_another() -> None:
    outcome = solve(exams(sharing(*combinations(range(6), 2)), 6, 6))
    assert isinstance(outcome, Optimal)
    assert [heat.start for heat in outcome.plan.heats] == [480 + 60 * number for number in range(6)]


def test_fewer_rooms_than_exams_are_shared_out_over_more_starts() -> None:
    outcome = solve(exams(tuple(entrant(f"e{n}", f"x{n}") for n in range(6)), 6, 6, rooms=2))
    assert [goal.value for goal in planned(outcome).goals] == [0, 3, 180]
    assert isinstance(outcome, Optimal)


def test_whoever_must_be_left_out_is_as_few_as_can_be() -> None:
    outcome = solve(exams(RING, 5, 2))
    assert planned(outcome).goals[0] == Goal("unplaced", 1, 1, True)


def test_an_exam_is_held_when_all_who_are_entered_can_come() -> None:
    people = (*sharing((0, 1)), entrant("late", "x0", available=free(600, 720)))
    plan = planned(solve(exams(people, 2, 4)))
    assert {heat.event: heat.start for heat in plan.heats}["x0"] >= 600
    assert plan.unplaced == ()


def test_a_round_of_matches_is_planned_with_one_match_a_team_and_day() -> None:
    teams = range(6)
    matches = [f"{one}-{two}" for one, two in combinations(teams, 2)]
    subject = problem(
        sessions=tuple(Session(f"d{day}", 1440 * day + 480, 1440 * day + 540) for day in range(5)),
        venues=tuple(venue(f"court{number}") for number in range(3)),
        events=tuple(event(match, heat_minutes=50, single_heat=True, min_fill=2) for match in matches),
        entrants=tuple(
            entrant(str(team), *(match for match in matches if str(team) in match), max_per_day=1) for team in teams
        ),
    )
    plan = planned(solve(subject))
    assert plan.goals[:3] == (Goal("unplaced", 0, 0, True), Goal("heats", 15, 15, True), Goal("finish", 290, 290, True))


def timetable(count: int, people: int, slots: int, seed: int) -> Problem:
    """Exams of a school: people choose within a field of nine exams, some one more anywhere."""
    random = Random(seed)
    chosen = []
    for number in range(people):
        first = random.randrange(count // 5) * 5
        field = [(first + step) % count for step in range(9)]
        own = {*random.sample(field, random.choice([3, 4, 5])), random.randrange(count)}
        chosen.append(entrant(f"s{number:03}", *sorted(f"x{each}" for each in own)))
    return exams(tuple(chosen), count, slots)


def test_thirty_exams_of_a_hundred_and_fifty_people_need_a_proven_number_of_starts() -> None:
    subject = timetable(30, 150, 20, 1)
    outcome = solve(subject)
    plan = planned(outcome)
    assert check(subject, plan) == ()
    assert [goal.proven for goal in plan.goals] == [True, True, True]


def test_a_budget_of_nothing_still_gives_a_checked_plan() -> None:
    subject = timetable(20, 80, 20, 2)
    outcome = solve(subject, Limits(deterministic_seconds=0))
    assert isinstance(outcome, Optimal | Feasible)
    assert check(subject, outcome.plan) == ()
    assert outcome.goals[0].value <= sketch(subject).goals[0].value


@pytest.mark.parametrize(("chance", "seed"), [(0.3, 1), (0.5, 2), (0.8, 3)])
def test_the_largest_clique_is_found(chance: float, seed: int) -> None:
    random = Random(seed)
    pairs = {pair for pair in combinations(range(9), 2) if random.random() < chance}
    near = [sum(1 << b for b in range(9) if {(a, b), (b, a)} & pairs) for a in range(9)]
    sizes = [
        size
        for size in range(1, 10)
        for group in combinations(range(9), size)
        if all(pair in pairs for pair in combinations(group, 2))
    ]
    found = largest_clique(near)
    assert len(found) == max(sizes)
    assert all(pair in pairs for pair in combinations(found, 2))


def test_other_events_beside_exams_are_planned_as_ever() -> None:
    mixed = exams(RING, 5, 6, goals=("unplaced", "heats", "finish"))
    subject = problem(
        sessions=mixed.sessions,
        grid_minutes=60,
        rest_minutes=0,
        venues=mixed.venues,
        events=(*mixed.events[:4], event("x4", heat_minutes=60, entrant_minutes=60, max_fill=1)),
        entrants=RING,
        goals=("unplaced", "heats", "finish"),
    )
    assert not alone(sittings_of(subject, starts_of(subject)))
    outcome = solve(subject)
    assert isinstance(outcome, Optimal)
    assert [goal.value for goal in outcome.goals] == [0, 6, 120]
