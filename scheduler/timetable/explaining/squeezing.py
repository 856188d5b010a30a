"""Placing somebody a simple timetable left over, by one look around: what is placed so needs no explanation."""

from scheduler.timetable.explaining.crowding import Crowding
from scheduler.timetable.explaining.rules import Registration
from scheduler.timetable.seats import Seating
from scheduler.timetable.starts import Slot


def squeezed_in(crowd: Crowding, who: Registration) -> bool:
    """Seat somebody on a free place, in a new heat with others from full heats, or after moving an own other event."""
    place = crowd.free(who)
    if place is not None:
        crowd.sit(who, place)
        return True
    return _with_company(crowd, who) or _after_own_move(crowd, who)


def _with_company(crowd: Crowding, who: Registration) -> bool:
    """A new heat of the least size: others come over from heats that stay large enough."""
    event = crowd.events[who[1]]
    if event.id in crowd.bound:
        return False
    for start in crowd.starts.suits[who]:
        if crowd.own_clash(who, start):
            continue
        for slot in crowd.slots[event.id, start]:
            if slot.fixed or all(crowd.overlapping(slot, venue) for venue in slot.venues):
                continue
            company = _company(crowd, who, slot, event.min_fill - 1)
            if company is not None:
                crowd.forget(company)
                _open(crowd, slot, [who, *company])
                return True
    return False


def _company(crowd: Crowding, who: Registration, slot: Slot, wanted: int) -> list[Registration] | None:
    """So many who can come over, or nobody when there are not enough."""
    wave = crowd.venues[slot.venues[0]].wave
    if wave is not None and wave.on_route_max is not None:
        return None
    spare = {id(seating): len(seating.people) - crowd.events[slot.event].min_fill for seating in crowd.seatings}
    found: list[Registration] = []
    for other, seating in crowd.seat.items():
        if len(found) == wanted:
            break
        suits = other[1] == slot.event and slot.start in crowd.starts.suits.get(other, ())
        free = suits and other[0] != who[0] and spare[id(seating)] > 0 and not crowd.pinned(other)
        if free and not crowd.own_clash(other, slot.start):
            spare[id(seating)] -= 1
            found.append(other)
    return found if len(found) == wanted else None


def _open(crowd: Crowding, slot: Slot, people: list[Registration]) -> None:
    crowd.sit(people[0], slot)
    for other in people[1:]:
        crowd.sit(other, crowd.seat[people[0]])


def _after_own_move(crowd: Crowding, who: Registration) -> bool:
    """Another own event moves to a free place, and the wanted start no longer clashes."""
    for other in [(who[0], event) for event in crowd.entrants[who[0]].events if event != who[1]]:
        seating = crowd.seat.get(other)
        if seating is None or len(seating.people) <= crowd.events[other[1]].min_fill or crowd.pinned(other):
            continue
        crowd.forget([other])
        if _both(crowd, who, other):
            return True
        crowd.sit(other, seating)
    return False


def _both(crowd: Crowding, who: Registration, other: Registration) -> bool:
    """Seat two events of one person, each on a free place that leaves one to the other."""
    for place in list(_places(crowd, who)):
        crowd.sit(who, place)
        free = crowd.free(other)
        if free is not None:
            crowd.sit(other, free)
            return True
        crowd.forget([who])
    return False


def _places(crowd: Crowding, who: Registration) -> list[Seating]:
    """Free places in heats at starts that suit."""
    heats = (seating for start in crowd.starts.suits[who] for seating in crowd.at.get((who[1], start), ()))
    return [seating for seating in heats if crowd.room(seating) and not crowd.own_clash(who, seating.start)]
