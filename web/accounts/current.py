"""The act of the request at hand."""

from __future__ import annotations

from flask import g

from web.services.act import Act, Actor


def current_act() -> Act:
    """The open act: transaction, actor, moment, keys. Views hand it to services."""
    act: Act = g.act
    return act


def current_actor() -> Actor | None:
    """Who is signed in, if anybody."""
    return current_act().actor
