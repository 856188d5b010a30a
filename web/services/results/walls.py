"""The wall between a judge and the standings: whoever marks a contest sees no provisional table of it.

An average seen before sealing pulls the marks towards it; the wall falls with the first preliminary version.
"""

from __future__ import annotations

from sqlalchemy import or_, select

from web.db.models import Contest, Judge, PanelSeat
from web.services.act import Act


def judges_here(act: Act, contest: Contest) -> bool:
    """Whether the actor (or the person the account belongs to) has a seat in the contest's panel."""
    actor = act.actor
    if actor is None:
        return False
    same_person = Judge.person_id == actor.person_id if actor.person_id is not None else None
    same = [Judge.account_id == actor.account_id, *([same_person] if same_person is not None else [])]
    seat = select(PanelSeat.id).join(Judge).where(PanelSeat.contest_id == contest.id, or_(*same))
    return act.session.scalar(seat.limit(1)) is not None
