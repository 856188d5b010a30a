"""场次与场地: when and where races may run, and how each contest runs in heats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, RaceSession, Venue, VenueClosure
from web.forms.timetable import (
    KIND_NAMES,
    SEEDING_NAMES,
    ClosureForm,
    HeatFormatForm,
    SessionForm,
    VenueForm,
)
from web.present.venue_picture import picture
from web.services import timetable, venues
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("venues", __name__, url_prefix="/c/<int:competition_id>/venues")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """Sessions, venues and heat formats on one page."""
    act = current_act()
    return _overview(act, queries.competition(act.session, competition_id))


@pages.post("/sessions")
@access(Role.ORGANIZER)
def add_session(competition_id: int) -> ResponseReturnValue:
    """Open a session."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = SessionForm()
    return _done(
        form, competition, lambda: venues.add_session(act, competition, form.starts, form.ends), _("场次已添加。")
    )


@pages.post("/sessions/<int:session_id>/remove")
@access(Role.ORGANIZER)
def remove_session(competition_id: int, session_id: int) -> ResponseReturnValue:
    """Take a session away."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    row = queries.one(act.session, RaceSession, id=session_id, competition_id=competition_id)
    venues.remove_session(act, competition, row)
    flash(_("场次已删除。"), "success")
    return redirect(url_for("venues.overview", competition_id=competition_id))


@pages.post("/new")
@access(Role.ORGANIZER)
def add_venue(competition_id: int) -> ResponseReturnValue:
    """Add a venue."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = VenueForm()
    return _done(form, competition, lambda: venues.add_venue(act, competition, form.shape()), _("场地已添加。"))


@pages.route("/<int:venue_id>", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def venue(competition_id: int, venue_id: int) -> ResponseReturnValue:
    """Change a venue, close and open its places."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    row = queries.one(act.session, Venue, id=venue_id, competition_id=competition_id)
    form = VenueForm(obj=row)
    if request.method == "GET":
        return _venue_page(competition, row, form)
    return _venue_done(
        form, competition, row, lambda: venues.change_venue(act, competition, row, form.shape()), _("场地已保存。")
    )


@pages.post("/<int:venue_id>/remove")
@access(Role.ORGANIZER)
def remove_venue(competition_id: int, venue_id: int) -> ResponseReturnValue:
    """Take a venue away."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    row = queries.one(act.session, Venue, id=venue_id, competition_id=competition_id)
    venues.remove_venue(act, competition, row)
    flash(_("场地已删除。"), "success")
    return redirect(url_for("venues.overview", competition_id=competition_id))


@pages.post("/<int:venue_id>/closures")
@access(Role.ORGANIZER)
def close_place(competition_id: int, venue_id: int) -> ResponseReturnValue:
    """Close a place for a while."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    row = queries.one(act.session, Venue, id=venue_id, competition_id=competition_id)
    form = ClosureForm()
    return _venue_done(
        form,
        competition,
        row,
        lambda: venues.close_places(act, competition, row, form.places(), form.starts, form.ends),
        _("关闭时段已登记。"),
    )


@pages.post("/<int:venue_id>/closures/<int:closure_id>/remove")
@access(Role.ORGANIZER)
def open_place(competition_id: int, venue_id: int, closure_id: int) -> ResponseReturnValue:
    """Open a place again."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    row = queries.one(act.session, Venue, id=venue_id, competition_id=competition_id)
    venues.open_place(act, competition, queries.one(act.session, VenueClosure, id=closure_id, venue_id=row.id))
    flash(_("已重新开放。"), "success")
    return redirect(url_for("venues.venue", competition_id=competition_id, venue_id=venue_id))


@pages.route("/formats/<int:contest_id>", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def heat_format(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """The heat format of one race contest."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    race = timetable.race_contest(act, contest)
    if race is None:
        raise queries.Missing("heat_format")
    form = HeatFormatForm(obj=race.shape)
    faults: Sequence[Fault] = ()
    if form.validate_on_submit():
        try:
            timetable.set_heat_format(act, contest, form.shape())
        except Refusal as refusal:
            start_over()
            faults = refusal.faults
        else:
            flash(_("分组方式已保存。"), "success")
            return redirect(url_for("venues.overview", competition_id=competition_id))
    page = render_template(
        "organizer/venues_format.html",
        competition=queries.competition(act.session, competition_id),
        chapter="timetable",
        contest=queries.contest(act.session, competition_id, contest_id),
        form=form,
        faults=faults,
    )
    return page, 422 if request.method == "POST" else 200


def _overview(act: Act, competition: Competition, faults: Sequence[Fault] = (), **forms: FlaskForm) -> str:
    places = venues.venues(act, competition)
    return render_template(
        "organizer/venues.html",
        competition=competition,
        chapter="timetable",
        sessions=venues.sessions(act, competition),
        venues=places,
        drawings={each.id: picture(each) for each in places},
        races=timetable.race_contests(act, competition),
        absences=timetable.count_absences(act, competition),
        kinds=KIND_NAMES,
        seedings=SEEDING_NAMES,
        faults=faults,
        **({"session_form": SessionForm(formdata=None), "venue_form": VenueForm(formdata=None)} | forms),
    )


def _done(form: FlaskForm, competition: Competition, step: Callable[[], Any], said: str) -> ResponseReturnValue:
    """Take the step if the form is whole; else, or when it is refused, show the page again with what was typed."""
    act, faults = current_act(), list[Fault]()
    kept = {"session_form" if isinstance(form, SessionForm) else "venue_form": form}
    if form.validate_on_submit():
        try:
            step()
        except Refusal as refusal:
            faults = [*refusal.faults]
        else:
            flash(said, "success")
            return redirect(url_for("venues.overview", competition_id=competition.id))
    start_over()
    return _overview(act, queries.competition(act.session, competition.id), faults, **kept), 422


def _venue_done(
    form: FlaskForm, competition: Competition, row: Venue, step: Callable[[], Any], said: str
) -> ResponseReturnValue:
    act, faults = current_act(), list[Fault]()
    numbers = (competition.id, row.id)
    if form.validate_on_submit():
        try:
            step()
        except Refusal as refusal:
            faults = [*refusal.faults]
        else:
            flash(said, "success")
            return redirect(url_for("venues.venue", competition_id=numbers[0], venue_id=numbers[1]))
    start_over()
    row = queries.one(act.session, Venue, id=numbers[1], competition_id=numbers[0])
    competition = queries.competition(act.session, numbers[0])
    return _venue_page(competition, row, form, faults), 422


def _venue_page(competition: Competition, row: Venue, form: FlaskForm, faults: Sequence[Fault] = ()) -> str:
    return render_template(
        "organizer/venues_one.html",
        competition=competition,
        chapter="timetable",
        venue=row,
        picture=picture(row),
        form=form if isinstance(form, VenueForm) else VenueForm(formdata=None, obj=row),
        closure_form=form if isinstance(form, ClosureForm) else ClosureForm(formdata=None),
        faults=faults,
    )
