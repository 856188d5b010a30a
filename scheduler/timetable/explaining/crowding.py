"""A timetable that exists as a place where people push: who sits where, what takes which venue, where room is left."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from scheduler.timetable.explaining.rules import Registration
from scheduler.timetable.problem import MINUTES_PER_DAY, Problem
from scheduler.timetable.seats import Seating
from scheduler.timetable.starts import Slot, Starts, heat_capacity


@dataclass
class Crowding:
    """Heats with their people; they can be moved, as long as every rule stays kept."""

    problem: Problem
    starts: Starts
    seatings: list[Seating]
    seat: dict[Registration, Seating] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.problem.events}
        self.venues = {venue.id: venue for venue in self.problem.venues}
        self.entrants = {entrant.id: entrant for entrant in self.problem.entrants}
        self.in_venue: dict[str, list[Seating]] = defaultdict(list)
        self.at: dict[tuple[str, int], list[Seating]] = defaultdict(list)
        self.slots: dict[tuple[str, int], list[Slot]] = defaultdict(list)
        for slots in self.starts.slots.values():
            for slot in slots:
                self.slots[slot.event, slot.start].append(slot)
        for seating in self.seatings:
            self._note(seating)
        self.pins = {(pin.entrant, pin.event) for pin in self.problem.pins}
        linked = {after.event for event in self.problem.events for after in event.after}
        self.bound = {e.id for e in self.problem.events if e.after or e.final or e.single_heat or e.id in linked}

    def _note(self, seating: Seating) -> None:
        self.in_venue[seating.venue].append(seating)
        if not seating.final:
            self.at[seating.event, seating.start].append(seating)
            self.seat.update({(name, seating.event): seating for name in seating.people})

    def dismiss(self, people: Iterable[Registration]) -> None:
        """Go on as if these people were not entered."""
        gone = set(people)
        self.forget(gone)
        self.starts = replace(self.starts, suits={who: s for who, s in self.starts.suits.items() if who not in gone})

    def left(self) -> list[Registration]:
        """Registrations without a heat."""
        return [key for key in self.starts.suits if key not in self.seat]

    def free(self, who: Registration) -> Seating | Slot | None:
        """Another start of somebody with a free place, or where a heat could be opened."""
        now = self.seat.get(who)
        for start in self.starts.suits[who]:
            if (now is not None and now.start == start) or self.own_clash(who, start):
                continue
            for seating in self.at.get((who[1], start), ()):
                if self.room(seating):
                    return seating
            for slot in self.slots[who[1], start] if self.may_open(who[1]) else ():
                if any(not self.overlapping(slot, venue) for venue in slot.venues):
                    return slot
        return None

    def pinned(self, who: Registration) -> bool:
        """Must this registration stay where it is?"""
        return who in self.pins

    def may_open(self, event: str) -> bool:
        """May somebody alone open a heat of this event without a look at other rules?"""
        return self.events[event].min_fill == 1 and event not in self.bound

    def room(self, seating: Seating) -> bool:
        """Is a place left in this heat, and on its route?"""
        wave = self.venues[seating.venue].wave
        if len(seating.people) >= seating.capacity or wave is None or wave.on_route_max is None:
            return len(seating.people) < seating.capacity
        end = self._back(seating)
        here = self.in_venue[seating.venue]
        moments = [each.start for each in here if seating.start <= each.start < end]
        out = (sum(each.held_for for each in here if each.start <= at < self._back(each)) for at in moments)
        return max(out) < wave.on_route_max

    def _back(self, seating: Seating) -> int:
        event = self.events[seating.event]
        return seating.start + (event.lasts(True) if seating.final else event.entrant_minutes)

    def own_clash(self, who: Registration, start: int) -> list[Registration]:
        """Own other events too near to this start, or too many on its day."""
        entrant = self.entrants[who[0]]
        rest, end = self.problem.rest_of(entrant), start + self.events[who[1]].entrant_minutes
        others = [(who[0], event) for event in entrant.events if event != who[1]]
        placed = [(other, self.seat[other].start) for other in others if other in self.seat]
        today = [other for other, at in placed if at // MINUTES_PER_DAY == start // MINUTES_PER_DAY]
        if entrant.max_per_day is not None and len(today) >= entrant.max_per_day:
            return today
        return [
            other
            for other, at in placed
            if at < end + rest and start < at + self.events[other[1]].entrant_minutes + rest
        ]

    def overlapping(self, slot: Slot, venue: str) -> list[Seating]:
        """Heats that would have to leave the venue for a heat here."""
        ground, event = self.venues[venue], self.events[slot.event]
        found = []
        for other in self.in_venue[venue]:
            taken = self.events[other.event].taken(other.final)
            if ground.wave is not None:
                near = abs(slot.start - other.start) < ground.wave.interval_minutes
            else:
                gap = ground.changeover_minutes
                near = slot.start < other.start + taken + gap and other.start < slot.start + event.heat_minutes + gap
            if near:
                found.append(other)
        return found

    def has_room(self, event: str, start: int, people: int) -> bool:
        """Could so many more start here: on free places, or in a new heat in a free venue?

        Slots are cut to those still entered; these people come on top, so the places are counted anew.
        """
        wanted = self.events.get(event)
        if wanted is None:
            return False
        everybody = len(self.entrants) + people
        free = 0
        for seating in self.at.get((event, start), ()):
            free += heat_capacity(wanted, self.venues[seating.venue], start, everybody) - len(seating.people)
        if not any(heat.event == event for heat in self.problem.fixed_heats):
            for venue in self.venues.values():
                capacity = heat_capacity(wanted, venue, start, everybody)
                slot = Slot(event, (venue.id,), start, capacity)
                if venue.kind in wanted.venue_kinds and not self.overlapping(slot, venue.id):
                    free += capacity
        return free >= people

    def forget(self, people: Iterable[Registration]) -> None:
        """Take people out of their heats."""
        for who in people:
            seating = self.seat.pop(who, None)
            if seating is not None:
                seating.people.remove(who[0])

    def sit(self, who: Registration, where: Seating | Slot) -> None:
        """Put somebody into a heat, or open one in a free venue."""
        if isinstance(where, Slot):
            venue = next(venue for venue in where.venues if not self.overlapping(where, venue))
            seating = Seating(where.event, venue, where.start, where.capacity)
            self.seatings.append(seating)
            self._note(seating)
            where = seating
        where.people.append(who[0])
        self.seat[who] = where
