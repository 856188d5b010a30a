"""规则: editing the draft in a plain form, checking and freezing it, two versions side by side, void and restart."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from scoring.rulebook import canonical
from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Contest, RulebookVersion
from web.forms.contests import ReasonForm
from web.forms.rules import FRESH_ROWS, RulesForm
from web.forms.rules_buttons import rearranged
from web.present.rule_words import key_told, value_told
from web.present.rules_told import told
from web.services import fund, results, rules
from web.services.act import Role
from web.services.contest_states import contest_state
from web.services.refusals import Fault, Refusal
from web.services.rulebook_form import form_values, has_form, read_form
from web.views.contests import pages as contest_pages
from web.views.rules_form import form_page, opened_rules


@contest_pages.get("/<int:contest_id>/rules", endpoint="rules")
@access(Role.ORGANIZER)
def rules_page(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """The draft as a form, or as its document where no form fits; without a draft the rules in force, in words."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    state = contest_state(act, contest)
    version = state.draft or state.frozen
    if state.draft is None and state.frozen is not None:
        return _told_page(contest)
    if state.rulebook is not None and not has_form(state.rulebook):
        return redirect(url_for("contests.rules_values", competition_id=competition_id, contest_id=contest_id))
    form = RulesForm(data=form_values(rules.read(version.document))) if version else RulesForm()
    form.base.data = version.fingerprint if version else ""
    return form_page(contest, form)


@contest_pages.post("/<int:contest_id>/rules")
@access(Role.ORGANIZER)
def save_rules(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Save the draft and go on to check it, or answer one of the row buttons with everything typed so far."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    button = request.form.get("rows", "")
    form = RulesForm(rearranged(request.form, button, FRESH_ROWS))
    if button:
        return form_page(contest, form)
    rulebook, faults = read_form(form.data, opened_rules(contest))
    if rulebook is None or "check" in request.form:
        return form_page(contest, form, faults, checked=rulebook is not None), 422 if faults else 200
    try:
        rules.save_draft(act, contest, canonical(rulebook), form.base.data or None)
    except Refusal as refusal:
        start_over()
        contest = queries.contest(act.session, competition_id, contest_id)
        return form_page(contest, form, list(refusal.faults)), refusal.status
    flash(_("规则草案已保存。请通读一遍，无误后冻结。"), "success")
    return redirect(url_for("contests.review", competition_id=competition_id, contest_id=contest_id))


@contest_pages.get("/<int:contest_id>/rules/review")
@access(Role.ORGANIZER)
def review(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """The draft in words with what still keeps it from being frozen."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    if rules.draft_version(act, contest) is None:
        return redirect(url_for("contests.rules", competition_id=competition_id, contest_id=contest_id))
    return _review_page(contest)


@contest_pages.post("/<int:contest_id>/rules/freeze")
@access(Role.ORGANIZER)
def freeze(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Put the draft in force."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    try:
        version = rules.freeze(act, contest, request.form.get("reason", ""))
    except Refusal as refusal:
        start_over()
        contest = queries.contest(act.session, competition_id, contest_id)
        if rules.draft_version(act, contest) is None:
            raise
        return _review_page(contest, list(refusal.faults)), refusal.status
    flash(_("第 %(number)s 版规则已冻结，从现在起按它执行。", number=version.number), "success")
    return redirect(url_for("contests.show", competition_id=competition_id, contest_id=contest_id))


@contest_pages.post("/<int:contest_id>/rules/revise")
@access(Role.ORGANIZER)
def revise(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Begin a new version from the rules in force, as long as nothing is scored."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    if rules.draft_version(act, contest) is None:
        rules.save_draft(act, contest, canonical(rules.frozen(act, contest)))
    return redirect(url_for("contests.rules", competition_id=competition_id, contest_id=contest_id))


@contest_pages.post("/<int:contest_id>/rules/discard")
@access(Role.ORGANIZER)
def discard(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Give up the new draft; the rules in force stay."""
    act = current_act()
    rules.discard_draft(act, queries.contest(act.session, competition_id, contest_id))
    flash(_("草案已放弃，原规则继续有效。"), "success")
    return redirect(url_for("contests.rules", competition_id=competition_id, contest_id=contest_id))


@contest_pages.post("/<int:contest_id>/rules/restart")
@access(Role.ORGANIZER)
def restart(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Void the run and start again with a new draft."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    form = ReasonForm()
    try:
        rules.void_and_restart(act, contest, form.reason.data or "")
    except Refusal as refusal:
        start_over()
        contest = queries.contest(act.session, competition_id, contest_id)
        return _told_page(contest, list(refusal.faults), form), refusal.status
    flash(_("本轮已作废并记录在案。请修改规则，冻结后重新开始。"), "success")
    return redirect(url_for("contests.rules", competition_id=competition_id, contest_id=contest_id))


@contest_pages.get("/<int:contest_id>/rules/compare")
@access(Role.ORGANIZER)
def compare(competition_id: int, contest_id: int) -> str:
    """Two versions side by side, in words."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    old, new = (request.args.get(side, 0, type=int) for side in ("old", "new"))
    before, after, changes = rules.compare_versions(act, contest, old, new)
    rows = [(key_told(one.key), value_told(one.key, one.old), value_told(one.key, one.new)) for one in changes]
    return render_template(
        "organizer/rules_compare.html",
        competition=contest.competition,
        chapter="contests",
        contest=contest,
        before=before,
        after=after,
        rows=rows,
        versions=rules.versions(act, contest),
        preview=results.preview(act, contest, rules.read(before.document), rules.read(after.document)),
        blind=rules.read(after.document).blind,
        entry_label=results.entry_label,
    )


@contest_pages.get("/<int:contest_id>/rules/<int:number>.toml")
@access(Role.ORGANIZER)
def document(competition_id: int, contest_id: int, number: int) -> Response:
    """One version as its canonical document; its SHA-256 is the fingerprint."""
    act = current_act()
    contest = queries.contest(act.session, competition_id, contest_id)
    version = queries.one(act.session, RulebookVersion, contest_id=contest.id, number=number)
    answer = Response(version.document, content_type="application/toml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{contest.code}-{number}.toml"'
    return answer


def _review_page(contest: Contest, faults: list[Fault] | None = None) -> str:
    act = current_act()
    draft = rules.draft_version(act, contest)
    rulebook = rules.read(draft.document) if draft else None
    return render_template(
        "organizer/rules_review.html",
        competition=contest.competition,
        chapter="contests",
        contest=contest,
        draft=draft,
        in_force=rules.frozen_version(act, contest),
        rulebook=rulebook,
        told=told(rulebook) if rulebook else [],
        blockers=rules.blockers(act, contest) if faults is None else faults,
        reason=request.form.get("reason", ""),
        overspent=fund.standing(act, contest.competition).faults,
    )


def _told_page(contest: Contest, faults: list[Fault] | None = None, form: ReasonForm | None = None) -> str:
    act = current_act()
    state = contest_state(act, contest)
    return render_template(
        "organizer/rules_told.html",
        competition=contest.competition,
        chapter="contests",
        contest=contest,
        state=state,
        rulebook=state.rulebook,
        told=told(state.rulebook) if state.rulebook else [],
        versions=rules.versions(act, contest),
        faults=faults or [],
        form=form or ReasonForm(formdata=None),
    )
