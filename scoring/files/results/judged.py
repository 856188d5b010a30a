"""RESULTS of judged contests: judges' marks."""

from collections.abc import Callable, Sequence
from pathlib import Path

from scoring.errors import Fault, RuleFaults, refuse
from scoring.files.people import named, read_cell
from scoring.files.results.common import entries_of, entry_code
from scoring.files.tables import Cell, read_table
from scoring.judged.rubric import check_mark
from scoring.judged.sheet import Judge, Sheet, SheetState
from scoring.people import Entry
from scoring.results import JudgedResults
from scoring.rulebook.model import Criterion, Rulebook
from scoring.rulebook.reading import nearest
from scoring.values import Hundredths, half_width, parse_mark

JUDGED_COLUMNS = ("entry", "judge", "criterion", "mark", "state")
_PRIORITY = (SheetState.VOID, SheetState.RECUSED, SheetState.GIVEN, SheetState.ABSENT)
"""What one line says of its whole sheet: void and recused before given, absent last."""


def read_judged(
    path: Path, rulebook: Rulebook, entries: Sequence[Entry] | None, judges: Sequence[Judge]
) -> JudgedResults:
    """Return the sheets: the lines of each judge and entry gathered."""
    sheets = _read_sheets(path, rulebook, entries)
    return JudgedResults(entries_of(sheets, entries), tuple(judges), sheets)


def _read_sheets(path: Path, rulebook: Rulebook, entries: Sequence[Entry] | None) -> tuple[Sheet, ...]:
    faults: list[Fault] = []
    known = None if entries is None else {entry.code for entry in entries}
    criteria = {criterion.code: criterion for criterion in rulebook.rubric}
    required = ("entry", "judge", "mark") if "" in criteria else ("entry", "judge", "criterion", "mark")
    states: dict[tuple[str, str], set[SheetState]] = {}
    marks: dict[tuple[str, str], dict[str, Hundredths]] = {}
    seen: set[tuple[str, str, str]] = set()
    for row in read_table(path, JUDGED_COLUMNS, required):
        entry, judge = entry_code(row, known, faults), read_cell(row["judge"], named("judge"), "", faults)
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
