"""Results of races: readings, penalties, statuses, and how they are shown (practice.md 3.5, 3.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.errors import Fault
from scoring.people import Entry
from scoring.rulebook.model import Better, Measure, Race, RaceRounding
from scoring.values import Metres, Millis, format_time, parse_metres, parse_time


class Status(StrEnum):
    """State of an entry in a list of results (practice.md 3.5)."""

    FIN = "FIN"
    PROV = "PROV"
    OOC = "OOC"
    DNF = "DNF"
    DQ = "DQ"
    DNS = "DNS"
    BLOCKED = "BLOCKED"


LIST_ORDER = (Status.FIN, Status.PROV, Status.OOC, Status.DNF, Status.DQ, Status.BLOCKED, Status.DNS)
"""Order of the statuses in printed lists (practice.md 3.5: ranked, DNF, DQ, DNS)."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """Something added to a time (milliseconds) or taken from a distance (metres), with its reason code."""

    reason: str
    amount: int


@dataclass(frozen=True, slots=True)
class RaceResult:
    """One entry's race: the reading in milliseconds or metres, None without one.

    PROV keeps its reading but isn't placed while the protest is open; OOC (表演) is shown and never placed.
    """

    entry: str
    reading: Millis | Metres | None = None
    status: Status = Status.FIN
    reason: str = ""
    penalties: tuple[Penalty, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reading came to: `exact` with penalties, `published` at the rulebook's precision, `text` as shown."""

    entry: str
    status: Status
    reason: str
    exact: int | None
    published: int | None
    text: str


def parse_reading(text: str, race: Race) -> Millis | Metres:
    """Return the reading in the race's unit; raises `RuleFaults` as `parse_time` and `parse_metres` do."""
    return parse_time(text) if race.measure is Measure.TIME else parse_metres(text)


def format_reading(value: int, race: Race) -> str:
    """Return the result as shown: a time with the precision's decimals, or whole metres."""
    if race.measure is Measure.DISTANCE:
        return str(value)
    decimals = next((shown for shown in range(3) if race.precision % 10 ** (3 - shown) == 0), 3)
    return format_time(value, decimals)


def outcome(result: RaceResult, race: Race) -> Outcome:
    """Return the official result of one entry.

    Penalties come first, then the precision; a time beyond `cut_off_minutes` is DNF with reason `cut_off`.
    """
    if result.reading is None or result.status not in (Status.FIN, Status.PROV, Status.OOC):
        return Outcome(result.entry, result.status, result.reason, None, None, "")
    exact = _with_penalties(result.reading, result.penalties, race)
    published = to_precision(exact, race)
    status, reason = (Status.DNF, "cut_off") if _beyond_cut_off(exact, race) else (result.status, result.reason)
    return Outcome(result.entry, status, reason, exact, published, format_reading(published, race))


def outcomes_of(
    entries: Sequence[Entry], results: Sequence[RaceResult], race: Race
) -> tuple[Mapping[str, Outcome], tuple[Fault, ...]]:
    """Return everybody's outcome (without a result: DNS) and the faults of the list.

    Faults: entry_unknown, result_duplicate, result_missing (a finisher without a reading; blocks the entry).
    """
    outcomes = {entry.code: Outcome(entry.code, Status.DNS, "", None, None, "") for entry in entries}
    seen: set[str] = set()
    faults: list[Fault] = []
    for result in results:
        if result.entry not in outcomes:
            faults.append(Fault("entry_unknown", {"entry": result.entry}))
        elif result.entry in seen:
            faults.append(Fault("result_duplicate", {"entry": result.entry}))
        elif result.status is Status.FIN and result.reading is None:
            faults.append(Fault("result_missing", {"entry": result.entry}))
            outcomes[result.entry] = Outcome(result.entry, Status.BLOCKED, "result_missing", None, None, "")
        else:
            outcomes[result.entry] = outcome(result, race)
        seen.add(result.entry)
    return outcomes, tuple(faults)


def to_precision(value: int, race: Race) -> int:
    """Return the reading at the race's precision, rounded up, half up or down as the rulebook says."""
    units = Fraction(value, race.precision)
    if race.rounding is RaceRounding.UP:
        return -(-units.numerator // units.denominator) * race.precision
    shift = Fraction(1, 2) if race.rounding is RaceRounding.HALF_UP else Fraction(0)
    return int((units + shift) // 1) * race.precision


def merit(value: int, race: Race) -> int:
    """Return the value so that more is better."""
    return value if race.better is Better.HIGHER else -value


def _with_penalties(reading: int, penalties: tuple[Penalty, ...], race: Race) -> int:
    lost = sum(penalty.amount for penalty in penalties)
    return reading + lost if race.better is Better.LOWER else max(0, reading - lost)


def _beyond_cut_off(exact: int, race: Race) -> bool:
    limit = race.cut_off_minutes
    return race.measure is Measure.TIME and limit is not None and exact > limit * 60_000
