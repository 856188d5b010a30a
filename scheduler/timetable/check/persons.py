"""Rules about entrants: one turn per entry, availability, rest, most events per day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from scheduler.timetable.check.sheet import Sheet
from scheduler.timetable.plan import Violation
from scheduler.timetable.problem import MINUTES_PER_DAY


def one_place_each(sheet: Sheet) -> Iterator[Violation]:
    """Every entry has exactly one heat or is listed as unplaced; a final is a second turn."""
    drawn = [heat for heat in sheet.heats if not heat.final]
    taken = Counter((entrant, heat.event) for heat in drawn for entrant in heat.places.values())
    left = Counter((each.entrant, each.event) for each in sheet.plan.unplaced)
    entered = [(entrant.id, event) for entrant in sheet.problem.entrants for event in entrant.events]
    for entrant, event in entered:
        count = taken[entrant, event] + left[entrant, event]
        if count != 1:
            code = "placed_twice" if count > 1 else "forgotten"
            yield Violation(code, {"entrant": entrant, "event": event})
    for entrant, event in sorted(set(left) - set(entered)):
        yield Violation("unplaced_not_entered", {"entrant": entrant, "event": event})


def availability(sheet: Sheet) -> Iterator[Violation]:
    """Nobody runs outside the own windows."""
    for name, heats in sorted(sheet.turns().items()):
        windows = sorted((window.start, window.end) for window in sheet.entrants[name].available)
        for heat in heats:
            end = sheet.back_at(heat) - heat.late_minutes
            if windows and not covered(heat.start, end, windows):
                yield Violation("not_available", {"entrant": name, "heat": heat.id, "start": heat.start, "end": end})


def covered(start: int, end: int, windows: Iterable[tuple[int, int]]) -> bool:
    """Do these windows, in order of time, cover the stretch without a gap?"""
    for opens, closes in windows:
        if opens <= start:
            start = max(start, closes)
    return start >= end


def rest(sheet: Sheet) -> Iterator[Violation]:
    """Between two turns lies the longer of the general and the own rest."""
    for name, heats in sorted(sheet.turns().items()):
        rest = max(sheet.problem.rest_minutes, sheet.entrants[name].rest_minutes or 0)
        for first, second in pairwise(heats):
            ready = sheet.back_at(first) + rest
            if second.start < ready:
                yield Violation(
                    "rest_too_short", {"entrant": name, "heat": second.id, "after": first.id, "ready": ready}
                )


def events_per_day(sheet: Sheet) -> Iterator[Violation]:
    """Nobody runs more events on one day than the own limit, finals not counted."""
    for name, heats in sorted(sheet.turns().items()):
        most = sheet.entrants[name].max_per_day
        days = Counter(heat.start // MINUTES_PER_DAY for heat in heats if not heat.final)
        for day, count in sorted(days.items()):
            if most is not None and count > most:
                start = day * MINUTES_PER_DAY
                yield Violation("too_many_a_day", {"entrant": name, "start": start, "events": count, "max": most})
