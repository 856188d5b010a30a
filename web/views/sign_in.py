"""Signing in and out, personal links, the language."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, entrance, start_over
from web.accounts.limits import guarded
from web.accounts.locale import LANGUAGES
from web.accounts.sessions import close_session, open_session
from web.db.models import Account
from web.db.queries import one
from web.forms.accounts import PasswordForm, SignInForm
from web.services import accounts
from web.services.refusals import Fault, Refusal

pages = Blueprint("sign_in", __name__)
_FIRST_PAGE = {"judge": "judging.works", "entrant": "entrants.mine"}


@pages.route("/sign-in", methods=["GET", "POST"])
@guarded
@entrance
def enter() -> ResponseReturnValue:
    """Sign in by login and password."""
    form, act = SignInForm(), current_act()
    if form.validate_on_submit():
        try:
            account = accounts.account_by_password(act, form.login.data or "", form.password.data or "")
        except Refusal as refusal:
            start_over()
            return render_template("accounts/sign_in.html", form=form, faults=refusal.faults), 401
        open_session(act.session, account, act.now)
        return redirect(_own_address(request.args.get("next")) or url_for("home.start"))
    return render_template("accounts/sign_in.html", form=form, faults=()), 422 if form.errors else 200


@pages.post("/sign-out")
@entrance
def leave() -> ResponseReturnValue:
    """Sign this browser out."""
    close_session(current_act().session)
    return redirect(url_for("home.start"))


@pages.post("/language/<code>")
@entrance
def language(code: str) -> ResponseReturnValue:
    """Switch the language and remember it in this browser."""
    if code in LANGUAGES:
        session["language"] = code
        session.permanent = True
    return redirect(_own_address(request.form.get("next")) or url_for("home.start"))


@pages.get("/link/<token>")
@entrance
def link(token: str) -> ResponseReturnValue:
    """Where a personal link lands: a page with one button, so that a chat program's preview does not spend the link."""
    found = accounts.link_for(current_act(), token)
    return render_template("accounts/link.html", link=found, token=token)


@pages.post("/link/<token>")
@guarded
@entrance
def follow(token: str) -> ResponseReturnValue:
    """Sign in by the link."""
    act = current_act()
    used = accounts.use_link(act, token)
    open_session(act.session, used.account, act.now)
    if used.purpose in ("invitation", "reset"):
        return redirect(url_for("sign_in.password"))
    return redirect(url_for(_FIRST_PAGE.get(used.purpose, "home.start")))


@pages.route("/password", methods=["GET", "POST"])
@access()
def password() -> ResponseReturnValue:
    """Set a new password; every browser is signed out and this one signed in again."""
    form, act = PasswordForm(), current_act()
    if not form.validate_on_submit():
        return render_template("accounts/password.html", form=form, faults=()), 422 if form.errors else 200
    account = one(act.session, Account, id=act.account_id)
    try:
        if form.password.data != form.repeat.data:
            raise Refusal(Fault("password_repeat"))
        accounts.set_password(act, account, form.password.data or "")
    except Refusal as refusal:
        start_over()
        return render_template("accounts/password.html", form=form, faults=refusal.faults), 422
    open_session(act.session, account, act.now)
    flash(_("新密码已保存。"), "success")
    return redirect(url_for("home.start"))


def _own_address(address: str | None) -> str | None:
    """An address inside this site, or None: nobody is sent elsewhere after signing in."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address
