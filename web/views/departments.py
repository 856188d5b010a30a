"""The department tree: adding, renaming, moving."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, Department
from web.forms.people import LEVEL_NAMES, DepartmentChangeForm, DepartmentForm
from web.services import people
from web.services.act import Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("departments", __name__, url_prefix="/c/<int:competition_id>/people/departments")
_UNTOUCHED: tuple[Fault, ...] = ()


@pages.get("/")
@access(Role.ORGANIZER)
def tree(competition_id: int) -> str:
    """The tree with the number of people in each department."""
    competition = queries.competition(current_act().session, competition_id)
    return _page(competition, DepartmentForm(), _UNTOUCHED)


@pages.post("/")
@access(Role.ORGANIZER)
def add(competition_id: int) -> ResponseReturnValue:
    """Add a department."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = DepartmentForm()
    form.parent.choices = _parents(competition)
    if not form.validate():
        return _page(competition, form, _UNTOUCHED), 422
    try:
        parent = _parent(competition, form.parent.data)
        people.add_department(act, competition, parent, form.level.data, form.name.data or "")
    except Refusal as refusal:
        start_over()
        return _page(competition, form, refusal.faults), 422
    flash(_("部门已添加。"), "success")
    return redirect(url_for(".tree", competition_id=competition.id))


@pages.route("/<int:department_id>", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def change(competition_id: int, department_id: int) -> ResponseReturnValue:
    """Rename or move a department."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    department = people.department_of(act, competition, department_id)
    form = DepartmentChangeForm(name=department.name, parent=department.parent_id or 0)
    form.parent.choices = _parents(competition, department)
    faults = _UNTOUCHED
    if form.validate_on_submit():
        try:
            parent = _parent(competition, form.parent.data)
            people.change_department(act, competition, department, parent, form.name.data or "")
        except Refusal as refusal:
            start_over()
            faults = tuple(refusal.faults)
        else:
            flash(_("部门已更新。"), "success")
            return redirect(url_for(".tree", competition_id=competition.id))
    page = render_template(
        "organizer/people_department.html",
        competition=competition,
        chapter="people",
        department=department,
        form=form,
        faults=faults,
    )
    return page, 422 if faults or form.errors else 200


def _page(competition: Competition, form: DepartmentForm, faults: object) -> str:
    form.parent.choices = _parents(competition)
    return render_template(
        "organizer/people_departments.html",
        competition=competition,
        chapter="people",
        tree=people.tree_of(current_act(), competition),
        levels=LEVEL_NAMES,
        form=form,
        faults=faults,
    )


def _parents(competition: Competition, own: Department | None = None) -> list[SelectChoice]:
    """Where a department may hang: above its own level, never below itself."""
    lowest = people.LEVELS.index(own.kind) if own else len(people.LEVELS)
    nodes = [node for node, _count in people.tree_of(current_act(), competition)]
    fitting = [SelectChoice(node.id, node.path) for node in nodes if people.LEVELS.index(node.kind) < lowest]
    return [SelectChoice(0, _("没有上级")), *fitting]


def _parent(competition: Competition, number: int) -> Department | None:
    return people.department_of(current_act(), competition, number) if number else None
