"""The frame of every request: one transaction, one act, the access rule, the security headers."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from web.accounts.access import access_of, demand
from web.accounts.sessions import signed_in_actor
from web.db.transaction import begin, commit, roll_back
from web.services.act import Act

_CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'; worker-src 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READING = {"GET", "HEAD", "OPTIONS"}
_STATIC = {"static", "bootstrap.static"}


def install_request_frame(app: Flask, sessions: Callable[[], Session]) -> None:
    """Open, judge and close the act of every request."""

    def open_act() -> Response | None:
        if request.endpoint is None or request.endpoint in _STATIC:
            return None
        settings, keys, clock = current_app.extensions["office"]
        session, now = sessions(), clock()
        begin(session, writes=request.method not in _READING)
        g.session = session
        actor = signed_in_actor(session, now)
        g.act = Act(session, actor, now, keys, settings)
        competition_id = (request.view_args or {}).get("competition_id")
        rule = access_of(current_app, request.endpoint)
        if actor is None and rule.roles is not None and request.method == "GET":
            return redirect(url_for("sign_in.enter", next=request.full_path.rstrip("?")))
        demand(rule, actor, competition_id, reading=request.method in _READING)
        return None

    def close_act(response: Response) -> Response:
        session: Session | None = g.pop("session", None)
        if session is not None:
            writes = request.method not in _READING and response.status_code < 400
            (commit if writes else roll_back)(session)
        return _with_headers(response)

    def drop_act(_error: BaseException | None) -> None:
        session: Session | None = g.pop("session", None)
        if session is not None:
            roll_back(session)

    app.before_request(open_act)
    app.after_request(close_act)
    app.teardown_request(drop_act)


def start_over() -> None:
    """Drop what the act has done so far, so that a page of faults shows only what is stored; the answer must be 4xx."""
    session: Session = g.session
    roll_back(session)
    begin(session, writes=False)


def _with_headers(response: Response) -> Response:
    """Nothing personal in caches; nothing foreign in pages."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint not in _STATIC:
        response.headers.setdefault("Cache-Control", "no-store")
        response.vary.add("Cookie")
    return response
