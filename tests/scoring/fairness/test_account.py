"""The whole account of a contest: bundled, repeatable, beside the result and never in it."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Entry, Hundredths, Judge, JudgedResults, RuleFaults, Sheet, SheetState, rank
from scoring.fairness.account import account
from scoring.fairness.comparing import Change, Verdict
from scoring.people import Term
from scoring.rulebook import Method
from tests.scoring.builders import judged, judged_rulebook, race_rulebook, raced, sheet
from tests.scoring.fairness.builders import panel

PRIZES = "[[prizes]]\nname = '一等奖'\ncount = 2\n[[prizes]]\nname = '二等奖'\ncount = 3"
RULES = judged_rulebook(PRIZES)


def contest(entries=12, judges=5, seed=2, **spreads):
    """A whole panel as results; totals are rounded to half marks."""
    totals = panel(entries, judges, seed, **spreads)
    return judged(
        {entry: [min(10_000, 50 * round(mark / 50)) for mark in marks.values()] for entry, marks in totals.items()}
    )


def faults_of(rulebook, results):
    with pytest.raises(RuleFaults) as refused:
        account(rulebook, results, 1)
    return [(fault.code, dict(fault.params)) for fault in refused.value.faults]


def test_the_account_names_contest_rules_and_seed_and_leaves_the_result_alone():
    results = contest()
    before = rank(RULES, results)
    found = account(RULES, results, 7)
    assert (found.contest, found.method, found.seed, found.fingerprint) == ("试评", Method.MEAN, 7, before.fingerprint)
    assert found.comparison.official == {row.entry: row.place for row in before.rows}
    assert rank(RULES, results) == before
    assert found == account(RULES, results, 7)
    assert found.intervals != account(RULES, results, 8).intervals


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_entries_judges_and_sheets_never_matters(seed, random):
    results = contest(6, 3, seed)
    shuffled = JudgedResults(*(tuple(random.sample(part, len(part))) for part in (results.entries, (), results.sheets)))
    one, other = account(RULES, results, 1, draws=20), account(RULES, shuffled, 1, draws=20)
    assert one == other


@pytest.mark.parametrize("state", [SheetState.RECUSED, SheetState.ABSENT, SheetState.VOID])
def test_a_sheet_that_is_no_mark_is_as_if_there_were_none(state):
    results = contest()
    gone, kept = results.sheets[7], (*results.sheets[:7], *results.sheets[8:])
    without = account(RULES, replace(results, sheets=kept), 1)
    found = account(RULES, replace(results, sheets=(*kept, Sheet(gone.entry, gone.judge, state))), 1)
    assert found.left_out == {state.value: 1}
    assert replace(found, left_out={}) == replace(without, left_out={})


def test_own_departments_stand_aside_by_rule_and_are_compared_where_they_do_not():
    results = contest(14, 4)
    entries = tuple(Entry(entry.code, department="D1" if n < 6 else "D2") for n, entry in enumerate(results.entries))
    results = replace(results, entries=entries, judges=(Judge("J1", "D1"), Judge("J2", "D3")))
    by_rule = account(RULES, results, 1)
    open_rules = judged_rulebook(judging='method = "mean"\nminimum_judges = 1\nrecuse_own_department = false')
    compared = account(open_rules, results, 1)
    assert (by_rule.left_out, by_rule.departments.same) == ({"recused": 6}, 0)
    assert (compared.departments.same, [gap.judge for gap in compared.departments.judges]) == (6, ["J1"])


def test_incomplete_sheets_entries_without_marks_and_a_chief_for_ties_are_named():
    rules = judged_rulebook(judging='method = "mean"\nminimum_judges = 1\nchief_counts = false')
    results = contest(6, 4)
    more = (Sheet("E001", "J9", marks={"A": Hundredths(100)}), sheet("E001", "J8", 100))
    results = replace(
        results,
        entries=(*results.entries, Entry("Z")),
        judges=(Judge("J8", chief=True),),
        sheets=(*results.sheets, *more),
    )
    found = account(rules, results, 1)
    assert (found.left_out, found.unmarked, found.design.judges) == ({"incomplete": 1, "aside": 1}, ("Z",), 4)


def test_other_methods_give_the_places_the_rules_give_with_them():
    results = contest(10, 5, 6)
    found = account(RULES, results, 1).comparison
    for alternative in found.alternatives:
        rules = judged_rulebook(PRIZES, judging=f'method = "{alternative.method}"\nminimum_judges = 1')
        assert alternative.places == {row.entry: row.place for row in rank(rules, results).rows}
    assert [alternative.method.value for alternative in found.alternatives] == [
        "mean",
        "trimmed",
        "median",
        "rank_sum",
        "adjusted",
    ]


def test_methods_whose_conditions_are_not_met_say_why():
    results = contest(6, 4)
    found = account(RULES, replace(results, sheets=results.sheets[1:]), 1).comparison
    reasons = {one.method.value: one.reason for one in found.alternatives if one.places is None}
    assert reasons == {"trimmed": "too_few_marks", "rank_sum": "place_missing"}


def test_a_clear_result_is_robust_and_one_wild_judge_makes_it_open():
    clear = judged({f"E{n}": [9000 - 500 * n + 10 * j for j in range(5)] for n in range(8)})
    verdicts = account(RULES, clear, 1).comparison.verdicts
    assert [(one.cut, one.above, one.robust) for one in verdicts] == [
        ("", ("E0",), True),
        ("一等奖", ("E0", "E1"), True),
        ("二等奖", ("E0", "E1", "E2", "E3", "E4"), True),
    ]
    wild = judged({"A": [8000] * 4 + [9500], "B": [8200] * 4 + [8100], "C": [6000] * 5})
    winner = account(RULES, wild, 1).comparison.verdicts[0]
    changes = tuple(Change(method, ("B",), ("A",)) for method in (Method.TRIMMED, Method.MEDIAN, Method.RANK_SUM))
    assert winner == Verdict("", "", ("A",), changes)


def test_neighbours_at_a_cut_that_cannot_be_told_apart_are_named_with_their_chance():
    marks = {"A": [9000, 9100, 8900], "B": [8000, 8200, 8110], "C": [8100, 8000, 8200], "D": [5000, 5100, 4900]}
    found = account(RULES, judged(marks), 1).close_pairs
    ((ahead, behind),) = {(pair.ahead, pair.behind) for pair in found if pair.cut == "一等奖"}
    assert {ahead, behind} == {"B", "C"}
    assert all(pair.probability < 0.6 for pair in found)


def test_prizes_and_places_are_counted_within_groups():
    results = contest(12, 5)
    entries = tuple(Entry(entry.code, group="AB"[n % 2]) for n, entry in enumerate(results.entries))
    found = account(RULES, replace(results, entries=entries), 1)
    assert {(one.group, one.cut) for one in found.comparison.verdicts} == {
        (group, cut) for group in "AB" for cut in ("", "一等奖", "二等奖")
    }
    for group in "AB":
        assert sum(one.award for one in found.intervals if one.group == group) == pytest.approx(5)


def test_where_more_than_totals_decides_there_are_no_intervals():
    rules = judged_rulebook(judging='method = "mean"\nminimum_judges = 1\ndifficulty = "multiply"')
    results = contest(6, 4)
    entries = tuple(replace(entry, terms=(Term(difficulty=Fraction(2)),)) for entry in results.entries)
    found = account(rules, replace(results, entries=entries), 1)
    assert (found.marks_alone, found.intervals, found.close_pairs) == (False, None, ())
    assert {one.method.value: one.reason for one in found.comparison.alternatives}["rank_sum"] == "method_alone"


def test_weighed_criteria_make_the_totals_and_the_full_mark():
    """A 0 among marks of 40 is looked at against the full mark of 60 + 40 x 50 %."""
    rules = judged_rulebook().criteria
    half = replace(judged_rulebook(), criteria=(rules[0], replace(rules[1], weight=Fraction(50))))
    results = judged({"A": [0, 4100, 4200], "B": [5000, 5100, 5200], "C": [6000, 6000, 8000]})
    found = account(half, results, 1)
    assert found.severity.entries[2].mean == pytest.approx((60 + 60 + 70) / 3)
    assert [(flag.code.value, flag.against) for flag in found.flags if flag.code == "mark_zero"] == [
        ("mark_zero", 41.5)
    ]


NO_ACCOUNT = {
    "race": (race_rulebook(), raced({"A": 1000}), [("fairness_not_judged", {"format": "race"})]),
    "no marks": (RULES, JudgedResults((Entry("A"),), (), ()), [("fairness_no_marks", {})]),
}


@pytest.mark.parametrize(("rulebook", "results", "faults"), NO_ACCOUNT.values(), ids=list(NO_ACCOUNT))
def test_where_there_is_no_account_a_fault_says_so(rulebook, results, faults):
    assert faults_of(rulebook, results) == faults


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[judging]\nmethod = "rank_sum"', "fairness_places_given"),
        ('[judging]\nmethod = "none"\n[[parts]]\ncode = "D"', "fairness_no_panel"),
        ('[judging]\nmethod = "mean"\n[rounds]\ncombine = "sum"', "fairness_several_rounds"),
    ],
)
def test_formats_without_one_round_of_marks_have_no_account(text, code):
    from scoring import parse

    rulebook = parse(f'name = "x"\nformat = "judged"\n{text}\n')
    assert faults_of(rulebook, JudgedResults((Entry("A"),), (), ())) == [(code, {})]


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_any_holes_leave_an_account(seed):
    random = Random(seed)
    results = contest(5, 4, seed)
    sheets = tuple(one for one in results.sheets if random.random() < 0.5)
    if sheets:
        found = account(RULES, replace(results, sheets=sheets), 1, draws=20)
        assert found.design.marks == len(sheets)
