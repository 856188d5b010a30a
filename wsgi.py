"""Joins the application and its commands; gunicorn and the flask command both start here."""

from flask import Flask

from web.app import create_app as office
from web.cli import add_commands


def create_app() -> Flask:
    """The office with its commands, set up from the environment."""
    app = office()
    add_commands(app)
    return app
