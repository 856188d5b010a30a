"""Prize tiers: quotas, ties at the cut, floors, the committee (practice.md 4.2)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Decision, DecisionKind, Fault, Fen, Hundredths
from scoring.awards import Award, Candidate, Tier, award, prize_cost, prize_face, quotas
from scoring.rulebook import Awards, Prize, QuotaRounding, TieAtCut

SHARES = (Prize("一等奖", share=10), Prize("二等奖", share=20), Prize("三等奖", share=30))
COUNTS = (Prize("一等奖", count=1), Prize("二等奖", count=2), Prize("三等奖", count=3))
FLOOR, HALF_UP, EACH_UP = QuotaRounding.CUMULATIVE_FLOOR, QuotaRounding.CUMULATIVE_HALF_UP, QuotaRounding.EACH_UP


@pytest.mark.parametrize(
    ("entries", "floor", "half_up", "each_up"),
    [
        (5, (0, 1, 2), (1, 1, 1), (1, 1, 2)),
        (7, (0, 2, 2), (1, 1, 2), (1, 2, 3)),
        (13, (1, 2, 4), (1, 3, 4), (2, 3, 4)),
        (24, (2, 5, 7), (2, 5, 7), (3, 5, 8)),
        (37, (3, 8, 11), (4, 7, 11), (4, 8, 12)),
    ],
)
def test_the_three_roundings_give_the_published_table(entries, floor, half_up, each_up):
    found = [quotas(SHARES, entries, rounding) for rounding in (FLOOR, HALF_UP, EACH_UP)]
    assert found == [floor, half_up, each_up]


def test_counts_do_not_depend_on_the_field():
    assert quotas((Prize("a", count=3), *SHARES[:1]), 13, HALF_UP) == (3, 1)


@given(st.lists(st.integers(1, 33), min_size=1, max_size=3), st.integers(0, 500))
def test_cumulative_rounding_keeps_the_total(shares, entries):
    prizes = tuple(Prize(str(n), share=share) for n, share in enumerate(shares))
    total = Fraction(sum(shares) * entries, 100)
    assert sum(quotas(prizes, entries, FLOOR)) == total // 1
    assert sum(quotas(prizes, entries, HALF_UP)) == (total + Fraction(1, 2)) // 1


def field(*places, scores=None):
    """Candidates A, B, C, … with these places; equal numbers are tied."""
    scores = scores or [None] * len(places)
    return [
        Candidate("ABCDEFGHIJ"[n], place, places.count(place) > 1, None if score is None else Fraction(score))
        for n, (place, score) in enumerate(zip(places, scores, strict=True))
    ]


def prizes_of(outcome):
    return "".join({None: "-", "一等奖": "1", "二等奖": "2", "三等奖": "3"}[a.prize] for a in outcome.awards)


@pytest.mark.parametrize(
    ("at_cut", "given_prizes"),
    [(TieAtCut.EXPAND, "112333--"), (TieAtCut.SHRINK, "222333--"), (TieAtCut.COMMITTEE, "--2333--")],
)
def test_tie_across_the_first_cut(at_cut, given_prizes):
    outcome = award(field(1, 1, 3, 4, 5, 6, 7, 8), Awards(COUNTS, tie_at_cut=at_cut))
    assert prizes_of(outcome) == given_prizes


@pytest.mark.parametrize(("at_cut", "given_prizes"), [(TieAtCut.EXPAND, "1223333-"), (TieAtCut.SHRINK, "12233---")])
def test_tie_across_the_last_cut(at_cut, given_prizes):
    assert prizes_of(award(field(1, 2, 3, 4, 5, 6, 6, 8), Awards(COUNTS, tie_at_cut=at_cut))) == given_prizes


def test_a_tie_that_swallows_the_next_tier_leaves_it_empty():
    assert prizes_of(award(field(1, 1, 1, 1, 5, 6, 7), Awards(COUNTS, tie_at_cut=TieAtCut.EXPAND))) == "111133-"


def test_reasons_at_the_cut_are_noted():
    expand, shrink = (
        award(field(1, 1, 3), Awards(COUNTS[:1], tie_at_cut=at_cut)) for at_cut in (TieAtCut.EXPAND, TieAtCut.SHRINK)
    )
    assert expand.awards[:2] == (
        Award("A", "一等奖", "rule", "tie_expanded"),
        Award("B", "一等奖", "rule", "tie_expanded"),
    )
    assert shrink.awards == (Award("A", None, "", "tie_shrunk"), Award("B", None, "", "tie_shrunk"), Award("C", None))


def test_committee_tie_blocks_until_every_entry_is_decided():
    awards = Awards(COUNTS, tie_at_cut=TieAtCut.COMMITTEE)
    assert award(field(1, 1), awards).faults == (
        Fault("prize_needs_committee", {"entry": "A"}),
        Fault("prize_needs_committee", {"entry": "B"}),
    )
    decisions = [
        Decision("A", DecisionKind.AWARD, "纪要3号", "一等奖"),
        Decision("B", DecisionKind.AWARD, "纪要3号", "二等奖"),
    ]
    settled = award(field(1, 1), awards, decisions)
    assert (settled.faults, settled.awards) == (
        (),
        (
            Award("A", "一等奖", "committee", "settled", "纪要3号"),
            Award("B", "二等奖", "committee", "settled", "纪要3号"),
        ),
    )


def test_prize_below_its_floor_stays_vacant():
    prizes = (Prize("一等奖", count=1, floor=Hundredths(8500)), Prize("二等奖", count=2), Prize("三等奖", count=3))
    outcome = award(field(1, 2, 3, 4, scores=["84.99", "84", "83", "82"]), Awards(prizes))
    assert prizes_of(outcome) == "2233"
    assert outcome.tiers == (Tier("一等奖", 1, 0), Tier("二等奖", 2, 2), Tier("三等奖", 3, 2))
    assert outcome.awards[0].note == "below_floor"


def test_floor_is_reached_exactly():
    prizes = (Prize("一等奖", count=2, floor=Hundredths(8500)),)
    assert prizes_of(award(field(1, 2, 3, scores=["85", "84.99", "80"]), Awards(prizes))) == "1--"


def test_committee_decisions_come_on_top_and_are_marked():
    decisions = [
        Decision("A", DecisionKind.WITHDRAW, "纪要1号"),
        Decision("C", DecisionKind.AWARD, "纪要2号", "一等奖"),
    ]
    assert award(field(1, 2, 3), Awards(COUNTS[:1]), decisions).awards == (
        Award("A", None, "committee", "withdrawn", "纪要1号"),
        Award("B", None),
        Award("C", "一等奖", "committee", "extra", "纪要2号"),
    )


def test_decisions_about_nobody_or_nothing_are_faults():
    decisions = [Decision("Z", DecisionKind.WITHDRAW, "1"), Decision("A", DecisionKind.AWARD, "2", "特等奖")]
    assert award(field(1), Awards(COUNTS), decisions).faults == (
        Fault("decision_entry_unknown", {"entry": "Z", "minute": "1"}),
        Fault("decision_prize_unknown", {"entry": "A", "minute": "2", "prize": "特等奖"}),
    )


def test_prize_face_is_winners_among_participants():
    outcome = award(field(1, 2, 3, 4, 5, 6), Awards((Prize("一等奖", count=4),)))
    within, beyond = (prize_face("", outcome, n, Fraction(2, 3)) for n in (6, 5))
    assert (within.winners, within.within_limit, beyond.within_limit) == (4, True, False)


def test_prizes_cost_what_was_given():
    prizes = (Prize("一等奖", count=1, value=Fen(30000)), Prize("二等奖", count=2, value=Fen(20000)))
    assert prize_cost(award(field(1, 2), Awards(prizes)), prizes) == 50000


PLACES = st.lists(st.integers(0, 4), min_size=1, max_size=10).map(
    lambda scores: sorted(1 + sum(other > score for other in scores) for score in scores)
)


@given(PLACES, st.sampled_from([TieAtCut.EXPAND, TieAtCut.SHRINK]), st.sampled_from(QuotaRounding))
def test_nobody_gets_less_than_somebody_placed_behind(places, at_cut, rounding):
    order = [None, "三等奖", "二等奖", "一等奖"]
    worth = [order.index(a.prize) for a in award(field(*places), Awards(SHARES, rounding, at_cut)).awards]
    assert worth == sorted(worth, reverse=True)
    assert all(worth[i] == worth[i + 1] for i in range(len(places) - 1) if places[i] == places[i + 1])


@given(PLACES, st.sampled_from(QuotaRounding))
def test_shrinking_never_gives_more_prizes_than_there_are(places, rounding):
    outcome = award(field(*places), Awards(SHARES, rounding, TieAtCut.SHRINK))
    winners = sum(1 for a in outcome.awards if a.prize)
    assert winners <= min(len(places), sum(tier.quota for tier in outcome.tiers))
