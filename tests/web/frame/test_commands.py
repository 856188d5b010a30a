"""What the commands print."""

from __future__ import annotations

from pathlib import Path

from web.cli import command_again, served_at
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


def test_links_lead_to_where_the_office_listens_unless_another_address_was_given() -> None:
    assert served_at(settings_for(ROOT / "var"), "::", 8123).public_address == "http://127.0.0.1:8123"
    given = settings_for(ROOT / "var", public_address="https://gonghui.example")
    assert served_at(given, "127.0.0.1", 8123) is given
