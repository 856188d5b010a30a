"""Workers in processes of their own, to be killed with -9 while they work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.engines import own_database, redis_server
from web.config import Settings, settings_for
from web.db.models import Job, TradeUnion
from web.db.schema import upgrade
from web.db.transaction import prepare_engine, transaction
from web.jobs import ledger
from web.office import office_act
from web.services.job_context import JobContext

ROOT = Path(__file__).resolve().parents[3]
KIND = "slow"
QUEUES = {"sqlite": "", "postgresql": "postgresql", "redis": "redis"}
_STEPS, _STEP_SECONDS = 10, 0.15
_WORKER = (
    f"from web import worker; worker.HANDLERS['{KIND}'] = '{__name__}:slow_effect';"
    "from web.config import settings_from_environment as read; from web.jobs.carrier import carrier;"
    "settings = read(); huey = carrier(settings); print('ready', flush=True); worker.serve_jobs(settings, huey)"
)


def slow_effect(ctx: JobContext) -> None:
    """Take a while, telling which process works, then found a union named after the job: one commit with its end."""
    for step in range(_STEPS):
        time.sleep(_STEP_SECONDS)
        ctx.progress(1000 * step // _STEPS, str(os.getpid()))
    with ctx.finishing() as act:
        act.session.add(TradeUnion(name=f"job {ctx.job_id}", created_at=act.now))


def an_office(folder: Path, database: str, queue: str) -> Settings:
    """An empty, migrated office on this database whose numbers go through this queue."""
    address = own_database("killed") if database == "postgresql" else None
    settings = settings_for(folder, address, queue=redis_server() if queue == "redis" else QUEUES[queue])
    upgrade(settings)
    with office_act(settings):
        return settings


@contextmanager
def a_worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process of the office that is ready to work; killed at the end if it still runs."""
    environment = os.environ | {
        "YIBACHI_FOLDER": str(settings.folder),
        "DATABASE_URL": settings.database_url,
        "YIBACHI_QUEUE": settings.queue,
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", _WORKER], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"ready\n"
        yield process
    finally:
        kill(process)
        process.stdout.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill with -9: nothing is tidied up."""
    process.kill()
    process.wait()


def take_up_seconds(settings: Settings, watched: Ledger) -> float:
    """Two workers, a new job, kill -9 of the one that works on it: seconds until the other has claimed it.

    Returns when the job is done.
    """
    with a_worker(settings) as one, a_worker(settings) as other:
        with office_act(settings) as act:
            ledger.enqueue(act.session, act.now, KIND, {})
        watched.wait(lambda jobs: jobs[-1].progress_code != "")
        kill(one if watched.jobs()[-1].progress_code == str(one.pid) else other)
        killed = time.monotonic()
        taken = watched.wait(lambda jobs: jobs[-1].attempts == 2)
        watched.wait(lambda jobs: jobs[-1].state == "done")
    return taken - killed


class Seen(NamedTuple):
    """A job as it stood when it was looked at."""

    state: str
    attempts: int
    progress_code: str


class Ledger:
    """The job ledger and the effects, read as often as one likes."""

    def __init__(self, settings: Settings) -> None:
        self._engine = create_engine(settings.database_url)
        prepare_engine(self._engine)

    def jobs(self) -> list[Seen]:
        """All jobs as they are now."""
        columns = select(Job.state, Job.attempts, Job.progress_code).order_by(Job.id)
        with Session(self._engine) as session, transaction(session, writes=False):
            return [Seen(*row) for row in session.execute(columns)]

    def effects(self) -> list[str]:
        """Names of the unions the jobs founded."""
        with Session(self._engine) as session, transaction(session, writes=False):
            return sorted(session.scalars(select(TradeUnion.name)))

    def wait(self, reached: Callable[[list[Seen]], bool], seconds: float = 60.0) -> float:
        """Look until the jobs are so; the moment it was seen. Fails after `seconds`."""
        end = time.monotonic() + seconds
        while not reached(self.jobs()):
            if time.monotonic() > end:
                raise AssertionError(f"waited {seconds} s: {self.jobs()}")
            time.sleep(0.03)
        return time.monotonic()

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()
