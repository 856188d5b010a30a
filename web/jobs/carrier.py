"""Huey as the carrier: it brings a job's number to a worker and knows nothing else.

SQLite in the office's folder unless YIBACHI_QUEUE says PostgreSQL or Redis. What a carrier loses, the ledger still has.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from redis import ConnectionPool

from web.config import Settings

_NAME = "yibachi"
_PATIENCE_SECONDS = 5
"""For a server that does not answer at all."""
_REDIS = ("redis://", "rediss://", "unix://")
_POSTGRESQL = "postgresql://"
_PASSWORD = re.compile(r"(?<=//)([^/@:]*):[^/@]*@")


class CarrierUnreachable(Exception):
    """The queue cannot be used: a sentence for whoever starts the office, in both languages, without a password."""


def carrier(settings: Settings) -> Huey:
    """The queue of this office, tried out. Raises `CarrierUnreachable`."""
    address = _address(settings)
    try:
        huey = _huey(settings, address)
        huey.pending_count()
    except Exception as cause:  # every engine has errors of its own
        raise _unreachable(address or str(settings.folder), cause) from cause
    return huey


def sender(huey: Huey, run: Callable[[int], None]) -> Callable[[int], object]:
    """Bind what happens on arrival; the returned function sends a number. Huey's own retries stay off."""
    send: Callable[[int], object] = huey.task(retries=0, name="job")(run)
    return send


def _huey(settings: Settings, address: str) -> Huey:
    if address.startswith(_REDIS):
        pool = ConnectionPool.from_url(address, socket_connect_timeout=_PATIENCE_SECONDS)
        return RedisHuey(_NAME, connection_pool=pool, results=False)
    if address:
        return PostgresHuey(_NAME, dsn=address, connect_timeout=_PATIENCE_SECONDS, table_prefix="queue", results=False)
    return SqliteHuey(_NAME, filename=str(settings.folder / "queue.sqlite3"), results=False)


def _address(settings: Settings) -> str:
    """Where the queue is; empty for SQLite in the folder."""
    queue = settings.queue
    if queue in ("", "sqlite"):
        return ""
    if queue == "postgresql" and not settings.is_sqlite:
        return settings.database_url.replace("postgresql+psycopg://", _POSTGRESQL, 1)
    if queue.startswith((_POSTGRESQL, *_REDIS)):
        return queue
    told = _masked(queue)
    raise CarrierUnreachable(
        f"YIBACHI_QUEUE 不能是 {told}。可以不写（SQLite），或写 postgresql（用 DATABASE_URL 的 PostgreSQL 库）、"
        "postgresql://…、redis://…。\n"
        f"YIBACHI_QUEUE cannot be {told}. Leave it out (SQLite), or say postgresql (the PostgreSQL database in "
        "DATABASE_URL), postgresql://… or redis://…."
    )


def _unreachable(where: str, cause: Exception) -> CarrierUnreachable:
    told = f"{_masked(where)} ({_masked((str(cause).strip() or repr(cause)).splitlines()[0])})"
    return CarrierUnreachable(
        f"后台工作的队列连不上：{told}。请检查 YIBACHI_QUEUE 和那里的服务，然后再启动；没做完的后台工作会接着做。\n"
        f"The queue of background work cannot be reached: {told}. Check YIBACHI_QUEUE and the server there, "
        "then start again; unfinished work will be taken up."
    )


def _masked(text: str) -> str:
    """The text with passwords in addresses left out."""
    return _PASSWORD.sub(r"\1:…@", text)
