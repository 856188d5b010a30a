"""The one command of the first day: `bin/serve` as a newcomer types it, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.journeys.conftest import wait_until
from web.config import settings_for
from web.db.models import Competition
from web.example import files
from web.office import office_act
from web.services import contests, entries, groups, people, rules, venues
from web.services.act import Act

pytestmark = pytest.mark.browser
_ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"(http://127\.0\.0\.1:\d+/link/\S+)")
_STARTS_WITHIN = 120.0


class Serving:
    """A running `bin/serve`; everything it prints is kept."""

    def __init__(self, folder: Path, port: int, printed: IO[bytes]) -> None:
        self.folder, self.printed = folder, Path(printed.name)
        command = [_ROOT / "bin" / "serve", "--port", str(port), "--folder", folder, "--empty"]
        self.process = subprocess.Popen(
            command, cwd=_ROOT, stdout=printed, stderr=subprocess.STDOUT, env=_environment()
        )

    def said(self) -> str:
        """What it has printed so far."""
        return self.printed.read_text(encoding="utf-8", errors="replace")

    def link(self) -> str:
        """The sign-in link it prints once it answers."""
        wait_until(lambda: self.process.poll() is not None or _LINK.search(self.said()), _STARTS_WITHIN)
        found = _LINK.search(self.said())
        assert found, self.said()
        return found[1]

    def children(self) -> list[int]:
        """The processes it started, and theirs."""
        return _descendants(self.process.pid)


def _environment() -> dict[str, str]:
    """As a newcomer's terminal: nothing of this test run's settings."""
    return {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "YIBACHI_FOLDER")}


@contextmanager
def serving(folder: Path, port: int, log: Path) -> Iterator[Serving]:
    """`bin/serve` on an own port; stopped at the end, whatever happened."""
    with log.open("wb") as printed:
        one = Serving(folder, port, printed)
        try:
            yield one
        finally:
            if one.process.poll() is None:
                one.process.send_signal(signal.SIGTERM)
                one.process.wait(30)


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_serve_opens_an_office_with_a_worker_and_keeps_it(tmp_path: Path, port: int, page: Page) -> None:
    folder = tmp_path / "office"
    with serving(folder, port, tmp_path / "first.log") as first:
        _begin_a_competition(page, first.link())
        _plan_a_race(page, folder)
        _kill_the_worker(first)
        children = first.children()
        assert len(children) >= 3, first.said()
        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(30) == 0, first.said()
        wait_until(lambda: not any(_alive(child) for child in children), 15.0)
    began = time.monotonic()
    with serving(folder, port, tmp_path / "second.log") as second:
        page.goto(second.link())
        assert time.monotonic() - began < 30
        page.get_by_role("button", name="进入").click()
        page.get_by_role("link", name="继续工作").click()
        page.get_by_role("link", name="赛程", exact=True).click()
        expect(page.get_by_role("link", name="第 1 版")).to_be_visible()


def _kill_the_worker(office: Serving) -> None:
    """A worker killed with -9 is started again, and says so."""
    (worker,) = _workers(office)
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: _workers(office) not in ([], [worker]), 30.0)
    assert "后台进程停了，重新启动" in office.said()


def _workers(office: Serving) -> list[int]:
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in office.children() if _alive(pid)}
    return [pid for pid, command in commands.items() if command.endswith(b"\0work\0")]


def _begin_a_competition(page: Page, link: str) -> None:
    """The printed link leads to the empty start page, and from there to a competition of one's own."""
    page.goto(link)
    page.get_by_role("button", name="进入").click()
    expect(page.get_by_role("heading", name="还没有赛事")).to_be_visible()
    page.get_by_role("link", name="建立自己的赛事").click()
    page.get_by_label("工会名称").fill("启明学校工会")
    page.get_by_label("赛事名称").fill("2027年职工竞赛")
    page.get_by_role("button", name="建立").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2027年职工竞赛")


def _plan_a_race(page: Page, folder: Path) -> None:
    """A job asked for by clicking is done by the worker, and the page turns to its outcome by itself."""
    with office_act(settings_for(folder)) as act:
        _small_race(act, act.session.scalars(select(Competition)).one())
    page.get_by_role("link", name="赛程", exact=True).click()
    page.get_by_role("button", name="编排", exact=True).click()
    expect(page.get_by_role("button", name="采用这一版")).to_be_visible(timeout=60_000)


def _small_race(act: Act, competition: Competition) -> None:
    """Six women, one treadmill race, one gym, one morning."""
    staff = "工号,姓名,性别,出生日期,部门\n" + "".join(
        f"30010{n},王小{'甲乙丙丁戊己'[n]},女,1985-03-0{n + 1},教务处\n" for n in range(6)
    )
    entered = "工号,项目\n" + "".join(f"30010{n},treadmill_women\n" for n in range(6))
    people.apply_batch(act, people.stage_people(act, competition, "staff.csv", staff.encode()))
    document = files.rulebook("treadmill_women.toml")
    contest = contests.create_contest(act, competition, "treadmill_women", "女职工跑步机跑步比赛", document)
    rules.freeze(act, contest)
    entries.apply_entries(act, entries.stage_entries(act, competition, "entries.csv", entered.encode()))
    groups.close_entries(act, contest)
    first, last = (datetime.fromisoformat(f"2027-11-26T{clock}") for clock in ("08:00", "12:00"))
    venues.add_session(act, competition, first, last)
    venues.add_venue(act, competition, venues.VenueShape("健身房", "gym", 8, 5))


def _descendants(pid: int) -> list[int]:
    found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*found, *(deeper for child in found for deeper in _descendants(child))]


def _alive(pid: int) -> bool:
    """Whether the process still runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
