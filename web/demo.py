"""The whole worked example without a browser: one command, one empty folder, everything that comes out of it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import click

from web.config import settings_for
from web.db.schema import upgrade
from web.example import STEPS
from web.example.load import stage_of
from web.example.story import play


def walk(out: Path) -> None:
    """Play every step of the example in `out`, copy what was printed there, and print the seconds of each step.

    The office itself (database, keys) is kept in `out/office`. Raises ClickException when `out` holds anything.
    """
    if out.exists() and any(out.iterdir()):
        raise click.ClickException(f"{out} 不是空文件夹 / is not an empty folder")
    settings = settings_for(out / "office")
    began = time.perf_counter()
    upgrade(settings)
    _row(time.perf_counter() - began, "建立数据库", "make the database")
    last = time.perf_counter()
    for step in play(stage_of(settings), STEPS):
        _row(time.perf_counter() - last, step.name_zh, step.name_en)
        last = time.perf_counter()
    _row(time.perf_counter() - began, "合计", "total")
    for file in sorted(settings.printed.rglob("*")):
        if file.is_file():
            shutil.copy(file, out / file.name)
    for file in sorted(out.glob("*.*")):
        click.echo(f"{file.stat().st_size:10,}  {file.name}")


def _row(seconds: float, name_zh: str, name_en: str) -> None:
    """One line of the table, as soon as the step is done."""
    click.echo(f"{seconds:8.2f} s  {name_zh} / {name_en}")
