"""RESULTS of tallies: single reports, or counts of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.errors import Fault, RuleFaults, refuse
from scoring.files.people import read_cell
from scoring.files.results.common import entries_of, entry_code
from scoring.files.tables import Cell, Row, Source, open_table
from scoring.people import Entry
from scoring.results import TallyResults
from scoring.rulebook.model import Rulebook
from scoring.rulebook.reading import nearest
from scoring.rulebook.tallying import Ranked
from scoring.tally import Report, Worth
from scoring.values import parse_decimal

COLUMNS = ("entry", "report", "kind", "level", "state", "department", "count")
ONE = ("", "1")
"""What the cell of a single report's count says."""


def read_tally(source: Source, rulebook: Rulebook, entries: Sequence[Entry] | None) -> TallyResults:
    """Return the reports; where departments are ranked, ENTRIES lists their people and the entries are departments.

    Raises `RuleFaults`: as `open_table`, entry_empty, entry_not_listed, kind_not_listed, state_not_listed,
    level_not_listed, level_needed, report_twice, count_not_a_number (and its kin), entries_needed, department_missing.
    """
    departments = rulebook.tally is not None and rulebook.tally.ranked is Ranked.DEPARTMENTS
    if departments and entries is None:
        raise refuse("entries_needed")
    reading = _Reading(rulebook, None if entries is None else {entry.code for entry in entries})
    table = open_table(source, COLUMNS, ("entry", "kind", "state"))
    names = {name: number for number, name in enumerate(table.names)}
    places = [names.get(name) for name in COLUMNS]
    for line, cells in table.lines:
        if not reading.take(tuple("" if at is None else cells[at] for at in places)):
            reading.doubt(table.row(line, cells))
    homeless = [entry.code for entry in entries or () if departments and not entry.department]
    faults = [*table.faults, *reading.faults, *(Fault("department_missing", {"entry": code}) for code in homeless)]
    if faults:
        raise RuleFaults(faults)
    people, reports = entries_of(reading.reports, entries), tuple(reading.reports)
    if not departments:
        return TallyResults(people, reports)
    codes = sorted({person.department for person in people})
    return TallyResults(tuple(Entry(code, department=code) for code in codes), reports, people)


@dataclass(slots=True)
class _Reading:
    """The reports as they are read: sound lines at once, doubtful ones cell by cell."""

    rulebook: Rulebook
    known: set[str] | None
    reports: list[Report] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _worth: Worth | None = None
    _sound: dict[tuple[str, str, str], bool] = field(default_factory=dict)

    def take(self, cells: tuple[str, ...]) -> bool:
        """Take a line that nothing is wrong with; say whether it was one."""
        entry, report, kind, level, state, department, count = cells
        what = (kind, state, level)
        if what not in self._sound:
            self._worth = self._worth or Worth.of(self.rulebook.credits)
            self._sound[what] = self._worth.find(*what) is not None
        sound = self._sound[what] and entry and count in ONE and (self.known is None or entry in self.known)
        if not sound or (report and report in self._seen):
            return False
        self._seen.add(report)
        self.reports.append(Report(entry, kind, state, level, department, 1, report))
        return True

    def doubt(self, row: Row) -> None:
        """Read a line cell by cell, and keep what is wrong with it."""
        entry = entry_code(row, self.known, self.faults)
        kind, level, state, code = (row[name].text for name in ("kind", "level", "state", "report"))
        self.credit(row)
        if code and code in self._seen:
            self.fault("report_twice", row["report"], report=code)
        self._seen.add(code)
        count = 1
        if row["count"].text:
            count = read_cell(row["count"], lambda text: parse_decimal(text, 0, "count"), 1, self.faults)
        self.reports.append(Report(entry, kind, state, level, row["department"].text, count, code))

    def credit(self, row: Row) -> None:
        """Say which word of a report the rules do not know."""
        kinds = [kind.code for kind in self.rulebook.kinds]
        mine = [credit for credit in self.rulebook.credits if credit.kind == row["kind"].text]
        states = [state for credit in mine for state in credit.states]
        levels = [level for credit in mine for level in credit.levels]
        if not self.listed(row["kind"], kinds, "kind") or not self.listed(row["state"], states, "state"):
            return
        if row["level"].text and not self.listed(row["level"], levels, "level"):
            return
        if not self._sound.get((row["kind"].text, row["state"].text, row["level"].text), False):
            self.fault("level_needed", row["level"], kind=row["kind"].text, state=row["state"].text)

    def listed(self, cell: Cell, known: Sequence[str], what: str) -> bool:
        """Say whether a word is known; if not, keep the fault {what}_not_listed."""
        if cell.text not in known:
            self.fault(f"{what}_not_listed", cell, value=cell.text[:40], nearest=nearest(cell.text, known))
        return cell.text in known

    def fault(self, code: str, cell: Cell, **params: str) -> None:
        """Keep a fault with its place."""
        self.faults.append(Fault(code, params, "", cell.line, cell.column))
