"""A small race day: women on machines in two groups, men on a walk, two women on the walk-free track run as well."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.builders import a_competition, a_contest, a_department, a_person, a_union, an_account, link
from tests.conftest import Office
from web.db.models import Competition, Contest, Department, Entrant, Entry, Person, TimetablePlan
from web.jobs import ledger
from web.services import races, rules, timetable, venues
from web.services.act import Act, Role
from web.services.groups import close_entries
from web.services.timetable import HeatShape, PlanOptions, adopt, request_plan, set_heat_format
from web.services.timetable.planning import keep_answer
from web.services.venues import VenueShape
from web.worker import worker_for

DAY = date(2026, 11, 27)
RULEBOOKS = Path(__file__).resolve().parents[3] / "examples" / "rulebooks"


def at(clock: str) -> datetime:
    """A wall-clock time of the race day."""
    return datetime.combine(DAY, datetime.strptime(clock, "%H:%M").time())  # noqa: DTZ007


@dataclass(frozen=True)
class Meet:
    """The numbers of what was built."""

    competition_id: int
    treadmill_id: int
    walk_id: int

    def competition(self, act: Act) -> Competition:
        """The competition in this act's session."""
        return act.session.get_one(Competition, self.competition_id)

    def treadmill(self, act: Act) -> Contest:
        """The women's treadmill contest."""
        return act.session.get_one(Contest, self.treadmill_id)

    def walk(self, act: Act) -> Contest:
        """The men's walk."""
        return act.session.get_one(Contest, self.walk_id)


def a_meet(act: Act, women: int = 5, men: int = 3, *, close: bool = True, code: str = "abc2345678") -> Meet:
    """A meet ready to be planned: rules frozen, entries closed, a gym of four machines, a route, a morning."""
    union = a_union(act)
    competition = a_competition(act, union, code)
    departments = [a_department(act, union, name) for name in ("语文组", "数学组")]
    treadmill = a_race(act, competition, "treadmill_women", "女职工跑步机跑步")
    walk = a_race(act, competition, "walk_men_51", "男职工徒步走")
    for number in range(women):
        born = date(1990 if number % 2 else 1970, 3, 1 + number)
        person = a_staff(act, departments[number % 2], f"女{number + 1}", f"W{number + 1:02d}", "F", born)
        enter(act, treadmill, person, 101 + number, seed=1500 + 10 * number)
    for number in range(men):
        person = a_staff(act, departments[number % 2], f"男{number + 1}", f"M{number + 1:02d}", "M", date(1968, 2, 3))
        enter(act, walk, person, 201 + number)
    if close:
        close_entries(act, treadmill)
        close_entries(act, walk)
    venues.add_session(act, competition, at("08:00"), at("12:00"))
    venues.add_venue(act, competition, VenueShape("健身房", "gym", 4))
    venues.add_venue(act, competition, VenueShape("环校步道", "route", None, 0, 10, 60))
    set_heat_format(act, treadmill, HeatShape("gym", 20, 15, 1, 4, 30, "serpentine"))
    return Meet(competition.id, treadmill.id, walk.id)


def a_race(act: Act, competition: Competition, code: str, name: str, *, freeze: bool = True) -> Contest:
    """A race contest with the example rulebook of that code."""
    contest = a_contest(act, competition, code, name)
    rules.save_draft(act, contest, (RULEBOOKS / f"{code}.toml").read_text(encoding="utf-8"))
    if freeze:
        rules.freeze(act, contest)
    return contest


def a_staff(act: Act, department: Department, name: str, staff_no: str, gender: str, born: date) -> Person:
    """A member of staff."""
    return a_person(
        act,
        department.trade_union,
        name,
        department_id=department.id,
        staff_no=staff_no,
        gender=gender,
        birth_date=born,
    )


def enter(act: Act, contest: Contest, person: Person, bib: int | None = None, seed: int | None = None) -> Entry:
    """An entry; a person entered before keeps the entrant and its number."""
    entrant = act.session.scalar(
        select(Entrant).where(Entrant.competition_id == contest.competition_id, Entrant.person_id == person.id)
    )
    if entrant is None:
        entrant = Entrant(
            competition_id=contest.competition_id,
            kind="person",
            name=person.name,
            person_id=person.id,
            department_id=person.department_id,
            bib=bib,
        )
        act.session.add(entrant)
        act.session.flush()
    entry = Entry(contest_id=contest.id, entrant_id=entrant.id, seed_mark=seed, created_at=act.now)
    act.session.add(entry)
    act.session.flush()
    return entry


def work_off(office: Office) -> int:
    """Do every waiting job here and now, as the worker would."""
    worker = worker_for(office.settings, office.clock)
    try:
        return worker.run_due()
    finally:
        worker.engine.dispose()


_ANSWERS: dict[str, tuple[dict[str, Any], bool]] = {}
"""What the worker found, by problem and options: they give the same plan (test_planning proves it), so that a test
process lets it search for each meet once and gives the same answer again after that."""


def planned(office: Office, meet: Meet, options: PlanOptions | None = None) -> int:
    """Ask for a plan and let the worker find it, or give the answer it found before; its number."""
    with office.act() as act:
        row = request_plan(act, meet.competition(act), options)
        job = timetable.job_of(act, row)
        assert job is not None
        question = json.dumps([row.problem, job.order["deterministic_seconds"], job.order["seed"]], sort_keys=True)
        if question in _ANSWERS:
            record, usable = _ANSWERS[question]
            keep_answer(act, row, copy.deepcopy(record), usable=usable)
            token = ledger.claim(act.session, job.id, act.now)
            assert token is not None
            ledger.finish(act.session, job.id, token, act.now, {"plan_id": row.id, "outcome": record["outcome"]})
            return row.number
    return _searched(office, meet, row.number, question)


def _searched(office: Office, meet: Meet, number: int, question: str) -> int:
    """Let the worker search, and explain whom it left over; remember what it found."""
    assert work_off(office) == 1
    work_off(office)
    with office.act() as act:
        found = plan_row(act, meet, number)
        assert found.plan is not None
        _ANSWERS[question] = copy.deepcopy(found.plan), found.state == "draft"
    return number


def adopted(office: Office, women: int = 5, men: int = 3, code: str = "abc2345678") -> Meet:
    """A meet whose timetable is in force."""
    with office.act() as act:
        meet = a_meet(act, women, men, code=code)
    number = planned(office, meet)
    with office.act() as act:
        adopt(act, plan_row(act, meet, number))
    return meet


def plan_row(act: Act, meet: Meet, number: int) -> TimetablePlan:
    """A plan by number."""
    query = select(TimetablePlan).where(
        TimetablePlan.competition_id == meet.competition_id, TimetablePlan.number == number
    )
    return act.session.scalars(query).one()


def lanes(office: Office, meet: Meet) -> list[str]:
    """The adopted timetable drawn as text, one line per heat; places are drawn by lot, so names stand in order."""
    with office.act() as act:
        return [
            f"{heat.starts:%H:%M} {heat.venue_name} {heat.series}#{heat.number} "
            + " ".join(sorted(start.name for start in heat.starters))
            for heat in timetable.published(act, meet.competition(act)).heats
        ]


def entry_of(act: Act, contest: Contest, name: str) -> Entry:
    """The entry of somebody by name."""
    return act.session.scalars(
        select(Entry).join(Entrant).where(Entry.contest_id == contest.id, Entrant.name == name)
    ).one()


def signed_in(office: Office, meet: Meet, role: Role = Role.ORGANIZER) -> FlaskClient:
    """A browser signed in with one role for the meet."""
    with office.act() as act:
        path = link(act, an_account(act, role, meet.competition(act)))
    client = office.client()
    client.post(path)
    return client


def stored(office: Office, meet: Meet, name: str) -> tuple[str, int | None, int] | None:
    """Status, reading and version of somebody's treadmill result."""
    with office.act() as act:
        contest = meet.treadmill(act)
        entry = entry_of(act, contest, name)
        result = races.results_of(act, contest, [entry.id]).get(entry.id)
        return (result.status, result.metres, result.version) if result else None
