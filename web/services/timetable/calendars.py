"""What one person's calendar holds: the own starts, or an official's duties, of the version in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from web.db.models import Competition, Entrant, Entry, Heat, HeatDuty, HeatLane, RaceOfficial, TimetablePlan
from web.db.queries import Missing, one
from web.services.act import Act
from web.services.timetable.formats import race_contests
from web.services.timetable.reading import Duty, HeatLine, Start, adopted_plan, drafted, heat_line, heats_of
from web.services.timetable.versions import predecessor


@dataclass(frozen=True, slots=True)
class Note:
    """One appointment: a stable name of it, the heat, and who starts (`start`) or serves (`duty`) there."""

    uid: str
    heat: HeatLine
    start: Start | None = None
    duty: Duty | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Diary:
    """Everything in one calendar; `sequence` rises with every version that comes into force, `stamp` is when it did."""

    name: str
    sequence: int
    stamp: datetime
    notes: Sequence[Note]


def starts_of(act: Act, competition: Competition, entrant_id: int) -> Diary:
    """The own starts of an entrant, and those the last version took away as cancelled; Missing without any."""
    entrant = one(act.session, Entrant, id=entrant_id, competition_id=competition.id)
    row = _in_force(act, competition)
    where = Heat.id.in_(select(HeatLane.heat_id).join(Entry).where(Entry.entrant_id == entrant_id))
    notes = [
        Note(_uid(competition, f"{entrant_id}-{heat.contest_code}", heat), heat, start=start)
        for heat in _lines(act, competition, row, where)
        for start in heat.starters
        if start.entrant_id == entrant_id
    ]
    known = {note.uid for note in notes}
    gone = [note for note in _before(act, competition, row, entrant_id) if note.uid not in known]
    if not notes and not gone:
        raise Missing("entrant")
    return _diary(row, entrant.name, [*notes, *gone])


def duties_of(act: Act, competition: Competition, official_id: int) -> Diary:
    """The duties of an official."""
    official = one(act.session, RaceOfficial, id=official_id, competition_id=competition.id)
    row = _in_force(act, competition)
    where = Heat.id.in_(select(HeatDuty.heat_id).where(HeatDuty.official_id == official_id))
    notes = [
        Note(_uid(competition, f"o{official_id}-{heat.series}-{heat.number}", heat), heat, duty=duty)
        for heat in _lines(act, competition, row, where)
        for duty in heat.officials
        if duty.official_id == official_id
    ]
    return _diary(row, official.name, notes)


def _in_force(act: Act, competition: Competition) -> TimetablePlan:
    row = adopted_plan(act, competition)
    if row is None:
        raise Missing("timetable_plan")
    return row


def _lines(act: Act, competition: Competition, row: TimetablePlan, where: ColumnElement[bool]) -> Sequence[HeatLine]:
    races = {race.contest.id: race for race in race_contests(act, competition)}
    heats = heats_of(act, row, where)
    return [heat_line(heat, races[heat.contest_id]) for heat in heats if heat.contest_id in races]


def _before(act: Act, competition: Competition, row: TimetablePlan, entrant_id: int) -> Sequence[Note]:
    """What the version before held for this entrant, as cancelled."""
    before = predecessor(act, row)
    if before is None or before.plan is None:
        return ()
    return [
        Note(_uid(competition, f"{entrant_id}-{heat.contest_code}", heat), heat, start=start, cancelled=True)
        for heat in drafted(act, competition, before)[2]
        for start in heat.starters
        if start.entrant_id == entrant_id
    ]


def _uid(competition: Competition, what: str, heat: HeatLine) -> str:
    return f"{what}{'-final' if heat.final else ''}@{competition.public_code}.yibachi"


def _diary(row: TimetablePlan, name: str, notes: Sequence[Note]) -> Diary:
    ordered = sorted(notes, key=lambda note: (note.heat.starts, note.uid))
    return Diary(name, (row.adoption or 1) - 1, row.adopted_at or row.created_at, tuple(ordered))
