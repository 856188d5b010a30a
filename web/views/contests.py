"""项目: the list of contests, creating, naming and ordering them, confirming a copied reference date."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from scoring.errors import Fault as RuleFault
from scoring.errors import RuleFaults
from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, Contest
from web.forms.contests import DateForm, NameForm, NewContestForm
from web.forms.rules_text import NewContestTextForm
from web.present.messages import sentence
from web.present.rule_words import choice_told
from web.present.rules_told import told
from web.services import contests, rules
from web.services.act import Role
from web.services.contest_states import contest_state, contest_states
from web.services.example_rules import blank_document, example, example_rules
from web.services.refusals import Fault, Refusal
from web.services.rulebook_form import has_form
from web.services.rules import unconfirmed_date, versions

pages = Blueprint("contests", __name__, url_prefix="/c/<int:competition_id>/contests")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """Each contest with its kind, rules, entries and next step."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    states = contest_states(act, competition)
    stale = [state for state in states if state.rulebook and unconfirmed_date(state.contest, state.rulebook)]
    return render_template(
        "organizer/contests.html", competition=competition, chapter="contests", states=states, stale=stale
    )


@pages.route("/new", methods=["GET", "POST"])
@access(Role.ORGANIZER, reads_all=False)
def create(competition_id: int) -> ResponseReturnValue:
    """Begin a contest from an example or from blank rules."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = NewContestForm()
    if form.validate_on_submit():
        try:
            contest = _create(competition, form)
        except Refusal as refusal:
            start_over()
            for fault in refusal.faults:
                form[fault.where].errors = [sentence(fault)]
        else:
            flash(_("项目“%(name)s”已建立。请核对规则后冻结。", name=contest.name), "success")
            plain = has_form(rules.read(contest.rulebooks[-1].document))
            to = "contests.rules" if plain else "contests.review"
            return redirect(url_for(to, competition_id=competition_id, contest_id=contest.id))
        competition = queries.competition(act.session, competition_id)
    return _create_page(competition, form), 422 if form.errors else 200


@pages.route("/new/text", methods=["GET", "POST"])
@access(Role.ORGANIZER, reads_all=False)
def create_from_text(competition_id: int) -> ResponseReturnValue:
    """Begin a contest from a document that was typed, pasted or read from a file."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    form = NewContestTextForm()
    faults: tuple[RuleFault, ...] = ()
    refused: list[Fault] = []
    if form.validate_on_submit():
        document, unread = form.typed()
        form.document.data = document
        try:
            contest = _create_from(competition, form, document, unread)
            flash(_("项目“%(name)s”已建立。请核对规则后冻结。", name=contest.name), "success")
            return redirect(url_for("contests.review", competition_id=competition_id, contest_id=contest.id))
        except RuleFaults as found:
            faults = found.faults
        except Refusal as refusal:
            refused = [fault for fault in refusal.faults if fault.where != "code"]
            form.code.errors = [sentence(fault) for fault in refusal.faults if fault.where == "code"]
        start_over()
        competition = queries.competition(current_act().session, competition_id)
    page = render_template(
        "organizer/contest_text.html",
        competition=competition,
        chapter="contests",
        form=form,
        faults=faults,
        refused=refused,
    )
    return page, 422 if form.errors or faults or refused else 200


@pages.get("/<int:contest_id>")
@access(Role.ORGANIZER)
def show(competition_id: int, contest_id: int) -> str:
    """One contest: its state, the next step, the rules in words, the versions."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    return _show_page(contest)


@pages.post("/<int:contest_id>/name")
@access(Role.ORGANIZER)
def rename(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Give the contest another name."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    form = NameForm()
    if not form.validate_on_submit():
        start_over()
        return _show_page(queries.contest(act.session, competition_id, contest_id), form), 422
    contests.rename_contest(act, contest, form.name.data or "")
    flash(_("项目已改名。"), "success")
    return redirect(url_for("contests.show", competition_id=competition_id, contest_id=contest_id))


@pages.post("/<int:contest_id>/move")
@access(Role.ORGANIZER)
def move(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Move the contest one line up or down."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    contests.move_contest(act, contest, 1 if request.form.get("step") == "down" else -1)
    return redirect(url_for("contests.overview", competition_id=competition_id))


@pages.post("/<int:contest_id>/reference-date")
@access(Role.ORGANIZER)
def confirm_date(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Confirm the reference date, or change it in the draft."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    form = DateForm()
    if not form.validate_on_submit() or form.day.data is None:
        start_over()
        return _show_page(queries.contest(act.session, competition_id, contest_id), date_form=form), 422
    contests.confirm_reference_date(act, contest, form.day.data)
    flash(_("年龄计算截止日已确认。"), "success")
    return redirect(url_for("contests.show", competition_id=competition_id, contest_id=contest_id))


def _create(competition: Competition, form: NewContestForm) -> Contest:
    """Create from the chosen source; an example's reference date still has to be confirmed."""
    source, name = form.source.data or "", (form.name.data or "").strip()
    found = example(source)
    document = found.document if found else blank_document("race" if source == "race" else "judged", name[:120])
    code = (form.code.data or "").strip()
    return contests.create_contest(current_act(), competition, code, name, document, confirmed=found is None)


def _create_from(competition: Competition, form: NewContestTextForm, document: str, unread: str) -> Contest:
    """Create from a document, named as its rules are; what it says of a reference date was just written down."""
    if unread:
        raise Refusal(Fault(unread))
    code, name = (form.code.data or "").strip(), rules.read(document).name
    return contests.create_contest(current_act(), competition, code, name, document)


def _create_page(competition: Competition, form: NewContestForm) -> str:
    """Without a chosen source the sources, with one the form."""
    source = form.source.data or request.args.get("source", "")
    found = example(source)
    if found and not form.is_submitted():
        form.code.data, form.name.data = contests.free_code(competition, found.code), found.rulebook.name
    form.source.data = source
    return render_template(
        "organizer/contest_new.html",
        competition=competition,
        chapter="contests",
        form=form,
        source=source,
        example=found,
        examples=example_rules(),
        format_told=lambda code: choice_told("format", code),
    )


def _show_page(contest: Contest, name_form: NameForm | None = None, date_form: DateForm | None = None) -> str:
    act = current_act()
    state = contest_state(act, contest)
    rulebook = state.rulebook
    stale = unconfirmed_date(contest, rulebook) if rulebook else None
    return render_template(
        "organizer/contest.html",
        competition=contest.competition,
        chapter="contests",
        contest=contest,
        state=state,
        rulebook=rulebook,
        told=told(rulebook) if rulebook else [],
        stale=stale,
        versions=versions(act, contest),
        name_form=name_form or NameForm(formdata=None, name=contest.name),
        date_form=date_form or DateForm(formdata=None, day=stale),
    )
