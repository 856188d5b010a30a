"""Pages for what went wrong: said in the reader's language, never a stack trace, nothing half-written."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from scheduler.errors import ProblemFaults
from scoring.errors import RuleFaults
from web.accounts import start_over
from web.db.queries import Missing
from web.present.messages import Coded
from web.services.refusals import Fault, Refusal

_HTTP_CODES = {404: "not_found", 405: "not_found", 403: "forbidden", 413: "too_large", 429: "too_many_requests"}


def install_fault_pages(app: Flask) -> None:
    """One handler per family of errors."""
    app.register_error_handler(Refusal, lambda error: fault_page(error.status, *error.faults))
    app.register_error_handler(Missing, lambda _error: fault_page(404, Fault("not_found")))
    app.register_error_handler(RuleFaults, lambda error: fault_page(422, *error.faults))
    app.register_error_handler(ProblemFaults, lambda error: fault_page(422, *error.faults))
    app.register_error_handler(CSRFError, lambda _error: fault_page(400, Fault("form_expired")))
    app.register_error_handler(HTTPException, _http_page)


def _http_page(error: HTTPException) -> Response:
    """Werkzeug's own refusals; redirects pass through."""
    if isinstance(error, InternalServerError):
        return fault_page(500, Fault("internal"))
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    limit = f"{current_app.config['MAX_CONTENT_LENGTH'] // (1024 * 1024)} MB"
    return fault_page(status, Fault(_HTTP_CODES.get(status, "bad_request"), {"limit": limit}))


def fault_page(status: int, *faults: Coded) -> Response:
    """The page that lists every fault and offers a way on."""
    if "session" in g:
        start_over()
    back = request.referrer if request.referrer and request.referrer.startswith(request.host_url) else None
    return make_response(render_template("base/fault.html", faults=faults, status=status, back=back), status)
