"""What may happen on the day, as frozen values. Times are whole minutes from midnight of the first session's day."""

from dataclasses import dataclass

from scheduler.timetable.people import Entrant


@dataclass(frozen=True, slots=True)
class Closed:
    """A place breaks down (``place`` None: the whole venue) from ``start`` to ``end``; what is on runs to its end."""

    venue: str
    start: int
    end: int
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An entrant no longer takes part in ``event``; empty: in nothing that has not begun yet."""

    entrant: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class LateEntry:
    """Somebody enters late. An id that is known already adds its events to those entered and repeats nothing else."""

    entrant: Entrant


@dataclass(frozen=True, slots=True)
class Delay:
    """A venue is late by ``minutes``: the heat that is on ends so much later, on top of what it is late already.

    Where none is on, and on a route, the next heat starts so much later than planned.
    """

    venue: str
    minutes: int


@dataclass(frozen=True, slots=True)
class OfficialGone:
    """An official is no longer there from ``start`` on; a duty that has begun is still done."""

    official: str
    start: int


Change = Closed | Withdrawn | LateEntry | Delay | OfficialGone


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a repair may cost: people moved at most, minutes anybody's start moves at most (None: no limit)."""

    people: int | None = None
    minutes: int | None = None
