"""Judges' severity: equal to lme4 and to dense algebra, gated, and untouched by the order of judges and entries."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.fairness.severity import GateReason, Severity, fit, severity, severity_effects
from scoring.fairness.table import mark_table
from tests.scoring.fairness.reference import rater_table, shared_rows


@pytest.mark.parametrize("number", [1, 2])
def test_effects_equal_lme4_to_five_digits_and_least_squares_to_ten(number):
    found = severity(rater_table(f"rater_ratings{number}.csv"))
    judges = {row["rater"]: row for row in shared_rows(f"reference_ratings{number}_rater_effects.csv")}
    entries = {row["idstud"]: row for row in shared_rows(f"reference_ratings{number}_student_effects.csv")}
    assert {judge.judge for judge in found.judges} == set(judges)
    for judge in found.judges:
        assert judge.effect == pytest.approx(float(judges[judge.judge]["fixed_entry_random_judge"]), abs=1e-5)
        assert judge.least_squares == pytest.approx(float(judges[judge.judge]["ls_effect"]), abs=1e-10)
        assert judge.marks == int(judges[judge.judge]["n"])
    for entry in found.entries:
        assert entry.adjusted == pytest.approx(float(entries[entry.entry]["fixed_entry_random_judge"]), abs=1e-5)
        assert entry.least_squares == pytest.approx(float(entries[entry.entry]["ls"]), abs=1e-10)
    assert found.recommended


@st.composite
def tables(draw, least_marks=1):
    """Two to eight entries, two to five judges, every entry marked by some of them."""
    entries = [f"E{n}" for n in range(draw(st.integers(2, 8)))]
    judges = [f"J{n}" for n in range(draw(st.integers(2, 5)))]
    given_by = st.lists(st.sampled_from(judges), min_size=min(least_marks, len(judges)), unique=True)
    return {entry: {judge: draw(st.integers(0, 10_000)) for judge in draw(given_by)} for entry in entries}


@given(tables())
def test_effects_equal_the_dense_mixed_model_at_the_fitted_ratio(totals):
    """Henderson's BLUP computed the long way, with every matrix written out; and no ratio near it fits better."""
    table = mark_table(totals)
    model = fit(table)
    entries = np.eye(len(table.entries))[list(table.rows)]
    judges = np.eye(len(table.judges))[list(table.columns)]
    marks = np.array(table.totals) / 100

    def dense(ratio):
        covariance = np.eye(len(marks)) + ratio * judges @ judges.T
        inverse = np.linalg.inv(covariance)
        inner = entries.T @ inverse @ entries
        projection = inverse - inverse @ entries @ np.linalg.solve(inner, entries.T @ inverse)
        freedom = len(marks) - len(table.entries)
        weighted = max(float(marks @ projection @ marks), 1e-300)
        loss = freedom * np.log(weighted) + np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(inner)[1]
        return ratio * judges.T @ projection @ marks, loss

    if model.spread.ratio < 1e4:  # beyond, the dense inverse has no digits left
        effects, loss = dense(model.spread.ratio)
        assert model.effects == pytest.approx(effects, abs=1e-6)
        if model.spread.likelihood_ratio > 0:
            assert min(dense(model.spread.ratio * factor)[1] for factor in (0.5, 0.9, 1.1, 2)) >= loss - 1e-9


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_judges_and_entries_never_matters(totals, random):
    shuffled = {
        entry: {judge: totals[entry][judge] for judge in random.sample(sorted(totals[entry]), len(totals[entry]))}
        for entry in random.sample(sorted(totals), len(totals))
    }
    assert severity(mark_table(totals)) == severity(mark_table(shuffled))


@given(tables(least_marks=2), st.integers(-5000, 5000), st.data())
def test_a_constant_on_all_marks_of_one_judge_leaves_the_least_squares_ranking_unchanged(totals, constant, data):
    judge = data.draw(st.sampled_from(sorted({judge for marks in totals.values() for judge in marks})))
    raised = {
        entry: {who: mark + constant * (who == judge) for who, mark in marks.items()} for entry, marks in totals.items()
    }
    before, after = fit(mark_table(totals)), fit(mark_table(raised))
    if severity(mark_table(totals)).connected:
        between = after.least_squares_scores - before.least_squares_scores
        assert between == pytest.approx(np.full(len(between), between[0]), abs=1e-8)


@given(tables())
def test_effects_of_judges_that_can_be_compared_sum_to_nothing(totals):
    found = severity(mark_table(totals))
    assert sum(judge.effect for judge in found.judges) == pytest.approx(0, abs=1e-7)
    assert all(-1e-9 <= found.luck_share <= 1 and judge.standard_error >= 0 for judge in found.judges)


def test_a_strict_judge_is_found_and_the_correction_is_recommended():
    """J3 gives 10 marks less; who happened to meet J3 would lose 5 marks in the mean of two."""
    true = {f"E{n:02}": 6000 + 150 * n for n in range(24)}
    pairs = [("J1", "J2"), ("J2", "J3"), ("J3", "J1")]
    strict = {"J1": 0, "J2": 0, "J3": -1000}
    totals = {
        entry: {judge: mark + strict[judge] + 30 * (index % 3 - 1) for judge in pairs[index % 3]}
        for index, (entry, mark) in enumerate(true.items())
    }
    found = severity(mark_table(totals))
    assert [round(judge.effect, 2) for judge in found.judges] == [3.33, 3.33, -6.67]
    assert found.recommended
    assert found.luck_share > 0.9
    assert [entry.entry for entry in sorted(found.entries, key=lambda entry: entry.adjusted)] == sorted(true)
    assert severity_effects(mark_table(totals)) == {judge.judge: round(judge.effect * 10_000) for judge in found.judges}


def test_nothing_is_recommended_when_everybody_marked_everything():
    totals = {f"E{n}": {"J1": 8000 + 100 * n, "J2": 7000 + 90 * n, "J3": 8500 + 110 * n} for n in range(12)}
    found = severity(mark_table(totals))
    assert (found.luck_share, found.withheld) == (0.0, (GateReason.LITTLE_LUCK,))
    assert found.likelihood_ratio > 20


def test_separate_panels_are_not_connected_and_never_compared():
    one = {f"A{n}": {"J1": 8000 + 100 * n, "J2": 7000 + 100 * n} for n in range(6)}
    two = {f"B{n}": {"J3": 9000 + 100 * n, "J4": 9400 + 100 * n} for n in range(6)}
    found = severity(mark_table(one | two))
    effects = {judge.judge: judge.effect for judge in found.judges}
    assert (found.connected, GateReason.NOT_CONNECTED in found.withheld) == (False, True)
    assert effects["J1"] + effects["J2"] == pytest.approx(0, abs=1e-9)
    assert effects["J3"] + effects["J4"] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    "totals",
    [
        {"A": {"J1": 8000}, "B": {"J2": 7000}},
        {"A": {"J1": 8000}, "B": {"J1": 7000}, "C": {"J1": 9000}},
        {"A": {"J1": 8000, "J2": 8000}, "B": {"J1": 7000, "J2": 7000}},
        {"A": {"J1": 8000, "J2": 9000}},
    ],
    ids=["one mark an entry", "one judge", "judges agree", "one entry"],
)
def test_where_judges_cannot_be_told_from_chance_all_effects_are_zero(totals):
    found = severity(mark_table(totals))
    assert [judge.effect for judge in found.judges] == [0.0] * len(found.judges)
    assert [entry.adjusted for entry in found.entries] == [entry.mean for entry in found.entries]
    assert (found.ratio, found.recommended) == (0.0, False)


def test_no_marks_at_all_is_an_empty_account():
    nothing = mark_table({"A": {}})
    assert severity(nothing) == Severity((), (), 0, 0, 0, 0, 0, True, (GateReason.NO_CLEAR_DIFFERENCE,))
    assert severity_effects(nothing) == {}
