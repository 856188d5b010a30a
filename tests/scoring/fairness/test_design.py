"""Designs: connected or not, and how efficient."""

import pytest

from scoring.fairness.design import Design, Part, design
from tests.scoring.fairness.builders import table_of


def test_a_complete_table_is_an_ideal_design():
    found = design(table_of({"A": (1, 2, 3), "B": (4, 5, 6)}))
    assert found.efficiency == pytest.approx(1)
    assert (found.complete, found.connected, found.load) == (True, True, {"J1": 2, "J2": 2, "J3": 2})


def test_a_balanced_incomplete_block_design_is_ideal_too():
    """Every pair of four judges shares one of six entries: a balanced incomplete block design."""
    found = design(
        table_of(
            {
                "A": (1, 1, None, None),
                "B": (1, None, 1, None),
                "C": (1, None, None, 1),
                "D": (None, 1, 1, None),
                "E": (None, 1, None, 1),
                "F": (None, None, 1, 1),
            }
        )
    )
    assert found.efficiency == pytest.approx(1)


def test_a_chain_of_judges_is_connected_but_inefficient():
    """A path of four judges has eigenvalues (2 - √2, 2, 2 + √2) / 2: harmonic mean 0.6, ideal 1."""
    found = design(table_of({"A": (1, 1, None, None), "B": (None, 1, 1, None), "C": (None, None, 1, 1)}))
    assert (found.connected, found.efficiency) == (True, pytest.approx(0.6))


def test_separate_panels_are_named_and_have_no_efficiency():
    found = design(table_of({"A": (1, 2, None, None), "B": (3, 4, None, None), "C": (None, None, 5, 6)}))
    assert found == Design(
        entries=3,
        judges=4,
        marks=6,
        complete=False,
        load={"J1": 2, "J2": 2, "J3": 1, "J4": 1},
        fewest_marks=2,
        most_marks=2,
        parts=(Part(("J1", "J2"), ("A", "B")), Part(("J3", "J4"), ("C",))),
        efficiency=0.0,
    )


@pytest.mark.parametrize("marks", [{"A": (1,), "B": (2,)}, {"A": (1, None), "B": (None, 2)}])
def test_where_nothing_can_be_compared_there_is_no_efficiency(marks):
    assert design(table_of(marks)).efficiency is None
