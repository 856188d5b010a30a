"""Plans drawn and written: every heat and person is in the SVG and in the workbook, and no text becomes a formula."""

import json
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from scheduler.__main__ import main
from scheduler.files import problem_document, svg, write_workbook
from scheduler.files.words import WORDS
from scheduler.timetable import Closure, Final, Plan, Problem, Staff, solve
from scheduler.timetable.plan import Feasible, Goal, Heat, Optimal, Unplaced, Unstaffed
from scheduler.timetable.problem import GOALS
from tests.scheduler.builders import entrant, event, official, problem, venue


def planned() -> tuple[Problem, Plan]:
    subject = problem(
        events=(event("=1+1", final=Final(2, 10, 0), staff=(Staff("timekeeper"),)), event("run<&>")),
        entrants=(entrant("=cmd", "=1+1", department="语文组"), entrant("e2", "=1+1", "run<&>")),
        officials=(official("o1", department="D2"),),
        venues=(venue(closed=(Closure(530, 540),)),),
        goals=GOALS,
    )
    heats = (
        Heat("=1+1-1", "=1+1", 480, "gym1", {1: "=cmd", 2: "e2"}, officials={"timekeeper": ("o1",)}),
        Heat("final", "=1+1", 510, "gym1", {}, final=True),
    )
    left = (Unplaced("e2", "run<&>", ("no_room",)),)
    lacking = (Unstaffed("final", "timekeeper", 1, ("too_few",)),)
    return subject, Plan(heats, left, (Goal("unplaced", 1, 0, False),), unstaffed=lacking)


def test_every_heat_stands_in_the_drawing_and_the_same_plan_gives_the_same_bytes() -> None:
    subject, plan = planned()
    drawn = svg(subject, plan)
    root = fromstring(drawn)
    titles = [node.text for node in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["=1+1-1 08:00 gym1 2", "final 08:30 gym1 决赛"]
    texts = " ".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text"))
    assert all(word in texts for word in ("2026-11-27 周五", "gym1", "B  run<&>", "e2 run<&>", "未编排 1 (≥ 0)"))
    assert (svg(subject, plan), "http" in drawn.replace("http://www.w3.org/2000/svg", "")) == (drawn, False)


def test_drawing_speaks_english_too() -> None:
    subject, plan = planned()
    drawn = svg(subject, plan, "en")
    assert "2026-11-27 Fri" in drawn
    assert "unplaced 1" in drawn


def test_workbook_holds_heats_people_duties_and_what_is_open_as_plain_text(tmp_path: Path) -> None:
    subject, plan = planned()
    write_workbook(tmp_path / "p.xlsx", subject, plan, "en")
    book = load_workbook(tmp_path / "p.xlsx")
    assert book.sheetnames == ["heats", "people", "officials", "unplaced", "goals"]
    rows = {name: [[cell.value for cell in row] for row in book[name].iter_rows(min_row=2)] for name in book.sheetnames}
    assert [(row[0], row[2], row[4], row[7]) for row in rows["heats"]] == [
        ("=1+1-1", None, "08:00", 2),
        ("final", "final", "08:30", 0),
    ]
    assert [(row[0], row[1], row[7]) for row in rows["people"]] == [("e2", None, 2), ("=cmd", "语文组", 1)]
    assert [row[:4] for row in rows["officials"]] == [["o1", "D2", "timekeeper", "=1+1-1"]]
    assert rows["unplaced"] == [
        ["e2", "run<&>", None, None, None, "no suitable heat has room"],
        [None, None, "final", "timekeeper", 1, "too few with the skill"],
    ]
    assert all(cell.data_type != "f" for name in book.sheetnames for row in book[name].iter_rows() for cell in row)


def test_problem_alone_means_solve_and_writes_what_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps(problem_document(problem())), encoding="utf-8")
    drawn, book = tmp_path / "p.svg", tmp_path / "p.xlsx"
    assert main([str(file), "--svg", str(drawn), "--xlsx", str(book), "--text", "--language", "en"]) == 0
    told = capsys.readouterr()
    assert drawn.read_text(encoding="utf-8").startswith("<svg")
    assert book.stat().st_size > 1000
    assert "gym1" in told.out
    assert "proven best" in told.err


def test_every_goal_and_reason_has_a_word_and_every_goal_its_seconds() -> None:
    assert set(GOALS) <= set(WORDS)
    outcome = solve(problem())
    assert isinstance(outcome, Optimal | Feasible)
    assert sum(goal.seconds for goal in outcome.goals) > 0
