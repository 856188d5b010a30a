"""The example on PostgreSQL gives the very documents it gives on SQLite: same places, same fingerprints."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.engines import own_database
from tests.journeys.story import Played
from web.config import Settings, settings_for
from web.db.models import ResultVersion
from web.db.schema import upgrade
from web.example import STEPS
from web.example.load import stage_of
from web.example.story import play


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Settings:
    """A database of its own for the example."""
    settings = settings_for(tmp_path, own_database("example"))
    upgrade(settings)
    return settings


def _fingerprints(settings: Settings) -> list[tuple[int, str]]:
    engine = create_engine(settings.database_url)
    with Session(engine) as session:
        found = session.execute(select(ResultVersion.contest_id, ResultVersion.fingerprint).order_by(ResultVersion.id))
        rows = [(contest_id, fingerprint) for contest_id, fingerprint in found]
    engine.dispose()
    return rows


def test_example_has_the_same_fingerprints_on_both_engines(played: Played, on_postgresql: Settings) -> None:
    for _step in play(stage_of(on_postgresql), STEPS[:-1]):
        pass
    assert _fingerprints(on_postgresql) == _fingerprints(played.settings)
