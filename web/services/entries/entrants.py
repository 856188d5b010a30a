"""参赛者 of a competition: persons, families, departments, unions; each is made once and found again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from web.db.models import Competition, Department, Entrant, EntrantMember, Person
from web.services.act import Act
from web.services.refusals import refuse

FIRST_BIB = 1001
"""Numbers start with four digits, so that a bib is never mistaken for a lane or a place."""


def person_entrant(act: Act, competition: Competition, person: Person) -> Entrant:
    """The person's entrant in this competition, made with the next bib if there is none yet."""
    found = act.session.scalar(select(Entrant).filter_by(competition_id=competition.id, person_id=person.id))
    if found is not None:
        return found
    return _add(
        act,
        Entrant(
            competition_id=competition.id,
            kind="person",
            name=person.name,
            person=person,
            department_id=person.department_id,
            bib=next_bib(act, competition),
        ),
    )


def family_entrant(
    act: Act,
    competition: Competition,
    name: str,
    members: Sequence[Person | str],
    department: Department | None,
) -> Entrant:
    """The family of its first member of staff; the members are replaced by those given, in printed order.

    Refuses family_without_staff when nobody among the members is staff.
    """
    staff = [member for member in members if isinstance(member, Person)]
    if not staff:
        raise refuse("family_without_staff")
    family = act.session.scalar(
        select(Entrant)
        .join(EntrantMember)
        .where(Entrant.competition_id == competition.id, Entrant.kind == "family")
        .where(EntrantMember.person_id == staff[0].id)
    )
    if family is None:
        family = _add(act, Entrant(competition_id=competition.id, kind="family", name=name))
    family.name, family.department_id = name, department.id if department else None
    family.members = [_member(position, member) for position, member in enumerate(members, 1)]
    return family


def department_entrant(act: Act, competition: Competition, department: Department) -> Entrant:
    """The department as an entrant."""
    chosen = select(Entrant).filter_by(competition_id=competition.id, kind="department", department_id=department.id)
    found = act.session.scalar(chosen)
    if found is not None:
        return found
    entrant = Entrant(
        competition_id=competition.id, kind="department", name=department.name, department_id=department.id
    )
    return _add(act, entrant)


def union_entrant(act: Act, competition: Competition, name: str = "") -> Entrant:
    """A union as an entrant: a grass-roots one by its name, without one the competition's own."""
    name = name or competition.trade_union.name
    found = act.session.scalar(select(Entrant).filter_by(competition_id=competition.id, kind="union", name=name))
    return found or _add(act, Entrant(competition_id=competition.id, kind="union", name=name))


def next_bib(act: Act, competition: Competition) -> int:
    """The next free number; the competition's row is locked so that two desks never give the same one."""
    act.session.execute(select(Competition.id).where(Competition.id == competition.id).with_for_update())
    last = act.session.scalar(select(func.max(Entrant.bib)).where(Entrant.competition_id == competition.id))
    return last + 1 if last else FIRST_BIB


def _add(act: Act, entrant: Entrant) -> Entrant:
    """Store a new entrant; the event log names it when it enters a contest."""
    act.session.add(entrant)
    act.session.flush()
    return entrant


def _member(position: int, member: Person | str) -> EntrantMember:
    if isinstance(member, Person):
        return EntrantMember(position=position, name=member.name, person_id=member.id)
    return EntrantMember(position=position, name=member)
