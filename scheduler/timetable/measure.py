"""What a plan is worth: the value of each goal, computed from the plan alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from scheduler.timetable.people import Entrant, Preference
from scheduler.timetable.plan import Heat, Plan
from scheduler.timetable.problem import MINUTES_PER_DAY, Event, Problem

CHANGE_OF_DAY = 240  # minutes one change of day counts as waiting: the file contract


def measured(problem: Problem, plan: Plan) -> dict[str, int]:
    """The value of every goal by name; smaller is better for each."""
    return {
        "unplaced": len(plan.unplaced),
        "unstaffed": sum(each.missing for each in plan.unstaffed),
        "heats": len(plan.heats),
        "slots": len({heat.start for heat in plan.heats}),
        "finish": finish(problem, plan.heats),
        "waiting": waiting(problem, plan.heats),
        "duty_spread": duty_spread(problem, plan.heats),
        "department_spread": department_spread(problem, plan.heats),
        "seeding": sum(seeding_deviation(problem, event, plan.heats) for event in problem.events),
        "preferences": preferences(problem, plan.heats),
    }


def competition_minute(problem: Problem, minute: int) -> int:
    """Minutes of competition up to ``minute``: the sessions laid end to end."""
    return sum(max(0, min(minute, session.end) - session.start) for session in problem.sessions)


def finish(problem: Problem, heats: Iterable[Heat]) -> int:
    """Competition minutes from the first session's start to the end of the last heat or final; 0 without heats."""
    events = {event.id: event for event in problem.events}
    ends = (heat.start + events[heat.event].lasts(heat.final) + heat.late_minutes for heat in heats)
    return max((competition_minute(problem, end) for end in ends), default=0)


def waiting(problem: Problem, heats: Iterable[Heat]) -> int:
    """Idle minutes between consecutive events of a person beyond the rest; a change of day counts 240.

    Finals do not count: whose turn they are is known only after the heats.
    """
    busy = {event.id: event.entrant_minutes for event in problem.events}
    turns: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for heat in (heat for heat in heats if not heat.final):
        for entrant in heat.places.values():
            turns[entrant].append((heat.start, heat.start + busy[heat.event] + heat.late_minutes))
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


def duty_spread(problem: Problem, heats: Iterable[Heat]) -> int:
    """The most duties of an official minus the fewest; 0 without officials."""
    duties = Counter(name for heat in heats for names in heat.officials.values() for name in names)
    counts = [duties[official.id] for official in problem.officials]
    return max(counts, default=0) - min(counts, default=0)


def preferences(problem: Problem, heats: Iterable[Heat]) -> int:
    """The weights of all wishes not kept, one for each registration a wish is about; unplaced ones are not kept."""
    turns = {(name, heat.event): heat for heat in heats if not heat.final for name in heat.places.values()}
    return sum(
        wish.weight
        for entrant in problem.entrants
        for wish in entrant.preferences
        for event in wished_events(entrant, wish)
        if (entrant.id, event) not in turns or not _kept(problem, wish, turns[entrant.id, event])
    )


def wished_events(entrant: Entrant, wish: Preference) -> tuple[str, ...]:
    """The events of an entrant that a wish is about."""
    return (wish.event,) if wish.event else entrant.events


def _kept(problem: Problem, wish: Preference, heat: Heat) -> bool:
    event = next(event for event in problem.events if event.id == heat.event)
    return suits_wish(problem, wish, heat.start, heat.start + event.entrant_minutes) and wish.venue in ("", heat.venue)


def suits_wish(problem: Problem, wish: Preference, start: int, end: int) -> bool:
    """Does a turn from ``start`` to ``end`` lie in the wished time? The venue is another matter."""
    session = next((session for session in problem.sessions if session.id == wish.session), None)
    opens = max(wish.start or 0, session.start if session else 0)
    closes = [each for each in (wish.end, session.end if session else None) if each is not None]
    return opens <= start and all(end <= each for each in closes)


def department_spread(problem: Problem, heats: Iterable[Heat]) -> int:
    """Pairs of one department in one heat (同单位尽量不同组); people without a department form no pair, finals none."""
    department = {entrant.id: entrant.department for entrant in problem.entrants}
    drawn = (heat for heat in heats if not heat.final)
    counts = (Counter(department[entrant] for entrant in heat.places.values()) for heat in drawn)
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
    drawn = (heat for heat in heats if heat.event == event.id and not heat.final)
    ours = sorted(drawn, key=lambda heat: (heat.start, heat.venue, heat.id))
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
