"""The situation a repair starts from: the problem with its changes, what has begun, what is still open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from scheduler.timetable.people import Entrant, Official, Window
from scheduler.timetable.plan import Heat, Plan
from scheduler.timetable.problem import Closure, Event, Problem, Venue
from scheduler.timetable.repairing.changes import Change, Closed, Delay, LateEntry, OfficialGone, Withdrawn
from scheduler.timetable.starts import joined

Entry = tuple[str, str]  # entrant and event


@dataclass(frozen=True)
class Case:
    """A plan on the day.

    ``problem`` has the changes in it, its closures beginning only when what is on has ended, so that the past keeps its
    rules. ``begun`` are the heats that started before ``now``, ``open`` the others without those who withdrew,
    ``waiting`` the entries without a heat. ``venues`` hold every closure and delay as it counts for what is still open.
    """

    problem: Problem
    now: int
    begun: tuple[Heat, ...]
    open: tuple[Heat, ...]
    waiting: tuple[Entry, ...]
    venues: dict[str, Venue]
    events: dict[str, Event] = field(init=False)
    entrants: dict[str, Entrant] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", {event.id: event for event in self.problem.events})
        object.__setattr__(self, "entrants", {entrant.id: entrant for entrant in self.problem.entrants})

    def taken_until(self, heat: Heat) -> int:
        """When a heat leaves its venue, changeover not counted."""
        return heat.start + self.events[heat.event].taken(heat.final) + heat.late_minutes

    def end(self, heat: Heat) -> int:
        """When venue and people are both done."""
        return heat.start + self.events[heat.event].lasts(heat.final) + heat.late_minutes

    def back(self, heat: Heat) -> int:
        """When the people of a heat are free again."""
        event = self.events[heat.event]
        return heat.start + (event.lasts(True) if heat.final else event.entrant_minutes) + heat.late_minutes


def changed(problem: Problem, plan: Plan, now: int, changes: Sequence[Change]) -> Case:
    """The situation after the changes, which must make sense (see ``faults``)."""
    gone = dropped(plan, now, changes)
    late, bars = _delays(problem, plan, now, changes)
    begun = tuple(
        replace(heat, late_minutes=heat.late_minutes + late.get(heat.id, 0)) for heat in plan.heats if heat.start < now
    )
    coming = tuple(_without(heat, gone) for heat in plan.heats if heat.start >= now)
    bars += [(each.venue, Closure(each.start, each.end, each.place)) for each in changes if isinstance(each, Closed)]
    after = _changed_problem(problem, begun, changes, gone, bars)
    seated = {(name, heat.event) for heat in (*begun, *coming) if not heat.final for name in heat.places.values()}
    entered = [(entrant.id, event) for entrant in after.entrants for event in entrant.events]
    venues = {v.id: replace(v, closed=(*v.closed, *(c for name, c in bars if name == v.id))) for v in problem.venues}
    return Case(after, now, begun, coming, tuple(entry for entry in entered if entry not in seated), venues)


def dropped(plan: Plan, now: int, changes: Iterable[Change]) -> set[Entry]:
    """Entries given up; those of a heat already run only matter to a final that is still to come."""
    found: set[Entry] = set()
    for each in changes:
        if isinstance(each, Withdrawn):
            coming = [heat for heat in plan.heats if heat.start >= now and each.entrant in heat.places.values()]
            still = {heat.event for heat in coming} | {u.event for u in plan.unplaced if u.entrant == each.entrant}
            found |= {(each.entrant, event) for event in still if each.event in ("", event)}
    return found


def _without(heat: Heat, gone: set[Entry]) -> Heat:
    places = {place: name for place, name in heat.places.items() if (name, heat.event) not in gone}
    return replace(heat, places=places) if len(places) < len(heat.places) else heat


def _delays(
    problem: Problem, plan: Plan, now: int, changes: Iterable[Change]
) -> tuple[dict[str, int], list[tuple[str, Closure]]]:
    """Minutes by which heats that are on end later, and until when venues without one are not free."""
    minutes: dict[str, int] = defaultdict(int)
    for each in changes:
        if isinstance(each, Delay):
            minutes[each.venue] += each.minutes
    events = {event.id: event for event in problem.events}
    late: dict[str, int] = {}
    bars: list[tuple[str, Closure]] = []
    for venue in (venue for venue in problem.venues if venue.id in minutes):
        here = [heat for heat in plan.heats if heat.venue == venue.id]
        running = [
            heat
            for heat in here
            if venue.wave is None
            and heat.start < now <= heat.start + events[heat.event].taken(heat.final) + heat.late_minutes
        ]
        late |= {heat.id: minutes[venue.id] for heat in running}
        coming = [heat.start for heat in here if heat.start >= now]
        if coming and not running:
            bars.append((venue.id, Closure(min(now, min(coming)), min(coming) + minutes[venue.id])))
    return late, bars


def _changed_problem(
    problem: Problem,
    begun: Sequence[Heat],
    changes: Sequence[Change],
    gone: set[Entry],
    bars: Iterable[tuple[str, Closure]],
) -> Problem:
    events = {event.id: event for event in problem.events}
    ran = {(name, heat.event) for heat in begun if not heat.final for name in heat.places.values()}
    gone = gone - ran
    entrants = _entrants(problem, changes, gone)
    known = {entrant.id for entrant in entrants}
    shut: dict[str, list[Closure]] = defaultdict(list)
    for name, closure in bars:
        shut[name] += _after_what_is_on(closure, [heat for heat in begun if heat.venue == name], events)
    officials = (_official(each, begun, changes, events) for each in problem.officials)
    return replace(
        problem,
        venues=tuple(replace(venue, closed=(*venue.closed, *shut[venue.id])) for venue in problem.venues),
        entrants=entrants,
        officials=tuple(
            each if each.entrant in ("", *known) else replace(each, entrant="")
            for each in officials
            if each is not None
        ),
        pins=tuple(pin for pin in problem.pins if (pin.entrant, pin.event) not in gone),
    )


def _after_what_is_on(closure: Closure, begun: Iterable[Heat], events: dict[str, Event]) -> list[Closure]:
    """The closure from the end of those heats on that had begun on what it closes; none if nothing is left of it."""
    start = closure.start
    for heat in begun:
        end = heat.start + events[heat.event].lasts(heat.final)
        touches = closure.place is None or heat.final or closure.place in heat.places
        if touches and closure.start < end and heat.start < closure.end:
            start = max(start, end)
    return [replace(closure, start=start)] if start < closure.end else []


def _entrants(problem: Problem, changes: Iterable[Change], gone: set[Entry]) -> tuple[Entrant, ...]:
    """Who takes part now: without what was given up, with late entries."""
    found = {entrant.id: _still_entered(entrant, gone) for entrant in problem.entrants}
    for each in changes:
        if isinstance(each, LateEntry):
            late, known = each.entrant, found.get(each.entrant.id)
            if known is not None:
                late = replace(known, events=(*known.events, *late.events), marks={**known.marks, **late.marks})
            found[late.id] = late
    return tuple(entrant for entrant in found.values() if entrant.events)


def _still_entered(entrant: Entrant, gone: set[Entry]) -> Entrant:
    events = tuple(event for event in entrant.events if (entrant.id, event) not in gone)
    if len(events) == len(entrant.events):
        return entrant
    marks = {event: mark for event, mark in entrant.marks.items() if event in events}
    wishes = tuple(wish for wish in entrant.preferences if wish.event in ("", *events))
    return replace(entrant, events=events, marks=marks, preferences=wishes)


def _official(
    official: Official, begun: Iterable[Heat], changes: Iterable[Change], events: dict[str, Event]
) -> Official | None:
    """An official with windows cut where they leave, a duty that has begun still inside; None if nothing is left."""
    leaves = [each.start for each in changes if isinstance(each, OfficialGone) and each.official == official.id]
    if not leaves:
        return official
    duties = [heat for heat in begun if any(official.id in names for names in heat.officials.values())]
    until = max(min(leaves), *(heat.start + events[heat.event].lasts(heat.final) for heat in duties), 0)
    always = (Window(0, max(1, until)),)
    windows = [Window(start, min(end, until)) for start, end in joined(official.available or always) if start < until]
    return replace(official, available=tuple(windows)) if windows else None
