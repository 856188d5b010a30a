"""Marks from a list: every fault at once, all rows or none."""

from __future__ import annotations

import pytest

from scoring.values import Hundredths
from tests.web.judging.scenes import CODES, a_scene, mark_and_seal, stored
from web.services import judging
from web.services.act import Act
from web.services.judging.marks_file import MarksEntered
from web.services.refusals import Refusal


def rows(*lines: tuple[str, str, str, int]) -> list[judging.MarkRow]:
    """Rows with plain integers."""
    return [(entry, judge, criterion, Hundredths(mark)) for entry, judge, criterion, mark in lines]


def told(refusal: Refusal) -> list[tuple[str, str]]:
    """Row number and code of every fault."""
    return [(fault.where, fault.code) for fault in refusal.faults]


def test_works_judges_and_criteria_are_found_by_any_of_their_names(act: Act) -> None:
    scene = a_scene(act)
    entered = judging.enter_marks_file(
        act,
        scene.contest,
        rows(
            ("A000", "周评委", "T1", 800),
            (CODES[0], "1", "教学过程", 900),
            ("作者乙欧阳", "周评委", "T1", 0),
            ("A001", "吴评委", "T2", 1000),
            ("A001", "吴评委", "T1", 950),
        ),
    )
    assert entered == MarksEntered(marks=5, sheets=3, sealed=2)
    sheets = [scene.sheet(act, judge, entry) for judge, entry in ((0, 0), (0, 1), (1, 1))]
    assert [(sheet.state, stored(sheet)) for sheet in sheets] == [
        ("sealed", {"T1": 800, "T2": 900}),
        ("open", {"T1": 0}),
        ("sealed", {"T1": 950, "T2": 1000}),
    ]


def test_sealing_can_be_left_to_the_judges(act: Act) -> None:
    scene = a_scene(act)
    lines = rows(("A000", "周评委", "T1", 800), ("A000", "周评委", "T2", 900))
    assert judging.enter_marks_file(act, scene.contest, lines, seals=False).sealed == 0
    assert scene.sheet(act, 0, 0).state == "open"


def test_every_fault_of_every_row_is_told_and_nothing_is_written(act: Act) -> None:
    scene = a_scene(act)
    mark_and_seal(act, scene.sheet(act, 1, 1), 800, 900)
    scene.entries[1].entrant.name = scene.entries[0].entrant.name
    lines = rows(
        ("A000", "周评委", "T1", 800),
        ("A999", "周评委", "T1", 800),
        ("A000", "无此人", "T9", 1050),
        ("A000", "周评委", "T1", 700),
        ("A001", "周评委", "T2", 1051),
        ("A000", "吴评委", "T1", 800),
        ("A001", "吴评委", "T1", 800),
        ("作者甲欧阳", "周评委", "T1", 800),
    )
    with pytest.raises(Refusal) as refused:
        judging.enter_marks_file(act, scene.contest, lines)
    assert told(refused.value) == [
        ("2", "marks_entry_unknown"),
        ("3", "marks_judge_unknown"),
        ("3", "criterion_unknown"),
        ("4", "marks_row_twice"),
        ("5", "mark_above_maximum"),
        ("6", "sheet_recused"),
        ("7", "sheet_sealed"),
        ("8", "marks_entry_ambiguous"),
    ]
    assert [stored(scene.sheet(act, 0, entry)) for entry in (0, 1)] == [{}, {}]


def test_an_empty_list_and_unfrozen_rules_are_refused(act: Act) -> None:
    scene = a_scene(act)
    with pytest.raises(Refusal) as refused:
        judging.enter_marks_file(act, scene.contest, [])
    assert told(refused.value) == [("", "marks_empty")]
    scene.contest.rulebooks[0].state = "draft"
    with pytest.raises(Refusal) as refused:
        judging.enter_marks_file(act, scene.contest, rows(("A000", "周评委", "T1", 800)))
    assert told(refused.value) == [("", "rules_not_frozen")]


def test_before_the_panel_opens_there_is_no_sheet_to_write_to(act: Act) -> None:
    scene = a_scene(act, opened=False)
    with pytest.raises(Refusal) as refused:
        judging.enter_marks_file(act, scene.contest, rows(("A000", "周评委", "T1", 800)))
    assert told(refused.value) == [("1", "marks_judge_unknown")]
