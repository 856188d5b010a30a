"""Plain builders with defaults: a test sets only what matters to it."""

from __future__ import annotations

from datetime import date

from web.db.models import Account, Competition, Contest, Department, Entrant, Entry, Person, TradeUnion
from web.services import accounts
from web.services.act import Act, Actor, Role


def a_union(act: Act, name: str = "启明学校工会") -> TradeUnion:
    """A union."""
    union = TradeUnion(name=name, created_at=act.now)
    act.session.add(union)
    act.session.flush()
    return union


def a_competition(act: Act, union: TradeUnion | None = None, code: str = "abc2345678", **more: object) -> Competition:
    """A competition of the union."""
    union = union or a_union(act)
    values: dict[str, object] = {"name": "2026年职工竞赛", "issuer": f"{union.name}委员会", "year": 2026}
    competition = Competition(**(values | more), trade_union_id=union.id, public_code=code, created_at=act.now)
    act.session.add(competition)
    act.session.flush()
    return competition


def a_contest(act: Act, competition: Competition, code: str = "essay", name: str = "论文评比") -> Contest:
    """A contest without rules."""
    contest = Contest(
        competition_id=competition.id,
        code=code,
        name=name,
        position=len(competition.contests) + 1,
        reference_date_confirmed_at=act.now,
    )
    act.session.add(contest)
    act.session.flush()
    act.session.refresh(competition, ["contests"])
    return contest


def a_department(act: Act, union: TradeUnion, name: str = "语文教研组", parent: Department | None = None) -> Department:
    """A department."""
    department = Department(
        trade_union_id=union.id,
        parent_id=parent.id if parent else None,
        kind="department",
        name=name,
        path=f"{parent.path} / {name}" if parent else name,
    )
    act.session.add(department)
    act.session.flush()
    return department


def a_person(act: Act, union: TradeUnion, name: str = "张明", **more: object) -> Person:
    """A man of fifty in the teaching staff, unless said otherwise; pass department=..., gender=... and so on."""
    values: dict[str, object] = {"gender": "M", "birth_date": date(1976, 5, 4), "post_category": "teaching"}
    person = Person(**(values | more), trade_union_id=union.id, name=name, updated_at=act.now)
    act.session.add(person)
    act.session.flush()
    return person


def an_entry(act: Act, contest: Contest, person: Person, title: str = "", **more: object) -> Entry:
    """The person's entry in the contest, with an entrant of the person."""
    entrant = Entrant(
        competition_id=contest.competition_id,
        kind="person",
        name=person.name,
        person_id=person.id,
        department_id=person.department_id,
    )
    act.session.add(entrant)
    act.session.flush()
    entry = Entry(contest_id=contest.id, entrant_id=entrant.id, title=title, created_at=act.now, **more)
    act.session.add(entry)
    act.session.flush()
    return entry


def an_account(
    act: Act, role: Role = Role.ORGANIZER, competition: Competition | None = None, name: str = "李干事"
) -> Account:
    """An account with one role."""
    account = accounts.create_account(act, name)
    accounts.grant(act, account, role, competition)
    return account


def actor(account: Account) -> Actor:
    """The account as services see it."""
    grants = frozenset((Role(held.role), held.competition_id) for held in account.grants)
    return Actor(account.id, account.name, grants, account.person_id)


def link(act: Act, account: Account) -> str:
    """The path of a fresh sign-in link: `client.post(link)` signs a test client in."""
    return f"/link/{accounts.make_link(act, account, 'sign_in')}"
