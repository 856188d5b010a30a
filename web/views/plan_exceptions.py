"""例外: letting what the checker finds in a decided plan stand for a reason, finding by finding."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import TimetablePlan
from web.services import timetable
from web.services.act import Act, Role
from web.services.refusals import Refusal

pages = Blueprint("plan_exceptions", __name__, url_prefix="/c/<int:competition_id>/timetable/<int:number>/exceptions")


@pages.get("/")
@access(Role.ORGANIZER)
def show(competition_id: int, number: int) -> str:
    """Every finding of the checker with room for a reason."""
    return _page(current_act(), competition_id, number)


@pages.post("/")
@access(Role.ORGANIZER)
def keep(competition_id: int, number: int) -> ResponseReturnValue:
    """Note the reasons; the plan can be adopted then."""
    act, form = current_act(), request.form
    row = _row(act, competition_id, number)
    reasons = {
        int(name[7:]): text for name, text in form.items() if name.startswith("reason-") and name[7:].isdecimal()
    }
    competition = queries.competition(act.session, competition_id)
    try:
        timetable.let_stand(act, competition, row, reasons, form.get("reason", ""))
    except Refusal as refusal:
        start_over()
        return _page(act, competition_id, number, refusal), refusal.status
    flash(_("理由已记录在案，现在可以采用这一版。"), "success")
    return redirect(url_for("timetable.plan", competition_id=competition_id, number=number))


def _row(act: Act, competition_id: int, number: int) -> TimetablePlan:
    return queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)


def _page(act: Act, competition_id: int, number: int, refusal: Refusal | None = None) -> str:
    competition = queries.competition(act.session, competition_id)
    return render_template(
        "organizer/plan_exceptions.html",
        competition=competition,
        chapter="timetable",
        number=number,
        findings=timetable.findings(act, competition, _row(act, competition_id, number)),
        faults=refusal.faults[:1] if refusal else (),
        typed=request.form,
    )
