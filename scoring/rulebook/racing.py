"""What the rules of a race fix: how a time or distance becomes a result. Keys in docs/rulebook.md."""

from dataclasses import dataclass
from enum import StrEnum

from scoring.values import Metres, Millis

TENTH_OF_A_SECOND = Millis(100)
"""Precision of hand timing (World Athletics TR19, practice.md 3.6)."""


class Measure(StrEnum):
    """What a race measures."""

    TIME = "time"
    DISTANCE = "distance"


class Better(StrEnum):
    """Which result wins."""

    LOWER = "lower"
    HIGHER = "higher"


class RaceRounding(StrEnum):
    """How a reading is brought to the precision: hand timing goes up (World Athletics TR19, practice.md 3.6)."""

    UP = "up"
    HALF_UP = "half_up"
    DOWN = "down"


class Unit(StrEnum):
    """How finely distances are read: whole metres on a course, centimetres in jumps and throws (TR26, TR32)."""

    METRE = "m"
    CENTIMETRE = "cm"


class Timing(StrEnum):
    """Who reads the result of one entry: one official, up to three watches, or two readers beside each other."""

    SINGLE = "single"
    WATCHES = "watches"
    READERS = "readers"


class Agreed(StrEnum):
    """What counts when two readers agree within the tolerance; `first` is the reader whose code sorts first."""

    LOWER = "lower"
    HIGHER = "higher"
    MEAN = "mean"
    FIRST = "first"


class AdvanceTies(StrEnum):
    """Who goes on when entries are equal at the last place that does: all of them, or lots are drawn (TR21)."""

    ALL = "all"
    DRAW = "draw"


MILLIS_A_SECOND = 1000


@dataclass(frozen=True, slots=True)
class Race:
    """How a time or distance becomes a result.

    Readings, `precision`, `tolerance` and `lap` (what one penalty lap costs) are in milliseconds for a time, in metres
    or centimetres for a distance, by `measure` and `unit`. With `heights` the rounds are heights, and a result says
    what was tried there.
    """

    measure: Measure = Measure.TIME
    better: Better = Better.LOWER
    precision: Millis | Metres = TENTH_OF_A_SECOND
    rounding: RaceRounding = RaceRounding.UP
    distance_metres: Metres | None = None
    duration_minutes: int | None = None
    cut_off_minutes: int | None = None
    unit: Unit = Unit.METRE
    timing: Timing = Timing.SINGLE
    tolerance: int | None = None
    agreed: Agreed = Agreed.MEAN
    lap: int | None = None
    advance_ties: AdvanceTies = AdvanceTies.ALL
    heights: bool = False

    @property
    def timed(self) -> bool:
        """Whether a time is measured."""
        return self.measure is Measure.TIME

    @property
    def scale(self) -> int:
        """Units of a reading in one second or metre."""
        return MILLIS_A_SECOND if self.timed else 100 if self.unit is Unit.CENTIMETRE else 1
