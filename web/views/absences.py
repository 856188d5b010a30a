"""不能参赛的时段: who can't start when, dated windows from a file or typed one by one."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, Unavailability
from web.forms.timetable import AbsenceFileForm, AbsenceForm
from web.services import timetable
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("absences", __name__, url_prefix="/c/<int:competition_id>/venues/absences")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """Who can't start when."""
    act = current_act()
    return _page(act, queries.competition(act.session, competition_id))


@pages.post("/file")
@access(Role.ORGANIZER)
def bring_in(competition_id: int) -> ResponseReturnValue:
    """Bring in a file of lessons."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = AbsenceFileForm()
    if not form.validate_on_submit():
        return _page(act, competition, file_form=form), 422
    try:
        upload = form.file.data
        added = timetable.bring_in_absences(act, competition, upload.filename or "", upload.read())
    except Refusal as refusal:
        start_over()
        competition = queries.competition(act.session, competition_id)
        return _page(act, competition, faults=refusal.faults), 422
    flash(_("新登记 %(n)s 个不能参赛的时段。", n=added), "success")
    return redirect(url_for("absences.overview", competition_id=competition_id))


@pages.post("/new")
@access(Role.ORGANIZER)
def add(competition_id: int) -> ResponseReturnValue:
    """Note one window."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = AbsenceForm()
    if not form.validate_on_submit():
        return _page(act, competition, form=form), 422
    try:
        staff_no, reason = form.staff_no.data or "", form.reason.data or ""
        timetable.add_absence(act, competition, staff_no, form.starts, form.ends, reason)
    except Refusal as refusal:
        start_over()
        competition = queries.competition(act.session, competition_id)
        return _page(act, competition, form=form, faults=refusal.faults), 422
    flash(_("已登记。"), "success")
    return redirect(url_for("absences.overview", competition_id=competition_id))


@pages.post("/<int:absence_id>/remove")
@access(Role.ORGANIZER)
def remove(competition_id: int, absence_id: int) -> ResponseReturnValue:
    """Take one window away."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    row = queries.one(act.session, Unavailability, id=absence_id, competition_id=competition_id)
    timetable.remove_absence(act, competition, row)
    flash(_("已删除。"), "success")
    return redirect(url_for("absences.overview", competition_id=competition_id))


def _page(act: Act, competition: Competition, faults: Sequence[Fault] = (), **forms: FlaskForm) -> str:
    search = request.args.get("name", "").strip()
    typed = AbsenceForm(formdata=None, staff_no=request.args.get("staff_no", ""))
    return render_template(
        "organizer/venues_absences.html",
        competition=competition,
        chapter="timetable",
        absences=timetable.absences(act, competition, search),
        total=timetable.count_absences(act, competition),
        search=search,
        faults=faults,
        **({"form": typed, "file_form": AbsenceFileForm(formdata=None)} | forms),
    )
