"""Adding entries by hand: people ticked from those who may enter, a family, a department, unions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, Contest
from web.forms.entries import FamilyForm
from web.services import entries, people
from web.services.act import Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("entering", __name__, url_prefix="/c/<int:competition_id>/entries/<int:contest_id>/add")


@pages.get("/")
@access(Role.ORGANIZER)
def add(competition_id: int, contest_id: int) -> str:
    """Who may still enter, found by name or department, with the reasons of those who may not."""
    return _add_page(*_found(competition_id, contest_id))


@pages.post("/people")
@access(Role.ORGANIZER)
def add_people(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Enter the people ticked."""
    competition, one = _found(competition_id, contest_id)
    numbers = request.form.getlist("person", type=int)
    return _entering(competition, one, lambda: entries.enter_people(current_act(), competition, one, numbers))


@pages.post("/family")
@access(Role.ORGANIZER)
def add_family(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Enter a family."""
    competition, one = _found(competition_id, contest_id)
    form = FamilyForm()
    if not form.validate():
        return _add_page(competition, one, family=form), 422
    said = (form.person.data or "", form.relatives.data or "", form.name.data or "")
    return _entering(
        competition, one, lambda: entries.enter_family(current_act(), competition, one, *said), family=form
    )


@pages.post("/department")
@access(Role.ORGANIZER)
def add_departments(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Enter the departments ticked."""
    competition, one = _found(competition_id, contest_id)
    numbers = request.form.getlist("department", type=int)
    return _entering(competition, one, lambda: entries.enter_departments(current_act(), competition, one, numbers))


@pages.post("/union")
@access(Role.ORGANIZER)
def add_union(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Enter unions by name, one a line."""
    competition, one = _found(competition_id, contest_id)
    names = request.form.get("names", "")[:20_000]
    return _entering(competition, one, lambda: entries.enter_unions(current_act(), competition, one, names))


def _found(competition_id: int, contest_id: int) -> tuple[Competition, Contest]:
    act = current_act()
    return queries.competition(act.session, competition_id), queries.contest(act.session, competition_id, contest_id)


def _entering(
    competition: Competition, contest: Contest, step: Callable[[], object], **forms: Any
) -> ResponseReturnValue:
    """Take one step of entering; a refusal comes back to the page with its input kept."""
    try:
        step()
    except Refusal as refusal:
        start_over()
        return _add_page(competition, contest, list(refusal.faults), **forms), 422
    flash(_("已报名。"), "success")
    return redirect(url_for("entries.contest", competition_id=competition.id, contest_id=contest.id))


def _add_page(
    competition: Competition, contest: Contest, faults: list[Fault] | None = None, family: FamilyForm | None = None
) -> str:
    act = current_act()
    rulebook = entries.rulebooks(act, [contest]).get(contest.id)
    kind = rulebook.placed.value if rulebook else ""
    words = request.values.get("q", "")[:60]
    found, total = entries.candidates(act, competition, contest, words) if kind == "person" else ((), 0)
    entered = {row.entrant.department_id for row in entries.entries_of_contest(act, contest)}
    return render_template(
        "organizer/entries_add.html",
        competition=competition,
        chapter="entries",
        contest=contest,
        rulebook=rulebook,
        kind=kind,
        candidates=found,
        total=total,
        words=words,
        family=family or FamilyForm(formdata=None),
        departments=people.tree_of(act, competition) if kind == "department" else (),
        entered=entered,
        ticked_departments=set(request.form.getlist("department", type=int)),
        union_names=request.form.get("names", competition.trade_union.name),
        ticked=set(request.form.getlist("person", type=int)),
        faults=faults or [],
    )
