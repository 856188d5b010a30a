"""Accounts: passwords (Argon2id), personal links, roles."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, update

from web.db.models import AccessLink, Account, Competition, Person, RoleGrant, SignIn
from web.services import audit
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal, refuse

SHORTEST_PASSWORD = 10
"""Characters; length rather than composition, as OWASP ASVS 5.0 section 6.2 asks (8 is its floor)."""

_LINK_LASTS = {
    "sign_in": timedelta(hours=24),
    "invitation": timedelta(days=7),
    "reset": timedelta(hours=2),
    "judge": timedelta(days=60),
    "entrant": timedelta(days=60),
}
_REUSABLE = {"judge", "entrant"}
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))


def create_account(act: Act, name: str, login: str | None = None, person_id: int | None = None) -> Account:
    """A new account without password; a login name already taken is refused."""
    if login and act.session.scalar(select(Account).where(Account.login == login)):
        raise refuse("login_taken", login=login)
    account = Account(name=name, login=login or None, person_id=person_id, created_at=act.now)
    act.session.add(account)
    act.session.flush()
    return account


def grant(act: Act, account: Account, role: Role, competition: Competition | None = None) -> None:
    """Give a role for a competition (None: the whole site); giving it twice changes nothing."""
    competition_id = competition.id if competition else None
    if any((held.role, held.competition_id) == (role, competition_id) for held in account.grants):
        return
    account.grants.append(RoleGrant(role=role.value, competition_id=competition_id))
    act.session.flush()
    if competition:
        audit.record(act, "role_granted", competition, account=account.id, role=role.value)


def withdraw_grant(act: Act, account: Account, role: Role, competition: Competition) -> None:
    """Take a role back; nobody can take the organizer's role from themselves."""
    if act.account_id == account.id and role is Role.ORGANIZER:
        raise refuse("own_role")
    for held in list(account.grants):
        if (held.role, held.competition_id) == (role, competition.id):
            account.grants.remove(held)
            audit.record(act, "role_withdrawn", competition, account=account.id, role=role.value)


def make_link(act: Act, account: Account, purpose: str) -> str:
    """The token of a personal link; earlier links for the same purpose stop working. Only its hash is stored."""
    token = secrets.token_urlsafe(24)
    act.session.execute(
        update(AccessLink)
        .where(AccessLink.account_id == account.id, AccessLink.purpose == purpose, AccessLink.revoked_at.is_(None))
        .values(revoked_at=act.now)
    )
    link = AccessLink(
        account_id=account.id,
        purpose=purpose,
        token_hash=_hash(token),
        created_at=act.now,
        expires_at=act.now + _LINK_LASTS[purpose],
        single_use=purpose not in _REUSABLE,
    )
    act.session.add(link)
    return token


def entrant_link(act: Act, competition: Competition, person: Person) -> str:
    """The token of a person's own link: to their groups, starts and results, and nothing else."""
    account = act.session.scalar(
        select(Account)
        .join(RoleGrant)
        .where(Account.person_id == person.id, RoleGrant.role == Role.ENTRANT)
        .order_by(Account.id)
    )
    if account is None:
        account = create_account(act, person.name, person_id=person.id)
        grant(act, account, Role.ENTRANT, competition)
    audit.record(act, "entrant_link_made", competition, account=account.id)
    return make_link(act, account, "entrant")


def revoke_links(act: Act, account: Account) -> None:
    """No link of the account works any more, and its browsers are signed out."""
    act.session.execute(
        update(AccessLink)
        .where(AccessLink.account_id == account.id, AccessLink.revoked_at.is_(None))
        .values(revoked_at=act.now)
    )
    _sign_out_everywhere(act, account)


def link_address(act: Act, token: str) -> str:
    """The address to hand out."""
    return f"{act.settings.public_address}/link/{token}"


def link_for(act: Act, token: str) -> AccessLink:
    """The link of a token, if it still works; refused with one text whatever the cause."""
    link = act.session.scalar(select(AccessLink).where(AccessLink.token_hash == _hash(token)))
    if link is None or not link.account.active or not _works(link, act.now):
        raise refuse("link_dead")
    return link


def use_link(act: Act, token: str) -> AccessLink:
    """Use a link: a one-time link is spent by one compare-and-set, so that two browsers cannot both use it."""
    link = link_for(act, token)
    if link.single_use:
        spent = act.session.scalars(
            update(AccessLink)
            .where(AccessLink.id == link.id, AccessLink.used_at.is_(None))
            .values(used_at=act.now)
            .returning(AccessLink.id)
        ).all()
        if not spent:
            raise refuse("link_dead")
    else:
        link.used_at = act.now
    return link


def set_password(act: Act, account: Account, password: str) -> None:
    """Store a new password and sign every browser of the account out."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(Fault("password_short", {"least": SHORTEST_PASSWORD}))
    if account.login and account.login.casefold() in password.casefold():
        raise refuse("password_holds_login")
    account.password_hash = _hasher.hash(password)
    _sign_out_everywhere(act, account)


def account_by_password(act: Act, login: str, password: str) -> Account:
    """The account of a login and password; one refusal and one duration, whatever was wrong."""
    account = act.session.scalar(select(Account).where(Account.login == login))
    stored = account.password_hash if account and account.active and account.password_hash else _NOBODY
    try:
        _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        raise refuse("sign_in_failed") from None
    if account is None or stored is _NOBODY:
        raise refuse("sign_in_failed")
    if _hasher.check_needs_rehash(stored):
        account.password_hash = _hasher.hash(password)
    return account


def administrator(act: Act) -> Account:
    """The first administrator, made when there is none yet."""
    found = act.session.scalar(
        select(Account).join(RoleGrant).where(RoleGrant.role == Role.ADMINISTRATOR).order_by(Account.id)
    )
    if found is None:
        found = create_account(act, "工会干事", "organizer")
        grant(act, found, Role.ADMINISTRATOR)
    return found


def _works(link: AccessLink, now: datetime) -> bool:
    in_time = link.expires_at is None or link.expires_at > now
    return in_time and link.revoked_at is None and not (link.single_use and link.used_at)


def _sign_out_everywhere(act: Act, account: Account) -> None:
    for row in act.session.scalars(select(SignIn).where(SignIn.account_id == account.id)):
        act.session.delete(row)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
