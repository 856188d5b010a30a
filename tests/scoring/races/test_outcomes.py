"""Times and distances: precision, penalties, statuses (practice.md 3.5 and 3.6)."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Fault, Metres, Millis, Penalty, RaceResult, Status, parse_reading
from scoring.people import Entry
from scoring.races import Read, Settled, merit, outcome, outcome_of, outcomes_of, parse_penalty, to_precision
from scoring.rulebook import Better, Measure, Race, RaceRounding
from scoring.rulebook.racing import Unit

RUN = Race(Measure.TIME, Better.LOWER, Millis(100), RaceRounding.UP)
WALK = Race(Measure.TIME, Better.LOWER, Millis(1000), RaceRounding.UP, cut_off_minutes=50)
TREADMILL = Race(Measure.DISTANCE, Better.HIGHER, Metres(10), RaceRounding.DOWN)


@pytest.mark.parametrize(
    ("rounding", "published"),
    [(RaceRounding.UP, 12_400), (RaceRounding.DOWN, 12_300), (RaceRounding.HALF_UP, 12_300)],
)
def test_reading_is_brought_to_the_precision(rounding, published):
    assert to_precision(12_340, Race(precision=Millis(100), rounding=rounding)) == published


def test_half_of_the_precision_goes_up():
    half_up = Race(precision=Millis(100), rounding=RaceRounding.HALF_UP)
    assert [to_precision(value, half_up) for value in (12_349, 12_350)] == [12_300, 12_400]


@given(st.integers(1, 10**8), st.sampled_from(RaceRounding), st.sampled_from([1, 10, 100, 1000]))
def test_a_published_reading_stays_as_it_is(value, rounding, precision):
    race = Race(precision=Millis(precision), rounding=rounding)
    once = to_precision(value, race)
    assert (to_precision(once, race), once % precision, abs(once - value) < precision) == (once, 0, True)


def shown(found):
    return found.status, found.reason, found.exact, found.published, found.text


def test_outcome_of_a_run_and_of_a_treadmill():
    run = outcome(RaceResult("A", Millis(245_310)), RUN)
    assert shown(run) == (Status.FIN, "", 245_310, 245_400, "4:05.4")
    assert (run.reads, run.settled) == ((Read("", Fraction(245_310)),), Settled.SINGLE)
    assert shown(outcome(RaceResult("B", Metres(1868)), TREADMILL)) == (Status.FIN, "", 1868, 1860, "1860")


def test_centimetres_are_shown_with_two_decimals():
    jump = Race(Measure.DISTANCE, Better.HIGHER, Metres(1), RaceRounding.DOWN, unit=Unit.CENTIMETRE)
    assert outcome(RaceResult("A", parse_reading("7米85", jump)), jump).text == "7.85"
    throw = replace(jump, precision=Metres(100))
    assert outcome(RaceResult("A", parse_reading("58.99", throw)), throw).text == "58"


def test_penalties_come_before_the_precision():
    walked = RaceResult("A", Millis(1_800_500), penalties=(Penalty("running", 60_000),))
    assert outcome(walked, WALK).text == "31:01"
    short = RaceResult("B", Metres(1868), penalties=(Penalty("rail", 100),))
    assert outcome(short, TREADMILL).published == 1760
    assert outcome(RaceResult("C", Metres(50), penalties=(Penalty("rail", 100),)), TREADMILL).published == 0


def test_beyond_the_cut_off_is_no_finish():
    assert [outcome(RaceResult("A", Millis(time)), WALK).status for time in (3_000_000, 3_000_001)] == [
        Status.FIN,
        Status.DNF,
    ]
    assert outcome(RaceResult("A", Millis(3_000_001)), WALK).reason == "cut_off"


@pytest.mark.parametrize("status", [Status.DNS, Status.DNF, Status.DQ])
def test_a_status_without_result_shows_no_reading(status):
    assert shown(outcome(RaceResult("A", Millis(10_000), status, "R7"), RUN)) == (status, "R7", None, None, "")


def test_list_of_results_tells_strangers_doubles_and_holes():
    results = [RaceResult("A", Millis(1)), RaceResult("A", Millis(2)), RaceResult("Z", Millis(1)), RaceResult("B")]
    found = outcomes_of([Entry("A"), Entry("B"), Entry("C")], results, RUN)
    assert found.faults == (
        Fault("entry_unknown", {"entry": "Z"}),
        Fault("result_duplicate", {"entry": "A"}),
        Fault("result_missing", {"entry": "B"}),
    )
    assert {code: one.status for code, one in found.by_entry.items()} == {
        "A": Status.BLOCKED,
        "B": Status.BLOCKED,
        "C": Status.DNS,
    }


def test_more_merit_is_better_in_both_measures():
    assert merit(10, RUN) > merit(11, RUN)
    assert merit(11, TREADMILL) > merit(10, TREADMILL)


def test_reading_is_parsed_in_the_unit_of_the_race():
    assert (parse_reading("4:05.3", RUN), parse_reading("1.86 km", TREADMILL)) == (245_300, 1860)


def test_penalty_laps_cost_what_the_rules_say():
    walk, belt = replace(WALK, lap=60_000), replace(TREADMILL, lap=100)
    assert outcome(RaceResult("A", Millis(1_800_500), laps=2), walk).text == "32:01"
    assert outcome(RaceResult("B", Metres(1868), laps=3), belt).text == "1560"
    found = outcome_of("A", [RaceResult("A", Millis(1_800_500), laps=1)], WALK)
    assert (found.outcome.status, [fault.code for fault in found.faults]) == (Status.BLOCKED, ["lap_cost_missing"])


def test_a_bonus_is_a_negative_penalty():
    assert [parse_penalty(text, RUN) for text in ("60", "+1:00", "-10", "0", "0:00")] == [60_000, 60_000, -10_000, 0, 0]
    assert outcome(RaceResult("A", Millis(20_000), penalties=(Penalty("bonus", -10_000),)), RUN).text == "10.0"


def test_a_machine_is_corrected_by_metres_a_kilometre():
    read = [outcome(RaceResult("A", Metres(2000), calibration=by), TREADMILL).exact for by in (5, -5, 0)]
    assert read == [2010, 1990, 2000]
