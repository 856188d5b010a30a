"""The fairness account of a contest: whether it was asked for, and what it came to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from web.db.models.base import Base, Identified


class FairnessAccount(Identified, Base):
    """公平性说明: one a contest, there once an organizer has asked.

    `seed` is drawn once, so that working it out again changes figures only where marks or rules changed. `document` is
    the account (fairness-account/1) of the rules and marks with these SHA-256 fingerprints; none is kept while off.
    """

    __tablename__ = "fairness_account"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), unique=True)
    asked_at: Mapped[datetime | None]  # None: switched off again
    seed: Mapped[int]
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    document: Mapped[dict[str, Any] | None]
    rules_fingerprint: Mapped[str] = mapped_column(String(64), default="")
    marks_fingerprint: Mapped[str] = mapped_column(String(64), default="")
    worked_at: Mapped[datetime | None]
