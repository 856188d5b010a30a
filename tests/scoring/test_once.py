"""One award per person across contests: kept by declared preference, freed prizes go on, every change told."""

from hypothesis import given
from hypothesis import strategies as st

from scoring import Decision, DecisionKind, Fault, Fen
from scoring.awards import Candidate, Change, Preference, Prizegiving, award, one_award_per_person
from scoring.rulebook import Awards, Prize, TieAtCut

GOLD_SILVER = (Prize("金", count=1, value=Fen(300)), Prize("银", count=1, value=Fen(200)))


def contest(name, entries, prizes=GOLD_SILVER, places=None, **more):
    places = places or range(1, len(entries) + 1)
    candidates = tuple(
        Candidate(entry, place, list(places).count(place) > 1) for entry, place in zip(entries, places, strict=True)
    )
    return Prizegiving(name, candidates, Awards(prizes, **more))


def prizes_of(found, givings):
    return {
        giving.contest: "".join(a.entry for a in outcome.awards if a.prize)
        for giving, outcome in zip(givings, found.outcomes, strict=True)
    }


def test_a_person_wins_once_and_the_freed_prize_goes_to_the_next():
    givings = [contest("跑步", "ABC"), contest("论文", "ADBE")]
    found = one_award_per_person(givings)
    assert prizes_of(found, givings) == {"跑步": "AB", "论文": "DE"}
    assert found.changes == (
        Change("论文", "", "A", "金", None, "跑步", "金"),
        Change("论文", "", "D", "银", "金"),
        Change("论文", "", "E", None, "银"),
    )
    assert [a.note for a in found.outcomes[1].awards] == ["won_elsewhere", "", "won_elsewhere", ""]
    assert found.warnings == ()


def test_the_declared_order_decides_which_prize_is_kept():
    run, essay = contest("跑步", "ABC"), contest("论文", "BAC")
    assert prizes_of(one_award_per_person([run, essay]), [run, essay]) == {"跑步": "AB", "论文": "C"}
    assert prizes_of(one_award_per_person([essay, run]), [essay, run]) == {"论文": "BA", "跑步": "C"}


def test_by_tier_everybody_keeps_the_higher_prize():
    givings = [contest("跑步", "ABC"), contest("论文", "BAC")]
    found = one_award_per_person(givings, Preference.TIER)
    assert prizes_of(found, givings) == {"跑步": "AC", "论文": "B"}
    assert found.changes == (
        Change("跑步", "", "B", "银", None, "论文", "金"),
        Change("跑步", "", "C", None, "银"),
        Change("论文", "", "A", "银", None, "跑步", "金"),
    )


def test_by_value_everybody_keeps_the_dearer_prize():
    cheap = (Prize("一", count=1, value=Fen(100)),)
    givings = [contest("象棋", "AB", cheap), contest("跑步", "CA")]
    assert prizes_of(one_award_per_person(givings, Preference.VALUE), givings) == {"象棋": "B", "跑步": "CA"}
    assert prizes_of(one_award_per_person(givings, Preference.TIER), givings) == {"象棋": "A", "跑步": "C"}


def test_equal_values_go_to_the_contest_listed_first():
    givings = [contest("甲", "AB", GOLD_SILVER[:1]), contest("乙", "AC", GOLD_SILVER[:1])]
    assert prizes_of(one_award_per_person(givings, Preference.VALUE), givings) == {"甲": "A", "乙": "C"}


def test_an_entry_of_several_people_is_passed_over_when_one_of_them_has_won():
    pair = Candidate("X", 1, persons=frozenset({"A", "Z"}))
    givings = [contest("跑步", "A"), Prizegiving("双打", (pair, Candidate("Y", 2)), Awards(GOLD_SILVER[:1]))]
    found = one_award_per_person(givings)
    assert prizes_of(found, givings) == {"跑步": "A", "双打": "Y"}
    alone = one_award_per_person([*givings[1:], contest("跳绳", "ZB", GOLD_SILVER[:1])])
    assert [a.prize for a in alone.outcomes[1].awards] == [None, "金"]


def test_two_equal_works_of_one_person_win_once():
    works = tuple(Candidate(code, 1, True, persons=frozenset({"P"})) for code in ("W1", "W2"))
    found = one_award_per_person([Prizegiving("论文", works, Awards(GOLD_SILVER))])
    assert [(a.entry, a.prize, a.note) for a in found.outcomes[0].awards] == [
        ("W1", "金", ""),
        ("W2", None, "won_elsewhere"),
    ]
    assert found.changes == (Change("论文", "", "W2", "金", None, "论文", "金"),)


def test_committee_decisions_come_on_top_and_double_winners_are_told():
    extra = (Decision("A", DecisionKind.AWARD, "纪要1号", "金"),)
    essay = Prizegiving("论文", (Candidate("B", 1), Candidate("A", 2)), Awards(GOLD_SILVER[:1]), "", extra)
    found = one_award_per_person([contest("跑步", "A"), essay])
    assert [a.prize for a in found.outcomes[1].awards] == ["金", "金"]
    assert found.warnings == (Fault("won_twice", {"person": "A", "number": 2}),)


def test_contests_without_prizes_and_groups_are_kept_apart():
    groups = [
        Prizegiving("跑步", (Candidate("A", 1),), Awards(GOLD_SILVER), "男子"),
        Prizegiving("跑步", (Candidate("A", 1), Candidate("B", 2)), Awards(GOLD_SILVER[:1]), "混合"),
        contest("散步", "A", ()),
    ]
    found = one_award_per_person(groups)
    assert [[a.prize for a in outcome.awards] for outcome in found.outcomes] == [["金"], [None, "金"], [None]]
    assert [change.group for change in found.changes] == ["混合", "混合"]


def test_participants_bound_the_winners_as_in_a_single_contest():
    one = Prizegiving("跑步", (Candidate("A", 1), Candidate("B", 2)), Awards(GOLD_SILVER, face_binds=True))
    more = Prizegiving(one.contest, one.candidates, one.awards, participants=3)
    assert [a.prize for a in one_award_per_person([one]).outcomes[0].awards] == ["金", None]
    assert [a.prize for a in one_award_per_person([more]).outcomes[0].awards] == ["金", "银"]


FIELDS = st.lists(
    st.tuples(st.permutations("ABCDEFG"), st.integers(1, 7), st.sampled_from(TieAtCut)), min_size=1, max_size=4
)


def meet(fields):
    return [
        contest(f"C{n}", order[:size], (Prize("金", count=1), Prize("银", count=2)), tie_at_cut=at_cut)
        for n, (order, size, at_cut) in enumerate(fields)
    ]


@given(FIELDS, st.sampled_from(Preference))
def test_nobody_wins_twice_and_nobody_free_is_passed_by(fields, preference):
    givings = meet(fields)
    found = one_award_per_person(givings, preference)
    winners = [a.entry for outcome in found.outcomes for a in outcome.awards if a.prize]
    assert len(winners) == len(set(winners))
    for outcome in found.outcomes:
        order = [a.entry for a in outcome.awards if a.entry not in winners or a.prize]
        won = [entry for entry in order if entry in {a.entry for a in outcome.awards if a.prize}]
        assert order[: len(won)] == won


@given(FIELDS)
def test_a_single_contest_is_awarded_as_ever(fields):
    for giving in meet(fields):
        found = one_award_per_person([giving])
        assert (found.outcomes, found.changes) == ((award(giving.candidates, giving.awards),), ())
