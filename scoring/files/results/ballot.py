"""RESULTS of democratic evaluations: single ballots, counted ones, and the numbers of the session."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scoring.ballots.votes import BLANK, VOID, BallotCount, BallotLine, Turnout
from scoring.errors import Fault, RuleFaults
from scoring.files.people import read_cell
from scoring.files.results.common import entries_of, entry_code
from scoring.files.tables import Cell, Row, Source, read_table
from scoring.people import Entry
from scoring.results import BallotResults
from scoring.rulebook.laws.ballot import items_of
from scoring.rulebook.model import Rulebook
from scoring.rulebook.reading import nearest
from scoring.values import parse_decimal

COLUMNS = ("entry", "ballot", "item", "class", "grade", "count")
SESSION = ("due", "present", "issued", "returned")
"""Words in `grade` that count people and papers instead of marks; without an entry they hold for all of them."""


def read_ballots(source: Source, rulebook: Rulebook, entries: Sequence[Entry] | None) -> BallotResults:
    """Return the session: a row with a `ballot` is one mark on it, a row without is a `count`.

    Raises `RuleFaults`: as `read_table`, entry_empty, entry_not_listed, item_not_listed, class_not_listed,
    grade_not_listed, ballot_class_differs, line_twice, count_twice, count_not_a_number (and its kin).
    """
    reading = _Reading(rulebook, None if entries is None else {entry.code for entry in entries})
    for row in read_table(source, COLUMNS, ("entry", "grade")):
        reading.take(row)
    if reading.faults:
        raise RuleFaults(reading.faults)
    marks: list[BallotLine | BallotCount] = [*reading.lines, *reading.counts]
    found = [one for one in marks if one.entry]
    return BallotResults(
        entries_of(found, entries), tuple(reading.lines), tuple(reading.counts), _turnouts(reading.session)
    )


@dataclass(slots=True)
class _Reading:
    """The rows as they are read; every fault is kept with its place."""

    rulebook: Rulebook
    known: set[str] | None
    lines: list[BallotLine] = field(default_factory=list)
    counts: list[BallotCount] = field(default_factory=list)
    session: dict[tuple[str, str, str], int] = field(default_factory=dict)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    class_of: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Read one row."""
        word, voters = row["grade"].text or BLANK, row["class"].text
        if word in SESSION:
            return self.take_session(row, word)
        whole_ballot = word == VOID and row["ballot"].text and not row["entry"].text
        entry = "" if whole_ballot else entry_code(row, self.known, self.faults)
        item = "" if whole_ballot else self.item(row["item"])
        grade = self.grade(row["grade"], item)
        if not whole_ballot or voters:
            self.listed(row["class"], [one.code for one in self.rulebook.voter_classes] or [""], "class")
        if row["ballot"].text:
            return self.take_line(row["ballot"], BallotLine(entry, row["ballot"].text, grade, item, voters))
        count = read_cell(row["count"], lambda text: parse_decimal(text, 0, "count"), 0, self.faults)
        self.once(("count", entry, item, voters, grade), row["grade"], "count_twice")
        self.counts.append(BallotCount(entry, grade, count, item, voters))
        return None

    def take_session(self, row: Row, word: str) -> None:
        """Read a number of the session, by class where the rules have classes and it is known by class."""
        entry = entry_code(row, self.known, self.faults) if row["entry"].text else ""
        codes = [one.code for one in self.rulebook.voter_classes]
        self.listed(row["class"], ["", *codes], "class")
        count = read_cell(row["count"], lambda text: parse_decimal(text, 0, "count"), 0, self.faults)
        self.once(("session", entry, row["class"].text, word), row["grade"], "count_twice")
        self.session[entry, row["class"].text, word] = count

    def take_line(self, cell: Cell, line: BallotLine) -> None:
        """Keep one mark; a ballot belongs to one class."""
        if line.entry and self.class_of.setdefault(line.ballot, line.voter_class) != line.voter_class:
            self.fault("ballot_class_differs", cell, ballot=line.ballot)
        self.once(("line", line.ballot, line.entry, line.item, line.grade), cell, "line_twice")
        self.lines.append(line)

    def item(self, cell: Cell) -> str:
        """Return an item of the ballot."""
        return self.listed(cell, [item.code for item in items_of(self.rulebook)], "item")

    def grade(self, cell: Cell, item: str) -> str:
        """Return a grade of the item's scale, VOID or BLANK."""
        scale = next((one.scale for one in items_of(self.rulebook) if one.code == item), "")
        known = [grade.code for grade in self.rulebook.grades if grade.scale == scale]
        return self.listed(Cell(cell.text or BLANK, cell.line, cell.column), [*known, VOID, BLANK], "grade")

    def listed(self, cell: Cell, known: Sequence[str], kind: str) -> str:
        """Return the code when it is one of the known: else a fault {kind}_not_listed."""
        if cell.text not in known:
            self.fault(f"{kind}_not_listed", cell, value=cell.text[:40], nearest=nearest(cell.text, known))
        return cell.text

    def once(self, key: tuple[str, ...], cell: Cell, code: str) -> None:
        """Say when the same thing stands there twice."""
        if key in self.seen:
            self.fault(code, cell)
        self.seen.add(key)

    def fault(self, code: str, cell: Cell, **params: str) -> None:
        """Keep a fault with its place."""
        self.faults.append(Fault(code, params, "", cell.line, cell.column))


def _turnouts(session: dict[tuple[str, str, str], int]) -> dict[tuple[str, str], Turnout]:
    found: dict[tuple[str, str], Turnout] = {}
    for (entry, voters, word), count in session.items():
        found[entry, voters] = replace(found.get((entry, voters), Turnout()), **{word: count})
    return found
