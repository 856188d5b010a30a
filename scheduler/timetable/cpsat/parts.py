"""Which events hang together: a problem falls into parts that share no venue, no order and nobody decided in the model.

Each part has its own fewest heats and its own earliest finish. Their sum and their maximum bound the whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from scheduler.timetable.problem import Entrant, Problem
from scheduler.timetable.starts import Starts

Link = tuple[str, str]


def parts_of(problem: Problem, starts: Starts, inside: Iterable[Entrant]) -> list[tuple[str, ...]]:
    """The events of each part, in the order of the problem; ``inside`` are the people decided in the model."""
    group = {event.id: event.id for event in problem.events}

    def root(event: str) -> str:
        while group[event] != event:
            event = group[event]
        return event

    own = [(entrant.events[0], event) for entrant in inside for event in entrant.events[1:]]
    for first, second in [*own, *(link for rule in LINKS for link in rule(problem, starts))]:
        group[root(second)] = root(first)
    found: dict[str, list[str]] = defaultdict(list)
    for event in group:
        found[root(event)].append(event)
    return [tuple(events) for events in found.values()]


def _one_venue(_: Problem, starts: Starts) -> Iterable[Link]:
    """Events that may use the same venue."""
    users: dict[str, str] = {}
    for event, slots in starts.slots.items():
        for slot in (*slots, *starts.finals.get(event, ())):
            for venue in slot.venues:
                yield users.setdefault(venue, event), event


def _one_order(problem: Problem, _: Starts) -> Iterable[Link]:
    """An event and those it waits for."""
    for event in problem.events:
        for after in event.after:
            yield after.event, event.id


def _one_count(problem: Problem, _: Starts) -> Iterable[Link]:
    """All events, where the problem counts different starts: one that two events use counts once."""
    if "slots" in problem.goals:
        yield from ((problem.events[0].id, event.id) for event in problem.events)


LINKS: Sequence[Callable[[Problem, Starts], Iterable[Link]]] = (_one_venue, _one_order, _one_count)
