"""Sessions, venues, timetable plans, heats and what was run."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.db.models.base import Base, Identified, WallClock
from web.db.models.competitions import Contest
from web.db.models.entries import Entry
from web.db.models.wishes import RaceOfficial


class RaceSession(Identified, Base):
    """场次: a stretch of local time in which heats may run."""

    __tablename__ = "race_session"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    starts: Mapped[datetime] = mapped_column(WallClock())
    ends: Mapped[datetime] = mapped_column(WallClock())


class Venue(Identified, Base):
    """场地: a gym of machines, a track of lanes, a route of waves. `places` None means unlimited."""

    __tablename__ = "venue"

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(12))  # gym | track | hall | court | route
    places: Mapped[int | None]
    changeover_minutes: Mapped[int] = mapped_column(default=0)
    wave_interval_minutes: Mapped[int | None]
    on_route_max: Mapped[int | None]

    closures: Mapped[list[VenueClosure]] = relationship(order_by="VenueClosure.starts", cascade="all, delete-orphan")


class VenueClosure(Identified, Base):
    """A window in which one place (or the whole venue: None) cannot be used."""

    __tablename__ = "venue_closure"

    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id"), index=True)
    place: Mapped[int | None]
    starts: Mapped[datetime] = mapped_column(WallClock())
    ends: Mapped[datetime] = mapped_column(WallClock())


class HeatFormat(Identified, Base):
    """How one race contest is run in heats: minutes, fill, kinds of venue, final; one row per race contest.

    `final_size` None: no final. `single_heat`: everybody of a group starts together.
    """

    __tablename__ = "heat_format"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), unique=True)
    venue_kind: Mapped[str] = mapped_column(String(12))
    heat_minutes: Mapped[int]
    entrant_minutes: Mapped[int]
    min_fill: Mapped[int] = mapped_column(default=1)
    max_fill: Mapped[int]
    rest_minutes: Mapped[int] = mapped_column(default=30)
    seeding: Mapped[str] = mapped_column(String(12), default="serpentine")  # serpentine | similar | random
    other_kinds: Mapped[str] = mapped_column(String(60), default="")  # further kinds of venue, joined by commas
    single_heat: Mapped[bool] = mapped_column(default=False)
    final_size: Mapped[int | None]
    final_minutes: Mapped[int | None]
    final_gap_minutes: Mapped[int | None]


class TimetablePlan(Identified, Base):
    """A numbered timetable: the problem it answers, the plan, its goals with proof. Adopting writes heats.

    A plan made from another one names it (`basis_number`) and what was changed; `reason` says why it replaced the
    version that stood before. `exceptions` holds what the checker found and why it stands (web.services.timetable.
    exceptions).
    """

    __tablename__ = "timetable_plan"
    __table_args__ = (UniqueConstraint("competition_id", "number"),)

    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))  # planning | draft | adopted | replaced | failed
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    problem: Mapped[dict[str, Any]]
    plan: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    adopted_at: Mapped[datetime | None]
    origin: Mapped[str] = mapped_column(String(12), default="solved")  # solved | fixed | moved | postponed | repaired
    basis_number: Mapped[int | None]
    changes: Mapped[list[Any]] = mapped_column(default=list)
    reason: Mapped[str] = mapped_column(Text, default="")
    exceptions: Mapped[list[Any]] = mapped_column(default=list)
    adoption: Mapped[int | None]  # 1 for the first plan that came into force, rising, whatever the plans' numbers


class Heat(Identified, Base):
    """组次 of an adopted plan: one group of one contest at one time in one venue (local wall clock)."""

    __tablename__ = "heat"

    plan_id: Mapped[int] = mapped_column(ForeignKey("timetable_plan.id"), index=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    group_code: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    starts: Mapped[datetime] = mapped_column(WallClock())
    minutes: Mapped[int]
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id"))
    final: Mapped[bool] = mapped_column(default=False)  # a final has no lanes before its heats were run

    contest: Mapped[Contest] = relationship()
    venue: Mapped[Venue] = relationship()
    lanes: Mapped[list[HeatLane]] = relationship(order_by="HeatLane.lane", cascade="all, delete-orphan")
    duties: Mapped[list[HeatDuty]] = relationship(order_by="HeatDuty.id", cascade="all, delete-orphan")


class HeatLane(Identified, Base):
    """道次 / 机号: who starts where in a heat, and who answered the call."""

    __tablename__ = "heat_lane"
    __table_args__ = (UniqueConstraint("heat_id", "lane"), UniqueConstraint("heat_id", "entry_id"))

    heat_id: Mapped[int] = mapped_column(ForeignKey("heat.id"), index=True)
    lane: Mapped[int]
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    checked_in_at: Mapped[datetime | None]

    entry: Mapped[Entry] = relationship()


class HeatDuty(Identified, Base):
    """Who times, judges or gives medical cover in a heat of an adopted plan."""

    __tablename__ = "heat_duty"
    __table_args__ = (UniqueConstraint("heat_id", "official_id"),)

    heat_id: Mapped[int] = mapped_column(ForeignKey("heat.id"), index=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("race_official.id"), index=True)
    skill: Mapped[str] = mapped_column(String(30))

    official: Mapped[RaceOfficial] = relationship()


class RaceResult(Identified, Base):
    """What one entry achieved in one run: whole milliseconds or whole metres, or a status with its reason.

    `version` rises with every change; the earlier value stands in the contest's event log.
    """

    __tablename__ = "race_result"
    __table_args__ = (UniqueConstraint("entry_id", "run"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    run: Mapped[int]
    status: Mapped[str] = mapped_column(String(4))  # FIN DNS DNF DQ OOC PROV
    millis: Mapped[int | None]
    metres: Mapped[int | None]
    penalty_millis: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text, default="")
    change_reasons: Mapped[str] = mapped_column(Text, default="")  # one line per change made after publication
    version: Mapped[int] = mapped_column(default=1)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    entry: Mapped[Entry] = relationship()
