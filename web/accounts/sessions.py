"""Server-side sessions: the browser holds a random token, the database its hash; deleting the row signs out."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from flask import session as cookie
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from web.db.models import Account, SignIn
from web.services.act import Actor, Role

_LASTS = timedelta(days=14)
_COOKIE_KEY = "sign_in"


def open_session(session: Session, account: Account, now: datetime) -> None:
    """Sign the browser in with a token of its own; whatever the cookie held before is dropped (no fixation)."""
    token = secrets.token_urlsafe(32)
    session.add(SignIn(account_id=account.id, token_hash=token_hash(token), created_at=now, expires_at=now + _LASTS))
    language = cookie.get("language")
    cookie.clear()
    cookie[_COOKIE_KEY] = token
    if language:
        cookie["language"] = language
    cookie.permanent = True


def close_session(session: Session) -> None:
    """Sign this browser out, on the server too."""
    token = cookie.pop(_COOKIE_KEY, None)
    if token:
        session.execute(delete(SignIn).where(SignIn.token_hash == token_hash(token)))


def close_all_sessions(session: Session, account: Account) -> None:
    """Sign the account out everywhere, as after a new password."""
    session.execute(delete(SignIn).where(SignIn.account_id == account.id))


def signed_in_actor(session: Session, now: datetime) -> Actor | None:
    """The actor of this browser, if its token is known, not expired, and the account active."""
    token = cookie.get(_COOKIE_KEY)
    if not token:
        return None
    account = session.scalar(
        select(Account)
        .join(SignIn)
        .where(SignIn.token_hash == token_hash(token), SignIn.expires_at > now, Account.active)
    )
    return actor_of(account) if account else None


def actor_of(account: Account) -> Actor:
    """An account as services see it."""
    grants = frozenset((Role(grant.role), grant.competition_id) for grant in account.grants)
    return Actor(account_id=account.id, name=account.name, grants=grants, person_id=account.person_id)


def token_hash(token: str) -> str:
    """What the database keeps of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
