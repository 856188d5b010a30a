"""编排要求: what the office wishes of a timetable beyond times and places."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db.models.base import Base, Identified, WallClock
from web.db.models.competitions import Contest
from web.db.models.unions import Department, Person


class TimetableWishes(Identified, Base):
    """The wishes that hold for a whole competition; one row, none while all are at their defaults.

    Rest is minutes between two own events; `most_per_day` None sets no limit; `goals` are the goals wanted beyond
    "everybody, fewest heats, earliest finish".
    """

    __tablename__ = "timetable_wishes"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), unique=True)
    rest_from_age: Mapped[int] = mapped_column(default=51)
    rest_older_minutes: Mapped[int] = mapped_column(default=60)
    most_per_day: Mapped[int | None]
    avoid_own_department: Mapped[bool] = mapped_column(default=True)
    goals: Mapped[list[Any]] = mapped_column(default=list)


class ContestOrder(Identified, Base):
    """先后: no heat of `contest` starts before `gap_minutes` after the last heat (and final) of `before`."""

    __tablename__ = "contest_order"
    __table_args__ = (UniqueConstraint("contest_id", "before_id"),)

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    before_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    gap_minutes: Mapped[int] = mapped_column(default=0)

    contest: Mapped[Contest] = relationship(foreign_keys=[contest_id])
    before: Mapped[Contest] = relationship(foreign_keys=[before_id])


class StaffNeed(Identified, Base):
    """Every heat of a contest needs `count` officials with this skill (计时员, 发令员, 医务)."""

    __tablename__ = "staff_need"
    __table_args__ = (UniqueConstraint("contest_id", "skill"),)

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    skill: Mapped[str] = mapped_column(String(30))
    count: Mapped[int] = mapped_column(default=1)

    contest: Mapped[Contest] = relationship()


class RaceOfficial(Identified, Base):
    """裁判员: staff or a guest, with skills, load and windows. No window means whenever the person is not absent."""

    __tablename__ = "race_official"
    __table_args__ = (UniqueConstraint("competition_id", "person_id"),)

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    skills: Mapped[list[Any]]
    most_heats: Mapped[int | None]
    rest_minutes: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person | None] = relationship()
    department: Mapped[Department | None] = relationship()
    windows: Mapped[list[OfficialWindow]] = relationship(order_by="OfficialWindow.starts", cascade="all, delete-orphan")


class OfficialWindow(Identified, Base):
    """A stretch of local time in which an official is there."""

    __tablename__ = "official_window"

    official_id: Mapped[int] = mapped_column(ForeignKey("race_official.id"), index=True)
    starts: Mapped[datetime] = mapped_column(WallClock())
    ends: Mapped[datetime] = mapped_column(WallClock())


class TimeWish(Identified, Base):
    """愿望: whom (a group of a contest, a department, a person) and when or where; kept if nothing above it suffers.

    What is empty is not wished. `weight` is what each start run otherwise costs.
    """

    __tablename__ = "time_wish"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"))
    group_code: Mapped[str] = mapped_column(String(40), default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    starts: Mapped[datetime | None] = mapped_column(WallClock())
    ends: Mapped[datetime | None] = mapped_column(WallClock())
    session_id: Mapped[int | None] = mapped_column(ForeignKey("race_session.id"))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"))
    weight: Mapped[int] = mapped_column(default=1)

    contest: Mapped[Contest | None] = relationship()
    department: Mapped[Department | None] = relationship()
    person: Mapped[Person | None] = relationship()


class LessonPeriod(Identified, Base):
    """节次: when a lesson of the day begins and ends, in minutes from midnight."""

    __tablename__ = "lesson_period"
    __table_args__ = (UniqueConstraint("competition_id", "number"),)

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    number: Mapped[int]
    starts_minute: Mapped[int]
    ends_minute: Mapped[int]


class Lesson(Identified, Base):
    """课: somebody teaches every week; weekday 1 is Monday. `period` None: read by its own times."""

    __tablename__ = "lesson"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    weekday: Mapped[int]
    period: Mapped[int | None]
    starts_minute: Mapped[int]
    ends_minute: Mapped[int]
    course: Mapped[str] = mapped_column(String(60), default="")


class DepartmentHours(Identified, Base):
    """部门规律: on these weekdays nobody of a department, and of what is below it, is free then."""

    __tablename__ = "department_hours"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    weekdays: Mapped[list[Any]]
    starts_minute: Mapped[int]
    ends_minute: Mapped[int]
    reason: Mapped[str] = mapped_column(String(60), default="")

    department: Mapped[Department] = relationship()
