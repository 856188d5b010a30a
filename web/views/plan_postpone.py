"""遇雨顺延: sessions of a plan go to another time, tried first, kept as a new draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import TimetablePlan
from web.services import timetable, venues
from web.services.act import Act, Role
from web.services.refusals import Refusal, refuse
from web.services.timetable import Postponement

pages = Blueprint("plan_postpone", __name__, url_prefix="/c/<int:competition_id>/timetable/<int:number>/postpone")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was filled in: which sessions, the new start of the first of them, whether clashing people are left out."""

    sessions: tuple[int, ...] = ()
    day: str = ""
    clock: str = ""
    leave_out: bool = False

    @property
    def to(self) -> datetime:
        """The new start; refuses postpone_when."""
        try:
            return datetime.fromisoformat(f"{self.day}T{self.clock}")
        except ValueError:
            raise refuse("postpone_when") from None


@pages.get("/")
@access(Role.ORGANIZER)
def show(competition_id: int, number: int) -> ResponseReturnValue:
    """Choose sessions and the new time; with both, what would come of it."""
    act, asked = current_act(), _asked(request.args)
    if not asked.sessions and not asked.day:
        return _page(act, competition_id, number, asked)
    try:
        return _page(act, competition_id, number, asked, _found(act, competition_id, number, asked))
    except Refusal as refusal:
        return _page(act, competition_id, number, asked, None, refusal), refusal.status


@pages.post("/")
@access(Role.ORGANIZER)
def keep(competition_id: int, number: int) -> ResponseReturnValue:
    """Store the postponed plan as a draft."""
    act, asked = current_act(), _asked(request.form)
    competition = queries.competition(act.session, competition_id)
    try:
        found = _found(act, competition_id, number, asked)
        row = timetable.keep_postponed(act, competition, _row(act, competition_id, number), found)
    except Refusal as refusal:
        start_over()
        return _page(act, competition_id, number, asked, None, refusal), refusal.status
    flash(_("已另存为第 %(new)s 版草稿；采用时场次同时改期。", new=row.number), "success")
    return redirect(url_for("timetable.plan", competition_id=competition_id, number=row.number))


def _asked(fields: MultiDict[str, str]) -> Asked:
    sessions = tuple(int(each) for each in fields.getlist("session") if each.isdecimal())
    return Asked(sessions, fields.get("day", ""), fields.get("clock", ""), fields.get("leave") == "1")


def _row(act: Act, competition_id: int, number: int) -> TimetablePlan:
    return queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)


def _found(act: Act, competition_id: int, number: int, asked: Asked) -> Postponement:
    competition = queries.competition(act.session, competition_id)
    row = _row(act, competition_id, number)
    return timetable.postponed(act, competition, row, asked.sessions, asked.to, leave_out=asked.leave_out)


def _page(
    act: Act,
    competition_id: int,
    number: int,
    asked: Asked,
    found: Postponement | None = None,
    refusal: Refusal | None = None,
) -> str:
    competition = queries.competition(act.session, competition_id)
    return render_template(
        "organizer/plan_postpone.html",
        competition=competition,
        chapter="timetable",
        number=_row(act, competition_id, number).number,
        sessions=venues.sessions(act, competition),
        asked=asked,
        found=found,
        faults=refusal.faults if refusal else (),
    )
