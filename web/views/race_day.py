"""比赛日: the screen of the day: what runs, what is late, two taps to report, proposals with their cost."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import TimetablePlan
from web.present.messages import sentence
from web.services import race_day, timetable
from web.services.act import Act, Role
from web.services.race_day import Incident
from web.services.refusals import Refusal

pages = Blueprint("race_day", __name__, url_prefix="/c/<int:competition_id>/day")


@pages.get("/")
@access(Role.ORGANIZER, Role.RACE_DESK)
def show(competition_id: int) -> str:
    """What runs now, what comes next, what is late, and the buttons to report something."""
    return _page(current_act(), competition_id)


@pages.post("/report")
@access(Role.ORGANIZER, Role.RACE_DESK)
def report(competition_id: int) -> ResponseReturnValue:
    """Note what happened; the proposals follow in a moment."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    fields = request.form
    incident = Incident(
        fields.get("kind", ""),
        fields.get("venue", ""),
        fields.get("place", type=int),
        fields.get("minutes", type=int),
        fields.get("who", ""),
    )
    try:
        row = race_day.report(act, competition, incident)
    except Refusal as refusal:
        start_over()
        return _page(act, competition_id, refusal), refusal.status
    return redirect(url_for(".proposal", competition_id=competition_id, number=row.number))


@pages.get("/<int:number>")
@access(Role.ORGANIZER, Role.RACE_DESK)
def proposal(competition_id: int, number: int) -> str:
    """The proposals for one report, or that they are being looked for."""
    return _proposals(current_act(), competition_id, number)


@pages.post("/<int:number>/accept")
@access(Role.ORGANIZER)
def accept(competition_id: int, number: int) -> ResponseReturnValue:
    """Put a proposal in force; the reason is what was reported."""
    act = current_act()
    row = _row(act, competition_id, number)
    try:
        timetable.adopt(act, row, " ".join(sentence(each) for each in timetable.changes_of(row)))
    except Refusal as refusal:
        start_over()
        return _proposals(act, competition_id, number, refusal), refusal.status
    flash(_("第 %(number)s 版赛程已采用，检录处和公开页面同时更新。", number=number), "success")
    return redirect(url_for(".show", competition_id=competition_id))


def _row(act: Act, competition_id: int, number: int) -> TimetablePlan:
    return queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)


def _page(act: Act, competition_id: int, refusal: Refusal | None = None) -> str:
    competition = queries.competition(act.session, competition_id)
    standing = timetable.adopted_plan(act, competition)
    return render_template(
        "desk/race_day.html",
        competition=competition,
        chapter="day",
        board=race_day.board(act, competition),
        standing=standing,
        before=timetable.predecessor(act, standing) if standing else None,
        waiting=len(standing.plan["unplaced"]) if standing and standing.plan else 0,
        officials=timetable.officials(act, competition),
        reports=[(row, timetable.changes_of(row)) for row in race_day.open_reports(act, competition)],
        faults=refusal.faults if refusal else (),
    )


def _proposals(act: Act, competition_id: int, number: int, refusal: Refusal | None = None) -> str:
    competition = queries.competition(act.session, competition_id)
    row = _row(act, competition_id, number)
    basis = queries.one(
        act.session, TimetablePlan, competition_id=competition_id, number=row.basis_number or row.number
    )
    _, _, before = timetable.drafted(act, competition, basis)
    ways = []
    for each in race_day.proposals(act, row):
        if each.state != "planning" and each.plan and "heats" in each.plan:
            names, plan, heats = timetable.drafted(act, competition, each)
            ways.append((each, timetable.compared(before, heats), timetable.left_over(names, plan)))
    names = timetable.drafted(act, competition, row)[0]
    job = timetable.job_of(act, row)
    return render_template(
        "desk/proposals.html",
        competition=competition,
        chapter="day",
        row=row,
        basis=basis,
        ways=ways,
        changes=timetable.changes_of(row),
        reasons=timetable.failure_reasons(names, row),
        searching=job is not None and job.state in ("queued", "running"),
        faults=refusal.faults if refusal else (),
    )
