"""What follows from each kind of change, on days small enough to see the answer."""

from dataclasses import replace
from typing import Any

from scheduler.timetable import (
    After,
    Budget,
    Change,
    Closed,
    Closure,
    Delay,
    Final,
    Heat,
    LateEntry,
    Limits,
    OfficialGone,
    Pin,
    Plan,
    Problem,
    Repaired,
    Session,
    Staff,
    Turn,
    Unplaced,
    Wave,
    Withdrawn,
    check,
    repair,
)
from tests.scheduler.builders import entrant, entrants, event, free, heat, official, plan, problem, venue

STAFF = (Staff("timekeeper"),)


def day(**changes: Any) -> Problem:
    """08:00 to 10:00, one gym of two, four entrants in two heats at 08:00 and 08:20, no rest."""
    stated = {"sessions": (Session("am", 480, 600),), "entrants": entrants(4), "rest_minutes": 0}
    return problem(**{**stated, **changes})


TWO = plan(heat("run-1", "e1", "e2"), heat("run-2", "e3", "e4", start=500))


def after(subject: Problem, before: Plan, now: int, *changes: Change, budget: Budget | None = None) -> Repaired:
    answer = repair(subject, before, now, changes, Limits(), budget)
    assert isinstance(answer, Repaired), answer
    assert check(answer.problem, answer.plan) == ()
    return answer


def moves(answer: Repaired) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (move.kind, move.entrant, move.before and move.before.start, move.after and move.after.start)
        for move in answer.difference
    ]


def test_a_broken_place_moves_one_person_to_the_nearest_heat_with_room() -> None:
    """The one on the broken place leaves, whoever stays keeps the own place."""
    subject = day(entrants=entrants(5))
    before = plan(*TWO.heats, heat("run-3", "e5", start=530))
    answer = after(subject, before, 490, Closed("gym1", 490, 530, 2))
    assert moves(answer) == [("moved", "e4", 500, 530)]
    assert (answer.people_moved, answer.people_bound, answer.minutes, answer.longest) == (1, 1, 30, 30)
    assert answer.difference[0].after == Turn("run-3", 530, "gym1", 2)
    assert answer.proven


def test_whoever_only_changes_the_place_is_told_but_not_counted() -> None:
    subject = day(entrants=entrants(3))
    before = plan(heat("run-1", "e1", "e2"), Heat("run-2", "run", 500, "gym1", {2: "e3"}))
    answer = after(subject, before, 490, Closed("gym1", 490, 600, 2))
    assert moves(answer) == [("place", "e3", 500, 500)]
    assert (answer.people_moved, answer.heats) == (0, ())


def test_what_has_begun_runs_to_its_end_on_a_broken_place() -> None:
    answer = after(day(), TWO, 490, Closed("gym1", 485, 500, 2))
    assert answer.people_moved == 0
    assert answer.problem.venues[0].closed == ()
    later = after(day(), TWO, 490, Closed("gym1", 485, 510, 2))
    assert later.problem.venues[0].closed == (Closure(500, 510, 2),)
    assert later.people_moved == 1


def test_a_closed_venue_moves_its_heats_behind_the_closure() -> None:
    answer = after(day(), TWO, 480, Closed("gym1", 480, 530))
    assert answer.people_moved == answer.people_bound == 4
    assert [(each.start, len(each.places)) for each in answer.plan.heats] == [(530, 2), (550, 2)]
    assert [(each.heat, each.before and each.before.start) for each in answer.heats] == [("run-1", 480), ("run-2", 500)]
    assert answer.minutes == 4 * 50


def test_a_delay_lets_what_is_on_end_later_and_moves_only_what_no_longer_fits() -> None:
    before = plan(*TWO.heats, heat("run-3", "e5", "e6", start=540))
    answer = after(day(entrants=entrants(6)), before, 490, Delay("gym1", 10))
    assert [(each.id, each.start, each.late_minutes) for each in answer.plan.heats] == [
        ("run-1", 480, 10),
        ("run-2", 510, 0),
        ("run-3", 540, 0),
    ]
    assert (answer.people_moved, answer.minutes) == (2, 20)


def test_a_delay_before_the_next_heat_counts_from_its_planned_start() -> None:
    answer = after(
        day(), plan(heat("run-1", "e1", "e2", start=500), heat("run-2", "e3", "e4", start=520)), 485, Delay("gym1", 20)
    )
    assert [(each.id, each.start) for each in answer.plan.heats] == [("run-2", 520), ("run-1", 540)]
    assert answer.people_moved == 2


def test_a_delay_on_a_route_holds_the_next_wave_only() -> None:
    subject = day(venues=(venue(wave=Wave(10)),), events=(event(entrant_minutes=60, heat_minutes=10),))
    before = plan(heat("run-1", "e1", "e2"), heat("run-2", "e3", "e4", start=490))
    answer = after(subject, before, 485, Delay("gym1", 20))
    assert [(each.id, each.start, each.late_minutes) for each in answer.plan.heats] == [
        ("run-1", 480, 0),
        ("run-2", 510, 0),
    ]


def test_people_of_a_late_heat_keep_their_rest() -> None:
    """e1 jumps ten minutes after the run: when the run is late by ten, the jump waits too."""
    subject = day(
        venues=(venue(), venue("hall", kind="hall")),
        events=(event(), event("jump", venue_kinds=("hall",))),
        entrants=(entrant("e1", "run", "jump"),),
        rest_minutes=5,
    )
    before = plan(heat("run-1", "e1"), heat("jump-1", "e1", event="jump", start=500, venue="hall"))
    answer = after(subject, before, 490, Delay("gym1", 10))
    assert moves(answer) == [("moved", "e1", 500, 510)]


def test_whoever_withdraws_leaves_and_nobody_else_moves() -> None:
    subject = day(pins=(Pin("e3", "run", start=500),))
    answer = after(subject, TWO, 490, Withdrawn("e3", "run"))
    assert moves(answer) == [("withdrawn", "e3", 500, None)]
    assert [entrant.id for entrant in answer.problem.entrants] == ["e1", "e2", "e4"]
    assert (answer.people_moved, answer.problem.pins) == (0, ())


def test_withdrawing_from_everything_keeps_what_was_run() -> None:
    subject = day(
        events=(event(), event("jump")), entrants=(entrant("e1", "run", "jump"), *entrants(4)[1:]), rest_minutes=30
    )
    before = plan(*TWO.heats, heat("jump-1", "e1", event="jump", start=540))
    answer = after(subject, before, 490, Withdrawn("e1"))
    assert answer.problem.entrants[0].events == ("run",)
    assert [each.id for each in answer.plan.heats] == ["run-1", "run-2"]
    assert [(change.heat, change.after) for change in answer.heats] == [("jump-1", None)]


def test_a_heat_that_has_become_too_small_is_joined_with_the_nearest() -> None:
    subject = day(events=(event(min_fill=2),), venues=(venue(places=3),), entrants=entrants(6))
    before = plan(*TWO.heats, heat("run-3", "e5", "e6", start=540))
    answer = after(subject, before, 490, Withdrawn("e3"))
    assert moves(answer) == [("withdrawn", "e3", 500, None), ("moved", "e4", 500, 540)]
    assert (answer.people_bound, len(answer.plan.heats)) == (1, 2)


def test_a_late_entry_takes_a_free_place_and_moves_nobody() -> None:
    before = plan(heat("run-1", "e1", "e2"), heat("run-2", "e3", start=500))
    answer = after(day(entrants=entrants(3)), before, 490, LateEntry(entrant("late")))
    assert moves(answer) == [("placed", "late", None, 500)]
    assert answer.people_moved == 0


def test_a_late_entry_without_a_free_place_gets_a_heat_of_its_own() -> None:
    answer = after(day(), TWO, 490, LateEntry(entrant("late", available=free(540, 600))))
    assert moves(answer) == [("placed", "late", None, 540)]
    assert [(change.heat, change.before) for change in answer.heats] == [("run-3", None)]


def test_somebody_entered_may_enter_another_event_late() -> None:
    subject = day(events=(event(), event("jump")))
    answer = after(subject, TWO, 490, LateEntry(entrant("e1", "jump")))
    assert answer.problem.entrants[0].events == ("run", "jump")
    assert moves(answer) == [("placed", "e1", None, 520)]


def test_who_fits_nowhere_is_left_over_with_the_reason() -> None:
    subject = day(sessions=(Session("am", 480, 520),))
    answer = after(subject, TWO, 490, LateEntry(entrant("late")), LateEntry(entrant("never", available=free(480, 485))))
    assert answer.plan.unplaced == (Unplaced("late", "run", ("no_room",)), Unplaced("never", "run", ("no_start",)))
    shut = after(subject, TWO, 490, Closed("gym1", 500, 520))
    assert moves(shut) == [("left_out", "e3", 500, None), ("left_out", "e4", 500, None)]
    assert (shut.people_moved, shut.people_bound) == (2, 2)


def test_an_official_who_leaves_is_replaced_and_nobody_else_changes_duty() -> None:
    subject = day(events=(event(staff=STAFF),), officials=(official("o1"), official("o2"), official("o3")))
    duties = [{"timekeeper": (name,)} for name in ("o1", "o2")]
    before = plan(*(replace(each, officials=duty) for each, duty in zip(TWO.heats, duties, strict=True)))
    answer = after(subject, before, 490, OfficialGone("o2", 490))
    assert [(each.official, each.heat, each.added) for each in answer.duties] == [
        ("o2", "run-2", False),
        ("o3", "run-2", True),
    ]
    assert answer.people_moved == 0
    kept = after(subject, before, 490, OfficialGone("o1", 485))
    assert (kept.duties, kept.plan.heats[0].officials) == ((), {"timekeeper": ("o1",)})


def test_an_official_nobody_can_replace_is_told_as_missing() -> None:
    subject = day(events=(event(staff=STAFF),), officials=(official("o1", max_heats=1), official("o2")))
    duties = [{"timekeeper": (name,)} for name in ("o1", "o2")]
    before = plan(*(replace(each, officials=duty) for each, duty in zip(TWO.heats, duties, strict=True)))
    answer = after(subject, before, 490, OfficialGone("o2", 480))
    assert [(each.heat, each.missing, each.reasons) for each in answer.plan.unstaffed] == [("run-2", 1, ("too_few",))]


def test_two_duties_change_where_one_cannot() -> None:
    """o3 cannot time run-2, but can take over run-3 from o1, who can: nobody is missing."""
    subject = day(
        events=(event(staff=STAFF),),
        entrants=entrants(6),
        officials=(official("o1", rest_minutes=60), official("o2"), official("o3", available=free(560, 600))),
    )
    starts = (480, 520, 560)
    by = ("o2", "o2", "o1")
    before = plan(
        *(
            heat(f"run-{n}", f"e{2 * n - 1}", f"e{2 * n}", start=start, officials={"timekeeper": (name,)})
            for n, start, name in zip((1, 2, 3), starts, by, strict=True)
        )
    )
    answer = after(subject, before, 490, OfficialGone("o2", 490))
    assert answer.plan.unstaffed == ()
    assert [dict(each.officials) for each in answer.plan.heats] == [{"timekeeper": (n,)} for n in ("o2", "o1", "o3")]


def test_a_final_keeps_its_gap_and_moves_when_it_must() -> None:
    subject = day(events=(event(final=Final(2, 10, 20)),), entrants=entrants(2))
    before = plan(heat("run-1", "e1", "e2"), heat("run-final", start=520, final=True))
    answer = after(subject, before, 490, Delay("gym1", 10))
    assert [(each.heat, each.after and each.after.start, each.final) for each in answer.heats] == [
        ("run-final", 530, True)
    ]
    named = plan(heat("run-1", "e1", "e2"), heat("run-final", "e1", "e2", start=520, final=True))
    told = after(subject, named, 500, Closed("gym1", 500, 530))
    assert (moves(told), told.people_moved) == ([("moved", "e1", 520, 530), ("moved", "e2", 520, 530)], 2)
    assert {move.final for move in told.difference} == {True}


def test_an_order_of_events_is_kept() -> None:
    subject = day(
        events=(event(), event("jump", after=(After("run"),))), entrants=(entrant("e1", "run"), entrant("e2", "jump"))
    )
    before = plan(heat("run-1", "e1"), heat("jump-1", "e2", event="jump", start=500))
    answer = after(subject, before, 480, Closed("gym1", 480, 500))
    assert [(each.id, each.start) for each in answer.plan.heats] == [("run-1", 500), ("jump-1", 520)]


def test_a_packed_gym_shifts_later_heats_rather_than_leave_anybody_out() -> None:
    """Only the last twenty minutes are free, and those who lose their heat cannot come then."""
    early, late = entrants(2), [entrant(f"e{n}") for n in range(3, 9)]
    subject = day(
        sessions=(Session("am", 480, 580),),
        entrants=(*(replace(each, available=free(480, 540)) for each in early), *late),
    )
    before = plan(
        heat("run-1", "e1", "e2"),
        heat("run-2", "e3", "e4", start=500),
        heat("run-3", "e5", "e6", start=520),
        heat("run-4", "e7", "e8", start=540),
    )
    answer = after(subject, before, 480, Closed("gym1", 480, 500))
    assert answer.plan.unplaced == ()
    assert answer.people_moved == answer.people_bound == 4
    assert answer.minutes == 2 * 20 + 2 * 60


def test_a_new_heat_is_held_when_its_official_is_there() -> None:
    """The nearest start would be 08:40, but the only timekeeper is back at 09:20."""
    keeper = official("o1", available=(*free(480, 520), *free(560, 600)))
    subject = day(events=(event(staff=STAFF),), officials=(keeper,))
    before = plan(*(replace(each, officials={"timekeeper": ("o1",)}) for each in TWO.heats))
    answer = after(subject, before, 490, LateEntry(entrant("late")))
    assert moves(answer) == [("placed", "late", None, 560)]
    closed = after(subject, before, 490, Closed("gym1", 500, 520))
    assert (moves(closed), closed.plan.unstaffed) == ([("moved", "e3", 500, 560), ("moved", "e4", 500, 560)], ())
