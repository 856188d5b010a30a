"""Plans of the generator's problems, and what happens to them."""

from collections import Counter
from dataclasses import replace
from random import Random

from benchmarks.timetable import instance
from scheduler.timetable import (
    Change,
    Closed,
    Delay,
    Feasible,
    LateEntry,
    Official,
    OfficialGone,
    Optimal,
    Plan,
    Problem,
    Staff,
    Withdrawn,
    solve,
)

NOW = 10 * 60  # 10:00 on the first day
KINDS = ("machines", "delay", "shut", "official", "people")


def planned(entrants: int, seed: int) -> tuple[Problem, Plan]:
    """A problem in which every heat needs a timekeeper, with its plan."""
    bare = instance(entrants, seed)
    events = tuple(replace(event, staff=(Staff("timekeeper"),)) for event in bare.events)
    count = 2 + len(bare.venues) + 6  # a wave of an hour's walk every ten minutes has six timekeepers out
    officials = tuple(Official(f"o{number:02}", skills=("timekeeper",)) for number in range(count))
    problem = replace(bare, events=events, officials=officials)
    outcome = solve(problem)
    if not isinstance(outcome, Optimal | Feasible):
        raise TypeError(f"no plan for {entrants} / {seed}")
    return problem, outcome.plan


def happened(kind: str, problem: Problem, plan: Plan, seed: int) -> tuple[Change, ...]:
    """What happens at 10:00; the same seed gives the same people."""
    random = Random(f"{kind}/{seed}")
    last = max(session.end for session in problem.sessions)
    if kind == "machines":
        places = next(venue.places or 2 for venue in problem.venues if venue.id == "gym1")
        return tuple(Closed("gym1", NOW, last, place) for place in random.sample(range(1, places + 1), 2))
    if kind == "delay":
        return (Delay("gym1", 15),)
    if kind == "shut":
        return (Closed("gym1", NOW, NOW + 60),)
    coming = [heat for heat in plan.heats if heat.start >= NOW]
    if kind == "official":
        duties = Counter(name for heat in coming for names in heat.officials.values() for name in names)
        return (OfficialGone(max(duties, key=lambda name: (duties[name], name)), NOW),)
    entries = sorted((name, heat.event) for heat in coming for name in heat.places.values())
    late = (replace(entrant, id=f"late-{entrant.id}") for entrant in random.sample(problem.entrants, 3))
    return (*(Withdrawn(*entry) for entry in random.sample(entries, 5)), *(LateEntry(each) for each in late))
