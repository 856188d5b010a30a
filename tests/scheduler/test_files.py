"""The file interface: documents read back, faults with path and nearest key, the two commands and their exit codes."""

import copy
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scheduler.__main__ import main
from scheduler.errors import ProblemFaults
from scheduler.files import plan_document, problem_document, read_plan, read_problem, sentence
from scheduler.files.sentences import SENTENCES
from scheduler.timetable import (
    After,
    Closure,
    Feasible,
    Final,
    FixedHeat,
    Pin,
    Preference,
    Staff,
    Unstaffed,
    Wave,
    check,
    sketch,
    solve,
)
from scheduler.timetable.problem import GOALS
from tests.scheduler.builders import entrant, entrants, event, free, official, plan, planned, problem, venue


def document(**changes: Any) -> dict[str, Any]:
    return problem_document(problem()) | changes


def faults(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(ProblemFaults) as caught:
        read_problem(json.dumps(document(**changes)))
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_a_problem_written_and_read_again_is_the_same() -> None:
    wish = Preference(2, "run", start=480, venue="gym1"), Preference(session="am")
    subject = problem(
        avoid_own_department=True,
        officials=(
            official("o1", department="D2", available=free(480, 500), max_heats=0, rest_minutes=5),
            official("o2", entrant="e1"),
        ),
        venues=(venue(places=None, changeover_minutes=5, closed=(Closure(480, 490, 1),)), venue("r", wave=Wave(5, 20))),
        events=(
            event(max_fill=3, single_heat=True, seeding="similar", final=Final(2, 10, 20)),
            event("walk", after=(After("run", 10),), staff=(Staff("medic", 2),), avoid_own_department=False),
        ),
        entrants=(
            entrant("e1", "run", "walk", department="D1", rest_minutes=0, available=free(480, 530)),
            entrant("e2", "run", "walk", preferences=wish, max_per_day=2),
        ),
        fixed_heats=(FixedHeat("h1", "run", 480, "gym1"), FixedHeat("h2", "run", 520, "gym1", final=True)),
        pins=(
            Pin("e1", "run", "h1", place=1),
            Pin("e2", "walk", start=490, venue="gym1", place=2),
            Pin("", "walk", start=500),
        ),
    )
    assert read_problem(json.dumps(problem_document(subject))) == subject


def test_marks_are_read_exactly() -> None:
    rows = [{"id": "e1", "events": ["run"], "marks": {"run": 101.2}}]
    (only,) = read_problem(json.dumps(document(entrants=rows))).entrants
    assert str(only.marks["run"]) == "101.2"


def test_a_plan_written_and_read_again_is_the_same() -> None:
    outcome = solve(problem())
    assert read_plan(json.dumps(plan_document(problem(), outcome)), problem()) == planned(outcome)


def test_a_late_heat_is_written_and_read_again_and_none_ends_early() -> None:
    late = replace(sketch(problem()).heats[0], late_minutes=15)
    found = plan_document(problem(), Feasible(plan(late)))
    assert read_plan(json.dumps(found), problem()) == plan(late)
    found["heats"][0]["late_minutes"] = -5
    with pytest.raises(ProblemFaults) as caught:
        read_plan(json.dumps(found), problem())
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("too_small", "heats[0].late_minutes")]


def test_finals_officials_and_what_is_missing_are_written_and_read_again() -> None:
    subject = problem(
        events=(event(final=Final(2, 10), staff=(Staff("timekeeper", 2),)),),
        officials=(official("o1"),),
    )
    drawn = sketch(subject)
    text = json.dumps(plan_document(subject, Feasible(drawn)))
    assert read_plan(text, subject) == drawn
    assert [(heat.final, dict(heat.officials)) for heat in drawn.heats] == [
        (False, {"timekeeper": ("o1",)}),
        (True, {"timekeeper": ("o1",)}),
    ]
    assert drawn.unstaffed[0] == Unstaffed("run-1", "timekeeper", 1, ("too_few",))


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
        ({"officials": [{"id": "o1", "skill": []}]}, [("key_unknown", "officials[0].skill")]),
        ({"pins": [{"entrant": "e1"}]}, [("key_missing", "pins[0].event")]),
        ({"avoid_own_department": 1}, [("not_true_or_false", "avoid_own_department")]),
        (
            {"entrants": [{"id": "e1", "events": ["run"], "preferences": [{"start": "soon"}]}]},
            [("time_unreadable", "entrants[0].preferences[0].start")],
        ),
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
    (fault,) = caught.value.faults
    assert sentence(fault, "en") == "line 2, column 2: not valid JSON"


def test_a_document_without_goals_asks_for_what_its_officials_and_wishes_make_sensible() -> None:
    plain = document(goals=[])
    asking = copy.deepcopy(plain)
    asking["events"][0]["staff"] = [{"skill": "timekeeper"}]
    asking["entrants"][0]["preferences"] = [{"session": "am"}]
    assert read_problem(json.dumps(plain)).goals == GOALS
    assert set(read_problem(json.dumps(asking)).goals) - set(GOALS) == {"unstaffed", "duty_spread", "preferences"}


def test_both_languages_have_a_sentence_for_every_code_the_planner_speaks() -> None:
    spoken = {code for path in Path("scheduler").rglob("*.py") for code in _codes(path.read_text(encoding="utf-8"))}
    assert {"too_small", "off_grid", "key_unknown", "pins_clash", "session_unknown", "goal_twice"} <= spoken
    assert spoken - SENTENCES.keys() == set()


def _codes(source: str) -> set[str]:
    """Codes of faults and violations made directly, and those handed to the rules for one value."""
    made = re.findall(r'(?:Fault|Violation|shape\.fault|self\.fault)\("([a-z_]+)"', source)
    handed = re.findall(r'yield from (?:known|once)\(.*?, "([a-z_]+)", f?"', source)
    return {*made, *handed}


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


def test_wrong_usage_and_a_missing_file_exit_with_2(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["solve"])
    assert (caught.value.code, main(["solve", str(tmp_path / "none.json")])) == (2, 2)


def test_a_folder_that_does_not_exist_is_told_before_the_search(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, nowhere = write(tmp_path, "p.json", document()), tmp_path / "none" / "plan.json"
    assert main(["solve", source, "--output", str(nowhere)]) == 2
    assert capsys.readouterr().err == f"scheduler: {nowhere.parent}: no such folder\n"


def test_faults_name_their_file_and_what_cannot_be_read_hides_no_other_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = [{"id": "run", "venue_kinds": ["pool"], "heat_minutes": "20"}]
    people = [{"id": "e1", "events": ["run", "jump"]}, {"id": "e1", "marks": {"run": 3}}]
    source = write(tmp_path, "p.json", document(events=events, entrants=people, venus=[]))
    assert main(["--language", "en", "solve", source]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{source}: venus: unknown key 'venus', the nearest known one is 'venues'",
        f"{source}: events[0].heat_minutes: '20' must be a whole number",
        f"{source}: entrants: id 'e1' occurs 2 times",
        f"{source}: entrants[0].events: there is no event 'jump'",
    ]
    (tmp_path / "p.json").write_bytes("{}".encode("utf-16"))
    assert main(["--language", "zh", "solve", source]) == 1
    assert capsys.readouterr().err == f"{source}: 不是 UTF-8 编码的文本\n"


def test_the_checker_agrees_with_a_plan_read_from_a_file() -> None:
    subject = problem(entrants=entrants(5))
    assert check(subject, read_plan(json.dumps(plan_document(subject, solve(subject))), subject)) == ()
