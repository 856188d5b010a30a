"""Write a migration from the difference between the models and the migrations: `python -m web.db.revise "why"`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from web.config import settings_for
from web.db.schema import run_with, upgrade


def revise(why: str) -> None:
    """Compare with an empty database brought to the newest revision, and write the next file."""
    settings = settings_for(Path(tempfile.mkdtemp()))
    upgrade(settings)

    def step(config: Config, message: str) -> None:
        command.revision(config, message=message, autogenerate=True)

    run_with(settings, step, why)


if __name__ == "__main__":
    revise(sys.argv[1])
