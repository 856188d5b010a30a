"""Each link of the tie chain alone (fairness.md 4.1)."""

from dataclasses import replace

import pytest

from scoring import Entry, Judge, rank
from tests.scoring.builders import judged, judged_rulebook


def order(ties, marks, judges=(), **more):
    rulebook = judged_rulebook(f"[ranking]\nties = {ties!r}".replace("'", '"'))
    return [(row.entry, row.place, row.decided_by) for row in rank(rulebook, judged(marks, judges, **more)).rows]


def shared(*entries):
    return [(entry, 1, "shared") for entry in entries]


def parted(rule, *entries):
    return [(entry, place, rule) for place, entry in enumerate(entries, 1)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({"X": [90, 80, 70], "Y": [80, 90, 70]}, shared("X", "Y")),
        ({"X": [88, 71, 81], "Y": [70, 100, 70]}, parted("firsts", "X", "Y")),
        ({"X": [90, 60, 90], "Y": [95, 95, 50], "Z": [20, 110, 110]}, parted("firsts", "Z", "Y", "X")),
    ],
)
def test_more_judges_who_put_it_first_then_second(marks, expected):
    assert order(["firsts"], marks) == expected


def test_equal_firsts_are_parted_by_seconds():
    marks = {"X": [100, 70, 70], "Y": [80, 80, 80], "Z": [60, 90, 90]}
    assert order(["firsts"], marks) == parted("firsts", "Z", "X", "Y")
    four_judges = {"A": [40, 10, 20, 30], "B": [30, 40, 10, 20], "C": [20, 25, 15, 40]}
    assert order(["firsts"], four_judges) == parted("firsts", "A", "C", "B")


@pytest.mark.parametrize(
    ("chief_order", "expected"),
    [
        ((), parted("chief_judge", "Y", "X")),
        (("X", "Y"), parted("chief_judge", "X", "Y")),
        (("X",), parted("chief_judge", "Y", "X")),
    ],
)
def test_a_recorded_decision_counts_only_when_it_covers_all_equal_entries(chief_order, expected):
    chief = [Judge("J1", chief=True)]
    assert order(["chief_judge"], {"X": [80, 90], "Y": [90, 80]}, chief, chief_order=chief_order) == expected


def test_chief_judge_who_stood_aside_for_one_parts_nobody():
    own = [Judge("J1", "语文组", chief=True)]
    results = judged({"X": [80, 80], "Y": [90, 80]}, own)
    results = replace(results, entries=(Entry("X"), Entry("Y", "语文组")))
    found = rank(judged_rulebook('[ranking]\nties = ["chief_judge"]'), results)
    assert [(row.place, row.decided_by) for row in found.rows] == [(1, "shared"), (1, "shared")]


def test_two_chief_judges_speak_with_their_mean():
    two_chiefs = [Judge("J1", chief=True), Judge("J2", chief=True)]
    assert order(["chief_judge"], {"X": [80, 90], "Y": [90, 80]}, two_chiefs) == shared("X", "Y")
