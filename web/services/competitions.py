"""Competitions: starting one's own, and what its organizer should do next."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from web.db.models import (
    Account,
    Certificate,
    Competition,
    Contest,
    Entry,
    Heat,
    Person,
    ResultVersion,
    RulebookVersion,
    Sheet,
    TradeUnion,
)
from web.services import accounts, audit
from web.services.act import Act, Role

_CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def start_own(act: Act, union_name: str, competition_name: str, *, is_example: bool = False) -> Competition:
    """A new union with an empty competition; whoever starts it organizes it. Nothing of others is touched."""
    union = TradeUnion(name=union_name, is_example=is_example, created_at=act.now)
    act.session.add(union)
    act.session.flush()
    competition = Competition(
        trade_union_id=union.id,
        name=competition_name,
        issuer=f"{union_name}委员会",
        year=act.now.year,
        public_code=new_public_code(),
        is_example=is_example,
        created_at=act.now,
    )
    act.session.add(competition)
    act.session.flush()
    audit.record(act, "competition_started", competition, union=union.id)
    if act.account_id:
        accounts.grant(act, act.session.get_one(Account, act.account_id), Role.ORGANIZER, competition)
    return competition


def change_settings(
    act: Act, competition: Competition, *, name: str, issuer: str, year: int, certificate_prefix: str
) -> None:
    """Change what notices and certificates will say; published documents and issued certificates keep their words."""
    competition.name, competition.issuer = name.strip(), issuer.strip()
    competition.year, competition.certificate_prefix = year, certificate_prefix.strip()
    audit.record(act, "settings_changed", competition, year=year)


def new_public_code() -> str:
    """Ten random letters and digits without look-alikes: the public address of a competition."""
    return "".join(secrets.choice(_CODE_ALPHABET) for _ in range(10))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the road from a list of staff to printed awards: how much of it is done."""

    key: str
    done: int
    whole: int
    endpoint: str

    @property
    def finished(self) -> bool:
        """Whether nothing of it is left."""
        return self.whole > 0 and self.done >= self.whole


def road(act: Act, competition: Competition) -> list[Step]:
    """The steps in the order an organizer takes them."""
    contests = len(competition.contests)
    people = _count(act, select(Person.id).where(Person.trade_union_id == competition.trade_union_id))
    entries = _count(act, _of_contest(select(Entry.id).join(Contest), competition))
    frozen = _count(
        act,
        _of_contest(select(RulebookVersion.contest_id).join(Contest), competition).where(
            RulebookVersion.state == "frozen"
        ),
    )
    closed = sum(1 for contest in competition.contests if contest.entries_closed_at)
    heats = _count(act, _of_contest(select(Heat.id).join(Contest), competition))
    sheets = _of_contest(select(Sheet.id).join(Entry).join(Contest), competition).where(Sheet.run == Contest.run)
    sealed = _count(act, sheets.where(Sheet.state.in_(("sealed", "recused"))))
    versions = _of_contest(select(ResultVersion.contest_id).join(Contest), competition).distinct()
    published = _count(act, versions.where(ResultVersion.state.in_(("preliminary", "notice", "final"))))
    final = _count(act, versions.where(ResultVersion.state == "final"))
    awards = _count(act, select(Certificate.id).where(Certificate.competition_id == competition.id))
    return [
        Step("people", min(people, 1), 1, "people.roster"),
        Step("rules", frozen, contests, "contests.overview"),
        Step("entries", closed if entries else 0, contests, "entries.overview"),
        Step("timetable", min(heats, 1), 1, "timetable.overview"),
        Step("scores", sealed, _count(act, sheets), "panel.overview"),
        Step("publish", published, contests, "results.overview"),
        Step("final", final, contests, "results.overview"),
        Step("awards", min(awards, 1), 1, "awards.overview"),
    ]


def next_step(act: Act, competition: Competition) -> Step | None:
    """The first step that is not finished; None when the awards are out."""
    return next((step for step in road(act, competition) if not step.finished), None)


def _of_contest(statement: Select[Any], competition: Competition) -> Select[Any]:
    return statement.where(Contest.competition_id == competition.id)


def _count(act: Act, statement: Select[Any]) -> int:
    return act.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
