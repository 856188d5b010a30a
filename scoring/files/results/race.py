"""RESULTS of races: times or distances."""

from collections.abc import Callable, Sequence
from pathlib import Path

from scoring.errors import Fault, RuleFaults, refuse
from scoring.files.people import optional, read_cell
from scoring.files.results.common import entries_of, entry_code
from scoring.files.tables import Row, read_table
from scoring.people import Entry
from scoring.races import Penalty, RaceResult, Status, parse_reading
from scoring.results import RaceResults
from scoring.rulebook.model import Race
from scoring.values import half_width

RACE_COLUMNS = ("entry", "result", "heat", "status", "reason", "penalty")
_GIVEN_STATUSES = tuple(status for status in Status if status is not Status.BLOCKED)


def read_race(path: Path, race: Race, entries: Sequence[Entry] | None) -> RaceResults:
    """Return the reading, status and penalty of every entry."""
    results = _read_lines(path, race, entries)
    return RaceResults(entries_of(results, entries), results)


def _read_lines(path: Path, race: Race, entries: Sequence[Entry] | None) -> tuple[RaceResult, ...]:
    faults: list[Fault] = []
    known = None if entries is None else {entry.code for entry in entries}
    results: dict[str, RaceResult] = {}
    for row in read_table(path, RACE_COLUMNS, ("entry", "result")):
        code = entry_code(row, known, faults)
        if code in results:
            faults.append(Fault("result_duplicate", {"entry": code}, "", row["entry"].line, row["entry"].column))
        results[code] = _race_result(code, row, race, faults)
    if faults:
        raise RuleFaults(faults)
    return tuple(results.values())


def _race_result(code: str, row: Row, race: Race, faults: list[Fault]) -> RaceResult:
    """Read one line; without a status a result is FIN and an empty one DNS."""
    cell = row["result"]
    reading = read_cell(cell, optional(lambda text: parse_reading(text, race)), None, faults)
    status = read_cell(row["status"], _status(cell.text), Status.DNS, faults)
    if status is Status.FIN and not cell.text:
        faults.append(Fault("result_missing", {"entry": code}, "", cell.line, cell.column))
    penalty = read_cell(row["penalty"], optional(lambda text: parse_reading(text, race)), None, faults)
    penalties = () if penalty is None else (Penalty(row["reason"].text, penalty),)
    return RaceResult(code, reading, status, row["reason"].text, penalties)


def _status(result: str) -> Callable[[str], Status]:
    """Read a status; without one a result is FIN and an empty result DNS."""

    def read(text: str) -> Status:
        plain = half_width(text).upper()
        if not plain:
            return Status.FIN if result else Status.DNS
        if plain not in set(_GIVEN_STATUSES):
            raise refuse("status_unknown", value=text[:40], choices=", ".join(_GIVEN_STATUSES))
        return Status(plain)

    return read
