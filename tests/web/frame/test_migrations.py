"""The migrations on both engines: up from nothing, down, up again, and equal to the models at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from tests.engines import own_database
from web.config import Settings, settings_for
from web.db.models import Base
from web.db.schema import downgrade, upgrade


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a database with nothing in it."""
    if request.param == "sqlite":
        return settings_for(tmp_path)
    return settings_for(tmp_path, own_database("migrated"))


def _tables(settings: Settings) -> set[str]:
    engine = create_engine(settings.database_url)
    names = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return names


def test_migrations_go_up_down_and_up_again(fresh: Settings) -> None:
    upgrade(fresh)
    assert _tables(fresh) == set(Base.metadata.tables)
    downgrade(fresh, "base")
    assert _tables(fresh) == set()
    upgrade(fresh)
    assert _tables(fresh) == set(Base.metadata.tables)


def test_migrated_database_is_what_the_models_say(fresh: Settings) -> None:
    upgrade(fresh)
    engine = create_engine(fresh.database_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()
