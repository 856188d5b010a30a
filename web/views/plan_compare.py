"""两版对照: two plans side by side: goals, heats that came and went, everybody who moved."""

from __future__ import annotations

import io

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from web.accounts import access, current_act
from web.db import queries
from web.db.models import TimetablePlan
from web.services import timetable
from web.services.act import Act, Role
from web.services.slips import change_slips

pages = Blueprint("plan_compare", __name__, url_prefix="/c/<int:competition_id>/timetable/compare")


@pages.get("/")
@access(Role.ORGANIZER)
def choose(competition_id: int) -> ResponseReturnValue:
    """Go to the comparison of the two numbers given as `old` and `new`."""
    old, new = request.args.get("old", 1, type=int), request.args.get("new", 1, type=int)
    return redirect(url_for(".show", competition_id=competition_id, old=old, new=new))


@pages.get("/<int:old>/<int:new>")
@access(Role.ORGANIZER)
def show(competition_id: int, old: int, new: int) -> str:
    """The difference, person by person."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    before, after = (_row(act, competition_id, number) for number in (old, new))
    names, plan, heats = timetable.drafted(act, competition, after)
    names_before, plan_before, heats_before = timetable.drafted(act, competition, before)
    return render_template(
        "organizer/plan_compare.html",
        competition=competition,
        chapter="timetable",
        old=before,
        new=after,
        plans=[row for row in timetable.plans(act, competition) if row.state in ("draft", "adopted", "replaced")],
        difference=timetable.compared(heats_before, heats),
        goals=timetable.goal_pairs(
            timetable.goal_lines(names_before.problem, plan_before), timetable.goal_lines(names.problem, plan)
        ),
    )


@pages.get("/<int:old>/<int:new>/slips.pdf")
@access(Role.ORGANIZER)
def slips(competition_id: int, old: int, new: int) -> Response:
    """变动通知条: cards for those affected, to cut out and hand over."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    made = change_slips(act, competition, _row(act, competition_id, old), _row(act, competition_id, new))
    return send_file(io.BytesIO(made.body), mimetype="application/pdf", as_attachment=True, download_name=made.name)


def _row(act: Act, competition_id: int, number: int) -> TimetablePlan:
    return queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)
