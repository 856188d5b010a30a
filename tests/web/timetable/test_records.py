"""A problem and a plan survive the row that keeps them, whole."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from scheduler.timetable import (
    After,
    Closure,
    Entrant,
    Event,
    Final,
    FixedHeat,
    Goal,
    Heat,
    Official,
    Pin,
    Plan,
    Preference,
    Problem,
    Session,
    Staff,
    Unplaced,
    Unstaffed,
    Venue,
    Wave,
    Window,
)
from web.services.timetable.records import plan_from, plan_record, problem_from, problem_record

PROBLEM = Problem(
    first_day=date(2026, 11, 27),
    sessions=(Session("1", 480, 720),),
    venues=(Venue("1", "gym", 8, 5, (Closure(480, 500, 3),)), Venue("2", "route", None, wave=Wave(10, 60))),
    events=(
        Event("a:", ("gym",), 20, 15, 2, 6, final=Final(4, 20, 30), staff=(Staff("计时员", 2),)),
        Event("b:", ("route", "gym"), 10, 60, after=(After("a:", 15),), single_heat=True, avoid_own_department=False),
    ),
    entrants=(
        Entrant(
            "e1",
            ("a:", "b:"),
            "7",
            60,
            (Window(480, 700),),
            {"a:": Decimal("12.5")},
            (Preference(3, "a:", 480, 600, "1", "1"),),
            2,
        ),
    ),
    rest_minutes=0,
    fixed_heats=(FixedHeat("a:-1", "a:", 480, "1"),),
    pins=(Pin("e1", "a:", "a:-1"),),
    goals=("unplaced", "unstaffed", "heats", "preferences"),
    officials=(Official("o1", "7", ("计时员",), (Window(480, 600),), 4, 10, "e1"),),
    avoid_own_department=True,
)
PLAN = Plan(
    heats=(
        Heat("a:-1", "a:", 480, "1", {1: "e1"}, officials={"计时员": ("o1",)}),
        Heat("a:-2", "a:", 560, "1", final=True),
    ),
    unplaced=(Unplaced("e1", "b:", ("no_start",)),),
    goals=(Goal("unplaced", 1, 1, True, Decimal("0.25")),),
    unstaffed=(Unstaffed("a:-1", "计时员", 1, ("too_few",)),),
)


def test_whole_problem_survives_json() -> None:
    assert problem_from(json.loads(json.dumps(problem_record(PROBLEM)))) == PROBLEM.canonical()


def test_whole_plan_survives_json() -> None:
    kept = plan_from(json.loads(json.dumps(plan_record(PLAN))))
    assert (kept, kept.goals[0].seconds) == (PLAN, Decimal("0.25"))


def test_record_of_an_earlier_version_is_read_with_defaults() -> None:
    record = problem_record(PROBLEM)
    older = {name: record[name] for name in ("first_day", "sessions", "venues", "events", "entrants", "rest_minutes")}
    read = problem_from(older)
    assert (read.officials, read.pins, read.entrants) == ((), (), PROBLEM.entrants)
