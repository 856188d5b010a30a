"""奖状: issuing certificates, printing, handing out files."""

from __future__ import annotations

import io

from flask import Blueprint, Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Certificate, Competition, PrintedFile
from web.db.queries import Missing
from web.forms.awards import PrintForm, ReasonForm
from web.services import awards
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("awards", __name__, url_prefix="/c/<int:competition_id>/awards")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """Where each contest stands, the files made so far, and the one button."""
    act = current_act()
    return _overview_page(act, queries.competition(act.session, competition_id))


@pages.post("/print")
@access(Role.ORGANIZER)
def issue_and_print(competition_id: int) -> ResponseReturnValue:
    """签发并印制: certificates for every final contest, then the job that makes all files."""
    act, form = current_act(), PrintForm()
    competition = queries.competition(act.session, competition_id)
    try:
        numbers = awards.issue_everything(act, competition)
        awards.request_print(act, competition, competition.contests, printed_stock=form.printed_stock.data)
    except Refusal as refusal:
        start_over()
        competition = queries.competition(act.session, competition_id)
        return _overview_page(act, competition, list(refusal.faults)), refusal.status
    flash(_("共有 %(n)s 张有效证书，正在排版。", n=numbers), "success")
    return redirect(url_for("awards.overview", competition_id=competition_id))


@pages.get("/files/<int:file_id>")
@access(Role.ORGANIZER)
def download(competition_id: int, file_id: int) -> Response:
    """One printed file, always as a download under its own name."""
    act = current_act()
    file = queries.one(act.session, PrintedFile, id=file_id, competition_id=competition_id)
    path = awards.path_of(act.settings, file)
    if not path.is_file():
        raise Missing("printed_file")
    return send_file(io.BytesIO(path.read_bytes()), as_attachment=True, download_name=file.filename)


@pages.get("/sample.pdf")
@access(Role.ORGANIZER)
def sample(competition_id: int) -> Response:
    """样张: one certificate with an invented name, to look at before anything is issued."""
    act = current_act()
    made = awards.sample_pdf(act, queries.competition(act.session, competition_id))
    return _pdf(made)


@pages.get("/own.pdf")
@access(reads_all=False)
def own(competition_id: int) -> Response:
    """The signed-in person's own certificates."""
    act = current_act()
    return _pdf(awards.own_pdf(act, queries.competition(act.session, competition_id)))


@pages.get("/certificates")
@access(Role.ORGANIZER)
def register(competition_id: int) -> str:
    """证书登记簿: every certificate ever issued, with its state."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return render_template(
        "organizer/awards_register.html",
        competition=competition,
        chapter="awards",
        lines=awards.register_lines(act, competition),
    )


@pages.get("/certificates/<int:number>")
@access(Role.ORGANIZER)
def certificate(competition_id: int, number: int) -> str:
    """One certificate: what it says, and taking it back."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return _certificate_page(competition, _certificate(act, competition_id, number), ReasonForm())


@pages.get("/certificates/<int:number>.pdf")
@access(Role.ORGANIZER)
def single(competition_id: int, number: int) -> Response:
    """One certificate as a file, as after a reissue."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return _pdf(awards.single_pdf(act, competition, _certificate(act, competition_id, number)))


@pages.post("/certificates/<int:number>/reissue")
@access(Role.ORGANIZER)
def reissue(competition_id: int, number: int) -> ResponseReturnValue:
    """补发: a new number and code for the same award."""
    act, form = current_act(), ReasonForm()
    competition = queries.competition(act.session, competition_id)
    found = _certificate(act, competition_id, number)
    if not form.validate():
        start_over()
        return _certificate_page(competition, _certificate(act, competition_id, number), form), 422
    fresh = awards.reissue(act, competition, found, form.reason.data or "")
    flash(
        _("已补发为 %(number)s，旧证书查验时显示“已补发”。", number=awards.number_text(competition, fresh.number)),
        "success",
    )
    return redirect(url_for("awards.certificate", competition_id=competition_id, number=fresh.number))


@pages.post("/certificates/<int:number>/void")
@access(Role.ORGANIZER)
def void(competition_id: int, number: int) -> ResponseReturnValue:
    """作废: the certificate no longer counts."""
    act, form = current_act(), ReasonForm()
    competition = queries.competition(act.session, competition_id)
    found = _certificate(act, competition_id, number)
    if not form.validate():
        start_over()
        return _certificate_page(competition, _certificate(act, competition_id, number), form), 422
    awards.void(act, competition, found, form.reason.data or "")
    flash(_("已作废。查验这张证书的人会看到“已作废”。"), "success")
    return redirect(url_for("awards.certificate", competition_id=competition_id, number=number))


def _certificate(act: Act, competition_id: int, number: int) -> Certificate:
    return queries.one(act.session, Certificate, number=number, competition_id=competition_id)


def _certificate_page(competition: Competition, found: Certificate, form: ReasonForm) -> str:
    return render_template(
        "organizer/awards_certificate.html",
        competition=competition,
        chapter="awards",
        certificate=found,
        wording=awards.wording_of(found),
        number=awards.number_text(competition, found.number),
        form=form,
    )


def _overview_page(act: Act, competition: Competition, faults: list[Fault] | None = None) -> str:
    standing = awards.contest_awards(act, competition)
    return render_template(
        "organizer/awards.html",
        competition=competition,
        chapter="awards",
        contests=standing,
        ready=[one for one in standing if one.final],
        shelves=awards.shelves(act, competition),
        job=awards.latest_job(act, competition),
        faces=awards.faces_in_use(act),
        form=PrintForm(),
        faults=faults or [],
    )


def _pdf(made: awards.Made) -> Response:
    return send_file(io.BytesIO(made.body), mimetype="application/pdf", as_attachment=True, download_name=made.name)
