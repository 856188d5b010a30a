"""编排要求: what the office wishes of a timetable, said in sentences and changed section by section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import select

from web.accounts import access, current_act, start_over
from web.db import queries
from web.db.models import Competition, Contest, ContestOrder, Department, Person, TimeWish
from web.forms.wishes import GOAL_NAMES, WEIGHT_NAMES, GeneralForm, GoalsForm, OrderForm, TimeWishForm
from web.present.formatting import clock, day
from web.services import timetable, venues
from web.services.act import Act, Role
from web.services.refusals import Fault, Refusal, refuse

pages = Blueprint("wishes", __name__, url_prefix="/c/<int:competition_id>/wishes")


@pages.get("/")
@access(Role.ORGANIZER)
def overview(competition_id: int) -> str:
    """Every wish as a sentence, with the way to change it."""
    act = current_act()
    return _page(act, queries.competition(act.session, competition_id))


@pages.post("/general")
@access(Role.ORGANIZER)
def general(competition_id: int) -> ResponseReturnValue:
    """Rest by age, events per day, own department."""
    act, form = current_act(), GeneralForm()
    competition = queries.competition(act.session, competition_id)
    values = {name: value for name, value in form.data.items() if name != "csrf_token"}
    return _done(form, competition_id, lambda: timetable.set_general(act, competition, **values), "general_form")


@pages.post("/goals")
@access(Role.ORGANIZER)
def goals(competition_id: int) -> ResponseReturnValue:
    """Which goals count."""
    act, form = current_act(), GoalsForm()
    competition = queries.competition(act.session, competition_id)
    step = lambda: timetable.set_goals(act, competition, form.goals.data or ())  # noqa: E731
    return _done(form, competition_id, step, "goals_form")


@pages.post("/orders")
@access(Role.ORGANIZER)
def add_order(competition_id: int) -> ResponseReturnValue:
    """One contest follows another."""
    act, form = current_act(), OrderForm()
    form.offer(_races(act, queries.competition(act.session, competition_id)))

    def step() -> None:
        contest, before = (queries.contest(act.session, competition_id, n.data) for n in (form.contest, form.before))
        timetable.add_order(act, contest, before, form.gap_minutes.data or 0)

    return _done(form, competition_id, step, "order_form")


@pages.post("/orders/<int:order_id>/remove")
@access(Role.ORGANIZER)
def remove_order(competition_id: int, order_id: int) -> ResponseReturnValue:
    """Forget an order."""
    act = current_act()
    order = queries.one(act.session, ContestOrder, id=order_id)
    queries.contest(act.session, competition_id, order.contest_id)
    timetable.remove_order(act, order)
    return _back(competition_id)


@pages.post("/times")
@access(Role.ORGANIZER)
def add_time(competition_id: int) -> ResponseReturnValue:
    """A wish about when or where somebody runs."""
    act, form = current_act(), TimeWishForm()
    competition = queries.competition(act.session, competition_id)
    _offer_times(act, competition, form)

    def step() -> None:
        first = next(iter(venues.sessions(act, competition)), None)
        person = _person(act, competition, form.staff_no.data or "")
        wish = form.wish(person, first.starts.date() if first else None)
        timetable.add_time_wish(act, competition, wish)

    return _done(form, competition_id, step, "time_form")


@pages.post("/times/<int:wish_id>/remove")
@access(Role.ORGANIZER)
def remove_time(competition_id: int, wish_id: int) -> ResponseReturnValue:
    """Forget a wish."""
    act = current_act()
    wish = queries.one(act.session, TimeWish, id=wish_id, competition_id=competition_id)
    timetable.remove_time_wish(act, queries.competition(act.session, competition_id), wish)
    return _back(competition_id)


def _done(form: FlaskForm, competition_id: int, step: Callable[[], Any], kept: str) -> ResponseReturnValue:
    """Take the step if the form is whole; else, or when it is refused, show the page again with what was typed."""
    faults: Sequence[Fault] = ()
    if form.validate_on_submit():
        try:
            step()
        except Refusal as refusal:
            faults = refusal.faults
        else:
            return _back(competition_id)
    start_over()
    act = current_act()
    return _page(act, queries.competition(act.session, competition_id), faults, **{kept: form}), 422


def _back(competition_id: int) -> ResponseReturnValue:
    flash(_("编排要求已保存，下次编排时生效。"), "success")
    return redirect(url_for("wishes.overview", competition_id=competition_id))


def _page(act: Act, competition: Competition, faults: Sequence[Fault] = (), **kept: FlaskForm) -> str:
    wishes = timetable.wishes_of(act, competition)
    order_form, time_form = OrderForm(formdata=None), TimeWishForm(formdata=None)
    order_form.offer(_races(act, competition))
    _offer_times(act, competition, time_form)
    forms = {
        "general_form": GeneralForm(formdata=None, obj=wishes),
        "goals_form": GoalsForm(formdata=None, obj=wishes),
        "order_form": order_form,
        "time_form": time_form,
    }
    return render_template(
        "organizer/wishes.html",
        competition=competition,
        chapter="timetable",
        wishes=wishes,
        races=timetable.race_contests(act, competition),
        sessions={each.id: each for each in venues.sessions(act, competition)},
        venues={each.id: each for each in venues.venues(act, competition)},
        goal_names=GOAL_NAMES,
        weights=WEIGHT_NAMES,
        staffed=bool(wishes.needs),
        faults=faults,
        kept=next(iter(kept), ""),
        **(forms | kept),
    )


def _races(act: Act, competition: Competition) -> list[tuple[int, str]]:
    return [(race.contest.id, race.contest.name) for race in timetable.race_contests(act, competition)]


def _offer_times(act: Act, competition: Competition, form: TimeWishForm) -> None:
    groups = []
    for race in timetable.race_contests(act, competition):
        contest: Contest = race.contest
        groups.append((f"c{contest.id}:", contest.name))
        groups += [(f"c{contest.id}:{each.code}", f"{contest.name} {each.name}") for each in race.rulebook.groups]
    departments = act.session.execute(
        select(Department.id, Department.path)
        .where(Department.trade_union_id == competition.trade_union_id)
        .order_by(Department.path)
    )
    form.offer(
        {_("项目"): groups, _("部门"): [(f"d{number}:", path) for number, path in departments]},
        [(s.id, f"{day(s.starts)} {clock(s.starts)}–{clock(s.ends)}") for s in venues.sessions(act, competition)],
        [(each.id, each.name) for each in venues.venues(act, competition)],
    )


def _person(act: Act, competition: Competition, staff_no: str) -> int | None:
    """The row number of a member of staff; None when no number is given. Refuses absence_person_unknown."""
    if not staff_no.strip():
        return None
    query = select(Person.id).where(
        Person.trade_union_id == competition.trade_union_id, Person.staff_no == staff_no.strip()
    )
    found = act.session.scalar(query)
    if found is None:
        raise refuse("absence_person_unknown", staff_no=staff_no)
    return found
