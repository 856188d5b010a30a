"""One exact model of a small problem: heats as whole numbers, people as flows inside it, nothing added later.

Made for the few people a clash is about (``explaining``). Who has one event only is counted with all others who have
the same starts; the others stand in the model one by one. The rules are stated by ``room_rules``.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from scheduler.timetable.problem import Event, Problem
from scheduler.timetable.starts import Slot, Starts

Registration = tuple[str, str]


@dataclass
class Room:
    """Variables: ``heats`` opened and ``people`` taken per slot, ``going`` per group and start, ``left`` per group.

    A group is (event, key): the key is a set of starts for people counted together, a name for those who stand alone.
    ``apart`` names more people who do; ``sits`` is filled by goals that ask in which slot somebody starts.
    """

    problem: Problem
    starts: Starts
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    heats: dict[Slot, cp_model.IntVar] = field(default_factory=dict)
    people: dict[Slot, cp_model.IntVar] = field(default_factory=dict)
    groups: dict[tuple[str, object], list[str]] = field(default_factory=lambda: defaultdict(list))
    going: dict[tuple[str, object, int], cp_model.IntVar] = field(default_factory=dict)
    left: dict[tuple[str, object], cp_model.IntVar] = field(default_factory=dict)
    sits: dict[tuple[str, Slot], cp_model.IntVar] = field(default_factory=dict)
    apart: Collection[str] = ()

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.problem.events}
        self.venues = {venue.id: venue for venue in self.problem.venues}
        self.alone = _standing_alone(self.problem).union(self.apart)
        for (name, event), suits in self.starts.suits.items():
            self.groups[event, name if name in self.alone else suits].append(name)
        for (event, key), names in self.groups.items():
            self._group(event, key, names)
        for each in self.events.values():
            self._slots(each)

    def _group(self, event: str, key: object, names: Sequence[str]) -> None:
        count = len(names)
        left = self.model.new_int_var(0, count, "left")
        self.left[event, key] = left
        for start in self.starts.suits[names[0], event]:
            self.going[event, key, start] = self.model.new_int_var(0, count, "going")
        goes = [self.going[event, key, start] for start in self.starts.suits[names[0], event]]
        self.model.add(sum(goes) + left == count)

    def _slots(self, event: Event) -> None:
        """Heats where somebody could start, where one is fixed or pinned, and the final."""
        arriving: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for (name, _, start), going in self.going.items():
            if name == event.id:
                arriving[start].append(going)
        wanted = {pin.start for pin in self.problem.pins if pin.event == event.id and not pin.entrant}
        taking: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for slot in self.starts.slots[event.id]:
            if slot.fixed or slot.start in arriving or slot.start in wanted:
                self._open(event, slot, sum(len(v) for (e, _), v in self.groups.items() if e == event.id))
                taking[slot.start].append(self.people[slot])
        for start, people in taking.items():
            self.model.add(sum(arriving[start]) == sum(people))
        for start in arriving.keys() - taking.keys():
            self.model.add(sum(arriving[start]) == 0)
        for slot in self.starts.finals.get(event.id, ()):
            self.heats[slot] = self.model.new_int_var(1 if slot.fixed else 0, 1, "final")

    def _open(self, event: Event, slot: Slot, entered: int) -> None:
        most = 1 if slot.fixed else min(len(slot.venues), max(1, entered))
        opened = self.model.new_int_var(1 if slot.fixed else 0, most, "heats")
        people = self.model.new_int_var(0, min(entered, slot.capacity * most), "people")
        filled = self.model.new_bool_var("filled") if slot.fixed else opened
        self.model.add(people <= slot.capacity * filled)
        self.model.add(people >= event.min_fill * filled)
        self.heats[slot], self.people[slot] = opened, people

    def drawn(self, event: str) -> list[Slot]:
        """The slots in the model of an event, its final apart."""
        return [slot for slot in self.people if slot.event == event]

    def any_heat(self, event: str) -> list[Slot]:
        """The slots in the model of an event and of its final."""
        return [slot for slot in self.heats if slot.event == event]

    def end(self, slot: Slot) -> int:
        """When a heat here has ended."""
        return slot.start + self.events[slot.event].lasts(slot.final)


def _standing_alone(problem: Problem) -> set[str]:
    """Who cannot be counted together with others: several events, or a pin."""
    several = {entrant.id for entrant in problem.entrants if len(entrant.events) > 1}
    return several | {pin.entrant for pin in problem.pins if pin.entrant}
