"""Planted clashes: one more person than a whole hour of every gym can hold, and whether exactly these come back."""

from dataclasses import replace
from time import monotonic, process_time

from benchmarks.timetable.instances import instance
from benchmarks.timetable.measuring import Row
from scheduler.timetable import Clash, Entrant, Feasible, Limits, Optimal, Problem, Window, explain, solve

OPENS, CLOSES = 480, 535  # 08:00 to 08:55 of the first day: heats at 08:00, 08:20 and 08:40, each person 15 minutes
HEATS = 3


def planted(entrants: int, seed: int) -> tuple[Problem, set[str]]:
    """A problem in which one more than can start in the gyms has time in the first hour only; and who they are."""
    problem = instance(entrants, seed)
    places = sum(venue.places or 0 for venue in problem.venues if venue.kind == "gym")
    event = next(event for event in problem.events if event.id == "tread_u51")
    people = tuple(
        Entrant(f"planted{number:05}", (event.id,), available=(Window(OPENS, CLOSES),))
        for number in range(HEATS * places + 1)
    )
    return replace(problem, entrants=(*problem.entrants, *people)), {person.id for person in people}


def explained(entrants: int, seed: int) -> Row:
    """How the planted clash is told: people planted and found, irreducible, seconds by the clock and of the machine."""
    problem, people = planted(entrants, seed)
    began = monotonic(), process_time()
    clashes = explain(problem)
    took = {"seconds": monotonic() - began[0], "cpu": process_time() - began[1]}
    found = {name for clash in clashes for name in clash.people}
    return {
        "planted": len(people),
        "found": len(found & people),
        "others": len(found - people),
        "clashes": len(clashes),
        "facts": sum(len(clash.facts) for clash in clashes),
        "irreducible": bool(clashes) and all(irreducible(problem, clash) for clash in clashes),
        **took,
    }


def irreducible(problem: Problem, clash: Clash) -> bool:
    """By the planner, which shares no model with it: impossible together, possible without any one fact."""
    without = [clash.alone(problem, (fact,)) for fact in clash.facts]
    return not roomy(clash.alone(problem)) and all(roomy(each) for each in without)


def roomy(problem: Problem) -> bool:
    """Does everybody find a place?"""
    outcome = solve(problem, Limits(deterministic_seconds=20))
    return isinstance(outcome, Optimal | Feasible) and not outcome.plan.unplaced
