"""Readings of races: what was read of one entry, how it is written, and its precision (practice.md 3.6)."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.rulebook.model import Better, Race, RaceRounding
from scoring.rulebook.racing import Unit
from scoring.status import Status
from scoring.values import (
    Metres,
    Millis,
    format_fixed,
    format_fraction,
    format_time,
    half_width,
    parse_metres,
    parse_time,
)

CALIBRATION_UNIT = 1000
"""A machine's calibration is told in metres a kilometre (practice.md 3.6)."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """Something added to a time or taken from a distance, in units of a reading, with its reason code."""

    reason: str
    amount: int


@dataclass(frozen=True, slots=True)
class RaceResult:
    """What was read of one entry, in one round and by one reader where the rules have them.

    `reading` is in milliseconds, metres or centimetres, None without one. PROV keeps its reading but isn't placed while
    the protest is open; OOC (表演) is shown and never placed. A result without a `reader` is the official one and goes
    before those of watches and readers. `calibration` corrects the machine's distance by metres a kilometre, `laps` are
    penalty laps, `recorded` is an order among equals that was seen or drawn (photo finish, jump-off), 1 first.
    `attempts` are those at the height of `round` (`XXO`).
    """

    entry: str
    reading: Millis | Metres | None = None
    status: Status = Status.FIN
    reason: str = ""
    penalties: tuple[Penalty, ...] = ()
    round: str = ""
    heat: str = ""
    reader: str = ""
    laps: int = 0
    calibration: int = 0
    recorded: int | None = None
    attempts: str = ""

    @property
    def corrected(self) -> Fraction | int:
        """The reading with the machine's correction."""
        reading = self.reading or 0
        if not self.calibration:
            return reading
        return Fraction(reading * (CALIBRATION_UNIT + self.calibration), CALIBRATION_UNIT)


def parse_reading(text: str, race: Race) -> Millis | Metres:
    """Return the reading in the race's unit; raises `RuleFaults` as `parse_time` and `parse_metres` do."""
    if race.timed:
        return parse_time(text)
    return parse_metres(text, 2 if race.unit is Unit.CENTIMETRE else 0)


def parse_penalty(text: str, race: Race) -> int:
    """Return what a penalty costs; `0` is none and `-10` a bonus. Raises as `parse_reading`."""
    plain = half_width(text)
    sign = -1 if plain.startswith("-") else 1
    plain = plain.lstrip("+-")
    return 0 if plain and not plain.strip("0.:") else sign * parse_reading(plain, race)


def format_reading(value: int, race: Race) -> str:
    """Return the result as shown: a time with the precision's decimals, or metres (with centimetres where read)."""
    if not race.timed:
        decimals = next((shown for shown in range(2) if race.precision * 10**shown % race.scale == 0), 2)
        return format_fixed(Fraction(value, race.scale), decimals)
    decimals = next((shown for shown in range(3) if race.precision % 10 ** (3 - shown) == 0), 3)
    return format_time(value, decimals)


def exact_reading(value: Fraction | int, race: Race) -> str:
    """Return a reading or sum of readings with all its digits: `4:05.31`, `7.85`; a fraction of a unit as `3701/2`."""
    if race.timed and value.denominator == 1:
        return ("-" if value < 0 else "") + format_time(abs(int(value)))
    return format_fraction(Fraction(value) / race.scale)


def to_precision(value: Fraction | int, race: Race) -> int:
    """Return the reading at the race's precision, rounded up, half up or down as the rulebook says."""
    if race.rounding is RaceRounding.UP:
        return -(-value // race.precision) * race.precision
    if race.rounding is RaceRounding.DOWN:
        return value // race.precision * race.precision
    return (2 * value + race.precision) // (2 * race.precision) * race.precision


def merit(value: Fraction | int, race: Race) -> Fraction | int:
    """Return the value so that more is better."""
    return value if race.better is Better.HIGHER else -value
