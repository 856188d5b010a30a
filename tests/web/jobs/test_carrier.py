"""The queue behind background work: three engines, one promise; what it loses is sent again, what is wrong is said."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engines import own_database, redis_server
from tests.web.jobs.killing import KIND, ROOT, an_office
from web.config import Settings, settings_for
from web.jobs import ledger
from web.jobs.carrier import CarrierUnreachable, carrier, sender
from web.office import office_act
from web.worker import look_round, worker_for

ENGINES = ["sqlite", "postgresql", "redis"]


def an_office_on(folder: Path, queue: str) -> Settings:
    return an_office(folder, "postgresql" if queue == "postgresql" else "sqlite", queue)


@pytest.mark.parametrize("queue", ENGINES)
def test_number_of_a_due_job_is_sent_once_and_again_when_it_was_lost(tmp_path: Path, queue: str) -> None:
    settings = an_office_on(tmp_path, queue)
    worker, huey = worker_for(settings, lambda: datetime.now(UTC)), carrier(settings)
    huey.flush()
    came: list[int] = []
    send, sent = sender(huey, came.append), dict[int, int]()
    with office_act(settings) as act:
        ledger.enqueue(act.session, act.now, KIND, {})
    for _look in range(3):
        look_round(worker, huey, send, sent)
    assert huey.pending_count() == 1
    assert huey.storage.dequeue() is not None  # and its worker is killed before the claim
    look_round(worker, huey, send, sent)
    assert huey.pending_count() == 1
    huey.execute(huey.dequeue())
    assert came == [1]
    worker.engine.dispose()
    huey.storage.close()


@pytest.mark.parametrize(
    ("queue", "told"),
    [
        ("redis://u:secret@127.0.0.1:9/0", "redis://u:…@127.0.0.1:9/0"),
        ("postgresql://u:secret@127.0.0.1:9/none", "postgresql://u:…@127.0.0.1:9/none"),
        ("rabbit://u:secret@127.0.0.1", "rabbit://u:…@127.0.0.1"),
        ("postgresql", "DATABASE_URL"),
    ],
)
def test_queue_that_cannot_be_reached_is_told_in_both_languages_without_its_password(
    tmp_path: Path, queue: str, told: str
) -> None:
    with pytest.raises(CarrierUnreachable) as refused:
        carrier(settings_for(tmp_path, queue=queue))
    text = str(refused.value)
    assert (told in text, "secret" in text, "YIBACHI_QUEUE" in text) == (True, False, True)
    assert [line[0] for line in text.splitlines()] in (["后", "T"], ["Y", "Y"])


@pytest.mark.parametrize("command", ["work", "serve"])
def test_office_does_not_start_without_its_queue(tmp_path: Path, command: str) -> None:
    environment = os.environ | {"YIBACHI_FOLDER": str(tmp_path), "YIBACHI_QUEUE": "redis://127.0.0.1:9/0"}
    environment.pop("DATABASE_URL", None)
    ran = subprocess.run(
        [sys.executable, "-m", "flask", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False)
    assert "后台工作的队列连不上：redis://127.0.0.1:9/0" in ran.stderr


def test_queue_lives_where_the_setting_says(tmp_path: Path) -> None:
    settings = [
        settings_for(tmp_path),
        settings_for(tmp_path, own_database("queue"), queue="postgresql"),
        settings_for(tmp_path, queue=redis_server()),
    ]
    queues = [carrier(one) for one in settings]
    kinds = [type(huey.storage).__name__ for huey in queues]
    for huey in queues:
        huey.storage.close()
    assert kinds == ["SqliteStorage", "PostgresStorage", "RedisStorage"]
    assert (tmp_path / "queue.sqlite3").exists()
