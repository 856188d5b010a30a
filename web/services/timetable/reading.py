"""A timetable as people read it: heats with names, for the chart, the lists, the desk and the public page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload

from scheduler.timetable import Heat as PlannedHeat
from scheduler.timetable import Plan, Problem
from web.db.models import Competition, Entrant, Entry, Heat, HeatDuty, HeatLane, RaceOfficial, TimetablePlan, Venue
from web.services.act import Act
from web.services.timetable.formats import RaceContest, race_contests
from web.services.timetable.officials import officials
from web.services.timetable.records import plan_from, problem_from


@dataclass(frozen=True, slots=True)
class Start:
    """Who starts on which lane or machine."""

    lane: int
    bib: int | None
    name: str
    department: str
    entrant_id: int


@dataclass(frozen=True, slots=True)
class Duty:
    """Who serves with which skill."""

    official_id: int
    name: str
    skill: str


@dataclass(frozen=True, slots=True)
class HeatLine:
    """One heat as it stands on a notice: `minutes` the venue is taken, `busy_minutes` an entrant is on the course."""

    key: str
    heat_id: int | None
    contest_code: str
    contest_name: str
    group_code: str
    group_name: str
    number: int
    starts: datetime
    minutes: int
    busy_minutes: int
    venue_id: int
    venue_name: str
    venue_kind: str
    starters: Sequence[Start]
    officials: Sequence[Duty] = ()
    final: bool = False

    @property
    def series(self) -> str:
        """What shares one colour and letter in the chart."""
        return f"{self.contest_code}:{self.group_code}"

    @property
    def series_name(self) -> str:
        """Contest and group in words."""
        return f"{self.contest_name} {self.group_name}".strip()

    @property
    def count(self) -> int:
        """How many start."""
        return len(self.starters)


@dataclass(frozen=True, slots=True)
class Published:
    """The adopted timetable, or an empty one (`number` None) before any plan was adopted."""

    number: int | None = None
    adopted_at: datetime | None = None
    heats: Sequence[HeatLine] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's start, for the list by person."""

    start: Start
    heat: HeatLine


def plans(act: Act, competition: Competition) -> Sequence[TimetablePlan]:
    """All plans, newest first."""
    return act.session.scalars(
        select(TimetablePlan)
        .where(TimetablePlan.competition_id == competition.id)
        .order_by(TimetablePlan.number.desc())
    ).all()


def adopted_plan(act: Act, competition: Competition) -> TimetablePlan | None:
    """The plan in force."""
    return act.session.scalar(
        select(TimetablePlan).where(TimetablePlan.competition_id == competition.id, TimetablePlan.state == "adopted")
    )


def published(act: Act, competition: Competition) -> Published:
    """The adopted timetable with names, in order of time: what the public page, the chart and the lists show."""
    plan = adopted_plan(act, competition)
    if plan is None:
        return Published()
    races = {race.contest.id: race for race in race_contests(act, competition)}
    heats = tuple(heat_line(heat, races[heat.contest_id]) for heat in heats_of(act, plan) if heat.contest_id in races)
    return Published(plan.number, plan.adopted_at, heats)


def start_times(act: Act, competition: Competition) -> Mapping[int, Sequence[HeatLine]]:
    """For each entrant (by row number) the own heats of the adopted timetable in order of time."""
    times: dict[int, list[HeatLine]] = {}
    for heat in published(act, competition).heats:
        for start in heat.starters:
            times.setdefault(start.entrant_id, []).append(heat)
    return times


def heats_of(act: Act, plan: TimetablePlan, *where: ColumnElement[bool]) -> Sequence[Heat]:
    """The heats written by an adopted plan, with lanes, entrants, departments and officials loaded."""
    duties = selectinload(Heat.duties).joinedload(HeatDuty.official)
    entrant = selectinload(Heat.lanes).joinedload(HeatLane.entry).joinedload(Entry.entrant)
    return act.session.scalars(
        select(Heat)
        .where(Heat.plan_id == plan.id, *where)
        .options(joinedload(Heat.venue), joinedload(Heat.contest), entrant.joinedload(Entrant.department), duties)
        .order_by(Heat.starts, Heat.venue_id, Heat.id)
    ).all()


def heat_line(heat: Heat, race: RaceContest) -> HeatLine:
    """A stored heat as people read it."""
    return HeatLine(
        key=f"h{heat.id}",
        heat_id=heat.id,
        contest_code=heat.contest.code,
        contest_name=heat.contest.name,
        group_code=heat.group_code,
        group_name=race.group_name(heat.group_code),
        number=heat.number,
        starts=heat.starts,
        minutes=heat.minutes,
        busy_minutes=race.shape.entrant_minutes,
        venue_id=heat.venue_id,
        venue_name=heat.venue.name,
        venue_kind=heat.venue.kind,
        starters=tuple(_start(lane.lane, lane.entry.entrant) for lane in heat.lanes if lane.entry.state == "entered"),
        officials=tuple(Duty(duty.official_id, duty.official.name, duty.skill) for duty in heat.duties),
        final=heat.final,
    )


@dataclass(frozen=True, slots=True)
class Names:
    """What the planner's ids are called: entrants, events (contest and group), venues, officials, heats of a plan."""

    problem: Problem
    entrants: Mapping[str, Entrant]
    races: Mapping[str, RaceContest]
    venues: Mapping[str, Venue]
    officials: Mapping[str, RaceOfficial]
    numbers: Mapping[str, int] = field(default_factory=dict)

    def official(self, code: str) -> str:
        """Name of an official."""
        found = self.officials.get(code)
        return found.name if found else code

    def entrant(self, code: str) -> str:
        """Number and name of an entrant."""
        found = self.entrants.get(code)
        return f"{found.name}({found.bib or '—'})" if found else code

    def event(self, code: str) -> str:
        """Contest and group."""
        contest, _, group = code.partition(":")
        race = self.races.get(contest)
        return f"{race.contest.name} {race.group_name(group)}".strip() if race else code

    def venue(self, code: str) -> str:
        """Name of a venue."""
        found = self.venues.get(code)
        return found.name if found else code

    def heat(self, code: str) -> str:
        """A heat by event and number: the planner's names are `event-number`, people number them in order of time."""
        event, _, number = code.rpartition("-")
        return f"{self.event(event)} {self.numbers.get(code, number)}" if event else code


def names_for(act: Act, competition: Competition, problem: Problem, plan: Plan | None = None) -> Names:
    """Names of everything in a problem, loaded at once; heats have the numbers of the plan."""
    entrants = act.session.scalars(
        select(Entrant).where(Entrant.competition_id == competition.id).options(joinedload(Entrant.department))
    )
    grounds = act.session.scalars(select(Venue).where(Venue.competition_id == competition.id))
    return Names(
        problem,
        {str(entrant.id): entrant for entrant in entrants},
        {race.contest.code: race for race in race_contests(act, competition)},
        {str(venue.id): venue for venue in grounds},
        {f"o{each.id}": each for each in officials(act, competition)},
        numbered(plan) if plan else {},
    )


def drafted(act: Act, competition: Competition, row: TimetablePlan) -> tuple[Names, Plan, Sequence[HeatLine]]:
    """A plan as it was found, whether adopted or not: names, the planner's plan, the heats as people read them."""
    problem = problem_from(row.problem)
    plan = plan_from(row.plan) if row.plan and "heats" in row.plan else Plan(())
    names = names_for(act, competition, problem, plan)
    return names, plan, lines_of(names, plan)


def numbered(plan: Plan) -> dict[str, int]:
    """The number of each heat within its contest and group, in order of time, by the planner's name of the heat."""
    last: dict[tuple[str, bool], int] = {}
    numbers: dict[str, int] = {}
    for heat in in_order(plan):
        kind = (heat.event, heat.final)
        numbers[heat.id] = last[kind] = last.get(kind, 0) + 1
    return numbers


def in_order(plan: Plan) -> Sequence[PlannedHeat]:
    """The heats of a plan in order of time and venue."""
    return sorted(plan.heats, key=lambda each: (each.start, each.venue, each.id))


def lines_of(names: Names, plan: Plan) -> Sequence[HeatLine]:
    """The heats of a plan in order of time, numbered within each contest and group."""
    shapes = {event.id: event for event in names.problem.events}
    numbers = numbered(plan)
    lines: list[HeatLine] = []
    for heat in in_order(plan):
        contest, _, group = heat.event.partition(":")
        race, venue = names.races.get(contest), names.venues.get(heat.venue)
        if race is None or venue is None:
            continue
        lines.append(
            HeatLine(
                key=heat.id,
                heat_id=None,
                contest_code=contest,
                contest_name=race.contest.name,
                group_code=group,
                group_name=race.group_name(group),
                number=numbers[heat.id],
                starts=names.problem.moment(heat.start),
                minutes=shapes[heat.event].taken(heat.final) + heat.late_minutes,
                busy_minutes=shapes[heat.event].lasts(True) if heat.final else shapes[heat.event].entrant_minutes,
                venue_id=venue.id,
                venue_name=venue.name,
                venue_kind=venue.kind,
                starters=tuple(
                    _start(place, names.entrants[code])
                    for place, code in sorted(heat.places.items())
                    if code in names.entrants
                ),
                officials=tuple(_duties(names, heat)),
                final=heat.final,
            )
        )
    return tuple(lines)


def _duties(names: Names, heat: PlannedHeat) -> Iterator[Duty]:
    for skill, codes in sorted(heat.officials.items()):
        yield from (
            Duty(names.officials[code].id, names.official(code), skill) for code in codes if code in names.officials
        )


def _start(lane: int, entrant: Entrant) -> Start:
    department = entrant.department.name if entrant.department else ""
    return Start(lane, entrant.bib, entrant.name, department, entrant.id)
