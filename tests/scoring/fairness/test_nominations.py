"""The account beside a nomination: the marks of those who may stand, the places of the nomination itself."""

from fractions import Fraction
from random import Random

from scoring import Entry, Hundredths, Judge, JudgedResults, NominationResults, ReviewAnswer, Sheet, parse
from scoring.fairness.account import account

RULES = """
name = "评选"
format = "nomination"
[nomination]
exceptions_only = true
[[vetoes]]
code = "V"
[judging]
method = "mean"
[[criteria]]
code = "A"
maximum = 100
[[prizes]]
name = "称号"
count = 3
"""


def test_the_account_leaves_out_who_was_turned_away_and_keeps_the_nominations_places():
    random = Random(3)
    judges = tuple(Judge(f"J{number}") for number in range(5))
    entries = tuple(Entry(f"E{number}") for number in range(12))
    marks = {entry.code: 60 + 3 * number for number, entry in enumerate(entries)}
    sheets = tuple(
        Sheet(code, judge.code, marks={"A": Hundredths(100 * mark + 50 * random.randint(-6, 6))})
        for code, mark in marks.items()
        for judge in judges
    )
    results = NominationResults(
        JudgedResults(entries, judges, sheets),
        (ReviewAnswer("E11", "V", Fraction(1)), ReviewAnswer("E0", "V", Fraction(0))),
    )
    found = account(parse(RULES), results, seed=1, draws=50)
    assert found.design.entries == 11
    assert "E11" not in found.comparison.official
    assert found.comparison.official["E10"] == 1
    assert found.intervals is not None
    assert {one.entry for one in found.intervals} == {f"E{number}" for number in range(11)}
