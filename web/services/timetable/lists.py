"""A timetable as lists: by time and heat, by person, by department, by official; each can be narrowed to a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from web.services.timetable.reading import Duty, HeatLine, Start, Turn


def narrowed(heats: Iterable[HeatLine], search: str) -> Sequence[HeatLine]:
    """The heats in which somebody of this name or number starts or serves; all of them without a search."""
    return tuple(heat for heat in heats if not search or any(_found(heat, search)))


def only(heats: Iterable[HeatLine], search: str) -> Sequence[HeatLine]:
    """Those heats with nobody in them but who was searched for."""
    return tuple(
        replace(
            heat,
            starters=tuple(start for start in heat.starters if is_meant(start, search)),
            officials=tuple(duty for duty in heat.officials if search in duty.name),
        )
        for heat in narrowed(heats, search)
    )


def by_person(heats: Iterable[HeatLine], search: str = "") -> Sequence[tuple[Start, Sequence[Turn]]]:
    """Everybody with the own starts in order of time, sorted by number; `search` keeps names or numbers that match."""
    turns: dict[int, list[Turn]] = {}
    for heat in heats:
        for start in heat.starters:
            if is_meant(start, search):
                turns.setdefault(start.entrant_id, []).append(Turn(start, heat))
    people = [(own[0].start, tuple(own)) for own in turns.values()]
    return sorted(people, key=lambda each: (each[0].bib is None, each[0].bib or 0, each[0].name))


def by_department(heats: Iterable[HeatLine], search: str = "") -> Sequence[tuple[str, Sequence[Turn]]]:
    """Every department's starts in order of time; a search finds people, and departments by name."""
    departments: dict[str, list[Turn]] = {}
    for heat in heats:
        for start in heat.starters:
            if is_meant(start, search) or search in start.department:
                departments.setdefault(start.department, []).append(Turn(start, heat))
    return sorted((name, tuple(turns)) for name, turns in departments.items())


def by_official(heats: Iterable[HeatLine], search: str = "") -> Sequence[tuple[Duty, Sequence[tuple[Duty, HeatLine]]]]:
    """Every official with the own duties in order of time."""
    duties: dict[int, list[tuple[Duty, HeatLine]]] = {}
    for heat in heats:
        for duty in heat.officials:
            if search in duty.name:
                duties.setdefault(duty.official_id, []).append((duty, heat))
    return sorted(((own[0][0], tuple(own)) for own in duties.values()), key=lambda each: each[0].name)


def is_meant(start: Start, search: str) -> bool:
    """Whether a name or number was searched for; nobody searched for means everybody."""
    return not search or search in start.name or search == str(start.bib)


def _found(heat: HeatLine, search: str) -> Iterable[bool]:
    yield any(is_meant(start, search) for start in heat.starters)
    yield any(search in duty.name for duty in heat.officials)
