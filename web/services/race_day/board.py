"""What runs now, what comes next, what is late: read from calls, results and the clock, venue by venue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from web.db.models import Competition, Venue
from web.services.act import Act
from web.services.races import HeatSheet, HeatState, heat_sheets
from web.services.timetable import local_now
from web.services.venues import venues

_SHOWN_NEXT = 3


@dataclass(frozen=True, slots=True)
class Late:
    """A heat behind its time: `uncalled` when nobody answered the call though it should have started."""

    sheet: HeatSheet
    minutes: int
    uncalled: bool


@dataclass(frozen=True, slots=True)
class VenueNow:
    """One venue: the heats on it now, those that come, those that are late, how many are done today."""

    venue: Venue
    now: Sequence[HeatSheet]
    following: Sequence[HeatSheet]
    late: Sequence[Late]
    done: int
    heats: int


@dataclass(frozen=True, slots=True)
class Board:
    """The whole competition at a moment of its wall clock; `over` when every heat is done."""

    now: datetime
    venues: Sequence[VenueNow]

    @property
    def over(self) -> bool:
        """Whether nothing is left to run."""
        return all(each.done == each.heats for each in self.venues)


def board(act: Act, competition: Competition) -> Board:
    """Where the day stands; the number of queries doesn't depend on the number of heats."""
    now, sheets = local_now(act), heat_sheets(act, competition)
    here = [
        (venue, [sheet for sheet in sheets if sheet.heat.venue_id == venue.id]) for venue in venues(act, competition)
    ]
    return Board(now, tuple(_venue_now(venue, own, now) for venue, own in here if own))


def _venue_now(venue: Venue, sheets: Sequence[HeatSheet], now: datetime) -> VenueNow:
    late = tuple(found for sheet in sheets if (found := _late(sheet, now)) is not None)
    behind = {found.sheet.heat.id for found in late}
    open_ = [sheet for sheet in sheets if sheet.state is not HeatState.DONE and sheet.heat.id not in behind]
    return VenueNow(
        venue,
        tuple(sheet for sheet in open_ if sheet.heat.starts <= now),
        tuple(sheet for sheet in open_ if sheet.heat.starts > now)[:_SHOWN_NEXT],
        late,
        sum(sheet.state is HeatState.DONE for sheet in sheets),
        len(sheets),
    )


_A_MINUTE = timedelta(minutes=1)


def _late(sheet: HeatSheet, now: datetime) -> Late | None:
    """A heat nobody was called for though its time has come, or one without all results though it should have ended."""
    started, ends = sheet.heat.starts, sheet.heat.starts + timedelta(minutes=_minutes(sheet))
    if sheet.state is HeatState.WAITING and started + _A_MINUTE <= now:
        return Late(sheet, (now - started) // _A_MINUTE, uncalled=True)
    if sheet.state is not HeatState.DONE and ends + _A_MINUTE <= now:
        return Late(sheet, (now - ends) // _A_MINUTE, uncalled=False)
    return None


def _minutes(sheet: HeatSheet) -> int:
    """Minutes until everybody of the heat should be back."""
    return max(sheet.heat.minutes, sheet.race.shape.entrant_minutes)
