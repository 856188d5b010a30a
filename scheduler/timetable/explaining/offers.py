"""The cheapest ways out of a clash. Each is tried on the problem: it is offered when the clash is gone with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.timetable.explaining.crowding import Crowding
from scheduler.timetable.explaining.easing import Eased, GiveUp
from scheduler.timetable.explaining.narrowing import Core, Fits
from scheduler.timetable.explaining.relaxations import (
    RULE,
    Excuse,
    ExtraHeat,
    LeaveOut,
    LessRest,
    LongerSession,
    MoreOfficials,
    MorePlaces,
    Relaxation,
)
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
)
from scheduler.timetable.problem import Event, Problem, Venue
from scheduler.timetable.starts import grid_starts, joined, starts_of

TRIES = 8  # values or starts of one kind that are tried


@dataclass(frozen=True)
class Desk:
    """A clash, and what its ways out are looked for with: the timetable there is, and who would be left over."""

    problem: Problem
    core: Core
    left: tuple[Registration, ...]
    crowding: Crowding | None
    fits: Fits

    def works(self, offer: Relaxation) -> bool:
        """Is the clash gone with it?"""
        return self.fits(self.core.alone(offer.applied(self.problem))) is True

    def first(self, offers: Iterable[Relaxation]) -> list[Relaxation]:
        """The first that works, if any; the offers come with the least change first."""
        return [offer for offer in list(offers)[:TRIES] if self.works(offer)][:1]

    def event(self, name: str) -> Event:
        """An event of the problem."""
        return next(event for event in self.problem.events if event.id == name)

    def venue(self, name: str) -> Venue:
        """A venue of the problem."""
        return next(venue for venue in self.problem.venues if venue.id == name)


def offers(desk: Desk) -> tuple[Relaxation, ...]:
    """Ways out, the cheapest first."""
    found = [offer for rule in desk.core.rules for way in WAYS[type(rule)] for offer in way(desk, rule)]
    if desk.left:
        found += desk.first([LeaveOut(desk.left)])
    found += [offer for session in desk.problem.sessions for offer in _longer(desk, session.id)]
    once = [offer for place, offer in enumerate(found) if offer not in found[:place]]
    return tuple(sorted(once, key=lambda offer: (offer.cost, offer.code, offer.people)))


def _excuse(desk: Desk, rule: Entries) -> list[Relaxation]:
    """Excuse as many as are left over, from where it costs the fewest minutes and there is room."""
    short = sum(event == rule.event for _, event in desk.left)
    minutes = desk.event(rule.event).entrant_minutes
    windows = {e.id: joined(e.available) for e in desk.problem.entrants if e.id in set(rule.people) and e.available}
    ways: list[Excuse] = []
    for start in grid_starts(desk.problem, desk.event(rule.event)) if short else ():
        missing = sorted((_missing(windows[name], start, start + minutes), name) for name in windows)
        chosen = [(cost, name) for cost, name in missing if cost][:short]
        if len(chosen) == short and (desk.crowding is None or desk.crowding.has_room(rule.event, start, short)):
            names = tuple(name for _, name in chosen)
            ways.append(Excuse(rule.event, names, start, start + minutes, sum(cost for cost, _ in chosen)))
    ways.sort(key=lambda way: (way.cost, way.start))
    return desk.first(ways)


def _missing(windows: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Minutes of a stretch in which somebody is not free."""
    return end - start - sum(max(0, min(end, closes) - max(start, opens)) for opens, closes in windows)


def _more_places(desk: Desk, rule: Places) -> list[Relaxation]:
    if desk.venue(rule.venues[0]).places is None:
        return []
    short = max(1, len(desk.left))
    return desk.first(MorePlaces(rule.venues, count) for count in sorted({1, 2, 3, *range(1, short + 1)}))


def _extra_heat(desk: Desk, rule: Places) -> list[Relaxation]:
    """One more heat at a time when the people of the clash can come."""
    venue = desk.venue(rule.venues[0])
    suits = starts_of(desk.core.alone(desk.problem)).suits
    ways: list[ExtraHeat] = []
    for event in sorted({event for _, event in desk.left}):
        if venue.kind in desk.event(event).venue_kinds:
            counts: dict[int, int] = {}
            for (_, each), starts in suits.items():
                for start in starts if each == event else ():
                    counts[start] = counts.get(start, 0) + 1
            best = sorted(counts, key=lambda start: (-counts[start], start))
            spread = [*best[: TRIES // 2], *best[TRIES // 2 :: max(1, len(best) // 4)]]
            ways += [ExtraHeat(event, venue.id, s, s + desk.event(event).duration) for s in spread]
    return desk.first(ways)


def _longer(desk: Desk, name: str) -> list[Relaxation]:
    """A later end of a session, by as little as helps; the next session is not touched."""
    session = next(session for session in desk.problem.sessions if session.id == name)
    following = [each.start for each in desk.problem.sessions if each.start >= session.end]
    events = [desk.event(event) for event in sorted({event for _, event in desk.core.registrations})]
    minutes = sorted({m * desk.problem.grid_minutes for m in (1, 2, 3, 4, 6, 12)} | {e.duration for e in events})
    ends = [(each, session.end + each) for each in minutes]
    ways = [LongerSession(name, each, end) for each, end in ends if end <= min(following, default=end)]
    return desk.first(ways[-1:]) and desk.first(ways)


def _less_rest(desk: Desk, rule: OwnEvents) -> list[Relaxation]:
    entrant = next(each for each in desk.problem.entrants if each.id == rule.entrant)
    rest = desk.problem.rest_of(entrant)
    steps = range(5, rest + 1, 5) if rest <= 5 * TRIES else range(10, rest + 1, 10)
    found = desk.first(LessRest(rule.entrant, minutes) for minutes in steps)
    return found or (desk.first([LessRest(rule.entrant, rest)]) if rest else [])


def _eased(code: str, what: str, old: int, values: Iterable[int], other: str = "") -> Iterator[Relaxation]:
    return (Eased(code, what, old, value, RULE, other) for value in values)


def _lower_fill(desk: Desk, rule: MinFill) -> list[Relaxation]:
    least = desk.event(rule.event).min_fill
    return desk.first(_eased("min_fill", rule.event, least, range(least - 1, 0, -1)))


def _higher_fill(desk: Desk, rule: MaxFill) -> list[Relaxation]:
    most = desk.event(rule.event).max_fill or 0
    return desk.first(_eased("max_fill", rule.event, most, range(most + 1, most + 1 + TRIES)))


def _shorter_gap(desk: Desk, rule: Follows) -> list[Relaxation]:
    gap = next(after.gap_minutes for after in desk.event(rule.event).after if after.event == rule.before)
    return desk.first(_eased("gap", rule.event, gap, _less(gap), rule.before))


def _shorter_final_gap(desk: Desk, rule: FinalHeat) -> list[Relaxation]:
    final = desk.event(rule.event).final
    gap = final.gap_minutes if final else 0
    return desk.first(_eased("final_gap", rule.event, gap, _less(gap)))


def _shorter_changeover(desk: Desk, rule: Changeover) -> list[Relaxation]:
    old = desk.venue(rule.venue).changeover_minutes
    return desk.first(_eased("changeover", rule.venue, old, _less(old)))


def _shorter_interval(desk: Desk, rule: Interval) -> list[Relaxation]:
    wave = desk.venue(rule.venue).wave
    old = wave.interval_minutes if wave else 0
    return desk.first(_eased("interval", rule.venue, old, [value for value in _less(old) if value]))


def _more_on_route(desk: Desk, rule: OnRoute) -> list[Relaxation]:
    wave = desk.venue(rule.venue).wave
    old = (wave.on_route_max if wave else 0) or 0
    return desk.first(_eased("on_route", rule.venue, old, range(old + 1, old + 1 + max(1, len(desk.left)))))


def _more_a_day(desk: Desk, rule: EventsPerDay) -> list[Relaxation]:
    entrant = next(each for each in desk.problem.entrants if each.id == rule.entrant)
    most = entrant.max_per_day or 0
    ways = (Eased("events_per_day", rule.entrant, most, most + more, RULE, "", (rule.entrant,)) for more in (1, 2))
    return desk.first(ways)


def _more_officials(desk: Desk, rule: Officials) -> list[Relaxation]:
    return desk.first(MoreOfficials(rule.skill, count) for count in range(1, TRIES + 1))


def _less(value: int) -> list[int]:
    """Smaller values in few steps, 0 the last."""
    step = 5 if value <= 5 * TRIES else -(-value // TRIES)
    return [*range(value - step, 0, -step), 0] if value else []


def _open_again(desk: Desk, rule: Closed) -> list[Relaxation]:
    closure = rule.closure
    params: dict[str, str | int] = {"venue": rule.venue, "place": closure.place or 0}
    window: dict[str, str | int] = {"start": closure.start, "end": closure.end}
    code = "open_place" if closure.place else "open_venue"
    return desk.first([GiveUp(code, rule, params | window, (), closure.end - closure.start)])


def _give_up(code: str) -> Callable[[Desk, Any], list[Relaxation]]:
    def way(desk: Desk, rule: Rule) -> list[Relaxation]:
        params: dict[str, str | int] = {"event": getattr(rule, "event", ""), "before": getattr(rule, "before", "")}
        people: tuple[str, ...] = ()
        if isinstance(rule, FixedHeats):
            params["heats"] = "、".join(rule.heats)
        if isinstance(rule, Pinned):
            people = tuple(pin.entrant for pin in rule.pins if pin.entrant)
            params |= {"event": rule.pins[0].event, "names": "、".join(people)}
        return desk.first([GiveUp(code, rule, params, people)])

    return way


WAYS: dict[type, Sequence[Callable[[Desk, Any], list[Relaxation]]]] = {
    Entries: (_excuse,),
    OwnEvents: (_less_rest,),
    EventsPerDay: (_more_a_day,),
    Places: (_more_places, _extra_heat),
    Closed: (_open_again,),
    Changeover: (_shorter_changeover,),
    Interval: (_shorter_interval,),
    OnRoute: (_more_on_route,),
    MinFill: (_lower_fill,),
    MaxFill: (_higher_fill,),
    SingleHeat: (_give_up("several_heats"),),
    Follows: (_shorter_gap, _give_up("any_order")),
    FinalHeat: (_shorter_final_gap, _give_up("no_final")),
    Officials: (_more_officials, _give_up("fewer_officials")),
    FixedHeats: (_give_up("free_heats"),),
    Pinned: (_give_up("unpin"),),
}
