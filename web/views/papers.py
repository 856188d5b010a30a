"""逐张选票: one ballot to type in or to correct, and which numbers there are."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, start_over
from web.db.models import Contest
from web.present.filling_words import said
from web.services import filling
from web.services.act import Act, Role
from web.services.filling import FillingDesk, Paper
from web.services.refusals import Fault, Refusal
from web.views.filling import desk_with, else_to_results
from web.views.filling import pages as filling_pages


@filling_pages.get("/papers")
@access(Role.ORGANIZER)
@else_to_results
def paper(competition_id: int, contest_id: int) -> str:
    """The ballot asked for, else an empty one with the next number."""
    act, desk = desk_with(competition_id, contest_id, "ballot")
    number = request.args.get("number", "").strip() or filling.next_number(desk)
    return _page(act, desk, filling.paper_of(desk, number))


@filling_pages.post("/papers")
@access(Role.ORGANIZER)
def enter_paper(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Store one ballot and show the next one, or take one out of the count."""
    act, desk = desk_with(competition_id, contest_id, "ballot")
    read, reason = _typed(desk), request.form.get("reason", "")[:300]
    try:
        if "strike" in request.form:
            filling.strike_paper(act, desk, read.number, reason)
            flash(_("票号 %(number)s 不再计入。", number=read.number), "success")
        else:
            filling.enter_paper(act, desk, read, reason)
            flash(_("票号 %(number)s 已保存。", number=read.number), "success")
    except Refusal as refusal:
        start_over()
        act, desk = desk_with(competition_id, contest_id, "ballot")
        return _page(act, desk, read, refusal.faults), refusal.status
    return redirect(
        url_for(".paper", competition_id=competition_id, contest_id=contest_id, voters=read.voter_class or None)
    )


def _typed(desk: FillingDesk) -> Paper:
    form = request.form
    marks = {
        (entry.id, item.code): form.get(filling.box_name(entry.id, item.code), "")
        for entry in desk.sources.entries
        for item, _grades in filling.boxes(desk.rulebook)
    }
    return Paper(
        number=form.get("number", "").strip(),
        voter_class=form.get("class", ""),
        void="void" in form,
        marks=marks,
        base=form.get("base", ""),
    )


def _page(act: Act, desk: FillingDesk, shown: Paper, faults: Sequence[Fault] = ()) -> str:
    contest: Contest = desk.contest
    known = filling.papers_of(desk)
    return render_template(
        "organizer/fill_paper.html",
        competition=contest.competition,
        chapter="results",
        contest=contest,
        said=said,
        desk=desk,
        paper=shown,
        entered=bool(shown.base),
        voter_class=shown.voter_class or request.args.get("voters", ""),
        papers=known,
        counts={
            one.code: sum(1 for paper in known if paper.voter_class == one.code) for one in desk.rulebook.voter_classes
        },
        boxes=filling.boxes(desk.rulebook),
        box_name=filling.box_name,
        faults=faults,
        wrong={fault.where for fault in faults},
        needs_reason=filling.change_needs_reason(act, contest),
        reason=request.form.get("reason", ""),
    )
