"""Own-department gap: published figures of the skating judges, plain arithmetic, and chance by enumeration."""

from collections import defaultdict
from csv import DictReader
from itertools import combinations
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.fairness.departments import department_gap
from scoring.fairness.table import mark_table
from tests.scoring.fairness.builders import panel, totals_of
from tests.scoring.fairness.reference import shared_rows
from tests.scoring.fairness.test_severity import tables

EVERY_NATION = Path(__file__).parents[1] / "published" / "fs_performance_nations.csv"
"""pid, comp, program, nation of all 1,726 performances; fs_performances.csv holds the first 851."""


def skating(performances):
    """Totals by performance and by judge and segment; and the pairs of one nation. Senior programs only."""
    judges = {(row["comp"], row["program"], row["J"]): row for row in shared_rows("fs_judge_nation.csv")}
    totals, own = defaultdict(dict), set()
    for row in shared_rows("fs_judge_totals.csv"):
        performance = performances.get(row["pid"])
        if performance is None or performance["program"].startswith("JUNIOR"):
            continue
        segment = "short" if "SHORT" in performance["program"] else "free"
        for seat in (f"J{n}" for n in range(1, 10)):
            if row[seat]:
                judge = judges[performance["comp"], performance["program"], seat]
                label = f"{judge['judge']} {segment}"
                totals[row["pid"]][label] = round(100 * float(row[seat]))
                if judge["nation"] == performance["nation"]:
                    own.add((row["pid"], label))
    return totals, own


def test_the_published_home_nation_gap_of_skating_judges():
    """BuzzFeed News 2018: 1,305 home and 13,375 other pairs, 3.088 and -0.301 marks, t 37.86."""
    with EVERY_NATION.open(encoding="utf-8", newline="") as lines:
        totals, own = skating({row["pid"]: row for row in DictReader(lines)})
    found = department_gap(mark_table(totals), own, seed=1).overall
    figures = (found.same, found.others, *(round(x, 3) for x in (found.same_mean, found.other_mean, found.gap)))
    assert (figures, round(found.t, 2)) == ((1305, 13375, 3.088, -0.301, 3.389), 37.86)
    assert found.permutation_probability == 0.001


def test_half_of_the_skating_judges_counted_with_plain_loops():
    totals, own = skating({row["pid"]: row for row in shared_rows("fs_performances.csv")})
    raw = {
        (entry, judge): mark / 100 - fmean(other for who, other in marks.items() if who != judge) / 100
        for entry, marks in totals.items()
        for judge, mark in marks.items()
    }
    of_judge = defaultdict(list)
    for (_, judge), difference in raw.items():
        of_judge[judge].append(difference)
    centred = {pair: difference - fmean(of_judge[pair[1]]) for pair, difference in raw.items()}
    same = [difference for pair, difference in centred.items() if pair in own]
    others = [difference for pair, difference in centred.items() if pair not in own]
    found = department_gap(mark_table(totals), own, seed=1).overall
    assert (found.same, found.others) == (len(same), len(others))
    assert (found.same_mean, found.other_mean) == pytest.approx((fmean(same), fmean(others)), abs=1e-9)
    assert found.gap > 3


def favoured(marks, seed=3):
    """A panel of 40 entries; J1 gives its own department's ten entries so many marks more."""
    totals = panel(40, 5, seed)
    own = {(entry, "J1") for entry in sorted(totals)[:10]}
    for entry, judge in own:
        totals[entry][judge] += 100 * marks
    return mark_table(totals), own


def test_a_planted_favour_is_found_and_an_honest_panel_shows_none():
    honest, found = (department_gap(*favoured(marks), seed=1) for marks in (0, 6))
    assert found.judges[0].gap - honest.judges[0].gap == pytest.approx(6)
    assert (found.overall.permutation_probability, found.overall.t_probability < 0.001) == (0.001, True)
    assert honest.overall.permutation_probability > 0.05
    assert [(gap.judge, gap.same, gap.others) for gap in found.judges] == [("J1", 10, 30)]


@given(tables(least_marks=2), st.integers(-3000, 3000), st.integers(0, 2**32))
def test_a_judge_lenient_with_everybody_has_no_gap(totals, constant, seed):
    own = {
        (entry, judge) for entry, marks in totals.items() for judge in marks if (int(entry[1:]) + int(judge[1:])) % 2
    }
    raised = {
        entry: {judge: mark + constant * (judge == "J0") for judge, mark in marks.items()}
        for entry, marks in totals.items()
    }
    if all("J0" in marks for marks in totals.values()):  # who shares entries with J0 only now and then is shifted
        one, other = (department_gap(mark_table(found), own, seed) for found in (totals, raised))
        assert [gap.gap for gap in one.judges] == pytest.approx([gap.gap for gap in other.judges], abs=1e-6)


def test_chance_is_what_counting_all_ways_gives():
    """One judge beside a silent partner: every way to choose 5 of 12 own entries is as likely."""
    differences = [3.5, 2, 2.5, -1, 4, 0, -2, 1, -3, -2.5, 0.5, -4]
    totals = totals_of({f"E{n:02}": (70 + difference, 70) for n, difference in enumerate(differences)})
    own = {(f"E{n:02}", "J1") for n in range(5)}
    (found,) = department_gap(mark_table(totals), own, seed=1).judges
    centre = fmean(differences)
    sums = [abs(sum(ways) - 5 * centre) for ways in combinations(differences, 5)]
    exact = sum(way >= abs(sum(differences[:5]) - 5 * centre) - 1e-9 for way in sums) / len(sums)
    assert found.permutation_probability == pytest.approx(exact, abs=0.02)
    assert department_gap(mark_table(totals), own, seed=1).judges == (found,)


def test_fewer_than_five_own_marks_say_nothing():
    table, own = favoured(6)
    four = set(sorted(own)[:4])
    found = department_gap(table, four, seed=1)
    assert (found.same, found.overall, found.judges) == (4, None, ())


def test_single_marks_and_strangers_are_left_out():
    totals = totals_of({"A": (70, None), "B": (80, 81)})
    assert department_gap(mark_table(totals), {("A", "J1"), ("Z", "J1"), ("A", "J9")}, seed=1).same == 0


def test_holm_multiplies_the_smallest_probability_most():
    totals = panel(60, 3, 4)
    own = {
        (entry, judge)
        for n, entry in enumerate(sorted(totals))
        for judge in totals[entry]
        if n % 3 == int(judge[1:]) - 1
    }
    for entry, judge in own:
        totals[entry][judge] += {"J1": 0, "J2": 150, "J3": 600}[judge]
    found = sorted(department_gap(mark_table(totals), own, seed=2).judges, key=lambda gap: gap.permutation_probability)
    plain = [gap.permutation_probability for gap in found]
    expected = [min(1, 3 * plain[0])]
    expected.append(max(expected[0], min(1, 2 * plain[1])))
    expected.append(max(expected[1], plain[2]))
    assert (found[0].judge, [gap.holm_probability for gap in found]) == ("J3", expected)
