"""经费: how much there is, what it is planned for, what the prizes may cost, what is left."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition
from web.forms.fund import FRESH_LINES, FundForm, fund_values, read_fund
from web.forms.rules_buttons import rearranged
from web.forms.rules_faults import place_told, put_beside
from web.present.messages import sentence
from web.services import fund
from web.services.act import Role
from web.services.refusals import Fault, Refusal

pages = Blueprint("fund", __name__, url_prefix="/c/<int:competition_id>/fund")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """The fund and its uses."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    standing = fund.standing(act, competition)
    return _page(competition, FundForm(data=fund_values(standing.fund)), [])


@pages.post("/")
@access(Role.ORGANIZER)
def save(competition_id: int) -> ResponseReturnValue:
    """Save the fund, or answer a row button with everything typed so far."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    button = request.form.get("rows", "")
    form = FundForm(rearranged(request.form, button, FRESH_LINES))
    if button:
        return _page(competition, form, [])
    read, faults = read_fund(form)
    if faults:
        return _page(competition, form, faults), 422
    try:
        fund.set_fund(act, competition, **read)
    except Refusal as refusal:
        start_over()
        competition = queries.competition(act.session, competition_id)
        return _page(competition, form, list(refusal.faults)), refusal.status
    flash(_("经费已保存。"), "success")
    return redirect(url_for("fund.overview", competition_id=competition_id))


def _page(competition: Competition, form: FundForm, faults: list[Fault]) -> str:
    put_beside(form, [(fault.where, sentence(fault)) for fault in faults])
    standing = fund.standing(current_act(), competition)
    return render_template(
        "organizer/fund.html",
        competition=competition,
        chapter="fund",
        form=form,
        faults=[Fault(one.code, one.params, where=place_told(form, one.where)) for one in faults],
        standing=standing,
        bar=_bar(standing),
    )


def _bar(standing: fund.FundStanding) -> dict[str, int] | None:
    """Widths of the picture in thousandths: lines, prizes, and where the fund ends when it is overspent."""
    used = standing.planned + standing.prize_cost
    whole = max(standing.available or 0, used)
    if not standing.available or not whole:
        return None
    parts = {"planned": standing.planned, "prizes": standing.prize_cost, "limit": standing.available}
    return {name: 1000 * fen // whole for name, fen in parts.items()}
