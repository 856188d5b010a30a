"""What a judge sees: the own works only, and of a blind contest's work its code and title, nothing of its author.

Pages get these values instead of rows, so a template has nothing to leak.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from scoring.rulebook import Criterion, Rulebook
from web.db.models import Account, Contest, Entrant, Entry, Judge, PanelSeat, RulebookVersion, Sheet
from web.services import rules
from web.services.act import Act
from web.services.judging.receipt import receipt_code
from web.services.judging.sheets import set_aside


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One work in a judge's list. `by` (entrant and department) is empty in a blind contest; `marks` by criterion."""

    seat_id: int
    entry_id: int
    sheet_id: int
    code: str
    title: str
    by: str
    state: str
    version: int
    marked: int
    criteria: int
    total: int
    recusal: str = ""
    marks: tuple[tuple[str, int], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every criterion has a mark."""
        return self.marked == self.criteria

    @property
    def to_do(self) -> bool:
        """Whether marks are still missing."""
        return self.state == "open" and not self.complete


@dataclass(frozen=True, slots=True)
class ContestWorks:
    """A judge's works of one contest, in the judge's own order.

    `set_aside` counts the works the rule recused; a blind contest does not even name them.
    """

    seat_id: int
    contest_id: int
    number: int
    chief: bool
    contest: str
    competition: str
    blind: bool
    lines: tuple[WorkLine, ...]
    set_aside: int = 0

    @property
    def due(self) -> int:
        """Works to be marked."""
        return sum(1 for line in self.lines if line.state in ("open", "sealed"))

    @property
    def sealed(self) -> int:
        """Works sealed."""
        return sum(1 for line in self.lines if line.state == "sealed")

    @property
    def ready(self) -> tuple[WorkLine, ...]:
        """Works fully marked and not sealed yet."""
        return tuple(line for line in self.lines if line.state == "open" and line.complete)

    def following(self, entry_id: int | None = None) -> WorkLine | None:
        """The next work with marks missing after this one, going round; None when nothing is missing."""
        at = next((place for place, line in enumerate(self.lines) if line.entry_id == entry_id), -1)
        return next((line for line in self.lines[at + 1 :] + self.lines[: at + 1] if line.to_do), None)

    def position(self, entry_id: int) -> int:
        """Which of the lines a work is, from 1."""
        return next(place for place, line in enumerate(self.lines, 1) if line.entry_id == entry_id)


@dataclass(frozen=True, slots=True)
class SheetView:
    """Everything a sheet's page shows."""

    line: WorkLine
    number: int
    contest: str
    competition: str
    blind: bool
    rubric: tuple[Criterion, ...]
    marks: Mapping[str, int] = field(hash=False)
    comment: str
    saved_at: datetime | None
    sealed_at: datetime | None
    receipt: str


def works(act: Act, account: Account) -> tuple[ContestWorks, ...]:
    """The contests this account judges, each with the works assigned; a fixed number of queries.

    In a blind contest the order is shuffled for each judge (stable, from seat and entry), so that no work always
    comes first or last; elsewhere works stand by group and registration.
    """
    seats = _seats(act, account.id)
    books = frozen_rulebooks(act, [seat.contest_id for seat in seats])
    sheets: dict[int, list[Sheet]] = {}
    for sheet in _sheets(act, account.id):
        sheets.setdefault(sheet.seat_id, []).append(sheet)
    return tuple(
        _contest_works(seat, books[seat.contest_id], sheets.get(seat.id, []))
        for seat in seats
        if seat.contest_id in books
    )


def sheet_view(act: Act, sheet: Sheet) -> SheetView:
    """One sheet as its judge sees it; Refusal rules_not_frozen."""
    seat, rulebook = sheet.seat, rules.frozen(act, sheet.seat.contest)
    return SheetView(
        line=_line(sheet, rulebook),
        number=seat.number,
        contest=seat.contest.name,
        competition=seat.contest.competition.name,
        blind=rulebook.blind,
        rubric=tuple(rulebook.rubric),
        marks={mark.criterion: mark.hundredths for mark in sheet.marks},
        comment=sheet.comment,
        saved_at=sheet.saved_at,
        sealed_at=sheet.sealed_at,
        receipt=receipt_code(sheet),
    )


def frozen_rulebooks(act: Act, contest_ids: Sequence[int]) -> dict[int, Rulebook]:
    """The rules in force of several contests, in one query."""
    chosen = select(RulebookVersion).where(
        RulebookVersion.contest_id.in_(contest_ids), RulebookVersion.state == "frozen"
    )
    return {row.contest_id: rules.read(row.document) for row in act.session.scalars(chosen)}


def _contest_works(seat: PanelSeat, rulebook: Rulebook, sheets: Sequence[Sheet]) -> ContestWorks:
    aside = [sheet for sheet in sheets if set_aside(sheet)]
    shown = [sheet for sheet in sheets if not (rulebook.blind and set_aside(sheet))]
    ordered = sorted(shown, key=_shuffled if rulebook.blind else _registered)
    return ContestWorks(
        seat_id=seat.id,
        contest_id=seat.contest_id,
        number=seat.number,
        chief=seat.chief,
        contest=seat.contest.name,
        competition=seat.contest.competition.name,
        blind=rulebook.blind,
        lines=tuple(_line(sheet, rulebook) for sheet in ordered),
        set_aside=len(aside),
    )


def _line(sheet: Sheet, rulebook: Rulebook) -> WorkLine:
    entry, rubric = sheet.entry, rulebook.rubric
    stored = {mark.criterion: mark.hundredths for mark in sheet.marks}
    given = tuple((row.name, stored[row.code]) for row in rubric if row.code in stored)
    return WorkLine(
        seat_id=sheet.seat_id,
        entry_id=entry.id,
        sheet_id=sheet.id,
        code=(entry.blind_code or "—") if rulebook.blind else "",
        title=entry.title,
        by="" if rulebook.blind else _by(entry.entrant),
        state=sheet.state,
        version=sheet.version,
        marked=len(given),
        criteria=len(rubric),
        total=sum(mark for _name, mark in given),
        recusal=sheet.recusal_reason,
        marks=given,
    )


def _by(entrant: Entrant) -> str:
    house = entrant.department.name if entrant.department else ""
    return f"{entrant.name} · {house}" if house and house != entrant.name else entrant.name


def _shuffled(sheet: Sheet) -> bytes:
    """A stable order of this judge's own; run and entry enter too, so that it tells nothing of registration."""
    return hashlib.sha256(f"{sheet.seat_id}/{sheet.run}/{sheet.entry_id}".encode()).digest()


def _registered(sheet: Sheet) -> tuple[str, int]:
    return (sheet.entry.group_code or "", sheet.entry_id)


def _seats(act: Act, account_id: int) -> Sequence[PanelSeat]:
    chosen = (
        select(PanelSeat)
        .join(PanelSeat.judge)
        .join(PanelSeat.contest)
        .where(Judge.account_id == account_id, PanelSeat.left_at.is_(None))
        .order_by(Contest.competition_id, Contest.position)
        .options(contains_eager(PanelSeat.contest).joinedload(Contest.competition))
    )
    return act.session.scalars(chosen).all()


def _sheets(act: Act, account_id: int) -> Sequence[Sheet]:
    chosen = (
        select(Sheet)
        .join(Sheet.seat)
        .join(PanelSeat.judge)
        .join(PanelSeat.contest)
        .join(Sheet.entry)
        .where(Judge.account_id == account_id, PanelSeat.left_at.is_(None), Sheet.run == Contest.run)
        .where(Entry.state == "entered", Sheet.state != "void")
        .options(
            joinedload(Sheet.entry).joinedload(Entry.entrant).joinedload(Entrant.department),
            selectinload(Sheet.marks),
        )
    )
    return act.session.scalars(chosen).all()
