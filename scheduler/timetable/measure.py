"""What a plan is worth: the value of each goal, computed from the plan alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from scheduler.timetable.plan import Heat, Plan
from scheduler.timetable.problem import MINUTES_PER_DAY, Event, Problem

CHANGE_OF_DAY = 240  # minutes one change of day counts as waiting: the file contract


def measured(problem: Problem, plan: Plan) -> dict[str, int]:
    """The value of every goal by name; smaller is better for each."""
    return {
        "unplaced": len(plan.unplaced),
        "heats": len(plan.heats),
        "finish": finish(problem, plan.heats),
        "waiting": waiting(problem, plan.heats),
        "department_spread": department_spread(problem, plan.heats),
        "seeding": sum(seeding_deviation(problem, event, plan.heats) for event in problem.events),
    }


def competition_minute(problem: Problem, minute: int) -> int:
    """Minutes of competition up to ``minute``: the sessions laid end to end."""
    return sum(max(0, min(minute, session.end) - session.start) for session in problem.sessions)


def finish(problem: Problem, heats: Iterable[Heat]) -> int:
    """Competition minutes from the first session's start to the end of the last heat; 0 without heats."""
    durations = {event.id: event.duration for event in problem.events}
    return max((competition_minute(problem, heat.start + durations[heat.event]) for heat in heats), default=0)


def waiting(problem: Problem, heats: Iterable[Heat]) -> int:
    """Idle minutes between consecutive events of a person beyond the rest; a change of day counts 240."""
    busy = {event.id: event.entrant_minutes for event in problem.events}
    turns: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for heat in heats:
        for entrant in heat.places.values():
            turns[entrant].append((heat.start, heat.start + busy[heat.event]))
    rest = {entrant.id: problem.rest_of(entrant) for entrant in problem.entrants}
    return sum(idle(sorted(stretches), rest[entrant]) or 0 for entrant, stretches in turns.items())


def idle(stretches: Sequence[tuple[int, int]], rest: int) -> int | None:
    """What one person's busy stretches in order of time cost in waiting; None when two are closer than the rest.

    >>> idle([(480, 495), (540, 550)], 30), idle([(480, 495), (510, 520)], 30)
    (15, None)
    """
    cost = 0
    for (start, end), (following, _) in pairwise(stretches):
        if following < end + rest:
            return None
        same_day = start // MINUTES_PER_DAY == following // MINUTES_PER_DAY
        cost += following - end - rest if same_day else CHANGE_OF_DAY
    return cost


def department_spread(problem: Problem, heats: Iterable[Heat]) -> int:
    """Pairs of one department in one heat (同单位尽量不同组); people without a department form no pair."""
    department = {entrant.id: entrant.department for entrant in problem.entrants}
    counts = (Counter(department[entrant] for entrant in heat.places.values()) for heat in heats)
    return sum(n * (n - 1) // 2 for count in counts for name, n in count.items() if name)


def seeding_deviation(problem: Problem, event: Event, heats: Iterable[Heat]) -> int:
    """How many heats away from the wanted one people with a mark start, added up; 0 for a random draw."""
    if event.seeding == "random":
        return 0
    target = seeding_targets(problem, event, heats)
    return sum(abs(wanted - actual) for wanted, actual in target.values())


def seeding_targets(problem: Problem, event: Event, heats: Iterable[Heat]) -> dict[str, tuple[int, int]]:
    """For each placed entrant with a mark the wanted and the actual heat, counted from 0 in order of start."""
    marks = {entrant.id: entrant.marks[event.id] for entrant in problem.entrants if event.id in entrant.marks}
    ours = sorted(
        (heat for heat in heats if heat.event == event.id), key=lambda heat: (heat.start, heat.venue, heat.id)
    )
    actual = {name: index for index, heat in enumerate(ours) for name in heat.places.values() if name in marks}
    sizes = Counter(actual.values())
    ranked = sorted(actual, key=lambda name: (marks[name], name))
    order = snake(sizes) if event.seeding == "serpentine" else [i for i in sorted(sizes) for _ in range(sizes[i])]
    return {name: (wanted, actual[name]) for name, wanted in zip(ranked, order, strict=True)}


def snake(sizes: Counter[int]) -> list[int]:
    """Heats in serpentine order (蛇形): 0 1 2 2 1 0 0 1 ..., leaving out a heat once it is full.

    >>> snake(Counter({0: 2, 1: 2, 2: 1}))
    [0, 1, 2, 1, 0]
    """
    left, order, forward = dict(sizes), list[int](), True
    while any(left.values()):
        for heat in sorted(left, reverse=not forward):
            if left[heat]:
                left[heat] -= 1
                order.append(heat)
        forward = not forward
    return order
