"""One competition's desk: what is done, what comes next; starting one's own, copying one, its own facts."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act
from web.db import queries
from web.forms.competitions import CopyForm, OwnCompetitionForm, SettingsForm
from web.services import competitions, contests
from web.services.act import Role

pages = Blueprint("competitions", __name__)


@pages.get("/c/<int:competition_id>/")
@access(Role.ORGANIZER, Role.RACE_DESK)
def desk(competition_id: int) -> str:
    """The road from the staff list to the awards, with the next step lit."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    steps = competitions.road(act, competition)
    following = next((step for step in steps if not step.finished), None)
    return render_template(
        "organizer/desk.html", competition=competition, chapter="desk", steps=steps, following=following
    )


@pages.route("/start", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR, Role.ORGANIZER)
def start_own() -> ResponseReturnValue:
    """Start an own competition; the example stays as it is."""
    form = OwnCompetitionForm()
    if not form.validate_on_submit():
        return render_template("organizer/start_own.html", form=form), 422 if form.errors else 200
    competition = competitions.start_own(current_act(), form.union.data or "", form.name.data or "")
    flash(_("新赛事已建立。先导入职工名单吧。"), "success")
    return redirect(url_for("competitions.desk", competition_id=competition.id))


@pages.route("/c/<int:competition_id>/copy", methods=["GET", "POST"])
@access(Role.ORGANIZER, reads_all=False)
def copy(competition_id: int) -> ResponseReturnValue:
    """Copy contests, rules, venues and fund for another year; every reference date has to be confirmed anew."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = CopyForm(name=competition.name, year=competition.year + 1)
    if not form.validate_on_submit():
        page = render_template("organizer/copy.html", competition=competition, chapter="office", form=form)
        return page, 422 if form.errors else 200
    made = contests.copy_competition(act, competition, form.name.data or "", form.year.data or 0)
    flash(_("已复制。每个项目的年龄计算截止日都要重新确认，确认前不能冻结规则。"), "success")
    return redirect(url_for("contests.overview", competition_id=made.id))


@pages.route("/c/<int:competition_id>/settings", methods=["GET", "POST"])
@access(Role.ORGANIZER, reads_all=False)
def settings(competition_id: int) -> ResponseReturnValue:
    """Name, issuer, year and certificate prefix; what was published before keeps what it said."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = SettingsForm(obj=competition)
    if not form.validate_on_submit():
        page = render_template("organizer/settings.html", competition=competition, chapter="office", form=form)
        return page, 422 if form.errors else 200
    competitions.change_settings(
        act,
        competition,
        name=form.name.data or "",
        issuer=form.issuer.data or "",
        year=form.year.data or 0,
        certificate_prefix=form.certificate_prefix.data or "",
    )
    flash(_("已保存。已经公布的结果和发出的证书不受影响。"), "success")
    return redirect(url_for("office.overview", competition_id=competition_id))
