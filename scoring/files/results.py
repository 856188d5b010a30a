"""RESULTS files: judges' marks, or times and distances."""

from collections.abc import Callable, Sequence
from pathlib import Path

from scoring.errors import Fault, RuleFaults, refuse
from scoring.files.people import named, optional, read_cell
from scoring.files.tables import Cell, Row, read_table
from scoring.judged.rubric import check_mark
from scoring.judged.sheet import Judge, Sheet, SheetState
from scoring.people import Entry
from scoring.races import Penalty, RaceResult, Status, parse_reading
from scoring.results import JudgedResults, RaceResults
from scoring.rulebook.model import Criterion, Race, Rulebook
from scoring.rulebook.reading import nearest
from scoring.values import Hundredths, half_width, parse_mark

JUDGED_COLUMNS = ("entry", "judge", "criterion", "mark", "state")
RACE_COLUMNS = ("entry", "result", "heat", "status", "reason", "penalty")
_GIVEN_STATUSES = tuple(status for status in Status if status is not Status.BLOCKED)
_PRIORITY = (SheetState.VOID, SheetState.RECUSED, SheetState.GIVEN, SheetState.ABSENT)
"""What one line says of its whole sheet: void and recused before given, absent last."""


def read_results(
    path: Path, rulebook: Rulebook, entries: Sequence[Entry] | None, judges: Sequence[Judge]
) -> JudgedResults | RaceResults:
    """Return everything the contest came to; without an ENTRIES file the entries are those of the results.

    Raises `RuleFaults` with all faults of the file, each with line and column.
    """
    if rulebook.race is not None:
        raced = _read_race(path, rulebook.race, entries)
        return RaceResults(tuple(entries) if entries is not None else _entries(raced), raced)
    sheets = _read_sheets(path, rulebook, entries)
    return JudgedResults(tuple(entries) if entries is not None else _entries(sheets), tuple(judges), sheets)


def _entries(found: Sequence[Sheet | RaceResult]) -> tuple[Entry, ...]:
    return tuple(Entry(code) for code in dict.fromkeys(one.entry for one in found))


def _read_sheets(path: Path, rulebook: Rulebook, entries: Sequence[Entry] | None) -> tuple[Sheet, ...]:
    """Gather the lines of each judge and entry into a sheet."""
    faults: list[Fault] = []
    known = None if entries is None else {entry.code for entry in entries}
    criteria = {criterion.code: criterion for criterion in rulebook.rubric}
    required = ("entry", "judge", "mark") if "" in criteria else ("entry", "judge", "criterion", "mark")
    states: dict[tuple[str, str], set[SheetState]] = {}
    marks: dict[tuple[str, str], dict[str, Hundredths]] = {}
    seen: set[tuple[str, str, str]] = set()
    for row in read_table(path, JUDGED_COLUMNS, required):
        entry, judge = _entry_code(row, known, faults), read_cell(row["judge"], named("judge"), "", faults)
        criterion = _criterion(row["criterion"], criteria, faults)
        state = read_cell(row["state"], _state(row["mark"].text), SheetState.ABSENT, faults)
        states.setdefault((entry, judge), set()).add(state)
        sheet = marks.setdefault((entry, judge), {})
        if criterion is None:
            continue
        if (entry, judge, criterion.code) in seen:
            twice = {"entry": entry, "judge": judge, "criterion": criterion.code}
            faults.append(Fault("mark_twice", twice, "", row["mark"].line, row["mark"].column))
        seen.add((entry, judge, criterion.code))
        if state is SheetState.GIVEN:
            sheet[criterion.code] = _mark(row["mark"], criterion, faults)
    if faults:
        raise RuleFaults(faults)
    return tuple(_sheet(*key, found, marks[key]) for key, found in states.items())


def _sheet(entry: str, judge: str, states: set[SheetState], marks: dict[str, Hundredths]) -> Sheet:
    state = next(state for state in _PRIORITY if state in states)
    return Sheet(entry, judge, state, marks if state is SheetState.GIVEN else {})


def _entry_code(row: Row, known: set[str] | None, faults: list[Fault]) -> str:
    code = read_cell(row["entry"], named("entry"), "", faults)
    if code and known is not None and code not in known:
        close = {"entry": code, "nearest": nearest(code, sorted(known))}
        faults.append(Fault("entry_not_listed", close, "", row["entry"].line, row["entry"].column))
    return code


def _criterion(cell: Cell, criteria: dict[str, Criterion], faults: list[Fault]) -> Criterion | None:
    found = criteria.get(cell.text)
    if found is None:
        close = {"criterion": cell.text[:40], "nearest": nearest(cell.text, list(criteria))}
        faults.append(Fault("criterion_not_listed", close, "", cell.line, cell.column))
    return found


def _state(mark: str) -> Callable[[str], SheetState]:
    """Read a state; without one a mark is given and an empty mark is absent."""

    def read(text: str) -> SheetState:
        plain = half_width(text).lower()
        if not plain:
            return SheetState.GIVEN if mark else SheetState.ABSENT
        if plain not in set(SheetState):
            raise refuse("state_unknown", value=text[:40], choices=", ".join(SheetState))
        return SheetState(plain)

    return read


def _mark(cell: Cell, criterion: Criterion, faults: list[Fault]) -> Hundredths:
    before = len(faults)
    mark = read_cell(cell, parse_mark, Hundredths(0), faults)
    if len(faults) > before:
        return mark
    faults += [Fault(f.code, f.params, f.where, cell.line, cell.column) for f in check_mark(mark, criterion)]
    return mark


def _read_race(path: Path, race: Race, entries: Sequence[Entry] | None) -> tuple[RaceResult, ...]:
    faults: list[Fault] = []
    known = None if entries is None else {entry.code for entry in entries}
    results: dict[str, RaceResult] = {}
    for row in read_table(path, RACE_COLUMNS, ("entry", "result")):
        code = _entry_code(row, known, faults)
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
