"""What the changes force, by counting alone: who cannot stay where they are, and how many people must move at least."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.timetable.plan import Heat
from scheduler.timetable.repairing.changed import Case, Entry
from scheduler.timetable.repairing.spots import Ground, Spot, Suits, key_of, starts_of_spots


@dataclass(frozen=True)
class Strain:
    """One open heat after the changes: ``able`` could each stay, ``leaving`` must go at least, ``short`` are missing.

    ``possible``: could the heat itself stay, were it the only one?
    """

    heat: Heat
    possible: bool
    able: tuple[str, ...]
    leaving: int
    short: int = 0

    @property
    def touched(self) -> bool:
        """Is anything about this heat no longer as it should be?"""
        return not self.possible or bool(self.leaving or self.short)


@dataclass(frozen=True)
class Forced:
    """All open heats with their strains, and the bounds that follow: people moved, entries that must stay left over."""

    strains: tuple[Strain, ...]
    people: int
    left: int


def forced(case: Case) -> Forced:
    """Count what the changes force when all that has not begun may move."""
    ground, suits = Ground(case, case.begun), Suits(case, case.begun)
    spots = {event: ground.spots(event) for event in case.events}
    times = {event: starts_of_spots(each) for event, each in spots.items()}
    by_key = {spot.key: spot for each in spots.values() for spot in each}
    by_key |= {spot.key: spot for event in case.events for spot in ground.finals(event)}
    strains = tuple(_strain(case, heat, by_key.get(key_of(heat)), suits) for heat in case.open)
    entries = [(name, heat.event) for heat in case.open if not heat.final for name in heat.places.values()]
    left = sum(not suits.starts(entry, times[entry[1]]) for entry in (*entries, *case.waiting))
    return Forced(strains, _fewest(case, strains), left)


def _strain(case: Case, heat: Heat, spot: Spot | None, suits: Suits) -> Strain:
    people = tuple(heat.places.values())
    if spot is None:
        return Strain(heat, False, (), len(people))
    able = tuple(
        name
        for name in people
        if suits.starts((name, heat.event), (heat.start,), heat.final) and suits.allows((name, heat.event), spot)
    )
    if heat.final:  # whoever is named in it goes where it goes
        return Strain(heat, len(able) == len(people), able, 0 if len(able) == len(people) else len(people))
    staying = min(spot.capacity, len(able))
    short = max(0, case.events[heat.event].min_fill - staying) if people else 0
    return Strain(heat, bool(people) or bool(spot.fixed), able, len(people) - staying, short)


def _fewest(case: Case, strains: Sequence[Strain]) -> int:
    """People who move in every repair. Those forced out in several events are counted once."""
    waiting = Counter(event for _, event in case.waiting)
    by_event: dict[str, list[Strain]] = defaultdict(list)
    for strain in strains:
        by_event[strain.heat.event].append(strain)
    alone = (_fewest_of(each, waiting[event]) for event, each in by_event.items())
    return max((_together(strains), *alone))


def _fewest_of(strains: Iterable[Strain], waiting: int) -> int:
    """Within one event: those forced out, and those who fill heats that have become too small.

    Somebody who moves from one such heat into another helps both; whoever is forced out or was waiting helps one.
    """
    leaving, lacking = 0, 0
    for strain in strains:
        leaving += strain.leaving
        lacking += min(strain.short, len(strain.heat.places) - strain.leaving)
    return leaving + max(0, -(-(lacking - leaving - waiting) // 2))


def _together(strains: Sequence[Strain]) -> int:
    """Over all events: those forced out, less what people in several of these heats can save at most."""
    tight = [strain for strain in strains if strain.leaving]
    heats = Counter(name for strain in tight for name in strain.heat.places.values())
    several = {name: count for name, count in heats.items() if count > 1}
    shared = sum(min(s.leaving, sum(name in several for name in s.heat.places.values())) for s in tight)
    most = max(several.values(), default=1)
    saved = min(sum(count - 1 for count in several.values()), shared * (most - 1) // most)
    return sum(strain.leaving for strain in tight) - saved


def people_of(strains: Iterable[Strain]) -> list[Entry]:
    """The entries in these heats."""
    return [(name, strain.heat.event) for strain in strains for name in strain.heat.places.values()]
