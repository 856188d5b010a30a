"""What heats need of officials at least: at each moment enough of a skill who are there, and enough duties in all.

Necessary, not sufficient (breaks, several skills in one person and own departments are left out): where it already
cannot be kept, no rota exists.
"""

from collections.abc import Mapping

from ortools.sat.python import cp_model

from scheduler.timetable.people import Official
from scheduler.timetable.problem import Problem
from scheduler.timetable.starts import Slot


def enough_officials(model: cp_model.CpModel, problem: Problem, heats: Mapping[Slot, cp_model.IntVar]) -> None:
    """State the needs of these heats, skill by skill."""
    events = {event.id: event for event in problem.events}
    for skill in sorted({need.skill for event in problem.events for need in event.staff}):
        able = [official for official in problem.officials if skill in official.skills]
        needs = {slot: need.count for slot in heats for need in events[slot.event].staff if need.skill == skill}
        ends = {slot: slot.start + events[slot.event].lasts(slot.final) for slot in needs}
        for slot, count in needs.items():
            model.add(count * heats[slot] <= sum(_there(official, slot.start, ends[slot]) for official in able))
            running = [each for each in needs if each.start <= slot.start < ends[each]]
            present = sum(_there(official, slot.start, slot.start + 1) for official in able)
            model.add(sum(needs[each] * heats[each] for each in running) <= present)
        if all(official.max_heats is not None for official in able):
            most = sum(official.max_heats or 0 for official in able)
            model.add(sum(count * heats[slot] for slot, count in needs.items()) <= most)


def _there(official: Official, start: int, end: int) -> bool:
    """Do the windows cover the stretch without a gap?"""
    for window in sorted(official.available, key=lambda each: each.start):
        if window.start <= start:
            start = max(start, window.end)
    return not official.available or start >= end
