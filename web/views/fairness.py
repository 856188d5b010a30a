"""公平性说明: how much judges and chance decided in one contest, beside its result; for organizers and auditors."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act
from web.db import queries
from web.db.models import Contest
from web.db.queries import Missing
from web.present.fairness_page import FieldNames, obstacle_told, told_page
from web.services import fairness, publication, result_document, results
from web.services.act import Act, Role
from web.services.fairness import FairnessStanding
from web.views.entry_labels import entry_labels

pages = Blueprint("fairness", __name__, url_prefix="/c/<int:competition_id>/results/<int:contest_id>/fairness")


@pages.get("/")
@access(Role.ORGANIZER)
def show(competition_id: int, contest_id: int) -> str:
    """The account in pictures and sentences, or what stands in its way; an auditor may look."""
    act, contest = current_act(), _contest(competition_id, contest_id)
    walled = publication.behind_wall(act, contest)
    standing = fairness.standing(act, contest)
    page: dict[str, Any] = {
        "competition": contest.competition,
        "chapter": "results",
        "contest": contest,
        "walled": walled,
        "standing": standing,
        "obstacle": obstacle_told(standing.obstacle) if standing.obstacle else "",
        "may_change": act.actor is not None and act.actor.has(Role.ORGANIZER, competition_id),
    }
    if not walled and standing.document is not None:
        page |= _told(act, contest, standing)
    return render_template("organizer/fairness.html", **page)


@pages.post("/on")
@access(Role.ORGANIZER)
def ask(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Switch it on, and have it worked out."""
    act, contest = _unwalled(competition_id, contest_id)
    fairness.ask(act, contest)
    flash(_("已开启公平性说明，并记入事件记录。"), "success")
    return _back(contest)


@pages.post("/again")
@access(Role.ORGANIZER)
def again(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Work it out again from the rules and marks of now."""
    act, contest = _unwalled(competition_id, contest_id)
    fairness.work_again(act, contest)
    return _back(contest)


@pages.post("/off")
@access(Role.ORGANIZER)
def switch_off(competition_id: int, contest_id: int) -> ResponseReturnValue:
    """Switch it off; what was worked out is deleted."""
    act, contest = _unwalled(competition_id, contest_id)
    fairness.switch_off(act, contest)
    flash(_("已关闭，算出的内容已删除。"), "success")
    return _back(contest)


@pages.get("/account.json")
@access(Role.ORGANIZER)
def download(competition_id: int, contest_id: int) -> Response:
    """Every figure, as `python -m scoring fairness` writes it: entries by entry number, judges by seat number."""
    from scoring.files.fairness.document import as_json

    act, contest = _unwalled(competition_id, contest_id)
    document = fairness.standing(act, contest).document
    if document is None:
        raise Missing("fairness_account")
    headers = {"Content-Disposition": f'attachment; filename="{contest.code}-fairness.json"'}
    return Response(as_json(document), mimetype="application/json", headers=headers)


def _contest(competition_id: int, contest_id: int) -> Contest:
    return queries.contest(current_act().session, competition_id, contest_id)


def _unwalled(competition_id: int, contest_id: int) -> tuple[Act, Contest]:
    """The contest, for whoever is not one of its judges before the first publication."""
    act, contest = current_act(), _contest(competition_id, contest_id)
    publication.demand_no_wall(act, contest)
    return act, contest


def _back(contest: Contest) -> ResponseReturnValue:
    return redirect(url_for("fairness.show", competition_id=contest.competition_id, contest_id=contest.id))


def _told(act: Act, contest: Contest, standing: FairnessStanding) -> dict[str, Any]:
    """Sentences and pictures of the stored account, with entries and groups named as the office may name them now."""
    worked = results.work(act, contest)
    live = result_document.build(worked, 0)
    labels = entry_labels(worked, live, publication.version_in_force(act.session, contest))
    entries = {results.entry_code(number): label for number, label in labels.items()}
    groups = {group["code"]: group["name"] for group in live["groups"]}
    group_of = {results.entry_code(row["entry"]): row["group"] for row in live["rows"]}
    return told_page(standing.document or {}, FieldNames(entries, groups, group_of))
