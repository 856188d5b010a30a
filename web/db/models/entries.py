"""Who takes part in what: entrants, entries, co-authors, and lists that were brought in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db.models.base import Base, Identified
from web.db.models.competitions import Contest
from web.db.models.unions import Department, Person


class Entrant(Identified, Base):
    """参赛者 of a competition: a person, a family, a department or a union. `name` is what certificates print."""

    __tablename__ = "entrant"
    __table_args__ = (UniqueConstraint("competition_id", "bib"), UniqueConstraint("competition_id", "person_id"))

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # person | family | department | union
    name: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    bib: Mapped[int | None]  # 号码

    person: Mapped[Person | None] = relationship()
    department: Mapped[Department | None] = relationship()
    members: Mapped[list[EntrantMember]] = relationship(order_by="EntrantMember.position", cascade="all, delete-orphan")


class EntrantMember(Identified, Base):
    """A member of a family entrant, in printed order; relatives who are not staff have a name only."""

    __tablename__ = "entrant_member"

    entrant_id: Mapped[int] = mapped_column(ForeignKey("entrant.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person | None] = relationship()


class Entry(Identified, Base):
    """报名: one entrant in one contest; `group_code` is written when entries close, by the frozen rulebook."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("contest_id", "entrant_id"), UniqueConstraint("contest_id", "blind_code"))

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    entrant_id: Mapped[int] = mapped_column(ForeignKey("entrant.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="entered")  # entered | withdrawn
    title: Mapped[str] = mapped_column(String(120), default="")  # 作品名称
    blind_code: Mapped[str | None] = mapped_column(String(12))  # 作品编号
    group_code: Mapped[str | None] = mapped_column(String(40))
    group_reason: Mapped[dict[str, Any] | None]
    seed_mark: Mapped[int | None]  # an earlier result in the unit of the race, for seeding
    created_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    entrant: Mapped[Entrant] = relationship()
    coauthors: Mapped[list[EntryCoauthor]] = relationship(
        order_by="EntryCoauthor.position", cascade="all, delete-orphan"
    )


class EntryCoauthor(Identified, Base):
    """A further author of a work, after the entrant, in registered order."""

    __tablename__ = "entry_coauthor"
    __table_args__ = (UniqueConstraint("entry_id", "person_id"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    position: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    person: Mapped[Person] = relationship()


class ImportBatch(Identified, Base):
    """A list brought in from a file: its good rows, its faults, what became of it. Holds no ID number in clear."""

    __tablename__ = "import_batch"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"))
    kind: Mapped[str] = mapped_column(String(12))  # people | entries | results | marks
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[list[Any]]
    faults: Mapped[list[Any]]
    state: Mapped[str] = mapped_column(String(10), default="preview")  # preview | applied
    counts: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
