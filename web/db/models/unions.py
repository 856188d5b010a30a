"""A workplace union, its departments and its people."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db.models.base import Base, Identified, WallClock


class TradeUnion(Identified, Base):
    """工会: owns the roster; its competitions come and go, its people stay."""

    __tablename__ = "trade_union"

    name: Mapped[str] = mapped_column(String(120))
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    departments: Mapped[list[Department]] = relationship(back_populates="trade_union", order_by="Department.path")
    people: Mapped[list[Person]] = relationship(back_populates="trade_union", order_by="Person.id")


class Department(Identified, Base):
    """One node of the tree campus > department > union group (校区 > 部门 > 工会小组).

    `path` is the chain of names joined by " / ": unique in a union, and sortable.
    """

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("trade_union_id", "path"),)

    trade_union_id: Mapped[int] = mapped_column(ForeignKey("trade_union.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # campus | department | union_group
    name: Mapped[str] = mapped_column(String(60))
    path: Mapped[str] = mapped_column(String(200))

    trade_union: Mapped[TradeUnion] = relationship(back_populates="departments")
    parent: Mapped[Department | None] = relationship(remote_side="Department.id")


class Person(Identified, Base):
    """A member of staff. Of an ID number only a keyed HMAC and the last four digits are kept."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("trade_union_id", "staff_no"),
        UniqueConstraint("trade_union_id", "id_hmac"),
    )

    trade_union_id: Mapped[int] = mapped_column(ForeignKey("trade_union.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    staff_no: Mapped[str | None] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(60))
    gender: Mapped[str | None] = mapped_column(String(1))  # M | F
    birth_date: Mapped[date | None]
    post_category: Mapped[str | None] = mapped_column(String(12))  # teaching | management | support | logistics
    id_hmac: Mapped[str | None] = mapped_column(String(64))
    id_last4: Mapped[str | None] = mapped_column(String(4))
    active: Mapped[bool] = mapped_column(default=True)
    updated_at: Mapped[datetime]

    trade_union: Mapped[TradeUnion] = relationship(back_populates="people")
    department: Mapped[Department | None] = relationship()


class Unavailability(Identified, Base):
    """A window in which a person cannot start: a lesson, a duty, leave (local wall clock).

    `excused`: the other way round, a window in which lessons and duties of the person do not count (准假).
    """

    __tablename__ = "unavailability"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    starts: Mapped[datetime] = mapped_column(WallClock())
    ends: Mapped[datetime] = mapped_column(WallClock())
    reason: Mapped[str] = mapped_column(String(60), default="")
    excused: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
