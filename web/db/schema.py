"""Bringing a database to the present schema."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from web.config import Settings
from web.db.transaction import prepare_engine

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(settings: Settings, revision: str = "head") -> None:
    """Run the migrations up to `revision`; an up-to-date database is left as it is."""
    run_with(settings, command.upgrade, revision)


def downgrade(settings: Settings, revision: str) -> None:
    """Run the migrations down to `revision`."""
    run_with(settings, command.downgrade, revision)


def run_with(settings: Settings, step: Callable[[Config, str], None], argument: str) -> None:
    """Run one Alembic step on the office's database, in one transaction."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(settings.database_url)
    prepare_engine(engine)
    try:
        with engine.begin() as connection:
            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", str(MIGRATIONS))
            step(config, argument)
    finally:
        engine.dispose()
