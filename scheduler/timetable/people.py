"""The people of a timetable problem: entrants with their wishes and officials, as frozen values in whole minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, ``start`` included, ``end`` excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Preference:
    """A wish that costs ``weight`` for each registration of the entrant that is not run so.

    ``event`` empty: every event of the entrant. The entrant's whole turn wishes to lie between ``start`` and ``end``
    (either may be None) and inside ``session``, the heat in ``venue``; what is left empty is not wished.
    """

    weight: int = 1
    event: str = ""
    start: int | None = None
    end: int | None = None
    session: str = ""
    venue: str = ""


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody who takes part. No ``available`` window means always; ``marks`` per event are used for seeding only.

    ``max_per_day`` is the most events this entrant may run on one day, finals not counted (None: no limit).
    """

    id: str
    events: tuple[str, ...]
    department: str = ""
    rest_minutes: int | None = None
    available: tuple[Window, ...] = ()
    marks: Mapping[str, Decimal] = field(default_factory=dict)
    preferences: tuple[Preference, ...] = ()
    max_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who times, judges or gives medical cover; a duty is one skill in one heat, from its start to its end.

    No ``available`` window means always, ``max_heats`` None no limit of duties. ``rest_minutes`` lie between
    two duties. ``entrant`` names the entrant this person is; left empty it is the entrant of the same id, if any.
    """

    id: str
    department: str = ""
    skills: tuple[str, ...] = ()
    available: tuple[Window, ...] = ()
    max_heats: int | None = None
    rest_minutes: int = 0
    entrant: str = ""

    @property
    def runner(self) -> str:
        """The id under which this official would be entered."""
        return self.entrant or self.id
