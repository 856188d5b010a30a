"""Where every contest stands on the way to its final result, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import defer

from web.db.models import (
    Competition,
    Contest,
    Entry,
    PanelSeat,
    RaceResult,
    ResultLine,
    ResultVersion,
    RulebookVersion,
    Sheet,
)
from web.services import rules
from web.services.act import Act
from web.services.lines import RESULTS, Way, way_of
from web.services.results.departments import PUBLIC_STATES


@dataclass(frozen=True, slots=True)
class ContestStanding:
    """One contest: its version in force, and what is done of what has to be scored.

    `phase`: rules (not frozen), entries (not closed), scoring, ready, preliminary, notice, notice_over, final.
    """

    contest: Contest
    phase: str
    judged: bool
    done: int
    whole: int
    version: ResultVersion | None


def overview(act: Act, competition: Competition) -> list[ContestStanding]:
    """Every contest of the competition with its phase, in order."""
    versions = {version.contest_id: version for version in _versions(act, competition)}
    frozen = {row.contest_id: rules.read(row.document) for row in _frozen(act, competition)}
    counts = _counts(act, competition)
    rows = []
    for contest in competition.contests:
        rulebook, version = frozen.get(contest.id), versions.get(contest.id)
        judged = rulebook is not None and way_of(rulebook) is Way.PANEL
        done, whole = counts.of(contest.id, judged=judged)
        phase = _version_phase(version, act.now) if version else _phase(contest, rulebook is not None, done, whole)
        rows.append(ContestStanding(contest, phase, judged, done, whole, version))
    return rows


def _version_phase(version: ResultVersion, now: datetime) -> str:
    over = version.notice_until is not None and now >= version.notice_until
    return "notice_over" if version.state == "notice" and over else version.state


def _phase(contest: Contest, has_rules: bool, done: int, whole: int) -> str:
    if not has_rules:
        return "rules"
    if contest.entries_closed_at is None:
        return "entries"
    return "ready" if whole and done == whole else "scoring"


@dataclass(frozen=True, slots=True)
class _Counts:
    """Rows per contest."""

    entries: dict[int, int]
    seats: dict[int, int]
    closed_sheets: dict[int, int]
    results: dict[int, int]  # entries with a race result, or with lines: no contest has both

    def of(self, contest_id: int, *, judged: bool) -> tuple[int, int]:
        """What is scored and what has to be: sheets closed among seats x entries, or results among entries."""
        entries = self.entries.get(contest_id, 0)
        if judged:
            return self.closed_sheets.get(contest_id, 0), entries * self.seats.get(contest_id, 0)
        return self.results.get(contest_id, 0), entries


def _counts(act: Act, competition: Competition) -> _Counts:
    mine = (Contest.competition_id == competition.id, Entry.state == "entered")
    entries = select(Entry.contest_id, func.count()).join(Contest).where(*mine)
    sheets = entries.join(Sheet, Sheet.entry_id == Entry.id).where(
        Sheet.run == Contest.run, Sheet.state.in_(("sealed", "recused"))
    )
    results = entries.join(RaceResult, RaceResult.entry_id == Entry.id).where(RaceResult.run == Contest.run)
    lines = (
        select(Entry.contest_id, func.count(Entry.id.distinct()))
        .join(Contest)
        .join(ResultLine, ResultLine.entry_id == Entry.id)
        .where(*mine, ResultLine.run == Contest.run, ResultLine.kind == RESULTS, ResultLine.struck.is_(False))
    )
    seats = select(PanelSeat.contest_id, func.count()).join(Contest).where(mine[0], PanelSeat.left_at.is_(None))

    def read(chosen: Select[Any, Any]) -> dict[int, int]:
        return {row[0]: row[1] for row in act.session.execute(chosen)}

    by = Entry.contest_id
    return _Counts(
        read(entries.group_by(by)),
        read(seats.group_by(PanelSeat.contest_id)),
        read(sheets.group_by(by)),
        read(results.group_by(by)) | read(lines.group_by(by)),
    )


def _versions(act: Act, competition: Competition) -> list[ResultVersion]:
    chosen = (
        select(ResultVersion)
        .join(Contest)
        .where(
            Contest.competition_id == competition.id,
            ResultVersion.run == Contest.run,
            ResultVersion.state.in_(PUBLIC_STATES),
        )
        .options(defer(ResultVersion.document))
    )
    return list(act.session.scalars(chosen))


def _frozen(act: Act, competition: Competition) -> list[RulebookVersion]:
    chosen = select(RulebookVersion).join(Contest)
    return list(
        act.session.scalars(chosen.where(Contest.competition_id == competition.id, RulebookVersion.state == "frozen"))
    )
