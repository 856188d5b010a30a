"""A PostgreSQL of the test run's own: TEST_DATABASE_URL, or Debian's binaries in a temporary folder."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, text

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


def empty_tables(engine: Engine) -> None:
    """Remove every row and restart numbering; quicker than migrating anew."""
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


def _start() -> str:
    """Start a cluster on a free loopback port; root itself may not run one, so it borrows the user `postgres`."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="yibachi-pg-"))
    lift = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if lift:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
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


def _binaries() -> Path:
    """The newest installed server; a missing one is a failure, never a skip."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        raise RuntimeError("PostgreSQL is missing: apt-get install postgresql")
    return found[-1]
