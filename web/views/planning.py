"""A plan in the making: fresh progress for the page that waits, why people are left over, ways out by one press."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act
from web.db import queries
from web.db.models import TimetablePlan
from web.present.messages import sentence
from web.services import timetable
from web.services.act import Role

pages = Blueprint("planning", __name__, url_prefix="/c/<int:competition_id>/timetable")


@pages.get("/<int:number>/progress")
@access(Role.ORGANIZER)
def progress(competition_id: int, number: int) -> str:
    """The goals of a running search as a piece of a page."""
    act = current_act()
    row = queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)
    return render_template(
        "organizer/timetable_progress.html", progress=timetable.goals_under_way(timetable.job_of(act, row))
    )


@pages.post("/<int:number>/explain")
@access(Role.ORGANIZER)
def explain(competition_id: int, number: int) -> ResponseReturnValue:
    """Ask why people are left over."""
    act = current_act()
    row = queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)
    timetable.request_explanation(act, row)
    return redirect(url_for("timetable.plan", competition_id=competition_id, number=number))


@pages.post("/<int:number>/ways/<int:clash>/<int:way>")
@access(Role.ORGANIZER)
def apply_way(competition_id: int, number: int, clash: int, way: int) -> ResponseReturnValue:
    """Put a way out into the office's lessons, sessions, venues or wishes, and plan anew at once."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    row = queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)
    done = timetable.apply_way(act, competition, row, clash, way)
    flash(_("已改：%(what)s", what=" ".join(sentence(each) for each in done)), "success")
    plan = timetable.plan_again(act, competition, row)
    if plan is None:
        flash(_("现在不能整体重新编排：正在编排，或比赛已经开始。已改的在手工调整和比赛日里生效。"), "warning")
    return redirect(url_for("timetable.plan", competition_id=competition_id, number=(plan or row).number))
