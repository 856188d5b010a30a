"""成绩行: results that are neither tablet sheets nor the race desk's, line by line as docs/formats.md writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db.models.base import Base, Identified
from web.db.models.entries import Entry


class ResultLine(Identified, Base):
    """One line of a contest's RESULTS or ENTRIES in one run; `cells` are its columns but for the entry, by name.

    Without an entry the line is about all of them: a session's numbers, a ballot that is void. A struck line doesn't
    count any more; it stays, so that its version goes on rising.
    """

    __tablename__ = "result_line"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    run: Mapped[int]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))  # results | entries
    cells: Mapped[dict[str, Any]]
    struck: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    entry: Mapped[Entry | None] = relationship()
