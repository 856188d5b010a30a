"""别处定好的赛程: a timetable the office did not make, typed or brought in, checked and explained like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, TimetablePlan
from web.forms.fixed_timetable import FixedFileForm, HeatsForm
from web.services import timetable, venues
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal
from web.services.timetable.fixed import fill_decided, keep_decided, staff_decided
from web.services.timetable.fixed_sheet import groups_entered, read_fixed

pages = Blueprint("fixed", __name__, url_prefix="/c/<int:competition_id>/timetable")


@pages.get("/fixed")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """Bring in a file, or type the heats."""
    act = current_act()
    return _page(act, queries.competition(act.session, competition_id))


@pages.post("/fixed/file")
@access(Role.ORGANIZER)
def upload(competition_id: int) -> ResponseReturnValue:
    """Read a file and check it."""
    act, form = current_act(), FixedFileForm()
    competition = queries.competition(act.session, competition_id)

    def step() -> TimetablePlan:
        rows = read_fixed(act, competition, form.file.data.filename or "", form.file.data.read())
        return keep_decided(act, competition, rows)

    return _done(form, competition_id, step, "file_form")


@pages.post("/fixed/typed")
@access(Role.ORGANIZER)
def typed(competition_id: int) -> ResponseReturnValue:
    """Take the heats typed; the planner places the people."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = _heats_form(act, competition, HeatsForm())
    if "more" in request.form:
        form.more()
        return _page(act, competition, heats_form=_heats_form(act, competition, form))
    return _done(form, competition_id, lambda: keep_decided(act, competition, form.rows()), "heats_form")


@pages.post("/<int:number>/fill")
@access(Role.ORGANIZER)
def fill(competition_id: int, number: int) -> ResponseReturnValue:
    """Keep the heats of a plan and let the planner place the people anew."""
    act = current_act()
    row = queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)
    plan = fill_decided(act, queries.competition(act.session, competition_id), row)
    return redirect(url_for("timetable.plan", competition_id=competition_id, number=plan.number))


@pages.post("/<int:number>/staff")
@access(Role.ORGANIZER)
def staff(competition_id: int, number: int) -> ResponseReturnValue:
    """Keep heats and people of a plan and let the planner assign the officials."""
    act = current_act()
    row = queries.one(act.session, TimetablePlan, competition_id=competition_id, number=number)
    plan = staff_decided(act, queries.competition(act.session, competition_id), row)
    return redirect(url_for("timetable.plan", competition_id=competition_id, number=plan.number))


def _done(form: FlaskForm, competition_id: int, step: Callable[[], TimetablePlan], kept: str) -> ResponseReturnValue:
    """Take the step if the form is whole; else, or when it is refused, show the page again with what was typed."""
    faults: Sequence[Fault] = ()
    if form.validate_on_submit():
        try:
            plan = step()
        except Refusal as refusal:
            faults = refusal.faults
        else:
            flash(_("已存为第 %(n)s 版。", n=plan.number), "success")
            return redirect(url_for("timetable.plan", competition_id=competition_id, number=plan.number))
    start_over()
    act = current_act()
    return _page(act, queries.competition(act.session, competition_id), faults, **{kept: form}), 422


def _heats_form(act: Act, competition: Competition, form: HeatsForm) -> HeatsForm:
    """The form with the groups somebody entered in and the venues there are."""
    events = [
        (f"{race.contest.code}:{group}", f"{race.contest.name} {race.group_name(group)}".strip())
        for race, group in groups_entered(act, competition)
    ]
    form.offer(events, [(str(each.id), each.name) for each in venues.venues(act, competition)])
    return form


def _page(act: Act, competition: Competition, faults: Sequence[Fault] = (), **kept: FlaskForm) -> str:
    blank = _heats_form(act, competition, HeatsForm(formdata=None))
    first = next(iter(venues.sessions(act, competition)), None)
    blank.heats[0].day.data = first.starts.date() if first else None
    forms: dict[str, FlaskForm] = {"file_form": FixedFileForm(formdata=None), "heats_form": blank}
    return render_template(
        "organizer/timetable_fixed.html",
        competition=competition,
        chapter="timetable",
        missing=timetable.standing_in_the_way(timetable.field_of(act, competition)),
        faults=faults,
        typed="heats_form" in kept,
        **(forms | kept),
    )
