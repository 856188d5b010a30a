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


@dataclass(frozen=True, slots=True)
class Race:
    """How a time or distance becomes a result. `precision` is in milliseconds or metres, by `measure`."""

    measure: Measure = Measure.TIME
    better: Better = Better.LOWER
    precision: Millis | Metres = TENTH_OF_A_SECOND
    rounding: RaceRounding = RaceRounding.UP
    distance_metres: Metres | None = None
    duration_minutes: int | None = None
    cut_off_minutes: int | None = None
