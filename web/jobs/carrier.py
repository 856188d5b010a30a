"""Huey as the carrier: it brings a job's number to a worker and knows nothing else."""

from __future__ import annotations

from collections.abc import Callable

from huey import Huey, SqliteHuey

from web.config import Settings


def carrier(settings: Settings) -> Huey:
    """The queue of this office, beside its other files."""
    return SqliteHuey("yibachi", filename=str(settings.folder / "queue.sqlite3"), results=False)


def sender(huey: Huey, run: Callable[[int], None]) -> Callable[[int], object]:
    """Bind what happens on arrival; the returned function sends a number. Huey's own retries stay off."""
    send: Callable[[int], object] = huey.task(retries=0, name="job")(run)
    return send
