"""kill -9 of the worker while it works: taken up within the lease and two seconds, and its effect happens once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.jobs import killing
from web.jobs.ledger import LEASE

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
