"""活力指数: points, bonuses, deductions, vetoes, stars, allowances (practice.md 4.8)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Entry, IndexResults, RuleFaults, parse, rank
from scoring.files.people import read_entries
from scoring.files.results import read_results
from scoring.grouping import group_entries
from scoring.measuring import measure
from scoring.rulebook.indexing import Indicator, Scoring, Step
from scoring.vitality import IndexValue, points_of

RULES = """
name = "指数"
format = "index"
[index]
bonus_cap = 10
{index}
[[indicators]]
code = "甲"
weight = 60
maximum = 100
[[indicators]]
code = "乙"
weight = 40
[[bonuses]]
code = "奖"
each = 3
maximum = 6
[[bonuses]]
code = "加"
[[deductions]]
code = "扣"
each = 2
[[vetoes]]
code = "否"
[[stars]]
stars = 5
floor = 90
[[stars]]
stars = 4
floor = 80
[[stars]]
stars = 3
floor = 70
{more}
"""

X = Entry("X")


def rules(index="", more=""):
    return parse(RULES.format(index=index, more=more))


def results(*entries, **values):
    """Raw values by indicator, one number (or None) for each of the entries."""
    found = [
        IndexValue(entry.code, indicator, None if one is None else Fraction(str(one)))
        for indicator, column in values.items()
        for entry, one in zip(entries, column, strict=True)
    ]
    return IndexResults(tuple(entries), tuple(found))


def one(rulebook, entry=X, **values):
    """The evidence of one entry."""
    found = results(entry, **{indicator: [value] for indicator, value in values.items()})
    return measure(rulebook, found, group_entries(rulebook, found.entries)).evidence[entry.code]


def test_points_are_weighted_and_extras_are_capped():
    score = one(rules(), 甲=90, 乙=30, 奖=3, 加=7, 扣=2)
    assert (score.base, score.bonus, score.deduction, score.exact) == (84, 10, 4, 90)


def test_score_is_never_below_nothing():
    assert one(rules(), 甲=1, 乙=0, 扣=90).exact == 0


LATE = Indicator("L", weight=Fraction(10), scoring=Scoring.LINEAR, zero=Fraction(30), full=Fraction(10))
STEPS = Indicator(
    "S",
    weight=Fraction(10),
    scoring=Scoring.STEPS,
    steps=(Step(Fraction(-5), Fraction(2)), Step(Fraction(4), Fraction(10)), Step(Fraction(9), Fraction(1))),
)


@pytest.mark.parametrize(
    ("indicator", "value", "points"),
    [
        *(
            (LATE, value, points)
            for value, points in ((30, 0), (20, 5), (17, Fraction(13, 2)), (10, 10), (0, 10), (99, 0))
        ),
        *((STEPS, value, points) for value, points in ((-6, 0), (-5, 2), (3, 2), (4, 10), (9, 1), (100, 1))),
    ],
)
def test_raw_values_become_points(indicator, value, points):
    assert points_of(indicator, Fraction(value)) == points


def test_missing_value_blocks_and_is_never_nothing():
    standings = rank(rules(), results(Entry("A"), Entry("B"), Entry("C"), 甲=[90, 80, None], 乙=[None, 40, 40]))
    assert [(row.entry, row.status, row.reason) for row in standings.rows] == [
        ("B", "FIN", ""),
        ("A", "BLOCKED", "indicator_missing"),
        ("C", "BLOCKED", "indicator_missing"),
    ]
    assert [dict(fault.params) for fault in standings.faults] == [
        {"entry": "A", "indicator": "乙"},
        {"entry": "C", "indicator": "甲"},
    ]


def test_veto_takes_the_place_or_only_the_stars():
    values = results(Entry("A"), Entry("B"), 甲=[100, 90], 乙=[40, 40], 否=[1, 0])
    out, kept = (rank(rules(f'veto = "{effect}"'), values).row("A") for effect in ("out", "no_stars"))
    assert (out.place, out.status, out.reason, out.facts["stars"]) == (None, "DQ", "veto", "0")
    assert (kept.place, kept.status, kept.facts["stars"], kept.facts["veto"]) == (1, "FIN", "0", "否")


@pytest.mark.parametrize(("last", "stars"), [(5, 5), (4, 5), (3, 4), (0, 1)])
def test_stars_rise_by_one_a_year_and_fall_freely(last, stars):
    entry = Entry("X", counts={"stars": last})
    assert one(rules("rise = 1"), entry, 甲=95, 乙=40).stars == stars
    assert one(rules("rise = 1"), entry, 甲=50, 乙=20).stars == 0


def test_a_limited_rise_is_told():
    standings = rank(rules("rise = 1"), results(Entry("X", counts={"stars": 3}), 甲=[95], 乙=[40]))
    assert [(fault.code, dict(fault.params)) for fault in standings.warnings] == [
        ("rise_limited", {"entry": "X", "reached": 5, "stars": 4})
    ]


def test_last_years_stars_are_never_guessed():
    standings = rank(rules("rise = 1"), results(Entry("X"), 甲=[95], 乙=[40]))
    assert [fault.code for fault in standings.faults] == ["last_stars_missing"]
    assert standings.row("X").status == "BLOCKED"


def test_stars_follow_the_published_score():
    assert [one(rules(), 甲=value, 乙=36).stars for value in ("89.99", "89.991", "90")] == [4, 4, 5]
    assert one(rules("decimals = 1"), 甲="89.95", 乙=36).stars == 5


MONEY = """
[[allowances]]
stars = 5
value_fen = 100
[[allowances]]
stars = 5
size = 200
value_fen = 300
"""


@pytest.mark.parametrize(("size", "fen"), [(0, 100), (199, 100), (200, 300), (9999, 300)])
def test_allowance_is_that_of_the_largest_size_reached(size, fen):
    assert one(rules(more=MONEY), Entry("X", counts={"size": size}), 甲=100, 乙=40).allowance == fen


def test_no_line_for_the_stars_means_no_allowance_and_an_unknown_size_blocks():
    assert one(rules(more=MONEY), Entry("X", counts={"size": 900}), 甲=85, 乙=34).allowance == 0
    assert [fault.code for fault in one(rules(more=MONEY), 甲=100, 乙=40).faults] == ["size_missing"]


def test_classes_are_ranked_apart_and_an_unknown_one_blocks():
    entries = (Entry("A", group="国企"), Entry("B", group="非公"), Entry("C", group="国企"), Entry("D", group="X"))
    found = results(*entries, 甲=[70, 60, 80, 90], 乙=[30, 30, 30, 30])
    standings = rank(rules('classes = ["国企", "非公"]'), found)
    assert [(row.group, row.entry, row.place) for row in standings.rows] == [
        ("国企", "C", 1),
        ("国企", "A", 2),
        ("非公", "B", 1),
        ("X", "D", None),
    ]
    assert [fault.code for fault in standings.faults] == ["class_unknown"]
    assert standings.tables[0].rows == (("国企", "3", "2", "0.00"), ("非公", "0", "1", "0.00"))


def test_equal_scores_are_parted_by_the_base():
    found = results(Entry("A"), Entry("B"), 甲=[80, 85], 乙=[30, 30], 加=[3, 0])
    assert [(row.entry, row.score, row.decided_by) for row in rank(rules(), found).rows] == [
        ("B", "81.00", "base"),
        ("A", "81.00", "base"),
    ]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (("weight = 40", "weight = 39"), ["weights_total"]),
        (("weight = 40", 'weight = 40\nscoring = "linear"\nzero = 3\nfull = 3'), ["scoring_keys"]),
        (("weight = 40", "weight = 40\nzero = 3"), ["scoring_keys"]),
        (("weight = 40", 'weight = 40\nscoring = "steps"'), ["scoring_keys"]),
        (("weight = 40", "weight = 40\nmaximum = 0"), ["indicator_worth_nothing"]),
        (
            ("weight = 40", 'weight = 40\nscoring = "steps"\nsteps = [{from = 2, points = 1}, {from = 2, points = 2}]'),
            ["steps_out_of_order"],
        ),
        (
            ("weight = 40", 'weight = 40\nscoring = "steps"\nsteps = [{from = 2, points = 41}]'),
            ["steps_above_maximum"],
        ),
        (("floor = 80", "floor = 90"), ["stars_out_of_order"]),
        (("[[vetoes]]", "[[allowances]]\nstars = 1\nvalue_fen = 1\n[[vetoes]]"), ["allowance_stars_unknown"]),
        (('code = "奖"', 'code = "甲"'), ["code_duplicate"]),
    ],
)
def test_unsound_rules_are_told(change, codes):
    with pytest.raises(RuleFaults) as refused:
        parse(RULES.format(index="", more="").replace(*change, 1))
    assert [fault.code for fault in refused.value.faults] == codes


def test_faults_of_a_file_have_their_places(tmp_path):
    (tmp_path / "v.csv").write_text(
        "entry,indicator,value\nX,甲,101\nX,乙,x\nX,丙,1\nX,否,也许\nX,甲,90\nX,扣,-1\n", encoding="utf-8"
    )
    with pytest.raises(RuleFaults) as refused:
        read_results(tmp_path / "v.csv", rules(), None, ())
    assert [(fault.code, fault.line, fault.column) for fault in refused.value.faults] == [
        ("value_above_maximum", 2, 3),
        ("value_not_a_number", 3, 3),
        ("indicator_not_listed", 4, 2),
        ("yes_or_no", 5, 3),
        ("value_twice", 6, 2),
        ("value_negative", 7, 3),
    ]


def test_values_and_last_stars_are_read(tmp_path):
    (tmp_path / "v.csv").write_text("entry,indicator,value\nX,甲,90.5\nX,乙,\nX,否,是\n", encoding="utf-8")
    (tmp_path / "e.csv").write_text("entry,group,stars,size\nX,国企,3,\n", encoding="utf-8")
    entries = read_entries(tmp_path / "e.csv", rules())
    found = read_results(tmp_path / "v.csv", rules(), entries, ())
    assert (entries[0].group, entries[0].counts) == ("国企", {"stars": 3})
    assert [value.value for value in found.values] == [Fraction(181, 2), None, 1]


MARKS = st.integers(0, 100)


@given(MARKS, st.integers(0, 40), st.integers(0, 9), st.integers(0, 9), st.integers(1, 5))
def test_more_points_never_cost_marks_or_stars(first, second, bonus, deduction, more):
    before = one(rules(), 甲=first, 乙=second, 加=bonus, 扣=deduction)
    after = one(rules(), 甲=min(first + more, 100), 乙=second, 加=bonus + more, 扣=max(deduction - more, 0))
    assert (before.exact, before.stars) <= (after.exact, after.stars)


@given(st.lists(MARKS, min_size=2, max_size=6), st.randoms())
def test_order_of_rows_does_not_matter(values, random):
    entries = tuple(Entry(f"E{number}") for number in range(len(values)))
    found = results(*entries, 甲=values, 乙=[20] * len(values))
    rows = list(found.values)
    random.shuffle(rows)
    assert rank(rules(), IndexResults(entries, tuple(rows))).rows == rank(rules(), found).rows


@given(st.integers(0, 5), MARKS)
def test_rise_is_never_more_than_the_rules_allow(last, value):
    score = one(rules("rise = 1"), Entry("X", counts={"stars": last}), 甲=value, 乙=40)
    assert score.stars <= min(score.reached, last + 1)
