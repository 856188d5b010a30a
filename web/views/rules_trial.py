"""试算: who would change place under other rules, with the marks and results at hand. Nothing is stored."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from scoring.errors import RuleFaults
from scoring.rulebook import compare
from web.accounts import access, current_act
from web.db import queries
from web.db.models import Contest
from web.forms.rules_text import RulesTextForm
from web.present.rule_words import key_told, value_told
from web.services import publication, results, rules
from web.services.act import Act, Role
from web.services.refusals import Fault
from web.views.contests import pages as contest_pages
from web.views.rules_text import spoiled_lines


@contest_pages.route("/<int:contest_id>/rules/trial", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def rules_trial(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """The rules in force as a document to change and try; after a try what differs and who would change place."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    publication.demand_no_wall(act, contest)
    found = rules.current(act, contest)
    text = found[0].document if found else ""
    form = RulesTextForm(formdata=None, document=text)
    if request.method == "GET":
        return _page(contest, form)
    form = RulesTextForm()
    document, unread = form.typed()
    form.document.data = document
    if unread:
        return _page(contest, form, refused=[Fault(unread)]), 422
    return _tried(act, contest, form, document)


def _tried(act: Act, contest: Contest, form: RulesTextForm, document: str) -> ResponseReturnValue:
    try:
        new = rules.read(document)
    except RuleFaults as wrong:
        return _page(contest, form, faults=wrong.faults, spoiled=spoiled_lines(document, wrong.faults)), 422
    old = rules.frozen(act, contest)
    changes = compare(old, new)
    rows = [(key_told(one.key), value_told(one.key, one.old), value_told(one.key, one.new)) for one in changes]
    return _page(contest, form, rows=rows, found=results.preview(act, contest, old, new), blind=old.blind)


def _page(contest: Contest, form: RulesTextForm, **values: Any) -> str:
    shown: dict[str, Any] = {"rows": None, "found": None, "faults": (), "spoiled": (), "refused": (), "blind": False}
    return render_template(
        "organizer/rules_trial.html",
        competition=contest.competition,
        chapter="contests",
        contest=contest,
        form=form,
        entry_label=results.entry_label,
        **(shown | values),
    )
