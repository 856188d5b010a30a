"""The least people must wait whatever the timetable: what their own windows make of two events."""

from collections.abc import Mapping

import numpy as np

from scheduler.timetable.cpsat.crowd import Crowd
from scheduler.timetable.cpsat.itineraries import Ints
from scheduler.timetable.measure import CHANGE_OF_DAY, competition_minute
from scheduler.timetable.problem import MINUTES_PER_DAY, Problem

NEVER = 1 << 40


def own_waiting(problem: Problem, crowds: Mapping[str, Crowd], finish: int | None) -> int:
    """Minutes that people in two events wait at least when everybody is placed and all has ended by ``finish``.

    Each person has the best of all starts that suit, as if alone; so it is a bound on the waiting of any timetable.
    """
    events = {event.id: event for event in problem.events}
    in_time = {
        event: np.array(
            [
                finish is None or competition_minute(problem, at + events[event].duration) <= finish
                for at in crowd.starts
            ],
            dtype=bool,
        )
        for event, crowd in crowds.items()
    }
    total = 0
    for entrant in (entrant for entrant in problem.entrants if len(entrant.events) == 2):
        starts = [
            np.array(crowds[event].starts, dtype=np.int64)[
                crowds[event].suits[crowds[event].row[entrant.id]] & in_time[event]
            ]
            for event in entrant.events
        ]
        busy = [events[event].entrant_minutes + problem.rest_of(entrant) for event in entrant.events]
        least = min(_between(starts[0], busy[0], starts[1]), _between(starts[1], busy[1], starts[0]))
        total += least if least < NEVER else 0
    return total


def _between(first: Ints, busy: int, second: Ints) -> int:
    """The least minutes between one event, which takes so long with the rest, and the other after it."""
    at = np.searchsorted(second, first + busy)
    first, at = first[at < len(second)], at[at < len(second)]
    if not len(first):
        return NEVER
    gaps = second[at] - first - busy
    overnight = second[-1] // MINUTES_PER_DAY > first // MINUTES_PER_DAY
    same_day = second[at] // MINUTES_PER_DAY == first // MINUTES_PER_DAY
    return int(np.minimum(np.where(same_day, gaps, NEVER), np.where(overnight, CHANGE_OF_DAY, NEVER)).min())
