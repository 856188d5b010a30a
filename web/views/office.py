"""Members and records: who may do what, and the event log with its chain checked."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Account, AuditEvent, AuditStream, Competition, RoleGrant
from web.forms.accounts import ROLE_NAMES, MemberForm
from web.services import accounts, audit
from web.services.act import Act, Role
from web.services.refusals import Refusal

pages = Blueprint("office", __name__, url_prefix="/c/<int:competition_id>/office")
_PAGE = 100


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """Members, their roles, and the log's state."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return _page(act, competition, MemberForm())


@pages.post("/members")
@access(Role.ORGANIZER)
def invite(competition_id: int) -> ResponseReturnValue:
    """Make an account with a role and show its invitation link once."""
    act, form = current_act(), MemberForm()
    competition = queries.competition(act.session, competition_id)
    if not form.validate_on_submit():
        return _page(act, competition, form), 422
    try:
        account = accounts.create_account(act, form.name.data or "", (form.login.data or "").strip())
    except Refusal as refusal:
        start_over()
        return _page(act, competition, form, faults=refusal.faults), 422
    accounts.grant(act, account, Role(form.role.data), competition)
    address = accounts.link_address(act, accounts.make_link(act, account, "invitation"))
    return _page(act, competition, MemberForm(formdata=None), shown_link=(account.name, address))


@pages.post("/members/<int:account_id>/link")
@access(Role.ORGANIZER)
def reset(competition_id: int, account_id: int) -> ResponseReturnValue:
    """Show a reset link once; the member's old links stop working."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    account = _member(act, competition, account_id)
    address = accounts.link_address(act, accounts.make_link(act, account, "reset"))
    audit.record(act, "reset_link_made", competition, account=account.id)
    return _page(act, competition, MemberForm(formdata=None), shown_link=(account.name, address))


@pages.post("/members/<int:account_id>/withdraw")
@access(Role.ORGANIZER)
def withdraw(competition_id: int, account_id: int) -> ResponseReturnValue:
    """Take a member's role back."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    role = Role(request.form["role"])
    accounts.withdraw_grant(act, _member(act, competition, account_id), role, competition)
    flash(_("已收回。"), "success")
    return redirect(url_for("office.overview", competition_id=competition_id))


@pages.get("/log")
@access(Role.ORGANIZER)
def log(competition_id: int) -> str:
    """The event log of the competition and its contests, newest first, each chain walked and judged."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    streams = act.session.scalars(select(AuditStream).where(AuditStream.competition_id == competition_id)).all()
    events = act.session.execute(
        select(AuditEvent, AuditStream.contest_id)
        .join(AuditStream, AuditStream.id == AuditEvent.stream_id)
        .where(AuditStream.competition_id == competition_id)
        .order_by(AuditEvent.id.desc())
        .limit(_PAGE)
    ).all()
    broken = {stream.id: audit.verify(act.session, stream) for stream in streams}
    return render_template(
        "organizer/log.html",
        competition=competition,
        chapter="office",
        streams=streams,
        events=events,
        broken={number: faults for number, faults in broken.items() if faults},
        contests={contest.id: contest.name for contest in competition.contests},
    )


def _member(act: Act, competition: Competition, account_id: int) -> Account:
    """An account that holds a role of this competition."""
    queries.one(act.session, RoleGrant, account_id=account_id, competition_id=competition.id)
    return queries.one(act.session, Account, id=account_id)


def _page(act: Act, competition: Competition, form: MemberForm, **extra: object) -> str:
    grants = act.session.execute(
        select(RoleGrant, Account)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(RoleGrant.competition_id == competition.id, RoleGrant.role.in_([role.value for role in ROLE_NAMES]))
        .order_by(RoleGrant.id)
    ).all()
    return render_template(
        "organizer/office.html",
        competition=competition,
        chapter="office",
        form=form,
        grants=grants,
        role_names=ROLE_NAMES,
        **extra,
    )
