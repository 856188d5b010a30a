"""Officials after a repair, without a search: everybody keeps what duties they can, gaps go to the least busy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from scheduler.timetable.plan import Heat, Plan, Unstaffed
from scheduler.timetable.repairing.changed import Case
from scheduler.timetable.repairing.spots import Spot, key_of
from scheduler.timetable.roster import Bench, Shifts, chosen
from scheduler.timetable.starts import joined

Served = dict[str, dict[str, list[str]]]


def mended(case: Case, plan: Plan) -> Plan:
    """The plan with its officials put right; ``plan.heats`` carry the duties of before. Open needs are listed."""
    shifts = Shifts(Bench(case.problem, plan.heats))
    served: Served = {heat.id: {} for heat in plan.heats}
    still = {key_of(heat) for heat in case.open}
    begun = {heat.id for heat in case.begun}
    for heat in sorted(
        plan.heats, key=lambda each: (each.id not in begun, key_of(each) not in still, each.start, each.id)
    ):
        _keep(shifts, heat, served[heat.id], certain=heat.id in begun)
    missing: list[Unstaffed] = []
    for heat in plan.heats:
        for need in shifts.bench.events[heat.event].staff:
            names = served[heat.id].setdefault(need.skill, [])
            if heat.id not in begun:
                names += [each.id for each in chosen(shifts, heat, need.skill, need.count - len(names))]
            if len(names) < need.count:
                why = shifts.bench.reason(need.skill, heat)
                missing.append(Unstaffed(heat.id, need.skill, need.count - len(names), (why,)))
    heats = tuple(replace(heat, officials=_stated(served[heat.id])) for heat in plan.heats)
    return replace(plan, heats=heats, unstaffed=tuple(missing))


def _keep(shifts: Shifts, heat: Heat, serving: dict[str, list[str]], certain: bool) -> None:
    """Whoever had a duty here keeps it if they still may; in a heat that has begun in any case."""
    officials = {official.id: official for official in shifts.bench.problem.officials}
    for need in shifts.bench.events[heat.event].staff:
        for name in heat.officials.get(need.skill, ()):
            may = name in officials and need.skill in officials[name].skills and shifts.may(officials[name], heat)
            if (certain or may) and name in officials:
                shifts.take(officials[name], heat)
                serving.setdefault(need.skill, []).append(name)


def _stated(serving: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {skill: tuple(names) for skill, names in serving.items() if names}


def least_missing(case: Case, plan: Plan) -> int:
    """Needs nobody can meet in these heats, whatever else officials do."""
    bench = Bench(case.problem, plan.heats)
    found = 0
    for heat in plan.heats:
        for need in bench.events[heat.event].staff:
            able = [each for each in case.problem.officials if need.skill in each.skills]
            ready = sum(bench.there(each, heat) and bench.free(each, heat) for each in able)
            found += max(0, need.count - ready)
    return found


def lacking(case: Case, settled: Sequence[Heat], spots: Iterable[Spot]) -> dict[Spot, int]:
    """Officials a new heat would lack, spot by spot: of those who are there and serve in no heat that stays meanwhile.

    A first look only: what else moves is left out. Spots that lack nobody are not in it.
    """
    windows = {official.id: joined(official.available) for official in case.problem.officials}
    busy: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for heat in settled:
        for names in heat.officials.values():
            for name in names:
                busy[name].append((heat.start, case.end(heat)))
    found: dict[Spot, int] = {}
    for spot in spots:
        end = spot.start + case.events[spot.event].lasts(spot.final)
        for need in case.events[spot.event].staff:
            able = (official.id for official in case.problem.officials if need.skill in official.skills)
            free = sum(_free(windows[name], busy[name], spot.start, end) for name in able)
            if free < need.count:
                found[spot] = found.get(spot, 0) + need.count - free
    return found


def _free(windows: Sequence[tuple[int, int]], busy: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    there = not windows or any(opens <= start and end <= closes for opens, closes in windows)
    return there and not any(begins < end and start < until for begins, until in busy)
