"""裁判员: who times, starts, judges or gives medical cover; with skills, windows, load and break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from web.db.models import Competition, HeatDuty, OfficialWindow, Person, RaceOfficial
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse

LONGEST_SKILL = 30


@dataclass(frozen=True, slots=True)
class Duties:
    """What an official can do and for how long. `windows` empty means whenever there is no lesson."""

    skills: Sequence[str]
    most_heats: int | None = None
    rest_minutes: int = 0
    windows: Sequence[tuple[datetime, datetime]] = ()


def officials(act: Act, competition: Competition) -> Sequence[RaceOfficial]:
    """The officials with windows, people and departments, in order of entry."""
    return act.session.scalars(
        select(RaceOfficial)
        .where(RaceOfficial.competition_id == competition.id)
        .options(
            selectinload(RaceOfficial.windows), joinedload(RaceOfficial.person), joinedload(RaceOfficial.department)
        )
        .order_by(RaceOfficial.id)
    ).all()


def add_staff_official(act: Act, competition: Competition, staff_no: str, duties: Duties) -> RaceOfficial:
    """A member of staff becomes an official; the department comes along. Refuses every fault at once."""
    person = act.session.scalar(
        select(Person).where(
            Person.trade_union_id == competition.trade_union_id, Person.staff_no == staff_no.strip(), Person.active
        )
    )
    faults = _faults(duties)
    if person is None:
        faults.append(Fault("absence_person_unknown", {"staff_no": staff_no}))
    elif any(each.person_id == person.id for each in officials(act, competition)):
        faults.append(Fault("official_twice", {"name": person.name}))
    if person is None or faults:
        raise Refusal(*faults)
    return enlist(act, competition, person.id, person.name, duties)


def add_guest_official(act: Act, competition: Competition, name: str, duties: Duties) -> RaceOfficial:
    """Somebody from outside (a doctor, a hired referee); no department, so no own one to avoid."""
    faults = _faults(duties)
    if not name.strip():
        faults.append(Fault("official_nameless"))
    if faults:
        raise Refusal(*faults)
    return enlist(act, competition, None, name.strip()[:60], duties)


def change_official(act: Act, competition: Competition, official: RaceOfficial, duties: Duties) -> None:
    """Change skills, load, break and windows."""
    faults = _faults(duties)
    if faults:
        raise Refusal(*faults)
    _write(official, duties)
    audit.record(act, "official_changed", competition, official=official.id)


def remove_official(act: Act, competition: Competition, official: RaceOfficial) -> None:
    """Take an official away. Refuses official_in_use while an adopted or earlier timetable names the duty."""
    if act.session.scalar(select(HeatDuty.id).where(HeatDuty.official_id == official.id).limit(1)) is not None:
        raise refuse("official_in_use", name=official.name)
    audit.record(act, "official_removed", competition, official=official.id)
    act.session.delete(official)


def enlist(act: Act, competition: Competition, person_id: int | None, name: str, duties: Duties) -> RaceOfficial:
    """Put somebody on the list whose duties make sense; a member of staff brings the department along."""
    person = act.session.get_one(Person, person_id) if person_id else None
    department = person.department_id if person else None
    row = RaceOfficial(competition_id=competition.id, person_id=person_id, name=name, department_id=department)
    _write(row, duties)
    act.session.add(row)
    act.session.flush()
    audit.record(act, "official_added", competition, official=row.id)
    return row


def _write(row: RaceOfficial, duties: Duties) -> None:
    row.skills = list(dict.fromkeys(skill.strip() for skill in duties.skills))
    row.most_heats, row.rest_minutes = duties.most_heats, duties.rest_minutes
    row.windows = [OfficialWindow(starts=starts, ends=ends) for starts, ends in duties.windows]


def _faults(duties: Duties) -> list[Fault]:
    faults: list[Fault] = []
    if not [skill for skill in duties.skills if skill.strip()]:
        faults.append(Fault("official_unskilled_at_all"))
    faults += [
        Fault("skill_too_long", {"skill": skill, "limit": LONGEST_SKILL})
        for skill in duties.skills
        if len(skill.strip()) > LONGEST_SKILL
    ]
    faults += [
        Fault("official_window_backwards", {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"})
        for starts, ends in duties.windows
        if ends <= starts
    ]
    return faults
