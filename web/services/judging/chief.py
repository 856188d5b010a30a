"""评委组长: how far the judges lie apart on a work, and sending a sealed sheet back with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from scoring.values import Hundredths
from web.db.models import Contest, Entry, Judge, PanelSeat, ResultVersion, Sheet
from web.db.queries import Missing
from web.services import panel, rules
from web.services.act import Act
from web.services.judging.progress import work_label
from web.services.judging.sheets import lock
from web.services.refusals import Fault, NotFound, Refusal

SPREAD_ALARM = Hundredths(1500)
"""Totals further apart than 15 marks call for deliberation (合议, practice.md 5.6)."""


@dataclass(frozen=True, slots=True)
class PanelWork:
    """One work as the chief judge sees it.

    `totals` (hundredths, highest first, without judges' numbers: a gap would tell who was recused) stay empty until
    every judge has sealed, and for a work the chief is recused from.
    """

    entry_id: int
    label: str
    title: str
    due: int
    sealed: int
    totals: tuple[int, ...]

    @property
    def spread(self) -> int | None:
        """Highest minus lowest total in hundredths."""
        return self.totals[0] - self.totals[-1] if self.totals else None

    @property
    def alarm(self) -> bool:
        """Whether the judges lie further apart than the alarm."""
        return self.spread is not None and self.spread > SPREAD_ALARM


def chief_seat(session: Session, account_id: int, contest_id: int) -> PanelSeat:
    """The chief's seat this account holds in the contest; `Missing` otherwise."""
    chosen = (
        select(PanelSeat)
        .join(PanelSeat.judge)
        .where(Judge.account_id == account_id, PanelSeat.contest_id == contest_id)
        .where(PanelSeat.chief, PanelSeat.left_at.is_(None))
        .options(joinedload(PanelSeat.contest).joinedload(Contest.competition))
    )
    found = session.scalars(chosen).one_or_none()
    if found is None:
        raise Missing("panel_seat")
    return found


def panel_works(act: Act, contest: Contest, chief: PanelSeat | None = None) -> tuple[PanelWork, ...]:
    """The works with the spread of their totals, widest first; a fixed number of queries. Refusal rules_not_frozen."""
    blind = rules.frozen(act, contest).blind
    by_entry: dict[int, list[Sheet]] = {}
    for sheet in _sheets(act, contest):
        by_entry.setdefault(sheet.entry_id, []).append(sheet)
    works = [_work(sheets, blind, chief) for sheets in by_entry.values()]
    return tuple(sorted(works, key=lambda work: (-(work.spread if work.spread is not None else -1), work.label)))


def alarms(act: Act, contest: Contest) -> int:
    """How many fully sealed works lie further apart than the alarm: a count, for the organizer."""
    return sum(1 for work in panel_works(act, contest) if work.alarm)


def sheet_of_seat(session: Session, contest: Contest, number: int, entry_id: int) -> Sheet:
    """A sheet of the contest's current run by the seat's number; `Missing` when there is none."""
    chosen = (
        select(Sheet)
        .join(Sheet.seat)
        .join(Sheet.entry)
        .where(PanelSeat.contest_id == contest.id, PanelSeat.number == number, PanelSeat.left_at.is_(None))
        .where(Entry.id == entry_id, Entry.contest_id == contest.id, Sheet.run == contest.run)
    )
    found = session.scalars(chosen).one_or_none()
    if found is None:
        raise Missing("sheet")
    return found


def reopen(act: Act, sheet: Sheet, reason: str) -> Sheet:
    """退回: a sealed sheet, or one the judge recused from by mistake, is open again; minuted with the reason.

    The marks stay until the judge changes them. Only the chief judge may (NotFound for anybody else). Refusals:
    panel_reason_missing, panel_reason_long, sheet_not_sealed (open, void, set aside by the rule), panel_results_final.
    """
    contest = sheet.seat.contest
    if act.account_id is not None:
        _demand_chief(act, contest)
    lock(act, sheet)
    reason = " ".join(reason.split())
    faults = _reopening_faults(act, contest, sheet, reason)
    if faults:
        raise Refusal(*faults)
    before = sheet.state
    sheet.state, sheet.recusal_reason, sheet.sealed_at = "open", "", None
    sheet.version += 1
    kind, marks = "sheet_reopened", {mark.criterion: mark.hundredths for mark in sheet.marks}
    panel.minute(act, contest, kind, reason, seat=sheet.seat, sheet=sheet, before=before, marks=marks)
    return sheet


def _reopening_faults(act: Act, contest: Contest, sheet: Sheet, reason: str) -> list[Fault]:
    declared = sheet.state == "recused" and sheet.recusal_reason.startswith("declared:")
    checks = [
        (not reason, Fault("panel_reason_missing")),
        (len(reason) > panel.LONGEST_REASON, Fault("panel_reason_long", {"longest": panel.LONGEST_REASON})),
        (sheet.state != "sealed" and not declared, Fault("sheet_not_sealed")),
        (_is_final(act, contest), Fault("panel_results_final")),
    ]
    return [fault for wrong, fault in checks if wrong]


def _is_final(act: Act, contest: Contest) -> bool:
    mine = (ResultVersion.contest_id == contest.id, ResultVersion.run == contest.run, ResultVersion.state == "final")
    return act.session.scalar(select(ResultVersion.id).where(*mine).limit(1)) is not None


def _demand_chief(act: Act, contest: Contest) -> None:
    try:
        chief_seat(act.session, act.account_id or 0, contest.id)
    except Missing:
        raise NotFound(Fault("not_found")) from None


def _sheets(act: Act, contest: Contest) -> Sequence[Sheet]:
    chosen = select(Sheet).join(Sheet.entry).where(Entry.contest_id == contest.id, Entry.state == "entered")
    chosen = chosen.where(Sheet.run == contest.run, Sheet.state != "void").order_by(Sheet.id)
    loaded = chosen.options(joinedload(Sheet.entry).joinedload(Entry.entrant), selectinload(Sheet.marks))
    return act.session.scalars(loaded).all()


def _work(sheets: Sequence[Sheet], blind: bool, chief: PanelSeat | None) -> PanelWork:
    entry = sheets[0].entry
    due = [sheet for sheet in sheets if sheet.state in ("open", "sealed")]
    sealed = [sheet for sheet in due if sheet.state == "sealed"]
    aside = chief is not None and any(sheet.seat_id == chief.id and sheet.state == "recused" for sheet in sheets)
    shown = sealed if len(sealed) == len(due) and not aside else []
    totals = sorted((sum(mark.hundredths for mark in sheet.marks) for sheet in shown), reverse=True)
    return PanelWork(entry.id, work_label(entry, blind=blind), entry.title, len(due), len(sealed), tuple(totals))
