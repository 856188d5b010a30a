"""The organizer's pages of judges and panels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, Contest, Department, Judge, PanelSeat
from web.forms.judging import REASONS, JudgeForm, SeatForm
from web.services import accounts, judging, panel, rules
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("panel", __name__, url_prefix="/c/<int:competition_id>/panel")

Change = Callable[[Act, Contest], str]
"""One change of a panel; gives back the sentence that says what was done."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A judge's personal link, to be shown this once."""

    judge: Judge
    address: str
    picture: str


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """The judges of the competition and the panel of each judged contest."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return _overview(act, competition, _judge_form(act, competition))


@pages.post("/judges")
@access(Role.ORGANIZER)
def add_judge(competition_id: int) -> ResponseReturnValue:
    """Add a judge from the staff list or from outside."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = _judge_form(act, competition)
    try:
        judge = _added(act, competition, form)
    except Refusal as refusal:
        start_over()
        competition = queries.competition(act.session, competition_id)
        return _overview(act, competition, form, refusal.faults), refusal.status
    flash(_("已添加评委%(name)s。", name=judge.name), "success")
    return redirect(url_for(".overview", competition_id=competition_id))


@pages.post("/judges/<int:judge_id>/link")
@access(Role.ORGANIZER)
def new_link(competition_id: int, judge_id: int) -> str:
    """A new personal link for one judge; shown on this page only."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    judge = queries.one(act.session, Judge, id=judge_id, competition_id=competition_id)
    return _slips(competition, [_slip(act, judge)])


@pages.post("/judges/<int:judge_id>/revoke")
@access(Role.ORGANIZER)
def revoke(competition_id: int, judge_id: int) -> ResponseReturnValue:
    """Take a judge's link back."""
    act = current_act()
    judge = queries.one(act.session, Judge, id=judge_id, competition_id=competition_id)
    panel.revoke_link(act, judge)
    flash(_("%(name)s的链接已收回，用它打开的浏览器也已退出。", name=judge.name), "success")
    return redirect(url_for(".overview", competition_id=competition_id))


@pages.post("/links")
@access(Role.ORGANIZER)
def new_links(competition_id: int) -> ResponseReturnValue:
    """Slips to print for every judge who has no working link yet."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    standing = panel.link_standings(act, competition)
    judges = [judge for judge in panel.judges_of(act, competition) if judge.account_id not in standing]
    if not judges:
        flash(_("每位评委都已有链接；需要时请逐个换发。"), "info")
        return redirect(url_for(".overview", competition_id=competition_id))
    return _slips(competition, [_slip(act, judge) for judge in judges])


@pages.get("/<int:contest_id>")
@access(Role.ORGANIZER)
def contest(competition_id: int, contest_id: int) -> str:
    """One contest's panel: seats, progress, what to do next, minutes."""
    act = current_act()
    return _contest_page(act, queries.contest(act.session, competition_id, contest_id))


@pages.post("/<int:contest_id>/open")
@access(Role.ORGANIZER)
def open_panel(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Make the sheets."""
    return _change(competition_id, contest_id, _open)


@pages.post("/<int:contest_id>/seats")
@access(Role.ORGANIZER)
def add_seat(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Seat a judge."""
    return _change(competition_id, contest_id, _seat)


@pages.post("/<int:contest_id>/seats/<int:seat_id>/chief")
@access(Role.ORGANIZER)
def make_chief(competition_id: int, contest_id: int, seat_id: int) -> ResponseReturnValue:
    """Make a seat the chief judge's."""

    def change(act: Act, contest: Contest) -> str:
        panel.set_chief(act, _standing_seat(act, contest, seat_id), request.form.get("reason", ""))
        return str(_("评委组长已指定。"))

    return _change(competition_id, contest_id, change)


@pages.post("/<int:contest_id>/seats/<int:seat_id>/leave")
@access(Role.ORGANIZER)
def leave(competition_id: int, contest_id: int, seat_id: int) -> ResponseReturnValue:
    """Take a judge out of the panel, or put another in the place."""

    def change(act: Act, contest: Contest) -> str:
        row, reason = _standing_seat(act, contest, seat_id), request.form.get("reason", "")
        successor = request.form.get("successor", "")
        if not successor.isdecimal() or successor == "0":
            voided = panel.leave(act, row, reason)
            return str(_("评委已离开评委会，作废评分表 %(count)s 份。", count=voided))
        judge = queries.one(act.session, Judge, id=int(successor), competition_id=contest.competition_id)
        panel.replace(act, row, judge, reason)
        return str(_("评委已更换；新评委从空白评分表开始。"))

    return _change(competition_id, contest_id, change)


def _open(act: Act, contest: Contest) -> str:
    opened = judging.open_sheets(act, contest)
    text = _(
        "评审已开启：新建评分表 %(made)s 份，按规则回避共 %(recused)s 份。", made=opened.made, recused=opened.recused
    )
    return str(text)


def _seat(act: Act, contest: Contest) -> str:
    form = _seat_form(act, contest)
    if not form.validate():
        raise Refusal(Fault("seat_judge_missing"))
    judge = queries.one(act.session, Judge, id=form.judge.data, competition_id=contest.competition_id)
    panel.seat(act, contest, judge, bool(form.chief.data), form.reason.data or "")
    return str(_("%(name)s已进入评委会。", name=judge.name))


def _change(competition_id: int, contest_id: int, change: Change) -> ResponseReturnValue:
    """Carry one change of a panel out and say what was done, or show the page again with every fault."""
    act = current_act()
    row = queries.contest(act.session, competition_id, contest_id)
    try:
        said = change(act, row)
    except Refusal as refusal:
        start_over()
        row = queries.contest(act.session, competition_id, contest_id)
        return _contest_page(act, row, refusal.faults), refusal.status
    flash(said, "success")
    return redirect(url_for(".contest", competition_id=competition_id, contest_id=contest_id))


def _standing_seat(act: Act, contest: Contest, seat_id: int) -> PanelSeat:
    return queries.one(act.session, PanelSeat, id=seat_id, contest_id=contest.id)


def _added(act: Act, competition: Competition, form: JudgeForm) -> Judge:
    """The judge the form describes: from the staff list, or from outside by name and department."""
    if not form.validate():
        raise Refusal(Fault("judge_form_unclear"))
    if request.form.get("source") == "staff":
        person = panel.staff_member(act, competition, form.staff.data or "")
        return panel.add_judge(act, competition, "", None, person)
    department = None
    if form.department.data:
        where = {"id": form.department.data, "trade_union_id": competition.trade_union_id}
        department = queries.one(act.session, Department, **where)
    return panel.add_judge(act, competition, form.name.data or "", department)


def _judge_form(act: Act, competition: Competition) -> JudgeForm:
    form = JudgeForm()
    houses = [SelectChoice(house.id, house.path) for house in panel.departments_of(act, competition)]
    form.department.choices = [SelectChoice(0, _("外单位")), *houses]
    return form


def _seat_form(act: Act, contest: Contest) -> SeatForm:
    form = SeatForm()
    form.judge.choices = [SelectChoice(judge.id, judge.name) for judge in panel.unseated(act, contest)]
    return form


def _overview(act: Act, competition: Competition, form: JudgeForm, faults: Sequence[Fault] = ()) -> str:
    return render_template(
        "organizer/panel.html",
        competition=competition,
        chapter="panel",
        cards=panel.panel_cards(act, competition),
        judges=panel.judges_of(act, competition),
        seats=panel.seats_by_judge(act, competition),
        links=panel.link_standings(act, competition),
        staff=panel.staff_choices(act, competition),
        form=form,
        faults=faults,
    )


def _contest_page(act: Act, contest: Contest, faults: Sequence[Fault] = ()) -> str:
    known = rules.current(act, contest)
    progress = judging.progress(act, contest)
    seats = [judge.seat for judge in progress.seats]
    return render_template(
        "organizer/panel_contest.html",
        competition=contest.competition,
        chapter="panel",
        contest=contest,
        frozen=known is not None and known[0].state == "frozen",
        judging=known[1].judging if known else None,
        progress=progress,
        advice=panel.advise(act, contest, seats, known[1] if known else None) if seats else [],
        alarms=judging.alarms(act, contest) if progress.due else 0,
        begun=panel.begun(act, contest),
        minutes=panel.minutes_of(act, contest),
        left=[seat for seat in panel.seats_of(act, contest, with_left=True) if seat.left_at],
        form=_seat_form(act, contest),
        candidates=panel.unseated(act, contest),
        reasons=REASONS,
        faults=faults,
    )


def _slip(act: Act, judge: Judge) -> Slip:
    address = accounts.link_address(act, panel.judge_link(act, judge))
    return Slip(judge, address, segno.make(address, error="m").svg_data_uri(scale=6, border=2))


def _slips(competition: Competition, slips: Sequence[Slip]) -> str:
    return render_template("organizer/panel_slips.html", competition=competition, chapter="panel", slips=slips)
