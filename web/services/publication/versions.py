"""Result versions: which is in force, which the public may read. Everything published stays readable, numbered."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from web.db.models import Contest, ResultVersion
from web.db.queries import one
from web.services.results.departments import PUBLIC_STATES


def version_in_force(session: Session, contest: Contest) -> ResultVersion | None:
    """The current run's version that is preliminary, in notice or final; at most one is."""
    return session.scalars(
        select(ResultVersion).where(
            ResultVersion.contest_id == contest.id,
            ResultVersion.run == contest.run,
            ResultVersion.state.in_(PUBLIC_STATES),
        )
    ).one_or_none()


def versions(session: Session, contest: Contest) -> list[ResultVersion]:
    """All versions of the contest, the newest first."""
    chosen = select(ResultVersion).where(ResultVersion.contest_id == contest.id)
    return list(session.scalars(chosen.order_by(ResultVersion.number.desc())))


def version_numbered(session: Session, contest: Contest, number: int) -> ResultVersion:
    """One version of this contest by its number; Missing when there is none."""
    return one(session, ResultVersion, contest_id=contest.id, number=number)


def next_number(session: Session, contest: Contest) -> int:
    """The number the next version gets; numbers go on through restarts."""
    last = session.scalar(select(func.max(ResultVersion.number)).where(ResultVersion.contest_id == contest.id))
    return (last or 0) + 1
