"""The job worker: Huey brings numbers, the ledger says whether they may be worked on, handlers do the work."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from huey import Huey
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from web.config import Settings
from web.db.models import Job
from web.db.transaction import prepare_engine, transaction
from web.jobs import ledger
from web.jobs.carrier import sender
from web.keys import load_keys
from web.services.job_context import JobContext
from web.services.refusals import Refusal

HANDLERS = {
    "account_fairness": "web.services.fairness:run_account",
    "explain_timetable": "web.services.timetable:run_explanation",
    "plan_timetable": "web.services.timetable:run_plan",
    "repair_timetable": "web.services.race_day:run_repair",
    "print_awards": "web.services.awards:run_print",
}
_SWEEP_SECONDS = 1.0
_log = logging.getLogger("yibachi.worker")
Handler = Callable[[JobContext], None]


@dataclass(frozen=True, slots=True)
class Worker:
    """Works on the jobs of one office."""

    settings: Settings
    engine: Engine
    clock: Callable[[], datetime]

    def run(self, job_id: int) -> bool:
        """Work on one job if it is due; False when somebody else has it. Never raises: the ledger tells the end."""
        context = self._claim(job_id)
        if context is None:
            return False
        over = threading.Event()
        breath = threading.Thread(target=self._breathe, args=(context, over), daemon=True)
        breath.start()
        try:
            self._work(context)
        finally:
            over.set()
            breath.join()
        return True

    def run_due(self) -> int:
        """Work on everything that is due, here and now; how many jobs were worked on."""
        with self._session() as session, transaction(session, writes=False):
            waiting = ledger.due(session, self.clock())
        return sum(self.run(job_id) for job_id in waiting)

    def sweep(self, send: Callable[[int], object], sent: dict[int, int]) -> None:
        """Send every due job once per attempt: new ones, and those whose worker was killed.

        `sent` remembers the attempt each was sent for; whoever empties it has them sent again.
        """
        with self._session() as session, transaction(session, writes=False):
            for job_id in ledger.due(session, self.clock()):
                job = session.get_one(Job, job_id)
                if sent.get(job_id) != job.attempts:
                    sent[job_id] = job.attempts
                    send(job_id)

    def _claim(self, job_id: int) -> JobContext | None:
        with self._session() as session, transaction(session, writes=True):
            token = ledger.claim(session, job_id, self.clock())
            if token is None:
                return None
            order = dict(session.get_one(Job, job_id).order)
        keys = load_keys(self.settings.folder)
        return JobContext(self.engine, self.settings, keys, self.clock, job_id, token, order)

    def _work(self, context: JobContext) -> None:
        try:
            self._handler(context.job_id)(context)
            self._end(context, lambda session, now: _finish_if_open(session, context, now))
        except ledger.Overtaken:
            _log.warning("job %s was taken over", context.job_id)
        except Refusal as refusal:
            fault = refusal.faults[0]
            code, params = fault.code, {name: str(value) for name, value in fault.params.items()}
            self._end(
                context,
                lambda session, now: ledger.fail(session, context.job_id, context.token, now, code, params),
            )
        except Exception:
            _log.exception("job %s", context.job_id)
            self._end(context, lambda session, now: ledger.retry(session, context.job_id, context.token, now))

    def _handler(self, job_id: int) -> Handler:
        with self._session() as session, transaction(session, writes=False):
            module, _, name = HANDLERS[session.get_one(Job, job_id).kind].partition(":")
        handler: Handler = getattr(importlib.import_module(module), name)
        return handler

    def _end(self, context: JobContext, step: Callable[[Session, datetime], None]) -> None:
        with self._session() as session, transaction(session, writes=True):
            step(session, self.clock())

    def _breathe(self, context: JobContext, over: threading.Event) -> None:
        while not over.wait(ledger.LEASE.total_seconds() / 3):
            with self._session() as session, transaction(session, writes=True):
                if not ledger.breathe(session, context.job_id, context.token, self.clock()):
                    return

    def _session(self) -> Session:
        return Session(self.engine, expire_on_commit=False)


def worker_for(settings: Settings, clock: Callable[[], datetime] | None = None) -> Worker:
    """A worker with connections of its own."""
    engine = create_engine(settings.database_url)
    prepare_engine(engine)
    return Worker(settings, engine, clock or (lambda: datetime.now(UTC)))


def serve_jobs(settings: Settings, huey: Huey) -> None:
    """Run until told to stop: a sweeper that sends numbers, and Huey's consumer that brings them."""
    worker = worker_for(settings)

    def run(job_id: int) -> None:
        worker.run(job_id)

    threading.Thread(target=_sweep_forever, args=(worker, huey, sender(huey, run)), daemon=True).start()
    huey.create_consumer(workers=2, periodic=False, initial_delay=0.1, max_delay=0.5, check_worker_health=True).run()


def _sweep_forever(worker: Worker, huey: Huey, send: Callable[[int], object]) -> None:
    sent: dict[int, int] = {}
    while True:
        try:
            look_round(worker, huey, send, sent)
        except Exception:
            _log.exception("sweep")
        threading.Event().wait(_SWEEP_SECONDS)


def look_round(worker: Worker, huey: Huey, send: Callable[[int], object], sent: dict[int, int]) -> None:
    """Send what is due. A job that is due though the queue is empty was lost on the way (its worker killed between the
    queue and the claim, the queue restarted) and is sent again; a number too many finds nothing to claim."""
    if not huey.pending_count():
        sent.clear()
    worker.sweep(send, sent)


def _finish_if_open(session: Session, context: JobContext, now: datetime) -> None:
    """A handler that finished with its effect has ended the job; one without an effect is ended here."""
    if session.get_one(Job, context.job_id).state == "running":
        ledger.finish(session, context.job_id, context.token, now, {})
