"""Rules about heats and venues: ids, sessions, grid, fill, places, turns of a venue, routes, precedence."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from scheduler.timetable.check.sheet import Sheet
from scheduler.timetable.plan import Heat, Violation


def ids(sheet: Sheet) -> Iterator[Violation]:
    """Events and venues exist, no heat id occurs twice."""
    for heat in sheet.plan.heats:
        if heat.event not in sheet.events:
            yield Violation("event_unknown", {"heat": heat.id, "event": heat.event})
        if heat.venue not in sheet.venues:
            yield Violation("venue_unknown", {"heat": heat.id, "venue": heat.venue})
    for name, count in sorted(Counter(heat.id for heat in sheet.plan.heats).items()):
        if count > 1:
            yield Violation("heat_id_twice", {"heat": name})


def entries(sheet: Sheet) -> Iterator[Violation]:
    """Nobody runs an event without an entry."""
    for heat in sheet.heats:
        for entrant in heat.places.values():
            if heat.event not in getattr(sheet.entrants.get(entrant), "events", ()):
                yield Violation("not_entered", {"heat": heat.id, "entrant": entrant, "event": heat.event})


def sessions_and_grid(sheet: Sheet) -> Iterator[Violation]:
    """A heat lies inside one session, and starts on its grid unless it is fixed."""
    fixed = {heat.id for heat in sheet.problem.fixed_heats}
    for heat in sheet.heats:
        end = sheet.planned_end(heat)
        around = [s for s in sheet.problem.sessions if s.start <= heat.start and end <= s.end]
        if not around:
            yield Violation("outside_session", {"heat": heat.id, "start": heat.start, "end": end})
        elif heat.id not in fixed and (heat.start - around[0].start) % sheet.problem.grid_minutes:
            yield Violation("off_grid", {"heat": heat.id, "start": heat.start})


def venue_kind(sheet: Sheet) -> Iterator[Violation]:
    """The venue suits the event."""
    for heat in sheet.heats:
        if sheet.venues[heat.venue].kind not in sheet.events[heat.event].venue_kinds:
            yield Violation("wrong_venue_kind", {"heat": heat.id, "venue": heat.venue})


def fill(sheet: Sheet) -> Iterator[Violation]:
    """A heat is neither too empty (only a fixed one may stand empty) nor too full; a final keeps its size."""
    fixed = {heat.id for heat in sheet.problem.fixed_heats}
    for heat in sheet.heats:
        event, count = sheet.events[heat.event], len(heat.places)
        most = sheet.finalists(event.id) if heat.final else event.max_fill
        empty_but_allowed = heat.final or (count == 0 and heat.id in fixed)
        if count < event.min_fill and not empty_but_allowed:
            yield Violation("below_min_fill", {"heat": heat.id, "people": count, "min": event.min_fill})
        if most is not None and count > most:
            yield Violation("above_max_fill", {"heat": heat.id, "people": count, "max": most})


def places(sheet: Sheet) -> Iterator[Violation]:
    """Every place exists and is open for the whole heat."""
    for heat in sheet.heats:
        venue = sheet.venues[heat.venue]
        for place, entrant in heat.places.items():
            if place < 1 or (venue.places is not None and place > venue.places):
                yield Violation("place_unknown", {"heat": heat.id, "place": place, "entrant": entrant})
        shut = _shut(sheet, heat)
        for place in sorted(heat.places):
            if place in shut or None in shut:
                yield Violation("place_closed", {"heat": heat.id, "place": place, "venue": venue.id})


def _shut(sheet: Sheet, heat: Heat) -> set[int | None]:
    """Places closed at some time of the heat; None stands for the whole venue."""
    closed = sheet.venues[heat.venue].closed
    return {each.place for each in closed if each.start < sheet.planned_end(heat) and heat.start < each.end}


def finals_have_room(sheet: Sheet) -> Iterator[Violation]:
    """A final's venue has an open place for everybody it is held for."""
    for heat in sheet.heats:
        venue, shut = sheet.venues[heat.venue], _shut(sheet, heat)
        if heat.final and None in shut:
            yield Violation("place_closed", {"heat": heat.id, "place": 1, "venue": venue.id})
        elif heat.final and venue.places is not None:
            room, size = venue.places - len(shut), sheet.finalists(heat.event)
            if room < size:
                yield Violation("final_no_room", {"heat": heat.id, "places": room, "size": size})


def venue_overlap(sheet: Sheet) -> Iterator[Violation]:
    """A venue holds one heat after the other with its changeover; a route keeps its interval."""
    for venue in sheet.problem.venues:
        here = [heat for heat in sheet.heats if heat.venue == venue.id]
        for first, second in pairwise(here):
            if venue.wave is not None:
                free, code = first.start + venue.wave.interval_minutes, "wave_too_early"
            else:
                free, code = sheet.taken_until(first) + venue.changeover_minutes, "venue_taken"
            if second.start < free:
                yield Violation(code, {"venue": venue.id, "heat": second.id, "other": first.id, "free": free})


def on_route(sheet: Sheet) -> Iterator[Violation]:
    """Never more people out on a route than it may hold; a final counts with everybody it is held for."""
    for venue in sheet.problem.venues:
        if venue.wave is None or venue.wave.on_route_max is None:
            continue
        here = [heat for heat in sheet.heats if heat.venue == venue.id]
        people = [sheet.finalists(heat.event) if heat.final else len(heat.places) for heat in here]
        for heat in here:
            still = [each.start <= heat.start < sheet.back_at(each) for each in here]
            out = sum(count for count, there in zip(people, still, strict=True) if there)
            if out > venue.wave.on_route_max:
                yield Violation("route_full", {"venue": venue.id, "start": heat.start, "people": out})


def precedence(sheet: Sheet) -> Iterator[Violation]:
    """No heat before the last heat or final of each predecessor has ended and the gap has passed."""
    for event in sheet.problem.events:
        for after in event.after:
            ends = [sheet.end(heat) for heat in sheet.heats if heat.event == after.event]
            ready = max(ends, default=0) + after.gap_minutes
            for heat in sheet.heats:
                if ends and heat.event == event.id and heat.start < ready:
                    yield Violation("too_early_after", {"heat": heat.id, "event": after.event, "ready": ready})


def finals(sheet: Sheet) -> Iterator[Violation]:
    """An event with a final has exactly one when it has heats, its gap after the last of them, and none without."""
    fixed = {heat.id for heat in sheet.problem.fixed_heats}
    for event in sheet.problem.events:
        found, before = sheet.finals_of(event.id), sheet.heats_of(event.id)
        wanted = 1 if event.final is not None and before else 0
        if len(found) < wanted:
            yield Violation("final_missing", {"event": event.id})
        free = [heat for heat in found if heat.id not in fixed]
        for heat in free[max(0, wanted - (len(found) - len(free))) :]:
            yield Violation("final_not_wanted", {"heat": heat.id, "event": event.id})
        gap = event.final.gap_minutes if event.final else 0
        ready = max((sheet.end(heat) for heat in before), default=0) + gap
        for heat in found:
            if heat.start < ready:
                yield Violation("final_too_early", {"heat": heat.id, "event": event.id, "ready": ready})


def single_heat(sheet: Sheet) -> Iterator[Violation]:
    """All who take part in a single-heat event start together, the final apart."""
    for event in sheet.problem.events:
        heats = sheet.heats_of(event.id)
        if event.single_heat and len(heats) > 1:
            yield Violation("not_single_heat", {"event": event.id, "heats": len(heats)})
