"""The goals of a timetable, counted in a ``Room``: one function per goal. Each may be called once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.master import Expression, total
from scheduler.timetable.cpsat.room import Room
from scheduler.timetable.measure import CHANGE_OF_DAY, competition_minute
from scheduler.timetable.problem import MINUTES_PER_DAY, Entrant
from scheduler.timetable.starts import Slot
from scheduler.timetable.wishes import missed, own_wishes

Turn = tuple[int, int, cp_model.IntVar]  # start, end, taken


def _unplaced(room: Room) -> Expression:
    return total(room.left.values())


def _heats(room: Room) -> Expression:
    return total(room.heats.values())


def _slots(room: Room) -> Expression:
    starts: dict[int, list[Slot]] = defaultdict(list)
    for slot in room.heats:
        starts[slot.start].append(slot)
    return total(_any_open(room, slots) for slots in starts.values())


def _any_open(room: Room, slots: Iterable[Slot]) -> cp_model.IntVar:
    """Does a heat start in one of these slots?"""
    used = room.model.new_bool_var("used")
    for slot in slots:
        room.model.add(room.heats[slot] <= len(slot.venues) * used)
    return used


def _finish(room: Room) -> Expression:
    ends: dict[int, list[Slot]] = defaultdict(list)
    for slot in room.heats:
        ends[competition_minute(room.problem, room.end(slot))].append(slot)
    finish = room.model.new_int_var(0, max(ends, default=0), "finish")
    for minute, slots in ends.items():
        room.model.add(finish >= minute * _any_open(room, slots))
    return finish


def _waiting(room: Room) -> Expression:
    several = [entrant for entrant in room.problem.entrants if len(entrant.events) > 1]
    return total(_of_person(room, entrant) for entrant in several)


def _of_person(room: Room, entrant: Entrant) -> Expression:
    """Minutes between the first start and the last end of each day that are neither run nor rest; changes of day."""
    days: dict[int, list[Turn]] = defaultdict(list)
    for event in entrant.events:
        busy = room.events[event].entrant_minutes
        for start in room.starts.suits[entrant.id, event]:
            turn = room.going[event, entrant.id, start]
            days[start // MINUTES_PER_DAY].append((start, start + busy, turn))
    used = [room.model.new_bool_var(f"day of {entrant.id}") for _ in days]
    changes = room.model.new_int_var(0, len(days), f"changes of {entrant.id}")
    room.model.add(changes >= total(used) - 1)
    rest = room.problem.rest_of(entrant)
    idle = [_of_day(room, turns, rest, day) for turns, day in zip(days.values(), used, strict=True)]
    return total(idle) + CHANGE_OF_DAY * changes


def _of_day(room: Room, turns: list[Turn], rest: int, day: cp_model.IntVar) -> cp_model.IntVar:
    begins, ends = min(start for start, _, _ in turns), max(end for _, end, _ in turns)
    first = room.model.new_int_var(begins, ends, "first")
    last = room.model.new_int_var(begins, ends, "last")
    idle = room.model.new_int_var(0, ends - begins, "idle")
    for start, end, turn in turns:
        room.model.add(first <= start).only_enforce_if(turn)
        room.model.add(last >= end).only_enforce_if(turn)
        room.model.add(turn <= day)
    taken = total((end - start + rest) * turn for start, end, turn in turns)
    room.model.add(idle >= last - first - taken + rest * day)
    return idle


def _preferences(room: Room) -> Expression:
    """Weights not kept: by start for wishes about time, by slot where a venue is wished."""
    costs: list[Expression] = []
    for (name, event), wishes in own_wishes(room.problem).items():
        every = sum(wish.weight for wish in wishes)
        costs.append(every * room.left[event, name])
        for start in room.starts.suits[name, event]:
            end = start + room.events[event].entrant_minutes
            anywhere = missed(room.problem, wishes, start, end, ())
            going = room.going[event, name, start]
            costs.append(anywhere * going)
            for slot in room.drawn(event) if any(wish.venue for wish in wishes) else ():
                here = missed(room.problem, wishes, start, end, slot.venues)
                if slot.start == start and here < anywhere:
                    costs.append((here - anywhere) * _sit(room, name, slot))
    _seated(room)
    return total(costs)


def _sit(room: Room, name: str, slot: Slot) -> cp_model.IntVar:
    """Does this person start in a heat of this slot, not only at its start?"""
    tied = room.starts.tied.get((name, slot.event, slot.start), slot)
    room.sits[name, slot] = room.model.new_int_var(0, 1 if tied == slot else 0, "sits")
    return room.sits[name, slot]


def _seated(room: Room) -> None:
    """Everybody sits once, and the heats have room for those who sit in them and those tied to them."""
    own: dict[tuple[str, str, int], list[cp_model.IntVar]] = defaultdict(list)
    here: dict[Slot, dict[str, cp_model.IntVar]] = defaultdict(dict)
    for (name, event, start), slot in room.starts.tied.items():
        if (event, name, start) in room.going:
            here[slot][name] = room.going[event, name, start]
    for (name, slot), sits in room.sits.items():
        own[slot.event, name, slot.start].append(sits)
        here[slot].setdefault(name, sits)
    for key, every in own.items():
        room.model.add(total(every) <= room.going[key])
    for slot, people in here.items():
        room.model.add(total(people.values()) <= room.people.get(slot, 0))


GOALS: Mapping[str, Callable[[Room], Expression]] = {
    "unplaced": _unplaced,
    "heats": _heats,
    "slots": _slots,
    "finish": _finish,
    "waiting": _waiting,
    "preferences": _preferences,
}
