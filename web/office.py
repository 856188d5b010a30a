"""An act without a request: for commands, the worked example and the demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from web.config import Settings
from web.db.transaction import prepare_engine, transaction
from web.keys import load_keys
from web.services.act import SYSTEM, Act


@contextmanager
def office_act(settings: Settings, clock: Callable[[], datetime] | None = None) -> Iterator[Act]:
    """A writing act of the system, committed at the end of the block."""
    engine = create_engine(settings.database_url)
    prepare_engine(engine)
    now = clock() if clock else datetime.now(UTC)
    try:
        with Session(engine, expire_on_commit=False) as session, transaction(session, writes=True):
            yield Act(session, SYSTEM, now, load_keys(settings.folder), settings)
    finally:
        engine.dispose()
