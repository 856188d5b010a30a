"""From numbers to people: the numbers of one solution, and heats with names in them."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.timetable.cpsat.master import Master
from scheduler.timetable.cpsat.search import Answer
from scheduler.timetable.problem import Problem
from scheduler.timetable.seats import Seating
from scheduler.timetable.starts import Slot, Starts

Shared = tuple[Seating, tuple[str, ...]]  # a heat and the identical venues it may have


@dataclass(frozen=True)
class Choice:
    """The numbers of one solution: heats per slot, the people they may and must take, and the turns decided in it."""

    heats: Mapping[Slot, int]
    room: Mapping[Slot, int]
    least: Mapping[Slot, int]
    left: Mapping[str, int]
    turns: frozenset[tuple[str, str, int]] = frozenset()

    def room_at(self, event: str) -> dict[int, int]:
        """How many people the event's heats may take, by start."""
        return _by_start(self.room, event)

    def least_at(self, event: str) -> dict[int, int]:
        """How many people the event's heats must take, by start."""
        return _by_start(self.least, event)

    def inside(self, event: str) -> dict[int, int]:
        """How many people the model itself has put where."""
        counts: dict[int, int] = defaultdict(int)
        for _, each, start in self.turns:
            if each == event:
                counts[start] += 1
        return counts

    def of(self, events: Container[str]) -> "Choice":
        """What the choice says of some of its events."""
        return Choice(
            {slot: number for slot, number in self.heats.items() if slot.event in events},
            {slot: number for slot, number in self.room.items() if slot.event in events},
            {slot: number for slot, number in self.least.items() if slot.event in events},
            {event: number for event, number in self.left.items() if event in events},
            frozenset(turn for turn in self.turns if turn[1] in events),
        )

    def joined(self, other: "Choice") -> "Choice":
        """Two parts' choices as one."""
        return Choice(
            {**self.heats, **other.heats},
            {**self.room, **other.room},
            {**self.least, **other.least},
            {**self.left, **other.left},
            self.turns | other.turns,
        )


NOTHING = Choice({}, {}, {}, {})


def _by_start(numbers: Mapping[Slot, int], event: str) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for slot, number in numbers.items():
        if slot.event == event:
            counts[slot.start] += number
    return dict(counts)


def choice_of(master: Master, answer: Answer) -> Choice:
    """Read the solution of a solved run."""
    return Choice(
        {slot: answer.of(variable) for slot, variable in master.heats.items()},
        {slot: answer.of(room) for slot, room in master.room.items()},
        {slot: answer.of(least) for slot, least in master.least.items()},
        {event: answer.of(left) for event, left in master.left.items()},
        frozenset(turn for turn, variable in master.turns.items() if answer.of(variable)),
    )


def seatings_of(
    problem: Problem, starts: Starts, choice: Choice, turns: Mapping[tuple[str, str], int]
) -> list[Seating]:
    """Heats with names, for turns (start by entrant and event) that keep the choice's room and least numbers."""
    people: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (name, event), start in sorted(turns.items()):
        people[event, start].append(name)
    slots: dict[tuple[str, int], list[Slot]] = defaultdict(list)
    for slot, heats in choice.heats.items():
        if heats and not slot.final:
            slots[slot.event, slot.start].append(slot)
    seatings = [
        shared
        for at, here in sorted(slots.items(), key=lambda each: each[0])
        for shared in _at_one_start(choice, here, people[at], starts)
    ]
    held = {seating.event for seating, _ in seatings}
    finals = [
        (_seating(slot, []), slot.venues)
        for slot, heats in choice.heats.items()
        if heats and slot.final and (slot.fixed or slot.event in held)
    ]
    return _with_venues(problem, [*seatings, *finals])


def _at_one_start(choice: Choice, slots: Sequence[Slot], names: Sequence[str], starts: Starts) -> Iterable[Shared]:
    """Pinned people first, then every slot its least number, then as many as it may take."""
    tied = {name: starts.tied.get((name, slots[0].event, slots[0].start)) for name in names}
    here = {slot: [name for name in names if tied[name] == slot] for slot in slots}
    taken = {name for each in here.values() for name in each}
    free = [name for name in names if name not in taken]
    for wanted in (choice.least, choice.room):
        for slot in slots:
            while free and len(here[slot]) < wanted[slot]:
                here[slot].append(free.pop(0))
    for slot in slots:
        heats = choice.heats[slot]
        for number in range(heats):
            people = here[slot][number::heats]
            if people or slot.fixed:
                yield _seating(slot, people), slot.venues


def _seating(slot: Slot, people: list[str]) -> Seating:
    return Seating(slot.event, slot.venues[0], slot.start, slot.capacity, slot.fixed, people, slot.final)


def _with_venues(problem: Problem, seatings: Sequence[Shared]) -> list[Seating]:
    """Give each heat the first of its identical venues that is free: enough by the rule ``_venues_taken``."""
    venues = {venue.id: venue for venue in problem.venues}
    events = {event.id: event for event in problem.events}
    free_from: dict[str, int] = defaultdict(int)
    placed: list[Seating] = []
    for seating, names in sorted(seatings, key=lambda each: (each[0].start, each[0].event)):
        name = next((each for each in names if free_from[each] <= seating.start), names[0])
        wave = venues[name].wave
        taken = events[seating.event].taken(seating.final) + venues[name].changeover_minutes
        step = wave.interval_minutes if wave else taken
        free_from[name] = seating.start + step
        placed.append(replace(seating, venue=name))
    return placed
