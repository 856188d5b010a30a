"""What bounds the winners of a group: prize face, declared most, 减一录取, departments; the guaranteed first prize."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Entry, Fault, JudgedResults, rank
from scoring.awards import Award, Candidate, Tier, award, most_winners, quotas, seats
from scoring.rulebook import Awards, Prize, QuotaRounding, TieAtCut
from tests.scoring.builders import judged, judged_rulebook, sheet

SHARES = (Prize("一等奖", share=10), Prize("二等奖", share=20), Prize("三等奖", share=30))
COUNTS = (Prize("一等奖", count=1), Prize("二等奖", count=2), Prize("三等奖", count=3))
EXPAND, SHRINK, COMMITTEE = TieAtCut.EXPAND, TieAtCut.SHRINK, TieAtCut.COMMITTEE


def field(*places, departments=""):
    """Candidates A, B, C, … with these places; equal numbers are tied; one letter of `departments` for each."""
    return [
        Candidate("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n], place, places.count(place) > 1, None, departments[n : n + 1])
        for n, place in enumerate(places)
    ]


def prizes_of(outcome):
    return "".join({None: "-", "一等奖": "1", "二等奖": "2", "三等奖": "3"}[a.prize] for a in outcome.awards)


def notes_of(outcome):
    return [a.note for a in outcome.awards]


@pytest.mark.parametrize(
    ("rounding", "entries", "offered"),
    [
        (QuotaRounding.CUMULATIVE_FLOOR, 4, (0, 1, 1)),
        (QuotaRounding.CUMULATIVE_FLOOR, 5, (1, 0, 2)),
        (QuotaRounding.CUMULATIVE_FLOOR, 7, (1, 1, 2)),
        (QuotaRounding.CUMULATIVE_FLOOR, 13, (1, 2, 4)),
        (QuotaRounding.CUMULATIVE_HALF_UP, 5, (1, 1, 1)),
        (QuotaRounding.EACH_UP, 5, (1, 1, 2)),
    ],
)
def test_guaranteed_first_prize_is_taken_from_the_next_tier(rounding, entries, offered):
    assert seats(Awards(SHARES, rounding, first_prize_from=5), entries) == offered


def test_guaranteed_first_prize_with_nothing_to_take_from_is_one_more():
    one_percent = (Prize("一等奖", share=1), Prize("二等奖", share=1))
    assert seats(Awards(one_percent, QuotaRounding.CUMULATIVE_FLOOR, first_prize_from=5), 6) == (1, 0)
    assert seats(Awards((), first_prize_from=1), 6) == ()


def test_shares_may_have_decimals():
    eighths = (Prize("一等奖", share=Fraction(25, 2)), Prize("二等奖", share=Fraction(25, 2)))
    assert [quotas(eighths, n, QuotaRounding.CUMULATIVE_FLOOR) for n in (7, 8, 15, 16)] == [
        (0, 1),
        (1, 1),
        (1, 2),
        (2, 2),
    ]


@pytest.mark.parametrize(
    ("awards", "participants", "most"),
    [
        (Awards(), 9, None),
        (Awards(most_winners=4), 9, 4),
        (Awards(face_binds=True), 9, 6),
        (Awards(face_binds=True), 8, 5),
        (Awards(minus_one=True), 9, 8),
        (Awards(minus_one=True), 1, 0),
        (Awards(minus_one=True), 0, 0),
        (Awards(minus_one=True, face_binds=True, most_winners=7), 9, 6),
    ],
)
def test_the_least_limit_counts(awards, participants, most):
    assert most_winners(awards, participants) == most


@pytest.mark.parametrize(("participants", "offered"), [(9, 8), (8, 7), (7, 6), (2, 1), (1, 0)])
def test_minus_one_takes_eight_places_or_one_fewer_than_took_part(participants, offered):
    eight = tuple(Prize(f"第{n}名", count=1) for n in range(1, 9))
    assert sum(seats(Awards(eight, minus_one=True), participants)) == offered


def test_limits_cut_from_the_last_tier_up():
    assert seats(Awards(COUNTS, most_winners=4), 9) == (1, 2, 1)
    assert seats(Awards(COUNTS, most_winners=2), 9) == (1, 1, 0)


def test_participants_who_are_not_placed_widen_the_prize_face():
    assert prizes_of(award(field(1, 2, 3), Awards(COUNTS, face_binds=True))) == "12-"
    assert prizes_of(award(field(1, 2, 3), Awards(COUNTS, face_binds=True), participants=5)) == "122"


@pytest.mark.parametrize(
    ("at_cut", "given_prizes", "notes"),
    [
        (EXPAND, "122---", ["", "", "", "cap_reached", "cap_reached", ""]),
        (SHRINK, "122---", ["", "", "", "cap_reached", "cap_reached", ""]),
        (COMMITTEE, "122---", ["", "", "", "tie_open", "tie_open", ""]),
    ],
)
def test_a_tie_across_the_limit_gets_nothing_unless_the_committee_chooses(at_cut, given_prizes, notes):
    outcome = award(field(1, 2, 3, 4, 4, 6), Awards(COUNTS, tie_at_cut=at_cut, most_winners=4))
    assert (prizes_of(outcome), notes_of(outcome)) == (given_prizes, notes)


def test_a_tie_expands_while_the_limit_has_room():
    five = Awards(COUNTS, tie_at_cut=EXPAND, most_winners=5)
    assert prizes_of(award(field(1, 1, 3, 4, 5, 6), five)) == "11233-"
    assert prizes_of(award(field(1, 2, 3, 4, 5, 5, 7), replace(five, most_winners=6))) == "122333-"
    assert prizes_of(award(field(1, 2, 2, 2, 5, 6, 7), replace(five, most_winners=4))) == "1222---"
    assert prizes_of(award(field(1, 1, 1, 1, 1, 1, 7), five)) == "-------"


def test_department_with_its_most_is_passed_over_and_the_next_moves_up():
    outcome = award(field(1, 2, 3, 4, 5, 6, departments="XXXYXZ"), Awards(COUNTS[:2], most_per_department=2))
    assert (prizes_of(outcome), notes_of(outcome)) == ("12-2--", ["", "", "department_full", "", "", ""])
    assert outcome.tiers == (Tier("一等奖", 1, 1), Tier("二等奖", 2, 2))


def test_entries_without_a_department_are_never_passed_over():
    assert prizes_of(award(field(1, 2, 3, departments=""), Awards(COUNTS[:2], most_per_department=1))) == "122"


@pytest.mark.parametrize(
    ("at_cut", "given_prizes", "notes"),
    [
        (EXPAND, "122--", ["", "tie_expanded", "tie_expanded", "", ""]),
        (SHRINK, "1--22", ["", "tie_shrunk", "tie_shrunk", "", ""]),
        (COMMITTEE, "1----", ["", "tie_open", "tie_open", "", ""]),
    ],
)
def test_equal_entries_of_one_department_beyond_its_most_go_by_the_rule_of_ties(at_cut, given_prizes, notes):
    found = field(1, 2, 2, 4, 5, departments="YXXZV")
    outcome = award(found, Awards(COUNTS[:2], tie_at_cut=at_cut, most_per_department=1))
    assert (prizes_of(outcome), notes_of(outcome)) == (given_prizes, notes)


def test_equal_entries_of_different_departments_are_nobodys_matter():
    outcome = award(field(1, 2, 2, departments="XYZ"), Awards(COUNTS[:2], tie_at_cut=SHRINK, most_per_department=1))
    assert outcome.awards == (
        Award("A", "一等奖", "rule"),
        Award("B", "二等奖", "rule"),
        Award("C", "二等奖", "rule"),
    )


def test_winners_above_the_most_by_decision_and_small_fields_are_warned_of():
    rulebook = judged_rulebook(
        "[eligibility]\nminimum_entries = 3\nminimum_present = 3\n"
        "[awards]\nmost_winners = 1\nface_limit = '1'\n[[prizes]]\nname = '一等奖'\ncount = 2"
    )
    marks = judged({"X": [9000], "Y": [8000]})
    assert [w.code for w in rank(rulebook, marks).warnings] == ["too_few_entries", "too_few_present"]
    assert rank(rulebook, marks).warnings[0] == Fault("too_few_entries", {"group": "", "number": 2, "needed": 3})
    assert [row.prize for row in rank(rulebook, marks).rows] == ["一等奖", None]


def test_exactly_enough_entries_are_not_warned_of():
    rulebook = judged_rulebook("[eligibility]\nminimum_entries = 2\nminimum_present = 2")
    assert rank(rulebook, judged({"X": [9000], "Y": [8000]})).warnings == ()


def test_departments_reach_the_prizes_of_a_contest():
    rulebook = judged_rulebook("[awards]\nmost_per_department = 1\n[[prizes]]\nname = '一等奖'\ncount = 2")
    entries = (Entry("X", "语文组"), Entry("Y", "语文组"), Entry("Z", "后勤"))
    marks = tuple(sheet(entry, "J1", mark) for entry, mark in (("X", 6000), ("Y", 5000), ("Z", 4000)))
    found = rank(rulebook, JudgedResults(entries, (), marks))
    assert [(row.entry, row.prize, row.prize_note) for row in found.rows] == [
        ("X", "一等奖", ""),
        ("Y", None, "department_full"),
        ("Z", "一等奖", ""),
    ]


PLACES = st.lists(st.integers(0, 5), max_size=12).map(
    lambda scores: sorted(1 + sum(other > score for other in scores) for score in scores)
)
LIMITS = st.builds(
    Awards,
    st.sampled_from([SHARES, COUNTS]),
    st.sampled_from(QuotaRounding),
    st.sampled_from(TieAtCut),
    face_binds=st.booleans(),
    most_winners=st.none() | st.integers(1, 8),
    minus_one=st.booleans(),
    first_prize_from=st.none() | st.integers(1, 6),
)


@given(PLACES, LIMITS, st.integers(0, 5))
def test_no_rule_ever_gives_more_prizes_than_are_allowed(places, awards, more):
    participants = len(places) + more
    outcome = award(field(*places), awards, participants=participants)
    most = most_winners(awards, participants)
    winners = sum(1 for a in outcome.awards if a.prize)
    assert most is None or winners <= most
    assert sum(tier.quota for tier in outcome.tiers) == sum(seats(awards, len(places), participants))


@given(st.integers(0, 400), LIMITS)
def test_quotas_sum_as_promised(entries, awards):
    plain, offered = quotas(awards.prizes, entries, awards.rounding), seats(awards, entries)
    most = most_winners(awards, entries)
    promised = sum(plain) + (1 if sum(plain) == 0 and entries >= (awards.first_prize_from or entries + 1) else 0)
    assert sum(offered) == (promised if most is None else min(promised, most))


@given(PLACES, LIMITS)
def test_equal_entries_are_always_treated_alike(places, awards):
    outcome = award(field(*places), awards)
    by_place = {}
    for place, given_award in zip(places, outcome.awards, strict=True):
        by_place.setdefault(place, set()).add((given_award.prize, given_award.note))
    assert all(len(found) == 1 for found in by_place.values())


@given(PLACES, st.lists(st.sampled_from("XYZ"), min_size=12, max_size=12), st.integers(1, 3))
def test_no_department_wins_more_than_its_most_when_ties_shrink(places, departments, most):
    found = field(*places, departments="".join(departments))
    outcome = award(found, Awards(COUNTS, tie_at_cut=SHRINK, most_per_department=most))
    winners = [c.department for c, a in zip(found, outcome.awards, strict=True) if a.prize]
    assert all(winners.count(department) <= most for department in "XYZ")


@pytest.mark.parametrize(
    ("at_cut", "given_prizes", "notes"),
    [
        (COMMITTEE, "---2", ["tie_open"] * 3 + [""]),
        (EXPAND, "1112", ["tie_expanded"] * 3 + [""]),
        (SHRINK, "--11", ["tie_shrunk", "tie_shrunk", "", ""]),
    ],
)
def test_one_department_too_many_among_equals_makes_all_of_them_a_tie_at_a_cut(at_cut, given_prizes, notes):
    awards = Awards((Prize("一等奖", count=3), Prize("二等奖", count=3)), tie_at_cut=at_cut, most_per_department=1)
    outcome = award(field(1, 1, 1, 4, departments="xxyz"), awards)
    assert (prizes_of(outcome), notes_of(outcome)) == (given_prizes, notes)
