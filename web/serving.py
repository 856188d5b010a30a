"""Web and worker as one: gunicorn and the job worker run as children, and stop together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from web.config import Settings

_THREADS = "16"
_PATIENCE_SECONDS = 60.0


def serve_together(settings: Settings, host: str, port: int, greeting: Sequence[str]) -> None:
    """Serve until told to stop or until one child ends; `greeting` is printed once the first page answers."""
    flask = [sys.executable, "-m", "flask"]
    gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}", "--worker-class", "gthread"]
    gunicorn += ["--workers", "1", "--threads", _THREADS, "--log-level", "warning", "--no-control-socket"]
    gunicorn += ["wsgi:create_app()"]
    environment = os.environ | {
        "YIBACHI_FOLDER": str(settings.folder),
        "DATABASE_URL": settings.database_url,
        "YIBACHI_ADDRESS": settings.public_address,
    }
    children = [subprocess.Popen(command, env=environment) for command in (gunicorn, [*flask, "work"])]  # noqa: S603

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        _wait_for_page(f"http://{_reachable(host)}:{port}/sign-in", children)
        print("\n".join(greeting), flush=True)
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        pass
    finally:
        _stop(children)


def _wait_for_page(address: str, children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Return when the page answers or a child has ended."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end and all(child.poll() is None for child in children):
        try:
            with urlopen(address, timeout=2):  # noqa: S310 - our own loopback address
                return
        except (URLError, OSError):
            time.sleep(0.2)


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
