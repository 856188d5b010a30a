"""Several rounds: runs that are added, attempts with count-back, heats and finals."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Entry, Fault, Metres, Millis, RaceResult, RaceResults, Status, parse, parse_reading, rank

FOLDER = Path(__file__).parents[3] / "examples/rulebooks"


def example(name):
    return parse((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def results(rulebook, lines):
    """Lines by entry: {round: "9.58" | "DNF" | ""}; an empty one is a foul."""
    found = []
    for entry, rounds in lines.items():
        for code, text in rounds.items():
            if text in Status.__members__:
                found.append(RaceResult(entry, None, Status(text), round=code))
            elif not text:
                found.append(RaceResult(entry, None, Status.DNF, "foul", round=code))
            else:
                found.append(RaceResult(entry, parse_reading(text, rulebook.race), round=code))
    return RaceResults(tuple(map(Entry, lines)), tuple(found))


def ranked(rulebook, lines):
    rows = rank(rulebook, results(rulebook, lines)).rows
    return [(row.place, row.entry, row.score or row.status.value, row.decided_by) for row in rows]


def test_two_runs_are_added_and_one_not_finished_is_no_place():
    lines = {
        "A": {"1": "50.12", "2": "51.00"},
        "B": {"1": "51.00", "2": "50.12"},
        "C": {"1": "49.00", "2": "DNF"},
        "D": {"1": "DQ"},
        "E": {"1": "52.00", "2": "52.01"},
        "F": {"1": "48.00"},
    }
    assert ranked(example("two_runs"), lines) == [
        (1, "A", "1:41.12", "shared"),
        (1, "B", "1:41.12", "shared"),
        (3, "E", "1:44.01", "score"),
        (None, "C", "DNF", ""),
        (None, "D", "DQ", ""),
        (None, "F", "DNS", ""),
    ]


def test_equal_sums_may_be_parted_by_one_round():
    text = (FOLDER / "two_runs.toml").read_text(encoding="utf-8").replace('["shared"]', '["round:2", "shared"]')
    lines = {"A": {"1": "50.12", "2": "51.00"}, "B": {"1": "51.00", "2": "50.12"}}
    assert ranked(parse(text), lines) == [(1, "B", "1:41.12", "round:2"), (2, "A", "1:41.12", "round:2")]


def test_best_attempt_counts_and_the_next_best_parts_equal_ones():
    lines = {
        "A": {"1": "7.85", "2": "", "3": "7.70", "4": "7.60", "5": "", "6": "7.62"},
        "B": {"1": "7.70", "2": "7.85", "3": "7.62", "4": "7.61", "5": "", "6": ""},
        "C": {"1": "7.85", "2": "", "3": "", "4": "", "5": "", "6": ""},
        "D": {"1": "", "2": "", "3": ""},
        "E": {"1": "7.85", "2": "7.70", "3": "7.62", "4": "7.61"},
    }
    assert ranked(example("long_jump"), lines) == [
        (1, "B", "7.85", "shared"),
        (1, "E", "7.85", "shared"),
        (3, "A", "7.85", "next_best"),
        (4, "C", "7.85", "next_best"),
        (None, "D", "DNF", ""),
    ]


def test_who_reaches_a_later_round_stands_first_whatever_the_times():
    lines = {
        "A": {"heats": "10.50", "semi": "10.40", "final": "10.60"},
        "B": {"heats": "10.60", "semi": "10.45", "final": "10.55"},
        "C": {"heats": "10.10", "semi": "10.20", "final": "DNF"},
        "D": {"heats": "10.55", "semi": "10.30"},
        "E": {"heats": "9.99"},
        "F": {"heats": "DNS"},
    }
    assert ranked(example("heats_and_final"), lines) == [
        (1, "B", "10.55", "score"),
        (2, "A", "10.60", "score"),
        (3, "D", "10.30", "reached"),
        (4, "E", "9.99", "reached"),
        (None, "C", "DNF", ""),
        (None, "F", "DNS", ""),
    ]


def test_a_photo_finish_parts_equal_times_only_when_it_speaks_of_all_of_them():
    rulebook = example("heats_and_final")
    lines = [
        RaceResult("A", Millis(9_790), round="final", recorded=2),
        RaceResult("B", Millis(9_790), round="final", recorded=1),
        RaceResult("C", Millis(9_800), round="final", recorded=1),
        RaceResult("D", Millis(9_800), round="final"),
    ]
    rows = rank(rulebook, RaceResults(tuple(map(Entry, "ABCD")), tuple(lines))).rows
    assert [(row.place, row.entry, row.decided_by) for row in rows] == [
        (1, "B", "recorded"),
        (2, "A", "recorded"),
        (3, "C", "shared"),
        (3, "D", "shared"),
    ]


def test_a_round_nobody_knows_is_a_fault_with_the_nearest():
    rulebook = example("two_runs")
    found = rank(rulebook, RaceResults((Entry("A"),), (RaceResult("A", Millis(1), round="3"),)))
    assert Fault("round_unknown", {"round": "3", "nearest": ""}) in found.faults


def test_faults_of_a_round_name_it_and_block_the_entry():
    rulebook = example("two_runs")
    twice = (RaceResult("A", Millis(1), round="1"), RaceResult("A", Millis(2), round="1"))
    found = rank(rulebook, RaceResults((Entry("A"),), twice))
    assert found.faults == (Fault("result_duplicate", {"entry": "A", "round": "1"}),)
    assert (found.rows[0].status, found.rows[0].reason) == (Status.BLOCKED, "result_duplicate")


TIMES = st.dictionaries(st.sampled_from("ABCDEF"), st.lists(st.integers(40_000, 41_000), min_size=2, max_size=2))


@given(TIMES, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(times, random):
    rulebook = example("two_runs")
    lines = [RaceResult(e, Millis(t), round=str(n)) for e, two in times.items() for n, t in enumerate(two, 1)]
    entries = [Entry(code) for code in times]
    before = rank(rulebook, RaceResults(tuple(entries), tuple(lines)))
    random.shuffle(lines)
    random.shuffle(entries)
    assert rank(rulebook, RaceResults(tuple(entries), tuple(lines))) == before


@pytest.mark.parametrize("name", ["two_runs", "long_jump"])
@given(
    readings=st.lists(st.lists(st.integers(500, 520), min_size=2, max_size=2), min_size=2, max_size=6),
    gain=st.integers(1, 30),
)
def test_a_better_reading_never_lowers_a_place(name, readings, gain):
    rulebook = example(name)
    better = -gain if rulebook.race.timed else gain

    def place(first):
        lines = [
            RaceResult(str(n), Metres(first if (n, at) == (0, 0) else value), round=str(at + 1))
            for n, two in enumerate(readings)
            for at, value in enumerate(two)
        ]
        entries = tuple(Entry(str(n)) for n in range(len(readings)))
        return rank(rulebook, RaceResults(entries, tuple(lines))).row("0").place

    assert place(readings[0][0] + better) <= place(readings[0][0])
