"""The judge's tablet: the works assigned, one sheet a page, sealing, standing aside; the chief judge's table.

Whoever is signed in may call; every row is looked up under the caller's own seat, so others' sheets do not exist.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db.models import Account, Sheet
from web.db.queries import Missing
from web.forms.judging import (
    REASONS,
    MarksInput,
    RecusalForm,
    as_operation,
    field_name,
    read_marks,
    read_operation,
    read_version,
    read_versions,
)
from web.present.messages import sentence
from web.services import judging
from web.services.act import Act
from web.services.judging import ContestWorks, SheetView
from web.services.refusals import Conflict, Fault, Refusal

pages = Blueprint("judging", __name__, url_prefix="/judging")


@pages.get("/")
@access(reads_all=False)
def works() -> str:
    """The judge's contests and works."""
    return render_template("judging/works.html", contests=_works(current_act()))


@pages.get("/<int:seat_id>/<int:entry_id>")
@access(reads_all=False)
def sheet(seat_id: int, entry_id: int) -> str:
    """One sheet: to be marked, or to be read once sealed."""
    act = current_act()
    return _sheet_page(act, _own(act, seat_id, entry_id))


@pages.post("/<int:seat_id>/<int:entry_id>")
@access(reads_all=False)
def save(seat_id: int, entry_id: int) -> ResponseReturnValue:
    """Save the marks as a draft and go where the button says."""
    act = current_act()
    own = _own(act, seat_id, entry_id)
    given = read_marks(judging.sheet_view(act, own).rubric, request.form)
    try:
        _save(act, own, given)
    except Conflict:
        return _conflict_page(seat_id, entry_id, given), 409
    except Refusal as refusal:
        start_over()
        return _sheet_page(act, _own(act, seat_id, entry_id), given, refusal), 422
    flash(_("已保存，第 %(version)s 版。", version=own.version), "success")
    return redirect(_after_save(act, own))


@pages.put("/<int:seat_id>/<int:entry_id>/marks")
@access(reads_all=False)
def autosave(seat_id: int, entry_id: int) -> ResponseReturnValue:
    """The same save for the page's script: {op, base_version, marks, comment} in, {version, ...} out."""
    act = current_act()
    own = _own(act, seat_id, entry_id)
    try:
        number, given = read_operation(request.get_json(silent=True))
        answer = judging.save_once(act, own, as_operation(number, given))
    except Refusal as refusal:
        start_over()
        faults = [{"where": fault.where, "text": sentence(fault)} for fault in refusal.faults]
        return jsonify(faults=faults), refusal.status
    return jsonify(answer)


@pages.get("/<int:seat_id>/<int:entry_id>/seal")
@access(reads_all=False)
def confirm_seal(seat_id: int, entry_id: int) -> ResponseReturnValue:
    """All marks once more before they are sealed."""
    act = current_act()
    view = judging.sheet_view(act, _own(act, seat_id, entry_id))
    if view.line.state != "open":
        return redirect(url_for(".sheet", seat_id=seat_id, entry_id=entry_id))
    return render_template("judging/seal.html", view=view, faults=())


@pages.post("/<int:seat_id>/<int:entry_id>/seal")
@access(reads_all=False)
def seal(seat_id: int, entry_id: int) -> ResponseReturnValue:
    """Seal the sheet; its page is then the receipt."""
    act = current_act()
    own = _own(act, seat_id, entry_id)
    if own.state != "sealed":
        try:
            judging.seal(act, own, read_version(request.form.get("base_version", "")))
        except Refusal as refusal:
            start_over()
            view = judging.sheet_view(act, _own(act, seat_id, entry_id))
            return render_template("judging/seal.html", view=view, faults=_named(refusal, view)), refusal.status
        flash(_("已封存，下面是回执。"), "success")
    return redirect(url_for(".sheet", seat_id=seat_id, entry_id=entry_id))


@pages.route("/<int:seat_id>/seal-all", methods=["GET", "POST"])
@access(reads_all=False)
def seal_ready(seat_id: int) -> ResponseReturnValue:
    """All complete sheets of a contest: listed with their marks, sealed together."""
    act = current_act()
    own = _own_contest(act, seat_id)
    if request.method == "GET":
        return render_template("judging/seal_all.html", own=own, faults=())
    try:
        sealed = judging.seal_all(
            act, read_versions(request.form), judging.own_seat(act.session, act.account_id or 0, seat_id)
        )
    except Refusal as refusal:
        start_over()
        own = _own_contest(act, seat_id)
        return render_template("judging/seal_all.html", own=own, faults=refusal.faults), refusal.status
    flash(_("已封存 %(count)s 份评分表。", count=len(sealed)), "success")
    return redirect(url_for(".works"))


@pages.route("/<int:seat_id>/<int:entry_id>/recusal", methods=["GET", "POST"])
@access(reads_all=False)
def recusal(seat_id: int, entry_id: int) -> ResponseReturnValue:
    """Stand aside from a work, with a coded reason."""
    act, form = current_act(), RecusalForm()
    own = _own(act, seat_id, entry_id)
    if request.method == "GET":
        return render_template("judging/recusal.html", view=judging.sheet_view(act, own), form=form, faults=())
    try:
        judging.declare_recusal(act, own, form.reason.data or "", form.note.data or "")
    except Refusal as refusal:
        start_over()
        view = judging.sheet_view(act, _own(act, seat_id, entry_id))
        return render_template("judging/recusal.html", view=view, form=form, faults=refusal.faults), refusal.status
    flash(_("已登记回避，这件作品不再由您评分。"), "success")
    return redirect(url_for(".works"))


def _own(act: Act, seat_id: int, entry_id: int) -> Sheet:
    """The caller's own sheet, or nothing at all."""
    return judging.sheet_of(act.session, act.account_id or 0, seat_id, entry_id)


def _works(act: Act) -> tuple[ContestWorks, ...]:
    return judging.works(act, act.session.get_one(Account, act.account_id))


def _own_contest(act: Act, seat_id: int) -> ContestWorks:
    """The caller's works of one contest, by the caller's own seat."""
    found = next((contest for contest in _works(act) if contest.seat_id == seat_id), None)
    if found is None:
        raise Missing("panel_seat")
    return found


def _save(act: Act, own: Sheet, given: MarksInput) -> None:
    """Save, or refuse with what could not be read and what the rubric forbids, all at once."""
    if given.faults:
        rubric = judging.sheet_view(act, own).rubric
        raise Refusal(*given.faults, *judging.mark_faults(rubric, given.marks))
    judging.save_marks(act, own, given.marks, given.base_version, given.comment)


def _after_save(act: Act, own: Sheet) -> str:
    """Where the pressed button leads."""
    here: dict[str, Any] = {"seat_id": own.seat_id, "entry_id": own.entry_id}
    if request.form.get("then") == "seal":
        return url_for(".confirm_seal", **here)
    if request.form.get("then") == "next":
        line = _own_contest(act, own.seat_id).following(own.entry_id)
        return url_for(".sheet", seat_id=line.seat_id, entry_id=line.entry_id) if line else url_for(".works")
    return url_for(".sheet", **here)


def _sheet_page(act: Act, own: Sheet, given: MarksInput | None = None, refusal: Refusal | None = None) -> str:
    """The sheet with what is stored, or with what was typed and what is wrong with it."""
    view = judging.sheet_view(act, own)
    by_criterion: dict[str, list[Fault]] = {}
    for fault in refusal.faults if refusal else ():
        by_criterion.setdefault(fault.where, []).append(fault)
    return render_template(
        "judging/sheet.html",
        view=view,
        contest=_own_contest(act, own.seat_id),
        given=given,
        faults=_named(refusal, view) if refusal else (),
        by_criterion=by_criterion,
        field_name=field_name,
        reasons=REASONS,
    )


def _conflict_page(seat_id: int, entry_id: int, given: MarksInput) -> str:
    """What is stored beside what was typed; nothing has been overwritten."""
    act = current_act()
    start_over()
    view = judging.sheet_view(act, _own(act, seat_id, entry_id))
    return render_template("judging/conflict.html", view=view, given=given, field_name=field_name)


def _named(refusal: Refusal, view: SheetView) -> list[Fault]:
    """Faults in the order of the page, each with the criterion's name in front."""
    names = {criterion.code: criterion.name for criterion in view.rubric} | {"comment": _("评语")}
    order = {code: place for place, code in enumerate(names)}
    ordered = sorted(refusal.faults, key=lambda fault: order.get(fault.where, -1))
    return [replace(fault, where=names.get(fault.where, "")) for fault in ordered]
