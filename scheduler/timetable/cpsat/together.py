"""What the own events of one person leave each other: starts that allow the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scheduler.timetable.cpsat.crowd import Crowd, Matrix
from scheduler.timetable.measure import competition_minute
from scheduler.timetable.problem import Event, Problem

NEVER = 1 << 40


def apart(rest: int, event: Event, starts: Sequence[int], other: Event, others: Sequence[int]) -> Matrix:
    """Start by start: is the rest kept between one event and the other?"""
    first, second = np.array(starts, dtype=np.int64)[:, None], np.array(others, dtype=np.int64)[None, :]
    kept: Matrix = (first + event.entrant_minutes + rest <= second) | (second + other.entrant_minutes + rest <= first)
    return kept


def narrowed(problem: Problem, crowds: Mapping[str, Crowd], finish: int | None) -> dict[str, Crowd]:
    """Crowds with only those starts that leave each own other event some start, all ended by ``finish``.

    True for plans that leave nobody over; otherwise an event left out takes no rest from the others.
    """
    events = {event.id: event for event in problem.events}
    suits = {name: _in_time(problem, events[name], crowd, finish) for name, crowd in crowds.items()}
    for (one, two), rows in _pairs(problem, crowds).items():
        for event, other, here, there in ((one, two, rows[0], rows[1]), (two, one, rows[1], rows[0])):
            suits[event][here] &= _leaves(
                events[event], crowds[event], events[other], crowds[other], suits[other][there], rows[2]
            )
    return {name: replace(crowd, suits=suits[name]) for name, crowd in crowds.items()}


def _in_time(problem: Problem, event: Event, crowd: Crowd, finish: int | None) -> Matrix:
    ends = np.array([competition_minute(problem, start + event.duration) for start in crowd.starts], dtype=np.int64)
    return crowd.suits & (ends <= (NEVER if finish is None else finish))


def _pairs(problem: Problem, crowds: Mapping[str, Crowd]) -> dict[tuple[str, str], NDArray[np.int64]]:
    """For each pair of events the people in both: row in one, row in the other, minutes of rest."""
    found: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for entrant in problem.entrants:
        for index, one in enumerate(entrant.events):
            for two in entrant.events[index + 1 :]:
                rows = crowds[one].row[entrant.id], crowds[two].row[entrant.id], problem.rest_of(entrant)
                found.setdefault((one, two), []).append(rows)
    return {pair: np.array(rows, dtype=np.int64).T for pair, rows in found.items()}


def _leaves(event: Event, crowd: Crowd, other: Event, there: Crowd, suits: Matrix, rest: NDArray[np.int64]) -> Matrix:
    """Which starts leave the other event a start: its first one is early enough or its last one late enough."""
    starts, others = np.array(crowd.starts, dtype=np.int64), np.array(there.starts, dtype=np.int64)
    if not len(others):
        return np.zeros((len(rest), len(starts)), dtype=bool)
    first = np.where(suits, others, NEVER).min(axis=1)
    last = np.where(suits, others, -NEVER).max(axis=1)
    before = (first + other.entrant_minutes + rest)[:, None] <= starts
    after = (last - event.entrant_minutes - rest)[:, None] >= starts
    left: Matrix = before | after
    return left
