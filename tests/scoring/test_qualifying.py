"""Who goes on to the next round: by place, by time, equal at the last place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Advance, AdvancedBy, Entry, Fault, Millis, RaceResult, RaceResults, Status, parse, qualified, rank


def rules(advance=2, fastest=1, ties="all"):
    return parse(
        f"""
name = "试跑"
format = "race"
[race]
measure = "time"
precision = 0.01
advance_ties = "{ties}"
[rounds]
combine = "last"
[[rounds.list]]
code = "heats"
advance = {advance}
fastest = {fastest}
[[rounds.list]]
code = "final"
[ranking]
ties = ["recorded", "shared"]
"""
    )


def heats(*heats, **more):
    """Times in hundredths by heat; entries are called 1a, 1b, …, 2a, …"""
    lines = [
        RaceResult(f"{number}{chr(97 + at)}", Millis(time * 10), round="heats", heat=str(number), **more)
        for number, times in enumerate(heats, 1)
        for at, time in enumerate(times)
    ]
    return RaceResults(tuple(Entry(line.entry) for line in lines), tuple(lines))


def told(rulebook, results):
    return {
        line.entry: line.by.value for line in qualified(rulebook, results, "heats") if line.by is not AdvancedBy.OUT
    }


def test_first_two_of_each_heat_and_the_next_fastest():
    results = heats([1010, 1020, 1030, 1040], [1100, 1110, 1120])
    assert told(rules(), results) == {"1a": "place", "1b": "place", "2a": "place", "2b": "place", "1c": "time"}
    first = qualified(rules(), results, "heats")[0]
    assert first == Advance("heats", "", "1", "1a", 1, "10.10", AdvancedBy.PLACE)


def test_equal_at_the_last_place_all_go_on():
    results = heats([1010, 1020, 1020], [1100, 1110, 1130], [1090, 1115, 1130])
    assert told(rules(), results) == {
        **dict.fromkeys(["1a", "2a", "2b", "3a", "3b"], "place"),
        **dict.fromkeys(["1b", "1c"], "tie"),
        **dict.fromkeys(["2c", "3c"], "tie"),
    }


def test_or_lots_are_drawn_and_nobody_of_them_is_through_until_then():
    tied = heats([1010, 1050], [1020, 1060], [1000, 1050])
    lots = [line for line in qualified(rules(1, 1, "draw"), tied, "heats") if line.by is AdvancedBy.DRAW]
    assert [(line.entry, line.through) for line in lots] == [("1b", False), ("3b", False)]
    standings = rank(rules(1, 1, "draw"), tied)
    assert [fault for fault in standings.warnings if fault.code == "advance_draw"] == [
        Fault("advance_draw", {"entry": "1b", "round": "heats"}),
        Fault("advance_draw", {"entry": "3b", "round": "heats"}),
    ]


def test_a_photo_finish_settles_the_last_place():
    lines = heats([1010, 1020, 1020]).results
    seen = tuple(
        RaceResult(line.entry, line.reading, round="heats", heat="1", recorded=order)
        for line, order in zip(lines, (1, 3, 2), strict=True)
    )
    results = RaceResults(tuple(Entry(line.entry) for line in seen), seen)
    assert told(rules(2, 0), results) == {"1a": "place", "1c": "place"}


def test_groups_qualify_apart():
    lines = heats([1010, 1020, 1030], [1100, 1110, 1120]).results
    entries = tuple(Entry(line.entry, group="W" if line.heat == "2" else "M") for line in lines)
    found = qualified(rules(1, 1), RaceResults(entries, lines), "heats")
    assert [(one.group, one.entry) for one in found if one.through] == [
        ("M", "1a"),
        ("M", "1b"),
        ("W", "2a"),
        ("W", "2b"),
    ]


def test_who_did_not_finish_stays_out_and_has_no_place():
    lines = (*heats([1010, 1020]).results, RaceResult("x", None, Status.DQ, "R7", round="heats", heat="1"))
    found = qualified(rules(3, 3), RaceResults(tuple(Entry(line.entry) for line in lines), lines), "heats")
    assert found[-1] == Advance("heats", "", "1", "x", None, "DQ", AdvancedBy.OUT)


def test_who_runs_the_final_without_having_qualified_is_told():
    results = heats([1010, 1020, 1030, 1040])
    final = tuple(RaceResult(entry, Millis(10_000), round="final") for entry in ("1a", "1d"))
    found = rank(rules(2, 0), RaceResults(results.entries, (*results.results, *final)))
    assert found.warnings == (Fault("advanced_unqualified", {"entry": "1d", "round": "final"}),)


def test_a_round_nobody_listed_has_no_qualification():
    with pytest.raises(KeyError):
        qualified(rules(), heats([1010]), "semi")


HEATS = st.lists(st.lists(st.integers(1000, 1010), min_size=1, max_size=7), min_size=1, max_size=4)


@given(HEATS, st.integers(0, 3), st.integers(0, 4), st.sampled_from(["all", "draw"]))
@settings(max_examples=150)
def test_exactly_the_promised_number_goes_on_or_the_tie_is_told(times, advance, fastest, ties):
    found = qualified(rules(advance, fastest, ties), heats(*times), "heats")
    by_place = sum(min(advance, len(heat)) for heat in times)
    promised = by_place + min(fastest, sum(map(len, times)) - by_place)
    through = [line for line in found if line.through]
    told = [line for line in found if line.by in (AdvancedBy.TIE, AdvancedBy.DRAW)]
    assert len(through) == promised or told
    slowest = {line.heat: line.place for line in through if line.by is AdvancedBy.PLACE}
    assert all(place <= advance for place in slowest.values())


@given(HEATS, st.integers(0, 3), st.integers(0, 4))
def test_nobody_outside_was_faster_than_somebody_who_goes_on_by_time(times, advance, fastest):
    found = qualified(rules(advance, fastest), heats(*times), "heats")
    by_time = [float(line.result) for line in found if line.by is AdvancedBy.TIME]
    outside = [float(line.result) for line in found if line.by is AdvancedBy.OUT]
    assert not by_time or not outside or max(by_time) < min(outside)
