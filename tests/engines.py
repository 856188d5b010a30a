"""Servers of the test run's own, from Debian's binaries: PostgreSQL (or TEST_DATABASE_URL) and Redis."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from web.config import settings_for
from web.db.models import Base
from web.db.schema import upgrade


@cache
def postgresql_server() -> str:
    """Address of a server: TEST_DATABASE_URL, or one started once per test process and stopped with it."""
    return os.environ.get("TEST_DATABASE_URL") or _start()


@cache
def postgresql_address() -> str:
    """Address of a migrated database."""
    address = postgresql_server()
    upgrade(settings_for(Path(tempfile.mkdtemp(prefix="yibachi-keys-")), address))
    return address


def own_database(name: str) -> str:
    """Address of a database of this name with nothing in it; what stood there before is gone."""
    server = postgresql_server()
    engine = create_engine(settings_for(Path(tempfile.gettempdir()), server).database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server.rpartition('/')[0]}/{name}"


@cache
def redis_server() -> str:
    """Address of a Redis that keeps nothing; started once per test process and stopped with it."""
    port = free_port()
    process = start_redis(port)

    def stop() -> None:
        process.terminate()
        process.wait(10)

    atexit.register(stop)
    return f"redis://127.0.0.1:{port}/0"


def start_redis(port: int) -> subprocess.Popen[bytes]:
    """A Redis on this loopback port that keeps nothing, once it answers; the caller stops it."""
    binary = shutil.which("redis-server")
    if binary is None:
        raise RuntimeError("Redis is missing: apt-get install redis-server")
    command = [binary, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())
    for _attempt in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.1)
    process.kill()
    raise RuntimeError("Redis did not start")


def empty_tables(engine: Engine) -> None:
    """Remove every row and restart numbering, ten times quicker than TRUNCATE with its new files for each table."""
    names = [table.name for table in Base.metadata.sorted_tables]
    filled = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # rows may go in any order
        for name in connection.scalars(text(filled)).all():
            connection.execute(text(f'DELETE FROM "{name}"'))
        connection.execute(text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"))


def _start() -> str:
    """Start a cluster on a free loopback port; root itself may not run one, so it borrows the user `postgres`."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="yibachi-pg-"))
    lift = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if lift:
        shutil.chown(folder, "postgres")
    port = free_port()
    cluster = str(folder / "cluster")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    initdb = [str(binaries / "initdb"), "-D", cluster, "-U", "yibachi", "-A", "trust", "-E", "UTF8", "--no-sync"]
    control = [str(binaries / "pg_ctl"), "-D", cluster, "-w"]
    subprocess.run([*lift, *initdb], **run)  # type: ignore[call-overload]
    subprocess.run([*lift, *control, "-o", options, "-l", str(folder / "log"), "start"], **run)  # type: ignore[call-overload]

    def stop() -> None:
        subprocess.run([*lift, *control, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return f"postgresql://yibachi@127.0.0.1:{port}/postgres"


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _binaries() -> Path:
    """The newest installed server; a missing one is a failure, never a skip."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        raise RuntimeError("PostgreSQL is missing: apt-get install postgresql")
    return found[-1]
