"""kill -9 of the worker again and again: no job is lost, no effect happens twice, whatever carries the numbers."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.web.jobs import killing
from tests.web.jobs.test_killed_worker import ON
from web.jobs import ledger
from web.office import office_act

KILLS, JOBS = 15, 45


@pytest.mark.soak
@pytest.mark.parametrize(("database", "queue"), ON)
def test_killed_worker_loses_no_job_and_repeats_no_effect(tmp_path: Path, database: str, queue: str) -> None:
    settings = killing.an_office(tmp_path, database, queue)
    with office_act(settings) as act:
        for number in range(JOBS):
            ledger.enqueue(act.session, act.now, killing.KIND, {"number": number})
    for _kill in range(KILLS):
        with killing.a_worker(settings):
            time.sleep(4)
    watched = killing.Ledger(settings)
    with killing.a_worker(settings):
        watched.wait(lambda jobs: {job.state for job in jobs} == {"done"}, 180)
    assert watched.effects() == sorted(f"job {number}" for number in range(1, JOBS + 1))
    watched.close()
