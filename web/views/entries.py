"""Pages of the entries chapter: contests with their entries, adding, changing, withdrawing, closing."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, Contest
from web.forms.entries import COLUMN_NOTES, ENTRANT_KINDS, ENTRY_FIELDS, EntryForm, WithdrawForm
from web.present.messages import sentence
from web.services import entries, groups, people
from web.services.act import Role
from web.services.intake import ENTRIES
from web.services.refusals import Fault, Refusal
from web.views import batches

pages = Blueprint("entries", __name__, url_prefix="/c/<int:competition_id>/entries")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """All contests with how many have entered."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return render_template(
        "organizer/entries.html",
        competition=competition,
        chapter="entries",
        contests=entries.overview(act, competition),
        kinds=ENTRANT_KINDS,
    )


@pages.route("/upload", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def upload(competition_id: int) -> ResponseReturnValue:
    """Choose an entry list."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return batches.upload_page(
        competition,
        "organizer/entries_upload.html",
        "entries",
        lambda name, content: entries.stage_entries(act, competition, name, content),
        lambda batch_id: url_for(".batch", competition_id=competition_id, batch_id=batch_id),
        recent=people.batches(act, competition, "entries"),
    )


@pages.get("/batch/<int:batch_id>")
@access(Role.ORGANIZER)
def batch(competition_id: int, batch_id: int) -> str:
    """What an entry list would do: every fault at once."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    one = batches.batch_of(act, competition, "entries", batch_id)
    return render_template(
        "organizer/entries_batch.html", competition=competition, chapter="entries", **batches.preview(one, ENTRIES)
    )


@pages.post("/batch/<int:batch_id>/apply")
@access(Role.ORGANIZER)
def apply(competition_id: int, batch_id: int) -> ResponseReturnValue:
    """Enter the good rows; the faulty ones wait."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    counts = entries.apply_entries(act, batches.batch_of(act, competition, "entries", batch_id))
    flash(batches.applied_text(counts), "success")
    if counts["faulty"]:
        return redirect(url_for(".batch", competition_id=competition_id, batch_id=batch_id))
    return redirect(url_for(".overview", competition_id=competition_id))


@pages.get("/batch/<int:batch_id>/waiting.xlsx")
@access(Role.ORGANIZER)
def waiting(competition_id: int, batch_id: int) -> Response:
    """The faulty rows as a workbook to correct and bring in again."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    one = batches.batch_of(act, competition, "entries", batch_id)
    return batches.workbook(people.waiting_rows(one, ENTRIES, batches.words), _("待改正的报名.xlsx"))


@pages.get("/template.xlsx")
@access(Role.ORGANIZER)
def template(competition_id: int) -> Response:
    """The empty entry list, all columns typed as text."""
    queries.competition(current_act().session, competition_id)
    notes = {field: str(text) for field, text in COLUMN_NOTES.items()}
    return batches.workbook(people.template(ENTRIES, ENTRY_FIELDS, _("报名表"), notes), _("报名表模板.xlsx"))


@pages.get("/<int:contest_id>")
@access(Role.ORGANIZER)
def contest(competition_id: int, contest_id: int) -> str:
    """One contest's entries."""
    return _contest_page(*_found(competition_id, contest_id))


@pages.route("/<int:contest_id>/entry/<int:entry_id>", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def edit(competition_id: int, contest_id: int, entry_id: int) -> ResponseReturnValue:
    """Title, co-authors and earlier result of one entry."""
    act = current_act()
    competition, one = _found(competition_id, contest_id)
    entry = entries.entry_of(act, one, entry_id)
    form = EntryForm()
    if request.method == "GET":
        rulebook = entries.rulebooks(act, [one]).get(one.id)
        form.title.data = entry.title
        form.coauthors.data = "、".join(known.person.staff_no or known.person.name for known in entry.coauthors)
        form.seed_mark.data = entries.seed_text(entry.seed_mark, rulebook)
        return _entry_page(competition, one, entry_id, form)
    if not form.validate():
        return _entry_page(competition, one, entry_id, form), 422
    said = (form.title.data or "", form.coauthors.data or "", form.seed_mark.data or "")
    try:
        entries.rewrite_entry(act, competition, entry, *said)
    except Refusal as refusal:
        start_over()
        loose = _put_errors(form, refusal)
        return _entry_page(competition, one, entry_id, form, loose), 422
    flash(_("已保存。"), "success")
    return redirect(url_for(".contest", competition_id=competition_id, contest_id=contest_id))


@pages.post("/<int:contest_id>/entry/<int:entry_id>/withdraw")
@access(Role.ORGANIZER)
def withdraw(competition_id: int, contest_id: int, entry_id: int) -> ResponseReturnValue:
    """Withdraw an entry with its reason."""
    act = current_act()
    competition, one = _found(competition_id, contest_id)
    form = WithdrawForm()
    try:
        entries.withdraw(act, entries.entry_of(act, one, entry_id), form.reason.data or "")
    except Refusal as refusal:
        start_over()
        return _entry_page(competition, one, entry_id, EntryForm(formdata=None), list(refusal.faults)), 422
    flash(_("已退出。可以随时重新报名。"), "success")
    return redirect(url_for(".contest", competition_id=competition_id, contest_id=contest_id))


@pages.post("/<int:contest_id>/close")
@access(Role.ORGANIZER)
def close(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Close the entries: everybody gets a group by the frozen rules."""
    competition, one = _found(competition_id, contest_id)
    try:
        assigned = groups.close_entries(current_act(), one)
    except Refusal as refusal:
        start_over()
        return _contest_page(competition, one, list(refusal.faults)), 422
    flash(_("报名已截止，%(n)s 个报名都有了组别。", n=len(assigned)), "success")
    return redirect(url_for(".contest", competition_id=competition_id, contest_id=contest_id))


def _found(competition_id: int, contest_id: int) -> tuple[Competition, Contest]:
    act = current_act()
    return queries.competition(act.session, competition_id), queries.contest(act.session, competition_id, contest_id)


def _put_errors(form: EntryForm, refusal: Refusal) -> list[Fault]:
    """Say each fault at its field; return those that belong to none."""
    loose = []
    for fault in refusal.faults:
        if fault.where in form:
            field = form[fault.where]
            field.errors = [*field.errors, sentence(fault)]
        else:
            loose.append(fault)
    return loose


def _contest_page(competition: Competition, contest: Contest, faults: list[Fault] | None = None) -> str:
    act = current_act()
    words = request.args.get("q", "")[:60]
    rulebook = entries.rulebooks(act, [contest]).get(contest.id)
    return render_template(
        "organizer/entries_contest.html",
        competition=competition,
        chapter="entries",
        contest=contest,
        rulebook=rulebook,
        entries=entries.entries_of_contest(act, contest, words),
        group_names={group.code: group.name or group.code for group in rulebook.groups} if rulebook else {},
        seed_text=entries.seed_text,
        kinds=ENTRANT_KINDS,
        words=words,
        faults=faults or [],
    )


def _entry_page(
    competition: Competition, contest: Contest, entry_id: int, form: EntryForm, faults: list[Fault] | None = None
) -> str:
    act = current_act()
    return render_template(
        "organizer/entries_edit.html",
        competition=competition,
        chapter="entries",
        contest=contest,
        entry=entries.entry_of(act, contest, entry_id),
        rulebook=entries.rulebooks(act, [contest]).get(contest.id),
        form=form,
        leaving=WithdrawForm(formdata=None),
        faults=faults or [],
    )
