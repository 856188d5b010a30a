"""A competition, its contests, their rulebooks, the fund."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db.models.base import Base, Identified
from web.db.models.unions import TradeUnion


class Competition(Identified, Base):
    """赛事: a year's competition of one union; everything public stands under its `public_code`."""

    __tablename__ = "competition"

    trade_union_id: Mapped[int] = mapped_column(ForeignKey("trade_union.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    issuer: Mapped[str] = mapped_column(String(120))  # who signs notices and certificates (落款)
    year: Mapped[int]
    public_code: Mapped[str] = mapped_column(String(12), unique=True)
    certificate_prefix: Mapped[str] = mapped_column(String(20), default="工证字")
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("competition.id"))
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    trade_union: Mapped[TradeUnion] = relationship()
    contests: Mapped[list[Contest]] = relationship(back_populates="competition", order_by="Contest.position")


class Contest(Identified, Base):
    """项目: one contest with its own rulebook.

    `run` counts restarts: "void and restart" raises it; sheets, results and versions of earlier runs stay.
    """

    __tablename__ = "contest"
    __table_args__ = (UniqueConstraint("competition_id", "code"),)

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))  # letters, digits, underscore; stable in files and addresses
    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    run: Mapped[int] = mapped_column(default=1)
    entries_closed_at: Mapped[datetime | None]
    reference_date_confirmed_at: Mapped[datetime | None]  # a copied competition must have it confirmed anew

    competition: Mapped[Competition] = relationship(back_populates="contests")
    rulebooks: Mapped[list[RulebookVersion]] = relationship(back_populates="contest", order_by="RulebookVersion.number")


class RulebookVersion(Identified, Base):
    """One numbered version of a contest's rules as a canonical TOML document; a frozen one never changes."""

    __tablename__ = "rulebook_version"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))  # draft | frozen | replaced | void
    document: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    contest: Mapped[Contest] = relationship(back_populates="rulebooks")


class Fund(Identified, Base):
    """经费: a plain amount, or payroll x rate with its basis document. Money is integer fen, the rate is ppm."""

    __tablename__ = "fund"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), unique=True)
    basis: Mapped[str] = mapped_column(Text, default="")
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    payroll_fen: Mapped[int | None] = mapped_column(BigInteger)
    rate_ppm: Mapped[int | None]

    lines: Mapped[list[FundLine]] = relationship(order_by="FundLine.id", cascade="all, delete-orphan")


class FundLine(Identified, Base):
    """One planned spending of the fund."""

    __tablename__ = "fund_line"

    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), index=True)
    label: Mapped[str] = mapped_column(String(60))
    fen: Mapped[int] = mapped_column(BigInteger)


class CommitteeDecision(Identified, Base):
    """A decision of the committee with its minute: an extra prize or a withdrawn one."""

    __tablename__ = "committee_decision"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    run: Mapped[int]
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))  # extra_prize | withdraw_prize
    tier: Mapped[str] = mapped_column(String(40), default="")
    minute: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[date]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
