"""The benchmark of the timetables: a seed repeats its problem, baselines and planted clashes are what they say."""

import pytest

from benchmarks.timetable import instance, tables
from benchmarks.timetable.explanations import explained, planted
from benchmarks.timetable.interval import Textbook
from benchmarks.timetable.measuring import planners
from scheduler.timetable import check, solve
from tests.scheduler.builders import planned


def test_the_same_seed_gives_the_same_problem_and_finals_only_when_asked_for() -> None:
    assert instance(40, 3) == instance(40, 3) != instance(40, 4)
    finals = [event.id for event in instance(40, 3, finals=True).events if event.final]
    assert (finals, [event for event in instance(40, 3).events if event.final]) == (["tread_u51", "run"], [])


def test_the_textbook_model_plans_by_the_same_rules_and_proves_the_same_numbers() -> None:
    subject = instance(12, 2)
    plan = Textbook(subject).solve(60)
    assert plan is not None
    assert check(subject, plan) == ()
    ours = {goal.name: goal for goal in planned(solve(subject)).goals}
    assert [(goal.name, goal.value, goal.proven) for goal in plan.goals[:3]] == [
        (name, ours[name].value, True) for name in ("unplaced", "heats", "finish")
    ]


def test_a_measured_row_holds_both_planners_with_times_memory_and_no_broken_rule() -> None:
    found = planners(20, 1, 20, finals=False)
    assert [found[name]["violations"] for name in ("greedy", "planner")] == [0, 0]
    ours = found["planner"]
    assert 0 < ours["first"][0] <= ours["proof"][0] <= ours["seconds"]
    assert 0 < ours["first"][1] <= ours["proof"][1] <= ours["cpu"]
    assert ours["memory"] > 10
    assert ours["open"].keys() <= {"waiting", "department_spread", "seeding"}


def test_exactly_the_people_planted_come_back_from_an_explanation() -> None:
    problem, people = planted(50, 1)
    assert len(people) == 25
    assert people <= {entrant.id for entrant in problem.entrants}
    found = explained(50, 1)
    assert [found[name] for name in ("planted", "found", "others", "irreducible")] == [25, 25, 0, True]


def test_tables_say_beside_each_figure_what_it_should_be(capsys: pytest.CaptureFixture[str]) -> None:
    ours = {"values": {"heats": 9, "finish": 300, "waiting": 50}, "open": {"waiting": 0}, "cpu": 1.0}
    greedy = {"values": {"heats": 10, "finish": 400, "waiting": 0}, "open": {}, "cpu": 0.5}
    rows = [{"planner": {**ours, "first": (0.6, 0.5), "proof": (3.0, 2.5), "memory": 90}, "greedy": greedy}]
    tables.row(200, 1, "planner", rows[0]["planner"] | {"violations": 0, "seconds": 3.0})
    tables.summary(200, rows)
    tables.growth({100: rows, 1000: [rows[0] | {"planner": ours | {"cpu": 10.0}}]})
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "| 200 | 1 | planner |  | 9 | 300 | 50 (0) |  |  | 0.6 | 0.5 | 3 | 2.5 | 3 | 1 | 90 | 0 |"
    assert told[1] == "| 200 | 2.5 (2 missed) | 1 of 1 | 0.5 (5) | 90 (200) | True | 0.9 | 0.75 |  | 2 |  |  |  |"
    assert told[3] == "Processor seconds grow with entrants to the power 1.00, from 100 up."
