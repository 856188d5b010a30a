"""Looking rows up under their parent: a number alone never opens anything."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.db.models import Competition, Contest
from web.db.models.base import Base

Row = TypeVar("Row", bound=Base)


class Missing(LookupError):
    """No such row under this parent."""


def one(session: Session, model: type[Row], **where: object) -> Row:
    """The one row with these values; `Missing` when there is none."""
    found = session.scalars(select(model).filter_by(**where)).one_or_none()
    if found is None:
        raise Missing(model.__tablename__)
    return found


def competition(session: Session, competition_id: int) -> Competition:
    """A competition by number."""
    return one(session, Competition, id=competition_id)


def contest(session: Session, competition_id: int, contest_id: int) -> Contest:
    """A contest of this competition."""
    return one(session, Contest, id=contest_id, competition_id=competition_id)
