"""RESULTS of judged contests: judges' marks, and given parts of the score.

The lines of a contest are many (10,000 entries x 9 judges x 6 criteria): a clean line is read with a few look-ups, and
only one that has something wrong is gone through cell by cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.errors import Fault, RuleFaults
from scoring.files.people import named, read_cell
from scoring.files.results.common import OfEntry, entries_of, entry_code
from scoring.files.results.marks import criterion_of, mark_of, part_of, state_of, value_of
from scoring.files.tables import Row, Source, Table, open_table
from scoring.judged.sheet import Judge, PartValue, Sheet, SheetState
from scoring.people import Entry
from scoring.results import JudgedResults
from scoring.rulebook.judging import Method
from scoring.rulebook.model import Criterion, Part, Rulebook
from scoring.values import Hundredths

MARK_COLUMNS = ("entry", "round", "judge", "criterion", "mark", "state")
PART_COLUMNS = ("entry", "round", "part", "value")
_PRIORITY = (SheetState.VOID, SheetState.RECUSED, SheetState.GIVEN, SheetState.ABSENT)
"""What one line says of its whole sheet: void and recused before given, absent last."""
SheetKey = tuple[str, str, str]
"""Entry, judge and round."""


def read_judged(
    source: Source, rulebook: Rulebook, entries: Sequence[Entry] | None, judges: Sequence[Judge]
) -> JudgedResults:
    """Return sheets and parts: the lines of each judge and entry gathered.

    Effects stand in the JUDGES file; a judge without one has none (method adjusted).
    """
    reading = Reading(rulebook, entries)
    reading.read(open_table(source, reading.columns, reading.required))
    return judged_results(reading, judges)


def judged_results(reading: "Reading", judges: Sequence[Judge], others: Sequence[OfEntry] = ()) -> JudgedResults:
    """Return what was read as results; without a list the entries are those of sheets, parts and `others`."""
    effects = {judge.code: judge.effect for judge in judges if judge.effect is not None}
    sheets, parts = reading.sheets(), tuple(reading.parts.values())
    entries = entries_of((*sheets, *parts, *others), reading.entries)
    return JudgedResults(entries, tuple(judges), sheets, parts=parts, effects=effects or None)


def has_panel(rulebook: Rulebook) -> bool:
    """Whether judges mark: without a panel the score is made of given parts alone."""
    return rulebook.judging is not None and rulebook.judging.method is not Method.NONE


def judged_columns(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the columns there may be: those of marks where there is a panel, those of parts where there are some."""
    judged = MARK_COLUMNS if has_panel(rulebook) else ()
    return tuple(dict.fromkeys((*judged, *(PART_COLUMNS if rulebook.parts else ()))))


@dataclass(slots=True)
class Reading:
    """The marks and parts as they grow; `given` is the column that names what isn't judged."""

    rulebook: Rulebook
    entries: Sequence[Entry] | None
    given: str = "part"
    marks: dict[SheetKey, dict[str, Hundredths]] = field(default_factory=dict)
    parts: dict[SheetKey, PartValue] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _states: dict[SheetKey, set[SheetState]] = field(default_factory=dict)
    _unmarked: set[tuple[SheetKey, str]] = field(default_factory=set)
    _clean: dict[tuple[str, str], Hundredths] = field(default_factory=dict)
    known: set[str] | None = None

    def __post_init__(self) -> None:
        self.known = None if self.entries is None else {entry.code for entry in self.entries}

    @property
    def criteria(self) -> dict[str, Criterion]:
        """The criteria by code."""
        return {criterion.code: criterion for criterion in self.rulebook.rubric}

    @property
    def rules(self) -> dict[str, Part]:
        """The given parts by code."""
        return {part.code: part for part in self.rulebook.parts}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the file may have."""
        return judged_columns(self.rulebook)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns it must have."""
        criterion = ("criterion",) if self.rulebook.criteria else ()
        marks = ("judge", *criterion, "mark") if self.has_panel else ()
        parts = ("part", "value") if any(part.default is None for part in self.rulebook.parts) else ()
        return ("entry", *marks, *parts)

    @property
    def has_panel(self) -> bool:
        """Are there judges?"""
        return has_panel(self.rulebook)

    def read(self, table: Table) -> None:
        """Take in every line; raises with all faults at once."""
        self._learn()
        at = {name: number for number, name in enumerate(table.names)}
        doubtful = [at[name] for name in (self.given, "state") if name in at]
        entry_at, judge_at, mark_at = (at.get(name, -1) for name in ("entry", "judge", "mark"))
        criterion_at, round_at = at.get("criterion"), at.get("round")
        known, clean, marks = self.known, self._clean, self.marks
        for line, cells in table.lines:
            criterion = "" if criterion_at is None else cells[criterion_at]
            mark = clean.get((criterion, cells[mark_at]))
            key = (cells[entry_at], cells[judge_at], "" if round_at is None else cells[round_at])
            sheet = marks.get(key, {})
            sound = key[0] and key[1] and criterion not in sheet and (known is None or key[0] in known)
            if mark is None or not sound or (doubtful and any(cells[one] for one in doubtful)):
                self.read_line(table.row(line, cells))
            else:
                sheet[criterion] = mark
                marks[key] = sheet
        self.faults += table.faults
        if self.faults:
            raise RuleFaults(self.faults)

    def _learn(self) -> None:
        """Know beforehand every mark a judge may give as people usually write it: 8, 8.5, 8.50."""
        for one in self.rulebook.rubric:
            for mark in range(one.minimum, min(one.top, one.minimum + 20_000) + 1, one.step):
                sign, (whole, rest) = "-" if mark < 0 else "", divmod(abs(mark), 100)
                for text in {f"{whole}.{rest:02d}", f"{whole}.{rest:02d}".rstrip("0").rstrip(".")}:
                    self._clean[one.code, sign + text] = Hundredths(mark)

    def read_line(self, row: Row) -> None:
        """Read one line cell by cell."""
        entry = entry_code(row, self.known, self.faults)
        if not self.has_panel or ("part" in row and row["part"].text):
            self._read_part(entry, row)
            return
        judge = read_cell(row["judge"], named("judge"), "", self.faults)
        key = (entry, judge, row["round"].text)
        criterion = criterion_of(row["criterion"], self.criteria, self.faults)
        state = read_cell(row["state"], state_of(row["mark"].text), SheetState.ABSENT, self.faults)
        sheet = self.marks.setdefault(key, {})
        self._states.setdefault(key, set()).add(state)
        if criterion is None:
            return
        if criterion.code in sheet or (key, criterion.code) in self._unmarked:
            twice = {"entry": entry, "judge": judge, "criterion": criterion.code}
            self.faults.append(Fault("mark_twice", twice, "", row["mark"].line, row["mark"].column))
        if state is SheetState.GIVEN:
            sheet[criterion.code] = mark_of(row["mark"], criterion, self.faults)
        else:
            self._unmarked.add((key, criterion.code))

    def _read_part(self, entry: str, row: Row) -> None:
        part = part_of(row["part"], self.rules, self.faults)
        if part is None:
            return
        key = (entry, part.code, row["round"].text)
        if key in self.parts:
            cell = row["part"]
            self.faults.append(Fault("part_twice", {"entry": entry, "part": part.code}, "", cell.line, cell.column))
        value = value_of(row["value"], part, self.faults)
        if value is not None:
            self.parts[key] = PartValue(entry, part.code, value, row["round"].text)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets, each with its state."""
        return tuple(self._sheet(key, marks) for key, marks in self.marks.items())

    def _sheet(self, key: SheetKey, marks: dict[str, Hundredths]) -> Sheet:
        entry, judge, round = key
        states = self._states.get(key)
        if states is None:
            return Sheet(entry, judge, SheetState.GIVEN, marks, round)
        found = {*states, SheetState.GIVEN} if marks else states
        state = next(state for state in _PRIORITY if state in found)
        return Sheet(entry, judge, state, marks if state is SheetState.GIVEN else {}, round)
