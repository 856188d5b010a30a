"""RESULTS of nominations: judges' marks as in a judged contest, and beside them parts, conditions, vetoes, votes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from scoring.errors import Fault
from scoring.files.people import optional, read_cell, yes_or_no
from scoring.files.results.common import entry_code
from scoring.files.results.judged import MARK_COLUMNS, Reading, has_panel, judged_results
from scoring.files.results.marks import value_of
from scoring.files.tables import Cell, Row, Source, open_table
from scoring.judged.sheet import Judge, PartValue
from scoring.nominations import Answer, ReviewAnswer, VoteCount, VoteSession
from scoring.people import Entry
from scoring.results import NominationResults
from scoring.rulebook.model import Rulebook
from scoring.rulebook.nominating import Condition
from scoring.rulebook.reading import nearest
from scoring.values import parse_decimal, parse_signed

ITEM_COLUMNS = ("entry", "item", "value", "reason", "due", "present")
DECIMALS = 6
"""Decimals a number under a condition may have."""


def read_nomination(
    source: Source, rulebook: Rulebook, entries: Sequence[Entry] | None, judges: Sequence[Judge]
) -> NominationResults:
    """Return marks, parts, review and votes; an empty value is missing.

    A line without an entry gives who was `due` and `present` at a vote. Raises `RuleFaults`: those of judged contests,
    item_not_listed, item_twice, vote_session_line, yes_or_no, value_not_a_number and count_not_a_number (and kin).
    """
    reading = _Reading(rulebook, entries)
    reading.read(open_table(source, reading.columns, reading.required))
    judged = judged_results(reading, judges, (*reading.checks, *reading.votes))
    return NominationResults(judged, tuple(reading.checks), tuple(reading.votes), reading.sessions)


def nomination_columns(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the columns there may be: those of marks where there is a panel, and those of everything else."""
    return tuple(dict.fromkeys((*(MARK_COLUMNS if has_panel(rulebook) else ()), *ITEM_COLUMNS)))


@dataclass(slots=True)
class _Reading(Reading):
    """The marks of a judged contest, with the review and the votes as they grow."""

    given: str = "item"
    checks: list[ReviewAnswer] = field(default_factory=list)
    votes: list[VoteCount] = field(default_factory=list)
    sessions: dict[str, VoteSession] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the file may have."""
        return nomination_columns(self.rulebook)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns it must have."""
        rules = self.rulebook
        given = rules.conditions or rules.vetoes or rules.votes or rules.parts
        criterion = ("criterion",) if rules.criteria else ()
        return (
            "entry",
            *(("judge", *criterion, "mark") if self.has_panel else ()),
            *(("item", "value") if given else ()),
        )

    def read_line(self, row: Row) -> None:
        """Read one line cell by cell: an item's, or a mark."""
        if self.has_panel and not row["item"].text:
            Reading.read_line(self, row)
        else:
            self._read_item(row)

    def _read_item(self, row: Row) -> None:
        rules, code = self.rulebook, row["item"].text
        vote = code in {one.code for one in rules.votes}
        if vote and not row["entry"].text and not row["value"].text:
            self._read_session(row)
            return
        entry = entry_code(row, self.known, self.faults)
        parts = {one.code: one for one in rules.parts}
        conditions = {one.code: one for one in rules.conditions}
        vetoes = {one.code for one in rules.vetoes}
        if row["due"].text or row["present"].text:
            self._fault("vote_session_line", row["due"] if row["due"].text else row["present"])
        if (entry, code) in self._seen:
            self._fault("item_twice", row["item"], entry=entry, item=code)
        self._seen.add((entry, code))
        if code in parts:
            value = value_of(row["value"], parts[code], self.faults)
            if value is not None:
                self.parts[entry, code, ""] = PartValue(entry, code, value)
        elif vote:
            votes = read_cell(row["value"], optional(_whole), None, self.faults)
            self.votes += [] if votes is None else [VoteCount(entry, code, votes)]
        elif code in conditions or code in vetoes:
            answer = read_cell(row["value"], optional(_answer(conditions.get(code))), None, self.faults)
            self.checks += [] if answer is None else [ReviewAnswer(entry, code, answer, row["reason"].text)]
        else:
            known = [*conditions, *vetoes, *(one.code for one in rules.votes), *parts]
            self._fault("item_not_listed", row["item"], item=code[:40], nearest=nearest(code, known))

    def _read_session(self, row: Row) -> None:
        """Read who was due and present at a vote."""
        code = row["item"].text
        if code in self.sessions:
            self._fault("item_twice", row["item"], entry="", item=code)
        due, present = (read_cell(row[name], optional(_whole), None, self.faults) for name in ("due", "present"))
        self.sessions[code] = VoteSession(due, present)

    def _fault(self, code: str, cell: Cell, **params: str) -> None:
        self.faults.append(Fault(code, params, "", cell.line, cell.column))


def _answer(condition: Condition | None) -> Callable[[str], Answer]:
    """Return how the answer to a condition is read; a veto is yes or no."""
    if condition is not None and condition.any_of:
        return lambda text: text
    if condition is not None and condition.is_number:
        return lambda text: Fraction(parse_signed(text, DECIMALS, "value"), 10**DECIMALS)
    return lambda text: Fraction(yes_or_no(text))


def _whole(text: str) -> int:
    return parse_decimal(text, 0, "count")
