"""What a repair changes for whom: people entry by entry, heats, duties."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from scheduler.timetable.plan import Heat, Plan
from scheduler.timetable.repairing.answer import DutyChange, HeatChange, Move, Turn
from scheduler.timetable.repairing.changed import Entry

Kind = Literal["moved", "place", "left_out", "placed", "withdrawn"]
Turns = Mapping[tuple[str, str, bool], Turn]


def difference(before: Plan, after: Plan, gone: set[Entry]) -> tuple[Move, ...]:
    """Every entry whose turn changes, in order of entrant and event; ``gone`` are those withdrawn."""
    return tuple(_moves(_turns(before.heats), _turns(after.heats), gone))


def _turns(heats: Iterable[Heat]) -> Turns:
    return {
        (name, heat.event, heat.final): Turn(heat.id, heat.start, heat.venue, place)
        for heat in heats
        for place, name in heat.places.items()
    }


def _moves(before: Turns, after: Turns, gone: set[Entry]) -> Iterator[Move]:
    for key in sorted({*before, *after}):
        name, event, final = key
        old, new = before.get(key), after.get(key)
        kind = _kind(old, new, (name, event) in gone)
        if kind is not None:
            yield Move(kind, name, event, old, new, final)


def _kind(old: Turn | None, new: Turn | None, gone: bool) -> Kind | None:
    if old is None or new is None:
        return "placed" if new else "withdrawn" if gone else "left_out"
    if (old.start, old.venue) != (new.start, new.venue):
        return "moved"
    return "place" if old.place != new.place else None


def people_moved(moves: Iterable[Move]) -> int:
    """People any of whose turns is elsewhere or gone."""
    return len({move.entrant for move in moves if move.kind in ("moved", "left_out")})


def heat_changes(before: Plan, after: Plan) -> tuple[HeatChange, ...]:
    """Heats and finals that moved, are new or are gone, by id."""
    old, new = ({heat.id: heat for heat in plan.heats} for plan in (before, after))
    found: list[HeatChange] = []
    for name in sorted({*old, *new}):
        one, two = (_where(heats.get(name)) for heats in (old, new))
        if one != two:
            heat = new.get(name) or old[name]
            found.append(HeatChange(name, heat.event, one, two, heat.final))
    return tuple(found)


def _where(heat: Heat | None) -> Turn | None:
    return Turn(heat.id, heat.start, heat.venue) if heat is not None else None


def duty_changes(before: Plan, after: Plan) -> tuple[DutyChange, ...]:
    """Who takes over which duty and who is let off; the same official in the same heat is no change."""
    old, new = (_duties(plan.heats) for plan in (before, after))
    return tuple(DutyChange(*duty, added=duty in new) for duty in sorted(old ^ new))


def _duties(heats: Iterable[Heat]) -> set[tuple[str, str, str]]:
    return {(o, heat.id, skill) for heat in heats for skill, names in heat.officials.items() for o in names}
