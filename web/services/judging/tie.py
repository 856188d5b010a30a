"""评委组长裁定: the recorded order of works the rules leave equal (fairness.md 4.1, tie chain e)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.results import Standings
from web.db.models import ChiefOrder, Contest, Entry, PanelSeat, Sheet
from web.services import panel, rules
from web.services.act import Act
from web.services.judging.chief import PanelWork, chief_seat
from web.services.refusals import Fault, NotFound, Refusal

TIE_RULE = "chief_judge"
"""The key of the tie chain that asks for this decision."""


def chief_order(session: Session, contest: Contest) -> tuple[int, ...]:
    """Entry numbers as the chief judge ordered them, best first; a later ruling on any of the same entries counts."""
    chosen = select(ChiefOrder).where(ChiefOrder.contest_id == contest.id, ChiefOrder.run == contest.run)
    order: list[int] = []
    for row in session.scalars(chosen.order_by(ChiefOrder.id.desc())):
        if not set(row.entry_ids) & set(order):
            order += row.entry_ids
    return tuple(order)


def equal_works(standings: Standings, works: Sequence[PanelWork]) -> tuple[tuple[PanelWork, ...], ...]:
    """The sets of works that share a place, once every sheet is sealed; none with a work the chief is recused from."""
    if any(work.sealed < work.due for work in works):
        return ()
    by_entry = {work.entry_id: work for work in works}
    sets: dict[tuple[str, int], list[PanelWork]] = {}
    for row in standings.rows:
        if row.tied and row.place is not None and int(row.entry) in by_entry:
            sets.setdefault((row.group, row.place), []).append(by_entry[int(row.entry)])
    return tuple(tuple(tied) for tied in sets.values() if all(work.totals for work in tied))


def rule_on_tie(act: Act, contest: Contest, entry_ids: Sequence[int], reason: str) -> ChiefOrder:
    """Record the chief judge's order of equal works, best first, with the reason, minuted.

    Only the chief judge may (Missing for anybody else; a command may). Refusals: tie_rule_absent (the frozen tie
    chain has no such step), tie_needs_two, tie_chief_recused, panel_reason_missing, panel_reason_long; NotFound for a
    foreign entry.
    """
    chief = chief_seat(act.session, act.account_id, contest.id) if act.account_id is not None else None
    reason = " ".join(reason.split())
    checks = [
        (TIE_RULE not in rules.frozen(act, contest).ranking.ties, Fault("tie_rule_absent")),
        (len(set(entry_ids)) < 2 or len(set(entry_ids)) != len(entry_ids), Fault("tie_needs_two")),
        (chief is not None and _recused(act, chief, entry_ids), Fault("tie_chief_recused")),
        (not reason, Fault("panel_reason_missing")),
        (len(reason) > panel.LONGEST_REASON, Fault("panel_reason_long", {"longest": panel.LONGEST_REASON})),
    ]
    faults = [fault for wrong, fault in checks if wrong]
    if faults:
        raise Refusal(*faults)
    mine = select(Entry.id).where(Entry.contest_id == contest.id, Entry.id.in_(entry_ids), Entry.state == "entered")
    if len(act.session.scalars(mine).all()) != len(entry_ids):
        raise NotFound(Fault("not_found"))
    row = ChiefOrder(
        contest_id=contest.id,
        run=contest.run,
        entry_ids=list(entry_ids),
        reason=reason,
        recorded_at=act.now,
        recorded_by_id=act.account_id,
    )
    act.session.add(row)
    panel.minute(act, contest, "tie_ruled", reason, entries=list(entry_ids))
    return row


def _recused(act: Act, chief: PanelSeat, entry_ids: Sequence[int]) -> bool:
    """Whether the chief stands aside from any of the works."""
    mine = select(Sheet.id).where(Sheet.seat_id == chief.id, Sheet.entry_id.in_(entry_ids), Sheet.state == "recused")
    return act.session.scalar(mine.limit(1)) is not None
