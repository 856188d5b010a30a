"""The Skating System against worked examples of rule books (rules 5 to 11)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.skating import RULE_9, RULE_10, RULE_11, Block, final_summary, majority_merit


def single_dance(marks):
    """Places of one dance, shared places as their mean."""
    judges, lowest = len(marks[0]), len(marks)
    merits = [majority_merit(line, judges, lowest) for line in marks]
    return [Fraction(2 * sum(m > mine for m in merits) + 1 + merits.count(mine), 2) for mine in merits]


def places_of(blocks):
    places, ahead = {}, 0
    for block in blocks:
        for entry in block.entries:
            places[entry] = Fraction(2 * ahead + 1 + len(block.entries), 2)
        ahead += len(block.entries)
    return places


# Worked examples of DTV TSO Anhang 2, as collected by sdobber/BallroomSkatingSystem.jl (MIT), test/runtests.jl;
# one line per couple.
SINGLE = [
    ([[2, 1, 2, 1, 2], [5, 5, 3, 4, 3], [4, 5, 5, 3, 4], [5, 3, 4, 5, 4], [6] * 5, [1] * 5], [2, 3, 4.5, 4.5, 6, 1]),
    (
        [
            [6, 1, 1, 7, 3, 2, 4],
            [3, 2, 2, 6, 2, 4, 3],
            [5, 4, 4, 5, 1, 3, 2],
            [1, 3, 3, 4, 4, 1, 1],
            [7, 5, 5, 3, 5, 5, 5],
            [4, 7, 6, 2, 6, 6, 6],
            [2, 6, 7, 1, 7, 7, 7],
        ],
        [3, 2, 4, 1, 5, 6, 7],
    ),
    (
        [
            [1, 7, 7, 1, 7, 1, 4],
            [2, 6, 6, 2, 7, 2, 5],
            [3, 5, 1, 3, 7, 3, 6],
            [7, 4, 2, 7, 4, 4, 1],
            [6, 1, 3, 6, 3, 5, 2],
            [4, 2, 4, 5, 2, 7, 3],
            [5, 3, 5, 4, 1, 7, 7],
        ],
        [5, 7, 2, 4, 1, 3, 6],
    ),
]
WITHOUT_RULE_11 = {
    "rule 10c": (
        [[2, 1, 6, 4, 5, 3], [1, 2, 6, 4, 3, 5], [5, 2, 1, 4, 3, 6], [3, 6, 1, 4, 2, 5], [2, 6, 3, 1, 4, 5]],
        [1, 2, 3, 4, 5, 6],
    ),
    "rules 10b (second part) and 10d": (
        [[1, 3, 2, 6, 5, 4], [1, 4, 2, 3, 5, 6], [2, 1, 3, 4, 5, 6], [3, 2, 1, 5, 4, 6], [2, 1, 3, 5, 4, 6]],
        [1, 2, 3, 4, 5, 6],
    ),
    "rules 10b (first part) and 10d": (
        [[3, 2, 1, 4, 5, 6], [1, 2, 4, 5, 3, 6], [1, 3, 2, 6, 5, 4], [1, 2, 5, 4, 3, 6], [1, 6, 3, 2, 5, 4]],
        [1, 2, 3, 4, 5, 6],
    ),
    "rules 10a and 10b": (
        [[1, 3, 2, 4, 6, 5], [1, 3, 5, 2, 6, 4], [2, 1, 4, 3, 5, 6], [5, 2, 4, 6, 1, 3]],
        [1, 2, 4, 3, 6, 5],
    ),
    "rule 9": (
        [[1, 3, 2, 4, 5, 6], [2, 1, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 5, 6], [2, 4, 3, 1, 6, 5]],
        [1, 2, 3, 4, 5, 6],
    ),
}
# Each dance: judges A to E, each with the places of the six couples.
WITH_RULE_11 = {
    "rules 11a, 11b, 11c": (
        [
            [[1, 2, 4, 3, 6, 5], [1, 2, 5, 3, 6, 4], [2, 5, 3, 6, 1, 4], [5, 2, 1, 3, 4, 6], [3, 5, 1, 6, 4, 2]],
            [[1, 5, 3, 4, 2, 6], [2, 3, 1, 4, 5, 6], [2, 1, 3, 4, 5, 6], [3, 2, 1, 4, 5, 6], [4, 2, 3, 1, 5, 6]],
            [[1, 3, 5, 2, 4, 6], [1, 2, 3, 6, 4, 5], [2, 1, 3, 6, 5, 4], [2, 1, 6, 3, 5, 4], [3, 2, 1, 4, 6, 5]],
            [[2, 1, 5, 3, 6, 4], [2, 1, 6, 3, 4, 5], [5, 2, 3, 1, 6, 4], [1, 5, 2, 3, 6, 4], [5, 2, 3, 6, 4, 1]],
            [[2, 1, 3, 5, 4, 6], [6, 5, 2, 1, 4, 3], [2, 1, 4, 5, 6, 3], [6, 5, 2, 1, 3, 4], [1, 2, 4, 3, 6, 5]],
        ],
        [2, 1, 3, 4, 6, 5],
    ),
    "rule 11b": (
        [
            [[1, 2, 3, 4, 6, 5], [1, 2, 3, 5, 6, 4], [2, 5, 6, 3, 1, 4], [5, 2, 3, 1, 4, 6], [3, 5, 6, 1, 4, 2]],
            [[1, 5, 4, 3, 2, 6], [2, 3, 4, 1, 5, 6], [2, 1, 4, 3, 5, 6], [3, 2, 4, 1, 5, 6], [4, 2, 1, 3, 5, 6]],
            [[1, 2, 3, 4, 5, 6], [1, 3, 4, 5, 2, 6], [1, 4, 5, 6, 2, 3], [1, 5, 6, 2, 3, 4], [1, 6, 2, 3, 4, 5]],
            [[1, 5, 2, 3, 4, 6], [1, 6, 2, 3, 5, 4], [2, 3, 5, 1, 4, 6], [5, 2, 1, 3, 4, 6], [2, 3, 5, 6, 1, 4]],
            [[1, 3, 2, 5, 6, 4], [5, 2, 6, 1, 3, 4], [1, 4, 2, 5, 3, 6], [5, 2, 6, 1, 4, 3], [2, 4, 1, 3, 5, 6]],
        ],
        [1, 2, 3, 4, 5, 6],
    ),
    "rule 11b, more than two": (
        [
            [[2, 3, 4, 1, 6, 5], [2, 3, 5, 1, 6, 4], [5, 6, 3, 2, 1, 4], [2, 3, 1, 5, 4, 6], [5, 6, 1, 3, 4, 2]],
            [[1, 3, 2, 4, 6, 5], [2, 1, 5, 4, 6, 3], [2, 3, 5, 4, 6, 1], [3, 1, 5, 4, 6, 2], [4, 3, 5, 1, 6, 2]],
            [[1, 2, 3, 4, 5, 6], [1, 3, 4, 5, 2, 6], [1, 4, 5, 6, 2, 3], [1, 5, 6, 2, 3, 4], [1, 6, 2, 3, 4, 5]],
            [[3, 1, 4, 5, 2, 6], [3, 1, 5, 6, 2, 4], [1, 2, 4, 3, 5, 6], [3, 5, 4, 2, 1, 6], [6, 2, 1, 3, 5, 4]],
            [[2, 4, 1, 6, 5, 3], [6, 4, 5, 3, 1, 2], [2, 6, 1, 3, 5, 4], [6, 3, 5, 4, 1, 2], [1, 6, 2, 5, 4, 3]],
        ],
        [1, 2, 3, 4, 5, 6],
    ),
}


def summary(dances):
    """All dances by judges' marks: places of each dance by rules 5 to 8, then the final summary."""
    by_dance = [single_dance([list(line) for line in zip(*dance, strict=True)]) for dance in dances]
    couples = [str(number) for number in range(len(dances[0][0]))]
    places = {couple: [dance[int(couple)] for dance in by_dance] for couple in couples}
    marks = {couple: [judge[int(couple)] for dance in dances for judge in dance] for couple in couples}
    return final_summary(places, marks)


@pytest.mark.parametrize(("marks", "published"), SINGLE)
def test_one_dance_by_majority(marks, published):
    assert single_dance(marks) == published


@pytest.mark.parametrize("name", WITHOUT_RULE_11)
def test_sum_of_places_with_rules_9_and_10(name):
    dances, published = WITHOUT_RULE_11[name]
    places = {str(couple): line for couple, line in enumerate(zip(*dances, strict=True))}
    found = places_of(final_summary(places, {couple: [] for couple in places}))
    assert [found[str(couple)] for couple in range(len(places))] == published


@pytest.mark.parametrize("name", WITH_RULE_11)
def test_all_marks_together_with_rule_11(name):
    dances, published = WITH_RULE_11[name]
    found = places_of(summary(dances))
    assert [found[str(couple)] for couple in range(len(published))] == published


def test_the_rule_that_parted_two_is_named():
    dances = {"A": [1, 2, 3], "B": [2, 1, 3], "C": [3, 3, 1]}
    marks = {"A": [1, 1, 2, 2, 3, 3], "B": [2, 2, 1, 2, 3, 3], "C": [3, 3, 3, 3, 1, 1]}
    assert final_summary(dances, marks) == (Block(("A",), ""), Block(("B",), RULE_11), Block(("C",), RULE_9))
    by_rule_10 = final_summary({"A": [1, 3], "B": [2, 2], "C": [3, 1]}, {"A": [1, 3], "B": [2, 2], "C": [3, 1]})
    assert [block.rule for block in by_rule_10] == ["", RULE_10]


@given(st.lists(st.permutations(range(5)), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_order_of_dances_and_couples_never_matters(dances, random):
    places = {str(couple): [dance[couple] + 1 for dance in dances] for couple in range(5)}
    turned = list(places.items())
    random.shuffle(turned)
    again = {couple: list(reversed(line)) for couple, line in turned}
    assert final_summary(places, places) == final_summary(again, again)
