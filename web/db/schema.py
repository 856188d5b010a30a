"""Bringing a database to the present schema."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from web.config import Settings
from web.db.transaction import prepare_engine

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(settings: Settings, revision: str = "head") -> None:
    """Run the migrations up to `revision`; an up-to-date database is left as it is."""
    _run(settings, command.upgrade, revision)


def downgrade(settings: Settings, revision: str) -> None:
    """Run the migrations down to `revision`."""
    _run(settings, command.downgrade, revision)


def _run(settings: Settings, step: object, revision: str) -> None:
    settings.folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(settings.database_url)
    prepare_engine(engine)
    try:
        with engine.begin() as connection:
            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", str(MIGRATIONS))
            step(config, revision)  # type: ignore[operator]
    finally:
        engine.dispose()
