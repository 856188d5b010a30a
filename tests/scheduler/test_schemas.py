"""The JSON Schemas of docs/schema say of every document exactly what the readers say."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from scheduler.errors import ProblemFaults
from scheduler.files import (
    explain_document,
    plan_document,
    problem_document,
    read_changes,
    read_plan,
    read_problem,
    repair_document,
)
from scheduler.files.plans import REPAIR_KEYS
from scheduler.timetable import (
    After,
    Budget,
    Closure,
    Feasible,
    Final,
    FixedHeat,
    Infeasible,
    NoAnswer,
    OfficialGone,
    Pin,
    Preference,
    Problem,
    Staff,
    Violation,
    Wave,
    Withdrawn,
    explain,
    repair,
    sketch,
)
from tests.scheduler.builders import entrant, entrants, event, free, official, problem, venue
from tests.scheduler.instances import full_problems, quick
from tests.scheduler.schemas import FOLDER, SAID, Reading, objections, schema

SHAPE = {
    "key_unknown",
    "key_missing",
    "not_an_object",
    "not_a_list",
    "not_text",
    "not_a_whole_number",
    "not_true_or_false",
    "not_a_number",
    "time_unreadable",
    "format_unknown",
    "change_unknown",
    "place_unreadable",
}
TOLD = ("outcome", "repeatable", "repeat_key", "reasons", "seconds")  # by a plan about itself: not read
NAMES = ("marks", "places", "officials")  # objects whose keys are names
Path = tuple[str | int, ...]


def whole() -> Problem:
    """A problem that uses every key there is."""
    wishes = Preference(2, "run", start=480, end=530, session="am", venue="gym1"), Preference(session="am")
    return problem(
        avoid_own_department=True,
        officials=(
            official("o1", department="D2", available=free(480, 500), max_heats=1, rest_minutes=5, entrant="e1"),
        ),
        venues=(venue(places=3, changeover_minutes=5, closed=(Closure(480, 490, 1),)), venue("r", wave=Wave(5, 20))),
        events=(
            event(max_fill=3, single_heat=True, seeding="similar", final=Final(2, 10, 20)),
            event("walk", after=(After("run", 10),), staff=(Staff("timekeeper", 2),), avoid_own_department=False),
        ),
        entrants=(
            entrant("e1", "run", "walk", department="D1", rest_minutes=5, available=free(480, 530), max_per_day=2),
            entrant("e2", "run", "walk", preferences=wishes),
        ),
        fixed_heats=(FixedHeat("h1", "run", 480, "gym1"), FixedHeat("h2", "run", 520, "gym1", final=True)),
        pins=(Pin("e1", "run", "h1", place=1), Pin("e2", "walk", start=490, venue="gym1", place=2)),
    )


def problem_file() -> Any:
    found = problem_document(whole())
    found["entrants"][0]["marks"] = {"run": 101.5}
    found["sessions"].append({"id": "pm", "start": "2026-11-27T14:00", "end": "2026-11-27T15:00"})
    return found


def plan_file() -> Any:
    subject = problem(events=(event(staff=(Staff("timekeeper", 2),)),), officials=(official("o1"),))
    found = plan_document(subject, Feasible(sketch(subject), "key"))
    found["unplaced"] = [{"entrant": "e9", "event": "run", "reasons": ["no_room"]}]
    return found | {"reasons": [{"code": "limit"}]}


CHANGES: list[dict[str, Any]] = [
    {"kind": "closed", "venue": "gym1", "place": 2, "start": "2026-11-27T08:30", "end": "2026-11-27T09:00"},
    {"kind": "withdrawn", "entrant": "e1", "event": "run"},
    {"kind": "late_entry", "entrant": problem_file()["entrants"][0] | problem_file()["entrants"][1]},
    {"kind": "delay", "venue": "gym1", "minutes": 15},
    {"kind": "official_gone", "official": "o1", "start": "2026-11-27T09:00"},
]
READERS: dict[str, tuple[Any, Callable[[str], object]]] = {
    "timetable-problem.json": (problem_file(), read_problem),
    "timetable-plan.json": (plan_file(), lambda text: read_plan(text, problem())),
    "timetable-changes.json": (CHANGES, lambda text: read_changes(text, problem(), 480)),
}
FILES = list(READERS)


def misread(name: str, document: object) -> bool:
    """Does the reader object to the shape of a document?"""
    return not SHAPE.isdisjoint(refused(name, document))


def refused(name: str, document: object) -> set[str]:
    """The codes of everything the reader objects to."""
    try:
        READERS[name][1](json.dumps(document))
    except ProblemFaults as found:
        return {fault.code for fault in found.faults}
    return set()


def paths(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value inside a document with its path."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key), each
        yield from paths(each, (*path, key))


def changed(document: Any, path: Path, change: Callable[[Any, str | int], None]) -> Any:
    found = inner = copy.deepcopy(document)
    for key in path[:-1]:
        inner = inner[key]
    change(inner, path[-1])
    return found


@pytest.mark.parametrize("name", FILES)
def test_the_fullest_document_keeps_to_its_schema_and_uses_every_key(name: str) -> None:
    reading = Reading()
    document = READERS[name][0]
    assert (reading.objections(name, document), misread(name, document)) == ([], False)
    unused = {place: keys - reading.used[place] - set(REPAIR_KEYS) for place, keys in reading.wanted.items()}
    assert {place: keys for place, keys in unused.items() if keys} == {}


def test_a_repair_has_the_keys_a_reader_of_plans_passes_over() -> None:
    plan, repaired = (schema(f"timetable-{name}.json")["properties"].keys() for name in ("plan", "repair"))
    assert (repaired - plan, set(REPAIR_KEYS) <= repaired, plan - repaired) == (set(), True, {"repeat_key"})


@pytest.mark.parametrize("name", FILES)
def test_schema_and_reader_agree_on_what_may_be_left_out(name: str) -> None:
    document = READERS[name][0]
    for path, _ in paths(document):
        if isinstance(path[-1], str) and path[0] not in TOLD:
            without = changed(document, path, lambda inner, key: inner.pop(key))
            nothing = changed(document, path, lambda inner, key: inner.__setitem__(key, None))
            for lacking in (without, *([] if set(NAMES) & set(path[:-1]) else [nothing])):
                assert bool(objections(name, lacking)) >= misread(name, lacking), path
                assert bool(objections(name, lacking)) <= bool(refused(name, lacking)), path


@pytest.mark.parametrize("name", FILES)
def test_an_unknown_key_is_refused_wherever_it_stands(name: str) -> None:
    document = READERS[name][0]
    for path, value in [((), document), *paths(document)]:
        if isinstance(value, dict) and not set(path[-1:]) & set(NAMES) and path[:1] != ("reasons",):
            wrong = changed([document], (0, *path), lambda inner, key: inner[key].__setitem__("idd", 1))[0]
            assert (objections(name, wrong) != [], misread(name, wrong)) == (True, True), path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("wrong", [3.5, "x", [], [7], {}, True])
def test_schema_and_reader_agree_on_the_kind_of_every_value(name: str, wrong: Any) -> None:
    document = READERS[name][0]
    words = ("seeding", "goals")  # which there are is a matter of sense for the reader
    for path, _ in paths(document):
        if not set(TOLD) & set(path) and not (set(words) & set(path) and wrong == "x"):
            bad = changed(document, path, lambda inner, key: inner.__setitem__(key, wrong))
            assert bool(objections(name, bad)) == misread(name, bad), (path, objections(name, bad))


@settings(quick, max_examples=25)
@given(full_problems(most=8, end=600))
def test_whatever_is_written_keeps_to_its_schema(subject: Problem) -> None:
    plan = sketch(subject)
    assert objections("timetable-problem.json", problem_document(subject)) == []
    assert objections("timetable-plan.json", plan_document(subject, Feasible(plan, "key"))) == []
    repaired = repair(subject, plan, 470, (Withdrawn(subject.entrants[0].id),), budget=Budget(1, 10))
    assert objections("timetable-repair.json", repair_document(repaired)) == []


def test_outcomes_without_a_plan_explanations_and_moved_duties_keep_to_theirs() -> None:
    reasons = Infeasible((Violation("fixed_heat_moved", {"heat": "h1", "start": 480}),), "key")
    assert objections("timetable-plan.json", plan_document(problem(), reasons)) == []
    assert objections("timetable-plan.json", plan_document(problem(), NoAnswer("limit"))) == []
    crowded = problem(entrants=entrants(8))
    assert objections("timetable-explanation.json", explain_document(crowded, explain(crowded))) == []
    subject = problem(
        events=(event(staff=(Staff("timekeeper"),)),),
        officials=(official("o1"), official("o2")),
        entrants=entrants(4),
    )
    reading = Reading()
    gone = repair(subject, sketch(subject), 485, (OfficialGone("o2", 490), Withdrawn("e4")), budget=Budget(5, 60))
    assert reading.objections("timetable-repair.json", repair_document(gone)) == []
    assert {"official", "heat", "skill", "added"} in reading.used.values()


def test_every_reference_leads_somewhere_and_nothing_is_said_that_nobody_reads() -> None:
    for file in sorted(FOLDER.glob("*.json")):
        for path, value in [((), schema(file.name)), *paths(schema(file.name))]:
            inside = path[-1:] not in (("properties",), ("$defs",)) and "enum" not in path
            if isinstance(value, dict) and inside:
                assert {
                    word for word in value if word not in SAID and not hasattr(Reading, f"_{word.strip('$')}")
                } == set()
                if "$ref" in value:
                    other, _, where = value["$ref"].partition("#/$defs/")
                    assert where in schema(other or file.name)["$defs"]
