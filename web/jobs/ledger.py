"""The ledger is the truth about background work: claim with a lease, heartbeat, fence, progress, retry.

Huey drops what a killed worker had in hand (by design), so the queue carries a job's number and nothing else: a row
whose lease ran out is sent again, and a worker that was overtaken finds its token gone and its effect is rolled back.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session

from web.db.models import Job

LEASE = timedelta(seconds=8)
MOST_ATTEMPTS = 5
_BACK_OFF = timedelta(seconds=3)


class Overtaken(Exception):
    """The lease ran out and another worker has the job: whatever this one did is rolled back."""


def enqueue(
    session: Session,
    now: datetime,
    kind: str,
    order: Mapping[str, Any],
    *,
    competition_id: int | None = None,
    account_id: int | None = None,
) -> Job:
    """Write a job into the caller's transaction: it exists if and only if what asked for it was committed."""
    job = Job(kind=kind, order=dict(order), competition_id=competition_id, created_at=now, created_by_id=account_id)
    session.add(job)
    session.flush()
    return job


def due(session: Session, now: datetime) -> list[int]:
    """Numbers of jobs that wait for a worker or whose worker has stopped breathing."""
    waiting = and_(Job.state == "queued", or_(Job.not_before.is_(None), Job.not_before <= now))
    orphaned = and_(Job.state == "running", Job.lease_until < now)
    return list(session.scalars(select(Job.id).where(or_(waiting, orphaned)).order_by(Job.id)))


def claim(session: Session, job_id: int, now: datetime) -> str | None:
    """Take a due job by compare-and-set; the token that fences this attempt, or None when somebody else has it."""
    token = secrets.token_hex(16)
    waiting = and_(Job.state == "queued", or_(Job.not_before.is_(None), Job.not_before <= now))
    orphaned = and_(Job.state == "running", Job.lease_until < now)
    taken = _change(
        session,
        update(Job)
        .where(Job.id == job_id, or_(waiting, orphaned))
        .values(state="running", token=token, lease_until=now + LEASE, attempts=Job.attempts + 1),
    )
    return token if taken else None


def breathe(session: Session, job_id: int, token: str, now: datetime) -> bool:
    """Extend the lease; False when the job was taken over."""
    return _change(session, _held(job_id, token).values(lease_until=now + LEASE))


def report(
    session: Session,
    job_id: int,
    token: str,
    permille: int,
    code: str,
    now: datetime,
    found: Mapping[str, Any] | None = None,
) -> bool:
    """Note progress and what was found so far; False when the job was taken over or somebody asked to stop."""
    values: dict[str, Any] = {"progress_permille": permille, "progress_code": code, "lease_until": now + LEASE}
    if found is not None:
        values["result"] = dict(found)
    if not _change(session, _held(job_id, token).values(values)):
        return False
    return not session.scalar(select(Job.cancel_requested).where(Job.id == job_id))


def fence(session: Session, job_id: int, token: str) -> None:
    """Lock the row and make sure this attempt still holds it; call in the transaction that has the effect."""
    held = session.scalar(select(Job).where(Job.id == job_id, Job.token == token).with_for_update())
    if held is None or held.state != "running":
        raise Overtaken(str(job_id))


def finish(session: Session, job_id: int, token: str, now: datetime, result: Mapping[str, Any]) -> None:
    """Mark the job done in the same transaction as its effect."""
    values = {"state": "done", "progress_permille": 1000, "result": dict(result), "finished_at": now, "token": None}
    if not _change(session, _held(job_id, token).values(values)):
        raise Overtaken(str(job_id))


def fail(
    session: Session, job_id: int, token: str, now: datetime, code: str, params: Mapping[str, Any] | None = None
) -> None:
    """End the job with a reason that can be shown."""
    values = {"state": "failed", "error_code": code, "error_params": dict(params or {}), "finished_at": now}
    _change(session, _held(job_id, token).values(values | {"token": None}))


def retry(session: Session, job_id: int, token: str, now: datetime) -> None:
    """Put the job back after an unforeseen error, later each time; after five attempts it has failed."""
    attempts = session.scalar(select(Job.attempts).where(Job.id == job_id)) or 0
    if attempts >= MOST_ATTEMPTS:
        fail(session, job_id, token, now, "job_gave_up", {"attempts": attempts})
        return
    values = {"state": "queued", "token": None, "not_before": now + _BACK_OFF * attempts}
    _change(session, _held(job_id, token).values(values))


def ask_to_stop(session: Session, job: Job, now: datetime) -> None:
    """A running job is asked to stop and keep its best; one that has not begun is cancelled."""
    if job.state == "queued":
        job.state, job.finished_at = "cancelled", now
    elif job.state == "running":
        job.cancel_requested = True


def _held(job_id: int, token: str) -> Any:
    return update(Job).where(Job.id == job_id, Job.token == token, Job.state == "running")


def _change(session: Session, statement: Any) -> bool:
    statement = statement.execution_options(synchronize_session=False)
    return cast("CursorResult[Any]", session.execute(statement)).rowcount == 1
