"""The single statements a problem is made of, each with the problem that lies behind it when it is set aside.

Setting a statement aside only ever allows more: that is what makes a smallest clashing set well defined. A split
entrant or a copied venue gets an id with a line break in it, which no id from a file that a person types has.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from scheduler.timetable.problem import Closure, Entrant, Event, Pin, Problem, Venue

Registration = tuple[str, str]
COPY = "\n"


class Rule(Protocol):
    """A statement that can be set aside."""

    def without(self, problem: Problem) -> Problem:
        """The problem in which this is not demanded."""
        ...


@dataclass(frozen=True, slots=True)
class Entries:
    """These people have to be placed in this event, at a time they can come."""

    event: str
    people: tuple[str, ...]

    def without(self, problem: Problem) -> Problem:
        """Nobody of them has to run it."""
        return excused(problem, {(name, self.event) for name in self.people})


@dataclass(frozen=True, slots=True)
class OwnEvents:
    """One person cannot be in two events at a time and rests between them."""

    entrant: str

    def without(self, problem: Problem) -> Problem:
        """The person as several persons, one for each event."""
        people = [part for each in problem.entrants for part in (_parts(each) if each.id == self.entrant else (each,))]
        pins = [
            replace(pin, entrant=f"{pin.entrant}{COPY}{pin.event}") if pin.entrant == self.entrant else pin
            for pin in problem.pins
        ]
        return _with_people(problem, people, pins)


@dataclass(frozen=True, slots=True)
class EventsPerDay:
    """Somebody runs at most so many events on one day."""

    entrant: str

    def without(self, problem: Problem) -> Problem:
        """As many as there are."""
        return _each_entrant(problem, self.entrant, lambda each: replace(each, max_per_day=None))


@dataclass(frozen=True, slots=True)
class Places:
    """These venues, all alike, have so many places and take one heat after the other."""

    venues: tuple[str, ...]

    def without(self, problem: Problem) -> Problem:
        """A venue for every heat, without limit; closures of the whole venue still hold, fixed heats get their own."""
        ours = [venue for venue in problem.venues if venue.id in self.venues]
        if not ours:
            return problem
        wide = {v.id: replace(v, places=None, changeover_minutes=0, wave=None, closed=_whole(v)) for v in ours}
        fixed = [heat for heat in problem.fixed_heats if heat.venue in wide]
        moved = {heat.id: replace(heat, venue=f"{heat.venue}{COPY}{heat.id}") for heat in fixed}
        most = sum(len(entrant.events) for entrant in problem.entrants) + len(problem.events)
        copies = [replace(wide[heat.venue], id=moved[heat.id].venue) for heat in fixed]
        copies += [replace(wide[ours[0].id], id=f"{ours[0].id}{COPY}{number}") for number in range(most)]
        return replace(
            problem,
            venues=(*(wide.get(venue.id, venue) for venue in problem.venues), *copies),
            fixed_heats=tuple(moved.get(heat.id, heat) for heat in problem.fixed_heats),
            pins=tuple(replace(p, venue="", place=None) if _about(problem, p, wide) else p for p in problem.pins),
        )


@dataclass(frozen=True, slots=True)
class Closed:
    """A place, or the whole venue, is closed for a time."""

    venue: str
    closure: Closure

    def without(self, problem: Problem) -> Problem:
        """Open all the time."""
        return _each_venue(problem, self.venue, lambda each: replace(each, closed=_others(each.closed, self.closure)))


@dataclass(frozen=True, slots=True)
class Changeover:
    """A venue stands empty for some minutes between two heats."""

    venue: str

    def without(self, problem: Problem) -> Problem:
        """The next heat may start at once."""
        return _each_venue(problem, self.venue, lambda each: replace(each, changeover_minutes=0))


@dataclass(frozen=True, slots=True)
class Interval:
    """Waves of a route leave at an interval."""

    venue: str

    def without(self, problem: Problem) -> Problem:
        """One wave a minute."""
        return _each_venue(
            problem, self.venue, lambda each: replace(each, wave=each.wave and replace(each.wave, interval_minutes=1))
        )


@dataclass(frozen=True, slots=True)
class OnRoute:
    """At most so many people are out on a route."""

    venue: str

    def without(self, problem: Problem) -> Problem:
        """No limit on the route."""
        return _each_venue(
            problem, self.venue, lambda each: replace(each, wave=each.wave and replace(each.wave, on_route_max=None))
        )


@dataclass(frozen=True, slots=True)
class MinFill:
    """A heat of an event needs so many people."""

    event: str

    def without(self, problem: Problem) -> Problem:
        """One is enough."""
        return _each_event(problem, self.event, lambda each: replace(each, min_fill=1))


@dataclass(frozen=True, slots=True)
class MaxFill:
    """A heat of an event takes at most so many people, whatever the venue has."""

    event: str

    def without(self, problem: Problem) -> Problem:
        """As many as the venue has places."""
        return _each_event(problem, self.event, lambda each: replace(each, max_fill=None))


@dataclass(frozen=True, slots=True)
class SingleHeat:
    """All who run an event start together."""

    event: str

    def without(self, problem: Problem) -> Problem:
        """Several heats are allowed."""
        return _each_event(problem, self.event, lambda each: replace(each, single_heat=False))


@dataclass(frozen=True, slots=True)
class Follows:
    """An event waits until another has ended and a gap has passed."""

    event: str
    before: str

    def without(self, problem: Problem) -> Problem:
        """In any order."""
        return _each_event(
            problem,
            self.event,
            lambda each: replace(each, after=tuple(a for a in each.after if a.event != self.before)),
        )


@dataclass(frozen=True, slots=True)
class FinalHeat:
    """An event ends with a final, a gap after its last heat."""

    event: str

    def without(self, problem: Problem) -> Problem:
        """No final."""
        heats = tuple(heat for heat in problem.fixed_heats if not (heat.final and heat.event == self.event))
        return _each_event(replace(problem, fixed_heats=heats), self.event, lambda each: replace(each, final=None))


@dataclass(frozen=True, slots=True)
class Officials:
    """Heats of an event need officials with a skill."""

    event: str
    skill: str

    def without(self, problem: Problem) -> Problem:
        """Without these officials."""
        return _each_event(
            problem, self.event, lambda each: replace(each, staff=tuple(n for n in each.staff if n.skill != self.skill))
        )


@dataclass(frozen=True, slots=True)
class FixedHeats:
    """These heats of an event were decided elsewhere: an event with fixed heats has no others."""

    event: str
    heats: tuple[str, ...]

    def without(self, problem: Problem) -> Problem:
        """These heats are not fixed; pins to them go too."""
        kept = tuple(heat for heat in problem.fixed_heats if heat.id not in self.heats)
        return replace(problem, fixed_heats=kept, pins=tuple(pin for pin in problem.pins if pin.heat not in self.heats))


@dataclass(frozen=True, slots=True)
class Pinned:
    """Somebody's turn, or a heat, was pinned."""

    pins: tuple[Pin, ...]

    def without(self, problem: Problem) -> Problem:
        """Free to move."""
        return replace(problem, pins=tuple(pin for pin in problem.pins if pin not in self.pins))


def excused(problem: Problem, registrations: Collection[Registration]) -> Problem:
    """The problem without these registrations; whoever has none left is not in it."""
    people = []
    for entrant in problem.entrants:
        events = tuple(event for event in entrant.events if (entrant.id, event) not in registrations)
        if events:
            people.append(entrant if events == entrant.events else only_in(entrant, events))
    pins = [pin for pin in problem.pins if (pin.entrant, pin.event) not in registrations]
    return _with_people(problem, people, pins)


def _with_people(problem: Problem, people: Sequence[Entrant], pins: Sequence[Pin]) -> Problem:
    """The problem with these entrants and pins; an official who ran and is not among them only serves."""
    there = {each.id for each in people}
    officials = tuple(each if each.entrant in there else replace(each, entrant="") for each in problem.officials)
    return replace(problem, entrants=tuple(people), pins=tuple(pins), officials=officials)


def only_in(entrant: Entrant, events: tuple[str, ...], name: str = "") -> Entrant:
    """The same person in fewer events; wishes do not matter for what is possible."""
    marks = {event: mark for event, mark in entrant.marks.items() if event in events}
    return replace(entrant, id=name or entrant.id, events=events, marks=marks, preferences=())


def _parts(entrant: Entrant) -> Iterator[Entrant]:
    return (only_in(entrant, (event,), f"{entrant.id}{COPY}{event}") for event in entrant.events)


def original(name: str) -> str:
    """The id a split entrant or copied venue came from."""
    return name.split(COPY)[0]


def _whole(venue: Venue) -> tuple[Closure, ...]:
    return tuple(closure for closure in venue.closed if closure.place is None)


def _others(closed: tuple[Closure, ...], gone: Closure) -> tuple[Closure, ...]:
    return tuple(closure for closure in closed if closure != gone)


def _about(problem: Problem, pin: Pin, venues: Collection[str]) -> bool:
    """Does the pin tie somebody to one of these venues?"""
    event = next(event for event in problem.events if event.id == pin.event)
    kinds = {venue.kind for venue in problem.venues if venue.id in venues}
    return pin.venue in venues or (
        not pin.venue and pin.place is not None and bool(kinds.intersection(event.venue_kinds))
    )


def _each_venue(problem: Problem, name: str, change: Callable[[Venue], Venue]) -> Problem:
    return replace(
        problem, venues=tuple(change(each) if original(each.id) == name else each for each in problem.venues)
    )


def _each_event(problem: Problem, name: str, change: Callable[[Event], Event]) -> Problem:
    return replace(problem, events=tuple(change(each) if each.id == name else each for each in problem.events))


def _each_entrant(problem: Problem, name: str, change: Callable[[Entrant], Entrant]) -> Problem:
    return replace(
        problem, entrants=tuple(change(each) if original(each.id) == name else each for each in problem.entrants)
    )
