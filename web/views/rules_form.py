"""The page of the rules form: faults in one list and beside their fields, and what the form comes to so far."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template

from scoring.errors import RuleFaults
from scoring.rulebook import Rulebook
from scoring.values import format_mark, parse_mark
from web.accounts import current_act
from web.db.models import Contest
from web.forms.rules import RulesForm, offer_ties
from web.forms.rules_faults import place_told, put_beside
from web.present.messages import sentence
from web.present.rule_words import key_told
from web.present.rules_told import age_rule_told, clash_told
from web.services import rules
from web.services.clashes import people_in_clashes
from web.services.contest_states import contest_state
from web.services.refusals import Fault
from web.services.rulebook_form import read_form
from web.services.rulebook_kept import kept_keys


def form_page(contest: Contest, form: RulesForm, faults: Sequence[Fault] = (), *, checked: bool = False) -> str:
    """The form with every fault; `checked` says that it was found sound without being saved."""
    offer_ties(form)
    whole = put_beside(form, [(fault.where, sentence(fault)) for fault in faults])
    act = current_act()
    base = opened_rules(contest)
    rulebook = None if faults else read_form(form.data, base)[0]
    return render_template(
        "organizer/rules_edit.html",
        competition=contest.competition,
        chapter="contests",
        contest=contest,
        state=contest_state(act, contest),
        form=form,
        judged=form.format.data != "race",
        kept=[key_told(key) for key in kept_keys(base)] if base else [],
        faults=[(place_told(form, fault.where), fault) for fault in faults],
        whole=whole,
        checked=checked,
        ages=age_rule_told(rulebook) if rulebook else [],
        added=added_up(form),
        clashes=people_in_clashes(act, contest.competition, faults),
        clash_told=clash_told,
    )


def opened_rules(contest: Contest) -> Rulebook | None:
    """The rules the form is opened with: the draft, else those in force."""
    state = contest_state(current_act(), contest)
    version = state.draft or state.frozen
    return rules.read(version.document) if version else None


def added_up(form: RulesForm) -> str:
    """What the maxima typed so far add up to; unreadable ones are left out and stay marked at their field."""
    total = 0
    for row in form.criteria.entries:
        try:
            total += parse_mark(row.form.maximum.data or "0")
        except RuleFaults:
            continue
    return format_mark(total)
