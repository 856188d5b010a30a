"""手工调整: moves tried on a copy of a plan, one after the other; the checker answers at once.

The moves stand in the address, so that going back undoes one and nothing is stored before all is well.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import TimetablePlan
from web.forms.plan_moves import moves_of, text_of, typed_move
from web.present.timetable_chart import charts
from web.services import timetable
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("plan_moves", __name__, url_prefix="/c/<int:competition_id>/timetable/<int:number>/moves")


@pages.get("/")
@access(Role.ORGANIZER)
def show(competition_id: int, number: int) -> ResponseReturnValue:
    """The plan with the moves so far, what they break, the difference, and the heat that was chosen."""
    act = current_act()
    texts, heat = request.args.getlist("step"), request.args.get("heat", "")
    if "kind" not in request.args:
        return _page(act, competition_id, number, texts)
    try:
        trial = _tried(act, competition_id, number, texts)
        step = text_of(typed_move(request.args, trial))
        _tried(act, competition_id, number, [*texts, step])
    except Refusal as refusal:
        return _page(act, competition_id, number, texts, refusal.faults), refusal.status
    return redirect(url_for(".show", competition_id=competition_id, number=number, step=[*texts, step], heat=heat))


@pages.post("/")
@access(Role.ORGANIZER)
def keep(competition_id: int, number: int) -> ResponseReturnValue:
    """Store the moved copy as a new draft."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    texts = request.form.getlist("step")
    try:
        row = timetable.keep_moves(act, competition, _row(act, competition_id, number), moves_of(texts))
    except Refusal as refusal:
        start_over()
        return _page(act, competition_id, number, texts, refusal.faults), refusal.status
    flash(_("已另存为第 %(new)s 版草稿，第 %(old)s 版没有改动。", new=row.number, old=number), "success")
    return redirect(url_for("timetable.plan", competition_id=competition_id, number=row.number))


def _row(act: Act, competition_id: int, number: int) -> TimetablePlan:
    return queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)


def _tried(act: Act, competition_id: int, number: int, texts: list[str]) -> timetable.Trial:
    competition = queries.competition(act.session, competition_id)
    return timetable.tried(act, competition, _row(act, competition_id, number), moves_of(texts))


def _page(act: Act, competition_id: int, number: int, texts: list[str], refused: Sequence[Fault] = ()) -> str:
    trial = _tried(act, competition_id, number, texts)
    heat, search = request.args.get("heat", ""), request.args.get("name", "").strip()
    chosen = next((line for line in trial.heats if line.key == heat), None)

    def link(key: str) -> str:
        return url_for(
            ".show", competition_id=competition_id, number=number, step=texts, heat=key, _anchor="chosen-heat"
        )

    return render_template(
        "organizer/plan_moves.html",
        competition=queries.competition(act.session, competition_id),
        chapter="timetable",
        number=number,
        texts=texts,
        trial=trial,
        refused=refused,
        faults=() if list(refused) == list(trial.faults) else trial.faults,
        chosen=chosen,
        waiting=[each for each in trial.plan.unplaced if chosen and each.event == chosen.series],
        same_event=[line for line in trial.heats if chosen and line.series == chosen.series],
        search=search,
        people=timetable.by_person(trial.heats, search) if search else (),
        charts=charts(trial.heats, lambda line: link(line.key)),
        link=link,
    )
