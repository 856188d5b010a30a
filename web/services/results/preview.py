"""What another version of the rules would change: the places of the marks and times at hand, under both."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from scoring.errors import RuleFaults
from scoring.results import Row, Standings
from scoring.rulebook import Rulebook
from scoring.standings import rank
from web.db.models import Contest, Entry, RaceResult, ResultLine, Sheet
from web.services.act import Act
from web.services.lines import ranks_departments, way_of
from web.services.results.inputs import scoring_inputs
from web.services.results.sources import Sources, read_sources


@dataclass(frozen=True)
class Shift:
    """One entry whose place, stars or prize differ: its rows under both versions."""

    entry: Entry
    before: Row
    after: Row


@dataclass(frozen=True)
class Preview:
    """The marks and times of `run` under two versions of the rules.

    `entries` is how many were ranked; `blocked` how many the new rules could not rank from these marks.
    """

    run: int
    entries: int
    shifts: tuple[Shift, ...]
    blocked: int


def preview(act: Act, contest: Contest, old: Rulebook, new: Rulebook) -> Preview | None:
    """Who would change place or prize between two versions; None while nothing has been marked or timed.

    The latest run with marks or times is taken, also one that was voided: its sheets count as they were sealed.
    """
    run = _scored_run(act, contest)
    if run is None or way_of(old) is not way_of(new) or old.format is not new.format or old.placed is not new.placed:
        return None
    sources = read_sources(act.session, contest, run, whole_staff=ranks_departments(old))
    voided = run != contest.run
    before = rank(old, scoring_inputs(old, sources, voided=voided))
    try:
        after = rank(new, scoring_inputs(new, sources, voided=voided))
    except RuleFaults:  # a column of the lines means nothing under the new rules: an item or indicator is gone
        return Preview(run, len(sources.entries), (), sum(1 for row in before.rows if row.place is not None))
    return Preview(run, len(sources.entries), tuple(_shifts(sources, before, after)), _blocked(before, after))


def _scored_run(act: Act, contest: Contest) -> int | None:
    entries = select(Entry.id).where(Entry.contest_id == contest.id)
    marked = act.session.scalar(select(func.max(Sheet.run)).where(Sheet.entry_id.in_(entries), Sheet.marks.any()))
    raced = act.session.scalar(select(func.max(RaceResult.run)).where(RaceResult.entry_id.in_(entries)))
    written = act.session.scalar(select(func.max(ResultLine.run)).where(ResultLine.contest_id == contest.id))
    return max((run for run in (marked, raced, written) if run is not None), default=None)


def _shifts(sources: Sources, before: Standings, after: Standings) -> list[Shift]:
    """Everybody whose group, place or prize differs, in the order of the new standings."""
    old = {row.entry: row for row in before.rows}
    pairs = [(old[row.entry], row) for row in after.rows]
    return [Shift(sources.by_code[new.entry], was, new) for was, new in pairs if _told(was) != _told(new)]


def _told(row: Row) -> tuple[object, ...]:
    return row.group, row.place, row.prize, row.status, row.facts.get("stars")


def _blocked(before: Standings, after: Standings) -> int:
    ranked = {row.entry for row in before.rows if row.place is not None}
    return sum(1 for row in after.rows if row.place is None and row.entry in ranked)
