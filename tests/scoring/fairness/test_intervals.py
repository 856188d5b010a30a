"""Rank intervals: repeatable, honest about equal entries, and sharp where marks are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.fairness.intervals import draw_ranks, rank_intervals
from scoring.fairness.severity import fit
from scoring.fairness.table import mark_table
from tests.scoring.fairness.builders import panel, table_of
from tests.scoring.fairness.test_severity import tables


def intervals(table, seed=1, prizes=None, draws=200):
    drawn = draw_ranks(table, fit(table), seed, draws)
    return None if drawn is None else rank_intervals(drawn, prizes or {})


@given(tables(least_marks=2), st.randoms(use_true_random=False), st.integers(0, 2**63))
def test_the_same_seed_gives_the_same_intervals_in_whatever_order_marks_come(totals, random, seed):
    shuffled = {entry: dict(random.sample(sorted(marks.items()), len(marks))) for entry, marks in totals.items()}
    again = dict(random.sample(sorted(shuffled.items()), len(shuffled)))
    assert intervals(mark_table(totals), seed, draws=20) == intervals(mark_table(again), seed, draws=20)


def test_another_seed_gives_other_draws():
    table = mark_table(panel(30, 4, 5))
    assert intervals(table, 1) != intervals(table, 2)


@given(tables(least_marks=2), st.integers(1, 3))
def test_somebody_is_first_and_as_many_win_as_there_are_prizes(totals, prizes):
    found = intervals(mark_table(totals), prizes={"": prizes}, draws=40)
    if found is not None:
        assert sum(one.first for one in found) == pytest.approx(1)
        assert sum(one.award for one in found) == pytest.approx(min(prizes, len(found)))
        assert all(1 <= one.low <= one.high <= len(found) for one in found)


def test_clear_marks_give_sharp_places():
    table = table_of({f"E{n}": (90 - 5 * n, 90.5 - 5 * n, 89.5 - 5 * n) for n in range(6)})
    assert [(one.entry, one.low, one.high, one.first) for one in intervals(table)] == [
        (f"E{n}", n + 1, n + 1, float(n == 0)) for n in range(6)
    ]


def test_equal_entries_have_equal_chances():
    table = table_of({f"E{n}": (80, 81, 79) for n in range(4)})
    found = intervals(table, draws=4000)
    assert [one.first for one in found] == pytest.approx([0.25] * 4, abs=0.03)
    assert {(one.low, one.high, one.award) for one in found} == {(1, 4, None)}


def test_places_are_drawn_within_each_group():
    totals = panel(20, 5, 9)
    groups = {entry: "AB"[n % 2] for n, entry in enumerate(sorted(totals))}
    found = intervals(mark_table(totals, groups), prizes={"A": 2})
    for group, prizes in (("A", 2), ("B", None)):
        mine = [one for one in found if one.group == group]
        assert sum(one.first for one in mine) == pytest.approx(1)
        assert max(one.high for one in mine) <= 10
        assert {one.award is None for one in mine} == {prizes is None}


def test_an_entry_nobody_knows_well_has_a_wide_interval():
    """One mark instead of six, between the same judges."""
    totals = panel(40, 6, 21)
    marks = sorted(totals, key=lambda entry: sum(totals[entry].values()))
    middle = marks[20]
    before = {one.entry: one for one in intervals(mark_table(totals))}[middle]
    totals[middle] = dict(list(totals[middle].items())[:1])
    after = {one.entry: one for one in intervals(mark_table(totals))}[middle]
    assert after.high - after.low > 1.5 * (before.high - before.low)


def test_the_order_of_two_entries_has_a_probability():
    table = table_of({"A": (90, 91, 92), "B": (70, 71, 72), "C": (70, 71, 72), "D": (50, 51, 52.5)})
    drawn = draw_ranks(table, fit(table), 3, 2000)
    assert (drawn.ahead("A", "B"), drawn.ahead("B", "A")) == (1.0, 0.0)
    assert drawn.ahead("B", "C") == pytest.approx(0.5, abs=0.05)
    assert drawn.ahead("B", "C") + drawn.ahead("C", "B") == pytest.approx(1)


@pytest.mark.parametrize("marks", [{"A": (80,), "B": (70,)}, {"A": (80, None), "B": (None, 70)}])
def test_where_chance_cannot_be_told_there_are_no_intervals(marks):
    assert intervals(table_of(marks)) is None
