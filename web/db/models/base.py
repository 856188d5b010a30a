"""The base of all tables: names of constraints are fixed so that migrations are the same on every engine."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from web.db.convert import BigId, Instant, WallClock

__all__ = ["Base", "Identified", "WallClock"]


class Base(DeclarativeBase):
    """Declarative base; `web.app` binds it to the engine."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant(), dict[str, Any]: JSON(), list[Any]: JSON()}  # noqa: RUF012


class Identified:
    """A row with a number of its own."""

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
