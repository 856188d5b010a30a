"""How a race contest is run in heats: minutes, fill, rest, seeding, kind of venue; with defaults of the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from scheduler.timetable.problem import SEEDINGS
from scoring.rulebook import Measure, Race, Rulebook
from web.db.models import Competition, Contest, HeatFormat
from web.services import audit, rules
from web.services.act import Act
from web.services.lines import Way, way_of
from web.services.refusals import Fault, Refusal
from web.services.venues import KINDS

REST_FROM_AGE = 51
REST_MINUTES_FROM_AGE = 60  # race to race from 51 full years on: practice.md 3.4
ROUTE_FROM_METRES = 3000  # walks seen are 2.5 to 6 km, the default 3 km in waves: practice.md 3.6
WARM_UP_MINUTES = 5  # treadmill: warm-up 5 min + race + 5 min reset and disinfection: practice.md 3.4
RESET_MINUTES = 5


@dataclass(frozen=True, slots=True)
class HeatShape:
    """The heat format of one contest. `heat_minutes` the venue is taken, `entrant_minutes` an entrant is busy.

    `other_kinds` of venue may be used too. `single_heat`: everybody of a group starts together, whatever `max_fill`
    says. `final_size` None: no final; else the best so many run again `final_gap_minutes` after the last heat.
    """

    venue_kind: str
    heat_minutes: int
    entrant_minutes: int
    min_fill: int
    max_fill: int
    rest_minutes: int = 30
    seeding: str = "serpentine"
    other_kinds: tuple[str, ...] = ()
    single_heat: bool = False
    final_size: int | None = None
    final_minutes: int | None = None
    final_gap_minutes: int | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of venue that may be used, the usual one first."""
        return (self.venue_kind, *(kind for kind in self.other_kinds if kind != self.venue_kind))


@dataclass(frozen=True, slots=True)
class RaceContest:
    """A race contest with its rules and heat format; `stored` tells a format that was set from a default."""

    contest: Contest
    rulebook: Rulebook
    frozen: bool
    shape: HeatShape
    stored: bool

    @property
    def race(self) -> Race:
        """The race part of the rules."""
        if self.rulebook.race is None:
            raise ValueError(self.contest.code)
        return self.rulebook.race

    @property
    def by_lines(self) -> bool:
        """Whether one time or distance is not all there is to record, so that results come in as lines."""
        return way_of(self.rulebook) is Way.LINES

    def group_name(self, code: str) -> str:
        """What a group is called; empty for a contest without groups."""
        return next((group.name or group.code for group in self.rulebook.groups if group.code == code), code)


def default_shape(rulebook: Rulebook) -> HeatShape:
    """The usual format (practice.md 3.4, 3.6): fixed time on machines, a long course in waves, else a track."""
    race = rulebook.race or Race()
    if race.measure is Measure.DISTANCE:
        busy = WARM_UP_MINUTES + (race.duration_minutes or 10)
        return HeatShape("gym", busy + RESET_MINUTES, busy, 2, 20)
    if (race.distance_metres or 0) >= ROUTE_FROM_METRES:
        return HeatShape("route", 10, (race.cut_off_minutes or 50) + 10, 2, 20)
    busy = max(15, (race.cut_off_minutes or 10) + 5)
    return HeatShape("track", busy, busy, 2, 8)


def race_contests(act: Act, competition: Competition) -> Sequence[RaceContest]:
    """The race contests of a competition in its order, each with its present rules and heat format."""
    stored = {
        row.contest_id: row
        for row in act.session.scalars(select(HeatFormat).join(Contest).where(Contest.competition_id == competition.id))
    }
    found: list[RaceContest] = []
    for contest in competition.contests:
        race = _race_contest(act, contest, stored.get(contest.id))
        if race is not None:
            found.append(race)
    return found


def race_contest(act: Act, contest: Contest) -> RaceContest | None:
    """One race contest; None when the contest has no rules yet or is judged."""
    row = act.session.scalar(select(HeatFormat).where(HeatFormat.contest_id == contest.id))
    return _race_contest(act, contest, row)


def set_heat_format(act: Act, contest: Contest, shape: HeatShape) -> HeatFormat:
    """Store a contest's heat format; refuses every fault of it at once."""
    faults = list(_shape_faults(shape))
    if faults:
        raise Refusal(*faults)
    row = act.session.scalar(select(HeatFormat).where(HeatFormat.contest_id == contest.id))
    if row is None:
        row = HeatFormat(contest_id=contest.id)
        act.session.add(row)
    row.venue_kind, row.seeding = shape.venue_kind, shape.seeding
    row.heat_minutes, row.entrant_minutes = shape.heat_minutes, shape.entrant_minutes
    row.min_fill, row.max_fill, row.rest_minutes = shape.min_fill, shape.max_fill, shape.rest_minutes
    row.other_kinds, row.single_heat = ",".join(shape.kinds[1:]), shape.single_heat
    row.final_size, row.final_minutes = shape.final_size, shape.final_minutes
    row.final_gap_minutes = shape.final_gap_minutes
    audit.record(
        act,
        "heat_format_set",
        contest,
        venue_kind=shape.venue_kind,
        minutes=[shape.heat_minutes, shape.entrant_minutes, shape.rest_minutes],
        fill=[shape.min_fill, shape.max_fill],
        seeding=shape.seeding,
        final=[shape.final_size, shape.final_minutes, shape.final_gap_minutes],
    )
    return row


def _race_contest(act: Act, contest: Contest, row: HeatFormat | None) -> RaceContest | None:
    present = rules.current(act, contest)
    if present is None or present[1].race is None:
        return None
    version, rulebook = present
    shape = default_shape(rulebook) if row is None else _shape_of(row)
    return RaceContest(contest, rulebook, version.state == "frozen", shape, row is not None)


def _shape_of(row: HeatFormat) -> HeatShape:
    return HeatShape(
        row.venue_kind,
        row.heat_minutes,
        row.entrant_minutes,
        row.min_fill,
        row.max_fill,
        row.rest_minutes,
        row.seeding,
        tuple(kind for kind in row.other_kinds.split(",") if kind),
        row.single_heat,
        row.final_size,
        row.final_minutes,
        row.final_gap_minutes,
    )


def _shape_faults(shape: HeatShape) -> list[Fault]:
    faults: list[Fault] = []
    faults += [Fault("venue_kind_unknown", {"kind": kind}) for kind in shape.kinds if kind not in KINDS]
    if shape.seeding not in SEEDINGS:
        faults.append(Fault("format_seeding_unknown", {"seeding": shape.seeding}))
    if min(shape.heat_minutes, shape.entrant_minutes, shape.min_fill, shape.max_fill) < 1 or shape.rest_minutes < 0:
        faults.append(Fault("format_too_small"))
    if shape.min_fill > shape.max_fill:
        faults.append(Fault("format_fill", {"least": shape.min_fill, "most": shape.max_fill}))
    if shape.final_size is not None and (shape.final_size < 2 or (shape.final_minutes or 0) < 1):
        faults.append(Fault("format_final"))
    return faults
