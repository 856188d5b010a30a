"""查验: is this certificate genuine? Open to everybody, with names masked and a limit on guessing."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.accounts import current_act, entrance
from web.accounts.limits import limiter
from web.forms.awards import CodeForm
from web.services import awards

pages = Blueprint("verify", __name__, url_prefix="/verify")
_PACE = "30/minute"
"""Questions one address may ask: 31 ** 8 codes at this pace would take fifty thousand years to try."""
_STATUS = {"mistyped": 422, "unknown": 404}


@pages.get("/")
@entrance
def enter() -> ResponseReturnValue:
    """The form; with a code it leads to that code's own address."""
    form = CodeForm(request.args)
    if "code" in request.args and form.validate():
        return redirect(url_for("verify.certificate", code=awards.normalise(form.code.data or "")[:20] or "-"))
    return render_template("public/verify.html", form=form, answer=None)


@pages.get("/<code>")
@entrance
@limiter.limit(_PACE)
def certificate(code: str) -> ResponseReturnValue:
    """What is known about a code."""
    answer = awards.look_up(current_act(), code)
    form = CodeForm(data={"code": awards.spaced(answer.code)})
    return render_template("public/verify.html", form=form, answer=answer), _STATUS.get(answer.state, 200)
