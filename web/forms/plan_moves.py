"""Shapes of moves by hand: one line of text per move in the page's address, and the fields that make a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from scheduler.timetable import HandMove, HeatsSwapped, HeatTo, PeopleSwapped, PersonTo, Problem
from web.services.refusals import refuse
from web.services.timetable import Trial, somebody

_PART = "|"


def text_of(move: HandMove) -> str:
    """A move as one line: its kind and its values.

    >>> text_of(PersonTo("17", "run:A-2"))
    'person|17|run:A-2|'
    """
    if isinstance(move, HeatTo):
        return _PART.join(("heat", move.heat, str(move.start), move.venue))
    if isinstance(move, HeatsSwapped):
        return _PART.join(("heats", move.first, move.second))
    if isinstance(move, PersonTo):
        return _PART.join(("person", move.entrant, move.heat, "" if move.place is None else str(move.place)))
    return _PART.join(("people", move.event, move.first, move.second))


def move_of(text: str) -> HandMove:
    """The move of a line; refuses move_unreadable."""
    match text.split(_PART):
        case ["heat", heat, start, venue] if start.lstrip("-").isdecimal():
            return HeatTo(heat, int(start), venue)
        case ["heats", first, second]:
            return HeatsSwapped(first, second)
        case ["person", entrant, heat, place] if not place or place.isdecimal():
            return PersonTo(entrant, heat, int(place) if place else None)
        case ["people", event, first, second]:
            return PeopleSwapped(event, first, second)
    raise refuse("move_unreadable")


def moves_of(texts: Sequence[str]) -> list[HandMove]:
    """The moves of the lines, in order."""
    return [move_of(text) for text in texts]


def typed_move(fields: Mapping[str, str], trial: Trial) -> HandMove:
    """The move that was filled in: `kind`, and what belongs to it.

    Refuses move_unreadable, move_person_unknown, move_person_unclear.
    """
    heat, kind = fields.get("heat", ""), fields.get("kind", "")
    if kind == "heat":
        return HeatTo(heat, _minute(trial.problem, fields), fields.get("venue", ""))
    if kind == "heats":
        return HeatsSwapped(heat, fields.get("other", ""))
    if kind == "person":
        place = fields.get("place", "").strip()
        return move_of(_PART.join(("person", fields.get("who", ""), fields.get("to", ""), place)))
    if kind == "people":
        event = next((each.event for each in trial.plan.heats if each.id == heat), "")
        return PeopleSwapped(event, fields.get("who", ""), somebody(trial, event, fields.get("with", "")))
    raise refuse("move_unreadable")


def _minute(problem: Problem, fields: Mapping[str, str]) -> int:
    """The start typed as a day and a time of day."""
    try:
        return problem.minute(datetime.fromisoformat(f"{fields.get('day', '')}T{fields.get('clock', '')}"))
    except ValueError:
        raise refuse("move_unreadable") from None
