"""When people are there: the sessions without their lessons, duties and leave, as windows of the planner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.timetable import Window
from web.services.timetable.field import Field


def windows_of(field: Field, people: Iterable[int], only: Sequence[Window] = ()) -> tuple[Window, ...]:
    """When all of these people (row numbers) are there; no window means always.

    `only` are the stretches in which they offered to be there at all; empty means the sessions.
    """
    absent = [window for person in people for window in _gone(field, person)]
    if not absent and not only:
        return ()
    windows = list(only) or [Window(field.minute(each.starts), field.minute(each.ends)) for each in field.sessions]
    for gone in absent:
        windows = [left for window in windows for left in _without(window, gone)]
    if not windows:
        # No window at all would mean "always"; a minute before the first start suits nobody.
        start = field.minute(field.sessions[0].starts)
        windows = [Window(start - 1, start)]
    return tuple(windows)


def _gone(field: Field, person: int) -> list[Window]:
    """The stretches in which somebody is away, less those excused."""
    stretches = [(Window(field.minute(a.starts), field.minute(a.ends)), a.why) for a in field.away.get(person, ())]
    gone = [window for window, why in stretches if why != "excused"]
    for excused, why in stretches:
        if why == "excused":
            gone = [left for window in gone for left in _without(window, excused)]
    return gone


def _without(window: Window, gone: Window) -> list[Window]:
    """What is left of a window."""
    if gone.end <= window.start or window.end <= gone.start:
        return [window]
    parts = [Window(window.start, gone.start), Window(gone.end, window.end)]
    return [part for part in parts if part.start < part.end]
