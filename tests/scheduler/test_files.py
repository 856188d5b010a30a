"""The file interface: documents read back, faults with path and nearest key, the two commands and their exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.__main__ import main
from scheduler.errors import ProblemFaults
from scheduler.files import plan_document, problem_document, read_plan, read_problem, sentence
from scheduler.files.sentences import SENTENCES
from scheduler.timetable import After, Closure, FixedHeat, Pin, Wave, check, solve
from tests.scheduler.builders import entrant, entrants, event, free, planned, problem, venue


def document(**changes: Any) -> dict[str, Any]:
    return problem_document(problem()) | changes


def faults(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(ProblemFaults) as caught:
        read_problem(json.dumps(document(**changes)))
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_a_problem_written_and_read_again_is_the_same() -> None:
    subject = problem(
        venues=(venue(places=None, changeover_minutes=5, closed=(Closure(480, 490, 1),)), venue("r", wave=Wave(5, 20))),
        events=(event(max_fill=3, single_heat=True, seeding="similar"), event("walk", after=(After("run", 10),))),
        entrants=(entrant("e1", "run", "walk", department="D1", rest_minutes=0, available=free(480, 530)),),
        fixed_heats=(FixedHeat("h1", "run", 480, "gym1"),),
        pins=(Pin("e1", "run", "h1"),),
    )
    assert read_problem(json.dumps(problem_document(subject))) == subject


def test_marks_are_read_exactly() -> None:
    rows = [{"id": "e1", "events": ["run"], "marks": {"run": 101.2}}]
    (only,) = read_problem(json.dumps(document(entrants=rows))).entrants
    assert str(only.marks["run"]) == "101.2"


def test_a_plan_written_and_read_again_is_the_same() -> None:
    outcome = solve(problem())
    assert read_plan(json.dumps(plan_document(problem(), outcome)), problem()) == planned(outcome)


def test_the_plan_document_has_the_shape_of_the_contract() -> None:
    found = plan_document(problem(entrants=entrants(1)), solve(problem(entrants=entrants(1))))
    assert found["outcome"] == "optimal"
    assert found["heats"] == [
        {
            "id": "run-1",
            "event": "run",
            "start": "2026-11-27T08:00",
            "venue": "gym1",
            "final": False,
            "places": {"1": "e1"},
            "officials": {},
        }
    ]
    assert [(goal["name"], goal["value"], goal["bound"], goal["proven"]) for goal in found["goals"]] == [
        ("unplaced", 0, 0, True),
        ("heats", 1, 1, True),
        ("finish", 20, 20, True),
        ("waiting", 0, 0, True),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"format": "timetable/9"}, [("format_unknown", "format")]),
        ({"grid_minuts": 5}, [("key_unknown", "grid_minuts")]),
        ({"grid_minutes": "5"}, [("not_a_whole_number", "grid_minutes")]),
        ({"rest_minutes": True}, [("not_a_whole_number", "rest_minutes")]),
        ({"venues": {}}, [("not_a_list", "venues")]),
        (
            {"venues": [3]},
            [("not_an_object", "venues[0]"), ("key_missing", "venues[0].id"), ("key_missing", "venues[0].kind")],
        ),
        (
            {"sessions": [{"id": "am", "start": "8 o'clock", "end": "2026-11-27T09:00+08:00"}]},
            [("time_unreadable", "sessions[0].start"), ("time_unreadable", "sessions[0].end")],
        ),
        (
            {"entrants": [{"id": 7, "events": ["run", 1]}]},
            [("not_text", "entrants[0].id"), ("not_text", "entrants[0].events[1]")],
        ),
        ({"officials": [{"id": "o1"}]}, [("not_planned", "officials")]),
        ({"pins": [{"entrant": "e1"}]}, [("key_missing", "pins[0].event"), ("key_missing", "pins[0].heat")]),
        ({"grid_minutes": 0}, [("too_small", "grid_minutes")]),
    ],
)
def test_every_fault_of_a_document_is_named_with_its_path(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert faults(**changes) == expected


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    with pytest.raises(ProblemFaults) as caught:
        read_problem(json.dumps(document(entrant=[])))
    (fault,) = caught.value.faults
    assert sentence(fault, "en") == "entrant: unknown key 'entrant', the nearest known one is 'entrants'"
    assert sentence(fault, "zh") == "entrant: 未知的键“entrant”，最接近的是“entrants”"


def test_text_that_is_no_json_names_line_and_column() -> None:
    with pytest.raises(ProblemFaults) as caught:
        read_problem('{"format":\n oops}')
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("not_json", "2:2")]


def test_goals_about_officials_are_left_out_because_there_are_none() -> None:
    named = ["unplaced", "heats", "duty_spread", "preferences"]
    assert read_problem(json.dumps(document(goals=named))).goals == ("unplaced", "heats")


def test_both_languages_have_a_sentence_for_every_code_the_planner_speaks() -> None:
    spoken = {
        code
        for name in ("timetable/sense.py", "timetable/check.py", "files/shape.py", "files/reading.py")
        for code in _codes((Path("scheduler") / name).read_text(encoding="utf-8"))
    }
    assert spoken - SENTENCES.keys() == set()


def _codes(source: str) -> set[str]:
    import re

    return set(re.findall(r'(?:Fault|Violation|shape\.fault|self\.fault)\("([a-z_]+)"', source))


def write(folder: Path, name: str, content: dict[str, Any]) -> str:
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return str(folder / name)


def test_solve_writes_a_plan_that_check_accepts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, plan = write(tmp_path, "p.json", document()), str(tmp_path / "plan.json")
    assert main(["solve", source, "--output", plan, "--time-limit", "20", "--text"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "gym1 AA...."
    assert main(["check", source, plan]) == 0


def test_check_lists_every_violation_and_exits_with_5(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = plan_document(problem(), solve(problem()))
    found["heats"][0]["start"] = "2026-11-27T08:05"
    source, plan = write(tmp_path, "p.json", document()), write(tmp_path, "plan.json", found)
    assert main(["--language", "en", "check", source, plan]) == 5
    assert capsys.readouterr().err.splitlines() == [
        "run-1 starts at 11-27 08:05, off the grid",
        "goal finish: stated 20, true is 25",
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 0),
        ({"grid_minutes": 0}, 1),
        (
            {
                "fixed_heats": [
                    {"id": "h1", "event": "run", "start": "2026-11-27T08:00", "venue": "gym1"},
                    {"id": "h2", "event": "run", "start": "2026-11-27T08:10", "venue": "gym1"},
                ]
            },
            3,
        ),
    ],
)
def test_exit_codes_of_solve(tmp_path: Path, changes: dict[str, Any], code: int) -> None:
    assert main(["solve", write(tmp_path, "p.json", document(**changes))]) == code


def test_wrong_usage_exits_with_2_and_a_missing_file_with_1(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["solve"])
    assert (caught.value.code, main(["solve", str(tmp_path / "none.json")])) == (2, 1)


def test_the_checker_agrees_with_a_plan_read_from_a_file() -> None:
    subject = problem(entrants=entrants(5))
    assert check(subject, read_plan(json.dumps(plan_document(subject, solve(subject))), subject)) == ()
