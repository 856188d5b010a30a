"""Adding and changing one person by hand, by the same rules as a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from web.db.models import Competition, Department, Person
from web.services import audit
from web.services.act import Act
from web.services.intake import Cell
from web.services.intake.dates import read_date
from web.services.intake.names import read_name
from web.services.intake.words import read_staff_no
from web.services.people.identity import read_id
from web.services.people.importing import today
from web.services.refusals import Fault, Refusal


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a form says of a person.

    `birth_date` is as written; `identity` is a number to check and forget, "" leaves what is stored.
    """

    name: str
    staff_no: str = ""
    gender: str | None = None
    birth_date: str = ""
    post_category: str | None = None
    department: Department | None = None
    identity: str = ""


def add_person(act: Act, competition: Competition, facts: PersonFacts) -> Person:
    """Add one person; refuses as `change_person`."""
    values = _checked(act, competition, facts, None)
    person = Person(trade_union_id=competition.trade_union_id, updated_at=act.now, **values)
    act.session.add(person)
    audit.record(act, "person_added", competition, person=person_number(act, person))
    return person


def change_person(act: Act, competition: Competition, person: Person, facts: PersonFacts) -> None:
    """Change a person; the log names the fields, never the values.

    Refuses with every fault of name, staff number, ID number and birth date, staff_no_taken and identity_taken.
    """
    values = _checked(act, competition, facts, person)
    changed = sorted(field for field, value in values.items() if getattr(person, field) != value)
    for field in changed:
        setattr(person, field, values[field])
    person.updated_at = act.now
    audit.record(act, "person_changed", competition, person=person.id, fields=changed)


def set_active(act: Act, competition: Competition, person: Person, *, active: bool) -> None:
    """Mark somebody as having left (or come back): the roster hides them, past entries and results stay."""
    person.active, person.updated_at = active, act.now
    audit.record(act, "person_back" if active else "person_left", competition, person=person.id)


def person_number(act: Act, person: Person) -> int:
    """The row number of a person just added."""
    act.session.flush()
    return person.id


def _checked(act: Act, competition: Competition, facts: PersonFacts, own: Person | None) -> dict[str, object]:
    faults: list[Fault] = []
    values: dict[str, object] = {
        "gender": facts.gender or None,
        "post_category": facts.post_category or None,
        "department_id": facts.department.id if facts.department else None,
    }
    readers: dict[str, Callable[[], object]] = {
        "name": lambda: read_name(facts.name),
        "staff_no": lambda: read_staff_no(Cell(facts.staff_no)),
        "birth_date": lambda: read_date(Cell(facts.birth_date), today(act)),
    }
    for field, read in readers.items():
        try:
            values[field] = read()
        except Refusal as refusal:
            faults += [Fault(fault.code, fault.params, field) for fault in refusal.faults]
    try:
        values |= _identity(act, facts, values.get("birth_date"))
    except Refusal as refusal:
        faults += [Fault(fault.code, fault.params, "identity") for fault in refusal.faults]
    faults += _taken(act, competition, values, own)
    if faults:
        raise Refusal(*faults)
    return values


def _identity(act: Act, facts: PersonFacts, born: object) -> Mapping[str, object]:
    listed = born if isinstance(born, date) else None
    told = read_id(Cell(facts.identity), "", act.keys, today(act), gender=facts.gender or None, birth_date=listed)
    if told is None:
        return {}
    return {
        "id_hmac": told.id_hmac,
        "id_last4": told.id_last4,
        "birth_date": listed or told.birth_date,
        "gender": facts.gender or told.gender,
    }


def _taken(act: Act, competition: Competition, values: Mapping[str, object], own: Person | None) -> list[Fault]:
    """Keys that belong to somebody else already."""
    faults = []
    for field, code in (("staff_no", "staff_no_taken"), ("id_hmac", "identity_taken")):
        value = values.get(field)
        if not value:
            continue
        chosen = select(Person).filter_by(trade_union_id=competition.trade_union_id, **{field: value})
        holder = act.session.scalar(chosen)
        if holder is not None and holder is not own:
            faults.append(Fault(code, {}, "staff_no" if field == "staff_no" else "identity"))
    return faults
