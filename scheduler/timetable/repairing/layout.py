"""One attempt at a repair laid out: what stays, who may go where. The search sees only what stands here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.timetable.plan import Heat
from scheduler.timetable.repairing.changed import Case, Entry
from scheduler.timetable.repairing.changes import Budget
from scheduler.timetable.repairing.spots import Ground, Spot, Suits, key_of, starts_of_spots


@dataclass(frozen=True)
class Scope:
    """Who is let go of in an attempt. ``near``: only so many spots for each, the nearest to the old one (None: all).

    ``whole``: it is the whole problem. ``decides``: when nobody but those counted as forced moves, it is among these.
    """

    released: frozenset[Entry]
    finals: frozenset[str]
    near: int | None = None
    whole: bool = False
    decides: bool = False


@dataclass(frozen=True)
class Group:
    """Entries that are alike: one event, one old spot, the same spots to go to. ``home`` is None without an old one."""

    event: str
    names: tuple[str, ...]
    home: Heat | None
    spots: tuple[Spot, ...]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.names)

    def stays(self, spot: Spot) -> bool:
        """Is this the old spot?"""
        return self.home is not None and spot.key == key_of(self.home)

    def minutes(self, spot: Spot) -> int:
        """Minutes between the old start and this one; 0 without an old one."""
        return abs(spot.start - self.home.start) if self.home is not None else 0


@dataclass(frozen=True)
class Layout:
    """What an attempt decides over.

    ``settled`` heats stay with the people named in them; those of them that are still to come stand in ``spots`` too,
    with what room they have left. ``finals`` are spots by event for finals that may move; ``named`` their people.
    """

    case: Case
    settled: tuple[Heat, ...]
    spots: Mapping[str, tuple[Spot, ...]]
    finals: Mapping[str, tuple[Spot, ...]]
    named: Mapping[str, Heat]
    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        """Choices in all."""
        return sum(len(group.spots) for group in self.groups)

    @property
    def several(self) -> dict[str, list[int]]:
        """People let go of more than once, or named in a final that may move, with the indices of their groups."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, group in enumerate(self.groups):
            if group.size == 1:
                found[group.names[0]].append(index)
        finalists = {name for heat in self.named.values() for name in heat.places.values()}
        return {name: each for name, each in found.items() if len(each) > 1 or name in finalists}


def laid_out(case: Case, scope: Scope, budget: Budget | None = None) -> Layout:
    """The attempt of a scope; with a budget nobody is offered a spot further away than it allows."""
    kept = [each for each in (_kept(heat, scope) for heat in case.open) if each is not None]
    settled = (*case.begun, *kept)
    ground, suits = Ground(case, settled), Suits(case, settled)
    spots: dict[str, list[Spot]] = {event: ground.spots(event) for event in case.events}
    for heat in kept:
        if not heat.final:
            spots[heat.event].append(_with_room(ground, heat))
    finals = {event: tuple(_final_spots(ground, suits, event, case)) for event in case.events}
    homes = {(name, heat.event): heat for heat in case.open if not heat.final for name in heat.places.values()}
    named = {heat.event: heat for heat in case.open if heat.final and heat.event in finals and heat not in kept}
    minutes = budget.minutes if budget else None
    offers = _Offers(case, suits, spots, scope.near, minutes)
    entries = [(entry, homes.get(entry)) for entry in sorted(scope.released | set(case.waiting))]
    together = Counter(name for (name, _), _ in entries)
    single = {name for heat in named.values() for name in heat.places.values()}
    alone = {name for name, count in together.items() if count > 1} | single | {p.entrant for p in case.problem.pins}
    groups = _grouped(entries, offers, alone)
    return Layout(case, settled, {e: tuple(s) for e, s in spots.items()}, finals, named, groups)


def _kept(heat: Heat, scope: Scope) -> Heat | None:
    """What of a heat stays for certain; None when nobody does."""
    if heat.final:
        return None if heat.event in scope.finals else heat
    places = {place: name for place, name in heat.places.items() if (name, heat.event) not in scope.released}
    return replace(heat, places=places) if places else None


def _with_room(ground: Ground, heat: Heat) -> Spot:
    """A heat that stays, as a spot with what room it has."""
    case = ground.case
    event, venue = case.events[heat.event], case.venues[heat.venue]
    fixed = {each.id for each in case.problem.fixed_heats}
    room = ground.room(event, venue, heat.start)
    name = heat.id if heat.id in fixed else ""
    return Spot(heat.event, heat.venue, heat.start, room, fixed=name, taken=len(heat.places))


def _final_spots(ground: Ground, suits: Suits, event: str, case: Case) -> Iterable[Spot]:
    """Where a final may go: wherever all who are named in it may go."""
    spots = ground.finals(event)
    names = [name for heat in case.open if heat.final and heat.event == event for name in heat.places.values()]
    times = starts_of_spots(spots)
    for name in names:
        times = suits.starts((name, event), times, final=True)
    return [spot for spot in spots if spot.start in times]


@dataclass
class _Offers:
    """Which spots each entry is offered."""

    case: Case
    suits: Suits
    spots: Mapping[str, Sequence[Spot]]
    near: int | None
    minutes: int | None

    def __post_init__(self) -> None:
        self.times = {event: starts_of_spots(spots) for event, spots in self.spots.items()}
        self.known: dict[object, tuple[Spot, ...]] = {}

    def of(self, entry: Entry, home: Heat | None) -> tuple[Spot, ...]:
        """In order of distance from the old spot, that one first."""
        starts = self.suits.starts(entry, self.times[entry[1]])
        pin = self.suits.pins.get(entry)
        key = (entry[1], starts, key_of(home) if home else None, pin)
        if key not in self.known:
            allowed = [s for s in self._at(entry[1], starts) if self.suits.allows(entry, s) and self._near(s, home)]
            allowed.sort(key=lambda spot: (home is not None and spot.key != key_of(home), self._distance(spot, home)))
            self.known[key] = tuple(self._nearest(allowed, home))
        return self.known[key]

    def _at(self, event: str, starts: tuple[int, ...]) -> Iterable[Spot]:
        wanted = set(starts)
        return (spot for spot in self.spots[event] if spot.start in wanted and spot.capacity > spot.taken)

    def _near(self, spot: Spot, home: Heat | None) -> bool:
        return home is None or self.minutes is None or abs(spot.start - home.start) <= self.minutes

    def _distance(self, spot: Spot, home: Heat | None) -> tuple[int, int, str]:
        return abs(spot.start - home.start) if home is not None else spot.start, spot.start, spot.venue

    def _nearest(self, allowed: Sequence[Spot], home: Heat | None) -> Iterable[Spot]:
        """The nearest: half of them in heats that stay, half in new ones; the old spot always."""
        if self.near is None or len(allowed) <= self.near:
            return allowed
        half = self.near // 2
        standing = [spot for spot in allowed if spot.taken][:half]
        new = [spot for spot in allowed if not spot.taken][: self.near - len(standing)]
        return sorted({*standing, *new, *([allowed[0]] if home else [])}, key=allowed.index)


def _grouped(entries: Iterable[tuple[Entry, Heat | None]], offers: _Offers, alone: set[str]) -> tuple[Group, ...]:
    """Entries that are alike together; whoever is bound by more than one entry or a pin stands alone."""
    found: dict[object, list[str]] = defaultdict(list)
    shape: dict[object, tuple[str, Heat | None, tuple[Spot, ...]]] = {}
    for (name, event), home in entries:
        spots = offers.of((name, event), home)
        key = (event, key_of(home) if home else None, id(spots), name if name in alone else "")
        found[key].append(name)
        shape[key] = event, home, spots
    return tuple(Group(shape[key][0], tuple(names), *shape[key][1:]) for key, names in found.items())
