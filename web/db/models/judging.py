"""The panel and its marks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db.models.accounts import Account
from web.db.models.base import Base, Identified
from web.db.models.competitions import Contest
from web.db.models.entries import Entry
from web.db.models.unions import Department


class Judge(Identified, Base):
    """评委 of a competition; the department decides recusal, `person_id` says if the judge is staff."""

    __tablename__ = "judge"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)

    department: Mapped[Department | None] = relationship()


class PanelSeat(Identified, Base):
    """A judge's seat in the panel of one contest; `number` is what other people see in a blind contest (评委3)."""

    __tablename__ = "panel_seat"
    __table_args__ = (UniqueConstraint("contest_id", "judge_id"), UniqueConstraint("contest_id", "number"))

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"), index=True)
    number: Mapped[int]
    chief: Mapped[bool] = mapped_column(default=False)
    left_at: Mapped[datetime | None]  # the judge left after marking began: the seat's sheets are void, its row stays

    contest: Mapped[Contest] = relationship()
    judge: Mapped[Judge] = relationship()


class Sheet(Identified, Base):
    """评分表: one judge's marks for one entry in one run; `version` rises with every save."""

    __tablename__ = "sheet"
    __table_args__ = (UniqueConstraint("entry_id", "seat_id", "run"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("panel_seat.id"), index=True)
    run: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="open")  # open | sealed | recused | void
    recusal_reason: Mapped[str] = mapped_column(String(40), default="")  # code: own_department, own_work, declared:...
    comment: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]

    entry: Mapped[Entry] = relationship()
    seat: Mapped[PanelSeat] = relationship()
    marks: Mapped[list[SheetMark]] = relationship(order_by="SheetMark.id", cascade="all, delete-orphan")


class SheetMark(Identified, Base):
    """One criterion's mark in hundredths. A criterion not marked yet has no row: missing is never 0."""

    __tablename__ = "sheet_mark"
    __table_args__ = (UniqueConstraint("sheet_id", "criterion"),)

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(20))
    hundredths: Mapped[int]


class SheetOperation(Identified, Base):
    """An answered save of a tablet: the same operation sent again gets the same answer, and nothing is done twice."""

    __tablename__ = "sheet_operation"
    __table_args__ = (UniqueConstraint("sheet_id", "operation"),)

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), index=True)
    operation: Mapped[str] = mapped_column(String(36))
    body_hash: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class PanelMinute(Identified, Base):
    """评审记录: what was changed in a panel after marking began, with the reason in words (the log holds codes)."""

    __tablename__ = "panel_minute"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    run: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))  # seat_added seat_left chief_changed ...
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("panel_seat.id"))
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("sheet.id"))
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    seat: Mapped[PanelSeat | None] = relationship()
    sheet: Mapped[Sheet | None] = relationship()
    recorded_by: Mapped[Account | None] = relationship()


class ChiefOrder(Identified, Base):
    """评委组长裁定: the order of entries that the rules leave equal, best first; a later row on the same counts."""

    __tablename__ = "chief_order"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    run: Mapped[int]
    entry_ids: Mapped[list[Any]]
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
