"""Two timetables side by side: who starts at another time or place, which heats came and went."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from web.db.models import Competition
from web.services.act import Act
from web.services.timetable.reading import HeatLine, Start, Turn, adopted_plan, drafted
from web.services.timetable.versions import predecessor

Key = tuple[int, str]
"""An entrant's row number and a series (contest and group)."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One person's start in one event, before and after; None where there was or is none."""

    start: Start
    series_name: str
    before: Turn | None
    after: Turn | None

    @property
    def kind(self) -> str:
        """new, gone, time, venue, or place (only another lane or machine)."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        if self.before.heat.starts != self.after.heat.starts:
            return "time"
        return "venue" if self.before.heat.venue_id != self.after.heat.venue_id else "place"

    @property
    def minutes(self) -> int:
        """By how many minutes the start moves, whichever way."""
        if self.before is None or self.after is None:
            return 0
        return abs((self.after.heat.starts - self.before.heat.starts) // timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two timetables; heats are the same when event, start and venue are."""

    shifts: Sequence[Shift] = ()
    added: Sequence[HeatLine] = ()
    removed: Sequence[HeatLine] = ()
    keys: frozenset[Key] = field(default_factory=frozenset)

    @property
    def people(self) -> int:
        """How many people have to be told."""
        return len({shift.start.entrant_id for shift in self.shifts})

    @property
    def most_minutes(self) -> int:
        """The most minutes anybody's start moves."""
        return max((shift.minutes for shift in self.shifts), default=0)


@dataclass(frozen=True, slots=True)
class News:
    """What the version in force changed: the number it replaced, why, and the difference."""

    replaced: int
    reason: str
    difference: Comparison


def news(act: Act, competition: Competition, heats: Iterable[HeatLine]) -> News | None:
    """What the version in force, whose heats these are, changed; None for the first version."""
    row = adopted_plan(act, competition)
    before = predecessor(act, row) if row else None
    if row is None or before is None:
        return None
    return News(before.number, row.reason, compared(drafted(act, competition, before)[2], heats))


def own_shifts(act: Act, competition: Competition, entrants: Collection[int]) -> Mapping[Key, Shift]:
    """How the version in force moved the starts of these entrants (row numbers); empty for the first version."""
    row = adopted_plan(act, competition)
    before = predecessor(act, row) if row else None
    if row is None or before is None:
        return {}
    old, new = (_turns(drafted(act, competition, each)[2]) for each in (before, row))
    keys = [key for key in new if key[0] in entrants]
    shifts = {key: _shift(old.get(key), new[key]) for key in keys}
    return {key: shift for key, shift in shifts.items() if shift is not None}


def compared(before: Iterable[HeatLine], after: Iterable[HeatLine]) -> Comparison:
    """Everything that differs, people in order of their number, heats in order of time."""
    old, new = tuple(before), tuple(after)
    turns_before, turns_after = _turns(old), _turns(new)
    changed = {key: _shift(turns_before.get(key), turns_after.get(key)) for key in {*turns_before, *turns_after}}
    shifts = {key: shift for key, shift in changed.items() if shift is not None}
    was, now = ({_heat_key(heat) for heat in heats} for heats in (old, new))
    return Comparison(
        tuple(sorted(shifts.values(), key=_order)),
        tuple(heat for heat in new if _heat_key(heat) not in was),
        tuple(heat for heat in old if _heat_key(heat) not in now),
        frozenset(shifts),
    )


def _turns(heats: Sequence[HeatLine]) -> Mapping[Key, Turn]:
    return {(start.entrant_id, heat.series): Turn(start, heat) for heat in heats for start in heat.starters}


def _shift(before: Turn | None, after: Turn | None) -> Shift | None:
    """The change of one start; None when time, venue and place are the same."""
    turn = after or before
    if turn is None or _spot(before) == _spot(after):
        return None
    return Shift(turn.start, turn.heat.series_name, before, after)


def _spot(turn: Turn | None) -> tuple[datetime, int, int] | None:
    return (turn.heat.starts, turn.heat.venue_id, turn.start.lane) if turn else None


def _heat_key(heat: HeatLine) -> tuple[str, datetime, int]:
    return heat.series, heat.starts, heat.venue_id


def _order(shift: Shift) -> tuple[bool, int, str, str]:
    start = shift.start
    return start.bib is None, start.bib or 0, start.name, shift.series_name
