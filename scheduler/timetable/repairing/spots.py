"""Where heats could still be held, given what is settled: heats that have begun and those that stay where they are."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scheduler.timetable.plan import Heat
from scheduler.timetable.problem import MINUTES_PER_DAY, Event, FixedHeat, Pin, Venue
from scheduler.timetable.repairing.changed import Case, Entry
from scheduler.timetable.starts import (
    finalists,
    grid_starts,
    heat_capacity,
    open_places,
    pinned_venue,
    suitable,
    windows_of,
)

FAR = 1 << 30  # a minute after every competition


@dataclass(frozen=True, slots=True)
class Spot:
    """One event in one venue at one minute, with room for ``capacity`` people (a final: those it is held for).

    ``taken`` are those who stay there anyhow; ``fixed`` names the fixed heat that stands exactly here.
    """

    event: str
    venue: str
    start: int
    capacity: int
    final: bool = False
    fixed: str = ""
    taken: int = 0

    @property
    def key(self) -> tuple[str, str, int, bool]:
        """What a heat here is known by: no two of one event share it."""
        return self.event, self.venue, self.start, self.final


def key_of(heat: Heat) -> tuple[str, str, int, bool]:
    """The key of the spot a heat is in."""
    return heat.event, heat.venue, heat.start, heat.final


@dataclass
class Ground:
    """The open time of all venues around what is ``settled``; every spot it names keeps the rules with all of that."""

    case: Case
    settled: Sequence[Heat]
    by_venue: dict[str, list[tuple[int, int]]] = field(init=False)
    earliest: dict[str, int] = field(init=False)
    latest: dict[str, int] = field(init=False)
    latest_final: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        case, problem = self.case, self.case.problem
        self.entered = Counter(event for entrant in problem.entrants for event in entrant.events)
        self.by_venue = {venue: [] for venue in case.venues}
        for heat in self.settled:
            self.by_venue[heat.venue].append((heat.start, self._free_again(heat)))
        for stretches in self.by_venue.values():
            stretches.sort()
        self.here: dict[str, list[Heat]] = defaultdict(list)
        for heat in self.settled:
            self.here[heat.event].append(heat)
        self.earliest = {event.id: self._earliest(event) for event in problem.events}
        self.latest_final = {event.id: self._latest(event) for event in problem.events}
        self.latest = {event.id: self._latest_heat(event) for event in problem.events}
        self.last = {
            name: max((case.end(heat) for heat in heats if not heat.final), default=0)
            for name, heats in self.here.items()
        }

    def _free_again(self, heat: Heat) -> int:
        venue = self.case.venues[heat.venue]
        if venue.wave is not None:
            return heat.start + venue.wave.interval_minutes
        return self.case.taken_until(heat) + venue.changeover_minutes

    def _earliest(self, event: Event) -> int:
        """After everything it follows."""
        ends = [self.case.end(heat) + after.gap_minutes for after in event.after for heat in self.here[after.event]]
        return max((self.case.now, *ends))

    def _latest(self, event: Event) -> int:
        """Before everything that follows it: the minute by which heats and final must have ended."""
        follow = [
            heat.start - after.gap_minutes
            for other in self.case.problem.events
            for after in other.after
            if after.event == event.id
            for heat in self.here[other.id]
        ]
        return min((FAR, *follow))

    def _latest_heat(self, event: Event) -> int:
        gap = event.final.gap_minutes if event.final else 0
        finals = [heat.start - gap for heat in self.here[event.id] if heat.final]
        return min((self.latest_final[event.id], *finals))

    def spots(self, event: str) -> list[Spot]:
        """Every spot for a heat of the event, in order of time and venue, settled heats not among them."""
        rule = self.case.events[event]
        fixed = [each for each in self.case.problem.fixed_heats if each.event == event and not each.final]
        if fixed:
            return [spot for each in fixed for spot in self._fixed(rule, each)]
        if rule.single_heat and any(not heat.final for heat in self.here[event]):
            return []
        return self._free_spots(rule, final=False)

    def finals(self, event: str) -> list[Spot]:
        """Every spot for the final of the event; none once it has one."""
        rule = self.case.events[event]
        if rule.final is None or any(heat.final for heat in self.here[event]):
            return []
        fixed = [each for each in self.case.problem.fixed_heats if each.event == event and each.final]
        if fixed:
            return [spot for each in fixed for spot in self._fixed(rule, each)]
        return self._free_spots(rule, final=True)

    def _free_spots(self, event: Event, final: bool) -> list[Spot]:
        found: list[Spot] = []
        for venue in self.case.problem.venues:
            if venue.kind in event.venue_kinds:
                for start in grid_starts(self.case.problem, event, final):
                    if self._in_time(event, venue.id, start, final):
                        found += self._spot(event, venue.id, start, final)
        return sorted(found, key=lambda spot: (spot.start, spot.venue))

    def _spot(self, event: Event, venue: str, start: int, final: bool, fixed: str = "") -> Iterator[Spot]:
        room = self.room(event, self.case.venues[venue], start, final)
        if room >= (finalists(event, self.entered[event.id]) if final else event.min_fill):
            yield Spot(event.id, venue, start, room, final, fixed)

    def room(self, event: Event, venue: Venue, start: int, final: bool = False) -> int:
        """People a heat here can take; -1 for a final that not everybody it is held for can run."""
        entered = self.entered[event.id]
        if not final:
            return heat_capacity(event, venue, start, entered)
        size = finalists(event, entered)
        limit = venue.wave.on_route_max if venue.wave and venue.wave.on_route_max is not None else size
        places = open_places(venue, start, start + event.lasts(final=True), max(1, size))
        return size if len(places) >= max(1, size) and limit >= size else -1

    def _fixed(self, event: Event, heat: FixedHeat) -> Iterator[Spot]:
        """A fixed heat still to come, if it can be held at all; it may have to stand empty."""
        ready = self.earliest[event.id] if not heat.final else self._final_ready(event)
        end = heat.start + event.lasts(heat.final)
        late = end > (self.latest_final if heat.final else self.latest)[event.id]
        if (
            heat.start >= max(ready, self.case.now)
            and not late
            and self.is_free(event, heat.venue, heat.start, heat.final)
        ):
            room = self.room(event, self.case.venues[heat.venue], heat.start, heat.final)
            if room >= 0:
                yield Spot(event.id, heat.venue, heat.start, room, heat.final, heat.id)

    def _final_ready(self, event: Event) -> int:
        gap = event.final.gap_minutes if event.final else 0
        return max(self.earliest[event.id], self.last.get(event.id, -gap) + gap)

    def _in_time(self, event: Event, venue: str, start: int, final: bool) -> bool:
        ready = self._final_ready(event) if final else self.earliest[event.id]
        latest = (self.latest_final if final else self.latest)[event.id]
        return ready <= start and start + event.lasts(final) <= latest and self.is_free(event, venue, start, final)

    def is_free(self, event: Event, venue: str, start: int, final: bool) -> bool:
        """Does a heat here fit between the settled ones of the venue?"""
        stretches, there = self.by_venue[venue], self.case.venues[venue]
        index = bisect_left(stretches, (start, 0))
        if index and stretches[index - 1][1] > start:
            return False
        if index == len(stretches):
            return True
        step = there.wave.interval_minutes if there.wave else event.taken(final) + there.changeover_minutes
        return start + step <= stretches[index][0]


@dataclass
class Suits:
    """Which minutes suit whom, with the turns that are settled: windows, rest, most events per day, pins."""

    case: Case
    settled: Sequence[Heat]
    turns: dict[str, list[tuple[int, int, bool]]] = field(init=False)

    def __post_init__(self) -> None:
        self.turns = defaultdict(list)
        for heat in self.settled:
            for name in heat.places.values():
                self.turns[name].append((heat.start, self.case.back(heat), heat.final))
        self.busy = self._on_duty()
        self.pins = {(pin.entrant, pin.event): pin for pin in self.case.problem.pins if pin.entrant}
        self.known: dict[object, tuple[int, ...]] = {}

    def starts(self, entry: Entry, times: tuple[int, ...], final: bool = False) -> tuple[int, ...]:
        """Those of the ordered ``times`` at which the entrant could start the event (or its final)."""
        name, event = entry
        windows = windows_of(self.case.entrants[name])
        rule = self.case.events[event]
        busy = rule.lasts(True) if final else rule.entrant_minutes
        key = (busy, windows, times)
        if key not in self.known:
            self.known[key] = suitable(times, busy, windows)
        found = self.known[key]
        found = tuple(each for each in found if each >= self.busy[name]) if name in self.busy else found
        return self._beside_own(name, found, busy, final) if name in self.turns else found

    def _on_duty(self) -> dict[str, int]:
        """When entrants who serve in a heat that has begun are done with it."""
        runners = {official.id: official.runner for official in self.case.problem.officials}
        return {
            runners[name]: self.case.end(heat)
            for heat in sorted(self.case.begun, key=self.case.end)
            for names in heat.officials.values()
            for name in names
            if name in runners
        }

    def _beside_own(self, name: str, times: tuple[int, ...], busy: int, final: bool) -> tuple[int, ...]:
        entrant, turns = self.case.entrants[name], self.turns[name]
        rest, most = self.case.problem.rest_of(entrant), entrant.max_per_day
        days = Counter(start // MINUTES_PER_DAY for start, _, is_final in turns if not is_final)
        return tuple(
            each
            for each in times
            if all(each >= back + rest or each + busy + rest <= start for start, back, _ in turns)
            and (final or most is None or days[each // MINUTES_PER_DAY] < most)
        )

    def allows(self, entry: Entry, spot: Spot) -> bool:
        """Do the pins leave the entry this spot?"""
        pin = self.pins.get(entry)
        return pin is None or spot.final or self._pinned(pin, spot)

    def _pinned(self, pin: Pin, spot: Spot) -> bool:
        ground = pinned_venue(self.case.problem, pin)
        if pin.heat not in ("", spot.fixed) or pin.start not in (None, spot.start) or ground not in ("", spot.venue):
            return False
        event = self.case.events[spot.event]
        places = open_places(self.case.venues[spot.venue], spot.start, spot.start + event.duration, pin.place or 1)
        return pin.place is None or pin.place in places


def starts_of_spots(spots: Iterable[Spot]) -> tuple[int, ...]:
    """Their distinct minutes in order of time."""
    return tuple(sorted({spot.start for spot in spots}))
