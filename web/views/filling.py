"""成绩录入: one contest's grids to type into, the workbook to fill in, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from scoring.files.results import has_panel
from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Contest, ImportBatch
from web.forms.people import UploadForm
from web.present.filling_words import HINTS, said
from web.services import filling, rules
from web.services.act import Act, Role
from web.services.filling import FillingDesk, Grid, GridRow
from web.services.lines import Way, way_of
from web.services.refusals import Conflict, Fault, Forbidden, Refusal, refuse
from web.views.batches import workbook

pages = Blueprint("filling", __name__, url_prefix="/c/<int:competition_id>/contests/<int:contest_id>/fill")
_SHOWN_FAULTS = 300


@pages.get("/")
@access(Role.ORGANIZER, Role.RACE_DESK)
def show(competition_id: int, contest_id: int) -> str:
    """One grid with what stands in it; without grids, where the results of this contest come from."""
    act, contest = _found(competition_id, contest_id)
    try:
        desk = filling.open_desk(act, contest)
    except Forbidden:
        raise
    except Refusal as refusal:
        return _elsewhere(contest, refusal.faults)
    return _page(act, desk)


@pages.post("/")
@access(Role.ORGANIZER, Role.RACE_DESK)
def enter(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Store what was typed into one grid, all or nothing."""
    act, contest = _found(competition_id, contest_id)
    desk = filling.open_desk(act, contest)
    number, grid = _grid(desk)
    bases = {name[5:]: text for name, text in request.form.items() if name.startswith("base-")}
    reason = request.form.get("reason", "")[:300]
    try:
        stored = filling.enter_grid(act, desk, grid, request.form, bases, reason)
    except Refusal as refusal:
        start_over()
        act, contest = _found(competition_id, contest_id)
        return _page(act, filling.open_desk(act, contest), refusal), refusal.status
    flash(_("已保存 %(n)s 格。", n=stored) if stored else _("没有改动。"), "success")
    onward = number + 1 if "onward" in request.form and number < len(desk.grids) else number
    q, page = ("", 1) if onward != number else (request.values.get("q", ""), request.values.get("page", 1, type=int))
    more = {"all": "1"} if "all" in request.form and onward == number else {}
    return redirect(_address(contest, part=onward, q=q or None, page=page if page > 1 else None, **more))


@pages.get("/template.xlsx")
@access(Role.ORGANIZER, Role.RACE_DESK)
def template(competition_id: int, contest_id: int) -> Response:
    """The workbook with everybody listed and what stands there already."""
    act, contest = _found(competition_id, contest_id)
    return workbook(filling.template(filling.open_desk(act, contest)), f"{contest.name}-成绩录入.xlsx")


@pages.route("/import", methods=["GET", "POST"])
@access(Role.ORGANIZER, Role.RACE_DESK)
def upload(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Choose a file; it is read and shown before anything is stored."""
    act, contest = _found(competition_id, contest_id)
    form, faults = UploadForm(), list[Fault]()
    try:
        desk = filling.open_desk(act, contest)
        if form.validate_on_submit():
            file = form.file.data
            if not file or not file.filename:
                raise Refusal(Fault("file_missing"))
            batch = filling.stage_lines(act, desk, file.filename, file.stream.read())
            return redirect(url_for(".batch", competition_id=competition_id, contest_id=contest_id, batch_id=batch.id))
    except Forbidden:
        raise
    except Refusal as refusal:
        start_over()
        act, contest = _found(competition_id, contest_id)
        faults = [*refusal.faults]
    page = render_template("organizer/fill_upload.html", **_frame(contest), form=form, faults=faults)
    return page, 422 if request.method == "POST" else 200


@pages.get("/import/<int:batch_id>")
@access(Role.ORGANIZER, Role.RACE_DESK)
def batch(competition_id: int, contest_id: int, batch_id: int) -> str:
    """What a file would change, and everything that is wrong with it."""
    act, contest = _found(competition_id, contest_id)
    return _batch_page(act, contest, _batch(act, contest, batch_id))


@pages.post("/import/<int:batch_id>")
@access(Role.ORGANIZER, Role.RACE_DESK)
def apply(competition_id: int, contest_id: int, batch_id: int) -> ResponseReturnValue:
    """Store what a file says."""
    act, contest = _found(competition_id, contest_id)
    try:
        desk = filling.open_desk(act, contest)
        stored = filling.apply_lines(act, desk, _batch(act, contest, batch_id), request.form.get("reason", "")[:300])
    except Refusal as refusal:
        start_over()
        act, contest = _found(competition_id, contest_id)
        return _batch_page(act, contest, _batch(act, contest, batch_id), refusal.faults), refusal.status
    flash(_("已导入，%(n)s 格有变化。", n=stored), "success")
    return redirect(_address(contest))


def else_to_results(view: Callable[[int, int], str]) -> Callable[[int, int], ResponseReturnValue]:
    """A page for results of one kind; without any, it leads to where this contest's results come in."""

    @wraps(view)
    def opened(competition_id: int, contest_id: int) -> ResponseReturnValue:
        try:
            return view(competition_id, contest_id)
        except Forbidden:
            raise
        except Refusal:
            return redirect(url_for(".show", competition_id=competition_id, contest_id=contest_id))

    return opened


def desk_with(competition_id: int, contest_id: int, table: str) -> tuple[Act, FillingDesk]:
    """The desk of a contest whose rules have this table (ballot, tally); Refusal filled_elsewhere for any other."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    desk = filling.open_desk(act, contest)
    if getattr(desk.rulebook, table) is None:
        raise refuse("filled_elsewhere", contest=contest.name)
    return act, desk


def _found(competition_id: int, contest_id: int) -> tuple[Act, Contest]:
    """The contest; the race desk fills in races only."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    found = rules.current(act, contest)
    actor = act.actor
    desk_only = actor is not None and not any(
        actor.has(role, competition_id) for role in (Role.ORGANIZER, Role.AUDITOR)
    )
    if desk_only and (found is None or found[1].race is None):
        raise Forbidden(Fault("forbidden"))
    return act, contest


def _batch(act: Act, contest: Contest, batch_id: int) -> ImportBatch:
    return queries.one(act.session, ImportBatch, id=batch_id, contest_id=contest.id, kind=filling.BATCH_KIND)


def _grid(desk: FillingDesk) -> tuple[int, Grid]:
    number = min(max(request.values.get("part", 1, type=int), 1), len(desk.grids))
    return number, desk.grids[number - 1]


def _address(contest: Contest, **more: object) -> str:
    return url_for(".show", competition_id=contest.competition_id, contest_id=contest.id, **more)  # type: ignore[arg-type]


def _frame(contest: Contest) -> dict[str, object]:
    return {"competition": contest.competition, "chapter": "results", "contest": contest, "said": said}


def _elsewhere(contest: Contest, faults: Sequence[Fault]) -> str:
    return render_template("organizer/fill_elsewhere.html", **_frame(contest), faults=faults)


def _page(act: Act, desk: FillingDesk, refusal: Refusal | None = None) -> str:
    """One grid; after a refusal with everything typed so far, and each fault beside its box."""
    number, grid = _grid(desk)
    words, page = request.values.get("q", "")[:60].strip(), max(request.values.get("page", 1, type=int), 1)
    everybody = "all" in request.values or bool(words)
    rows = [row for row in desk.rows(grid, everybody=everybody) if words in said(row.label) or words in row.beside]
    shown = rows[(page - 1) * filling.PAGE : page * filling.PAGE]
    faults: Sequence[Fault] = refusal.faults if refusal else ()
    return render_template(
        "organizer/fill.html",
        **_frame(desk.contest),
        desk=desk,
        way=way_of(desk.rulebook),
        judges_missing=way_of(desk.rulebook) is Way.LINES and has_panel(desk.rulebook) and not desk.sources.seats,
        grid=grid,
        number=number,
        progress=[desk.filled(one) for one in desk.grids],
        rows=shown,
        typed=_typed(grid, shown, request.form if refusal else {}),
        page=page,
        page_count=max(1, -(-len(rows) // filling.PAGE)),
        words=words,
        listed=(len(desk.field(grid)), len(desk.sources.entries)),
        everybody="all" in request.values,
        box=filling.box,
        hint=HINTS.get(grid.hint, ""),
        faults=faults,
        wrong=_by_place(faults),
        places=_places(desk, grid, shown),
        overtaken=isinstance(refusal, Conflict),
        needs_reason=filling.change_needs_reason(act, desk.contest),
        reason=request.form.get("reason", ""),
    )


def _typed(grid: Grid, rows: Sequence[GridRow], form: Mapping[str, str]) -> dict[str, str]:
    """The text of every box shown."""
    boxes = [(filling.box(row, n), text) for row in rows for n, text in enumerate(row.texts)]
    return {name: form.get(name, text) for name, text in boxes}


def _by_place(faults: Sequence[Fault]) -> dict[str, list[Fault]]:
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.where, []).append(fault)
    return found


def _places(desk: FillingDesk, grid: Grid, rows: Sequence[GridRow]) -> dict[str, str]:
    """What each row and box is called in a list of faults."""
    found = {row.code: said(row.label) for row in rows}
    for row in rows:
        for n, column in enumerate(grid.columns):
            found[filling.box(row, n)] = f"{said(row.label)} · {said(column.label)}"
    return found


def _batch_page(act: Act, contest: Contest, found: ImportBatch, refused: Sequence[Fault] = ()) -> str:
    faults = filling.batch_faults(found)
    return render_template(
        "organizer/fill_batch.html",
        **_frame(contest),
        batch=found,
        faults=faults[:_SHOWN_FAULTS],
        all_faults=len(faults),
        refused=refused,
        needs_reason=filling.change_needs_reason(act, contest),
        reason=request.form.get("reason", ""),
    )
