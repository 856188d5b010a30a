"""Places, the tie chain, and the rule that parted two neighbours."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring.ranking import Ranked, TieRule, place_entries
from scoring.rulebook import Places


def rule(name, **merits):
    return TieRule(name, lambda tied: {entry: (merits[entry],) for entry in tied} if set(tied) <= set(merits) else None)


SCORE = rule("score", A=90, B=90, C=90, D=80, E=95)


def places(chain, numbering=Places.STANDARD, entries="ABCDE"):
    return [(r.entry, r.place) for r in place_entries(list(entries), chain, numbering)]


def test_place_shared_when_all_tiebreaks_equal():
    assert places([SCORE]) == [("E", 1), ("A", 2), ("B", 2), ("C", 2), ("D", 5)]


def test_dense_and_ordinal_numbering():
    assert places([SCORE], Places.DENSE) == [("E", 1), ("A", 2), ("B", 2), ("C", 2), ("D", 3)]
    assert places([SCORE], Places.ORDINAL) == [("E", 1), ("A", 2), ("B", 3), ("C", 4), ("D", 5)]


def test_mean_numbering_shows_the_mean_of_the_places_a_tie_occupies():
    found = place_entries(list("ABCDE"), [SCORE], Places.MEAN)
    assert [(r.entry, r.place, r.shown) for r in found] == [
        ("E", 1, 1),
        ("A", 2, 3),
        ("B", 2, 3),
        ("C", 2, 3),
        ("D", 5, 5),
    ]
    two = place_entries(["A", "B"], [rule("score", A=1, B=1)], Places.MEAN)
    assert [(r.place, r.shown) for r in two] == [(1, Fraction(3, 2))] * 2
    assert place_entries(["A"], [SCORE], Places.STANDARD)[0].shown is None


def test_merits_of_several_numbers_are_compared_one_after_the_other():
    merits = {"A": (1, 5), "B": (1, 9), "C": (2, 0), "D": (1,)}
    chain = [TieRule("firsts", lambda tied: {entry: merits[entry] for entry in tied})]
    assert places(chain, entries="ABCD") == [("C", 1), ("B", 2), ("A", 3), ("D", 4)]
    assert places(chain, entries="AB") == [("B", 1), ("A", 2)]


def test_fractions_are_compared_exactly():
    merits = {"A": Fraction(1, 3), "B": Fraction(333_333, 1_000_000), "C": Fraction(2, 3), "D": 1, "E": Fraction(-1, 2)}
    assert [entry for entry, _ in places([rule("score", **merits)])] == ["D", "C", "A", "B", "E"]


def test_the_rule_that_parted_two_neighbours_is_named():
    chain = [SCORE, rule("criterion:T1", A=10, B=12, C=10), rule("chief_judge", A=1, C=2)]
    assert place_entries(list("ABCDE"), chain, Places.STANDARD) == (
        Ranked("E", 1, False, "", "score"),
        Ranked("B", 2, False, "score", "criterion:T1"),
        Ranked("C", 3, False, "criterion:T1", "chief_judge"),
        Ranked("A", 4, False, "chief_judge", "chief_judge"),
        Ranked("D", 5, False, "score", "score"),
    )


def test_a_rule_that_cannot_speak_about_all_is_passed_over_for_all():
    chain = [SCORE, rule("chief_judge", A=1, B=2), rule("firsts", A=3, B=1, C=2)]
    assert places(chain) == [("E", 1), ("A", 2), ("C", 3), ("B", 4), ("D", 5)]


def test_shared_places_say_so():
    assert [r.decided_by for r in place_entries(list("ABC"), [SCORE], Places.STANDARD)] == ["shared"] * 3


def test_one_alone_was_parted_from_nobody():
    assert place_entries(["A"], [SCORE], Places.STANDARD) == (Ranked("A", 1, False, "", ""),)
    assert place_entries([], [SCORE], Places.STANDARD) == ()


SCORES = st.lists(st.integers(0, 5), min_size=1, max_size=12)


@given(SCORES, st.randoms(use_true_random=False))
def test_standard_place_is_one_more_than_the_number_who_are_better(scores, random):
    merits = {f"E{n:02d}": score for n, score in enumerate(scores)}
    entries = random.sample(sorted(merits), len(merits))
    found = place_entries(entries, [rule("score", **merits)], Places.STANDARD)
    expected = {e: 1 + sum(other > merits[e] for other in scores) for e in merits}
    assert {r.entry: r.place for r in found} == expected


@given(SCORES)
def test_dense_places_have_no_holes(scores):
    merits = {f"E{n:02d}": score for n, score in enumerate(scores)}
    found = place_entries(list(merits), [rule("score", **merits)], Places.DENSE)
    assert sorted({r.place for r in found}) == list(range(1, len(set(scores)) + 1))
