"""Points of places and department totals (practice.md 4.1)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import TeamPoint, TeamRow, team_totals
from scoring.rulebook import Points
from scoring.teams import place_points


@pytest.mark.parametrize(
    ("places", "points"),
    [
        ([1, 2, 3], [9, 7, 6]),
        ([1, 2, 2, 4], [9, Fraction(13, 2), Fraction(13, 2), 5]),
        ([1, 2, 2, 2, 5], [9, 6, 6, 6, 4]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 8], [9, 7, 6, 5, 4, 3, 2, Fraction(1, 2), Fraction(1, 2)]),
        ([1, 1, 1], [Fraction(22, 3)] * 3),
        ([1, 2, 2, 3], [9, Fraction(13, 2), Fraction(13, 2), 5]),
        ([9], [9]),
    ],
)
def test_ties_earn_the_mean_of_the_places_they_occupy(places, points):
    assert list(place_points(places, Points(), len(places))) == points


def test_minus_one_leaves_the_last_starter_without_points():
    assert place_points([1, 2, 3], Points(minus_one=True), 3) == (9, 7, 0)
    assert place_points([1, 2], Points(minus_one=True), 12) == (9, 7)
    assert place_points([1], Points(minus_one=True), 1) == (0,)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=14))
def test_points_are_conserved_under_ties(scores):
    places = sorted(1 + sum(other > score for other in scores) for score in scores)
    table = Points().table
    assert sum(place_points(places, Points(), len(places))) == sum(table[: len(places)])


def test_totals_are_exact_and_ties_go_to_more_firsts():
    earned = [
        TeamPoint("run", "语文组", 2, Fraction(13, 2)),
        TeamPoint("walk", "语文组", 3, Fraction(5, 2)),
        TeamPoint("run", "后勤", 1, Fraction(9)),
        TeamPoint("walk", "数学组", 1, Fraction(9)),
        TeamPoint("walk", "", 1, Fraction(9)),
        TeamPoint("run", "体育组", 9, Fraction(0)),
    ]
    one, two = (1, 0, 0, 0, 0, 0, 0, 0, 0), (0, 1, 1, 0, 0, 0, 0, 0, 0)
    assert team_totals(earned) == (
        TeamRow("后勤", 1, True, Fraction(9), one, (("run", Fraction(9)),), "shared"),
        TeamRow("数学组", 1, True, Fraction(9), one, (("walk", Fraction(9)),), "shared"),
        TeamRow("语文组", 3, False, Fraction(9), two, (("run", Fraction(13, 2)), ("walk", Fraction(5, 2))), "firsts"),
        TeamRow("体育组", 4, False, Fraction(0), (0,) * 8 + (1,), (("run", Fraction(0)),), "score"),
    )


def test_no_points_no_table():
    assert team_totals([]) == ()
