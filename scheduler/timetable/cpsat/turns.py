"""People who stand inside the model one by one: their starts, their rest, their pins."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.master import Master, at, moments, total
from scheduler.timetable.problem import MINUTES_PER_DAY, Entrant
from scheduler.timetable.starts import Slot


def bring_inside(master: Master, entrants: Iterable[Entrant]) -> None:
    """Decide these people's starts in the model: at most one per event, rest kept, pins kept."""
    pinned = {(pin.entrant, pin.event) for pin in master.problem.pins}
    for entrant in entrants:
        for event in entrant.events:
            if event in master.events:
                turns = [_turn(master, entrant.id, event, start) for start in master.starts.suits[entrant.id, event]]
                if (entrant.id, event) in pinned:
                    master.model.add_exactly_one(turns)
                else:
                    master.model.add_at_most_one(turns)
        _rest(master, entrant)
        _days(master, entrant)
    _tied(master)


def keep(master: Master, turns: Collection[tuple[str, str, int]]) -> None:
    """The people inside have these turns and no others."""
    for turn, variable in master.turns.items():
        master.model.add(variable == (turn in turns))


def _turn(master: Master, name: str, event: str, start: int) -> cp_model.IntVar:
    turn = master.model.new_bool_var(f"{name} {event} {start}")
    master.turns[name, event, start] = turn
    return turn


def _rest(master: Master, entrant: Entrant) -> None:
    """Busy time and rest of one person never overlap: at each moment at most one stretch."""
    if len(entrant.events) < 2:
        return
    rest = master.problem.rest_of(entrant)
    stretches = [
        (start, start + master.events[event].entrant_minutes + rest, master.turns[entrant.id, event, start])
        for event in entrant.events
        if event in master.events
        for start in master.starts.suits[entrant.id, event]
    ]
    for moment in moments(stretches):
        master.model.add_at_most_one(at(stretches, moment))


def _days(master: Master, entrant: Entrant) -> None:
    """No day holds more own events than the entrant may run."""
    if entrant.max_per_day is None or entrant.max_per_day >= len(entrant.events):
        return
    days: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for event in entrant.events:
        for start in master.starts.suits[entrant.id, event] if event in master.events else ():
            days[start // MINUTES_PER_DAY].append(master.turns[entrant.id, event, start])
    for turns in days.values():
        master.model.add(total(turns) <= entrant.max_per_day)


def _tied(master: Master) -> None:
    """Whoever a pin ties to one slot has room in its heat and counts in its least number; a place is for one."""
    places = {(pin.entrant, pin.event): pin.place for pin in master.problem.pins if pin.place is not None}
    tied: dict[Slot, list[tuple[cp_model.IntVar, int | None]]] = defaultdict(list)
    for (name, event, start), turn in master.turns.items():
        slot = master.starts.tied.get((name, event, start))
        if slot is not None:
            tied[slot].append((turn, places.get((name, event))))
    for slot, here in tied.items():
        people, least = (
            total(turn for turn, _ in here),
            master.model.new_int_var(0, slot.capacity * len(slot.venues), ""),
        )
        master.model.add(people <= master.room[slot])
        master.model.add_max_equality(least, [master.least[slot], people])
        master.least[slot] = least
        for place in {place for _, place in here if place is not None}:
            master.model.add_at_most_one(turn for turn, own in here if own == place)


def inside_at(master: Master) -> dict[str, dict[int, list[cp_model.IntVar]]]:
    """The turns by event and start."""
    found: dict[str, dict[int, list[cp_model.IntVar]]] = {event: defaultdict(list) for event in master.events}
    for (_, event, start), turn in master.turns.items():
        found[event][start].append(turn)
    return found
