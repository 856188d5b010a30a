"""The judges of a competition, each with an account of its own and a personal link."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from web.db.models import AccessLink, Account, Competition, Department, Judge, Person
from web.services import accounts, audit
from web.services.act import Act, Role
from web.services.refusals import Fault, NotFound, Refusal, refuse

_LONGEST_NAME = 60


def add_judge(
    act: Act, competition: Competition, name: str, department: Department | None, person: Person | None = None
) -> Judge:
    """Add a judge with an account and the role; a judge from the staff list keeps the link to the person.

    Name and department default to the person's. Refusals: judge_name_missing, judge_name_long, judge_known (the same
    person, or the same name from the same department, judges already); NotFound for staff of another union.
    """
    if person is not None and person.trade_union_id != competition.trade_union_id:
        raise NotFound(Fault("not_found"))
    name = " ".join((name or (person.name if person else "")).split())
    department = department or (person.department if person else None)
    if not name:
        raise Refusal(Fault("judge_name_missing"))
    if len(name) > _LONGEST_NAME:
        raise Refusal(Fault("judge_name_long", {"longest": _LONGEST_NAME}))
    if any(_same(known, name, department, person) for known in judges_of(act, competition)):
        raise Refusal(Fault("judge_known", {"name": name}))
    account = accounts.create_account(act, name, person_id=person.id if person else None)
    accounts.grant(act, account, Role.JUDGE, competition)
    judge = Judge(
        competition_id=competition.id,
        name=name,
        person_id=person.id if person else None,
        department=department,
        account_id=account.id,
    )
    act.session.add(judge)
    act.session.flush()
    who = audit.commitment(act, competition, name)
    audit.record(act, "judge_added", competition, judge=judge.id, account=account.id, who=who)
    return judge


def judges_of(act: Act, competition: Competition) -> list[Judge]:
    """The judges in the order they were added, with their departments."""
    chosen = select(Judge).where(Judge.competition_id == competition.id).order_by(Judge.id)
    return list(act.session.scalars(chosen.options(joinedload(Judge.department))))


def judge_link(act: Act, judge: Judge) -> str:
    """The token of a new personal link; it can be shown once only, since the database keeps its hash.

    The link before it stops working and browsers opened with it are signed out: a new one is asked for when the
    old one was lost or seen by others.
    """
    account = _account(act, judge)
    accounts.revoke_links(act, account)
    token = accounts.make_link(act, account, "judge")
    audit.record(act, "judge_link_made", _competition(act, judge), judge=judge.id)
    return token


def revoke_link(act: Act, judge: Judge) -> None:
    """The judge's link stops working and browsers opened with it are signed out. Refusal judge_without_link."""
    if link_standings(act, _competition(act, judge)).get(judge.account_id) is None:
        raise refuse("judge_without_link", name=judge.name)
    accounts.revoke_links(act, _account(act, judge))
    audit.record(act, "judge_link_revoked", _competition(act, judge), judge=judge.id)


def link_standings(act: Act, competition: Competition) -> Mapping[int, AccessLink]:
    """The working link of each judge by account, to tell who has one and who has opened it; one query."""
    newest = (
        select(func.max(AccessLink.id))
        .join(Judge, Judge.account_id == AccessLink.account_id)
        .where(Judge.competition_id == competition.id, AccessLink.purpose == "judge", AccessLink.revoked_at.is_(None))
        .group_by(AccessLink.account_id)
    )
    links = act.session.scalars(select(AccessLink).where(AccessLink.id.in_(newest)))
    return {link.account_id: link for link in links if link.expires_at is None or link.expires_at > act.now}


def _same(known: Judge, name: str, department: Department | None, person: Person | None) -> bool:
    if person is not None and known.person_id == person.id:
        return True
    same_house = known.department_id == (department.id if department else None)
    return known.name == name and same_house and (person is None or known.person_id is None)


def _account(act: Act, judge: Judge) -> Account:
    return act.session.get_one(Account, judge.account_id)


def _competition(act: Act, judge: Judge) -> Competition:
    return act.session.get_one(Competition, judge.competition_id)
