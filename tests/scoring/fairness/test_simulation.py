"""What the benchmark measures, on a few panels: a correction pays where judges differ and never costs much."""

import pytest

from benchmarks.fairness.coverage import DESIGNS, LEAST, MOST, held
from benchmarks.fairness.methods import METHODS
from benchmarks.fairness.panels import Scenario
from benchmarks.fairness.simulation import measured

MEAN, Z_SCORE, SHRUNKEN = (list(METHODS).index(name) for name in ("mean", "z-score", "shrunken"))


@pytest.mark.parametrize(("lean", "least", "most"), [(1.2, 0.04, 0.09), (0.7, 0.008, 0.04), (0.0, -0.003, 0.003)])
def test_the_gated_correction_gains_as_judges_differ(lean, least, most):
    assert least <= measured(Scenario("test", lean=lean), 20, seed=1).gain <= most


def test_z_scores_fail_where_panels_are_grouped_by_strength():
    found = measured(Scenario("test", lean=0.7, panels=3, grouped=True), 10, seed=1).means
    assert (found[MEAN] > 0.7, found[Z_SCORE] < 0.3, found[SHRUNKEN] > 0.7) == (True, True, True)


def test_ninety_percent_intervals_hold_about_nine_places_in_ten():
    assert LEAST <= held(DESIGNS[1], 20, seed=1).covered <= MOST
