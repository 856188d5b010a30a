"""What a job handler is handed: its order, transactions that are fenced, and a way to report progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from web.config import Settings
from web.db.transaction import transaction
from web.jobs import ledger
from web.keys import Keys
from web.services.act import SYSTEM, Act


@dataclass(frozen=True, slots=True)
class JobContext:
    """One attempt at one job."""

    engine: Engine
    settings: Settings
    keys: Keys
    clock: Callable[[], datetime]
    job_id: int
    token: str
    order: dict[str, Any]

    @contextmanager
    def reading(self) -> Iterator[Act]:
        """A reading act."""
        with self._session() as session, transaction(session, writes=False):
            yield self._act(session)

    @contextmanager
    def transaction(self) -> Iterator[Act]:
        """A writing act, valid only while this attempt holds the job; raises Overtaken otherwise."""
        with self._session() as session, transaction(session, writes=True):
            ledger.fence(session, self.job_id, self.token)
            yield self._act(session)

    @contextmanager
    def finishing(self, **result: Any) -> Iterator[Act]:
        """The last writing act: its effect and "done" are one commit, so the effect happens once."""
        with self.transaction() as act:
            yield act
            ledger.finish(act.session, self.job_id, self.token, self.clock(), result)

    def progress(self, permille: int, code: str = "", found: Mapping[str, Any] | None = None) -> bool:
        """Note progress (0 to 1000) and what was found so far; False means stop, keeping the best."""
        with self._session() as session, transaction(session, writes=True):
            return ledger.report(session, self.job_id, self.token, permille, code, self.clock(), found)

    def _session(self) -> Session:
        return Session(self.engine, expire_on_commit=False)

    def _act(self, session: Session) -> Act:
        return Act(session, SYSTEM, self.clock(), self.keys, self.settings)
