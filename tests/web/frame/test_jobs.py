"""Background work: written with its cause, done once, taken up again when its worker dies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Office
from web import worker as worker_module
from web.db.models import Job, TradeUnion
from web.db.transaction import transaction
from web.jobs import ledger
from web.services.job_context import JobContext
from web.services.refusals import refuse
from web.worker import Worker, worker_for


def found_a_union(ctx: JobContext) -> None:
    """A handler with an effect in its last transaction."""
    ctx.progress(500, "half")
    with ctx.finishing(name=ctx.order["name"]) as act:
        act.session.add(TradeUnion(name=ctx.order["name"], created_at=act.now))


def refuses(_ctx: JobContext) -> None:
    """A handler that cannot do what is asked."""
    raise refuse("login_taken", login="x")


def breaks(_ctx: JobContext) -> None:
    """A handler with a fault of ours in it."""
    raise ZeroDivisionError


@pytest.fixture
def worker(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    for name in ("found_a_union", "refuses", "breaks"):
        monkeypatch.setitem(worker_module.HANDLERS, name, f"{__name__}:{name}")
    made = worker_for(office.settings, office.clock)
    yield made
    made.engine.dispose()


def _ask(office: Office, kind: str, **order: Any) -> int:
    with office.act() as act:
        return ledger.enqueue(act.session, act.now, kind, order).id


def _job(office: Office, job_id: int) -> Job:
    with Session(office.engine) as session:
        return session.get_one(Job, job_id)


def _unions(office: Office) -> int:
    with Session(office.engine) as session:
        return session.scalar(select(func.count()).select_from(TradeUnion)) or 0


def test_job_is_done_with_its_effect_and_a_second_worker_finds_nothing(office: Office, worker: Worker) -> None:
    job_id = _ask(office, "found_a_union", name="甲")
    assert (worker.run(job_id), worker.run(job_id)) == (True, False)
    job = _job(office, job_id)
    assert (job.state, job.progress_permille, job.result) == ("done", 1000, {"name": "甲"})
    assert _unions(office) == 1


def test_job_exists_only_if_its_cause_was_committed(office: Office, worker: Worker) -> None:
    with pytest.raises(RuntimeError), office.act() as act:
        ledger.enqueue(act.session, act.now, "found_a_union", {"name": "甲"})
        raise RuntimeError
    assert worker.run_due() == 0


def test_killed_workers_job_is_taken_up_after_the_lease_and_its_late_effect_is_dropped(
    office: Office, worker: Worker
) -> None:
    job_id = _ask(office, "found_a_union", name="甲")
    with Session(office.engine) as session, transaction(session, writes=True):
        dead = ledger.claim(session, job_id, office.clock())
    assert worker.run_due() == 0
    office.clock.moment += ledger.LEASE + timedelta(seconds=1)
    assert worker.run_due() == 1
    with (
        pytest.raises(ledger.Overtaken),
        Session(office.engine) as session,
        transaction(session, writes=True),
    ):
        session.add(TradeUnion(name="late", created_at=office.clock()))
        ledger.fence(session, job_id, dead or "")
    assert (_unions(office), _job(office, job_id).attempts) == (1, 2)


def test_refusal_ends_the_job_with_its_code(office: Office, worker: Worker) -> None:
    job_id = _ask(office, "refuses")
    worker.run(job_id)
    job = _job(office, job_id)
    assert (job.state, job.error_code, job.error_params) == ("failed", "login_taken", {"login": "x"})


def test_unforeseen_error_is_tried_five_times_and_then_given_up(office: Office, worker: Worker) -> None:
    job_id = _ask(office, "breaks")
    for _attempt in range(8):
        worker.run_due()
        office.clock.forward(minutes=1)
    job = _job(office, job_id)
    assert (job.state, job.error_code, job.attempts) == ("failed", "job_gave_up", ledger.MOST_ATTEMPTS)


def test_stopping_a_waiting_job_cancels_it(office: Office, worker: Worker) -> None:
    job_id = _ask(office, "found_a_union", name="甲")
    with office.act() as act:
        ledger.ask_to_stop(act.session, act.session.get_one(Job, job_id), act.now)
    assert (worker.run_due(), _job(office, job_id).state, _unions(office)) == (0, "cancelled", 0)
