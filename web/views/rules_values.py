"""规则逐条填写: the rules of a format without a form of its own, one box for each key in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from scoring.errors import RuleFaults
from scoring.rulebook import Rulebook, canonical
from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Contest
from web.present.messages.marking import N_
from web.present.rule_words import choice_told, key_told
from web.services import rules
from web.services.act import Role
from web.services.contest_states import contest_state
from web.services.refusals import Fault, Refusal
from web.services.rulebook_values import Part, box_of, parts_of, read_parts
from web.views.contests import pages as contest_pages
from web.views.rules_form import opened_rules

_TITLES = {
    "": N_("活动"),
    "ballot": N_("测评办法"),
    "index": N_("评估办法"),
    "tally": N_("计分办法"),
    "nomination": N_("推荐与审查"),
    "judging": N_("评分办法"),
    "race": N_("成绩办法"),
    "rounds": N_("赛次"),
    "eligibility": N_("参赛对象"),
    "ranking": N_("名次"),
    "awards": N_("评奖办法"),
    "points": N_("团体计分"),
    "notice": N_("公示期"),
}
"""What the tables of one line each are called; lists are called after their key."""


@contest_pages.get("/<int:contest_id>/rules/values")
@access(Role.ORGANIZER)
def rules_values(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """The draft in boxes; with rules in force and no draft there is nothing to edit."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    state, rulebook = contest_state(act, contest), opened_rules(contest)
    if rulebook is None or (state.draft is None and state.frozen is not None):
        return redirect(url_for("contests.rules", competition_id=competition_id, contest_id=contest_id))
    return _page(contest, rulebook)


@contest_pages.post("/<int:contest_id>/rules/values")
@access(Role.ORGANIZER)
def save_rules_values(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Save the draft and go on to read it through, or take one more line and stay."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    rulebook = opened_rules(contest)
    if rulebook is None:
        return redirect(url_for("contests.rules", competition_id=competition_id, contest_id=contest_id))
    try:
        typed = read_parts(rulebook, request.form)
        rules.save_draft(act, contest, canonical(typed), request.form.get("base") or None)
    except RuleFaults as wrong:
        faults = [Fault(one.code, one.params, one.where) for one in wrong.faults]
        return _page(contest, rulebook, request.form, faults), 422
    except Refusal as refusal:
        start_over()
        contest = queries.contest(act.session, competition_id, contest_id)
        return _page(contest, rulebook, request.form, refusal.faults), refusal.status
    flash(_("规则草案已保存。请通读一遍，无误后冻结。"), "success")
    to = "rules_values" if "more" in request.form else "review"
    return redirect(url_for(f"contests.{to}", competition_id=competition_id, contest_id=contest_id))


def _page(
    contest: Contest, rulebook: Rulebook, typed: Mapping[str, str] | None = None, faults: Sequence[Fault] = ()
) -> str:
    state = contest_state(current_act(), contest)
    version = state.draft or state.frozen
    return render_template(
        "organizer/rules_values.html",
        competition=contest.competition,
        chapter="contests",
        contest=contest,
        state=state,
        parts_of_rules=parts_of(rulebook),
        typed=typed or {},
        base=typed.get("base", "") if typed else version.fingerprint if version else "",
        faults=faults,
        wrong={box_of(fault.where): fault for fault in faults},
        titles={name: _(title) for name, title in _TITLES.items()},
        columns=_columns,
        key_told=key_told,
        choice_told=choice_told,
    )


def _columns(part: Part) -> list[str]:
    """The keys of a list's lines, in their order; a value with an inner list has no box in its own line."""
    return list(dict.fromkeys(box.key for line in reversed(part.lines) for box in line))
