"""The rows a timetable is made from, loaded at once, and what still stands in the way of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from web.db.models import Competition, Entrant, Entry, RaceOfficial, RaceSession, Venue
from web.services.act import Act
from web.services.refusals import Fault
from web.services.timetable.away import Away, away_of
from web.services.timetable.formats import RaceContest, race_contests
from web.services.timetable.officials import officials
from web.services.timetable.wishes import Wishes, wishes_of
from web.services.venues import sessions, venues


@dataclass(frozen=True, slots=True)
class Field:
    """The rows a timetable is made from."""

    races: Sequence[RaceContest]
    entries: Sequence[Entry]
    sessions: Sequence[RaceSession]
    venues: Sequence[Venue]
    away: Mapping[int, Sequence[Away]]
    officials: Sequence[RaceOfficial]
    wishes: Wishes

    @property
    def first_day(self) -> date:
        """The day from whose midnight minutes are counted."""
        return self.sessions[0].starts.date()

    def minute(self, moment: datetime) -> int:
        """Minutes from midnight of the first day."""
        return (moment - datetime.combine(self.first_day, time())) // timedelta(minutes=1)


def field_of(act: Act, competition: Competition) -> Field:
    """Load everything a timetable is made from; the number of queries doesn't depend on the number of people."""
    races = race_contests(act, competition)
    entries = act.session.scalars(
        select(Entry)
        .where(Entry.contest_id.in_([race.contest.id for race in races]), Entry.state == "entered")
        .options(
            selectinload(Entry.contest),
            selectinload(Entry.entrant).selectinload(Entrant.person),
            selectinload(Entry.entrant).selectinload(Entrant.department),
            selectinload(Entry.entrant).selectinload(Entrant.members),
        )
        .order_by(Entry.id)
    ).all()
    ours = sessions(act, competition)
    return Field(
        races,
        entries,
        ours,
        venues(act, competition),
        away_of(act, competition, ours),
        officials(act, competition),
        wishes_of(act, competition),
    )


def event_id(entry: Entry) -> str:
    """The planner's name of an entry's event: contest code and group code."""
    return f"{entry.contest.code}:{entry.group_code or ''}"


def standing_in_the_way(field: Field) -> list[Fault]:
    """Every reason why no timetable can be asked for yet."""
    if not field.races:
        return [Fault("plan_no_race")]
    faults = [fault for race in field.races for fault in _contest_faults(field, race)]
    if not field.sessions:
        faults.append(Fault("plan_no_session"))
    if not field.entries:
        faults.append(Fault("plan_nobody"))
    return faults


def _contest_faults(field: Field, race: RaceContest) -> list[Fault]:
    name = race.contest.name
    ours = [entry for entry in field.entries if entry.contest_id == race.contest.id]
    unassigned = sum(entry.group_code is None for entry in ours)
    faults: list[Fault] = []
    if not race.frozen:
        faults.append(Fault("plan_rules_not_frozen", {"contest": name}))
    if race.contest.entries_closed_at is None:
        faults.append(Fault("plan_entries_open", {"contest": name}))
    elif unassigned:
        faults.append(Fault("plan_unassigned", {"contest": name, "n": unassigned}))
    if not any(venue.kind in race.shape.kinds for venue in field.venues):
        faults.append(Fault(f"plan_no_{race.shape.venue_kind}", {"contest": name}))
    return faults
