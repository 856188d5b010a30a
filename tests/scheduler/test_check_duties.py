"""The checker's rules about officials: a good rota passes, and each way of spoiling it is named."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.timetable import Final, Heat, Plan, Problem, Staff, Unplaced, Unstaffed, check
from scheduler.timetable.people import Official
from tests.scheduler.builders import codes, entrant, event, free, heat, official, plan, problem, venue

TIMEKEEPER = (Staff("timekeeper"),)


def staffed(**changes: Any) -> Problem:
    """Two gyms, e1 and e2 run, three people keep time; o3 is e3's other name and e3 is entered too."""
    return problem(
        **{
            "venues": (venue("gym1"), venue("gym2")),
            "events": (event(staff=TIMEKEEPER),),
            "entrants": (entrant("e1", department="D1"), entrant("e2"), entrant("e3")),
            "officials": (official("o1"), official("o2"), official("o3", entrant="e3")),
            **changes,
        }
    )


def served(name: str, start: int, *people: str, by: str = "o1", **changes: Any) -> Heat:
    return heat(name, *people, start=start, officials={"timekeeper": (by,)}, **changes)


GOOD = plan(served("run-1", 480, "e1", "e2"), served("run-2", 500, "e3", by="o2"))


def test_a_good_rota_has_no_violations() -> None:
    assert check(staffed(), GOOD) == ()


def spoiled(first: dict[str, Any] | None = None, second: dict[str, Any] | None = None, **more: Any) -> Plan:
    heats = (replace(GOOD.heats[0], **(first or {})), replace(GOOD.heats[1], **(second or {})))
    return replace(GOOD, heats=heats, **more)


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (spoiled({"officials": {}}), ["staff_wrong"]),
        (spoiled({"officials": {}}, unstaffed=(Unstaffed("run-1", "timekeeper", 1),)), []),
        (spoiled({"officials": {}}, unstaffed=(Unstaffed("run-1", "timekeeper", 2),)), ["staff_wrong"]),
        (spoiled(unstaffed=(Unstaffed("run-1", "timekeeper", 1),)), ["staff_wrong"]),
        (spoiled(unstaffed=(Unstaffed("run-1", "medic", 1),)), ["staff_wrong"]),
        (spoiled(unstaffed=(Unstaffed("run-9", "timekeeper", 1),)), ["unstaffed_heat_unknown"]),
        (spoiled({"officials": {"timekeeper": ("o1", "o2")}}), ["staff_wrong"]),
        (spoiled({"officials": {"timekeeper": ("o9",)}}), ["official_unknown"]),
        (spoiled({"officials": {"timekeeper": ("o3",)}}), []),
        (spoiled({"start": 500, "venue": "gym2"}, {"officials": {"timekeeper": ("o1",)}}), ["official_busy"]),
        (spoiled(second={"officials": {"timekeeper": ("o3",)}}), ["official_runs"]),
        (
            spoiled({"start": 500, "venue": "gym2", "officials": {"timekeeper": ("o3",)}}),
            ["official_runs"],
        ),
    ],
)
def test_each_spoiled_rota_is_caught(candidate: Plan, expected: list[str]) -> None:
    assert codes(staffed(), candidate) == expected


def officials(**changes: Any) -> tuple[Official, ...]:
    return official("o1", **changes), official("o2"), official("o3", entrant="e3")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"officials": officials(skills=("medic",))}, ["official_unskilled"]),
        ({"officials": officials(available=free(480, 499))}, ["official_not_available"]),
        ({"officials": officials(available=(*free(480, 490), *free(490, 500)))}, []),
        ({"officials": officials(max_heats=0)}, ["too_many_duties"]),
        ({"officials": officials(max_heats=1)}, []),
        ({"officials": officials(department="D1")}, []),
        ({"officials": officials(department="D1"), "avoid_own_department": True}, ["own_department"]),
        ({"officials": officials(department="D2"), "avoid_own_department": True}, []),
        (
            {"officials": officials(department="D1"), "events": (event(staff=TIMEKEEPER, avoid_own_department=True),)},
            ["own_department"],
        ),
        (
            {
                "officials": officials(department="D1"),
                "avoid_own_department": True,
                "events": (event(staff=TIMEKEEPER, avoid_own_department=False),),
            },
            [],
        ),
        ({"officials": officials(entrant="e2")}, ["official_runs"]),
        ({"officials": (official("e1"), *officials()), "entrants": staffed().entrants}, []),
        ({"events": (event(staff=(*TIMEKEEPER, Staff("medic"))),)}, ["staff_wrong", "staff_wrong"]),
    ],
)
def test_the_same_rota_breaks_a_stricter_problem(changes: dict[str, Any], expected: list[str]) -> None:
    assert codes(staffed(**changes), GOOD) == expected


def test_an_official_is_the_entrant_of_the_same_id() -> None:
    subject = staffed(officials=(official("e1"), official("o2")))
    assert codes(subject, spoiled({"officials": {"timekeeper": ("e1",)}})) == ["official_runs"]


@pytest.mark.parametrize(("pause", "expected"), [(0, []), (1, ["official_busy"])])
def test_a_break_lies_between_two_duties(pause: int, expected: list[str]) -> None:
    subject = staffed(officials=officials(rest_minutes=pause))
    assert codes(subject, spoiled(second={"officials": {"timekeeper": ("o1",)}})) == expected


def test_two_skills_in_one_heat_are_two_places() -> None:
    both = event(staff=(*TIMEKEEPER, Staff("medic")))
    subject = staffed(events=(both,), officials=(official("o1", skills=("medic", "timekeeper")),))
    twice = heat("run-1", "e1", "e2", officials={"timekeeper": ("o1",), "medic": ("o1",)})
    candidate = plan(twice, unplaced=[Unplaced("e3", "run")])
    assert codes(subject, candidate) == ["official_busy"]


def test_whoever_may_reach_a_final_does_not_serve_in_it() -> None:
    subject = staffed(events=(event(staff=TIMEKEEPER, final=Final(2, 10)),))
    final = heat("run-final", start=520, final=True, officials={"timekeeper": ("o3",)})
    assert codes(subject, replace(GOOD, heats=(*GOOD.heats, final))) == ["official_in_own_final"]
    final = replace(final, officials={"timekeeper": ("o1",)})
    assert codes(subject, replace(GOOD, heats=(*GOOD.heats, final))) == []
