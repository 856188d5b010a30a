"""规则原文: the whole rulebook as its document, with every key; typed, pasted or read from a file."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from scoring.errors import Fault as RuleFault
from scoring.errors import RuleFaults
from scoring.rulebook import canonical
from scoring.rulebook.laws import law_of
from scoring.rulebook.tables import SHARED
from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Contest
from web.forms.rules_text import RulesTextForm
from web.present.rule_words import key_told
from web.services import rules
from web.services.act import Role
from web.services.contest_states import contest_state
from web.services.refusals import Fault, Refusal
from web.views.contests import pages as contest_pages


@contest_pages.get("/<int:contest_id>/rules/text")
@access(Role.ORGANIZER)
def rules_text(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """The draft as its document; with rules in force and no draft there is nothing to edit."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    state = contest_state(act, contest)
    version = state.draft or state.frozen
    if version is None or (state.draft is None and state.frozen is not None):
        return redirect(url_for("contests.rules", competition_id=competition_id, contest_id=contest_id))
    form = RulesTextForm(formdata=None, document=version.document, base=version.fingerprint)
    return _page(contest, form, version.document)


@contest_pages.post("/<int:contest_id>/rules/text")
@access(Role.ORGANIZER)
def save_rules_text(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Save the document as the draft, or say everything that is wrong with it by line and column."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    form = RulesTextForm()
    document, unread = form.typed()
    if unread:
        return _page(contest, form, document, refused=[Fault(unread)]), 422
    try:
        rulebook = rules.read(document)
    except RuleFaults as found:
        return _page(contest, form, document, found.faults), 422
    if "check" in request.form:
        return _page(contest, form, document, checked=True)
    try:
        rules.save_draft(act, contest, canonical(rulebook), form.base.data or None)
    except Refusal as refusal:
        start_over()
        contest = queries.contest(act.session, competition_id, contest_id)
        return _page(contest, form, document, refused=refusal.faults), refusal.status
    flash(_("规则草案已保存。请通读一遍，无误后冻结。"), "success")
    return redirect(url_for("contests.review", competition_id=competition_id, contest_id=contest_id))


def _page(
    contest: Contest,
    form: RulesTextForm,
    document: str,
    faults: tuple[RuleFault, ...] = (),
    *,
    refused: Sequence[Fault] = (),
    checked: bool = False,
) -> str:
    """The document with its lines numbered, and every fault with its place."""
    form.document.data = document
    return render_template(
        "organizer/rules_text.html",
        competition=contest.competition,
        chapter="contests",
        contest=contest,
        state=contest_state(current_act(), contest),
        form=form,
        faults=faults,
        refused=refused,
        checked=checked,
        spoiled=spoiled_lines(document, faults),
        sections=_sections(contest),
    )


def _sections(contest: Contest) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every table the contest's format knows, with its keys and what each is called."""
    rulebook = contest_state(current_act(), contest).rulebook
    if rulebook is None:
        return []
    listed = (*law_of(rulebook.format).sections, *SHARED)
    return [
        (
            f"[[{one.name}]]" if one.many else f"[{one.name}]",
            [(k.name, key_told(f"{one.name}.{k.name}")) for k in one.keys],
        )
        for one in listed
    ]


def spoiled_lines(document: str, faults: tuple[RuleFault, ...]) -> list[tuple[int, str]]:
    """The lines that faults point at, as they stand."""
    lines = document.splitlines()
    numbers = sorted({fault.line for fault in faults if 0 < fault.line <= len(lines)})
    return [(number, lines[number - 1]) for number in numbers]
