"""People who stand inside the model one by one: their starts, their rest, their waiting."""

from collections import defaultdict
from collections.abc import Container, Iterable
from itertools import product

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.master import Expression, Master, at, moments, total
from scheduler.timetable.measure import idle
from scheduler.timetable.problem import Entrant

WAYS = 40  # ways offered to each person when waiting is shortened
Way = tuple[int | None, ...]  # for every event of a person a start or nothing


def bring_inside(master: Master, entrants: Iterable[Entrant]) -> None:
    """Decide these people's starts in the model: at most one per event, rest kept, pins kept, heats large enough."""
    pinned = {(pin.entrant, pin.event) for pin in master.problem.pins}
    for entrant in entrants:
        for event in entrant.events:
            turns = [_turn(master, entrant.id, event, start) for start in master.starts.suits[entrant.id, event]]
            if (entrant.id, event) in pinned:
                master.model.add_exactly_one(turns)
            else:
                master.model.add_at_most_one(turns)
        _rest(master, entrant)
    _heats_large_enough(master)
    _pinned_heats(master)


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
        for start in master.starts.suits[entrant.id, event]
    ]
    for moment in moments(stretches):
        master.model.add_at_most_one(at(stretches, moment))


def _heats_large_enough(master: Master) -> None:
    for event in master.events:
        for outside in master.outside_at(event).values():
            master.model.add(outside >= 0)


def _pinned_heats(master: Master) -> None:
    """A fixed heat holds at least the people pinned to it (two fixed heats may start at the same time)."""
    slots = {slot.fixed: slot for slot in master.people if slot.fixed}
    pins: dict[str, int] = defaultdict(int)
    for pin in master.problem.pins:
        if pin.heat:
            pins[pin.heat] += 1
    for heat, count in pins.items():
        master.model.add(master.people[slots[heat]] >= count)


def waiting(master: Master, entrants: Iterable[Entrant], present: Container[tuple[str, str, int]]) -> Expression:
    """Idle minutes of these people between own events beyond the rest, 240 for a change of day.

    Each person takes one whole way through the days (a column: a start or nothing for every event) with its price; its
    linear relaxation is far stronger than that of first starts and last ends. Only the cheapest ways of each person are
    offered, and the ``present`` one, so the value found is good but not a bound.
    """
    return total(_way(master, entrant, present) for entrant in entrants if len(entrant.events) > 1)


def _way(master: Master, entrant: Entrant, present: Container[tuple[str, str, int]]) -> Expression:
    prices = _prices(master, entrant)
    now = tuple(_taken(master, entrant.id, event, present) for event in entrant.events)
    # Ways that leave an event out cost less; they must not crowd out the complete ones.
    ranked = sorted(prices, key=lambda way: (way.count(None), prices[way], [start or 0 for start in way]))
    offered = dict.fromkeys([*ranked[:WAYS], now, (None,) * len(now)])
    columns = {way: master.model.new_bool_var(f"way {entrant.id} {way}") for way in offered}
    master.model.add_exactly_one(columns.values())
    for place, event in enumerate(entrant.events):
        for start in master.starts.suits[entrant.id, event]:
            through = [column for way, column in columns.items() if way[place] == start]
            master.model.add(total(through) == master.turns[entrant.id, event, start])
    return total(prices[way] * column for way, column in columns.items())


def _prices(master: Master, entrant: Entrant) -> dict[Way, int]:
    """The waiting of every way that keeps the rest."""
    rest = master.problem.rest_of(entrant)
    choices: list[list[int | None]] = [[*master.starts.suits[entrant.id, event], None] for event in entrant.events]
    found: dict[Way, int] = {}
    for way in product(*choices):
        busy = [
            (start, start + master.events[event].entrant_minutes)
            for event, start in zip(entrant.events, way, strict=True)
            if start is not None
        ]
        price = idle(sorted(busy), rest)
        if price is not None:
            found[way] = price
    return found


def _taken(master: Master, name: str, event: str, present: Container[tuple[str, str, int]]) -> int | None:
    return next((start for start in master.starts.suits[name, event] if (name, event, start) in present), None)
