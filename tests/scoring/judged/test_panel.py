"""Sheets to score: mean, trimmed, median; missing marks; every judge's part (fairness.md 4.1)."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring import Fault, Hundredths, Sheet, SheetState
from scoring.judged import PanelScore, Share, check_mark, check_sheet, score_entry, total_of
from scoring.rulebook import Criterion, Method, Rounding, Trim
from tests.scoring.builders import HUNDRED, judging, sheet


def panel(totals, **rules):
    sheets = [sheet("X", f"J{n}", min(t, 6000), max(t - 6000, 0)) for n, t in enumerate(totals, 1)]
    return score_entry("X", sheets, HUNDRED, judging(**rules))


def test_mean_is_exact_and_rounded_half_up_once():
    found = panel([8500, 8501, 8501], method=Method.MEAN)
    assert (found.exact, found.published) == (Fraction(25502, 300), Fraction(8501, 100))


def test_trimmed_drops_one_highest_and_one_lowest_total():
    found = panel([9500, 8500, 8000, 8200, 7900], method=Method.TRIMMED)
    assert found.published == Fraction(8233, 100)
    assert [part.share for part in found.contributions] == [
        Share.DROPPED_HIGH,
        Share.KEPT,
        Share.KEPT,
        Share.KEPT,
        Share.DROPPED_LOW,
    ]


def test_of_equal_extremes_only_one_is_dropped():
    assert panel([9000, 9000, 9000, 8000, 8000], method=Method.TRIMMED).exact == Fraction(9000 + 9000 + 8000, 300)


def test_two_are_dropped_on_each_side_when_the_rule_says_so():
    assert panel([10, 20, 30, 40, 50, 60, 9000], method=Method.TRIMMED, drop=2).exact == Fraction(40, 100)


@pytest.mark.parametrize(("totals", "median"), [([1, 5, 3], 3), ([1, 2, 4, 9], 3), ([7], 7)])
def test_median_is_the_middle_or_the_mean_of_two(totals, median):
    assert panel(totals, method=Method.MEDIAN).exact == Fraction(median, 100)


def test_measured_example_of_two_wide_judges():
    """practice.md 6.3, one wide judge of five: the mean errs, the trimmed mean and the median do not."""
    narrow = {1: 8200, 2: 8500}
    wide = {1: 9500, 2: 8000}
    scores = {
        method: [panel([narrow[entry]] * 4 + [wide[entry]], method=method).exact for entry in (1, 2)]
        for method in (Method.MEAN, Method.TRIMMED, Method.MEDIAN)
    }
    assert scores == {
        Method.MEAN: [Fraction("84.60"), Fraction("84.00")],
        Method.TRIMMED: [82, 85],
        Method.MEDIAN: [82, 85],
    }


@pytest.mark.parametrize("state", [SheetState.ABSENT, SheetState.RECUSED, SheetState.VOID])
def test_a_sheet_that_is_no_mark_is_dropped_and_never_zero(state):
    sheets = [sheet("X", "J1", 5000), sheet("X", "J2", 4000), Sheet("X", "J3", state)]
    found = score_entry("X", sheets, HUNDRED, judging(method=Method.MEAN))
    assert (found.exact, found.contributions[2].share, found.contributions[2].total) == (45, Share(state.value), None)


@pytest.mark.parametrize(("given_marks", "needed"), [(4, 5), (2, 5)])
def test_trimming_needs_three_that_remain_and_is_never_silently_changed(given_marks, needed):
    found = panel([8000] * given_marks, method=Method.TRIMMED)
    fault = Fault("too_few_marks", {"entry": "X", "valid": given_marks, "needed": needed, "criterion": ""})
    assert (found.exact, found.published, found.faults) == (None, None, (fault,))


def test_minimum_judges_blocks_the_mean_too():
    assert panel([8000, 8000], method=Method.MEAN, minimum_judges=3).faults[0].params["needed"] == 3


def test_half_filled_sheet_blocks_and_is_named():
    sheets = [Sheet("X", "J1", marks={"A": Hundredths(100)}), sheet("X", "J2", 100)]
    found = score_entry("X", sheets, HUNDRED, judging(method=Method.MEAN))
    assert (found.exact, found.faults) == (None, (Fault("sheet_incomplete", {"entry": "X", "judge": "J1"}),))


def test_trim_by_criterion_drops_marks_one_by_one_and_skips_missing_ones():
    marks = [(6000, 0), (5000, 4000), (4000, 3000), (3000, 2000), (2000, None), (1000, 1000)]
    sheets = [
        Sheet("X", f"J{n}", marks={"A": Hundredths(a)} | ({} if b is None else {"B": Hundredths(b)}))
        for n, (a, b) in enumerate(marks, 1)
    ]
    found = score_entry("X", sheets, HUNDRED, judging(method=Method.TRIMMED, trim=Trim.CRITERION))
    assert found.criteria == {"A": Fraction(35), "B": Fraction(20)}
    assert (found.exact, found.untrimmed) == (55, 55)
    assert found.contributions[0].by_criterion == {"A": Share.DROPPED_HIGH, "B": Share.DROPPED_LOW}
    assert found.contributions[4].by_criterion == {"A": Share.KEPT}


def test_rounding_each_stage_rounds_criteria_before_they_are_added():
    sheets = [sheet("X", "J1", 1, 1), sheet("X", "J2", 0, 0)]
    at_end = score_entry("X", sheets, HUNDRED, judging(method=Method.MEAN, decimals=2))
    staged = score_entry("X", sheets, HUNDRED, judging(method=Method.MEAN, decimals=2, rounding=Rounding.EACH_STAGE))
    assert (at_end.published, staged.published) == (Fraction(1, 100), Fraction(2, 100))


MARKS = st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 4000)), min_size=7, max_size=9)
RULES = st.builds(
    judging,
    method=st.sampled_from([Method.MEAN, Method.TRIMMED, Method.MEDIAN]),
    trim=st.sampled_from(Trim),
    rounding=st.sampled_from(Rounding),
    drop=st.integers(1, 2),
    decimals=st.integers(0, 4),
)


def _score(marks, rules, names):
    sheets = [sheet("X", name, a, b) for name, (a, b) in zip(names, marks, strict=True)]
    found = score_entry("X", sheets, HUNDRED, rules)
    return found.exact, found.published, found.criteria, found.untrimmed


@given(MARKS, RULES, st.randoms(use_true_random=False))
def test_the_order_and_the_names_of_judges_never_matter(marks, rules, random):
    names = [f"J{n}" for n in range(len(marks))]
    shuffled = random.sample(names, len(names))
    assert _score(marks, rules, names) == _score(marks, rules, shuffled)


@given(MARKS, RULES)
def test_a_recused_judge_is_as_if_there_were_none(marks, rules):
    sheets = [sheet("X", f"J{n}", a, b) for n, (a, b) in enumerate(marks)]
    recused = [*sheets, Sheet("X", "J99", SheetState.RECUSED, {"A": Hundredths(6000), "B": Hundredths(4000)})]
    without, with_one = (score_entry("X", found, HUNDRED, rules) for found in (sheets, recused))
    assert (without.exact, without.criteria) == (with_one.exact, with_one.criteria)
    assert with_one.contributions[-1].marks == {}


@given(MARKS, RULES, st.data())
def test_raising_a_mark_never_lowers_the_score(marks, rules, data):
    index = data.draw(st.integers(0, len(marks) - 1))
    a, b = marks[index]
    raised = [*marks[:index], (data.draw(st.integers(a, 6000)), b), *marks[index + 1 :]]
    names = [f"J{n}" for n in range(len(marks))]
    staged_by_total = rules.trim is Trim.TOTAL and rules.rounding is Rounding.EACH_STAGE
    # Trimmed by totals but rounded by criteria, another judge's marks may come in: not promised there.
    assume(not staged_by_total or rules.method is Method.MEAN)
    assert _score(raised, rules, names)[0] >= _score(marks, rules, names)[0]


@given(MARKS, st.integers(1, 2).map(lambda drop: judging(method=Method.TRIMMED, drop=drop)))
def test_the_kept_judges_alone_make_the_trimmed_score(marks, rules):
    sheets = [sheet("X", f"J{n}", a, b) for n, (a, b) in enumerate(marks)]
    found = score_entry("X", sheets, HUNDRED, rules)
    kept = [part.total for part in found.contributions if part.share is Share.KEPT]
    assert (len(kept), found.exact) == (len(marks) - 2 * rules.drop, Fraction(sum(kept), 100 * len(kept)))


T1 = Criterion("T1", "目标", Hundredths(1500), Hundredths(50))


@pytest.mark.parametrize(
    ("mark", "codes"),
    [
        (0, []),
        (1500, []),
        (1450, []),
        (1501, ["mark_above_maximum"]),
        (-50, ["mark_negative"]),
        (1225, ["mark_off_step"]),
    ],
)
def test_mark_is_checked_against_maximum_and_step(mark, codes):
    assert [fault.code for fault in check_mark(mark, T1)] == codes


def test_sheet_is_checked_in_full():
    sealed = Sheet("X", "J1", marks={"A": Hundredths(7000), "Z": Hundredths(100)})
    assert check_sheet(sealed, HUNDRED) == (
        Fault("mark_above_maximum", {"criterion": "A", "mark": "70", "maximum": "60"}, where="A"),
        Fault("criterion_unknown", {"criterion": "Z"}, where="Z"),
        Fault("mark_missing", {"criterion": "B"}, where="B"),
    )
    assert check_sheet(Sheet("X", "J1", SheetState.RECUSED), HUNDRED) == ()


def test_total_of_an_unfinished_sheet_is_unknown():
    assert (total_of(sheet("X", "J1", 100, 25), HUNDRED), total_of(Sheet("X", "J1"), HUNDRED)) == (125, None)


def test_no_sheets_at_all_is_no_score():
    found = score_entry("X", [], HUNDRED, judging(method=Method.MEAN))
    fault = Fault("too_few_marks", {"entry": "X", "valid": 0, "needed": 1, "criterion": ""})
    assert found == PanelScore("X", None, None, faults=(fault,))
