"""The act of the request at hand."""

from __future__ import annotations

from flask import current_app, g

from web.accounts.access import access_of
from web.services.act import Act, Actor


def current_act() -> Act:
    """The open act: transaction, actor, moment, keys. Views hand it to services."""
    act: Act = g.act
    return act


def current_actor() -> Actor | None:
    """Who is signed in, if anybody."""
    return current_act().actor


def may_open(endpoint: str, competition_id: int) -> bool:
    """Whether the reader may open this page of the competition: navigation shows no door that is shut."""
    return access_of(current_app, endpoint).allows(current_actor(), competition_id, reading=True)
