"""From stored rows to the planner's problem; everything that still stands in the way is said at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from scheduler.timetable import Closure, Event, Problem, Session, Wave, Window
from scheduler.timetable import Entrant as Runner
from scheduler.timetable import Venue as Ground
from scoring.groups.ages import AgeRule, full_years
from web.db.models import Competition, Entrant, Entry, Person, RaceSession, Unavailability, Venue
from web.services.act import Act
from web.services.refusals import Fault, Refusal
from web.services.timetable.formats import (
    REST_FROM_AGE,
    REST_MINUTES_FROM_AGE,
    RaceContest,
    race_contests,
)
from web.services.venues import sessions, venues

GRID_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Field:
    """The rows a timetable is made from."""

    races: Sequence[RaceContest]
    entries: Sequence[Entry]
    sessions: Sequence[RaceSession]
    venues: Sequence[Venue]
    absences: Mapping[int, Sequence[Unavailability]]

    @property
    def first_day(self) -> date:
        """The day from whose midnight minutes are counted."""
        return self.sessions[0].starts.date()

    def minute(self, moment: datetime) -> int:
        """Minutes from midnight of the first day."""
        return (moment - datetime.combine(self.first_day, time())) // timedelta(minutes=1)


def problem_for(act: Act, competition: Competition) -> Problem:
    """The problem of all races of a competition: one event per contest and group, one entrant per person.

    Refuses with every reason at once: plan_no_race, plan_rules_not_frozen, plan_entries_open, plan_unassigned,
    plan_no_session, plan_no_venue, plan_nobody. Raises ProblemFaults when the values contradict each other.
    """
    field = field_of(act, competition)
    faults = standing_in_the_way(field)
    if faults:
        raise Refusal(*faults)
    sizes = Counter(event_id(entry) for entry in field.entries)
    return Problem(
        first_day=field.first_day,
        sessions=tuple(
            Session(str(each.id), field.minute(each.starts), field.minute(each.ends)) for each in field.sessions
        ),
        venues=tuple(_ground(field, venue) for venue in field.venues),
        events=tuple(
            _event(race, code, sizes[code])
            for race in field.races
            for code in sorted(sizes)
            if code.startswith(f"{race.contest.code}:")
        ),
        entrants=tuple(_runners(field)),
        grid_minutes=GRID_MINUTES,
        rest_minutes=0,  # each entrant carries the rest of the own contests and age
    ).canonical()


def field_of(act: Act, competition: Competition) -> Field:
    """Load everything a timetable is made from; the number of queries doesn't depend on the number of people."""
    races = race_contests(act, competition)
    entries = act.session.scalars(
        select(Entry)
        .where(Entry.contest_id.in_([race.contest.id for race in races]), Entry.state == "entered")
        .options(
            selectinload(Entry.contest),
            selectinload(Entry.entrant).selectinload(Entrant.person),
            selectinload(Entry.entrant).selectinload(Entrant.members),
        )
        .order_by(Entry.id)
    ).all()
    absences: dict[int, list[Unavailability]] = defaultdict(list)
    for absence in act.session.scalars(
        select(Unavailability).where(Unavailability.competition_id == competition.id).order_by(Unavailability.starts)
    ):
        absences[absence.person_id].append(absence)
    return Field(races, entries, sessions(act, competition), venues(act, competition), absences)


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
    if not any(venue.kind == race.shape.venue_kind for venue in field.venues):
        faults.append(Fault(f"plan_no_{race.shape.venue_kind}", {"contest": name}))
    return faults


def _ground(field: Field, venue: Venue) -> Ground:
    wave = Wave(venue.wave_interval_minutes, venue.on_route_max) if venue.wave_interval_minutes else None
    closed = tuple(Closure(field.minute(each.starts), field.minute(each.ends), each.place) for each in venue.closures)
    return Ground(str(venue.id), venue.kind, venue.places, venue.changeover_minutes, closed, wave)


def _event(race: RaceContest, code: str, entered: int) -> Event:
    """The event of one group; a group smaller than the least fill runs together as it is."""
    shape = race.shape
    return Event(
        id=code,
        venue_kinds=(shape.venue_kind,),
        heat_minutes=shape.heat_minutes,
        entrant_minutes=shape.entrant_minutes,
        min_fill=min(shape.min_fill, entered),
        max_fill=shape.max_fill,
        seeding=shape.seeding,
    )


def _runners(field: Field) -> list[Runner]:
    """One runner per entrant with all own race entries, so that rest and presence hold across contests."""
    shapes = {race.contest.id: race.shape for race in field.races}
    own: dict[int, list[Entry]] = defaultdict(list)
    for entry in field.entries:
        own[entry.entrant_id].append(entry)
    runners: list[Runner] = []
    for entrant_id, entries in sorted(own.items()):
        entrant = entries[0].entrant
        rests = [shapes[entry.contest_id].rest_minutes for entry in entries]
        runners.append(
            Runner(
                id=str(entrant_id),
                events=tuple(event_id(entry) for entry in entries),
                department=str(entrant.department_id or ""),
                rest_minutes=max(*rests, _rest_by_age(entrant.person, field.first_day)),
                available=_available(field, entrant),
                marks={event_id(e): Decimal(e.seed_mark) for e in entries if e.seed_mark is not None},
            )
        )
    return runners


def _rest_by_age(person: Person | None, day: date) -> int:
    """60 minutes from 51 full years on (practice.md 3.4); an unknown birthday gets the longer rest, nothing is guessed.

    A family or department entrant has no age of its own.
    """
    if person is None:
        return 0
    if person.birth_date is None or full_years(person.birth_date, AgeRule(day)) >= REST_FROM_AGE:
        return REST_MINUTES_FROM_AGE
    return 0


def _available(field: Field, entrant: Entrant) -> tuple[Window, ...]:
    """Sessions minus everything that keeps the entrant (or a member of the family) away; empty means always."""
    people = {entrant.person_id, *(member.person_id for member in entrant.members)} - {None}
    absent = [absence for person in people if person for absence in field.absences.get(person, ())]
    if not absent:
        return ()
    windows = [Window(field.minute(each.starts), field.minute(each.ends)) for each in field.sessions]
    for absence in absent:
        gone = Window(field.minute(absence.starts), field.minute(absence.ends))
        windows = [left for window in windows for left in _without(window, gone)]
    if not windows:
        # No window at all would mean "always"; a minute before the first start suits nobody.
        start = field.minute(field.sessions[0].starts)
        windows = [Window(start - 1, start)]
    return tuple(windows)


def _without(window: Window, gone: Window) -> list[Window]:
    """What is left of a window."""
    if gone.end <= window.start or window.end <= gone.start:
        return [window]
    parts = [Window(window.start, gone.start), Window(gone.end, window.end)]
    return [part for part in parts if part.start < part.end]
