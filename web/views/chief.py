"""The chief judge's table: how far apart the judges lie, sending a sheet back, ruling on equal works."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db.models import PanelSeat
from web.forms.judging import read_order, read_version
from web.services import judging, panel, results, rules
from web.services.act import Act
from web.services.judging.tie import TIE_RULE
from web.services.refusals import Fault, Refusal

pages = Blueprint("chief", __name__, url_prefix="/judging/chief")


@pages.get("/<int:contest_id>")
@access(reads_all=False)
def table(contest_id: int) -> str:
    """The works with their spread, and the minutes of the panel."""
    act = current_act()
    return _page(act, _chief(act, contest_id))


@pages.post("/<int:contest_id>/reopen")
@access(reads_all=False)
def reopen(contest_id: int) -> ResponseReturnValue:
    """Send a judge's sealed sheet back."""
    act = current_act()
    chief = _chief(act, contest_id)
    number, entry_id = (read_version(request.form.get(name, "")) for name in ("number", "entry"))
    try:
        sheet = judging.sheet_of_seat(act.session, chief.contest, number, entry_id)
        judging.reopen(act, sheet, request.form.get("reason", ""))
    except Refusal as refusal:
        return _refused(act, contest_id, refusal)
    flash(_("已退回，评委可以改分后重新封存。原因已写入评审记录。"), "success")
    return redirect(url_for(".table", contest_id=contest_id))


@pages.post("/<int:contest_id>/order")
@access(reads_all=False)
def order(contest_id: int) -> ResponseReturnValue:
    """Record the order of works the rules leave equal."""
    act = current_act()
    chief = _chief(act, contest_id)
    entries = [read_version(text) for text in request.form.getlist("entry")]
    try:
        chosen = read_order({entry: request.form.get(f"place.{entry}", "") for entry in entries})
        judging.rule_on_tie(act, chief.contest, chosen, request.form.get("reason", ""))
    except Refusal as refusal:
        return _refused(act, contest_id, refusal)
    flash(_("裁定已记录。"), "success")
    return redirect(url_for(".table", contest_id=contest_id))


def _chief(act: Act, contest_id: int) -> PanelSeat:
    return judging.chief_seat(act.session, act.account_id or 0, contest_id)


def _refused(act: Act, contest_id: int, refusal: Refusal) -> ResponseReturnValue:
    start_over()
    return _page(act, _chief(act, contest_id), tuple(refusal.faults)), refusal.status


def _page(act: Act, chief: PanelSeat, faults: tuple[Fault, ...] = ()) -> str:
    contest, works = chief.contest, judging.panel_works(act, chief.contest, chief)
    ruled = TIE_RULE in rules.frozen(act, contest).ranking.ties
    return render_template(
        "judging/chief.html",
        contest=contest,
        works=works,
        seats=panel.seats_of(act, contest),
        ties=judging.equal_works(results.standings(act, contest), works) if ruled else (),
        faults=faults,
        typed=request.form,
    )
