"""Several rounds as one result: sum, mean, best few, last round reached with carry-over, and a missing round."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rounds import bring_together, round_order
from scoring.rulebook.rounds import Combine, Missing, Round, Rounds


def together(values, rounds, listed=(), higher=True):
    exact = {code: None if value is None else Fraction(value) for code, value in values.items()}
    return bring_together(exact, rounds, round_order(listed, exact), higher=higher)


def test_rounds_without_a_list_stand_in_the_order_of_their_numbers():
    assert [one.code for one in round_order((), ["10", "2", "A10", "A9", "2"])] == ["2", "10", "A9", "A10"]


@pytest.mark.parametrize(
    ("rounds", "higher", "value"),
    [
        (Rounds(Combine.SUM), True, 24),
        (Rounds(Combine.MEAN), True, 8),
        (Rounds(Combine.BEST), True, 11),
        (Rounds(Combine.BEST), False, 5),
        (Rounds(Combine.BEST, best=2), True, 19),
    ],
)
def test_all_rounds_make_one_result(rounds, higher, value):
    assert together({"1": 8, "2": 5, "3": 11}, rounds, higher=higher).value == value


@pytest.mark.parametrize(
    ("missing", "total", "mean"),
    [(Missing.BLOCKED, None, None), (Missing.NOTHING, 12, 6), (Missing.LEFT_OUT, 12, 12)],
)
def test_missing_round_blocks_counts_nothing_or_is_left_out(missing, total, mean):
    values = {"1": 12, "2": None}
    assert together(values, Rounds(Combine.SUM, missing=missing)).value == total
    assert together(values, Rounds(Combine.MEAN, missing=missing)).value == mean
    assert together(values, Rounds(Combine.SUM, missing=missing)).missing == ("2",)


def test_best_attempt_needs_one_and_two_best_need_two():
    values = {"1": None, "2": 7, "3": None}
    assert together(values, Rounds(Combine.BEST)).value == 7
    short = together(values, Rounds(Combine.BEST, best=2))
    assert (short.value, short.missing) == (None, ("1", "3"))
    assert together(values, Rounds(Combine.BEST, best=2, missing=Missing.LEFT_OUT)).value == 7


STAGES = (Round("heat"), Round("semi", carry=Fraction(1, 3)), Round("final"))


def test_last_round_reached_counts_with_what_earlier_ones_carry():
    finalist = together({"heat": 99, "semi": 30, "final": 40}, Rounds(Combine.LAST), STAGES)
    assert (finalist.reached, finalist.value) == (3, 50)
    assert [(part.round, part.worth, part.counts) for part in finalist.parts] == [
        ("heat", 0, False),
        ("semi", 10, True),
        ("final", 40, True),
    ]
    out = together({"heat": 99, "semi": None}, Rounds(Combine.LAST), STAGES)
    assert (out.reached, out.value) == (1, 99)


def test_last_round_without_the_round_that_carries_into_it_is_blocked():
    found = together({"final": 40}, Rounds(Combine.LAST), STAGES)
    assert (found.value, found.missing) == (None, ("semi",))


def test_nobody_without_any_result_gets_one():
    for combine in (Combine.SUM, Combine.MEAN, Combine.BEST, Combine.LAST):
        for missing in Missing:
            assert together({"heat": None}, Rounds(combine, missing=missing), STAGES).value is None


LIFTS = tuple(Round(f"{name}{n}", set=name) for name in ("抓举", "挺举") for n in (1, 2, 3))


def test_the_best_of_each_set_of_rounds_are_added():
    """Snatch 100, clean and jerk 130: 230; without a good lift in one of them there is no total."""
    lifts = {"抓举1": 95, "抓举2": 100, "抓举3": None, "挺举1": 125, "挺举2": 130, "挺举3": None}
    found = together(lifts, Rounds(Combine.BEST), LIFTS)
    assert (found.value, [part.round for part in found.parts if part.counts]) == (230, ["抓举2", "挺举2"])
    out = together({"抓举1": 95}, Rounds(Combine.BEST), LIFTS)
    assert (out.value, out.missing) == (None, ("挺举1", "挺举2", "挺举3"))
    assert together({"抓举1": 95}, Rounds(Combine.BEST, missing=Missing.NOTHING), LIFTS).value == 95


def test_weights_multiply_each_round():
    listed = (Round("1", weight=Fraction(3, 10)), Round("2", weight=Fraction(7, 10)))
    assert together({"1": 80, "2": 90}, Rounds(), listed).value == 87


def test_places_are_not_summed_for_one_entry_alone():
    with pytest.raises(ValueError, match="whole field"):
        together({"1": 1}, Rounds(Combine.PLACES))


RESULTS = st.dictionaries(st.sampled_from("12345"), st.none() | st.integers(0, 99), min_size=1)


@given(RESULTS, st.sampled_from([Combine.SUM, Combine.MEAN, Combine.BEST]), st.sampled_from(Missing), st.integers(1, 3))
def test_a_better_round_never_makes_the_whole_worse(values, combine, missing, best):
    rounds = Rounds(combine, best, missing)
    before = together(values, rounds)
    for code, value in values.items():
        if value is not None:
            after = together({**values, code: value + 1}, rounds)
            assert before.value is None or (after.value is not None and after.value >= before.value)


@given(RESULTS)
def test_what_counts_adds_up_to_the_result(values):
    for rounds in (Rounds(), Rounds(Combine.BEST, 2), Rounds(Combine.BEST, 2, Missing.LEFT_OUT)):
        found = together(values, rounds)
        if found.value is not None:
            assert sum(part.worth for part in found.parts if part.counts) == found.value
