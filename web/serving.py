"""Web and worker as one: gunicorn and the job worker run as children, and stop together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from web.config import Settings

_THREADS = "16"
_PATIENCE_SECONDS = 60.0
_LONG_SECONDS = 60.0
"""A worker that lived as long is started again at once."""
_MOST_PAUSE_SECONDS = 30.0


def serve_together(settings: Settings, host: str, port: int, greeting: Sequence[str]) -> None:
    """Serve until told to stop or until the web server ends; `greeting` is printed once the first page answers.

    A worker that ends is started again: its jobs are taken up when their lease has run out.
    """
    web = [sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}", "--worker-class", "gthread"]
    web += ["--workers", "1", "--threads", _THREADS, "--log-level", "warning", "--no-control-socket"]
    web += ["wsgi:create_app()"]
    environment = os.environ | {
        "YIBACHI_FOLDER": str(settings.folder),
        "DATABASE_URL": settings.database_url,
        "YIBACHI_ADDRESS": settings.public_address,
        "YIBACHI_QUEUE": settings.queue,
    }
    stopping = _Stopping()
    children = [_Child(command, environment) for command in (web, [sys.executable, "-m", "flask", "work"])]
    try:
        _wait_for_page(f"http://{reachable(host)}:{port}/sign-in", children[0], stopping)
        if not stopping.is_set():
            print("\n".join(greeting), flush=True)
        while children[0].runs() and not stopping.wait(0.3):
            children[1].keep(stopping)
    finally:
        _stop([child.process for child in children])


class _Stopping(threading.Event):
    """Set by SIGTERM and Ctrl-C. An exception from the handler could fall between starting a child and noting it,
    and leave the child behind."""

    def __init__(self) -> None:
        super().__init__()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._heard)

    def _heard(self, _signal: int, _frame: FrameType | None) -> None:
        self.set()


class _Child:
    """A child process that can be started again."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command, self._environment, self._pause = command, environment, 0.0
        self._start()

    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def keep(self, stopping: _Stopping) -> None:
        """Start it again if it has ended; one that keeps ending at once is waited for longer and longer."""
        if self.runs():
            return
        lived = time.monotonic() - self._started
        self._pause = 0.0 if lived > _LONG_SECONDS else min(_MOST_PAUSE_SECONDS, 2 * self._pause + 1)
        print("后台进程停了，重新启动 / the job worker ended; starting it again", file=sys.stderr, flush=True)
        if not stopping.wait(self._pause):
            self._start()

    def _start(self) -> None:
        self.process = subprocess.Popen(self._command, env=self._environment)  # noqa: S603
        self._started = time.monotonic()


def _wait_for_page(address: str, web: _Child, stopping: _Stopping) -> None:
    """Return when the page answers, the web server has ended or somebody asks to stop."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end and web.runs() and not stopping.is_set():
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


def reachable(host: str) -> str:
    """The address of this machine at which an office that listens on `host` answers."""
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
