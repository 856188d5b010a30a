"""Who a row means among the people already known: staff number, else ID hash, else name + department + birth date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from web.db.models import Competition, Person
from web.services.act import Act
from web.services.intake import CellFault
from web.services.people.staged import StagedPerson

FIELDS = ("name", "staff_no", "gender", "birth_date", "post_category", "path", "id_last4")
"""What is compared and shown as a difference; the ID hash is compared, never shown."""


@dataclass(frozen=True, slots=True)
class Match:
    """The person a row means (None: somebody new), and what the row would change as (field, before, after)."""

    person: Person | None
    differences: tuple[tuple[str, str, str], ...] = ()

    @property
    def status(self) -> str:
        """new, changed or unchanged."""
        if self.person is None:
            return "new"
        return "changed" if self.differences else "unchanged"


class Known:
    """The people of one union, found by each key."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_staff_no: dict[str, Person] = {}
        self._by_hash: dict[str, Person] = {}
        self._by_name: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        """Know one more person."""
        if person.staff_no:
            self._by_staff_no[person.staff_no] = person
        if person.id_hmac:
            self._by_hash[person.id_hmac] = person
        self._by_name[(person.name, _path(person))].append(person)

    def match(self, staged: StagedPerson) -> Match | CellFault:
        """Return whom the row means, or why nobody can tell.

        Codes: identity_conflict (the staff number is one person's, the ID number another's), staff_no_other_person
        (name and ID or birth date are both different), person_ambiguous (namesakes cannot be told apart).
        """
        by_number = self._by_staff_no.get(staged.staff_no or "")
        by_hash = self._by_hash.get(staged.id_hmac or "")
        if by_number and by_hash and by_number is not by_hash:
            return CellFault("identity_conflict", {"staff_no": staged.staff_no}, staged.row)
        if by_number and by_hash is None and _is_other(by_number, staged):
            return CellFault("staff_no_other_person", {"staff_no": staged.staff_no}, staged.row)
        found = by_number or by_hash
        if found is None:
            namesakes = self._namesakes(staged)
            if len(namesakes) > 1 or (namesakes and staged.birth_date is None and namesakes[0].birth_date):
                return CellFault("person_ambiguous", {"name": staged.name}, staged.row)
            found = namesakes[0] if namesakes else None
        return Match(found, differences(found, staged) if found else ())

    def _namesakes(self, staged: StagedPerson) -> list[Person]:
        """People of that name and department who may be meant: no other staff number, ID number or birth date."""
        return [
            person
            for person in self._by_name.get((staged.name, staged.path), [])
            if not _differ(person.staff_no, staged.staff_no)
            and not _differ(person.id_hmac, staged.id_hmac)
            and not _differ(person.birth_date, staged.birth_date)
            and (staged.birth_date or not staged.staff_no)
        ]


def known_people(act: Act, competition: Competition) -> Known:
    """Everybody of the competition's union, in one query."""
    chosen = select(Person).where(Person.trade_union_id == competition.trade_union_id)
    return Known(act.session.scalars(chosen.options(joinedload(Person.department)).order_by(Person.id)))


def differences(person: Person, staged: StagedPerson) -> tuple[tuple[str, str, str], ...]:
    """What the row would change; what it leaves empty stays as it is."""
    found = []
    for field in FIELDS:
        before = _path(person) if field == "path" else getattr(person, field)
        after = getattr(staged, field)
        if after and after != before:
            found.append((field, str(before or ""), str(after)))
    if staged.id_hmac and staged.id_hmac != person.id_hmac and not any(field == "id_last4" for field, *_ in found):
        found.append(("id_last4", person.id_last4 or "", staged.id_last4 or ""))
    if not person.active:
        found.append(("active", "", "1"))
    return tuple(found)


def duplicates(people: Sequence[StagedPerson]) -> list[CellFault]:
    """Rows that repeat an earlier row's staff number, ID number, or name + department + birth date."""
    seen: dict[tuple[str, ...], int] = {}
    faults = []
    for person in people:
        for code, key in _keys(person):
            first = seen.setdefault((code, *key), person.row)
            if first != person.row:
                faults.append(CellFault(code, {"row": first}, person.row))
                break
    return faults


def _keys(person: StagedPerson) -> list[tuple[str, tuple[str, ...]]]:
    keys: list[tuple[str, tuple[str, ...]]] = []
    if person.staff_no:
        keys.append(("duplicate_staff_no", (person.staff_no,)))
    if person.id_hmac:
        keys.append(("duplicate", (person.id_hmac,)))
    if not keys and person.name:
        keys.append(("duplicate_person", (person.name, person.path, str(person.birth_date or ""))))
    return keys


def _path(person: Person) -> str:
    return person.department.path if person.department else ""


def _differ(stored: object, said: object) -> bool:
    return bool(stored and said and stored != said)


def _is_other(person: Person, staged: StagedPerson) -> bool:
    """The same staff number, but another name together with another ID number or birth date."""
    return person.name != staged.name and (
        _differ(person.id_hmac, staged.id_hmac) or _differ(person.birth_date, staged.birth_date)
    )
