"""The start page: what to do next."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from web.accounts import current_act, entrance
from web.db.models import Competition
from web.services import competitions
from web.services.act import Actor, Role

pages = Blueprint("home", __name__)


@pages.get("/")
@entrance
def start() -> ResponseReturnValue:
    """Judges and entrants go straight to their work; organizers see their competitions; others the public ones."""
    act = current_act()
    if act.actor and (only := _own_room(act.actor)):
        return redirect(url_for(only))
    shown = act.session.scalars(
        select(Competition)
        .options(selectinload(Competition.contests), selectinload(Competition.trade_union))
        .order_by(Competition.is_example, Competition.id.desc())
    ).all()
    mine = [(row, competitions.next_step(act, row)) for row in shown if act.actor and _sees_desk(act.actor, row.id)]
    return render_template("organizer/start.html", mine=mine, competitions=shown)


def _own_room(actor: Actor) -> str | None:
    roles = {role for role, _competition in actor.grants}
    if roles and roles <= {Role.JUDGE}:
        return "judging.works"
    if roles <= {Role.ENTRANT}:
        return "entrants.mine"
    return None


def _sees_desk(actor: Actor, competition_id: int) -> bool:
    return any(actor.has(role, competition_id) for role in (Role.ORGANIZER, Role.AUDITOR, Role.RACE_DESK))
