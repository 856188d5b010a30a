"""赛程: asking for a plan, watching it being made, reading it, putting it in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import TimetablePlan
from web.present.timetable_chart import charts
from web.services import timetable
from web.services.act import Act, Role
from web.services.refusals import Refusal
from web.services.timetable import HeatLine

pages = Blueprint("timetable", __name__, url_prefix="/c/<int:competition_id>/timetable")
LISTS: Mapping[str, Callable[[Sequence[HeatLine], str], Sequence[object]]] = {
    "time": timetable.narrowed,
    "heats": timetable.narrowed,
    "people": timetable.by_person,
    "departments": timetable.by_department,
    "officials": timetable.by_official,
}


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """The timetable in force, the plans made so far, and what a new one still needs."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    found = timetable.published(act, competition)
    running = timetable.running_plan(act, competition)
    return render_template(
        "organizer/timetable.html",
        competition=competition,
        chapter="timetable",
        published=found,
        charts=charts(found.heats),
        plans=timetable.plans(act, competition),
        running=running,
        job=timetable.job_of(act, running) if running else None,
        begun=timetable.has_begun(act, competition),
        missing=timetable.standing_in_the_way(timetable.field_of(act, competition)),
    )


@pages.post("/new")
@access(Role.ORGANIZER)
def ask(competition_id: int) -> ResponseReturnValue:
    """编排: ask for a plan."""
    act = current_act()
    plan = timetable.request_plan(act, queries.competition(act.session, competition_id))
    return redirect(url_for("timetable.plan", competition_id=competition_id, number=plan.number))


@pages.get("/<int:number>")
@access(Role.ORGANIZER)
def plan(competition_id: int, number: int) -> str:
    """One plan: its progress while it is made, then the chart, the lists, what it achieves, who is left over."""
    act = current_act()
    return _plan_page(act, competition_id, _row(act, competition_id, number))


@pages.post("/<int:number>/stop")
@access(Role.ORGANIZER)
def stop(competition_id: int, number: int) -> ResponseReturnValue:
    """Stop the search and keep the best plan found."""
    act = current_act()
    timetable.stop_plan(act, _row(act, competition_id, number))
    flash(_("已要求停止，会保留目前最好的方案。"), "success")
    return redirect(url_for("timetable.plan", competition_id=competition_id, number=number))


@pages.post("/<int:number>/adopt")
@access(Role.ORGANIZER)
def adopt(competition_id: int, number: int) -> ResponseReturnValue:
    """Put a plan in force, if the checker finds nothing."""
    act = current_act()
    try:
        timetable.adopt(act, _row(act, competition_id, number), request.form.get("reason", "")[:300])
    except Refusal as refusal:
        start_over()
        return _plan_page(act, competition_id, _row(act, competition_id, number), refusal), 422
    flash(_("第 %(number)s 版赛程已采用，检录处和公开页面同时更新。", number=number), "success")
    return redirect(url_for("timetable.overview", competition_id=competition_id))


def _row(act: Act, competition_id: int, number: int) -> TimetablePlan:
    return queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)


def _plan_page(act: Act, competition_id: int, row: TimetablePlan, refusal: Refusal | None = None) -> str:
    competition = queries.competition(act.session, competition_id)
    names, plan, heats = timetable.drafted(act, competition, row)
    order, search = request.args.get("order", "time"), request.args.get("name", "").strip()
    to_heats = url_for("timetable.plan", competition_id=competition_id, number=row.number, order="heats")
    standing, before = timetable.adopted_plan(act, competition), timetable.predecessor(act, row)
    order = order if order in LISTS else "time"
    difference = timetable.compared(timetable.drafted(act, competition, before)[2], heats) if before else None
    return render_template(
        "organizer/timetable_plan.html",
        competition=competition,
        chapter="timetable",
        plan=row,
        job=timetable.job_of(act, row),
        progress=timetable.goals_under_way(timetable.job_of(act, row)),
        headline=timetable.headline(names.problem, plan),
        clashes=timetable.clashes_told(act, competition, names, row),
        goals=timetable.goal_lines(names.problem, plan),
        left_over=timetable.left_over(names, plan),
        unstaffed=timetable.unstaffed(names, plan),
        reasons=timetable.failure_reasons(names, row),
        heats=heats,
        charts=charts(heats, lambda heat: f"{to_heats}#heat-{heat.key}"),
        order=order,
        search=search,
        listed=LISTS[order](heats, search),
        has_officials=any(heat.officials for heat in heats),
        changed=difference.keys if difference else (),
        standing=standing,
        before=before,
        difference=difference,
        changes=timetable.changes_of(row),
        exceptions=timetable.exceptions_of(act, names, row),
        officials=names.officials,
        faults=refusal.faults if refusal else (),
        reason=request.form.get("reason", ""),
    )
