"""What a problem may ask beyond heats: finals, pins, limits of a day, wishes, planned and proven like the rest."""

import pytest

from scheduler.timetable import (
    After,
    Closure,
    Final,
    FixedHeat,
    Infeasible,
    Optimal,
    Unplaced,
    Wave,
    check,
    solve,
)
from scheduler.timetable.problem import Problem
from tests.scheduler.builders import entrant, event, planned, problem, venue

FINAL = Final(2, 10, 10)


def finals(subject: Problem) -> list[tuple[str, int, str]]:
    return [(heat.event, heat.start, heat.venue) for heat in planned(solve(subject)).heats if heat.final]


def test_a_final_follows_its_heats_by_the_gap_and_counts_in_heats_and_finish() -> None:
    subject = problem(events=(event(final=FINAL),))
    outcome = solve(subject)
    assert isinstance(outcome, Optimal)
    assert finals(subject) == [("run", 510, "gym1")]
    assert [goal.value for goal in outcome.goals[:3]] == [0, 2, 40]
    assert outcome.plan.heats[-1].places == {}


def test_finals_of_two_events_never_meet_in_a_venue() -> None:
    both = (event("a", final=FINAL), event("b", final=FINAL))
    subject = problem(events=both, entrants=(entrant("e1", "a"), entrant("e2", "b")))
    assert planned(solve(subject)).unplaced == ()
    assert len({start for _, start, _ in finals(subject)}) == 2


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"venues": (venue(), venue("gym2", closed=(Closure(510, 520),)))}, [("run", 510, "gym1")]),
        ({"venues": (venue(closed=(Closure(510, 520, 1),)),)}, [("run", 520, "gym1")]),
        ({"venues": (venue(places=9, wave=Wave(10, 2)),)}, [("run", 510, "gym1")]),
        ({"fixed_heats": (FixedHeat("last", "run", 530, "gym1", final=True),)}, [("run", 530, "gym1")]),
        ({"fixed_heats": (FixedHeat("h1", "run", 483, "gym1"),)}, [("run", 520, "gym1")]),
    ],
)
def test_a_final_finds_open_places_for_all_it_is_held_for(
    changes: dict[str, object], expected: list[tuple[str, int, str]]
) -> None:
    assert finals(problem(events=(event(final=FINAL),), **changes)) == expected


def test_an_event_whose_final_finds_no_room_is_not_held() -> None:
    subject = problem(events=(event(final=Final(2, 10, 60)),))
    outcome = solve(subject)
    assert isinstance(outcome, Optimal)
    assert outcome.plan.unplaced == tuple(Unplaced(name, "run", ("no_room",)) for name in ("e1", "e2"))


def test_heats_fixed_too_late_for_their_final_are_a_contradiction() -> None:
    assert isinstance(
        solve(problem(events=(event(final=FINAL),), fixed_heats=(FixedHeat("h1", "run", 520, "gym1"),))), Infeasible
    )


def test_an_event_after_another_waits_for_its_final_too() -> None:
    subject = problem(
        events=(event("a", final=FINAL), event("b", heat_minutes=10, after=(After("a"),))),
        entrants=(entrant("e1", "a"), entrant("e2", "b")),
    )
    plan = planned(solve(subject))
    assert [(heat.event, heat.start) for heat in plan.heats] == [("a", 480), ("a", 510), ("b", 520)]
    assert check(subject, plan) == ()
