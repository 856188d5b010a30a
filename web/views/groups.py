"""组别: the age rule in words, everybody's group with its reason, closing the entries for the draw."""

from __future__ import annotations

from collections import Counter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from scoring.rulebook import Rulebook
from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Contest
from web.forms.contests import ReasonForm
from web.present.rules_told import age_rule_told, assignment_told, cut_off_told
from web.services import groups
from web.services.act import Role
from web.services.contest_states import contest_state
from web.services.refusals import Fault, Refusal
from web.views.contests import pages as contest_pages


@contest_pages.get("/<int:contest_id>/groups", endpoint="groups")
@access(Role.ORGANIZER)
def groups_page(competition_id: int, contest_id: int) -> str:
    """Groups, proof, counts, people to look at."""
    return _page(queries.contest(current_act().session, competition_id, contest_id))


@contest_pages.post("/<int:contest_id>/groups/close")
@access(Role.ORGANIZER)
def close_entries(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Close the entries and write everybody's group."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    try:
        assignments = groups.close_entries(act, contest)
    except Refusal as refusal:
        start_over()
        contest = queries.contest(act.session, competition_id, contest_id)
        return _page(contest, list(refusal.faults)), refusal.status
    flash(_("报名已截止，%(count)s 份报名都已分组。", count=len(assignments)), "success")
    return redirect(url_for("contests.groups", competition_id=competition_id, contest_id=contest_id))


@contest_pages.post("/<int:contest_id>/groups/reopen")
@access(Role.ORGANIZER)
def reopen_entries(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Open the entries again, with a reason."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    form = ReasonForm()
    try:
        groups.reopen_entries(act, contest, form.reason.data or "")
    except Refusal as refusal:
        start_over()
        contest = queries.contest(act.session, competition_id, contest_id)
        return _page(contest, list(refusal.faults), form), refusal.status
    flash(_("报名已重新开放，分组将在再次截止时重新计算。"), "success")
    return redirect(url_for("contests.groups", competition_id=competition_id, contest_id=contest_id))


def _page(contest: Contest, faults: list[Fault] | None = None, form: ReasonForm | None = None) -> str:
    act = current_act()
    state = contest_state(act, contest)
    rulebook = state.rulebook
    entries = groups.standing_entries(act, contest) if rulebook else []
    assignments = groups.assign_entries(entries, rulebook) if rulebook else []
    near = groups.near_people(rulebook, entries) if rulebook else []
    asked = request.args.get("entry", 0, type=int)
    return render_template(
        "organizer/groups.html",
        competition=contest.competition,
        chapter="contests",
        contest=contest,
        state=state,
        rulebook=rulebook,
        ages=age_rule_told(rulebook) if rulebook else [],
        names={group.code: group.name or group.code for group in rulebook.groups} if rulebook else {},
        blocks=groups.draw_faults(rulebook, assignments) if rulebook else [],
        assignments=assignments,
        counts=Counter(one.group_code for one in assignments),
        near=[(one, [cut_off_told(at.age, at.cut_off, at.days) for at in one.limits]) for one in near],
        explained=_explained(rulebook, assignments, asked) if rulebook else {},
        faults=faults or [],
        form=form or ReasonForm(formdata=None),
    )


def _explained(rulebook: Rulebook, assignments: list[groups.GroupAssignment], asked: int) -> dict[int, str]:
    """The reason of the entry that was asked about, in words."""
    found = [one for one in assignments if one.entry.id == asked and one.group_code is not None]
    return {one.entry.id: assignment_told(one.assignment, rulebook) for one in found}
