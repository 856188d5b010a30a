"""kill -9 of the worker while it works: no job is lost, no effect happens twice, on both engines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Office
from web.db.models import Job, TradeUnion
from web.db.transaction import transaction
from web.jobs import ledger
from web.services.job_context import JobContext

ROOT = Path(__file__).resolve().parent.parent.parent
KILLS, JOBS = 15, 45
_WORKER = (
    "from pathlib import Path; from web import worker; from web.config import settings_from_environment;"
    f"worker.HANDLERS['soak'] = '{__name__}:slow_effect'; worker.serve_jobs(settings_from_environment())"
)


def slow_effect(ctx: JobContext) -> None:
    """Take a moment, then found a union named after the job: its effect and its end are one commit."""
    for step in range(5):
        time.sleep(0.08)
        ctx.progress(step * 200)
    with ctx.finishing() as act:
        act.session.add(TradeUnion(name=f"job {ctx.job_id}", created_at=act.now))


def _start(office: Office) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "YIBACHI_FOLDER": str(office.settings.folder),
        "DATABASE_URL": office.settings.database_url,
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen([sys.executable, "-c", _WORKER], env=environment, stderr=subprocess.DEVNULL)


def _states(office: Office) -> list[str]:
    with Session(office.engine) as session, transaction(session, writes=False):
        return list(session.scalars(select(Job.state)))


@pytest.mark.soak
def test_killed_worker_loses_no_job_and_repeats_no_effect(office: Office) -> None:
    with office.act() as act:
        for number in range(JOBS):
            ledger.enqueue(act.session, act.now, "soak", {"number": number})
    for _kill in range(KILLS):
        worker = _start(office)
        time.sleep(4)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    worker = _start(office)
    end = time.monotonic() + 120
    while set(_states(office)) != {"done"} and time.monotonic() < end:
        time.sleep(0.5)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert set(_states(office)) == {"done"}
    with Session(office.engine) as session:
        assert len(set(session.scalars(select(TradeUnion.name)))) == JOBS
        assert len(list(session.scalars(select(TradeUnion.name)))) == JOBS
