"""One competition's desk: what is done, what comes next; starting one's own."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act
from web.db import queries
from web.forms.accounts import OwnCompetitionForm
from web.services import competitions
from web.services.act import Role

pages = Blueprint("competitions", __name__)


@pages.get("/c/<int:competition_id>/")
@access(Role.ORGANIZER, Role.RACE_DESK)
def desk(competition_id: int) -> str:
    """The road from the staff list to the awards, with the next step lit."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    steps = competitions.road(act, competition)
    following = next((step for step in steps if not step.finished), None)
    return render_template(
        "organizer/desk.html", competition=competition, chapter="desk", steps=steps, following=following
    )


@pages.route("/start", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR, Role.ORGANIZER)
def start_own() -> ResponseReturnValue:
    """Start an own competition; the example stays as it is."""
    form = OwnCompetitionForm()
    if not form.validate_on_submit():
        return render_template("organizer/start_own.html", form=form), 422 if form.errors else 200
    competition = competitions.start_own(current_act(), form.union.data or "", form.name.data or "")
    flash(_("新赛事已建立。先导入职工名单吧。"), "success")
    return redirect(url_for("competitions.desk", competition_id=competition.id))
