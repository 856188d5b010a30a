"""The second reading of every rule: is this plan allowed, and are its stated values true?

Plain Python that shares nothing with the solver's model or with the sketch. It runs on every plan, also on plans moved
by hand, and names every rule that is broken.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from scheduler.timetable.measure import measured
from scheduler.timetable.plan import Heat, Plan, Violation
from scheduler.timetable.problem import Entrant, Event, Problem, Venue


@dataclass(frozen=True)
class _Sheet:
    """A plan beside its problem, with everything that has an unknown id set aside."""

    problem: Problem
    plan: Plan
    events: dict[str, Event] = field(init=False)
    venues: dict[str, Venue] = field(init=False)
    entrants: dict[str, Entrant] = field(init=False)
    heats: list[Heat] = field(init=False)

    def __post_init__(self) -> None:
        fill = object.__setattr__
        fill(self, "events", {event.id: event for event in self.problem.events})
        fill(self, "venues", {venue.id: venue for venue in self.problem.venues})
        fill(self, "entrants", {entrant.id: entrant for entrant in self.problem.entrants})
        known = [heat for heat in self.plan.heats if heat.event in self.events and heat.venue in self.venues]
        fill(self, "heats", sorted(known, key=lambda heat: (heat.start, heat.id)))

    def end(self, heat: Heat) -> int:
        return heat.start + self.events[heat.event].duration


def check(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Every violation of a plan, rule by rule; empty when the plan may be used as it is."""
    sheet = _Sheet(problem, plan)
    found = [violation for rule in _RULES for violation in rule(sheet)]
    if not any(violation.code in _UNREADABLE for violation in found):
        found.extend(_stated_goals(sheet))
    return tuple(found)


def _ids(sheet: _Sheet) -> Iterator[Violation]:
    for heat in sheet.plan.heats:
        if heat.event not in sheet.events:
            yield Violation("event_unknown", {"heat": heat.id, "event": heat.event})
        if heat.venue not in sheet.venues:
            yield Violation("venue_unknown", {"heat": heat.id, "venue": heat.venue})
    for name, count in sorted(Counter(heat.id for heat in sheet.plan.heats).items()):
        if count > 1:
            yield Violation("heat_id_twice", {"heat": name})


def _entries(sheet: _Sheet) -> Iterator[Violation]:
    for heat in sheet.heats:
        for entrant in heat.places.values():
            if heat.event not in getattr(sheet.entrants.get(entrant), "events", ()):
                yield Violation("not_entered", {"heat": heat.id, "entrant": entrant, "event": heat.event})


def _sessions_and_grid(sheet: _Sheet) -> Iterator[Violation]:
    fixed = {heat.id for heat in sheet.problem.fixed_heats}
    for heat in sheet.heats:
        around = [s for s in sheet.problem.sessions if s.start <= heat.start and sheet.end(heat) <= s.end]
        if not around:
            yield Violation("outside_session", {"heat": heat.id, "start": heat.start, "end": sheet.end(heat)})
        elif heat.id not in fixed and (heat.start - around[0].start) % sheet.problem.grid_minutes:
            yield Violation("off_grid", {"heat": heat.id, "start": heat.start})


def _venue_kind(sheet: _Sheet) -> Iterator[Violation]:
    for heat in sheet.heats:
        if sheet.venues[heat.venue].kind not in sheet.events[heat.event].venue_kinds:
            yield Violation("wrong_venue_kind", {"heat": heat.id, "venue": heat.venue})


def _fill(sheet: _Sheet) -> Iterator[Violation]:
    fixed = {heat.id for heat in sheet.problem.fixed_heats}
    for heat in sheet.heats:
        event, count = sheet.events[heat.event], len(heat.places)
        empty_but_fixed = count == 0 and heat.id in fixed
        if count < event.min_fill and not empty_but_fixed:
            yield Violation("below_min_fill", {"heat": heat.id, "people": count, "min": event.min_fill})
        if event.max_fill is not None and count > event.max_fill:
            yield Violation("above_max_fill", {"heat": heat.id, "people": count, "max": event.max_fill})


def _places(sheet: _Sheet) -> Iterator[Violation]:
    for heat in sheet.heats:
        venue = sheet.venues[heat.venue]
        for place, entrant in heat.places.items():
            if place < 1 or (venue.places is not None and place > venue.places):
                yield Violation("place_unknown", {"heat": heat.id, "place": place, "entrant": entrant})
        shut = {c.place for c in venue.closed if c.start < sheet.end(heat) and heat.start < c.end}
        for place in sorted(heat.places):
            if place in shut or None in shut:
                yield Violation("place_closed", {"heat": heat.id, "place": place, "venue": venue.id})


def _venue_overlap(sheet: _Sheet) -> Iterator[Violation]:
    for venue in sheet.problem.venues:
        here = [heat for heat in sheet.heats if heat.venue == venue.id]
        for first, second in pairwise(here):
            if venue.wave is not None:
                free, code = first.start + venue.wave.interval_minutes, "wave_too_early"
            else:
                free = first.start + sheet.events[first.event].heat_minutes + venue.changeover_minutes
                code = "venue_taken"
            if second.start < free:
                yield Violation(code, {"venue": venue.id, "heat": second.id, "other": first.id, "free": free})


def _on_route(sheet: _Sheet) -> Iterator[Violation]:
    for venue in sheet.problem.venues:
        if venue.wave is None or venue.wave.on_route_max is None:
            continue
        here = [heat for heat in sheet.heats if heat.venue == venue.id]
        for heat in here:
            back = [heat.start < each.start + sheet.events[each.event].entrant_minutes for each in here]
            out = sum(len(e.places) for e, still in zip(here, back, strict=True) if still and e.start <= heat.start)
            if out > venue.wave.on_route_max:
                yield Violation("route_full", {"venue": venue.id, "start": heat.start, "people": out})


def _one_place_each(sheet: _Sheet) -> Iterator[Violation]:
    taken = Counter((entrant, heat.event) for heat in sheet.heats for entrant in heat.places.values())
    left = Counter((each.entrant, each.event) for each in sheet.plan.unplaced)
    entered = [(entrant.id, event) for entrant in sheet.problem.entrants for event in entrant.events]
    for entrant, event in entered:
        count = taken[entrant, event] + left[entrant, event]
        if count != 1:
            code = "placed_twice" if count > 1 else "forgotten"
            yield Violation(code, {"entrant": entrant, "event": event})
    for entrant, event in sorted(set(left) - set(entered)):
        yield Violation("unplaced_not_entered", {"entrant": entrant, "event": event})


def _turns(sheet: _Sheet) -> dict[str, list[Heat]]:
    turns: dict[str, list[Heat]] = defaultdict(list)
    for heat in sheet.heats:
        for entrant in heat.places.values():
            if entrant in sheet.entrants:
                turns[entrant].append(heat)
    return turns


def _availability(sheet: _Sheet) -> Iterator[Violation]:
    for name, heats in sorted(_turns(sheet).items()):
        windows = sorted((window.start, window.end) for window in sheet.entrants[name].available)
        for heat in heats:
            end = heat.start + sheet.events[heat.event].entrant_minutes
            if windows and not _covered(heat.start, end, windows):
                yield Violation("not_available", {"entrant": name, "heat": heat.id, "start": heat.start, "end": end})


def _covered(start: int, end: int, windows: Iterable[tuple[int, int]]) -> bool:
    for opens, closes in windows:
        if opens <= start:
            start = max(start, closes)
    return start >= end


def _rest(sheet: _Sheet) -> Iterator[Violation]:
    for name, heats in sorted(_turns(sheet).items()):
        rest = max(sheet.problem.rest_minutes, sheet.entrants[name].rest_minutes or 0)
        for first, second in pairwise(heats):
            ready = first.start + sheet.events[first.event].entrant_minutes + rest
            if second.start < ready:
                yield Violation(
                    "rest_too_short", {"entrant": name, "heat": second.id, "after": first.id, "ready": ready}
                )


def _precedence(sheet: _Sheet) -> Iterator[Violation]:
    for event in sheet.problem.events:
        for after in event.after:
            ends = [sheet.end(heat) for heat in sheet.heats if heat.event == after.event]
            ready = max(ends, default=0) + after.gap_minutes
            for heat in sheet.heats:
                if ends and heat.event == event.id and heat.start < ready:
                    yield Violation("too_early_after", {"heat": heat.id, "event": after.event, "ready": ready})


def _single_heat(sheet: _Sheet) -> Iterator[Violation]:
    for event in sheet.problem.events:
        heats = [heat for heat in sheet.heats if heat.event == event.id]
        if event.single_heat and len(heats) > 1:
            yield Violation("not_single_heat", {"event": event.id, "heats": len(heats)})


def _fixed_and_pins(sheet: _Sheet) -> Iterator[Violation]:
    wanted = {heat.id: (heat.event, heat.start, heat.venue) for heat in sheet.problem.fixed_heats}
    stated = {heat.id: (heat.event, heat.start, heat.venue) for heat in sheet.plan.heats}
    for name, heat in wanted.items():
        if stated.get(name) != heat:
            yield Violation("fixed_heat_moved", {"heat": name})
    events_fixed = {heat.event for heat in sheet.problem.fixed_heats}
    for name, (event, _, _) in sorted(stated.items()):
        if event in events_fixed and name not in wanted:
            yield Violation("heat_not_fixed", {"heat": name, "event": event})
    people = {heat.id: set(heat.places.values()) for heat in sheet.plan.heats}
    for pin in sheet.problem.pins:
        if pin.entrant not in people.get(pin.heat, ()):
            yield Violation("pin_moved", {"entrant": pin.entrant, "heat": pin.heat})


def _stated_goals(sheet: _Sheet) -> Iterator[Violation]:
    truth = measured(sheet.problem, sheet.plan)
    for goal in sheet.plan.goals:
        if goal.name not in truth:
            yield Violation("goal_unknown", {"goal": goal.name})
        elif goal.value != truth[goal.name]:
            yield Violation("goal_untrue", {"goal": goal.name, "stated": goal.value, "true": truth[goal.name]})
        if goal.bound > goal.value or goal.proven != (goal.bound == goal.value):
            yield Violation("proof_untrue", {"goal": goal.name, "value": goal.value, "bound": goal.bound})


_UNREADABLE = frozenset({"event_unknown", "venue_unknown", "not_entered", "outside_session"})
_RULES: tuple[Callable[[_Sheet], Iterable[Violation]], ...] = (
    _ids,
    _entries,
    _sessions_and_grid,
    _venue_kind,
    _fill,
    _places,
    _venue_overlap,
    _on_route,
    _one_place_each,
    _availability,
    _rest,
    _precedence,
    _single_heat,
    _fixed_and_pins,
)
