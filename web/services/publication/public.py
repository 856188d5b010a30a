"""What everybody may read: competitions by their public code, contests with frozen rules, published versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.rulebook import Rulebook
from web.db.models import Competition, Contest, ResultVersion, RulebookVersion
from web.db.queries import Missing, one
from web.services import rules
from web.services.act import Act
from web.services.publication.versions import version_in_force
from web.services.results.departments import current_versions


@dataclass(frozen=True, slots=True)
class PublicContest:
    """A contest as the public list shows it: its version in force, or nothing; how far the scoring is stays inside."""

    contest: Contest
    version: ResultVersion | None


def public_competition(session: Session, code: str) -> Competition:
    """The competition with this public code; Missing when there is none."""
    return one(session, Competition, public_code=code)


def public_contests(act: Act, competition: Competition) -> list[PublicContest]:
    """The contests whose rules are frozen or that have a published result; drafts are nobody's business yet."""
    versions = {version.contest_id: version for version in current_versions(act, competition)}
    open_ids = _announced(act.session, competition)
    return [
        PublicContest(contest, versions.get(contest.id)) for contest in competition.contests if contest.id in open_ids
    ]


def public_contest(act: Act, competition: Competition, code: str) -> Contest:
    """One announced contest of the competition; Missing for a draft as for one that doesn't exist."""
    contest = one(act.session, Contest, competition_id=competition.id, code=code)
    if contest.id not in _announced(act.session, competition):
        raise Missing("contest")
    return contest


def public_version(session: Session, contest: Contest, number: int | None = None) -> ResultVersion | None:
    """The version in force, or the one with this number (also one replaced or void); Missing for an unknown number."""
    if number is None:
        return version_in_force(session, contest)
    return one(session, ResultVersion, contest_id=contest.id, number=number)


def predecessor(session: Session, version: ResultVersion) -> ResultVersion | None:
    """The version of the same run that this one replaced."""
    return session.scalars(
        select(ResultVersion)
        .where(
            ResultVersion.contest_id == version.contest_id,
            ResultVersion.run == version.run,
            ResultVersion.number < version.number,
        )
        .order_by(ResultVersion.number.desc())
        .limit(1)
    ).one_or_none()


def rules_of(session: Session, version: ResultVersion) -> Rulebook:
    """The rules a version was made by: frozen then, whatever came later."""
    number = version.document["rulebook"]["number"]
    return rules.read(one(session, RulebookVersion, contest_id=version.contest_id, number=number).document)


def rules_in_force(session: Session, contest: Contest) -> tuple[RulebookVersion, Rulebook] | None:
    """The frozen rules of a contest, published as soon as they are frozen."""
    found = session.scalars(
        select(RulebookVersion).where(RulebookVersion.contest_id == contest.id, RulebookVersion.state == "frozen")
    ).one_or_none()
    return None if found is None else (found, rules.read(found.document))


def public_rows(version: ResultVersion) -> Mapping[str, list[dict[str, object]]]:
    """The rows of a version by group code, in order."""
    found: dict[str, list[dict[str, object]]] = {group["code"]: [] for group in version.document["groups"]}
    for row in version.document["rows"]:
        found.setdefault(row["group"], []).append(row)
    return found


def _announced(session: Session, competition: Competition) -> set[int]:
    """Contests with frozen rules, or with a result version of any run."""
    mine = Contest.competition_id == competition.id
    frozen = select(RulebookVersion.contest_id).join(Contest).where(mine, RulebookVersion.state == "frozen")
    shown = select(ResultVersion.contest_id).join(Contest).where(mine)
    return {*session.scalars(frozen.union(shown))}
