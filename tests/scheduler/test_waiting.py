"""Waiting: the least in given heats is found, heats move only where they may, and nobody who must stay is moved."""

from itertools import product

import pytest
from hypothesis import given, settings

from benchmarks.timetable import instance
from scheduler.timetable import After, Final, FixedHeat, Limits, Pin, Problem, Session, Wave, solve
from scheduler.timetable.cpsat.crowd import crowds_of
from scheduler.timetable.cpsat.itineraries import Hall
from scheduler.timetable.cpsat.own_waiting import own_waiting
from scheduler.timetable.cpsat.planner import Planner
from scheduler.timetable.cpsat.relaxed import relaxed, whole
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.cpsat.seating import Choice
from scheduler.timetable.cpsat.shifting import Grounds, shifted
from scheduler.timetable.cpsat.waiting import Waiting
from scheduler.timetable.measure import idle
from scheduler.timetable.starts import Slot, starts_of
from tests.scheduler.brute import best
from tests.scheduler.builders import entrant, event, free, planned, problem, venue
from tests.scheduler.test_properties import quick, tiny_problems

MORNING = (Session("am", 480, 720),)
BOTH = (event(), event("rope", venue_kinds=("hall",), heat_minutes=10, entrant_minutes=5))
HALLS = (venue(), venue("hall", kind="hall"))


def search() -> Search:
    return Search(Limits(), None)


def dealt(room: dict[tuple[str, int], int], subject: Problem) -> dict[tuple[str, str], int]:
    """The turns that wait least when the heats have this room."""
    hall = Hall(subject, crowds_of(starts_of(subject), 1), room, {}, subject.entrants, {})
    answer = relaxed(hall, {}, search())
    assert answer is not None
    found = whole(hall, answer, search())
    assert found is not None
    return found


def test_everybody_is_dealt_at_once_for_the_least_waiting_there_is() -> None:
    people = tuple(entrant(f"e{n}", "run", "rope", available=free(480, 600 + 40 * n)) for n in range(4))
    subject = problem(entrants=people, events=BOTH, venues=HALLS, sessions=MORNING)
    room = {("run", 480): 2, ("run", 540): 2, ("rope", 530): 1, ("rope", 590): 2, ("rope", 640): 1, ("rope", 500): 1}
    found = dealt(room, subject)

    def waited(turns: dict[tuple[str, str], int]) -> int:
        each = [
            idle(
                sorted([(turns[p.id, "run"], turns[p.id, "run"] + 15), (turns[p.id, "rope"], turns[p.id, "rope"] + 5)]),
                30,
            )
            for p in people
        ]
        return sum(10_000 if minutes is None else minutes for minutes in each)

    keys = [(p.id, name) for p in people for name in ("run", "rope")]
    options = [[at for name, at in room if name == key[1]] for key in keys]
    ends = {p.id: p.available[0].end for p in people}
    truth = min(
        waited(dict(zip(keys, choice, strict=True)))
        for choice in product(*options)
        if all(choice.count(at) <= count for (_, at), count in room.items())
        and all(at + 15 <= ends[key[0]] for key, at in zip(keys, choice, strict=True))
    )
    assert waited(found) == truth
    assert all(list(found.values()).count(at) <= count for (_, at), count in room.items())


def test_as_many_heats_ended_as_early_wait_far_less_than_greedy() -> None:
    subject = instance(80, 3).canonical()
    planner = Planner(subject, search())
    planner.run()
    assert planner.dealt is not None
    values = {goal.name: goal.value for goal in planned(solve(subject)).goals}
    bounds = [planner.bounds[key] for key in planner.bounds if key[1] in ("heats", "finish")]
    assert [values["heats"], values["finish"]] == bounds
    numbers, least = Planner(subject, search()), own_waiting(subject, planner.crowds, values["finish"])
    numbers._for_comfort = lambda goals: None  # type: ignore[method-assign]
    numbers.run()
    assert least <= values["waiting"] <= numbers.worth[numbers.goals.index("waiting")] / 5


def heats_at(**counts: int) -> tuple[Problem, Choice, dict[str, Slot]]:
    subject = problem(entrants=tuple(entrant(f"e{n}") for n in range(6)), sessions=MORNING)
    slots = {f"at{slot.start}": slot for slot in starts_of(subject).slots["run"]}
    heats = {slot: counts.get(name, 0) for name, slot in slots.items()}
    people = {slot: 2 * count for slot, count in heats.items()}
    return subject, Choice(heats, people, heats, {"run": 0}), slots


def test_a_heat_shifts_only_where_the_venue_is_free_once_it_has_left() -> None:
    subject, choice, slots = heats_at(at480=1, at520=1)
    grounds = Grounds(subject, starts_of(subject), choice)
    free_for = [name for name, slot in slots.items() if grounds.fits(choice, slots["at480"], slot)]
    assert free_for[:3] == ["at480", "at490", "at500"]
    assert free_for[3] == "at540"
    after = shifted(choice, slots["at480"], slots["at500"])
    assert {slot.start: n for slot, n in after.heats.items() if n} == {500: 1, 520: 1}
    assert after.room[slots["at500"]] == 2
    assert [slot.start for slot in grounds.places_for("run")] == [480, 490, 500, 510, 520]


def test_a_shifted_wave_keeps_the_route_from_filling_up() -> None:
    walk = event(entrant_minutes=40, heat_minutes=10)
    subject = problem(
        events=(walk,), sessions=MORNING, venues=(venue(places=2, wave=Wave(10, 3)),), entrants=(entrant("a"),)
    )
    slots = {slot.start: slot for slot in starts_of(subject).slots["run"]}
    heats = {slot: int(start in (480, 560)) for start, slot in slots.items()}
    choice = Choice(heats, {slot: 2 * n for slot, n in heats.items()}, heats, {"run": 0})
    grounds = Grounds(subject, starts_of(subject), choice)
    assert not grounds.fits(choice, slots[480], slots[530])
    assert grounds.fits(choice, slots[480], slots[520])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"fixed_heats": (FixedHeat("h", "run", 500, "gym1"),)}, []),
        ({"pins": (Pin("", "run", start=500),)}, []),
        ({"events": (event(final=Final(2, 20)), event("rope"))}, [500]),
        ({"events": (event(), event("rope", after=(After("run"),)))}, [500]),
        ({}, [480, 490, 500]),
    ],
)
def test_what_others_wait_for_or_somebody_decided_stays(changes: dict[str, object], expected: list[int]) -> None:
    subject = problem(**{"events": (event(), event("rope")), "sessions": MORNING, **changes})
    starts = starts_of(subject)
    heats = {slot: int(slot.start == 500) for slot in starts.slots["run"]}
    choice = Choice(heats, {slot: 2 * n for slot, n in heats.items()}, heats, {"run": 0})
    assert [slot.start for slot in Grounds(subject, starts, choice).places_for("run")] == expected


def test_whoever_is_pinned_keeps_the_own_turn_while_others_are_dealt_anew() -> None:
    people = tuple(entrant(f"e{n}", "run", "rope") for n in range(3))
    subject = problem(
        entrants=people, events=BOTH, venues=HALLS, sessions=MORNING, pins=(Pin("e1", "run", start=640),)
    ).canonical()
    turns = {(p.id, "run"): (640 if p.id == "e1" else 480) for p in people}
    turns |= {(p.id, "rope"): 560 for p in people}
    starts = starts_of(subject)
    slots = {slot: slot.start in (480, 640, 530, 560, 590) for each in starts.slots.values() for slot in each}
    room = {slot: 2 * slots[slot] for slot in slots}
    choice = Choice({slot: int(open_) for slot, open_ in slots.items()}, room, dict.fromkeys(slots, 0), {})
    waiting = Waiting(subject, starts, crowds_of(starts, 1), choice, turns, search())
    *_, (_, after) = waiting.answers()
    assert (after["e1", "run"], after["e1", "rope"]) == (640, 560)
    assert after.keys() == turns.keys()


@settings(quick, max_examples=20)
@given(tiny_problems(most=4, end=530))
def test_nobody_waits_less_than_the_bound_stated_from_their_own_windows(subject: Problem) -> None:
    truth = best(subject, subject.goals)
    if truth is not None and truth[0] == 0:
        crowds = crowds_of(starts_of(subject), 1)
        assert own_waiting(subject, crowds, None) <= own_waiting(subject, crowds, truth[2]) <= truth[3]


def test_the_bound_says_what_lessons_make_inevitable() -> None:
    busy = (*free(480, 500), *free(600, 620))
    one = entrant("e1", "run", "rope", available=busy)
    subject = problem(entrants=(one,), events=BOTH, venues=HALLS, sessions=MORNING)
    outcome = planned(solve(subject))
    (waiting,) = [goal for goal in outcome.goals if goal.name == "waiting"]
    assert (waiting.bound, waiting.value, waiting.proven) == (75, 75, True)
