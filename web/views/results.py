"""结果与公示: where each contest stands, its live table, its versions, the steps to the final result, decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from web.accounts import access, current_act, start_over
from web.config import TIME_ZONE
from web.db import queries
from web.db.models import Contest, Entry, ResultVersion
from web.db.queries import Missing
from web.forms.results import CorrectionForm, DecisionForm, StepForm
from web.present import result_words
from web.present.explanations import why as why_paragraphs
from web.services import publication, result_document, results
from web.services.act import Act, Role
from web.services.lines import Way, way_of
from web.services.refusals import Refusal
from web.services.results import Worked
from web.views.entry_labels import entry_labels

pages = Blueprint("results", __name__, url_prefix="/c/<int:competition_id>/results")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """One row per contest: state, what comes next; the departments' totals below."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    standing = results.overview(act, competition)
    return render_template(
        "organizer/results.html",
        competition=competition,
        chapter="results",
        rows=standing,
        following=next((row for row in standing if row.phase in ("ready", "preliminary", "notice_over")), None),
        totals=results.department_totals(act, competition),
        words=result_words,
    )


@pages.get("/<int:contest_id>")
@access(Role.ORGANIZER)
def contest(competition_id: int, contest_id: int) -> str:
    """The contest's live table, its versions and decisions, and the next step."""
    return _contest_page(current_act(), _contest(competition_id, contest_id))


@pages.post("/<int:contest_id>/preliminary")
@access(Role.ORGANIZER)
def preliminary(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Publish the standings as the next preliminary version."""
    act, chosen = current_act(), _contest(competition_id, contest_id)
    again = publication.version_in_force(act.session, chosen) is not None
    form: StepForm = CorrectionForm() if again else StepForm()
    reason = (form.reason.data or "") if isinstance(form, CorrectionForm) else ""
    return _step(chosen, form, lambda: publication.publish_preliminary(act, chosen, reason), _("初步结果已公布。"))


@pages.post("/<int:contest_id>/notice")
@access(Role.ORGANIZER)
def notice(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Open the notice period."""
    act, chosen = current_act(), _contest(competition_id, contest_id)
    return _step(chosen, StepForm(), lambda: publication.open_notice(act, chosen), _("公示已经开始。"))


@pages.post("/<int:contest_id>/final")
@access(Role.ORGANIZER)
def final(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Make the noticed version final."""
    act, chosen = current_act(), _contest(competition_id, contest_id)
    return _step(chosen, StepForm(), lambda: publication.finalize(act, chosen), _("最终结果已确定，可以发奖状了。"))


@pages.route("/<int:contest_id>/decide", methods=["GET", "POST"])
@access(Role.ORGANIZER)
def decide(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Record a committee's decision with its minute."""
    act, chosen = current_act(), _contest(competition_id, contest_id)
    publication.demand_no_wall(act, chosen)
    worked = results.work(act, chosen)
    in_force = publication.version_in_force(act.session, chosen)
    form = _decision_form(worked, entry_labels(worked, result_document.build(worked, 0), in_force))
    if not form.validate_on_submit():
        return _decision_page(chosen, form, ()), 422 if form.errors else 200
    entry = queries.one(act.session, Entry, id=form.entry.data, contest_id=chosen.id)
    minute, decided_on = form.minute.data or "", form.decided_on.data
    try:
        publication.decide(act, chosen, entry, form.kind.data, form.tier.data or "", minute, decided_on)
    except Refusal as refusal:
        start_over()
        return _decision_page(chosen, form, refusal.faults), refusal.status
    flash(_("决定已记录，会随下一个版本公布。"), "success")
    return redirect(url_for("results.contest", competition_id=competition_id, contest_id=contest_id))


@pages.get("/<int:contest_id>/why/<int:entry_id>")
@access(Role.ORGANIZER)
def why(competition_id: int, contest_id: int, entry_id: int) -> str:
    """Why this place, from the rows as they are now; authors unnamed in a blind contest until publication."""
    act, chosen = current_act(), _contest(competition_id, contest_id)
    publication.demand_no_wall(act, chosen)
    worked = results.work(act, chosen)
    entry = worked.sources.by_code.get(results.entry_code(entry_id))
    if entry is None:
        raise Missing("entry")
    draft = result_document.build(worked, 0, office=True)
    labels = entry_labels(worked, draft, publication.version_in_force(act.session, chosen))
    return render_template(
        "organizer/results_why.html",
        competition=chosen.competition,
        chapter="results",
        contest=chosen,
        name=labels[entry_id],
        paragraphs=why_paragraphs(draft, entry_id, worked.rulebook, labels, entry.group_reason or {}),
    )


def _contest(competition_id: int, contest_id: int) -> Contest:
    return queries.contest(current_act().session, competition_id, contest_id)


def _step(chosen: Contest, form: StepForm, take: Callable[[], ResultVersion], done: str) -> ResponseReturnValue:
    """Take one step if it was confirmed; otherwise, or when refused, show the contest with every reason."""
    act = current_act()
    publication.demand_no_wall(act, chosen)
    if not form.validate_on_submit():
        return _contest_page(act, chosen, form), 422
    try:
        take()
    except Refusal as refusal:
        start_over()
        return _contest_page(act, chosen, form, refusal.faults), refusal.status
    flash(done, "success")
    return redirect(url_for("results.contest", competition_id=chosen.competition_id, contest_id=chosen.id))


def _contest_page(act: Act, chosen: Contest, form: StepForm | None = None, faults: Any = ()) -> str:
    """The page of one contest; whoever judges it sees no live table before the first publication."""
    in_force = publication.version_in_force(act.session, chosen)
    page: dict[str, Any] = {
        "competition": chosen.competition,
        "chapter": "results",
        "contest": chosen,
        "version": in_force,
        "versions": publication.versions(act.session, chosen),
        "faults": faults,
        "words": result_words,
        "walled": publication.behind_wall(act, chosen),
        "over": in_force is not None and publication.notice_over(in_force, act.now),
        "form": form or StepForm(),
        "correction": form if isinstance(form, CorrectionForm) else CorrectionForm(),
    }
    if not page["walled"]:
        page |= _live(act, chosen, in_force)
    return render_template("organizer/results_contest.html", **page)


def _live(act: Act, chosen: Contest, in_force: ResultVersion | None) -> dict[str, Any]:
    """The table as the rows stand now, what blocks, and whether it has moved away from what was published."""
    try:
        worked = results.work(act, chosen)
    except Refusal as refusal:
        return {"blockers": refusal.faults, "live": None}
    live = result_document.build(worked, 0)
    return {
        "live": live,
        "labels": entry_labels(worked, live, in_force),
        "blockers": results.blockers(worked),
        "warnings": results.warnings(worked),
        "rulebook": worked.rulebook,
        "by_lines": way_of(worked.rulebook) is Way.LINES or worked.rulebook.nomination is not None,
        "moved": in_force is not None and publication.has_moved(live, in_force),
    }


def _decision_form(worked: Worked, labels: dict[int, str]) -> DecisionForm:
    form = DecisionForm(decided_on=current_act().now.astimezone(ZoneInfo(TIME_ZONE)).date())
    placed = [row for row in worked.outcome.standings.rows if row.place is not None]
    numbers = {row.entry: worked.sources.by_code[row.entry].id for row in placed}
    form.entry.choices = [
        SelectChoice(numbers[row.entry], f"{row.place} · {labels[numbers[row.entry]]}") for row in placed
    ]
    tiers = [SelectChoice(prize.name, prize.name) for prize in worked.rulebook.awards.prizes]
    form.tier.choices = [SelectChoice("", "—"), *tiers]
    return form


def _decision_page(chosen: Contest, form: DecisionForm, faults: Any) -> str:
    return render_template(
        "organizer/results_decide.html",
        competition=chosen.competition,
        chapter="results",
        contest=chosen,
        form=form,
        faults=faults,
    )
