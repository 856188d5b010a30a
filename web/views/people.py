"""Pages of the people chapter: the roster, one person, adding and changing by hand."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, Person
from web.forms.people import COLUMN_NOTES, DIFFERENCE_LABELS, GENDERS, POSTS, PersonForm
from web.present.messages import sentence
from web.services import accounts, people
from web.services.act import Role
from web.services.intake import STAFF
from web.services.refusals import Refusal
from web.views import batches

pages = Blueprint("people", __name__, url_prefix="/c/<int:competition_id>/people")


@pages.get("/")
@access(Role.ORGANIZER)
def roster(competition_id: int) -> str:
    """The roster, searched and filtered, 50 a page."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    words, only = request.args.get("q", "")[:60], request.args.get("only", "")
    department_id = request.args.get("department", type=int)
    department = people.department_of(act, competition, department_id) if department_id else None
    number = request.args.get("page", 1, type=int)
    page = people.search_roster(act, competition, words=words, only=only, department=department, number=number)
    return render_template(
        "organizer/people.html",
        competition=competition,
        chapter="people",
        page=page,
        gaps=people.gaps(act, competition),
        words=words,
        only=only,
        department=department,
        posts=dict(POSTS),
        genders=dict(GENDERS),
    )


@pages.get("/<int:person_id>")
@access(Role.ORGANIZER)
def person(competition_id: int, person_id: int) -> str:
    """One person with what is known and what they take part in."""
    return _person_page(competition_id, person_id)


@pages.post("/<int:person_id>/link")
@access(Role.ORGANIZER)
def link(competition_id: int, person_id: int) -> str:
    """Make the person's own link and show it once; the one before stops working."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    one = people.person_of(act, competition, person_id)
    token = accounts.entrant_link(act, competition, one)
    return _person_page(competition_id, person_id, shown_link=(one.name, accounts.link_address(act, token)))


@pages.route("/add", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def add(competition_id: int) -> ResponseReturnValue:
    """Add one person by hand."""
    competition = queries.competition(current_act().session, competition_id)
    return _edit(competition, None)


@pages.route("/<int:person_id>/edit", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def edit(competition_id: int, person_id: int) -> ResponseReturnValue:
    """Change one person."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return _edit(competition, people.person_of(act, competition, person_id))


@pages.post("/<int:person_id>/active")
@access(Role.ORGANIZER)
def active(competition_id: int, person_id: int) -> ResponseReturnValue:
    """Mark somebody as having left, or as back."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    one = people.person_of(act, competition, person_id)
    people.set_active(act, competition, one, active=request.form.get("active") == "1")
    flash(_("已更新。"), "success")
    return redirect(url_for(".person", competition_id=competition.id, person_id=one.id))


def _edit(competition: Competition, person: Person | None) -> ResponseReturnValue:
    """Show the form, or store it; a refused form comes back with its input kept."""
    act = current_act()
    form = PersonForm(obj=person)
    choices = [SelectChoice(node.id, node.path) for node, _count in people.tree_of(act, competition)]
    form.department.choices = [SelectChoice(0, _("没有部门")), *choices]
    if request.method == "GET":
        form.department.data = person.department_id or 0 if person else 0
        return _form_page(competition, person, form)
    if not form.validate():
        return _form_page(competition, person, form), 422
    try:
        stored = _store(competition, person, form)
    except Refusal as refusal:
        start_over()
        for fault in refusal.faults:
            field = form[fault.where or "name"]
            field.errors = [*field.errors, sentence(fault)]
        return _form_page(competition, person, form), 422
    flash(_("已保存。"), "success")
    return redirect(url_for(".person", competition_id=competition.id, person_id=stored.id))


def _store(competition: Competition, person: Person | None, form: PersonForm) -> Person:
    act = current_act()
    chosen = form.department.data
    facts = people.PersonFacts(
        name=form.name.data or "",
        staff_no=form.staff_no.data or "",
        gender=form.gender.data or None,
        birth_date=form.birth_date.data or "",
        post_category=form.post_category.data or None,
        department=people.department_of(act, competition, chosen) if chosen else None,
        identity=form.identity.data or "",
    )
    if person is None:
        return people.add_person(act, competition, facts)
    people.change_person(act, competition, person, facts)
    return person


def _form_page(competition: Competition, person: Person | None, form: PersonForm) -> str:
    return render_template(
        "organizer/people_edit.html", competition=competition, chapter="people", person=person, form=form
    )


@pages.route("/upload", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def upload(competition_id: int) -> ResponseReturnValue:
    """Choose a staff list; it is staged, never stored as a file."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return batches.upload_page(
        competition,
        "organizer/people_upload.html",
        "people",
        lambda name, content: people.stage_people(act, competition, name, content),
        lambda batch_id: url_for(".batch", competition_id=competition_id, batch_id=batch_id),
        recent=people.batches(act, competition, "people"),
    )


@pages.get("/batch/<int:batch_id>")
@access(Role.ORGANIZER)
def batch(competition_id: int, batch_id: int) -> str:
    """What a list would do: every fault at once, and what is new or changed."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    one = batches.batch_of(act, competition, "people", batch_id)
    return render_template(
        "organizer/people_batch.html",
        competition=competition,
        chapter="people",
        **batches.preview(one, STAFF),
        labels=DIFFERENCE_LABELS,
        posts=dict(POSTS),
        genders=dict(GENDERS),
    )


@pages.post("/batch/<int:batch_id>/apply")
@access(Role.ORGANIZER)
def apply(competition_id: int, batch_id: int) -> ResponseReturnValue:
    """Put the good rows in; the faulty ones wait."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    counts = people.apply_batch(act, batches.batch_of(act, competition, "people", batch_id))
    flash(batches.applied_text(counts), "success")
    if counts["faulty"]:
        return redirect(url_for(".batch", competition_id=competition_id, batch_id=batch_id))
    return redirect(url_for(".roster", competition_id=competition_id))


@pages.get("/batch/<int:batch_id>/waiting.xlsx")
@access(Role.ORGANIZER)
def waiting(competition_id: int, batch_id: int) -> Response:
    """The faulty rows as a workbook to correct and bring in again."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    one = batches.batch_of(act, competition, "people", batch_id)
    return batches.workbook(people.waiting_rows(one, STAFF, batches.words), _("待改正的人员.xlsx"))


@pages.get("/template.xlsx")
@access(Role.ORGANIZER)
def template(competition_id: int) -> Response:
    """The empty staff list, all columns typed as text."""
    queries.competition(current_act().session, competition_id)
    notes = {field: str(text) for field, text in COLUMN_NOTES.items()}
    return batches.workbook(people.template(STAFF, people.STAFF_FIELDS, _("名册"), notes), _("职工名册模板.xlsx"))


def _person_page(competition_id: int, person_id: int, shown_link: tuple[str, str] | None = None) -> str:
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    one = people.person_of(act, competition, person_id)
    return render_template(
        "organizer/people_person.html",
        competition=competition,
        chapter="people",
        person=one,
        entries=people.entries_of(act, one, competition),
        posts=dict(POSTS),
        genders=dict(GENDERS),
        shown_link=shown_link,
    )
