"""How far a panel is: counts of sealed sheets, never a mark, a total or a mean (a counter can leak a score to
somebody with a conflict, peers.md 3, defect 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from web.db.models import Contest, Entry, PanelSeat, Sheet
from web.services import panel, rules
from web.services.act import Act


@dataclass(frozen=True, slots=True)
class SeatProgress:
    """One judge's sheets: `due` are those to be marked, recused and void ones apart; `started` hold a draft."""

    seat: PanelSeat
    due: int
    sealed: int
    started: int
    recused: int


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """One work's sheets. In a blind contest `label` is the code and nothing else is told."""

    entry_id: int
    label: str
    due: int
    sealed: int
    recused: int
    needed: int

    @property
    def short(self) -> bool:
        """Whether recusals leave fewer judges than the rules ask for."""
        return self.due < self.needed


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole panel; `due` 0 means that no sheet has been made yet."""

    blind: bool
    due: int
    sealed: int
    seats: tuple[SeatProgress, ...]
    works: tuple[WorkProgress, ...]

    @property
    def complete(self) -> bool:
        """Whether every sheet that is due is sealed."""
        return 0 < self.due == self.sealed

    @property
    def percent(self) -> int:
        """Whole percent sealed, rounded down, so that 100 means all."""
        return int(Fraction(100 * self.sealed, self.due)) if self.due else 0


def progress(act: Act, contest: Contest) -> Progress:
    """The progress of the contest's current run, in a fixed number of queries."""
    known = rules.current(act, contest)
    rulebook = known[1] if known else None
    blind = bool(rulebook and rulebook.blind)
    needed = rulebook.judging.needed_marks if rulebook and rulebook.judging else 0
    seats, sheets = panel.seats_of(act, contest), _sheets(act, contest)
    by_seat: dict[int, list[Sheet]] = {}
    by_entry: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        by_seat.setdefault(sheet.seat_id, []).append(sheet)
        by_entry.setdefault(sheet.entry_id, []).append(sheet)
    judges = tuple(_seat_progress(seat, by_seat.get(seat.id, [])) for seat in seats)
    works = [_work_progress(mine, blind, needed) for mine in by_entry.values()]
    works.sort(key=lambda work: (work.label, work.entry_id))
    due = sum(judge.due for judge in judges)
    return Progress(blind, due, sum(judge.sealed for judge in judges), judges, tuple(works))


def work_label(entry: Entry, *, blind: bool) -> str:
    """What a work is called: its code in a blind contest, else the entrant's printed name."""
    return (entry.blind_code or "—") if blind else entry.entrant.name


def _sheets(act: Act, contest: Contest) -> Sequence[Sheet]:
    chosen = select(Sheet).join(Sheet.entry).where(Entry.contest_id == contest.id, Entry.state == "entered")
    chosen = chosen.where(Sheet.run == contest.run, Sheet.state != "void").order_by(Sheet.id)
    loaded = chosen.options(joinedload(Sheet.entry).joinedload(Entry.entrant), selectinload(Sheet.marks))
    return act.session.scalars(loaded).all()


def _seat_progress(seat: PanelSeat, sheets: Sequence[Sheet]) -> SeatProgress:
    return SeatProgress(
        seat=seat,
        due=sum(1 for sheet in sheets if sheet.state in ("open", "sealed")),
        sealed=_count(sheets, "sealed"),
        started=sum(1 for sheet in sheets if sheet.state == "open" and sheet.marks),
        recused=_count(sheets, "recused"),
    )


def _work_progress(sheets: Sequence[Sheet], blind: bool, needed: int) -> WorkProgress:
    entry, sealed = sheets[0].entry, _count(sheets, "sealed")
    label = work_label(entry, blind=blind)
    return WorkProgress(entry.id, label, sealed + _count(sheets, "open"), sealed, _count(sheets, "recused"), needed)


def _count(sheets: Sequence[Sheet], state: str) -> int:
    return sum(1 for sheet in sheets if sheet.state == state)
