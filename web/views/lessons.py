"""课表: lessons from a file with a preview, hours of departments, and who is away when, person by person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import select

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, Department, DepartmentHours, ImportBatch, Person, Unavailability
from web.forms.lessons import WEEKDAY_NAMES, HoursForm, LessonFileForm, PeriodsForm, clock_of, period_lines
from web.services import timetable, venues
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("lessons", __name__, url_prefix="/c/<int:competition_id>/lessons")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """The periods, the import, the hours of departments, and how many lessons are there."""
    act = current_act()
    return _page(act, queries.competition(act.session, competition_id))


@pages.post("/periods")
@access(Role.ORGANIZER)
def set_periods(competition_id: int) -> ResponseReturnValue:
    """When each period begins and ends."""
    act, form = current_act(), PeriodsForm()
    competition = queries.competition(act.session, competition_id)

    def step() -> object:
        timetable.set_periods(act, competition, form.times())
        return _("节次时间已保存；按节次导入的课表已随之调整。")

    return _done(form, competition_id, step, "periods_form")


@pages.post("/file")
@access(Role.ORGANIZER)
def upload(competition_id: int) -> ResponseReturnValue:
    """Read a file into a preview."""
    act, form = current_act(), LessonFileForm()
    competition = queries.competition(act.session, competition_id)
    if form.validate_on_submit():
        try:
            batch = timetable.stage_lessons(act, competition, form.file.data.filename or "", form.file.data.read())
        except Refusal as refusal:
            return _again(competition_id, refusal.faults, file_form=form)
        return redirect(url_for("lessons.preview", competition_id=competition_id, batch_id=batch.id))
    return _again(competition_id, (), file_form=form)


@pages.get("/files/<int:batch_id>")
@access(Role.ORGANIZER)
def preview(competition_id: int, batch_id: int) -> str:
    """What a file would bring in, person by person, and everything wrong in it with its cell."""
    act = current_act()
    batch = _batch(act, competition_id, batch_id)
    return render_template(
        "organizer/lessons_preview.html",
        competition=queries.competition(act.session, competition_id),
        chapter="timetable",
        batch=batch,
        faults=[Fault(each["code"], each["params"], each["where"]) for each in batch.faults],
        people=timetable.staged_people(act, batch),
        weekdays=WEEKDAY_NAMES,
        clock_of=clock_of,
    )


@pages.post("/files/<int:batch_id>/apply")
@access(Role.ORGANIZER)
def apply(competition_id: int, batch_id: int) -> ResponseReturnValue:
    """Bring the good lessons in."""
    act = current_act()
    count = timetable.apply_lessons(
        act, queries.competition(act.session, competition_id), _batch(act, competition_id, batch_id)
    )
    flash(_("已导入 %(n)s 节课；这些人原来的课表已被替换。", n=count), "success")
    return redirect(url_for("lessons.overview", competition_id=competition_id))


@pages.post("/remove")
@access(Role.ORGANIZER)
def remove(competition_id: int) -> ResponseReturnValue:
    """Forget every imported lesson."""
    act = current_act()
    timetable.remove_lessons(act, queries.competition(act.session, competition_id))
    flash(_("课表已全部删除。"), "success")
    return redirect(url_for("lessons.overview", competition_id=competition_id))


@pages.post("/hours")
@access(Role.ORGANIZER)
def add_hours(competition_id: int) -> ResponseReturnValue:
    """Hours in which nobody of a department is free."""
    act, form = current_act(), HoursForm()
    competition = queries.competition(act.session, competition_id)
    form.offer(_departments(act, competition))

    def step() -> object:
        department = queries.one(
            act.session, Department, id=form.department.data, trade_union_id=competition.trade_union_id
        )
        timetable.add_hours(
            act, competition, department, form.weekdays.data or (), *form.minutes, form.reason.data or ""
        )
        return _("已登记，下次编排时生效。")

    return _done(form, competition_id, step, "hours_form")


@pages.post("/hours/<int:hours_id>/remove")
@access(Role.ORGANIZER)
def remove_hours(competition_id: int, hours_id: int) -> ResponseReturnValue:
    """Forget a department's hours."""
    act = current_act()
    row = queries.one(act.session, DepartmentHours, id=hours_id, competition_id=competition_id)
    timetable.remove_hours(act, queries.competition(act.session, competition_id), row)
    flash(_("已删除。"), "success")
    return redirect(url_for("lessons.overview", competition_id=competition_id))


@pages.get("/people")
@access(Role.ORGANIZER)
def people(competition_id: int) -> str:
    """Who is away on the days of the competition: those whose name or staff number matches, else the first."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    search = request.args.get("name", "").strip()
    away = timetable.away_of(act, competition, venues.sessions(act, competition))
    found = timetable.people_away(act, competition, away, search)
    return render_template(
        "organizer/lessons_people.html",
        competition=competition,
        chapter="timetable",
        people=found,
        away=away,
        total=len(away),
        search=search,
    )


@pages.get("/people/<int:person_id>")
@access(Role.ORGANIZER)
def person(competition_id: int, person_id: int) -> str:
    """One person on the days of the competition: every stretch, and what can be done about it."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    row = queries.one(act.session, Person, id=person_id, trade_union_id=competition.trade_union_id)
    own = timetable.away_of(act, competition, venues.sessions(act, competition), person_id)
    return render_template(
        "organizer/lessons_person.html",
        competition=competition,
        chapter="timetable",
        person=row,
        away=own.get(person_id, ()),
        excused=timetable.own_windows(act, competition, person_id),
    )


@pages.post("/people/<int:person_id>/excuse")
@access(Role.ORGANIZER)
def excuse(competition_id: int, person_id: int) -> ResponseReturnValue:
    """Excuse somebody from lessons and duties in a stretch of time."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    row = queries.one(act.session, Person, id=person_id, trade_union_id=competition.trade_union_id)
    starts, ends = (datetime.fromisoformat(request.form[name]) for name in ("starts", "ends"))
    timetable.excuse(act, competition, row, starts, ends)
    flash(_("已准假：%(name)s 在这段时间可以参赛。", name=row.name), "success")
    return redirect(url_for("lessons.person", competition_id=competition_id, person_id=person_id))


@pages.post("/people/<int:person_id>/windows/<int:window_id>/remove")
@access(Role.ORGANIZER)
def remove_window(competition_id: int, person_id: int, window_id: int) -> ResponseReturnValue:
    """Take away a leave or an excuse that was noted for one person."""
    act = current_act()
    row = queries.one(act.session, Unavailability, id=window_id, person_id=person_id, competition_id=competition_id)
    timetable.remove_absence(act, queries.competition(act.session, competition_id), row)
    flash(_("已删除。"), "success")
    return redirect(url_for("lessons.person", competition_id=competition_id, person_id=person_id))


def _done(form: FlaskForm, competition_id: int, step: Callable[[], object], kept: str) -> ResponseReturnValue:
    """Take the step if the form is whole; else, or when it is refused, show the page again with what was typed."""
    faults: Sequence[Fault] = ()
    if form.validate_on_submit():
        try:
            said = step()
        except Refusal as refusal:
            faults = refusal.faults
        else:
            flash(str(said), "success")
            return redirect(url_for("lessons.overview", competition_id=competition_id))
    return _again(competition_id, faults, **{kept: form})


def _again(competition_id: int, faults: Sequence[Fault], **kept: FlaskForm) -> ResponseReturnValue:
    start_over()
    act = current_act()
    return _page(act, queries.competition(act.session, competition_id), faults, **kept), 422


def _batch(act: Act, competition_id: int, batch_id: int) -> ImportBatch:
    return queries.one(act.session, ImportBatch, id=batch_id, competition_id=competition_id, kind="lessons")


def _departments(act: Act, competition: Competition) -> list[tuple[int, str]]:
    query = select(Department.id, Department.path).where(Department.trade_union_id == competition.trade_union_id)
    return [(number, path) for number, path in act.session.execute(query.order_by(Department.path))]


def _page(act: Act, competition: Competition, faults: Sequence[Fault] = (), **kept: FlaskForm) -> str:
    hours_form = HoursForm(formdata=None)
    hours_form.offer(_departments(act, competition))
    times = timetable.periods(act, competition)
    forms = {
        "periods_form": PeriodsForm(formdata=None, lines=period_lines(times)),
        "file_form": LessonFileForm(formdata=None),
        "hours_form": hours_form,
    }
    return render_template(
        "organizer/lessons.html",
        competition=competition,
        chapter="timetable",
        times=times,
        lessons=timetable.count_lessons(act, competition),
        hours=timetable.hours(act, competition),
        weekdays=WEEKDAY_NAMES,
        clock_of=clock_of,
        faults=faults,
        kept=next(iter(kept), ""),
        **(forms | kept),
    )
