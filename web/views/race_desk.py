"""检录与成绩: the heats of the day, calls, results, and the sheets of paper for call room and timekeepers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.forms.races import STATUS_NAMES, ResultFileForm, typed_lines
from web.services import races, timetable
from web.services.act import Act, Role
from web.services.races import Typed
from web.services.refusals import Conflict, Fault, Refusal

pages = Blueprint("race_desk", __name__, url_prefix="/c/<int:competition_id>/races")
SHEETS = {"call": "desk/call_sheets.html", "record": "desk/record_sheets.html"}


@pages.get("/")
@access(Role.ORGANIZER, Role.RACE_DESK)
def overview(competition_id: int) -> str:
    """All heats in order of time with their state, and how far the day is."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    sheets = races.heat_sheets(act, competition)
    return render_template(
        "desk/overview.html",
        competition=competition,
        chapter="races",
        sheets=sheets,
        progress=races.progress_of(sheets),
        contests=timetable.race_contests(act, competition),
    )


@pages.get("/<int:heat_id>")
@access(Role.ORGANIZER, Role.RACE_DESK)
def heat(competition_id: int, heat_id: int) -> str:
    """Start list, calls and results of one heat."""
    return _heat_page(current_act(), competition_id, heat_id)


@pages.post("/<int:heat_id>/lanes/<int:lane_id>")
@access(Role.ORGANIZER, Role.RACE_DESK)
def check_in(competition_id: int, heat_id: int, lane_id: int) -> ResponseReturnValue:
    """Tick a starter as present, or take the tick back."""
    act = current_act()
    sheet = races.heat_sheet(act, queries.competition(act.session, competition_id), heat_id)
    lane = races.lane_of(act, sheet.heat, lane_id)
    races.check_in(act, lane, present=request.form.get("present") == "1")
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(present=lane.checked_in_at is not None, count=sheet.present)
    return redirect(
        url_for("race_desk.heat", competition_id=competition_id, heat_id=heat_id, _anchor=f"lane-{lane_id}")
    )


@pages.post("/<int:heat_id>/results")
@access(Role.ORGANIZER, Role.RACE_DESK)
def enter(competition_id: int, heat_id: int) -> ResponseReturnValue:
    """Store the results of one heat, all or none."""
    act = current_act()
    sheet = races.heat_sheet(act, queries.competition(act.session, competition_id), heat_id)
    typed = typed_lines(request.form, [line.lane.id for line in sheet.lines])
    try:
        stored = races.enter_heat(act, sheet, typed, request.form.get("change_reason", "")[:300])
    except Refusal as refusal:
        start_over()
        return _heat_page(act, competition_id, heat_id, typed, refusal), refusal.status
    flash(_("已保存 %(n)s 人的成绩。", n=stored) if stored else _("没有改动。"), "success")
    return redirect(url_for("race_desk.heat", competition_id=competition_id, heat_id=heat_id))


@pages.get("/sheets/<any(call, record):kind>")
@access(Role.ORGANIZER, Role.RACE_DESK)
def sheets(competition_id: int, kind: str) -> str:
    """Call sheets (检录表) or record sheets (记录表) of all heats, or of the one given as `heat`, to print."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    one = request.args.get("heat", type=int)
    found = [races.heat_sheet(act, competition, one)] if one else races.heat_sheets(act, competition)
    return render_template(SHEETS[kind], competition=competition, chapter="races", sheets=found, one=one)


@pages.route("/upload/<int:contest_id>", methods=["GET", "POST"])
@access(Role.ORGANIZER, Role.RACE_DESK)
def upload(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Bring in the results of one contest from a file."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    form, faults = ResultFileForm(), list[Fault]()
    if form.validate_on_submit():
        file, why = form.file.data, form.change_reason.data or ""
        try:
            stored = races.upload_results(act, contest, file.filename or "", file.read(), why)
        except Refusal as refusal:
            start_over()
            faults = [*refusal.faults]
        else:
            flash(_("已导入 %(n)s 人的成绩。", n=stored), "success")
            return redirect(url_for("race_desk.overview", competition_id=competition_id))
    contest = queries.contest(act.session, competition_id, contest_id)
    page = render_template(
        "desk/upload.html",
        competition=queries.competition(act.session, competition_id),
        chapter="races",
        contest=contest,
        form=form,
        faults=faults,
        needs_reason=races.change_needs_reason(act, contest),
    )
    return page, 422 if request.method == "POST" else 200


def _heat_page(
    act: Act,
    competition_id: int,
    heat_id: int,
    typed: Mapping[int, Typed] | None = None,
    refusal: Refusal | None = None,
) -> str:
    competition = queries.competition(act.session, competition_id)
    sheet = races.heat_sheet(act, competition, heat_id)
    faults: Sequence[Fault] = refusal.faults if refusal else ()
    return render_template(
        "desk/heat.html",
        competition=competition,
        chapter="races",
        sheet=sheet,
        typed=typed or {line.lane.id: _as_stored(line) for line in sheet.lines},
        change_reason=request.form.get("change_reason", ""),
        faults=faults,
        wrong={fault.where for fault in faults},
        overtaken=isinstance(refusal, Conflict),
        needs_reason=races.change_needs_reason(act, sheet.race.contest),
        statuses=STATUS_NAMES,
    )


def _as_stored(line: races.LaneLine) -> Typed:
    """A line of the form as it stands in the database."""
    reason = line.result.reason if line.result else ""
    return Typed(line.reading, line.status, reason, line.penalty, line.version)
