"""评审记录: what was changed after marking began, in words beside the event log, which holds codes only."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from web.db.models import Contest, PanelMinute, PanelSeat, Sheet
from web.services import audit
from web.services.act import Act

LONGEST_REASON = 500
"""Characters of a reason."""


def minute(
    act: Act,
    contest: Contest,
    kind: str,
    reason: str,
    *,
    seat: PanelSeat | None = None,
    sheet: Sheet | None = None,
    **body: object,
) -> PanelMinute:
    """Write one minute and its event; the reason may name people, so the log gets its salted commitment."""
    row = PanelMinute(
        contest_id=contest.id,
        run=contest.run,
        kind=kind,
        seat=seat,
        sheet=sheet,
        reason=reason,
        recorded_at=act.now,
        recorded_by_id=act.account_id,
    )
    act.session.add(row)
    act.session.flush()
    audit.record(
        act,
        kind,
        contest,
        run=contest.run,
        seat=seat.id if seat else 0,
        sheet=sheet.id if sheet else 0,
        reason=audit.commitment(act, contest, reason) if reason else "",
        **body,
    )
    return row


def minutes_of(act: Act, contest: Contest) -> Sequence[PanelMinute]:
    """The contest's minutes, newest first, with seats, sheets and who recorded them; one query."""
    chosen = select(PanelMinute).where(PanelMinute.contest_id == contest.id)
    loaded = chosen.options(
        joinedload(PanelMinute.seat).joinedload(PanelSeat.judge),
        joinedload(PanelMinute.sheet).joinedload(Sheet.entry),
        joinedload(PanelMinute.sheet).joinedload(Sheet.seat).joinedload(PanelSeat.judge),
        joinedload(PanelMinute.recorded_by),
    )
    return act.session.scalars(loaded.order_by(PanelMinute.id.desc())).all()
