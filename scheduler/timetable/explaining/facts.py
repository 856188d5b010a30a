"""A clash as facts: what each rule of an irreducible set says here, about whom and about which time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scheduler.timetable.explaining.narrowing import Core
from scheduler.timetable.explaining.relaxations import Relaxation
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
    original,
)
from scheduler.timetable.problem import Event, Problem, Venue
from scheduler.timetable.starts import Starts, starts_of

Params = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a clash. ``code`` and ``params`` make its sentence; ``start`` to ``end`` are the minutes it is about.

    ``rule`` is the statement of the problem it rests on: ``rule.without(problem)`` is the problem without the fact.
    """

    code: str
    params: Mapping[str, str | int]
    people: tuple[str, ...]
    start: int
    end: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts that cannot all hold, though without any one of them they could; and the ways out, the cheapest first.

    ``left`` are registrations that stay unplaced at least (one best choice of them).
    """

    facts: tuple[Fact, ...]
    relaxations: tuple[Relaxation, ...]
    core: Core = field(repr=False)
    left: tuple[Registration, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody the clash is about."""
        return tuple(sorted({name for name, _ in self.core.registrations}))

    def alone(self, problem: Problem, without: tuple[Fact, ...] = ()) -> Problem:
        """The problem in which only the facts of this clash hold, those in ``without`` not either."""
        return self.core.alone(problem, [fact.rule for fact in without])


@dataclass(frozen=True)
class Scene:
    """What the sentences of one clash are read from."""

    problem: Problem
    core: Core
    left: int
    starts: Starts = field(init=False)

    def __post_init__(self) -> None:
        loose = [rule for rule in self.core.rules if isinstance(rule, Pinned | FixedHeats | Closed | MinFill)]
        object.__setattr__(self, "starts", starts_of(self.core.alone(self.problem, loose)))

    def event(self, name: str) -> Event:
        """An event of the problem."""
        return next(event for event in self.problem.events if event.id == name)

    def venue(self, name: str) -> Venue:
        """A venue of the problem."""
        return next(venue for venue in self.problem.venues if venue.id == name)

    def suits(self, entries: Entries) -> list[int]:
        """The starts at which one of these people could start, were nobody else there."""
        people, suits = set(entries.people), self.starts.suits
        return sorted(
            {s for (name, e), own in suits.items() if e == entries.event and original(name) in people for s in own}
        )

    @property
    def entries(self) -> list[Entries]:
        """The people of the clash."""
        return [rule for rule in self.core.rules if isinstance(rule, Entries)]

    @property
    def window(self) -> tuple[int, int]:
        """From the first possible start of anybody to the last possible end; else all sessions."""
        found = [(s, s + self.event(e.event).entrant_minutes) for e in self.entries for s in self.suits(e)]
        sessions = [(session.start, session.end) for session in self.problem.sessions]
        return min(s for s, _ in found or sessions), max(e for _, e in found or sessions)


def fact_of(scene: Scene, rule: Rule) -> Fact:
    """What a rule says in this clash."""
    code, params, people = TELLING[type(rule)](scene, rule)
    start, end = scene.window
    if isinstance(rule, Entries) and scene.suits(rule):
        suits = scene.suits(rule)
        start, end = suits[0], suits[-1] + scene.event(rule.event).entrant_minutes
    if isinstance(rule, Closed):
        start, end = rule.closure.start, rule.closure.end
    return Fact(code, {**params, "start": start, "end": end}, people, start, end, rule)


Told = tuple[str, Params, tuple[str, ...]]


def _entries(scene: Scene, rule: Entries) -> Told:
    suits, event = scene.suits(rule), scene.event(rule.event)
    count = len(rule.people)
    params: Params = {
        "event": rule.event,
        "people": count,
        "names": "、".join(rule.people),
        "minutes": event.entrant_minutes,
    }
    if not suits:
        return "entries_never", params, rule.people
    params["last"] = suits[-1]
    if scene.core.scope.fill and any(rule == MinFill(event.id) for rule in scene.core.rules):
        return "entries_few", params, rule.people
    most = max((slot.capacity for slot in scene.starts.slots[event.id] if slot.start in suits), default=0)
    limited = any(isinstance(each, Places | MaxFill) for each in scene.core.rules)
    code = "entries_any_time" if len(suits) == len(scene.starts.of(event.id)) else "entries_window"
    if limited and 0 < most < count:
        return f"{code}_heats", params | {"places": most, "heats": -(-count // most)}, rule.people
    return code, params, rule.people


def _own_events(scene: Scene, rule: OwnEvents) -> Told:
    entrant = next(each for each in scene.problem.entrants if each.id == rule.entrant)
    events = [event for name, event in sorted(scene.core.registrations) if name == rule.entrant]
    params: Params = {"entrant": rule.entrant, "events": "、".join(events), "rest": scene.problem.rest_of(entrant)}
    return "own_events", params, (rule.entrant,)


def _events_per_day(scene: Scene, rule: EventsPerDay) -> Told:
    entrant = next(each for each in scene.problem.entrants if each.id == rule.entrant)
    return "events_per_day", {"entrant": rule.entrant, "max": entrant.max_per_day or 0}, (rule.entrant,)


def _places(scene: Scene, rule: Places) -> Told:
    venue = scene.venue(rule.venues[0])
    count = len(scene.core.registrations)
    users = [scene.event(e.event) for e in scene.entries if venue.kind in scene.event(e.event).venue_kinds]
    users = users or [event for event in scene.problem.events if venue.kind in event.venue_kinds]
    minutes = sorted({event.heat_minutes for event in users})
    params: Params = {"venue": "、".join(rule.venues), "venues": len(rule.venues), "people": count}
    params |= {"minutes": "/".join(map(str, minutes)), "most": count - scene.left, "places": venue.places or 0}
    if not count:
        return "one_at_a_time", params, ()
    return ("places" if venue.places is not None else "one_heat_at_a_time"), params, ()


def _closed(scene: Scene, rule: Closed) -> Told:
    place = rule.closure.place
    params: Params = {"venue": rule.venue, "place": place or 0}
    return ("place_shut" if place else "venue_shut"), params, ()


def _changeover(scene: Scene, rule: Changeover) -> Told:
    return "changeover", {"venue": rule.venue, "minutes": scene.venue(rule.venue).changeover_minutes}, ()


def _interval(scene: Scene, rule: Interval) -> Told:
    wave = scene.venue(rule.venue).wave
    return "interval", {"venue": rule.venue, "minutes": wave.interval_minutes if wave else 0}, ()


def _on_route(scene: Scene, rule: OnRoute) -> Told:
    wave = scene.venue(rule.venue).wave
    return "on_route", {"venue": rule.venue, "people": wave.on_route_max or 0 if wave else 0}, ()


def _min_fill(scene: Scene, rule: MinFill) -> Told:
    return "min_fill", {"event": rule.event, "min": scene.event(rule.event).min_fill}, ()


def _max_fill(scene: Scene, rule: MaxFill) -> Told:
    return "max_fill", {"event": rule.event, "max": scene.event(rule.event).max_fill or 0}, ()


def _single_heat(_: Scene, rule: SingleHeat) -> Told:
    return "single_heat", {"event": rule.event}, ()


def _follows(scene: Scene, rule: Follows) -> Told:
    gap = next(after.gap_minutes for after in scene.event(rule.event).after if after.event == rule.before)
    return "follows", {"event": rule.event, "before": rule.before, "gap": gap}, ()


def _final(scene: Scene, rule: FinalHeat) -> Told:
    final = scene.event(rule.event).final
    gap, minutes = (final.gap_minutes, final.heat_minutes) if final else (0, 0)
    return "final", {"event": rule.event, "gap": gap, "minutes": minutes}, ()


def _officials(scene: Scene, rule: Officials) -> Told:
    count = next(need.count for need in scene.event(rule.event).staff if need.skill == rule.skill)
    able = tuple(official.id for official in scene.problem.officials if rule.skill in official.skills)
    return "officials", {"event": rule.event, "skill": rule.skill, "count": count, "able": len(able)}, able


def _fixed(scene: Scene, rule: FixedHeats) -> Told:
    heats = {heat.id: heat for heat in scene.problem.fixed_heats}
    times = "、".join(f"{name} {scene.problem.moment(heats[name].start):%m-%d %H:%M}" for name in rule.heats)
    return "fixed_heats", {"event": rule.event, "heats": times}, ()


def _pinned(_: Scene, rule: Pinned) -> Told:
    pin, people = rule.pins[0], tuple(pin.entrant for pin in rule.pins if pin.entrant)
    params: Params = {"event": pin.event, "names": "、".join(people), "heat": pin.heat, "pinned": pin.start or 0}
    if pin.start is None and not pin.heat:
        return "pinned_venue", params | {"venue": pin.venue, "place": pin.place or 0}, people
    return ("pinned_heat" if pin.heat else "pinned_start" if people else "pinned_event"), params, people


TELLING: dict[type, Callable[[Scene, Any], Told]] = {
    Entries: _entries,
    OwnEvents: _own_events,
    EventsPerDay: _events_per_day,
    Places: _places,
    Closed: _closed,
    Changeover: _changeover,
    Interval: _interval,
    OnRoute: _on_route,
    MinFill: _min_fill,
    MaxFill: _max_fill,
    SingleHeat: _single_heat,
    Follows: _follows,
    FinalHeat: _final,
    Officials: _officials,
    FixedHeats: _fixed,
    Pinned: _pinned,
}
