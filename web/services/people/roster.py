"""The roster: searching people, one person with what they take part in, changing and adding one by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from web.db import queries
from web.db.models import (
    Competition,
    Contest,
    Department,
    Entrant,
    EntrantMember,
    Entry,
    EntryCoauthor,
    ImportBatch,
    Person,
)
from web.services.act import Act
from web.services.people.departments import JOINT

PAGE = 50
FILTERS = ("no_birth_date", "no_department", "no_post", "left")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the roster, with how many contests of this competition each person has entered."""

    people: Sequence[Person]
    entries: Mapping[int, int]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def search_roster(
    act: Act,
    competition: Competition,
    *,
    words: str = "",
    only: str = "",
    department: Department | None = None,
    number: int = 1,
) -> Page:
    """People whose name, staff number or department contains every word, 50 a page, in a constant number of queries."""
    chosen = select(Person).outerjoin(Department, Person.department_id == Department.id)
    chosen = chosen.where(Person.trade_union_id == competition.trade_union_id, *_conditions(words, only, department))
    total = act.session.scalar(select(func.count()).select_from(chosen.with_only_columns(Person.id).subquery())) or 0
    number = min(max(1, number), max(1, -(-total // PAGE)))
    ordered = chosen.order_by(Department.path, Person.staff_no, Person.id).options(joinedload(Person.department))
    people = list(act.session.scalars(ordered.limit(PAGE).offset((number - 1) * PAGE)))
    return Page(people, _entry_counts(act, competition, people), total, number)


def gaps(act: Act, competition: Competition) -> dict[str, int]:
    """How many people there are (`all`), and how many lack a birth date, a department, a post category."""
    here = (Person.trade_union_id == competition.trade_union_id, Person.active)
    row = act.session.execute(
        select(
            func.count(),
            func.count().filter(Person.birth_date.is_(None)),
            func.count().filter(Person.department_id.is_(None)),
            func.count().filter(Person.post_category.is_(None)),
        ).where(*here)
    ).one()
    return dict(zip(("all", "no_birth_date", "no_department", "no_post"), row, strict=True))


def person_of(act: Act, competition: Competition, person_id: int) -> Person:
    """A person of the competition's union."""
    return queries.one(act.session, Person, id=person_id, trade_union_id=competition.trade_union_id)


def entries_of(act: Act, person: Person, competition: Competition | None = None) -> list[Entry]:
    """What the person takes part in: alone, as co-author, or as member of a family."""
    chosen = select(Entry).join(Contest, Entry.contest_id == Contest.id).where(Entry.id.in_(_part_of(person.id)))
    if competition is not None:
        chosen = chosen.where(Contest.competition_id == competition.id)
    return list(
        act.session.scalars(
            chosen.order_by(Contest.competition_id, Contest.position).options(
                joinedload(Entry.contest).joinedload(Contest.competition),
                joinedload(Entry.entrant).selectinload(Entrant.members),
                selectinload(Entry.coauthors).joinedload(EntryCoauthor.person),
            )
        )
    )


def batches(act: Act, competition: Competition, kind: str) -> list[ImportBatch]:
    """The lists brought in so far, the newest first."""
    chosen = select(ImportBatch).where(ImportBatch.competition_id == competition.id, ImportBatch.kind == kind)
    return list(act.session.scalars(chosen.order_by(ImportBatch.id.desc()).limit(20)))


def _conditions(words: str, only: str, department: Department | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        or_(
            Person.name.contains(word, autoescape=True),
            Person.staff_no.contains(word, autoescape=True),
            Department.path.contains(word, autoescape=True),
        )
        for word in words.split()[:5]
    ]
    missing = {
        "no_birth_date": Person.birth_date.is_(None),
        "no_department": Person.department_id.is_(None),
        "no_post": Person.post_category.is_(None),
    }
    found.append(Person.active.is_(only != "left"))
    if only in missing:
        found.append(missing[only])
    if department is not None:
        below = Department.path.startswith(department.path + JOINT, autoescape=True)
        found.append(or_(Department.id == department.id, below))
    return found


def _entry_counts(act: Act, competition: Competition, people: Sequence[Person]) -> dict[int, int]:
    """How many contests each of these people has entered as an entrant."""
    counted = (
        select(Entrant.person_id, func.count(Entry.id))
        .join(Entry, Entry.entrant_id == Entrant.id)
        .where(
            Entrant.competition_id == competition.id,
            Entry.state == "entered",
            Entrant.person_id.in_([person.id for person in people]),
        )
        .group_by(Entrant.person_id)
    )
    return {person_id: count for person_id, count in act.session.execute(counted) if person_id is not None}


def _part_of(person_id: int) -> Select[tuple[int]]:
    """Numbers of the entries a person has a part in."""
    own = select(Entry.id).join(Entrant).where(Entrant.person_id == person_id)
    family = select(Entry.id).join(EntrantMember, EntrantMember.entrant_id == Entry.entrant_id)
    coauthor = select(EntryCoauthor.entry_id).where(EntryCoauthor.person_id == person_id)
    united = own.union(family.where(EntrantMember.person_id == person_id), coauthor).subquery()
    return select(united.c[0])
