"""From who goes where to a plan: heats keep their ids and people their places wherever they can."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scheduler.timetable.plan import Heat, Plan, Unplaced
from scheduler.timetable.repairing.changed import Case, Entry
from scheduler.timetable.repairing.layout import Layout
from scheduler.timetable.repairing.spots import Ground, Spot, Suits, key_of, starts_of_spots
from scheduler.timetable.seats import lot
from scheduler.timetable.starts import open_places

Seats = Mapping[Spot, Sequence[str]]  # who of those let go of starts where; opened spots without anybody too


def composed(layout: Layout, seats: Seats, seed: int) -> Plan:
    """The plan of an attempt: heats, people in places, nobody's duties yet looked at, who is left over with reasons."""
    case = layout.case
    old = {key_of(heat): heat for heat in case.open}
    standing = {key_of(heat): heat for heat in layout.settled if heat.start >= case.now}
    people = {key: list(heat.places.values()) for key, heat in standing.items()}
    for spot, names in seats.items():
        people.setdefault(spot.key, []).extend(names)
    for event, heat in layout.named.items():
        for spot in seats:
            if spot.final and spot.event == event:
                people[spot.key] = list(heat.places.values())
    ids = _ids(case, old, people)
    heats = [_heat(case, key, ids[key], names, old.get(key), seed) for key, names in people.items()]
    whole = sorted((*case.begun, *heats), key=lambda heat: (heat.start, heat.venue, heat.id))
    seated = {(name, heat.event) for heat in whole if not heat.final for name in heat.places.values()}
    left = [(e.id, event) for e in case.problem.entrants for event in e.events if (e.id, event) not in seated]
    return Plan(tuple(whole), tuple(_reasons(case, whole, left)))


Key = tuple[str, str, int, bool]


def _ids(case: Case, old: Mapping[Key, Heat], people: Mapping[Key, Sequence[str]]) -> dict[Key, str]:
    """A heat that stays keeps its id; one that is new takes that of a heat that is gone and shares most people."""
    ids = {key: old[key].id for key in people if key in old}
    gone = [heat for key, heat in old.items() if key not in people]
    new = [key for key in people if key not in old]
    fixed = {(f.event, f.venue, f.start, f.final): f.id for f in case.problem.fixed_heats}
    ids |= {key: fixed[key] for key in new if key in fixed}
    alike = [(-_shared(heat, key, people[key]), heat.id, key) for heat in gone for key in new if key not in ids]
    used: set[str] = set(ids.values()) | {heat.id for heat in case.begun}
    for shared, name, key in sorted(each for each in alike if each[0] < 0):
        if shared and name not in used and key not in ids:
            ids[key] = name
            used.add(name)
    taken = used | {heat.id for heat in case.open}
    for key in sorted(key for key in new if key not in ids):
        ids[key] = _new_id(key, taken)
        taken.add(ids[key])
    return ids


def _shared(heat: Heat, key: Key, names: Sequence[str]) -> int:
    """People a gone heat has in common with a new one; a final is always the same final."""
    if (heat.event, heat.final) != (key[0], key[3]):
        return 0
    return 1 if heat.final else len(set(heat.places.values()).intersection(names))


def _new_id(key: Key, taken: set[str]) -> str:
    if key[3] and f"{key[0]}-final" not in taken:
        return f"{key[0]}-final"
    number = 1
    while f"{key[0]}-{number}" in taken:
        number += 1
    return f"{key[0]}-{number}"


def _heat(case: Case, key: Key, name: str, people: Sequence[str], before: Heat | None, seed: int) -> Heat:
    """Pinned places first, then everybody's own old place in this heat, then places by lot."""
    event, venue, start, final = key
    source = before or next((heat for heat in case.open if heat.id == name), None)
    officials = source.officials if source is not None else {}
    end = start + case.events[event].lasts(final)
    numbers = open_places(case.venues[venue], start, end, len(people) + len(case.entrants))
    pinned = {p.entrant: p.place for p in case.problem.pins if p.event == event and p.place is not None and not final}
    places = {pinned[each]: each for each in people if each in pinned}
    for place, each in sorted(source.places.items() if source is not None else ()):
        if each in people and each not in places.values() and place in numbers and place not in places:
            places[place] = each
    drawn = sorted(set(people) - set(places.values()), key=lambda each: lot(seed, name, each))
    free = (number for number in numbers if number not in places)
    places |= dict(zip(free, drawn, strict=False))
    return Heat(name, event, start, venue, dict(sorted(places.items())), final, officials)


def _reasons(case: Case, heats: Sequence[Heat], left: Iterable[Entry]) -> Iterable[Unplaced]:
    """Why somebody is left over."""
    if not left:
        return
    ground, suits = Ground(case, case.begun), Suits(case, case.begun)
    beside = Suits(case, heats)
    spots: dict[str, tuple[int, ...]] = {}
    entered = Counter(event for entrant in case.problem.entrants for event in entrant.events)
    for name, event in left:
        if event not in spots:
            spots[event] = starts_of_spots(ground.spots(event))
        starts = suits.starts((name, event), spots[event])
        if entered[event] < case.events[event].min_fill:
            reason = "below_min_fill"
        elif not starts:
            reason = "no_start"
        else:
            reason = "no_room" if beside.starts((name, event), starts) else "own_events_clash"
        yield Unplaced(name, event, (reason,))
