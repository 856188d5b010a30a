"""逐件台账: the numbered reports of a tally, one to register or to bring up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, start_over
from web.services import filling
from web.services.act import Act, Role
from web.services.filling import FillingDesk
from web.services.filling.ledger import FIELDS
from web.services.refusals import Fault, Refusal
from web.views.filling import desk_with, else_to_results
from web.views.filling import pages as filling_pages


@filling_pages.get("/reports")
@access(Role.ORGANIZER)
@else_to_results
def reports(competition_id: int, contest_id: int) -> str:
    """The reports, found by any word of theirs, and a form for a new one or for the one asked for."""
    act, desk = desk_with(competition_id, contest_id, "tally")
    shown = filling.report_of(desk, request.args.get("report", "").strip())
    texts = {**shown.texts, "whose": shown.meant}
    return _page(act, desk, texts, shown.base)


@filling_pages.post("/reports")
@access(Role.ORGANIZER)
def enter_report(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Register a report, bring it up to date, or take it out of the count."""
    act, desk = desk_with(competition_id, contest_id, "tally")
    texts = {name: request.form.get(name, "").strip() for name in FIELDS}
    base, reason = request.form.get("base", ""), request.form.get("reason", "")[:300]
    try:
        if "strike" in request.form:
            filling.strike_report(act, desk, texts["report"], reason)
            flash(_("编号 %(number)s 不再计入。", number=texts["report"]), "success")
        else:
            filling.enter_report(act, desk, texts, base, reason)
            flash(_("编号 %(number)s 已登记。", number=texts["report"]), "success")
    except Refusal as refusal:
        start_over()
        act, desk = desk_with(competition_id, contest_id, "tally")
        return _page(act, desk, texts, base, refusal.faults), refusal.status
    return redirect(url_for(".reports", competition_id=competition_id, contest_id=contest_id))


def _page(act: Act, desk: FillingDesk, texts: Mapping[str, str], base: str, faults: Sequence[Fault] = ()) -> str:
    words, page = request.args.get("q", "")[:40].strip(), max(request.args.get("page", 1, type=int), 1)
    listed = filling.reports_of(desk, words)
    departments = sorted(desk.sources.departments.values(), key=lambda one: one.path)
    return render_template(
        "organizer/fill_ledger.html",
        competition=desk.contest.competition,
        chapter="results",
        contest=desk.contest,
        desk=desk,
        texts=texts,
        base=base,
        words=words,
        page=page,
        pages=max(1, -(-len(listed) // filling.PAGE)),
        reports=listed[(page - 1) * filling.PAGE : page * filling.PAGE],
        all_reports=len(listed),
        choices={**filling.choices(desk.rulebook), "department": [(one.path, one.path) for one in departments]},
        faults=faults,
        wrong={fault.where: fault for fault in faults},
        needs_reason=filling.change_needs_reason(act, desk.contest),
        reason=request.form.get("reason", ""),
    )
