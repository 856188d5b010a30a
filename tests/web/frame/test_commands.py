"""What the commands print."""

from __future__ import annotations

from pathlib import Path

from web.cli import command_again
from web.config import settings_for

ROOT = Path(__file__).resolve().parent.parent.parent.parent


def test_command_for_another_link_says_what_differs_from_the_defaults() -> None:
    plain = ".venv/bin/flask organizer-link"
    assert command_again(settings_for(ROOT / "var")) == plain
    moved = settings_for(Path("/srv/一把尺"), public_address="https://gonghui.example")
    assert command_again(moved) == f"YIBACHI_FOLDER='/srv/一把尺' YIBACHI_ADDRESS=https://gonghui.example {plain}"


def test_command_for_another_link_never_shows_the_database_password() -> None:
    settings = settings_for(ROOT / "var", "postgresql://yibachi:secret@db.example/yibachi")
    assert command_again(settings) == "DATABASE_URL=… .venv/bin/flask organizer-link"
