"""评分名单: marks brought in from a list that a tally clerk copied from paper sheets."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.forms.people import UploadForm
from web.services import judging
from web.services.act import Role
from web.services.refusals import Fault, Refusal
from web.views.panel import pages as panel_pages


@panel_pages.route("/<int:contest_id>/marks", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def marks(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Bring in marks: all rows or none; complete sheets are sealed where that is asked."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    form, faults = UploadForm(), list[Fault]()
    if form.validate_on_submit():
        file = form.file.data
        try:
            if not file or not file.filename:
                raise Refusal(Fault("file_missing"))
            seals = "seals" in request.form
            done = judging.upload_marks(act, contest, file.filename, file.stream.read(), seals=seals)
        except Refusal as refusal:
            start_over()
            faults = [*refusal.faults]
        else:
            counts = {"marks": done.marks, "sheets": done.sheets, "sealed": done.sealed}
            flash(_("已录入 %(marks)s 个分数、%(sheets)s 份评分表，其中 %(sealed)s 份已封存。", **counts), "success")
            return redirect(url_for("panel.contest", competition_id=competition_id, contest_id=contest_id))
    contest = queries.contest(act.session, competition_id, contest_id)
    page = render_template(
        "organizer/panel_marks.html",
        competition=contest.competition,
        chapter="panel",
        contest=contest,
        form=form,
        faults=faults,
        seals=request.method == "GET" or "seals" in request.form,
    )
    return page, 422 if request.method == "POST" else 200
