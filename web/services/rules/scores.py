"""Has anything been marked or timed yet? From then on rules cannot be exchanged, only the whole run restarted."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.db.models import Contest, Entry, RaceResult, ResultLine, Sheet, SheetMark
from web.services.act import Act


def has_scores(act: Act, contest: Contest) -> bool:
    """Whether the contest's current run holds a mark, a race result or a line of results."""
    return contest.id in scored_contests(act.session, [contest.id])


def scored_contests(session: Session, contest_ids: Collection[int]) -> set[int]:
    """The contests among these whose current run holds a mark or a result; three queries, however many."""
    marked = (
        select(Contest.id)
        .join(Entry, Entry.contest_id == Contest.id)
        .join(Sheet, Sheet.entry_id == Entry.id)
        .join(SheetMark, SheetMark.sheet_id == Sheet.id)
        .where(Contest.id.in_(contest_ids), Sheet.run == Contest.run)
    )
    raced = (
        select(Contest.id)
        .join(Entry, Entry.contest_id == Contest.id)
        .join(RaceResult, RaceResult.entry_id == Entry.id)
        .where(Contest.id.in_(contest_ids), RaceResult.run == Contest.run)
    )
    written = (
        select(Contest.id)
        .join(ResultLine, ResultLine.contest_id == Contest.id)
        .where(Contest.id.in_(contest_ids), ResultLine.run == Contest.run, ResultLine.struck.is_(False))
    )
    return {found for chosen in (marked, raced, written) for found in session.scalars(chosen.distinct())}
