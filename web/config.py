"""Typed settings, read once from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

TIME_ZONE = "Asia/Shanghai"
USUAL_ADDRESS = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the office keeps things. `database_url` is an SQLAlchemy address; `folder` holds keys and printed files.

    `queue` brings the numbers of jobs to the workers: empty for SQLite in the folder, `postgresql` for the office's own
    database, or the address of a PostgreSQL or Redis.
    """

    folder: Path
    database_url: str
    public_address: str = USUAL_ADDRESS
    secure_cookies: bool = False
    queue: str = ""

    @property
    def printed(self) -> Path:
        """Folder of the printed files."""
        return self.folder / "printed"

    @property
    def is_sqlite(self) -> bool:
        """Whether the one-machine engine is in use."""
        return self.database_url.startswith("sqlite")


def settings_for(
    folder: Path, database_url: str | None = None, public_address: str | None = None, queue: str | None = None
) -> Settings:
    """Settings of an office that lives in `folder`; without a database address it keeps an SQLite file there."""
    folder = folder.resolve()
    address = public_address or USUAL_ADDRESS
    return Settings(
        folder=folder,
        database_url=_with_driver(database_url) if database_url else f"sqlite:///{folder / 'yibachi.sqlite3'}",
        public_address=address.rstrip("/"),
        secure_cookies=address.startswith("https://"),
        queue=(queue or "").strip(),
    )


def settings_from_environment() -> Settings:
    """Read YIBACHI_FOLDER (default `var` beside the project), DATABASE_URL, YIBACHI_ADDRESS and YIBACHI_QUEUE."""
    folder = Path(os.environ.get("YIBACHI_FOLDER") or Path(__file__).resolve().parent.parent / "var")
    names = ("DATABASE_URL", "YIBACHI_ADDRESS", "YIBACHI_QUEUE")
    return settings_for(folder, *(os.environ.get(name) for name in names))


def _with_driver(url: str) -> str:
    """PostgreSQL goes through psycopg 3 whichever way the address is spelled."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
