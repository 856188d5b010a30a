"""Marks from a list, as a tally clerk copies them from signed paper sheets: every fault at once, all rows or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from scoring.rulebook import Rulebook
from scoring.values import Hundredths
from web.db.models import Contest, Entry, PanelSeat, Sheet
from web.services import rules
from web.services.act import Act
from web.services.judging.sheets import mark_faults, open_faults, put_marks, record, seal_unchecked
from web.services.panel.opening import entries_with_authors
from web.services.refusals import Fault, Refusal

MarkRow = tuple[str, str, str, Hundredths]
"""Entry key (work code, staff number of the entrant or of a family member, printed name), judge's name or seat number,
criterion code or name, mark."""


@dataclass(frozen=True, slots=True)
class MarksEntered:
    """What a list came to: marks written, sheets touched, sheets sealed because they are complete."""

    marks: int
    sheets: int
    sealed: int


class _Rows:
    """The list sorted to sheets, with every fault; `where` is the row's number counted from 1."""

    def __init__(self, act: Act, contest: Contest, rulebook: Rulebook) -> None:
        self.faults: list[Fault] = []
        self.marks: dict[Sheet, dict[str, Hundredths]] = defaultdict(dict)
        self._entries = _entry_keys(entries_with_authors(act, contest))
        self._sheets = _sheets(act, contest)
        self._judges = _judge_keys(sheet.seat for sheet in self._sheets.values())
        self._rubric = rulebook.rubric
        self._criteria = {row.name: row.code for row in self._rubric} | {row.code: row.code for row in self._rubric}

    def take(self, number: int, row: MarkRow) -> None:
        """Sort one row in, or note what is wrong with it."""
        entry_key, judge_key, criterion_key, mark = row
        entry = self._one("entry", self._entries, entry_key, number)
        seat = self._one("judge", self._judges, judge_key, number)
        criterion = self._criteria.get(criterion_key.strip())
        if criterion is None:
            self._fault(number, Fault("criterion_unknown", {"criterion": criterion_key}))
        else:
            for fault in mark_faults(self._rubric, {criterion: mark}):
                self._fault(number, fault)
        sheet = self._sheets.get((seat, entry)) if seat and entry else None
        if seat and entry and sheet is None:
            self._fault(number, Fault("marks_without_sheet", {"entry": entry_key, "judge": judge_key}))
        if sheet is not None and criterion is not None:
            self._put(number, sheet, criterion, mark, row)

    def _put(self, number: int, sheet: Sheet, criterion: str, mark: Hundredths, row: MarkRow) -> None:
        for fault in open_faults(sheet):
            self._fault(number, replace(fault, params={"entry": row[0], "judge": row[1]}))
        if criterion in self.marks[sheet]:
            self._fault(number, Fault("marks_row_twice", {"entry": row[0], "judge": row[1], "criterion": row[2]}))
        self.marks[sheet][criterion] = mark

    def _one(self, kind: str, keys: Mapping[str, set[int]], key: str, number: int) -> int | None:
        found = keys.get(key.strip(), set())
        if len(found) == 1:
            return next(iter(found))
        self._fault(number, Fault(f"marks_{kind}_{'ambiguous' if found else 'unknown'}", {"value": key}))
        return None

    def _fault(self, number: int, fault: Fault) -> None:
        self.faults.append(replace(fault, where=str(number)))


def enter_marks_file(act: Act, contest: Contest, rows: Sequence[MarkRow], *, seals: bool = True) -> MarksEntered:
    """Write the marks of a list into open sheets; complete sheets are sealed unless `seals` is False.

    Nothing is written when anything is wrong: Refusal with every fault, `where` the row's number from 1: marks_empty,
    marks_entry_unknown, marks_entry_ambiguous, marks_judge_unknown, marks_judge_ambiguous, marks_without_sheet,
    marks_row_twice, criterion_unknown, the codes of a faulty mark, sheet_sealed, sheet_recused, sheet_void;
    rules_not_frozen before anything else.
    """
    rulebook = rules.frozen(act, contest)
    sorted_rows = _Rows(act, contest, rulebook)
    for number, row in enumerate(rows, 1):
        sorted_rows.take(number, row)
    if not rows:
        raise Refusal(Fault("marks_empty"))
    if sorted_rows.faults:
        raise Refusal(*sorted_rows.faults)
    for sheet, marks in sorted_rows.marks.items():
        put_marks(sheet, {mark.criterion: mark.hundredths for mark in sheet.marks} | marks)
        sheet.version += 1
        sheet.saved_at = act.now
    act.session.flush()
    sealed = [_sealed(act, sheet, rulebook, seals) for sheet in sorted_rows.marks]
    return MarksEntered(marks=len(rows), sheets=len(sealed), sealed=sum(sealed))


def _sealed(act: Act, sheet: Sheet, rulebook: Rulebook, seals: bool) -> bool:
    """Seal a written sheet if it is complete, else log its draft; whether it was sealed."""
    written = {mark.criterion: mark.hundredths for mark in sheet.marks}
    if seals and all(criterion.code in written for criterion in rulebook.rubric):
        seal_unchecked(act, sheet, rulebook)
        return True
    record(act, sheet, "marks_saved", marks=written)
    return False


def _entry_keys(entries: Iterable[Entry]) -> Mapping[str, set[int]]:
    keys: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        people = [entry.entrant.person, *(member.person for member in entry.entrant.members)]
        names = [person.staff_no for person in people if person]
        for name in (entry.blind_code, entry.entrant.name, *names):
            if name:
                keys[name].add(entry.id)
    return keys


def _judge_keys(seats: Iterable[PanelSeat]) -> Mapping[str, set[int]]:
    keys: dict[str, set[int]] = defaultdict(set)
    for seat in seats:
        keys[seat.judge.name].add(seat.id)
        keys[str(seat.number)].add(seat.id)
    return keys


def _sheets(act: Act, contest: Contest) -> dict[tuple[int, int], Sheet]:
    """The sheets of the seats that stand, locked in one order so that two lists cannot lock each other out."""
    chosen = (
        select(Sheet)
        .join(Sheet.seat)
        .join(Sheet.entry)
        .where(Entry.contest_id == contest.id, Sheet.run == contest.run, PanelSeat.left_at.is_(None))
        .order_by(Sheet.id)
        .options(joinedload(Sheet.seat).joinedload(PanelSeat.judge), selectinload(Sheet.marks))
        .with_for_update(of=Sheet)
    )
    return {(sheet.seat_id, sheet.entry_id): sheet for sheet in act.session.scalars(chosen)}
