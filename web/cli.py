"""The flask commands."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask

from web.config import USUAL_ADDRESS, Settings, settings_for
from web.db.schema import upgrade
from web.office import office_act
from web.services import accounts

if TYPE_CHECKING:
    from huey import Huey


def add_commands(app: Flask) -> None:
    """Register every command."""
    settings: Settings = app.extensions["office"][0]

    @app.cli.command("prepare")
    @click.option("--empty", is_flag=True, help="Do not load the worked example. 不装示例。")
    def prepare(empty: bool) -> None:
        """Bring the database up to date and load the example on the first run."""
        _prepare(settings, empty)

    @app.cli.command("organizer-link")
    def organizer_link() -> None:
        """Print a new sign-in link of the organizer; earlier ones stop working."""
        upgrade(settings)
        click.echo(_organizer_link(settings))

    @app.cli.command("work")
    def work() -> None:
        """Run the job worker."""
        from web.worker import serve_jobs

        serve_jobs(settings, _reach_queue(settings))

    @app.cli.command("serve")
    @click.option("--host", default="127.0.0.1", show_default=True)
    @click.option("--port", default=8000, show_default=True)
    @click.option("--empty", is_flag=True, help="Do not load the worked example. 不装示例。")
    def serve(host: str, port: int, empty: bool) -> None:
        """Prepare the database, then run web and worker together until Ctrl-C."""
        _reach_queue_elsewhere(settings)
        _prepare(settings, empty)
        _serve(served_at(settings, host, port), host, port)

    @app.cli.command("demo")
    @click.argument("out", type=click.Path(path_type=Path, file_okay=False))
    def demo(out: Path) -> None:
        """Walk the whole worked example without a browser, into the empty folder OUT."""
        from web.demo import walk

        walk(out)


def _serve(settings: Settings, host: str, port: int) -> None:
    from web.serving import serve_together

    serve_together(settings, host, port, _greeting(settings))


def served_at(settings: Settings, host: str, port: int) -> Settings:
    """Links lead to where the office listens, unless another address was given."""
    from web.serving import reachable

    if settings.public_address != USUAL_ADDRESS:
        return settings
    return replace(settings, public_address=f"http://{reachable(host)}:{port}")


def _reach_queue_elsewhere(settings: Settings) -> None:
    """End with a sentence when a queue outside the folder cannot be reached; one inside needs no trial."""
    if settings.queue:
        _reach_queue(settings)


def _reach_queue(settings: Settings) -> Huey:
    """The queue; one that cannot be reached stops the command with its sentence, not with a stack trace."""
    from web.jobs.carrier import CarrierUnreachable, carrier  # Huey is for the worker: not at every start

    try:
        return carrier(settings)
    except CarrierUnreachable as fault:
        raise click.ClickException(str(fault)) from fault


def _prepare(settings: Settings, empty: bool) -> None:
    from web.example import load_once

    upgrade(settings)
    with office_act(settings) as act:
        accounts.administrator(act)
    if not empty:
        load_once(settings, lambda step: click.echo(f"  示例 / example: {step.name_zh} / {step.name_en}"))


def _organizer_link(settings: Settings) -> str:
    with office_act(settings) as act:
        return accounts.link_address(act, accounts.make_link(act, accounts.administrator(act), "sign_in"))


def _greeting(settings: Settings) -> list[str]:
    return [
        "",
        f"一把尺已启动 / running at   {settings.public_address}/",
        f"组织者登录链接 / organizer   {_organizer_link(settings)}",
        f"再要一个链接 / print another  {command_again(settings)}",
        "停止 / stop                  Ctrl-C",
    ]


def command_again(settings: Settings) -> str:
    """The command that prints a link, with what differs from the defaults said before it."""
    usual = settings_for(Path(__file__).resolve().parent.parent / "var")
    told = {
        "YIBACHI_FOLDER": (str(settings.folder), str(usual.folder)),
        "YIBACHI_ADDRESS": (settings.public_address, usual.public_address),
    }
    before = [f"{name}={shlex.quote(value)}" for name, (value, default) in told.items() if value != default]
    if not settings.is_sqlite:
        before.append("DATABASE_URL=…")  # it may hold a password: whoever typed it knows it
    return " ".join([*before, ".venv/bin/flask organizer-link"])
