"""Hand timing and two readers: worked examples of World Athletics TR19, and practice.md 3.6."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Fault, Metres, Millis, RaceResult, Status
from scoring.races import outcome_of, to_precision
from scoring.rulebook import Better, Measure, Race, RaceRounding
from scoring.rulebook.racing import Agreed, Timing

WATCHES = Race(Measure.TIME, Better.LOWER, Millis(100), RaceRounding.UP, timing=Timing.WATCHES)


def readers(agreed=Agreed.MEAN):
    return Race(
        Measure.DISTANCE,
        Better.HIGHER,
        Metres(10),
        RaceRounding.DOWN,
        timing=Timing.READERS,
        tolerance=20,
        agreed=agreed,
    )


def timed(*times, race=WATCHES):
    return outcome_of("A", [RaceResult("A", Millis(time), reader=f"W{n}") for n, time in enumerate(times)], race)


@pytest.mark.parametrize(
    ("times", "text", "how"),
    [
        ((10_110, 10_110, 10_340), "10.2", "two_watches_agree"),
        ((10_110, 10_340, 10_340), "10.4", "two_watches_agree"),
        ((10_110, 10_220, 10_340), "10.3", "middle_watch"),
        ((10_110, 10_340), "10.4", "slower_watch"),
        ((10_110, 10_110), "10.2", "two_watches_agree"),
        ((10_110,), "10.2", "one_watch"),
    ],
)
def test_watches_as_the_rule_says(times, text, how):
    for order in permutations(times):
        found = timed(*order)
        assert (found.outcome.text, found.outcome.settled) == (text, how)
    warned = [Fault("watch_single", {"entry": "A"})] if len(times) == 1 else []
    assert list(timed(*times).warnings) == warned


@given(st.lists(st.integers(1, 100_000), min_size=1, max_size=3), st.sampled_from([1, 10, 100, 1000]))
def test_rounding_each_watch_before_or_the_official_time_after_is_the_same(times, precision):
    race = Race(Measure.TIME, Better.LOWER, Millis(precision), RaceRounding.UP, timing=Timing.WATCHES)
    before = timed(*(to_precision(time, race) for time in times), race=race)
    assert timed(*times, race=race).outcome.published == before.outcome.published


def test_more_than_three_watches_have_no_rule():
    found = timed(1000, 2000, 3000, 4000)
    assert (found.outcome.status, found.faults) == (
        Status.BLOCKED,
        (Fault("readings_too_many", {"entry": "A", "most": 3}),),
    )


def test_a_watch_that_failed_is_no_reading():
    lines = [RaceResult("A", Millis(10_000), reader="1"), RaceResult("A", status=Status.DNS, reader="2")]
    assert outcome_of("A", lines, WATCHES).outcome.settled == "one_watch"


def test_the_official_result_goes_before_watches():
    lines = [RaceResult("A", Millis(time), reader=reader) for time, reader in ((10_000, "1"), (9_000, ""))]
    found = outcome_of("A", lines, WATCHES).outcome
    assert (found.text, found.settled) == ("9.0", "single")


def read(*metres, race=None):
    lines = [RaceResult("A", Metres(value), reader=f"R{n}") for n, value in enumerate(metres)]
    return outcome_of("A", lines, race or readers())


@pytest.mark.parametrize(
    ("agreed", "exact"),
    [(Agreed.LOWER, 1850), (Agreed.HIGHER, 1869), (Agreed.MEAN, Fraction(3719, 2)), (Agreed.FIRST, 1869)],
)
def test_two_readers_within_the_tolerance_agree(agreed, exact):
    assert read(1869, 1850, race=readers(agreed)).outcome.exact == exact


def test_readings_that_differ_by_the_tolerance_block_the_entry_naming_both():
    found = read(1870, 1850)
    assert found.faults == (Fault("reading_differs", {"entry": "A", "readings": "1850 / 1870", "tolerance": "20"}),)
    assert (found.outcome.status, found.outcome.reason) == (Status.BLOCKED, "reading_differs")


def test_a_third_reading_settles_it_unless_all_three_differ():
    assert (read(1870, 1850, 1868).outcome.exact, read(1870, 1850, 1868).outcome.settled) == (1868, "third_reading")
    assert [fault.params["readings"] for fault in read(1890, 1850, 1870).faults] == ["1850 / 1870 / 1890"]


def test_one_reader_is_a_warning():
    found = read(1870)
    assert (found.outcome.text, found.warnings) == ("1870", (Fault("reader_single", {"entry": "A"}),))


def test_lines_that_contradict_each_other_block_the_entry():
    statuses = [RaceResult("A", Millis(1), reader="1"), RaceResult("A", status=Status.DNF, reader="2")]
    laps = [RaceResult("A", Millis(1), reader="1", laps=1), RaceResult("A", Millis(1), reader="2", laps=2)]
    twice = [RaceResult("A", Millis(1), reader="1"), RaceResult("A", Millis(2), reader="1")]
    assert [outcome_of("A", lines, WATCHES).outcome.reason for lines in (statuses, laps, twice)] == [
        "statuses_differ",
        "penalties_differ",
        "result_duplicate",
    ]
