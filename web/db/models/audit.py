"""The append-only event log, one chain per contest and one per competition."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from web.db.models.base import Base, Identified


class AuditStream(Identified, Base):
    """The head of one chain: the last number and hash, so that appending is one locked row."""

    __tablename__ = "audit_stream"
    __table_args__ = (UniqueConstraint("competition_id", "contest_id"),)

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"), index=True)
    salt: Mapped[str] = mapped_column(String(64))
    length: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(String(64), default="0" * 64)


class AuditEvent(Identified, Base):
    """One event: canonical JSON (RFC 8785) with the hash of the one before; triggers forbid UPDATE and DELETE."""

    __tablename__ = "audit_event"
    __table_args__ = (UniqueConstraint("stream_id", "seq"),)

    stream_id: Mapped[int] = mapped_column(ForeignKey("audit_stream.id"), index=True)
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    hash: Mapped[str] = mapped_column(String(64))
