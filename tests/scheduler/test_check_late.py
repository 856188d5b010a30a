"""The checker on a heat that ends later than planned: what follows must wait, what was planned is not blamed."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.timetable import After, Closure, Final, Plan, Problem, Staff, Wave, check
from scheduler.timetable.measure import measured
from tests.scheduler.builders import codes, entrant, event, free, heat, official, plan, problem, venue

STAFF = (Staff("timekeeper"),)


def day(**changes: Any) -> Problem:
    """Two gyms, run and jump, one timekeeper; e1 in both, ten minutes of rest."""
    return problem(
        **{
            "venues": (venue(), venue("gym2")),
            "events": (event(), event("jump")),
            "entrants": (entrant("e1", "run", "jump"), entrant("e2")),
            "rest_minutes": 10,
            **changes,
        }
    )


def late(minutes: int, **changes: Any) -> Plan:
    """The run at 08:00 ends late; e2 runs in the same gym at 08:30, e1 jumps in the other one."""
    return plan(
        heat("run-1", "e1", late_minutes=minutes, **changes),
        heat("run-2", "e2", start=510, **changes),
        heat("jump-1", "e1", event="jump", start=510, venue="gym2"),
    )


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, []), (5, []), (10, ["rest_too_short"]), (15, ["venue_taken", "rest_too_short"])],
)
def test_what_follows_a_late_heat_waits_for_it(minutes: int, expected: list[str]) -> None:
    assert codes(day(), late(minutes)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"entrants": (entrant("e1", "run", "jump", available=free(480, 525)), entrant("e2"))}, []),
        ({"venues": (venue(closed=(Closure(500, 505),)), venue("gym2"))}, []),
        ({"events": (event(), event("jump", after=(After("run"),)))}, ["too_early_after"]),
        ({"events": (event(final=Final(2, 10)), event("jump"))}, ["final_missing"]),
    ],
)
def test_only_what_comes_after_is_blamed(changes: dict[str, Any], expected: list[str]) -> None:
    found = [code for code in codes(day(**changes), late(5)) if code != "rest_too_short"]
    assert found == expected


def test_a_late_final_gap_counts_from_the_real_end() -> None:
    subject = day(events=(event(final=Final(1, 10, 10)), event("jump")), entrants=(entrant("e1"),))
    final = heat("run-final", start=510, final=True)
    assert codes(subject, plan(heat("run-1", "e1"), final)) == []
    assert codes(subject, plan(heat("run-1", "e1", late_minutes=5), final)) == ["final_too_early"]


def test_a_late_heat_keeps_its_official_who_is_busy_until_it_ends() -> None:
    subject = day(
        events=(event(staff=STAFF), event("jump")),
        entrants=(entrant("e1"), entrant("e2")),
        officials=(official("o1", available=free(480, 500)), official("o2")),
    )
    by = [replace(each, officials={"timekeeper": ("o1",)}) for each in late(10).heats[:1]]
    assert codes(subject, plan(*by, heat("run-2", "e2", start=510, officials={"timekeeper": ("o2",)}))) == []
    both = replace(subject, officials=(official("o1", rest_minutes=5),))
    again = heat("run-2", "e2", start=510, officials={"timekeeper": ("o1",)})
    assert codes(both, plan(replace(by[0], late_minutes=5), again)) == []
    assert codes(both, plan(replace(by[0], late_minutes=10), again)) == ["official_busy"]


def test_a_late_wave_leaves_the_interval_but_holds_the_route() -> None:
    route = venue(wave=Wave(10, 2), places=None)
    subject = day(venues=(route,), entrants=(entrant("e1"), entrant("e2")), events=(event(),))
    waves = plan(heat("run-1", "e1", late_minutes=30), heat("run-2", "e2", start=490))
    assert check(subject, waves) == ()
    narrow = replace(subject, venues=(replace(route, wave=Wave(10, 1)),))
    later = plan(heat("run-1", "e1", late_minutes=30), heat("run-2", "e2", start=520))
    assert codes(narrow, later) == ["route_full"]


def test_finish_and_waiting_count_the_real_end() -> None:
    calm, hurried = (measured(day(), late(minutes)) for minutes in (0, 5))
    assert (calm["waiting"] - hurried["waiting"], calm["finish"], hurried["finish"]) == (5, 50, 50)
    assert measured(day(), plan(late(30).heats[0]))["finish"] == 50
