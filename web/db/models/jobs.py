"""The ledger of background work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from web.db.models.base import Base, Identified


class Job(Identified, Base):
    """One piece of background work, written in the transaction that asks for it; the queue carries only its id."""

    __tablename__ = "job"

    kind: Mapped[str] = mapped_column(String(30))
    competition_id: Mapped[int | None] = mapped_column(ForeignKey("competition.id"), index=True)
    order: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(10), default="queued", index=True)  # queued running done failed cancelled
    progress_permille: Mapped[int] = mapped_column(default=0)
    progress_code: Mapped[str] = mapped_column(String(40), default="")
    result: Mapped[dict[str, Any] | None]  # while it runs: what was found so far
    error_code: Mapped[str] = mapped_column(String(40), default="")
    error_params: Mapped[dict[str, Any] | None]
    attempts: Mapped[int] = mapped_column(default=0)
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    token: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    finished_at: Mapped[datetime | None]
