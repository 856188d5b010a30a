"""Background work: its progress, and the button that stops it."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from web.accounts import access, current_act
from web.db import queries
from web.db.models import Job
from web.db.queries import Missing
from web.jobs import ledger
from web.services.act import Act, Role

pages = Blueprint("jobs", __name__, url_prefix="/jobs")


@pages.get("/<int:job_id>")
@access()
def show(job_id: int) -> ResponseReturnValue:
    """Progress as a page, or as JSON for the page that waits."""
    job = _own_job(current_act(), job_id)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(state=job.state, progress_permille=job.progress_permille, code=job.progress_code)
    return render_template("base/job.html", job=job)


@pages.post("/<int:job_id>/stop")
@access()
def stop(job_id: int) -> ResponseReturnValue:
    """Ask the job to stop with the best it has."""
    act = current_act()
    ledger.ask_to_stop(act.session, _own_job(act, job_id), act.now)
    return redirect(request.referrer or "/")


def _own_job(act: Act, job_id: int) -> Job:
    """The job, if the actor organizes its competition."""
    job = queries.one(act.session, Job, id=job_id)
    if act.actor is None or not act.actor.has(Role.ORGANIZER, job.competition_id):
        raise Missing("job")
    return job
