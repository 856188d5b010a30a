"""RESULTS of races: times or distances, line by line of each round and reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from scoring.errors import Fault, RuleFaults
from scoring.files.people import read_cell
from scoring.files.results.common import entries_of, entry_code
from scoring.files.statuses import read_status, status_named
from scoring.files.tables import Cell, Row, Source, read_table
from scoring.people import Entry
from scoring.races import Penalty, RaceResult, Status, parse_penalty, parse_reading
from scoring.races.heights import FAILED, cleared, failures, read_attempts
from scoring.results import RaceResults
from scoring.rulebook.model import Race, Rulebook
from scoring.rulebook.racing import Timing
from scoring.rulebook.reading import nearest
from scoring.values import Metres, Millis, half_width, parse_decimal

RACE_COLUMNS = (
    "entry",
    "result",
    "round",
    "heat",
    "reader",
    "status",
    "reason",
    "penalty",
    "laps",
    "calibration",
    "recorded",
)
ATTEMPT_WORDS = {"X": "foul", "×": "foul", "-": "pass", "–": "pass", "—": "pass", "NM": "no_mark"}
"""What stands in place of the distance of an attempt: foul, pass, no valid mark."""

T = TypeVar("T")


@dataclass(slots=True)
class _Reading:
    """What is known while the lines are read."""

    race: Race
    rounds: frozenset[str]
    many_rounds: bool
    known: set[str] | None
    faults: list[Fault] = field(default_factory=list)


def read_race(source: Source, rulebook: Rulebook, race: Race, entries: Sequence[Entry] | None) -> RaceResults:
    """Return every line: reading, status, penalties, round and reader.

    Raises `RuleFaults` with all of: the faults of `read_table` and of the values, entry_not_listed, result_duplicate,
    result_missing, status_unknown, round_unknown, round_empty, attempts_form, calibration_without_distance.
    """
    known = None if entries is None else {entry.code for entry in entries}
    rounds = frozenset(one.code for one in rulebook.round_list)
    reading = _Reading(race, rounds, rulebook.rounds is not None, known)
    results: dict[tuple[str, str, str], RaceResult] = {}
    for row in read_table(source, RACE_COLUMNS, ("entry", "result")):
        found = _race_result(row, reading)
        key = (
            found.entry,
            found.round if reading.many_rounds else "",
            "" if race.timing is Timing.SINGLE else found.reader,
        )
        if key in results:
            reading.faults.append(_at(Fault("result_duplicate", {"entry": found.entry}), row["entry"]))
        results[key] = found
    if reading.faults:
        raise RuleFaults(reading.faults)
    lines = tuple(results.values())
    return RaceResults(entries_of(lines, entries), lines)


def _race_result(row: Row, reading: _Reading) -> RaceResult:
    """Read one line; without a status a result is FIN and an empty one DNS."""
    race, faults, cell, given = reading.race, reading.faults, row["result"], row["reason"].text
    entry = entry_code(row, reading.known, faults)
    word, reason, result, attempts = _tried(row, reading) if race.heights else _read(cell, race, faults)
    status = read_cell(row["status"], _status(word, cell.text), Status.DNS, faults)
    if status is Status.FIN and not row["reader"].text and (word or not cell.text):
        faults.append(_at(Fault("result_missing", {"entry": entry}), cell))
    penalty = _maybe(row["penalty"], lambda text: parse_penalty(text, race), faults)
    return RaceResult(
        entry,
        result,
        status,
        given or reason,
        (Penalty(given, penalty),) if penalty else (),
        round=_round(row["round"], reading),
        heat=row["heat"].text,
        reader=row["reader"].text,
        laps=_maybe(row["laps"], _whole, faults) or 0,
        calibration=_calibration(row["calibration"], race, faults),
        recorded=_maybe(row["recorded"], _whole, faults),
        attempts=attempts,
    )


_Told = tuple[Status | None, str, Millis | Metres | None, str]
"""A status that stands in place of a result, its reason, the reading, and the attempts at a height."""


def _read(cell: Cell, race: Race, faults: list[Fault]) -> _Told:
    """Read a time or a distance, or what stands in its place: `DNF`, `弃权`, `X` for a foul."""
    word, reason = _instead(cell.text, race)
    return word, reason, None if word else _maybe(cell, lambda text: parse_reading(text, race), faults), ""


def _tried(row: Row, reading: _Reading) -> _Told:
    """Read what was tried at the height of the round: cleared, it is the result; an empty cell says nothing."""
    cell, faults = row["result"], reading.faults
    word = status_named(cell.text)
    attempts = "" if word else _maybe(cell, read_attempts, faults) or ""
    height = _maybe(row["round"], lambda text: parse_reading(text, reading.race), faults)
    if attempts and not cleared(attempts):
        return Status.DNF, ATTEMPT_WORDS[FAILED if failures(attempts) else "-"], None, attempts
    return word, "", height if attempts else None, attempts


def _maybe(cell: Cell, read: Callable[[str], T], faults: list[Fault]) -> T | None:
    """Read a cell that may be empty."""
    return read_cell(cell, read, None, faults) if cell.text else None


def _instead(text: str, race: Race) -> tuple[Status | None, str]:
    """Return the status and reason that stand in place of a result: `DNF`, `弃权`, `X` for a foul."""
    plain = half_width(text).upper()
    if not race.timed and plain in ATTEMPT_WORDS:
        return Status.DNF, ATTEMPT_WORDS[plain]
    return status_named(text), ""


def _round(cell: Cell, reading: _Reading) -> str:
    """Read a round of the rulebook's list; without a list any code is a round."""
    if reading.many_rounds and not cell.text:
        reading.faults.append(_at(Fault("round_empty"), cell))
    elif reading.rounds and cell.text not in reading.rounds:
        close = nearest(cell.text, sorted(reading.rounds))
        reading.faults.append(_at(Fault("round_unknown", {"round": cell.text[:40], "nearest": close}), cell))
    return cell.text


def _status(word: Status | None, result: str) -> Callable[[str], Status]:
    """Read a status; without one it is what stands in place of the result, FIN with a result, DNS without."""

    def read(text: str) -> Status:
        if not half_width(text):
            return word or (Status.FIN if result else Status.DNS)
        return read_status(text)

    return read


def _calibration(cell: Cell, race: Race, faults: list[Fault]) -> int:
    """Read a machine's correction in metres a kilometre; it may be negative."""
    if not cell.text:
        return 0
    if race.timed:
        faults.append(_at(Fault("calibration_without_distance"), cell))
        return 0
    sign = -1 if cell.text.startswith("-") else 1
    return sign * read_cell(Cell(cell.text.lstrip("+-"), cell.line, cell.column), _whole, 0, faults)


def _whole(text: str) -> int:
    return parse_decimal(text, 0)


def _at(fault: Fault, cell: Cell) -> Fault:
    return Fault(fault.code, fault.params, fault.where, cell.line, cell.column)
