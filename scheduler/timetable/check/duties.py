"""Rules about officials: the needs of each heat, skills, windows, load, breaks, own races and own departments."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from scheduler.timetable.check.persons import covered
from scheduler.timetable.check.sheet import Sheet
from scheduler.timetable.people import Official
from scheduler.timetable.plan import Heat, Violation

Duty = tuple[Official, str, Heat]


def _duties(sheet: Sheet) -> Iterator[Duty]:
    """Every duty of a known official: who, with which skill, in which heat, in order of time."""
    for heat in sheet.heats:
        for skill, names in sorted(heat.officials.items()):
            for name in names:
                if name in sheet.officials:
                    yield sheet.officials[name], skill, heat


def needs(sheet: Sheet) -> Iterator[Violation]:
    """Each heat has as many officials of each skill as its event needs, or the plan says how many are missing."""
    missing = Counter[tuple[str, str]]()
    for each in sheet.plan.unstaffed:
        missing[each.heat, each.skill] += each.missing
    for heat in sheet.heats:
        needed = Counter({need.skill: need.count for need in sheet.events[heat.event].staff})
        for skill in sorted({*needed, *heat.officials, *(skill for each, skill in missing if each == heat.id)}):
            there, lacking = len(heat.officials.get(skill, ())), missing[heat.id, skill]
            if there + lacking != needed[skill] or lacking < 0:
                stated: dict[str, str | int] = {"heat": heat.id, "skill": skill, "officials": there}
                yield Violation("staff_wrong", stated | {"missing": lacking, "needed": needed[skill]})
    for name in sorted({each.heat for each in sheet.plan.unstaffed} - {heat.id for heat in sheet.plan.heats}):
        yield Violation("unstaffed_heat_unknown", {"heat": name})


def skilled(sheet: Sheet) -> Iterator[Violation]:
    """Officials exist and have the skill they serve with."""
    for heat in sheet.heats:
        for skill, names in sorted(heat.officials.items()):
            for name in names:
                stated = {"heat": heat.id, "official": name, "skill": skill}
                if name not in sheet.officials:
                    yield Violation("official_unknown", stated)
                elif skill not in sheet.officials[name].skills:
                    yield Violation("official_unskilled", stated)


def windows(sheet: Sheet) -> Iterator[Violation]:
    """A duty lies inside the official's windows, from the start of the heat to its end."""
    for official, _, heat in _duties(sheet):
        windows = sorted((window.start, window.end) for window in official.available)
        end = sheet.planned_end(heat)
        if windows and not covered(heat.start, end, windows):
            stated: dict[str, str | int] = {"official": official.id, "heat": heat.id}
            yield Violation("official_not_available", stated | {"start": heat.start, "end": end})


def load_and_breaks(sheet: Sheet) -> Iterator[Violation]:
    """Nobody is in two places, has less than the own break between duties, or more duties than the own limit."""
    duties: dict[str, list[Heat]] = defaultdict(list)
    for official, _, heat in _duties(sheet):
        duties[official.id].append(heat)
    for name, heats in sorted(duties.items()):
        official = sheet.officials[name]
        for first, second in pairwise(heats):
            ready = sheet.end(first) + official.rest_minutes
            if second.start < ready:
                stated: dict[str, str | int] = {"official": name, "heat": second.id, "after": first.id, "ready": ready}
                yield Violation("official_busy", stated)
        if official.max_heats is not None and len(heats) > official.max_heats:
            yield Violation("too_many_duties", {"official": name, "duties": len(heats), "max": official.max_heats})


def own_races(sheet: Sheet) -> Iterator[Violation]:
    """Nobody officiates while running, in the own heat, or in the final of an own event (who runs it is open)."""
    turns = sheet.turns()
    for official, _, heat in _duties(sheet):
        for own in turns.get(official.runner, ()):
            if own.id == heat.id or (own.start < sheet.end(heat) and heat.start < sheet.back_at(own)):
                yield Violation("official_runs", {"official": official.id, "heat": heat.id, "own": own.id})
        entrant = sheet.entrants.get(official.runner)
        if heat.final and entrant is not None and heat.event in entrant.events:
            yield Violation("official_in_own_final", {"official": official.id, "heat": heat.id})


def own_departments(sheet: Sheet) -> Iterator[Violation]:
    """Where the rule holds, nobody officiates in a heat with somebody of the own department."""
    for official, _, heat in _duties(sheet):
        own = sheet.events[heat.event].avoid_own_department
        if not (sheet.problem.avoid_own_department if own is None else own):
            continue
        people = {sheet.entrants[name].department for name in heat.places.values() if name in sheet.entrants}
        if official.department and official.department in people:
            yield Violation("own_department", {"official": official.id, "heat": heat.id})
