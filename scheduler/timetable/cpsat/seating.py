"""From numbers to people: a solution of the model becomes heats with names in them."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.timetable.cpsat.flows import Crowd, seat
from scheduler.timetable.cpsat.master import Master
from scheduler.timetable.cpsat.search import Answer
from scheduler.timetable.problem import Problem
from scheduler.timetable.seats import Seating
from scheduler.timetable.starts import Slot

Shared = tuple[Seating, tuple[str, ...]]  # a heat and the identical venues it may have


@dataclass(frozen=True)
class Choice:
    """The numbers of one solution: heats and people per slot, and the turns of the people inside the model."""

    heats: Mapping[Slot, int]
    people: Mapping[Slot, int]
    turns: frozenset[tuple[str, str, int]]

    def outside(self, event: str) -> dict[int, int]:
        """People per start of an event who still have to be named."""
        wanted: dict[int, int] = defaultdict(int)
        for slot, count in self.people.items():
            if slot.event == event:
                wanted[slot.start] += count
        for _, each, start in self.turns:
            if each == event:
                wanted[start] -= 1
        return dict(wanted)


def choice_of(master: Master, answer: Answer) -> Choice:
    """Read the solution of a solved run."""
    return Choice(
        {slot: answer.of(variable) for slot, variable in master.heats.items()},
        {slot: answer.of(variable) for slot, variable in master.people.items()},
        frozenset(turn for turn, variable in master.turns.items() if answer.of(variable)),
    )


def choice_behind(slots: Iterable[Slot], seatings: Sequence[Seating], inside: Container[str]) -> Choice:
    """The numbers of heats that are already filled, as a solution would have given them."""
    heats, people = dict[Slot, int](), dict[Slot, int]()
    for slot in slots:
        here = [s for s in seatings if s.event == slot.event and s.start == slot.start and s.venue in slot.venues]
        heats[slot], people[slot] = len(here), sum(len(each.people) for each in here)
    turns = ((name, each.event, each.start) for each in seatings for name in each.people if name in inside)
    return Choice(heats, people, frozenset(turns))


def seatings_of(problem: Problem, choice: Choice, crowds: Mapping[str, Crowd]) -> list[Seating]:
    """Heats with names; only for choices whose numbers can be filled."""
    seatings: list[Shared] = []
    for event, crowd in crowds.items():
        seated, cut = seat(crowd, choice.outside(event))
        if cut:
            raise AssertionError(f"numbers of {event} cannot be filled")
        inside: dict[int, list[str]] = defaultdict(list)
        for name, each, start in sorted(choice.turns):
            if each == event:
                inside[start].append(name)
        for start in sorted({slot.start for slot, heats in choice.heats.items() if heats and slot.event == event}):
            names = inside[start] + seated.get(start, [])
            seatings.extend(_at_one_start(problem, choice, event, start, names))
    return _with_venues(problem, seatings)


def _at_one_start(problem: Problem, choice: Choice, event: str, start: int, names: Sequence[str]) -> list[Shared]:
    slots = [s for s, heats in choice.heats.items() if heats and s.event == event and s.start == start]
    pins = {(pin.heat, pin.entrant) for pin in problem.pins}
    pinned = {slot: [name for name in names if (slot.fixed, name) in pins] for slot in slots}
    free = [name for name in names if not any(name in taken for taken in pinned.values())]
    seatings: list[Shared] = []
    for slot in slots:
        here = pinned[slot] + [free.pop(0) for _ in range(choice.people[slot] - len(pinned[slot]))]
        heats = choice.heats[slot]
        for number in range(heats):
            seating = Seating(event, slot.venues[0], start, slot.capacity, slot.fixed, here[number::heats])
            if seating.people or slot.fixed:
                seatings.append((seating, slot.venues))
    return seatings


def _with_venues(problem: Problem, seatings: Sequence[Shared]) -> list[Seating]:
    """Give each heat the first of its identical venues that is free: enough by the rule ``_venues_taken``."""
    venues = {venue.id: venue for venue in problem.venues}
    minutes = {event.id: event.heat_minutes for event in problem.events}
    free_from: dict[str, int] = defaultdict(int)
    for seating, names in sorted(seatings, key=lambda each: (each[0].start, each[0].event)):
        name = next((each for each in names if free_from[each] <= seating.start), names[0])
        wave = venues[name].wave
        step = wave.interval_minutes if wave else minutes[seating.event] + venues[name].changeover_minutes
        free_from[name] = seating.start + step
        seating.venue = name
    return [seating for seating, _ in seatings]
