"""What single-heat events with people in common cannot do, stated in a ``Master``. True while nobody is left over."""

from collections import defaultdict

from scheduler.timetable.cpsat.master import Expression, Master, at, moments, total
from scheduler.timetable.problem import MINUTES_PER_DAY
from scheduler.timetable.sittings import Sittings

MANY = 20_000  # possible pairs of an event and a start with others nearby, above which nothing is stated


def keep_apart(master: Master, sittings: Sittings) -> None:
    """Everybody entered can come, and events that share people never overlap, rest counted in."""
    inside = {number for number, event in enumerate(sittings.events) if event.id in master.events}
    for number in sorted(inside):
        for slot in sittings.slots(number):
            if sittings.missing(number, slot):
                master.model.add(master.heats[slot] == 0)
    wider = {both: rest for both, rest in sittings.rests.items() if inside.issuperset(both)}
    for clique in sittings.cliques:
        here = [number for number in clique if number in inside]
        if len(here) > 1:
            _one_at_a_time(master, sittings, here, sittings.closest(here))
            rest = sittings.closest(here)
            wider = {each: long for each, long in wider.items() if long > rest or not set(here).issuperset(each)}
    for both, rest in wider.items():
        _one_at_a_time(master, sittings, both, rest)
    _days(master, sittings, inside)


def _days(master: Master, sittings: Sittings, inside: set[int]) -> None:
    """No day holds more of somebody's sittings than the person may have on one."""
    number = {sittings.events[each].id: each for each in inside}
    for entrant in sittings.problem.entrants:
        own = [number[event] for event in entrant.events if event in number]
        if entrant.max_per_day is None or len(own) <= entrant.max_per_day:
            continue
        days: dict[int, list[Expression]] = defaultdict(list)
        for slot in (slot for event in own for slot in sittings.slots(event)):
            days[slot.start // MINUTES_PER_DAY].append(master.heats[slot])
        for heats in days.values():
            master.model.add(total(heats) <= entrant.max_per_day)


def _one_at_a_time(master: Master, sittings: Sittings, events: tuple[int, ...] | list[int], rest: int) -> None:
    stretches: list[tuple[int, int, Expression]] = [
        (slot.start, slot.start + sittings.events[number].entrant_minutes + rest, master.heats[slot])
        for number in events
        for slot in sittings.slots(number)
    ]
    for moment in moments(stretches):
        master.model.add(total(at(stretches, moment)) <= 1)


def few(sittings: Sittings) -> bool:
    """Is it worth stating all this?"""
    return sum(len(sittings.slots(number)) for clique in sittings.cliques for number in clique) <= MANY
