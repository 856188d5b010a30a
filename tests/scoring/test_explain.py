"""How one place came about, as data."""

from fractions import Fraction

import pytest

from scoring import Assignment, Explanation, Judge, Neighbour, Status, explain, rank
from scoring.awards import Tier
from scoring.judged import Share
from scoring.races import Outcome, Read, Settled
from tests.scoring.builders import judged, judged_rulebook, race_rulebook, raced


def test_judged_place_shows_judges_neighbours_and_prize():
    rulebook = judged_rulebook(
        "[[prizes]]\nname = '一等奖'\ncount = 1\n[points]", judging='method = "trimmed"\nminimum_judges = 5'
    )
    marks = {"X": [9000, 8500, 8000, 8200, 7900], "Y": [8300] * 5, "Z": [6000] * 5}
    results = judged(marks, [Judge("J1", chief=True)])
    found = explain(rulebook, results, "X")
    assert found.row == rank(rulebook, results).row("X")
    assert found.panel.exact == Fraction(24700, 300)
    assert [(part.judge, part.share, part.total) for part in found.panel.contributions] == [
        ("J1", Share.DROPPED_HIGH, 9000),
        ("J2", Share.KEPT, 8500),
        ("J3", Share.KEPT, 8000),
        ("J4", Share.KEPT, 8200),
        ("J5", Share.DROPPED_LOW, 7900),
    ]
    score, better, worse = (Fraction(82_33, 100),), (Fraction(83),), (Fraction(60),)
    assert (found.above, found.below) == (
        Neighbour("Y", 1, "score", score, better),
        Neighbour("Z", 3, "score", score, worse),
    )
    assert (found.tiers, found.field, found.assignment) == ((Tier("一等奖", 1, 1),), 3, Assignment("", "ungrouped"))


def test_neighbour_tells_what_the_deciding_rule_compared():
    rulebook = judged_rulebook('[ranking]\nties = ["chief_judge"]')
    results = judged({"X": [8000, 9000], "Y": [9000, 8000]}, [Judge("J2", chief=True)])
    assert explain(rulebook, results, "Y").above == Neighbour(
        "X", 1, "chief_judge", (Fraction(8000),), (Fraction(9000),)
    )


def test_shared_place_shows_the_equal_neighbour():
    found = explain(race_rulebook(), raced({"A": 12_390, "B": 12_310}), "B")
    assert (found.above, found.below) == (Neighbour("A", 1, "shared", (-12_400,), (-12_400,)), None)


def test_race_explanation_is_complete():
    results = raced({"A": 12_390, "B": 13_000})
    rulebook = race_rulebook()
    standings = rank(rulebook, results)
    outcome = Outcome("A", Status.FIN, "", 12_390, 12_400, "12.4", (Read("", Fraction(12_390)),), Settled.SINGLE)
    assert explain(rulebook, results, "A") == Explanation(
        row=standings.rows[0],
        assignment=Assignment("", "ungrouped"),
        panel=None,
        outcome=outcome,
        above=None,
        below=Neighbour("B", 2, "score", (-12_400,), (-13_000,)),
        field=2,
        tiers=(),
        points_table=(),
        fingerprint=standings.fingerprint,
        evidence=outcome,
    )


def test_blocked_entry_is_explained_by_its_faults():
    found = explain(judged_rulebook(judging='method = "trimmed"'), judged({"X": [9000] * 4}), "X")
    assert (found.row.status, found.above, found.panel.faults[0].code) == (Status.BLOCKED, None, "too_few_marks")


def test_unknown_entry_is_a_key_error():
    with pytest.raises(KeyError):
        explain(race_rulebook(), raced({"A": 1000}), "Z")
