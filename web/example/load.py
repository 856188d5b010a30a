"""Loading the example into an office on its first run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import select

from web.config import Settings
from web.db.models import Competition
from web.example.story import STEPS, Stage, Step, play
from web.office import office_act
from web.services.act import Act
from web.worker import worker_for


def load_once(settings: Settings, tell: Callable[[Step], None]) -> bool:
    """Play the example's story unless an office has seen it; False when it has. `tell` hears of each step.

    The awards are left to the organizer: issuing and printing them is the first thing to try.
    """
    with office_act(settings) as act:
        if act.session.scalar(select(Competition.id).where(Competition.is_example)):
            return False
    for step in play(stage_of(settings), STEPS[:-1]):
        tell(step)
    return True


def stage_of(settings: Settings) -> Stage:
    """A stage on the office's own database, with a worker of its own."""

    def act(at: datetime) -> AbstractContextManager[Act]:
        return office_act(settings, lambda: at)

    def work(at: datetime) -> int:
        with _worker(settings, at) as run_due:
            return run_due()

    return Stage(act, work)


@contextmanager
def _worker(settings: Settings, at: datetime) -> Iterator[Callable[[], int]]:
    worker = worker_for(settings, lambda: at)
    try:
        yield worker.run_due
    finally:
        worker.engine.dispose()
