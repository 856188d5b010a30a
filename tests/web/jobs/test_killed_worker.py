"""kill -9 of the worker while it works: taken up within the lease and two seconds, and its effect happens once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.engines import free_port, start_redis
from tests.web.jobs import killing
from web.config import settings_for
from web.db.schema import upgrade
from web.jobs.ledger import LEASE, enqueue
from web.office import office_act

ON = [("sqlite", "sqlite"), ("postgresql", "postgresql"), ("postgresql", "redis")]
"""Database and queue."""
_SLACK_SECONDS = 2.0


@pytest.mark.parametrize(("database", "queue"), ON)
def test_killed_workers_job_is_taken_up_in_time_and_done_once(tmp_path: Path, database: str, queue: str) -> None:
    settings = killing.an_office(tmp_path, database, queue)
    watched = killing.Ledger(settings)
    assert killing.take_up_seconds(settings, watched) <= LEASE.total_seconds() + _SLACK_SECONDS
    assert watched.effects() == ["job 1"]
    watched.close()


def test_job_asked_for_while_the_queue_is_down_is_done_when_it_is_back(tmp_path: Path) -> None:
    port = free_port()
    queue = start_redis(port)
    settings = settings_for(tmp_path, queue=f"redis://127.0.0.1:{port}/0")
    upgrade(settings)
    watched = killing.Ledger(settings)
    with killing.a_worker(settings) as worker:
        killing.kill(queue)
        with office_act(settings) as act:
            enqueue(act.session, act.now, killing.KIND, {})
        time.sleep(3)
        assert (worker.poll(), watched.jobs()[0].state) == (None, "queued")
        queue = start_redis(port)
        watched.wait(lambda jobs: jobs[0].state == "done")
    killing.kill(queue)
    assert watched.effects() == ["job 1"]
    watched.close()
