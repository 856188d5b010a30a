"""Result versions, certificates and the files that were printed from them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db.models.base import Base, Identified
from web.db.models.competitions import Contest


class ResultVersion(Identified, Base):
    """One numbered, frozen version of a contest's results; page, file and certificate all read `document`.

    `fingerprint` is the SHA-256 of the canonical JSON (RFC 8785) of `document`.
    """

    __tablename__ = "result_version"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    number: Mapped[int]
    run: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))  # preliminary | notice | final | replaced | void
    document: Mapped[dict[str, Any]]
    fingerprint: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    notice_until: Mapped[datetime | None]
    final_at: Mapped[datetime | None]
    signature: Mapped[str] = mapped_column(String(128), default="")  # Ed25519 over the canonical document, when final

    contest: Mapped[Contest] = relationship()


class Certificate(Identified, Base):
    """荣誉证书: one numbered certificate of a final result version; `code` answers on the public verification page."""

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("competition_id", "number"),)

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    result_version_id: Mapped[int | None] = mapped_column(ForeignKey("result_version.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    number: Mapped[int]
    code: Mapped[str] = mapped_column(String(16), unique=True)
    state: Mapped[str] = mapped_column(String(10), default="valid")  # valid | void | reissued
    wording: Mapped[dict[str, Any]]
    issued_at: Mapped[datetime]


class PrintedFile(Identified, Base):
    """A PDF, workbook or table in the data folder, with what it was made from."""

    __tablename__ = "printed_file"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"))
    entrant_id: Mapped[int | None] = mapped_column(ForeignKey("entrant.id"))
    kind: Mapped[str] = mapped_column(String(20))  # certificates | bulletin | results_xlsx | results_csv
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int | None]
    created_at: Mapped[datetime]
