"""The example played again, on PostgreSQL, gives the documents it gave on SQLite: same places, same fingerprints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import own_database
from tests.journeys.story import Played
from tests.journeys.test_demo import Json, final_versions
from web.config import Settings, settings_for
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


def _places(document: Json) -> list[tuple[list[str], int | None]]:
    """Names and place of each row."""
    return [(row["names"], row["place"]) for row in document["rows"]]


def test_second_walk_on_the_other_engine_gives_the_same_places_and_fingerprints(
    played: Played, on_postgresql: Settings
) -> None:
    assert [step.name_en for step in play(stage_of(on_postgresql), STEPS[:-1])] == [step.name_en for step in STEPS[:-1]]
    first, second = final_versions(played.settings), final_versions(on_postgresql)
    assert {code: _places(one) for code, (_, one) in second.items()} == {
        code: _places(one) for code, (_, one) in first.items()
    }
    assert {code: seal for code, (seal, _) in second.items()} == {code: seal for code, (seal, _) in first.items()}
    assert len(first) == 7
