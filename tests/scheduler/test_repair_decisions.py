"""Pins, fixed heats, a budget, and what makes no sense: what a repair must respect or refuse."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from scheduler.errors import ProblemFaults
from scheduler.timetable import (
    Budget,
    BudgetVerdict,
    Change,
    Closed,
    Delay,
    Final,
    FixedHeat,
    Irreparable,
    LateEntry,
    OfficialGone,
    Pin,
    Plan,
    Problem,
    Session,
    Withdrawn,
    repair,
)
from tests.scheduler.builders import entrant, entrants, event, heat, official, plan, venue
from tests.scheduler.test_repair import TWO, after, day


def test_pins_are_kept_and_others_move_instead() -> None:
    """Only two machines work at 08:00: whoever is pinned there stays."""
    subject = day(
        entrants=entrants(5), venues=(venue(places=3),), pins=(Pin("e2", "run", place=2), Pin("e1", "run", start=480))
    )
    before = plan(heat("run-1", "e1", "e2", "e3"), heat("run-2", "e4", "e5", start=500))
    answer = after(subject, before, 480, Closed("gym1", 480, 500, 1))
    assert answer.people_moved == 1
    turns = {name: (place, each.start) for each in answer.plan.heats for place, name in each.places.items()}
    assert (turns["e1"][1], turns["e2"][0]) == (480, 2)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pins": (Pin("e3", "run", start=500),)}, "pin_moved"),
        ({"pins": (Pin("", "run", start=500),)}, "pinned_heat_missing"),
        (
            {"fixed_heats": (FixedHeat("run-1", "run", 480, "gym1"), FixedHeat("run-2", "run", 500, "gym1"))},
            "fixed_heat_moved",
        ),
    ],
)
def test_a_decision_the_changes_rule_out_is_named(changes: dict[str, Any], code: str) -> None:
    answer = repair(day(**changes), TWO, 490, [Delay("gym1", 10)])
    assert isinstance(answer, Irreparable)
    assert [reason.code for reason in answer.reasons] == [code]


def test_a_final_without_room_is_named() -> None:
    subject = day(events=(event(final=Final(2, 10, 20)),), entrants=entrants(2), sessions=(Session("am", 480, 530),))
    before = plan(heat("run-1", "e1", "e2"), heat("run-final", start=520, final=True))
    answer = repair(subject, before, 490, [Delay("gym1", 10)])
    assert isinstance(answer, Irreparable)
    assert [(reason.code, dict(reason.params)) for reason in answer.reasons] == [("final_missing", {"event": "run"})]


def test_pins_that_cannot_all_be_kept_are_said_to_clash() -> None:
    subject = day(pins=tuple(Pin(f"e{n}", "run", start=500) for n in (3, 4)))
    answer = repair(subject, TWO, 490, [Closed("gym1", 490, 600, 1)])
    assert isinstance(answer, Irreparable)
    assert [reason.code for reason in answer.reasons] == ["pins_clash"]


def late_heat() -> tuple[Problem, Plan, Sequence[Change]]:
    """Two people must move by 20 minutes at least; or one heat later, by 60, when the next is not to move."""
    before = plan(*TWO.heats, heat("run-3", "e5", "e6", start=520))
    return day(entrants=entrants(6)), before, [Delay("gym1", 10)]


@pytest.mark.parametrize(
    ("budget", "verdict", "moved", "longest"),
    [
        (Budget(2, 60), BudgetVerdict(True), 2, 40),
        (Budget(people=2), BudgetVerdict(True), 2, 40),
        (Budget(minutes=20), BudgetVerdict(True), 4, 10),
        (Budget(4, 10), BudgetVerdict(True), 4, 10),
        (Budget(2, 20), BudgetVerdict(False, people=4, minutes=40), 2, 40),
        (Budget(1), BudgetVerdict(False, people=2, minutes=None), 2, 40),
        (Budget(minutes=5), BudgetVerdict(False, people=None, minutes=10), 2, 40),
    ],
)
def test_a_budget_is_kept_or_told_what_would_be_enough(
    budget: Budget, verdict: BudgetVerdict, moved: int, longest: int
) -> None:
    subject, before, changes = late_heat()
    answer = after(subject, before, 490, *changes, budget=budget)
    assert (answer.budget, answer.people_moved, answer.longest) == (verdict, moved, longest)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([Closed("pool", 500, 520)], [("venue_unknown", "changes[0].venue")]),
        ([Closed("gym1", 500, 520, 3)], [("place_unknown", "changes[0].place")]),
        ([Closed("gym1", 520, 520)], [("window_backwards", "changes[0].end")]),
        ([Closed("gym1", 480, 485)], [("change_past", "changes[0].end")]),
        ([Withdrawn("e9")], [("entrant_unknown", "changes[0].entrant")]),
        ([Withdrawn("e3", "jump")], [("not_entered_for", "changes[0].event")]),
        ([Withdrawn("e1", "run")], [("already_run", "changes[0].event")]),
        ([Withdrawn("e1")], [("already_run", "changes[0].entrant")]),
        ([Withdrawn("e3"), Withdrawn("e3")], [("withdrawn_twice", "changes")]),
        ([LateEntry(entrant("e3"))], [("entered_already", "changes[0].entrant.events")]),
        ([LateEntry(entrant("e3", "jump", department="D1"))], [("entrant_known", "changes[0].entrant")]),
        ([LateEntry(entrant("late", "swim"))], [("event_unknown", "changes[0].entrant.events")]),
        ([LateEntry(replace(entrant("late"), events=()))], [("no_event", "changes[0].entrant.events")]),
        (
            [LateEntry(entrant("")), Delay("gym1", 0)],
            [("id_empty", "changes[0].entrant.id"), ("too_small", "changes[1].minutes")],
        ),
        ([Delay("pool", 5)], [("venue_unknown", "changes[0].venue")]),
        ([OfficialGone("o9", 500)], [("official_not_known", "changes[0].official")]),
        ([OfficialGone("o1", 500), OfficialGone("o1", 510)], [("id_twice", "changes")]),
    ],
)
def test_changes_that_make_no_sense_are_named_all_at_once(
    changes: list[Change], expected: list[tuple[str, str]]
) -> None:
    subject = day(events=(event(), event("jump")), officials=(official("o1"),))
    with pytest.raises(ProblemFaults) as caught:
        repair(subject, TWO, 490, changes)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == expected


def test_a_plan_that_was_wrong_before_and_a_moment_after_the_end_are_faults() -> None:
    wrong = plan(heat("run-1", "e1", "e2"), heat("run-2", "e3", "e4", start=490))
    with pytest.raises(ProblemFaults) as caught:
        repair(day(), wrong, 600, [], budget=Budget(-1, -5))
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("now_outside", "now"),
        ("venue_taken", "plan"),
        ("too_small", "budget.people"),
        ("too_small", "budget.minutes"),
    ]
