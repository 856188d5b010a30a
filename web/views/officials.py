"""裁判员: how many each heat needs, who there is, what they can do and when."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, RaceOfficial, StaffNeed
from web.forms.wishes import SKILLS, DutiesForm, NeedForm, OfficialForm, OfficialsFileForm
from web.services import timetable
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("officials", __name__, url_prefix="/c/<int:competition_id>/officials")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """What each heat needs, and the list of officials."""
    act = current_act()
    return page(act, queries.competition(act.session, competition_id))


@pages.post("/needs")
@access(Role.ORGANIZER)
def add_need(competition_id: int) -> ResponseReturnValue:
    """Say how many with a skill every heat of a contest needs."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form, faults = _need_form(act, competition, typed=True), list[Fault]()
    if form.validate_on_submit():
        contest = queries.contest(act.session, competition_id, form.contest.data)
        try:
            timetable.set_need(act, contest, form.skill.data or "", form.count.data or 0)
        except Refusal as refusal:
            faults = [*refusal.faults]
        else:
            return _back(competition_id, _("已保存，下次编排时生效。"))
    return _again(competition_id, faults, need_form=form)


@pages.post("/needs/<int:need_id>/remove")
@access(Role.ORGANIZER)
def remove_need(competition_id: int, need_id: int) -> ResponseReturnValue:
    """Forget a need."""
    act = current_act()
    need = queries.one(act.session, StaffNeed, id=need_id)
    queries.contest(act.session, competition_id, need.contest_id)
    timetable.remove_need(act, need)
    return _back(competition_id, _("已删除。"))


@pages.post("/new")
@access(Role.ORGANIZER)
def add(competition_id: int) -> ResponseReturnValue:
    """Add an official: staff by number, a guest by name."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form, faults = OfficialForm(), list[Fault]()
    if form.validate_on_submit():
        staff_no = (form.staff_no.data or "").strip()
        try:
            if staff_no:
                timetable.add_staff_official(act, competition, staff_no, form.duties())
            else:
                timetable.add_guest_official(act, competition, form.name.data or "", form.duties())
        except Refusal as refusal:
            faults = [*refusal.faults]
        else:
            return _back(competition_id, _("已加入裁判员名单。"))
    return _again(competition_id, faults, form=form)


@pages.route("/<int:official_id>", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def change(competition_id: int, official_id: int) -> ResponseReturnValue:
    """Change what an official can do and when; a window typed is added to those there."""
    act = current_act()
    official = queries.one(act.session, RaceOfficial, id=official_id, competition_id=competition_id)
    form, faults = DutiesForm(), list[Fault]()
    if request.method == "GET":
        form.skills.data, form.most_heats.data = "、".join(official.skills), official.most_heats
        form.rest_minutes.data = official.rest_minutes
    elif form.validate_on_submit():
        gone = set(request.form.getlist("gone"))
        kept = [(each.starts, each.ends) for each in official.windows if str(each.id) not in gone]
        try:
            competition = queries.competition(act.session, competition_id)
            timetable.change_official(act, competition, official, form.duties(kept))
        except Refusal as refusal:
            start_over()
            faults = [*refusal.faults]
        else:
            return _back(competition_id, _("已保存，下次编排时生效。"))
    shown = render_template(
        "organizer/officials_one.html",
        competition=queries.competition(act.session, competition_id),
        chapter="timetable",
        official=queries.one(act.session, RaceOfficial, id=official_id, competition_id=competition_id),
        form=form,
        faults=faults,
        skills=SKILLS,
    )
    return shown, 422 if request.method == "POST" else 200


@pages.post("/<int:official_id>/remove")
@access(Role.ORGANIZER)
def remove(competition_id: int, official_id: int) -> ResponseReturnValue:
    """Take an official off the list."""
    act = current_act()
    official = queries.one(act.session, RaceOfficial, id=official_id, competition_id=competition_id)
    try:
        timetable.remove_official(act, queries.competition(act.session, competition_id), official)
    except Refusal as refusal:
        return _again(competition_id, refusal.faults)
    return _back(competition_id, _("已删除。"))


def _back(competition_id: int, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("officials.overview", competition_id=competition_id))


def _again(competition_id: int, faults: Sequence[Fault], **forms: FlaskForm) -> ResponseReturnValue:
    start_over()
    act = current_act()
    return page(act, queries.competition(act.session, competition_id), faults, **forms), 422


def page(act: Act, competition: Competition, faults: Sequence[Fault] = (), **forms: FlaskForm) -> str:
    """The chapter's page with what is wrong, and with the form that was typed."""
    wishes = timetable.wishes_of(act, competition)
    races = timetable.race_contests(act, competition)
    officials = timetable.officials(act, competition)
    blank: dict[str, FlaskForm] = {
        "need_form": _need_form(act, competition),
        "form": OfficialForm(formdata=None),
        "file_form": OfficialsFileForm(formdata=None),
    }
    return render_template(
        "organizer/officials.html",
        competition=competition,
        chapter="timetable",
        races=races,
        wishes=wishes,
        officials=officials,
        short=_short(wishes, officials),
        skills=SKILLS,
        faults=faults,
        open_form=next(iter(forms), ""),
        **(blank | forms),
    )


def _short(wishes: timetable.Wishes, officials: Sequence[RaceOfficial]) -> list[tuple[str, int, int]]:
    """Skills for which there are fewer officials than one heat needs: name, needed, there."""
    found = []
    for skill in dict.fromkeys(need.skill for need in wishes.needs):
        needed = max(need.count for need in wishes.needs if need.skill == skill)
        there = sum(skill in official.skills for official in officials)
        if there < needed:
            found.append((skill, needed, there))
    return found


def _need_form(act: Act, competition: Competition, *, typed: bool = False) -> NeedForm:
    form = NeedForm() if typed else NeedForm(formdata=None)
    form.offer([(race.contest.id, race.contest.name) for race in timetable.race_contests(act, competition)])
    return form
