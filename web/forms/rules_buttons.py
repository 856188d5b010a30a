"""Rows of a form added, removed and moved by ordinary submit buttons: nothing needs a script, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

FreshRows = Mapping[str, Mapping[str, str]]
"""Lists of rows by their field's name, each with the cells a new row begins with ("" is the row itself)."""


def rearranged(posted: MultiDict[str, str], button: str, lists: FreshRows) -> MultiDict[str, str]:
    """What was posted, after one of the row buttons: `add:criteria`, `remove:criteria-2`, `up:criteria-2`.

    Every other cell keeps what was typed. An unknown button changes nothing.
    """
    action, _colon, target = button.partition(":")
    if action == "add" and target in lists:
        return _with_row(posted, target, lists[target])
    name, _dash, index = target.rpartition("-")
    if name not in lists or not index.isdigit():
        return posted
    if action == "remove":
        return MultiDict([(key, value) for key, value in posted.items(multi=True) if not _of_row(key, target)])
    return _moved_up(posted, name, int(index)) if action == "up" else posted


def _with_row(posted: MultiDict[str, str], name: str, cells: Mapping[str, str]) -> MultiDict[str, str]:
    row = f"{name}-{max(_indices(posted, name), default=-1) + 1}"
    fresh = [(f"{row}-{cell}" if cell else row, value) for cell, value in cells.items()]
    return MultiDict([*posted.items(multi=True), *fresh])


def _indices(posted: MultiDict[str, str], name: str) -> list[int]:
    """The indices of the rows of one list, ascending."""
    tails = (key.removeprefix(f"{name}-").split("-")[0] for key in posted if key.startswith(f"{name}-"))
    return sorted({int(tail) for tail in tails if tail.isdigit()})


def _moved_up(posted: MultiDict[str, str], name: str, index: int) -> MultiDict[str, str]:
    """Exchange a row with the one above it."""
    above = [one for one in _indices(posted, name) if one < index]
    if not above:
        return posted
    here, there = f"{name}-{index}", f"{name}-{above[-1]}"
    return MultiDict([(_exchanged(key, here, there), value) for key, value in posted.items(multi=True)])


def _exchanged(key: str, here: str, there: str) -> str:
    for old, new in ((here, there), (there, here)):
        if _of_row(key, old):
            return new + key.removeprefix(old)
    return key


def _of_row(key: str, row: str) -> bool:
    return key == row or key.startswith(f"{row}-")
