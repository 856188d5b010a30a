"""Given parts that make points, only break ties, or win by being low; places worked out by hand or published."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Entry, JudgedResults, RuleFaults, parse, rank
from scoring.judged import PartValue
from scoring.judged.worth import points_of
from scoring.rulebook.given import Part, Scale
from scoring.rulebook.indexing import Step
from scoring.rulebook.judging import RoundingMode

EXAMPLES = Path(__file__).parents[3] / "examples"
HEAD = 'name = "x"\nformat = "judged"\n'


def part(code, more=""):
    return f'[[parts]]\ncode = "{code}"\n{more}\n'


def places(text, values):
    """Rank entries by their parts: `values` maps an entry to its values by part, or by (round, part)."""
    lines = tuple(
        PartValue(
            entry, *((key, Fraction(str(value))) if isinstance(key, str) else (key[1], Fraction(str(value)), key[0]))
        )
        for entry, mine in values.items()
        for key, value in mine.items()
    )
    found = rank(parse(HEAD + text), JudgedResults(tuple(map(Entry, values)), (), (), parts=lines))
    assert found.faults == ()
    return [(row.entry, row.place, row.score, row.decided_by) for row in found.rows]


def faults(text):
    with pytest.raises(RuleFaults) as refused:
        parse(HEAD + text)
    return [(fault.code, fault.where) for fault in refused.value.faults]


def test_combined_events_give_the_points_of_the_published_totals():
    """The world record of 2015: 1040 for 10.23 over 100 m, 972 for 5.20 m, 829 for 4:17.52, in all 9045."""
    rules = {one.code: one for one in parse((EXAMPLES / "rulebooks/decathlon.toml").read_text("utf-8")).parts}
    with (EXAMPLES / "results/decathlon.csv").open(encoding="utf-8") as lines:
        best = {row["part"]: row["value"] for row in csv.DictReader(lines) if row["entry"] == "2015"}
    seconds = {**best, "1500m": "257.52"}
    points = [int(points_of(Fraction(seconds[code]), rules[code])) for code in best]
    assert points == [1040, 1030, 760, 813, 1060, 1015, 733, 972, 793, 829]


@pytest.mark.parametrize(
    ("value", "points"),
    [("142.5", "100.5"), ("120", "60"), ("86.6", "-0.1"), ("86", "-1.2")],
)
def test_a_straight_formula_may_go_below_its_base(value, points):
    hill = Part("m", scale=Scale.FORMULA, start=Fraction(120), base=Fraction(60), each=Fraction("1.8"))
    exact = points_of(Fraction(value), hill)
    assert points_of(Fraction(value), hill) == Fraction(60) + (Fraction(value) - 120) * Fraction("1.8")
    assert abs(exact - Fraction(points)) < Fraction(1, 10)


def test_a_table_gives_the_points_of_the_last_step_reached():
    table = Part(
        "x", scale=Scale.STEPS, steps=(Step(Fraction(0), Fraction(100)), Step(Fraction("12.01"), Fraction(90)))
    )
    assert [points_of(Fraction(v), table) for v in ("11.5", "12", "12.01", "30")] == [100, 100, 90, 90]
    assert points_of(Fraction(-1), table) == 0


@settings(max_examples=60)
@given(st.integers(1, 20_000), st.integers(1, 250), st.integers(0, 6))
def test_points_are_cut_or_rounded_from_the_exact_power(hundredths, exponent, decimals):
    """The power to an exponent in hundredths is found from whole numbers alone."""
    value, power = Fraction(hundredths, 100), Fraction(exponent, 100)
    cut = Part("x", scale=Scale.FORMULA, exponent=power, points_decimals=decimals, points_rounding=RoundingMode.DOWN)
    found = points_of(value, cut)
    above = found + Fraction(1, 10**decimals)
    scale = value**exponent  # (value ** power) ** 100
    assert found**100 <= scale < above**100


def test_a_part_without_weight_only_breaks_ties():
    text = (
        '[judging]\ndecimals = 0\n[ranking]\nties = ["part:zones", "fewest:attempts", "shared"]\n'
        + part("tops")
        + part("zones", "weight = 0")
        + part("attempts", "weight = 0")
    )
    wall = {
        "A": {"tops": 3, "zones": 4, "attempts": 9},
        "B": {"tops": 3, "zones": 4, "attempts": 7},
        "C": {"tops": 3, "zones": 5, "attempts": 20},
        "D": {"tops": 2, "zones": 5, "attempts": 3},
    }
    assert places(text, wall) == [
        ("C", 1, "3", "part:zones"),
        ("B", 2, "3", "fewest:attempts"),
        ("A", 3, "3", "fewest:attempts"),
        ("D", 4, "2", "score"),
    ]


def test_the_lower_score_wins_where_the_rules_say_so():
    """Strokes of four rounds: the lower total first, equal ones by the last round (the lower one)."""
    text = '[judging]\ndecimals = 0\nbetter = "lower"\n[rounds]\n[ranking]\nties = ["last_round"]\n' + part("strokes")
    strokes = {"A": (70, 68, 71, 69), "B": (69, 69, 69, 70), "C": (68, 70, 70, 69), "D": (72, 72, 72, 60)}
    card = {entry: {(str(n), "strokes"): s for n, s in enumerate(found, 1)} for entry, found in strokes.items()}
    assert places(text, card) == [
        ("D", 1, "276", "score"),
        ("C", 2, "277", "last_round"),
        ("B", 3, "277", "last_round"),
        ("A", 4, "278", "score"),
    ]


def test_times_over_several_distances_are_compared_at_five_hundred_metres():
    """Speed skating: each time / distance x 500, cut off to thousandths: 36.5 + 35.223 + 37.234 = 108.957."""
    scale = 'scale = "formula"\npoints_decimals = 3\npoints_rounding = "down"\neach = '
    shares = {"500": "1", "1500": '"1/3"', "5000": "0.1"}
    text = '[judging]\ndecimals = 3\nbetter = "lower"\n' + "".join(part(m, scale + each) for m, each in shares.items())
    times = {"A": {"500": "36.5", "1500": "105.67", "5000": "372.34"}, "B": {"500": "36", "1500": "106", "5000": "380"}}
    assert places(text, times) == [("A", 1, "108.957", "score"), ("B", 2, "109.333", "score")]


def test_a_series_counts_the_lowest_points_and_leaves_out_the_worst_race():
    """Four races, the worst left out (RRS A2, A8): A and B have 5; the better scores listed first decide."""
    text = (
        '[judging]\ndecimals = 0\nbetter = "lower"\n[rounds]\ncombine = "best"\nbest = 3\n'
        '[ranking]\nties = ["best_round", "last_round"]\n' + part("points")
    )
    races = {"A": (1, 3, 1, 9), "B": (2, 1, 2, 4), "C": (3, 2, 3, 1), "D": (4, 4, 4, 2)}
    card = {boat: {(str(n), "points"): s for n, s in enumerate(found, 1)} for boat, found in races.items()}
    assert places(text, card) == [
        ("A", 1, "5", "best_round"),
        ("B", 2, "5", "best_round"),
        ("C", 3, "6", "score"),
        ("D", 4, "10", "score"),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (part("a", 'scale = "steps"'), ("part_steps", "parts[1].steps")),
        (part("a", "steps = [{from = 1, points = 1}]"), ("part_steps", "parts[1].steps")),
        (
            part("a", 'scale = "steps"\nsteps = [{from = 2, points = 1}, {from = 1, points = 2}]'),
            ("part_steps", "parts[1].steps"),
        ),
        (part("a", "each = 2"), ("part_not_scaled", "parts[1].scale")),
        (part("a", "points_decimals = 0"), ("part_not_scaled", "parts[1].scale")),
        (part("a", 'scale = "formula"\nmaximum = 1\nminimum = 2'), ("part_bounds", "parts[1].minimum")),
        ('[judging]\nmethod = "majority"\nbetter = "lower"', ("lower_not_with_method", "judging.better")),
    ],
)
def test_a_scale_has_its_own_terms_and_no_others(text, fault):
    assert faults(text) == [fault]
