"""Several team contests at once: filters, factors, best n, complete teams, adjustments; sums are conserved."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Gender
from scoring.rulebook import Points
from scoring.teams import Adjustment, Counts, TeamContest, TeamPoint, place_points, team_standings, team_totals

MALE, FEMALE = Gender.MALE, Gender.FEMALE


def point(department, contest, place, points, gender=None, entry="", group=""):
    return TeamPoint(contest, department, place, Fraction(points), entry or f"{contest}{place}", group, gender)


EARNED = (
    point("甲", "跑", 1, 9, MALE),
    point("乙", "跑", 2, 7, MALE),
    point("甲", "跑", 3, 6, FEMALE),
    point("甲", "走", 2, 7, FEMALE),
    point("乙", "走", 1, 9, FEMALE),
    point("丙", "走", 3, 6),
    point("", "走", 4, 5),
)


def totals(rule, earned=EARNED, adjustments=()):
    found = team_standings(rule, earned, adjustments)
    return [(one.row.department, one.row.place, one.row.total, one.complete) for one in found]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (TeamContest("all"), [("甲", 1, 22), ("乙", 2, 16), ("丙", 3, 6)]),
        (TeamContest("men", genders=frozenset({MALE})), [("甲", 1, 9), ("乙", 2, 7)]),
        (TeamContest("women", genders=frozenset({FEMALE})), [("甲", 1, 13), ("乙", 2, 9)]),
        (TeamContest("walk", contests=frozenset({"走"})), [("乙", 1, 9), ("甲", 2, 7), ("丙", 3, 6)]),
        (TeamContest("best2", best=2), [("甲", 1, 16), ("乙", 1, 16), ("丙", 3, 6)]),
        (TeamContest("best1", best=1), [("乙", 1, 9), ("甲", 1, 9), ("丙", 3, 6)]),
        (TeamContest("one each", best_per_contest=1), [("乙", 1, 16), ("甲", 1, 16), ("丙", 3, 6)]),
        (TeamContest("double", factors={"走": Fraction(2)}), [("甲", 1, 29), ("乙", 2, 25), ("丙", 3, 12)]),
        (TeamContest("none", groups=frozenset({"男子"})), []),
    ],
    ids=lambda value: value.code if isinstance(value, TeamContest) else "",
)
def test_each_team_contest_counts_by_its_own_rule(rule, expected):
    assert sorted(totals(rule)) == sorted((*row, True) for row in expected)


def test_what_counts_and_what_is_left_out_is_told_best_first():
    standing = team_standings(TeamContest("x", best=3, best_per_contest=1), EARNED)[0]
    assert standing.row.department == "乙"
    mine = next(one for one in team_standings(TeamContest("x", best=2), EARNED) if one.row.department == "甲")
    assert [one.entry for one in mine.counting] == ["跑1", "走2"]
    assert [one.entry for one in mine.left_out] == ["跑3"]
    assert mine.row.places == (1, 1, 0)


def test_only_what_counts_breaks_a_tie():
    earned = (point("甲", "跑", 1, 5), point("甲", "走", 3, 4), point("乙", "跑", 2, 5), point("乙", "走", 1, 1))
    assert totals(TeamContest("x", best=1), earned) == [("甲", 1, 5, True), ("乙", 2, 5, True)]


def test_a_department_without_enough_counting_entries_has_no_place_and_stands_last():
    found = totals(TeamContest("x", minimum=2))
    assert found == [("甲", 1, 22, True), ("乙", 2, 16, True), ("丙", 1, 6, False)]
    incomplete = totals(TeamContest("x", minimum=3))
    assert incomplete == [("甲", 1, 22, True), ("丙", 2, 6, False), ("乙", 1, 16, False)]


def test_records_and_breaches_are_added_by_name():
    adjustments = (Adjustment("乙", Fraction(13), "破纪录"), Adjustment("丁", Fraction(-2), "检录后弃权"))
    assert totals(TeamContest("x"), adjustments=adjustments) == [
        ("乙", 1, 29, True),
        ("甲", 2, 22, True),
        ("丙", 3, 6, True),
        ("丁", 4, -2, True),
    ]
    first = team_standings(TeamContest("x"), EARNED, adjustments)[0]
    assert (first.adjustments, first.row.by_contest) == (adjustments[:1], (("走", Fraction(9)), ("跑", Fraction(7))))


def test_a_plain_team_contest_is_the_department_total():
    assert tuple(one.row for one in team_standings(TeamContest("x"), EARNED)) == team_totals(EARNED)


def test_the_best_two_of_each_contest_count():
    earned = [point("甲", contest, place, 10 - place) for contest in "ab" for place in (1, 2, 3)]
    standing = team_standings(TeamContest("x", best_per_contest=2), earned)[0]
    assert [one.entry for one in standing.counting] == ["a1", "b1", "a2", "b2"]
    assert [one.entry for one in standing.left_out] == ["a3", "b3"]


def test_a_department_with_nothing_but_adjustments_has_no_places():
    standing = team_standings(TeamContest("x"), (), (Adjustment("丁", Fraction(-2), "弃权"),))[0]
    assert (standing.row.places, standing.row.total, standing.counting) == ((), -2, ())


def test_a_team_contest_can_be_a_key():
    assert len({TeamContest("x", factors={"a": Fraction(2)}), TeamContest("x", factors={"a": Fraction(2)})}) == 1


RACES = st.lists(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("甲乙丙")), max_size=10), min_size=1, max_size=3)
RULES = st.builds(
    TeamContest,
    st.just("x"),
    best=st.none() | st.integers(1, 4),
    best_per_contest=st.none() | st.integers(1, 3),
    minimum=st.integers(0, 3),
    factors=st.dictionaries(st.sampled_from(["C0", "C1"]), st.sampled_from([Fraction(2), Fraction(3, 2)])),
)


def earned_in(races):
    found = []
    for number, field in enumerate(races):
        scores = sorted((score for score, _ in field), reverse=True)
        places = [1 + sum(other > score for other in scores) for score in scores]
        worth = place_points(places, Points(), len(places))
        departments = [department for _, department in sorted(field, key=lambda one: -one[0])]
        for at, (place, points, department) in enumerate(zip(places, worth, departments, strict=True)):
            found.append(TeamPoint(f"C{number}", department, place, points, f"E{at}"))
    return found


@given(RACES)
def test_points_of_a_whole_meet_are_conserved(races):
    table = Points().table
    assert sum(one.row.total for one in team_standings(TeamContest("x"), earned_in(races))) == sum(
        sum(table[: len(field)]) for field in races
    )


@given(RACES, RULES, st.randoms(use_true_random=False))
def test_counting_and_left_out_are_all_there_is_and_order_never_matters(races, rule, random):
    earned = earned_in(races)
    found = team_standings(rule, earned)
    assert team_standings(rule, random.sample(earned, len(earned))) == found
    weighed = sum(one.points * rule.factors.get(one.contest, 1) for one in earned)
    told = sum(one.points for standing in found for one in (*standing.counting, *standing.left_out))
    assert told == weighed
    assert all(one.row.total == sum((p.points for p in one.counting), Fraction(0)) for one in found)


@given(RACES, st.integers(1, 4))
def test_the_best_that_count_could_not_be_better(races, best):
    for one in team_standings(TeamContest("x", best=best), earned_in(races)):
        assert len(one.counting) <= best
        assert min((p.points for p in one.counting), default=0) >= max((p.points for p in one.left_out), default=0)


def test_a_sum_of_places_is_lower_for_the_better_team_and_needs_all_who_count():
    """越野团体 by two: 甲 1 + 4.5, 乙 2 + 3, 丙 has one runner only; equal runners share the mean of their places."""
    places = {"甲": (1, "9/2", 6), "乙": (2, 3), "丙": ("9/2",)}
    earned = [
        TeamPoint("跑", department, int(Fraction(place)), Fraction(0), f"{department}{n}", stands=Fraction(place))
        for department, found in places.items()
        for n, place in enumerate(found)
    ]
    rule = TeamContest("team", best=2, counts=Counts.PLACES)
    assert [row[:3] for row in totals(rule, earned)[:2]] == [("乙", 1, 5), ("甲", 2, Fraction(11, 2))]
    assert totals(rule, earned)[2] == ("丙", 1, Fraction(9, 2), False)
    late = Adjustment("乙", Fraction(1), "迟到")
    assert [row[0] for row in totals(rule, earned, (late,))[:2]] == ["甲", "乙"]
