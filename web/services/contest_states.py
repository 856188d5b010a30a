"""Where each contest stands, and what its organizer should do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from scoring.rulebook import Rulebook
from web.db.models import Competition, Contest, Entry, RulebookVersion
from web.services.act import Act
from web.services.lines import Way, way_of
from web.services.rules import is_judged, read, unconfirmed_date
from web.services.rules.scores import scored_contests


@dataclass(frozen=True, slots=True)
class ContestState:
    """One contest: the versions of its rules that count, its entries, and whether anything is marked or timed."""

    contest: Contest
    frozen: RulebookVersion | None
    draft: RulebookVersion | None
    entries: int
    scored: bool

    @property
    def rulebook(self) -> Rulebook | None:
        """The rules in force, else the draft's."""
        version = self.frozen or self.draft
        return read(version.document) if version else None

    @property
    def judged(self) -> bool:
        """Whether judges' marks decide."""
        rulebook = self.rulebook
        return rulebook is not None and is_judged(rulebook)

    @property
    def way(self) -> Way | None:
        """By which way results come in."""
        rulebook = self.rulebook
        return None if rulebook is None else way_of(rulebook)

    @property
    def following(self) -> str:
        """The next step: rules, confirm, freeze, enter, close, then panel, timetable or fill, results."""
        rulebook = self.rulebook
        if rulebook is None:
            return "rules"
        if self.frozen is None:
            return "confirm" if unconfirmed_date(self.contest, rulebook) else "freeze"
        if not self.entries:
            return "enter"
        if self.contest.entries_closed_at is None:
            return "close"
        if self.scored:
            return "results"
        return {Way.PANEL: "panel", Way.DESK: "timetable", Way.LINES: "fill"}[way_of(rulebook)]


def contest_states(act: Act, competition: Competition) -> list[ContestState]:
    """All contests in order; six queries, however many there are."""
    chosen = select(Contest).where(Contest.competition_id == competition.id).order_by(Contest.position, Contest.id)
    return _states(act, list(act.session.scalars(chosen)))


def contest_state(act: Act, contest: Contest) -> ContestState:
    """One contest's state."""
    return _states(act, [contest])[0]


def _states(act: Act, contests: Sequence[Contest]) -> list[ContestState]:
    ids = [contest.id for contest in contests]
    counted = select(Entry.contest_id, func.count()).where(Entry.contest_id.in_(ids), Entry.state == "entered")
    entries = {row[0]: row[1] for row in act.session.execute(counted.group_by(Entry.contest_id))}
    chosen = select(RulebookVersion).where(
        RulebookVersion.contest_id.in_(ids), RulebookVersion.state.in_(("frozen", "draft"))
    )
    versions = {(one.contest_id, one.state): one for one in act.session.scalars(chosen)}
    scored = scored_contests(act.session, ids)
    return [
        ContestState(
            contest=contest,
            frozen=versions.get((contest.id, "frozen")),
            draft=versions.get((contest.id, "draft")),
            entries=entries.get(contest.id, 0),
            scored=contest.id in scored,
        )
        for contest in contests
    ]
