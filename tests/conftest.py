"""Fixtures of the office on real databases: SQLite always, PostgreSQL from Debian's binaries (required in CI)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.engines import empty_tables, postgresql_address
from web.accounts.limits import limiter
from web.app import create_app
from web.config import Settings, settings_for
from web.db.schema import upgrade
from web.db.transaction import transaction
from web.keys import load_keys
from web.services.act import SYSTEM, Act, Actor

START = datetime(2026, 10, 8, 1, 0, tzinfo=UTC)


class HeldClock:
    """A clock that stands until it is told to move."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """The moment it stands at."""
        return self.moment

    def forward(self, **step: float) -> None:
        """Move on by a timedelta's keywords."""
        self.moment += timedelta(**step)


_LONGEST = (
    "tests/journeys/test_whole_competition.py",
    "tests/journeys/test_every_page.py",
    "tests/test_architecture.py",
    "tests/journeys/",
    "tests/scheduler/",
)
"""Where single tests take long, the longest first; begun at the end they would keep the other processes waiting."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; otherwise the shuffled order stays."""
    items.sort(
        key=lambda item: next((n for n, path in enumerate(_LONGEST) if item.nodeid.startswith(path)), len(_LONGEST))
    )


@dataclass(frozen=True)
class Office:
    """An app with an empty, migrated database and a clock of its own."""

    app: Flask
    engine: Engine
    clock: HeldClock
    settings: Settings

    @contextmanager
    def act(self, actor: Actor | None = SYSTEM) -> Iterator[Act]:
        """An act in a committed write transaction, as a command would do it."""
        with Session(self.engine, expire_on_commit=False) as session, transaction(session, writes=True):
            yield Act(session, actor, self.clock(), load_keys(self.settings.folder), self.settings)

    def client(self) -> FlaskClient:
        """A browser without cookies."""
        return self.app.test_client()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office with an empty migrated SQLite file and its keys, to copy: each test starts at once."""
    folder = tmp_path_factory.mktemp("template")
    upgrade(settings_for(folder))
    load_keys(folder)
    return folder


@pytest.fixture(scope="session")
def standing_offices(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Callable[[str], Office]:
    """One app per engine and test process: building routes and templates anew for each test took half the time."""

    @cache
    def stand(engine_name: str) -> Office:
        folder = tmp_path_factory.mktemp(engine_name) / "office"
        shutil.copytree(sqlite_template, folder)
        address = postgresql_address() if engine_name == "postgresql" else None
        settings, clock = settings_for(folder, address), HeldClock()
        app = create_app(settings, clock)
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        with app.app_context():
            engine = app.extensions["sqlalchemy"].engine
        return Office(app, engine, clock, settings)

    return stand


@contextmanager
def emptied(stood: Office, sqlite_template: Path) -> Iterator[Office]:
    """A standing office, empty, at its first moment."""
    shutil.rmtree(stood.settings.folder)
    shutil.copytree(sqlite_template, stood.settings.folder)
    if not stood.settings.is_sqlite:
        empty_tables(stood.engine)
    stood.clock.moment = START
    limiter.reset()
    config = dict(stood.app.config)
    yield stood
    stood.app.config.clear()
    stood.app.config.update(config)
    stood.engine.dispose()


_SHOWN = ("test_departments", "test_desk", "test_explanations", "test_formats", "test_judged", "test_races")
_SHOWN += ("test_round_trip", "test_rules_text", "test_rules_values", "test_tablet", "test_views_of_work")
"""Modules about what is computed and shown. Like pages, they look at SQLite: the services ask both engines, and
tests/journeys/test_example_engines.py opens every page on PostgreSQL."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """An office on each engine; on SQLite alone where pages are looked at."""
    chosen = any(mark.args[0] == "office" for mark in metafunc.definition.iter_markers("parametrize"))
    if "office" in metafunc.fixturenames and not chosen:
        module = metafunc.module.__name__.rpartition(".")[2]
        shown = module.endswith("pages") or module in _SHOWN
        metafunc.parametrize("office", ["sqlite"] if shown else ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def office(
    request: pytest.FixtureRequest, standing_offices: Callable[[str], Office], sqlite_template: Path
) -> Iterator[Office]:
    """The office on each engine, empty, at its first moment."""
    with emptied(standing_offices(request.param), sqlite_template) as stood:
        yield stood


ONE_DATABASE = pytest.mark.parametrize("office", ["sqlite"], indirect=True)
"""For tests of what is computed and shown: the queries behind it are proven on both engines elsewhere."""


@pytest.fixture
def act(office: Office) -> Iterator[Act]:
    """An open act of the system; committed when the test ends."""
    with office.act() as opened:
        yield opened


def at(act: Act, moment: datetime) -> Act:
    """The same act at another moment."""
    return replace(act, now=moment)


@contextmanager
def count_queries(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements sent to the database inside the block."""
    statements: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
