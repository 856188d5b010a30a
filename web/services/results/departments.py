"""团体总分: what the published contests bring each department (practice.md 4.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from scoring.teams import TeamPoint, TeamRow, team_totals
from scoring.values import Place
from web.db.models import Competition, Contest, ResultVersion
from web.services.act import Act

PUBLIC_STATES = ("preliminary", "notice", "final")


@dataclass(frozen=True, slots=True)
class DepartmentTotals:
    """The departments in order, the contests counted (code, name, state), and whether all of those are final."""

    rows: tuple[TeamRow, ...]
    contests: tuple[tuple[str, str, str], ...]
    final: bool


def department_totals(act: Act, competition: Competition) -> DepartmentTotals:
    """Add up the published versions whose rulebook counts for departments; what isn't published adds nothing.

    Totals are exact fractions; ties by more firsts, then seconds, …, else shared.
    """
    return totals_of(current_versions(act, competition))


def current_versions(act: Act, competition: Competition) -> list[ResultVersion]:
    """The version in force of every contest that has one, in the contests' order; one query."""
    return list(
        act.session.scalars(
            select(ResultVersion)
            .join(Contest)
            .where(
                Contest.competition_id == competition.id,
                ResultVersion.run == Contest.run,
                ResultVersion.state.in_(PUBLIC_STATES),
            )
            .options(joinedload(ResultVersion.contest))
            .order_by(Contest.position, Contest.id)
        )
    )


def totals_of(versions: Sequence[ResultVersion]) -> DepartmentTotals:
    """The totals of these versions."""
    counted = [version for version in versions if version.document["departments"]]
    earned = [point for version in counted for point in _points(version)]
    return DepartmentTotals(
        rows=team_totals(earned),
        contests=tuple((v.contest.code, v.contest.name, v.state) for v in counted),
        final=bool(counted) and all(version.state == "final" for version in counted),
    )


def _points(version: ResultVersion) -> list[TeamPoint]:
    """What the placed rows bring; a place beyond the table brings 0 but still tells equal totals apart."""
    return [
        TeamPoint(version.contest.code, row["department"], Place(row["place"]), Fraction(row["points"]))
        for row in version.document["rows"]
        if row["place"] is not None and row["points"] is not None
    ]
