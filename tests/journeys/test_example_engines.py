"""The example played again, on PostgreSQL, gives the documents it gave on SQLite, and every page opens there, too."""

from __future__ import annotations

import pytest

from tests.engines import own_database
from tests.journeys.story import Played
from tests.journeys.test_demo import Json, final_versions
from tests.journeys.test_every_page import pages_of
from web.app import create_app
from web.config import Settings, settings_for
from web.db.schema import upgrade
from web.example import STEPS
from web.example.load import stage_of
from web.example.story import play


class PlayedOnPostgresql(Played):
    """The same office in a database of its own."""

    @property
    def settings(self) -> Settings:
        """The office on PostgreSQL; its address is that of a database nothing else uses."""
        return settings_for(self.out, self.said)


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> PlayedOnPostgresql:
    """The example up to the final results."""
    again = PlayedOnPostgresql(tmp_path_factory.mktemp("postgresql"), own_database("example"))
    upgrade(again.settings)
    assert [step.name_en for step in play(stage_of(again.settings), STEPS)] == [step.name_en for step in STEPS]
    return again


def _places(document: Json) -> list[tuple[list[str], int | None]]:
    """Names and place of each row."""
    return [(row["names"], row["place"]) for row in document["rows"]]


def test_second_walk_on_the_other_engine_gives_the_same_places_and_fingerprints(
    played: Played, on_postgresql: PlayedOnPostgresql
) -> None:
    first, second = final_versions(played.settings), final_versions(on_postgresql.settings)
    assert {code: _places(one) for code, (_, one) in second.items()} == {
        code: _places(one) for code, (_, one) in first.items()
    }
    assert {code: seal for code, (seal, _) in second.items()} == {code: seal for code, (seal, _) in first.items()}
    assert len(first) == 7


@pytest.mark.parametrize("room", ["public", "organizer", "judge", "entrant"])
def test_every_page_opens_on_postgresql(on_postgresql: PlayedOnPostgresql, room: str) -> None:
    app = create_app(on_postgresql.settings)
    app.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    client = app.test_client()
    if room != "public":
        client.post(on_postgresql.links()[room])
    answers = {path: client.get(path, follow_redirects=True).status_code for path in pages_of(on_postgresql, room)}
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()
    assert answers
    assert {path: status for path, status in answers.items() if status != 200} == {}
