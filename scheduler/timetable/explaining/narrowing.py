"""From many suspects to an irreducible clash: set aside what is not needed, as long as the rest stays impossible."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from scheduler.timetable.explaining.rules import (
    Changeover,
    Closed,
    Entries,
    EventsPerDay,
    FinalHeat,
    FixedHeats,
    Follows,
    Interval,
    MaxFill,
    MinFill,
    Officials,
    OnRoute,
    OwnEvents,
    Pinned,
    Places,
    Registration,
    Rule,
    SingleHeat,
    excused,
    original,
)
from scheduler.timetable.problem import Event, Pin, Problem, Venue
from scheduler.timetable.starts import identical_venues, starts_of

T = TypeVar("T")
Fits = Callable[[Problem], bool | None]


@dataclass(frozen=True, slots=True)
class Core:
    """An irreducible set of ``rules``; ``aside`` are all others that were in the way of seeing it, ``scope`` what it is
    read from: with or without least numbers in heats, with or without officials."""

    rules: tuple[Rule, ...]
    aside: tuple[Rule, ...]
    scope: "Scope"

    @property
    def registrations(self) -> set[Registration]:
        """Everybody the clash is about."""
        return {(name, rule.event) for rule in self.rules if isinstance(rule, Entries) for name in rule.people}

    def alone(self, problem: Problem, without: Collection[Rule] = ()) -> Problem:
        """The problem in which only the facts of this clash hold (and none of those in ``without``)."""
        entries = [rule for rule in self.rules if isinstance(rule, Entries) and rule not in without]
        people = {(name, rule.event) for rule in entries for name in rule.people}
        rules = [rule for rule in without if not isinstance(rule, Entries)]
        return set_aside(self.scope.confined(problem, people), (*self.aside, *rules))


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at beside people and venues: least numbers in heats (``fill``), officials (``staff``)."""

    fill: bool = False
    staff: bool = False

    def confined(self, problem: Problem, registrations: Collection[Registration]) -> Problem:
        """The problem with these registrations only, and with the events, venues and heats they can meet."""
        everybody = {(entrant.id, event) for entrant in problem.entrants for event in entrant.events}
        smaller = excused(problem, everybody.difference(registrations))
        fixed = {heat.event for heat in problem.fixed_heats} | {pin.event for pin in smaller.pins}
        names = fixed.union(event for _, event in registrations)
        events = tuple(self._event(event, names) for event in problem.events if event.id in names)
        kinds = {kind for event in events for kind in event.venue_kinds}
        return replace(
            smaller,
            events=events,
            venues=tuple(venue for venue in problem.venues if venue.kind in kinds),
            entrants=tuple(replace(entrant, preferences=()) for entrant in smaller.entrants),
            officials=smaller.officials if self.staff else (),
            goals=("unplaced",),
        )

    def _event(self, event: Event, names: Collection[str]) -> Event:
        after = tuple(each for each in event.after if each.event in names)
        fill = event.min_fill if self.fill else 1
        return replace(event, after=after, min_fill=fill, staff=event.staff if self.staff else ())


def set_aside(problem: Problem, rules: Iterable[Rule]) -> Problem:
    """The problem without all of these."""
    for rule in rules:
        problem = rule.without(problem)
    return problem


def shrink(items: Sequence[T], clashes: Callable[[list[T]], bool]) -> list[T]:
    """A smallest part of the items that still clashes: none can be left out. Earlier items are left out first.

    >>> shrink([1, 2, 3, 4, 5, 6], lambda left: {2, 5} <= set(left))
    [2, 5]
    """
    kept = set(range(len(items)))
    chunks = [range(len(items))] if items else []
    while chunks:
        chunk = chunks.pop(0)
        rest = kept.difference(chunk)
        if clashes([items[index] for index in sorted(rest)]):
            kept = rest
        elif len(chunk) > 1:
            half = len(chunk) // 2
            chunks[:0] = [chunk[:half], chunk[half:]]
    return [items[index] for index in sorted(kept)]


def narrowed(problem: Problem, suspects: Collection[Registration], scope: Scope, fits: Fits) -> Core:
    """The clash among these registrations, for which there is proven to be no room in this scope."""
    base = scope.confined(problem, suspects)
    own = [*_own_rules(base)]
    needed = shrink(own, lambda kept: fits(set_aside(base, _but(own, kept))) is False)
    aside = _but(own, needed)
    people = _fewest_people(problem, suspects, scope, aside, fits)
    base = scope.confined(problem, people)
    rules = [*rules_of(base, singly=not people)]
    kept = shrink(rules, lambda part: fits(set_aside(base, (*aside, *_but(rules, part)))) is False)
    aside = [*aside, *_but(rules, kept)]
    entries = _widened(problem, people, scope, aside, bool(needed))
    found = Core((*entries, *needed, *kept), tuple(aside), scope)
    facts = shrink(found.rules, lambda part: fits(found.alone(problem, _but(found.rules, part))) is False)
    if scope.fill and not any(isinstance(rule, MinFill) for rule in facts):
        return narrowed(problem, suspects, replace(scope, fill=False), fits)
    return Core(tuple(facts), (*aside, *(r for r in _but(found.rules, facts) if not isinstance(r, Entries))), scope)


def _but(rules: Sequence[Rule], kept: Sequence[Rule]) -> list[Rule]:
    return [rule for rule in rules if rule not in kept]


def _own_rules(problem: Problem) -> Iterator[Rule]:
    several = [entrant for entrant in problem.entrants if len(entrant.events) > 1]
    yield from (EventsPerDay(entrant.id) for entrant in problem.entrants if entrant.max_per_day is not None)
    yield from (OwnEvents(entrant.id) for entrant in several)


def _fewest_people(
    problem: Problem, suspects: Collection[Registration], scope: Scope, aside: Sequence[Rule], fits: Fits
) -> set[Registration]:
    """Those of the suspects that already clash, people with the same starts together, the most flexible left out first.

    With least numbers in heats everybody stays: fewer people are not easier to place then.
    """
    if scope.fill:
        return set(suspects)
    alike: dict[tuple[str, tuple[int, ...], str], set[Registration]] = defaultdict(set)
    base = set_aside(scope.confined(problem, suspects), aside)
    several = {entrant.id for entrant in base.entrants if len(entrant.events) > 1}
    for (name, event), suits in starts_of(base).suits.items():
        alike[event, suits, name if name in several else ""].add((original(name), event))
    groups = [alike[key] for key in sorted(alike, key=lambda key: (-len(key[1]), key))]

    def clashes(part: list[set[Registration]]) -> bool:
        return fits(set_aside(scope.confined(problem, set().union(*part)), aside)) is False

    return set().union(*shrink(groups, clashes))


def rules_of(problem: Problem, singly: bool = False) -> Iterator[Rule]:
    """Every statement about events and venues, those that explain least first: they are set aside first.

    Fixed heats are one statement for each event, as an event without any could have others; ``singly``, where nobody
    has to be placed, each is one.
    """
    for event in problem.events:
        yield from _event_rules(event)
    for venue in problem.venues:
        yield from _venue_rules(venue)
    for pins in _pins_together(problem):
        yield Pinned(pins)
    for event in problem.events:
        fixed = tuple(heat.id for heat in problem.fixed_heats if heat.event == event.id and not heat.final)
        if fixed:
            yield from (FixedHeats(event.id, each) for each in (((name,) for name in fixed) if singly else (fixed,)))
    for group in identical_venues(problem):
        yield Places(tuple(venue.id for venue in group))


def _event_rules(event: Event) -> Iterator[Rule]:
    if event.min_fill > 1:
        yield MinFill(event.id)
    if event.max_fill is not None:
        yield MaxFill(event.id)
    yield from (Officials(event.id, need.skill) for need in event.staff)
    if event.final is not None:
        yield FinalHeat(event.id)
    yield from (Follows(event.id, after.event) for after in event.after)
    if event.single_heat:
        yield SingleHeat(event.id)


def _venue_rules(venue: Venue) -> Iterator[Rule]:
    if venue.changeover_minutes:
        yield Changeover(venue.id)
    if venue.wave is not None and venue.wave.on_route_max is not None:
        yield OnRoute(venue.id)
    if venue.wave is not None:
        yield Interval(venue.id)
    yield from (Closed(venue.id, closure) for closure in venue.closed)


def _pins_together(problem: Problem) -> Iterator[tuple[Pin, ...]]:
    """Pins to one heat belong together."""
    together: dict[tuple[str, str, int, str], list[Pin]] = defaultdict(list)
    for pin in problem.pins:
        together[pin.event, pin.heat, pin.start or 0, pin.venue].append(pin)
    return (tuple(pins) for pins in together.values())


def _widened(
    problem: Problem, people: Collection[Registration], scope: Scope, aside: Sequence[Rule], exactly: bool
) -> list[Entries]:
    """One statement per event: everybody who can only start where the clash is, not just as many as it takes.

    Where the clash is about persons' own events (``exactly``), just these people.
    """
    found: list[Entries] = []
    for event in sorted({event for _, event in people}):
        names = {name for name, each in people if each == event}
        if not exactly and not scope.fill:
            names |= _confined_to(problem, event, names, scope, aside)
        found.append(Entries(event, tuple(sorted(names))))
    return found


def _confined_to(problem: Problem, event: str, names: Collection[str], scope: Scope, aside: Sequence[Rule]) -> set[str]:
    """Who else of the event can only start when one of these people can."""
    everybody = {(entrant.id, event) for entrant in problem.entrants if event in entrant.events}
    rules = [rule for rule in aside if not isinstance(rule, Places | OwnEvents | EventsPerDay)]
    suits = starts_of(set_aside(scope.confined(problem, everybody), rules)).suits
    there = {start for name in names for start in suits[name, event]}
    return {name for (name, _), each in suits.items() if there.issuperset(each) and each}
