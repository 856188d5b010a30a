"""python -m scheduler repair: changes read, the repair written, the difference told, exit codes and faults."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.__main__ import main
from scheduler.errors import ProblemFaults
from scheduler.files import plan_document, problem_document, read_changes, read_plan, read_problem
from scheduler.timetable import (
    Closed,
    Delay,
    Feasible,
    LateEntry,
    OfficialGone,
    Preference,
    Staff,
    Window,
    Withdrawn,
    check,
)
from tests.scheduler.builders import entrant, entrants, event, official
from tests.scheduler.test_repair import TWO, day

NOON = 12 * 60


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Problem and plan of an hour as files; the changes are to be written."""
    (tmp_path / "problem.json").write_text(json.dumps(problem_document(day(entrants=entrants(4)))))
    (tmp_path / "plan.json").write_text(json.dumps(plan_document(day(), Feasible(TWO))))
    return [str(tmp_path / name) for name in ("problem.json", "plan.json", "changes.json")]


def run(files: list[str], changes: object, *options: str, now: str = "2026-11-27T08:10") -> int:
    Path(files[2]).write_text(json.dumps(changes))
    return main(["repair", *files, "--now", now, *options])


def test_every_kind_of_change_is_read() -> None:
    late = {
        "id": "late",
        "events": ["run"],
        "department": "D1",
        "marks": {"run": 12},
        "preferences": [{"session": "am"}],
    }
    late["available"] = [{"start": "2026-11-27T09:00", "end": "2026-11-27T10:00"}]
    stated: list[dict[str, Any]] = [
        {"kind": "closed", "venue": "gym1", "place": 2, "start": "2026-11-27T08:30", "end": "2026-11-27T09:00"},
        {"kind": "closed", "venue": "gym1"},
        {"kind": "withdrawn", "entrant": "e1", "event": "run"},
        {"kind": "withdrawn", "entrant": "e2"},
        {"kind": "late_entry", "entrant": late},
        {"kind": "delay", "venue": "gym1", "minutes": 15},
        {"kind": "official_gone", "official": "o1", "start": "2026-11-27T09:00"},
        {"kind": "official_gone", "official": "o2"},
    ]
    found = read_changes(json.dumps(stated), day(), 490)
    windows = (Window(540, 600),)
    entering = entrant(
        "late", department="D1", marks={"run": 12}, preferences=(Preference(session="am"),), available=windows
    )
    assert found == (
        Closed("gym1", 510, 540, 2),
        Closed("gym1", 490, 600),
        Withdrawn("e1", "run"),
        Withdrawn("e2"),
        LateEntry(entering),
        Delay("gym1", 15),
        OfficialGone("o1", 540),
        OfficialGone("o2", 490),
    )


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, [("not_a_list", "changes")]),
        ([1], [("not_an_object", "changes[0]")]),
        (
            [{"kind": "close"}, {"venue": "gym1"}],
            [("change_unknown", "changes[0].kind"), ("change_unknown", "changes[1].kind")],
        ),
        ([{"kind": "closed", "room": 1}], [("key_unknown", "changes[0].room"), ("key_missing", "changes[0].venue")]),
        ([{"kind": "delay", "venue": "gym1", "minutes": "5"}], [("not_a_whole_number", "changes[0].minutes")]),
        ([{"kind": "closed", "venue": "gym1", "end": "later"}], [("time_unreadable", "changes[0].end")]),
        (
            [{"kind": "withdrawn"}, {"kind": "late_entry"}],
            [("key_missing", "changes[0].entrant"), ("key_missing", "changes[1].entrant")],
        ),
        ([{"kind": "late_entry", "entrant": {"id": "x", "event": []}}], [("key_unknown", "changes[0].entrant.event")]),
    ],
)
def test_what_cannot_be_read_is_named_with_its_path(stated: object, expected: list[tuple[str, str]]) -> None:
    with pytest.raises(ProblemFaults) as caught:
        read_changes(json.dumps(stated), day(), 490)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == expected


def test_a_repair_is_written_and_can_be_read_as_a_plan_of_the_changed_problem(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, problem = tmp_path / "plan2.json", tmp_path / "problem2.json"
    changes = [{"kind": "closed", "venue": "gym1", "place": 2}]
    assert run(files, changes, "--output", str(plan), "--changed", str(problem), "--language", "en") == 0
    after = read_problem(problem.read_text())
    assert check(after, read_plan(plan.read_text(), after)) == ()
    found = json.loads(plan.read_text())
    assert found["difference"] == [
        {
            "kind": "moved",
            "entrant": "e4",
            "event": "run",
            "final": False,
            "from": {"heat": "run-2", "start": "2026-11-27T08:20", "venue": "gym1", "place": 2},
            "to": {"heat": "run-3", "start": "2026-11-27T08:40", "venue": "gym1", "place": 1},
        }
    ]
    assert found["heats_changed"] == [
        {
            "heat": "run-3",
            "event": "run",
            "final": False,
            "from": None,
            "to": {"heat": "run-3", "start": "2026-11-27T08:40", "venue": "gym1"},
        }
    ]
    named = (
        "outcome",
        "people_moved",
        "people_moved_bound",
        "minutes_moved",
        "longest_move",
        "duties_changed",
        "repeatable",
    )
    assert [found[name] for name in named] == ["optimal", 1, 1, 20, 20, [], True]
    assert capsys.readouterr() == (
        "",
        "1 people moved (at least 1, proven fewest), 20 minutes, 20 at most; 0 left over\n",
    )


def test_the_difference_is_told_in_lines(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    staffed = day(events=(event(staff=(Staff("timekeeper"),)),), officials=(official("o1"),))
    Path(files[0]).write_text(json.dumps(problem_document(staffed)))
    plan = json.loads(Path(files[1]).read_text())
    for heat in plan["heats"]:
        heat["officials"] = {"timekeeper": ["o1"]}
    Path(files[1]).write_text(json.dumps(plan))
    changes = [{"kind": "delay", "venue": "gym1", "minutes": 10}, {"kind": "withdrawn", "entrant": "e4"}]
    changes.append({"kind": "official_gone", "official": "o1"})
    assert run(files, changes, "--text", "--language", "zh") == 0
    assert capsys.readouterr() == (
        "改期 e3 run: 11-27 08:20 gym1 run-2 #1 → 11-27 08:30 gym1 run-2 #1\n"
        "退出 e4 run: 11-27 08:20 gym1 run-2 #2 → -\n"
        "移动组 run: 11-27 08:20 gym1 run-2 → 11-27 08:30 gym1 run-2\n"
        "取消任务 o1: run-2 timekeeper\n",
        "改期 1 人（至少 1 人，已证明最少），共 10 分钟，最多 10 分钟；未编排 0 项\n",
    )


def test_a_budget_that_is_too_small_is_said_with_what_would_be_enough(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    changes = [{"kind": "delay", "venue": "gym1", "minutes": 10}]
    assert run(files, changes, "--people", "2", "--minutes", "10", "--language", "en") == 0
    written = capsys.readouterr()
    assert json.loads(written.out)["budget"] == {"kept": True, "people": None, "minutes": None}
    assert written.err.splitlines()[1:] == ["the budget is kept"]
    assert run(files, changes, "--people", "1", "--minutes", "10", "--text", "--language", "en") == 3
    assert capsys.readouterr().err.splitlines()[1:] == [
        "the budget is too small and this plan ignores it; enough: 2 people, or moves of (none found) minutes"
    ]


def test_what_cannot_be_repaired_says_why(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    subject = problem_document(day()) | {"pins": [{"entrant": "e3", "event": "run", "start": "2026-11-27T08:20"}]}
    Path(files[0]).write_text(json.dumps(subject))
    assert run(files, [{"kind": "delay", "venue": "gym1", "minutes": 10}], "--language", "en") == 3
    written = capsys.readouterr()
    assert json.loads(written.out)["reasons"] == [{"code": "pin_moved", "entrant": "e3", "event": "run", "start": 500}]
    assert written.err == "e3 in 'run' is not where it is pinned:  11-27 08:20  \n"


def test_all_faults_of_plan_moment_and_changes_are_told_in_words(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    plan = json.loads(Path(files[1]).read_text())
    plan["heats"][1]["start"] = "2026-11-27T08:10"
    Path(files[1]).write_text(json.dumps(plan))
    changes = [{"kind": "withdrawn", "entrant": "e1"}, {"kind": "delay", "venue": "pool", "minutes": 5}]
    assert run(files, changes, "--language", "en", now="2026-11-27T10:00") == 1
    assert capsys.readouterr().err.splitlines() == [
        "now: the competition is over at 11-27 10:00",
        "plan: gym1 is free only from 11-27 08:20: run-2 after run-1",
        "changes[0].entrant: e1 has nothing left to run ",
        "changes[1].venue: there is no venue 'pool'",
    ]


def test_plan_and_changes_that_cannot_be_read_are_both_told(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(files[1]).write_text("[]")
    assert run(files, [{"kind": "delay", "venue": 3, "minutes": 5}], "--language", "en") == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{files[1]}: must be an object",
        f"{files[2]}: changes[0].venue: '3' must be text",
    ]


@pytest.mark.parametrize("options", [["--now", "soon"], ["--now", "2026-11-27T08:10+08:00"], ["--people", "-1"], []])
def test_wrong_usage_is_refused(files: list[str], options: list[str]) -> None:
    Path(files[2]).write_text("[]")
    now = [] if "--now" in options or not options else ["--now", "2026-11-27T08:10"]
    with pytest.raises(SystemExit) as caught:
        main(["repair", *files, *now, *options])
    assert caught.value.code == 2


def test_a_missing_file_is_named(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", *files, "--now", "2026-11-27T08:10"]) == 2
    assert capsys.readouterr().err == f"scheduler: {files[2]}: no such file\n"
