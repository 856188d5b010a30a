"""An exception allows just what the checker found; what no reason can allow stays found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scheduler.timetable import After, Closure, Final, Plan, Problem, Staff, Unplaced, Violation, Wave, check
from tests.scheduler.builders import codes, entrant, event, free, heat, official, plan, problem, venue
from web.services.timetable.easing import eased, granted

APART = plan(heat("run-1", "e1"), heat("run-2", "e2", start=500))
TOGETHER = plan(heat("run-1", "e1", "e2"))
TWICE = plan(heat("run-1", "e1"), heat("rope-1", "e1", event="rope", start=500))
WAVES = plan(heat("run-1", "e1"), heat("run-2", "e2", start=490))
STAFFED = plan(
    heat("run-1", "e1", officials={"timekeeper": ("o1",)}),
    heat("run-2", "e2", start=500, officials={"timekeeper": ("o1",)}),
)
FINAL = plan(heat("run-1", "e1", "e2"), heat("run-f", start=510, final=True))


def allowed(subject: Problem, candidate: Plan) -> tuple[list[str], list[str]]:
    """What the checker finds, and what it still finds once all of it is allowed."""
    found = check(subject, candidate)
    return [each.code for each in found], codes(eased(subject, [granted(each, candidate) for each in found]), candidate)


def served(**changes: Any) -> Problem:
    """Two heats timed by one official."""
    needs = {"events": (event(staff=(Staff("timekeeper"),)),), "officials": (official("o1", **changes),)}
    people = (entrant("e1", department="D1"), entrant("e2"))
    return problem(**needs, entrants=people, avoid_own_department=True)


@pytest.mark.parametrize(
    ("code", "subject", "candidate"),
    [
        ("off_grid", problem(), plan(heat("run-1", "e1", "e2", start=483))),
        ("not_available", problem(entrants=(entrant("e1", available=free(480, 494)), entrant("e2"))), TOGETHER),
        (
            "rest_too_short",
            problem(
                rest_minutes=0,
                events=(event(), event("rope")),
                entrants=(entrant("e1", "run", "rope", rest_minutes=30),),
            ),
            TWICE,
        ),
        (
            "too_many_a_day",
            problem(
                rest_minutes=0, events=(event(), event("rope")), entrants=(entrant("e1", "run", "rope", max_per_day=1),)
            ),
            TWICE,
        ),
        ("below_min_fill", problem(events=(event(min_fill=3),)), TOGETHER),
        ("above_max_fill", problem(events=(event(max_fill=1),)), TOGETHER),
        ("not_single_heat", problem(events=(event(single_heat=True),)), APART),
        ("venue_taken", problem(venues=(venue(changeover_minutes=10),)), APART),
        ("wave_too_early", problem(venues=(venue(wave=Wave(15)),)), WAVES),
        ("route_full", problem(venues=(venue(wave=Wave(5, 1)),)), TOGETHER),
        ("final_too_early", problem(events=(event(final=Final(2, 20, 20)),)), FINAL),
        ("official_not_available", served(available=free(480, 515)), STAFFED),
        ("official_unskilled", served(skills=("medic",)), STAFFED),
        ("too_many_duties", served(max_heats=1), STAFFED),
        ("official_busy", served(rest_minutes=10), STAFFED),
        ("own_department", served(department="D1"), STAFFED),
    ],
)
def test_what_was_found_may_stand_and_nothing_else(code: str, subject: Problem, candidate: Plan) -> None:
    found, left = allowed(subject, candidate)
    assert ({*found}, left) == ({code}, [])


@pytest.mark.parametrize("gap", [10, 0])
def test_a_contest_may_begin_before_the_other_is_over(gap: int) -> None:
    subject = problem(
        events=(event(), event("rope", after=(After("run", gap),))),
        venues=(venue(), venue("gym2")),
        entrants=(entrant("e1", "run"), entrant("e2", "rope")),
    )
    start = 500 if gap else 490
    candidate = plan(heat("run-1", "e1"), heat("rope-1", "e2", event="rope", start=start, venue="gym2"))
    assert allowed(subject, candidate) == (["too_early_after"], [])


@pytest.mark.parametrize(
    ("code", "subject", "candidate"),
    [
        ("venue_taken", problem(venues=(venue(changeover_minutes=5),)), WAVES),
        ("wave_too_early", problem(venues=(venue(wave=Wave(15)),)), plan(heat("run-1", "e1"), heat("run-2", "e2"))),
        ("place_closed", problem(venues=(venue(closed=(Closure(490, 495, 2),)),)), TOGETHER),
        ("outside_session", problem(), plan(heat("run-1", "e1", "e2", start=530))),
        ("placed_twice", problem(), replace(TOGETHER, unplaced=(Unplaced("e1", "run"),))),
        (
            "final_too_early",
            problem(events=(event(final=Final(2, 20)),)),
            replace(FINAL, heats=(FINAL.heats[0], replace(FINAL.heats[1], start=490, venue="gym2"))),
        ),
    ],
)
def test_what_nobody_can_do_stays_found(code: str, subject: Problem, candidate: Plan) -> None:
    subject = replace(subject, venues=(*subject.venues, venue("gym2"))) if code == "final_too_early" else subject
    found, left = allowed(subject, candidate)
    assert (found, left) == ([code], [code])


def test_one_persons_exception_is_nobody_elses() -> None:
    away = {"available": free(480, 494)}
    subject = problem(entrants=(entrant("e1", **away), entrant("e2", **away)))
    grant = granted(check(subject, TOGETHER)[0], TOGETHER)
    assert [each.params["entrant"] for each in check(eased(subject, [grant]), TOGETHER)] == ["e2"]


def test_an_exception_for_somebody_who_is_gone_changes_nothing() -> None:
    grant = Violation("not_available", {"entrant": "e9", "heat": "run-1", "start": 480, "end": 495})
    assert eased(problem(), [grant]) == problem()
