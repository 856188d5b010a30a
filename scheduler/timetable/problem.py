"""The timetable problem as frozen values. Times are whole minutes from midnight of the first session's day.

A ``Problem`` checks itself when it is made: :class:`scheduler.errors.ProblemFaults` lists every fault at once.
The file form is ``timetable-problem/1`` (docs/formats.md); ``scheduler.files`` converts to and from calendar time.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from scheduler.errors import ProblemFaults
from scheduler.timetable.people import Entrant as Entrant
from scheduler.timetable.people import Official
from scheduler.timetable.people import Window as Window

MINUTES_PER_DAY = 24 * 60
GOALS = ("unplaced", "heats", "finish", "waiting", "department_spread", "seeding")  # when a problem names none
ORDER = (
    "unplaced",
    "unstaffed",
    "heats",
    "slots",
    "finish",
    "waiting",
    "duty_spread",
    "department_spread",
    "seeding",
    "preferences",
)  # every goal there is, the most important first
FOR_PEOPLE = ("waiting", "preferences")  # of single people: sought once heats and finish are settled
SEEDINGS = ("random", "serpentine", "similar")


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of the day in which the competition may run."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Closure:
    """A window in which one place (or, with ``place`` None, the whole venue) cannot be used."""

    start: int
    end: int
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """A route that takes a wave every ``interval_minutes``; at most ``on_route_max`` people out (None: no limit)."""

    interval_minutes: int
    on_route_max: int | None = None


@dataclass(frozen=True, slots=True)
class Venue:
    """Places that run together in one heat; ``places`` None means unlimited.

    Without a wave the next heat starts when the last one has ended and ``changeover_minutes`` have passed.
    With a wave only the interval between starts counts; people of several waves are out together.
    """

    id: str
    kind: str
    places: int | None = None
    changeover_minutes: int = 0
    closed: tuple[Closure, ...] = ()
    wave: Wave | None = None


@dataclass(frozen=True, slots=True)
class After:
    """Every heat waits until the last heat of ``event``, its final too, has ended and ``gap_minutes`` have passed."""

    event: str
    gap_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Final:
    """The last heat of an event, for the best ``size``: its people are known only after the heats.

    It takes a venue of the event for ``heat_minutes``, starting ``gap_minutes`` after the last heat has ended (rest and
    results) or later. An event that has heats has exactly one final.
    """

    size: int
    heat_minutes: int
    gap_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Staff:
    """Every heat and the final need ``count`` officials with this skill; medical cover of a wave is such a need."""

    skill: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Event:
    """One contest for one division.

    ``heat_minutes`` the venue is taken, ``entrant_minutes`` an entrant is busy (a walk: 60); the heat has ended when
    both are over. ``max_fill`` None leaves the limit to the venue. ``single_heat``: all who take part start together.
    ``avoid_own_department``: no official for a heat with somebody of the own department; None leaves it to the problem.
    """

    id: str
    venue_kinds: tuple[str, ...]
    heat_minutes: int
    entrant_minutes: int
    min_fill: int = 1
    max_fill: int | None = None
    single_heat: bool = False
    after: tuple[After, ...] = ()
    seeding: str = "random"
    final: Final | None = None
    staff: tuple[Staff, ...] = ()
    avoid_own_department: bool | None = None

    @property
    def duration(self) -> int:
        """Minutes from the start of a heat until venue and entrants are both done."""
        return max(self.heat_minutes, self.entrant_minutes)

    def taken(self, final: bool) -> int:
        """Minutes a heat, or the final, takes its venue."""
        return self.final.heat_minutes if final and self.final else self.heat_minutes

    def lasts(self, final: bool) -> int:
        """Minutes from start to end of a heat, or of the final."""
        return self.final.heat_minutes if final and self.final else self.duration


@dataclass(frozen=True, slots=True)
class FixedHeat:
    """A heat decided elsewhere. An event with fixed heats has exactly these; only people and officials are placed.

    A fixed ``final`` fixes the final only: the heats before it stay free unless they are fixed too.
    """

    id: str
    event: str
    start: int
    venue: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    """What must not move. With an entrant: this entrant runs this event in this fixed heat, at this start, in this
    venue, on this place (whatever is named). Without one: a heat of the event starts then (and in this venue).
    """

    entrant: str
    event: str
    heat: str = ""
    start: int | None = None
    venue: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a timetable must respect; raises ProblemFaults with all faults when it makes no sense.

    >>> from datetime import date
    >>> problem = Problem(
    ...     first_day=date(2026, 11, 27), sessions=(Session("am", 480, 720),), venues=(Venue("gym", "gym", 8),),
    ...     events=(Event("run", ("gym",), 20, 15),), entrants=(Entrant("e1", ("run",)),))
    >>> problem.moment(480).isoformat()
    '2026-11-27T08:00:00'
    """

    first_day: date
    sessions: tuple[Session, ...]
    venues: tuple[Venue, ...]
    events: tuple[Event, ...]
    entrants: tuple[Entrant, ...]
    grid_minutes: int = 5
    rest_minutes: int = 30
    fixed_heats: tuple[FixedHeat, ...] = ()
    pins: tuple[Pin, ...] = ()
    goals: tuple[str, ...] = GOALS
    officials: tuple[Official, ...] = ()
    avoid_own_department: bool = False

    def __post_init__(self) -> None:
        from scheduler.timetable.sense import faults_of

        faults = faults_of(self)
        if faults:
            raise ProblemFaults(faults)

    def rest_of(self, entrant: Entrant) -> int:
        """Minutes between two events of this entrant: the longer of the own and the general rest."""
        return max(self.rest_minutes, entrant.rest_minutes or 0)

    def avoids_own_department(self, event: Event) -> bool:
        """Does the own-department rule hold for officials of this event?"""
        own = event.avoid_own_department
        return self.avoid_own_department if own is None else own

    def moment(self, minute: int) -> datetime:
        """Calendar time of a minute of the plan."""
        return datetime.combine(self.first_day, datetime.min.time()) + timedelta(minutes=minute)

    def minute(self, moment: datetime) -> int:
        """Minute of the plan at a calendar time; seconds are cut off."""
        return (moment - datetime.combine(self.first_day, datetime.min.time())) // timedelta(minutes=1)

    def canonical(self) -> "Problem":
        """The same problem with everything in order of time or id, so that the order of typing never matters."""
        return replace(
            self,
            sessions=tuple(sorted(self.sessions, key=lambda each: (each.start, each.id))),
            venues=tuple(sorted(self.venues, key=lambda each: each.id)),
            events=tuple(sorted(self.events, key=lambda each: each.id)),
            entrants=tuple(sorted(self.entrants, key=lambda each: each.id)),
            fixed_heats=tuple(sorted(self.fixed_heats, key=lambda each: each.id)),
            officials=tuple(sorted(self.officials, key=lambda each: each.id)),
            pins=tuple(sorted(self.pins, key=lambda each: (each.entrant, each.event, each.start or 0, each.venue))),
        )
