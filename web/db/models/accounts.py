"""Accounts, what they may do, how they are signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db.models.base import Base, Identified


class Account(Identified, Base):
    """Somebody who can sign in, by password or by a personal link."""

    __tablename__ = "account"

    login: Mapped[str | None] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    locale: Mapped[str | None] = mapped_column(String(10))
    active: Mapped[bool] = mapped_column(default=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]

    grants: Mapped[list[RoleGrant]] = relationship(back_populates="account", cascade="all, delete-orphan")


class RoleGrant(Identified, Base):
    """A role for one competition, or (None) for the whole site."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("account_id", "role", "competition_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    competition_id: Mapped[int | None] = mapped_column(ForeignKey("competition.id"), index=True)

    account: Mapped[Account] = relationship(back_populates="grants")


class SignIn(Identified, Base):
    """A signed-in browser: only the hash of its token is kept, so a stolen database opens no session."""

    __tablename__ = "sign_in"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    account: Mapped[Account] = relationship()


class AccessLink(Identified, Base):
    """A personal link: first sign-in, a judge's link, an invitation, a password reset. Only the hash is kept."""

    __tablename__ = "access_link"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(12))  # sign_in | judge | invitation | reset | entrant
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    single_use: Mapped[bool] = mapped_column(default=True)
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
