"""Explanations in words: sentences of both languages, times and names in them, the document and the terminal."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from scheduler.__main__ import main
from scheduler.files import explain_document, explain_lines, problem_document
from scheduler.files.explaining import FACTS, WAYS_OUT
from scheduler.timetable import After, explain
from tests.scheduler.builders import entrant, entrants, event, free, problem
from tests.scheduler.test_explaining import MORNING


def test_the_sentences_name_people_times_heats_and_ways_out() -> None:
    planted = tuple(entrant(f"p{number}", available=free(480, 519)) for number in range(5))
    found = explain_document(problem(), explain(problem(entrants=planted, sessions=MORNING)))
    (clash,) = found["clashes"]
    assert [fact["text_en"] for fact in clash["facts"]] == [
        "5 entrants of run can only start between 11-27 08:00 and 11-27 08:20: 3 heats of 2",
        "gym1: 2 places each, heats of 20 minutes: 11-27 08:00 to 11-27 08:35 at most 4 of 5 fit",
    ]
    assert clash["facts"][0]["text_zh"] == "“run”的 5 人只能在 11-27 08:00 至 11-27 08:20 之间开始：每组 2 人，需 3 组"
    assert clash["facts"][0]["people"] == ["p0", "p1", "p2", "p3", "p4"]
    assert (clash["facts"][0]["start"], clash["facts"][0]["end"]) == ("2026-11-27T08:00", "2026-11-27T08:35")
    assert [(way["text_en"], way["cost"]) for way in clash["relaxations"]] == [
        ("excuse p0 from 11-27 08:40 to 11-27 08:55 for run", 15),
        ("1 more place in gym1", 60),
        ("one more heat of run from 11-27 08:00 to 11-27 08:20, in another room like gym1", 140),
        ("leave p0 out of run", 480),
    ]


def test_both_languages_have_a_sentence_for_every_fact_and_way_out() -> None:
    folder = Path("scheduler/timetable/explaining")
    told = set(re.findall(r'(?:return|else|\() ?\(?"([a-z_]+)"', (folder / "facts.py").read_text(encoding="utf-8")))
    offered = set(
        re.findall(r'(?:code: str = |_eased\(|_give_up\(|GiveUp\(|code = |else )"([a-z_]+)"', "".join(_sources(folder)))
    )
    assert (told - FACTS.keys(), offered - WAYS_OUT.keys()) == (set(), set())
    assert all(zh and en for zh, en in [*FACTS.values(), *WAYS_OUT.values()])


def _sources(folder: Path) -> Sequence[str]:
    return [(folder / name).read_text(encoding="utf-8") for name in ("offers.py", "relaxations.py")]


def test_explain_writes_the_document_and_says_it_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subject = problem(entrants=entrants(8))
    source, output = tmp_path / "p.json", tmp_path / "why.json"
    source.write_text(json.dumps(problem_document(subject)), encoding="utf-8")
    assert main(["--language", "en", "explain", str(source), "--output", str(output)]) == 0
    assert capsys.readouterr().err.splitlines() == explain_lines(subject, explain(subject), "en")
    assert [*json.loads(output.read_text(encoding="utf-8"))["clashes"][0]] == ["facts", "relaxations"]


def test_a_turn_of_somebody_in_several_events_is_told_with_its_own_times() -> None:
    runner = entrant("both", events=("run", "rope"), available=free(480, 560))
    later = entrant("later", available=free(600, 660))
    subject = problem(
        sessions=MORNING,
        events=(event(), event("rope", after=(After("run", 10),))),
        entrants=(runner, later),
    )
    told = [fact["text_en"] for fact in explain_document(subject, explain(subject))["clashes"][0]["facts"]]
    assert told == [
        "1 entrant of rope (both) can only start between 11-27 08:00 and 11-27 09:00",
        "1 entrant of run (later) can only start between 11-27 10:00 and 11-27 10:40",
        "rope follows run with a gap of 10 minutes, before the sessions end",
    ]
