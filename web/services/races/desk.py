"""The race desk: who is called, who answered, which heats are done, who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from scoring.races import format_reading
from scoring.rulebook import Measure, Race
from scoring.values import format_time
from web.db.models import Competition, Contest, Entrant, Entry, Heat, HeatLane, RaceResult, ResultLine
from web.db.queries import Missing
from web.services import audit
from web.services.act import Act
from web.services.races.results import is_published
from web.services.timetable import RaceContest, adopted_plan, heats_of, race_contest, race_contests

CALL_BEFORE = timedelta(minutes=20)


class HeatState(StrEnum):
    """How far a heat is."""

    WAITING = "waiting"
    CALLED = "called"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LaneLine:
    """One starter at the desk; `result` is what is stored in the current run, `written` says that lines are."""

    lane: HeatLane
    result: RaceResult | None
    race: Race
    written: bool = False

    @property
    def entrant(self) -> Entrant:
        """Who starts."""
        return self.lane.entry.entrant

    @property
    def present(self) -> bool:
        """Whether the call was answered."""
        return self.lane.checked_in_at is not None

    @property
    def withdrawn(self) -> bool:
        """Whether the entry was withdrawn after the timetable was adopted."""
        return self.lane.entry.state != "entered"

    @property
    def settled(self) -> bool:
        """Whether nothing is missing: a result or status is stored, or the entry was withdrawn."""
        return self.result is not None or self.written or self.withdrawn

    @property
    def reading(self) -> str:
        """The reading as it was typed: every digit that is stored."""
        if self.result is None:
            return ""
        if self.race.measure is Measure.TIME:
            return "" if self.result.millis is None else format_time(self.result.millis)
        return "" if self.result.metres is None else format_reading(self.result.metres, self.race)

    @property
    def penalty(self) -> str:
        """Seconds added, as typed; empty without any."""
        return format_time(self.result.penalty_millis) if self.result and self.result.penalty_millis else ""

    @property
    def status(self) -> str:
        """The stored status; empty before any."""
        return self.result.status if self.result else ""

    @property
    def version(self) -> int:
        """The version a change must be based on."""
        return self.result.version if self.result else 0


@dataclass(frozen=True, slots=True)
class HeatSheet:
    """One heat with everybody in it."""

    heat: Heat
    race: RaceContest
    lines: Sequence[LaneLine]

    @property
    def group_name(self) -> str:
        """What the group is called."""
        return self.race.group_name(self.heat.group_code)

    @property
    def call_time(self) -> datetime:
        """When the call room opens: 20 minutes before the start (practice.md 3.5)."""
        return self.heat.starts - CALL_BEFORE

    @property
    def present(self) -> int:
        """How many answered the call."""
        return sum(line.present for line in self.lines)

    @property
    def settled(self) -> int:
        """How many have a result or status."""
        return sum(line.settled for line in self.lines)

    @property
    def timed(self) -> bool:
        """Whether a time decides (else metres)."""
        return self.race.race.measure is Measure.TIME

    @property
    def state(self) -> HeatState:
        """How far the heat is."""
        if self.lines and self.settled == len(self.lines):
            return HeatState.DONE
        if any(line.result or line.written for line in self.lines):
            return HeatState.UNDER_WAY
        return HeatState.CALLED if self.present else HeatState.WAITING


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the races are: heats done, people with a result, and who is missing in a heat already run."""

    heats: int
    heats_done: int
    starters: int
    settled: int
    missing: Sequence[tuple[HeatSheet, LaneLine]]


def heat_sheets(act: Act, competition: Competition) -> Sequence[HeatSheet]:
    """All heats of the adopted timetable in order of time; the number of queries doesn't depend on the heats."""
    plan = adopted_plan(act, competition)
    if plan is None:
        return ()
    races = {race.contest.id: race for race in race_contests(act, competition)}
    heats = [heat for heat in heats_of(act, plan) if heat.contest_id in races]
    starters = [lane.entry_id for heat in heats for lane in heat.lanes]
    results, written = _results(act, starters), _written(act, starters)
    return tuple(_sheet(heat, races[heat.contest_id], results, written) for heat in heats)


def heat_sheet(act: Act, competition: Competition, heat_id: int) -> HeatSheet:
    """One heat of the adopted timetable; Missing when there is no such heat in this competition."""
    plan = adopted_plan(act, competition)
    heats = [heat for heat in heats_of(act, plan) if heat.id == heat_id] if plan else []
    race = race_contest(act, heats[0].contest) if heats else None
    if not heats or race is None:
        raise Missing("heat")
    starters = [lane.entry_id for lane in heats[0].lanes]
    return _sheet(heats[0], race, _results(act, starters), _written(act, starters))


def progress_of(sheets: Sequence[HeatSheet]) -> Progress:
    """Where the day stands: missing are those without a result in a heat where others have one."""
    missing = [
        (sheet, line)
        for sheet in sheets
        if sheet.state is HeatState.UNDER_WAY
        for line in sheet.lines
        if not line.settled
    ]
    return Progress(
        heats=len(sheets),
        heats_done=sum(sheet.state is HeatState.DONE for sheet in sheets),
        starters=sum(len(sheet.lines) for sheet in sheets),
        settled=sum(sheet.settled for sheet in sheets),
        missing=missing,
    )


def check_in(act: Act, lane: HeatLane, *, present: bool = True) -> None:
    """Note that a starter answered the call (检录), or take the tick back; doing it twice changes nothing."""
    if present == (lane.checked_in_at is not None):
        return
    lane.checked_in_at = act.now if present else None
    audit.record(act, "checked_in" if present else "check_in_undone", lane.entry.contest, entry=lane.entry_id)


def lane_of(act: Act, heat: Heat, lane_id: int) -> HeatLane:
    """A lane of this heat; Missing when it belongs to another one."""
    found = act.session.scalar(
        select(HeatLane)
        .where(HeatLane.id == lane_id, HeatLane.heat_id == heat.id)
        .options(joinedload(HeatLane.entry).joinedload(Entry.contest))
    )
    if found is None:
        raise Missing("heat_lane")
    return found


def change_needs_reason(act: Act, contest: Contest) -> bool:
    """Whether results of this contest were published, so that a change must say why."""
    return is_published(act, contest)


def _sheet(heat: Heat, race: RaceContest, results: dict[int, RaceResult], written: set[int]) -> HeatSheet:
    lines = tuple(
        LaneLine(lane, results.get(lane.entry_id), race.race, lane.entry_id in written) for lane in heat.lanes
    )
    return HeatSheet(heat, race, lines)


def _written(act: Act, entry_ids: Sequence[int]) -> set[int]:
    """The entries among these with result lines in the contests' current runs."""
    chosen = (
        select(ResultLine.entry_id)
        .join(Contest, Contest.id == ResultLine.contest_id)
        .where(ResultLine.entry_id.in_(entry_ids), ResultLine.run == Contest.run, ResultLine.struck.is_(False))
    )
    return {number for number in act.session.scalars(chosen.distinct()) if number is not None}


def _results(act: Act, entry_ids: Sequence[int]) -> dict[int, RaceResult]:
    """The results of the contests' current runs, by entry."""
    query = (
        select(RaceResult)
        .join(Entry, Entry.id == RaceResult.entry_id)
        .join(Contest, Contest.id == Entry.contest_id)
        .where(RaceResult.entry_id.in_(entry_ids), RaceResult.run == Contest.run)
    )
    return {result.entry_id: result for result in act.session.scalars(query)}
