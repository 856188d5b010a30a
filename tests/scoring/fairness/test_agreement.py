"""Agreement of the judges against published values and textbook forms."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.fairness.agreement import agreement, kendall_w, shrout_fleiss, spearman
from scoring.fairness.severity import fit
from scoring.fairness.table import mark_table
from tests.scoring.fairness.builders import SHROUT_FLEISS, panel, table_of
from tests.scoring.fairness.test_severity import tables


def test_the_six_values_of_shrout_and_fleiss_1979_to_four_digits():
    six = shrout_fleiss(SHROUT_FLEISS)
    found = (six.icc_1_1, six.icc_2_1, six.icc_3_1, six.icc_1_k, six.icc_2_k, six.icc_3_k)
    assert [round(value, 4) for value in found] == [0.1657, 0.2898, 0.7148, 0.4428, 0.6201, 0.9093]


def test_kendall_w_of_the_same_table():
    assert round(kendall_w(SHROUT_FLEISS), 3) == 0.887


def test_absolute_agreement_of_a_complete_table_is_the_two_way_form():
    found = agreement(SHROUT_FLEISS, fit(SHROUT_FLEISS))
    assert (found.single, found.mean) == (found.shrout_fleiss.icc_2_1, found.shrout_fleiss.icc_2_k)
    entry, judge, rest = found.entry_variance, found.judge_variance, found.residual_variance
    assert entry / (entry + judge + rest) == pytest.approx(found.single, abs=1e-12)
    assert found.shares == pytest.approx((0.2898, 0.5946, 0.1156), abs=5e-5)


def test_with_holes_the_variances_still_give_agreement():
    totals = panel(200, 6, 7, lean=2)
    whole = agreement(mark_table(totals), fit(mark_table(totals)))
    holed = mark_table(
        {
            entry: {j: m for j, m in marks.items() if (n + int(j[1:])) % 3}
            for n, (entry, marks) in enumerate(totals.items())
        }
    )
    found = agreement(holed, fit(holed))
    assert (found.shrout_fleiss, found.kendall_w, found.marks_per_entry) == (None, None, 4.0)
    assert found.single == pytest.approx(whole.single, abs=0.03)
    assert 0 < found.single < found.mean < 1


def test_kendall_w_corrects_for_ties():
    """Two judges with the same two-and-two order agree wholly, however many marks are equal."""
    assert kendall_w(table_of({"A": (9, 8), "B": (9, 8), "C": (5, 5), "D": (5, 5)})) == pytest.approx(1)
    assert kendall_w(table_of({"A": (9, 5), "B": (5, 9)})) == pytest.approx(0)


@pytest.mark.parametrize(
    "marks", [{"A": (5, 5), "B": (5, 5)}, {"A": (5, 6)}, {"A": (5,), "B": (6,)}, {"A": (5, 6), "B": (5, None)}]
)
def test_what_a_table_cannot_tell_is_none(marks):
    table = table_of(marks)
    assert (kendall_w(table), shrout_fleiss(table)) == (None, None)
    assert agreement(table, fit(table)).orders[0].with_rest is None


def test_a_judge_who_turns_the_order_round_stands_out():
    table = table_of({f"E{n}": (60 + n, 61 + n, 59 + n, 90 - n) for n in range(10)})
    orders = agreement(table, fit(table)).orders
    assert [round(order.with_each, 3) for order in orders] == [0.333, 0.333, 0.333, -1.0]
    assert (orders[3].entries, orders[3].with_rest, orders[0].with_rest) == (10, -1.0, 1.0)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=12))
def test_spearman_is_the_correlation_of_mid_ranks_counted_pair_by_pair(pairs):
    """A mid-rank is one more than the number below plus half of the other equal ones."""
    columns = [np.array(column, dtype=float) for column in zip(*pairs, strict=True)]
    assume(all(np.ptp(column) for column in columns))
    ranks = [[sum(o < v for o in c) + (sum(o == v for o in c) + 1) / 2 for v in c] for c in columns]
    assert spearman(*columns) == pytest.approx(np.corrcoef(*ranks)[0, 1], abs=1e-12)


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_judges_and_entries_never_matters(totals, random):
    shuffled = {entry: dict(random.sample(sorted(marks.items()), len(marks))) for entry, marks in totals.items()}
    one, other = mark_table(totals), mark_table(dict(random.sample(sorted(shuffled.items()), len(shuffled))))
    assert agreement(one, fit(one)) == agreement(other, fit(other))


def test_mean_rank_correlation_of_pairs_goes_with_kendall_w():
    """W = (r (m - 1) + 1) / m for tables without ties, r the mean Spearman over all pairs of m judges."""
    table = mark_table(panel(20, 5, 3))
    pairs = [spearman(table.marks[:, a], table.marks[:, b]) for a, b in combinations(range(5), 2)]
    assert kendall_w(table) == pytest.approx((np.mean(pairs) * 4 + 1) / 5, abs=1e-9)
