"""Opening a panel: one sheet for every seat and entry, recused where the rule says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from scoring.rulebook import Rulebook
from web.db.models import (
    Competition,
    Contest,
    Department,
    Entrant,
    EntrantMember,
    Entry,
    EntryCoauthor,
    Judge,
    PanelSeat,
    Sheet,
)
from web.services import audit, rules
from web.services.act import Act
from web.services.lines import Way, way_of
from web.services.panel.recusal import automatic_recusal
from web.services.refusals import Fault, Refusal


@dataclass(frozen=True, slots=True)
class Opened:
    """How many sheets an opening made, and how many of all sheets stand recused."""

    made: int
    recused: int


def open_sheets(act: Act, contest: Contest) -> Opened:
    """Make the missing sheets of the current run: one per seat and entry. Marks that exist are never touched.

    A judge who must stand aside gets a recused sheet, which holds no mark; sheets nobody has touched yet follow the
    staff list as it is now. A seat that was left gets void sheets. Refusals, all at once: contest_not_judged,
    panel_entries_open, blind_codes_missing, panel_empty, panel_no_entries; rules_not_frozen before anything else.
    """
    rulebook = rules.frozen(act, contest)
    seats, entries = _seats(act, contest), entries_with_authors(act, contest)
    faults = _blockers(contest, rulebook, seats, entries)
    if faults:
        raise Refusal(*faults)
    departments = _departments(act, contest)
    sheets = _sheets(act, contest)
    made = 0
    for seat in seats:
        for entry in entries:
            sheet = sheets.get((seat.id, entry.id))
            if sheet is None:
                made += 1
                sheet = sheets[seat.id, entry.id] = Sheet(entry=entry, seat=seat, run=contest.run, version=0)
                act.session.add(sheet)
            _settle(sheet, seat, automatic_recusal(seat.judge, entry, rulebook, departments))
    act.session.flush()
    recused = sum(1 for sheet in sheets.values() if sheet.state == "recused")
    if made:
        audit.record(act, "panel_opened", contest, run=contest.run, sheets=made, recused=recused)
    return Opened(made, recused)


def entries_with_authors(act: Act, contest: Contest) -> Sequence[Entry]:
    """The entries that stand, with everybody behind them; a fixed number of queries."""
    chosen = select(Entry).where(Entry.contest_id == contest.id, Entry.state == "entered").order_by(Entry.id)
    people = joinedload(Entry.entrant)
    return act.session.scalars(
        chosen.options(
            people.joinedload(Entrant.person),
            people.selectinload(Entrant.members).joinedload(EntrantMember.person),
            selectinload(Entry.coauthors).joinedload(EntryCoauthor.person),
        )
    ).all()


def _blockers(
    contest: Contest, rulebook: Rulebook, seats: Sequence[PanelSeat], entries: Sequence[Entry]
) -> list[Fault]:
    checks = {
        "contest_not_judged": not rules.is_judged(rulebook),
        "panel_by_lines": rules.is_judged(rulebook) and way_of(rulebook) is Way.LINES,
        "panel_entries_open": contest.entries_closed_at is None,
        "panel_empty": all(seat.left_at for seat in seats),
        "panel_no_entries": not entries,
        "blind_codes_missing": rulebook.blind and any(not entry.blind_code for entry in entries),
    }
    return [Fault(code, {"contest": contest.name}) for code, wrong in checks.items() if wrong]


def _settle(sheet: Sheet, seat: PanelSeat, reason: str) -> None:
    """Set the state of a sheet nobody has touched; a touched one (version above 0) is left alone."""
    if sheet.version:
        return
    if seat.left_at is not None:
        sheet.state, sheet.recusal_reason = "void", ""
    else:
        sheet.state, sheet.recusal_reason = ("recused", reason) if reason else ("open", "")


def _seats(act: Act, contest: Contest) -> Sequence[PanelSeat]:
    chosen = select(PanelSeat).where(PanelSeat.contest_id == contest.id).order_by(PanelSeat.number)
    return act.session.scalars(chosen.options(joinedload(PanelSeat.judge).joinedload(Judge.department))).all()


def _sheets(act: Act, contest: Contest) -> dict[tuple[int, int], Sheet]:
    chosen = select(Sheet).join(Entry).where(Entry.contest_id == contest.id, Sheet.run == contest.run)
    return {(sheet.seat_id, sheet.entry_id): sheet for sheet in act.session.scalars(chosen)}


def _departments(act: Act, contest: Contest) -> Mapping[int, Department]:
    union = select(Competition.trade_union_id).where(Competition.id == contest.competition_id).scalar_subquery()
    return {row.id: row for row in act.session.scalars(select(Department).where(Department.trade_union_id == union))}
