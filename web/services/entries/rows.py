"""One row of an entry list: which contest, who, with whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from scoring.errors import RuleFaults
from scoring.people import EntrantKind
from scoring.races import parse_reading
from scoring.rulebook import Rulebook
from web.db.models import Competition, Contest, Department, Person
from web.services.act import Act
from web.services.entries.admission import Participation
from web.services.entries.naming import contest_named
from web.services.intake import CellFault, Row
from web.services.intake.names import plain_name, read_name
from web.services.intake.words import read_staff_no, split_list
from web.services.people.departments import path_text, read_path
from web.services.refusals import Refusal, refuse

Value = TypeVar("Value")
_RELATION = re.compile("[(\uff08][^)\uff09]*[)\uff09]|^[^:\uff1a]*[:\uff1a]")
"""What people write beside a family member: (妻), 妻子:"""


@dataclass(frozen=True, slots=True)
class StagedEntry:
    """What one good row says, in row numbers of the database; families carry their relatives' names, unions a name."""

    row: int
    contest_id: int
    kind: str
    person_id: int | None = None
    department_id: int | None = None
    title: str = ""
    coauthor_ids: tuple[int, ...] = ()
    relatives: tuple[str, ...] = ()
    seed_mark: int | None = None
    name: str = ""

    def document(self) -> dict[str, Any]:
        """As kept with the batch."""
        return {name: getattr(self, name) for name in self.__slots__} | {
            "coauthor_ids": list(self.coauthor_ids),
            "relatives": list(self.relatives),
        }


def staged_from(document: dict[str, Any]) -> StagedEntry:
    """The entry of a kept document."""
    return StagedEntry(
        **{
            **document,
            "coauthor_ids": tuple(document["coauthor_ids"]),
            "relatives": tuple(document["relatives"]),
        }
    )


class Directory:
    """People, departments and contests as entry lists name them; loaded once."""

    def __init__(self, act: Act, competition: Competition, participation: Participation) -> None:
        here = Person.trade_union_id == competition.trade_union_id
        chosen = select(Person).where(here, Person.active).options(joinedload(Person.department))
        self.people: dict[int, Person] = {}
        self._by_number: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in act.session.scalars(chosen.order_by(Person.id)):
            self.people[person.id] = person
            self._by_number[person.staff_no or ""] = person
            self._by_name[person.name].append(person)
        rows = select(Department).where(Department.trade_union_id == competition.trade_union_id)
        self.departments = list(act.session.scalars(rows.order_by(Department.path)))
        self._contests = [
            (contest, participation.rulebooks[contest.id].name if contest.id in participation.rulebooks else "")
            for contest in participation.contests.values()
        ]

    def contest(self, text: str) -> Contest:
        """The contest meant by code, name or part of a name; refuses contest_missing and as `contest_named`."""
        if not text.strip():
            raise refuse("contest_missing")
        return contest_named(self._contests, text)

    def person(self, staff_no: str | None, name: str, department: str = "") -> Person:
        """The person meant.

        Refuses staff_no_unknown, name_differs, person_missing, person_unknown, person_ambiguous.
        """
        name = plain_name(name)
        if staff_no:
            found = self._by_number.get(staff_no)
            if found is None:
                raise refuse("staff_no_unknown", staff_no=staff_no)
            if name and name != found.name:
                raise refuse("name_differs", staff_no=staff_no, name=found.name)
            return found
        if not name:
            raise refuse("person_missing")
        same = [one for one in self._by_name.get(name, []) if not department or self._is_in(one, department)]
        if len(same) != 1:
            raise refuse("person_ambiguous" if same else "person_unknown", name=name)
        return same[0]

    def department(self, text: str) -> Department:
        """The department meant by its path or by a name that only one bears."""
        wanted = path_text(read_path("", text, ""))
        found = [one for one in self.departments if wanted in (one.path, one.name)]
        if len(found) != 1:
            raise refuse("department_unclear" if found else "department_unknown", department=text.strip()[:60])
        return found[0]

    def _is_in(self, person: Person, department: str) -> bool:
        return person.department is not None and department.strip() in person.department.path


@dataclass(slots=True)
class EntryReading:
    """Reads one row field by field, collecting every fault."""

    row: Row
    directory: Directory
    participation: Participation
    faults: list[CellFault] = field(default_factory=list)
    _broken: frozenset[str] = frozenset()

    def entry(self) -> StagedEntry | None:
        """What the row says; None when it cannot be told."""
        row, look = self.row, self.directory
        self.faults += row.broken_cells()
        places = {fault.cell for fault in self.faults}
        self._broken = frozenset(name for name in row.columns if row.address(name) in places)
        contest = self._try("contest", lambda: look.contest(row.text("contest")))
        if contest is None:
            return None
        rulebook = self.participation.rulebooks.get(contest.id)
        if rulebook is None:
            self.faults.append(row.fault("rules_missing", "contest", contest=contest.name))
            return None
        return self._filled(contest, rulebook)

    def _filled(self, contest: Contest, rulebook: Rulebook) -> StagedEntry:
        row = self.row
        kind = rulebook.placed
        person = self._person() if kind in (EntrantKind.PERSON, EntrantKind.FAMILY) else None
        department = self._department() if kind is EntrantKind.DEPARTMENT else None
        return StagedEntry(
            row=row.number,
            contest_id=contest.id,
            kind=kind.value,
            person_id=person.id if person else None,
            department_id=department.id if department else None,
            title=row.text("title"),
            coauthor_ids=tuple(author.id for author in self._coauthors()),
            relatives=self._relatives() if kind is EntrantKind.FAMILY else (),
            seed_mark=self._try("seed_mark", lambda: read_seed(row.text("seed_mark"), rulebook)),
            name=row.text("name") if kind is EntrantKind.UNION else "",
        )

    def _person(self) -> Person | None:
        row = self.row
        number = self._try("staff_no", lambda: read_staff_no(row.cell("staff_no")))
        if row.text("staff_no") and number is None:
            return None
        place = "staff_no" if number or not row.text("name") else "name"
        return self._try(place, lambda: self.directory.person(number, row.text("name"), row.text("department")))

    def _department(self) -> Department | None:
        return self._try("department", lambda: self.directory.department(self.row.text("department")))

    def _coauthors(self) -> list[Person]:
        found = []
        for item in split_list(self.row.text("coauthors")):
            author = self._try("coauthors", lambda item=item: self._coauthor(item))  # type: ignore[misc]
            if author is not None:
                found.append(author)
        return found

    def _coauthor(self, item: str) -> Person:
        return self.directory.person(item, "") if any(char.isdecimal() for char in item) else self._named(item)

    def _named(self, item: str) -> Person:
        return self.directory.person(None, item)

    def _relatives(self) -> tuple[str, ...]:
        names = [_RELATION.sub("", item) for item in split_list(self.row.text("family"))]
        read = [self._try("family", lambda name=name: read_name(name)) for name in names if name]  # type: ignore[misc]
        return tuple(name for name in read if name)

    def _try(self, place: str, read: Callable[[], Value]) -> Value | None:
        if place in self._broken:
            return None
        try:
            return read()
        except Refusal as refusal:
            faults: Sequence[Any] = refusal.faults
        except RuleFaults as wrong:
            faults = wrong.faults
        self.faults += [self.row.fault(fault.code, place, **fault.params) for fault in faults]
        return None


def read_seed(text: str, rulebook: Rulebook) -> int | None:
    """An earlier result in the race's unit (milliseconds, metres or centimetres); None when empty or not a race.

    Raises RuleFaults as `scoring.races.parse_reading`.
    """
    if not text.strip() or rulebook.race is None:
        return None
    return int(parse_reading(text, rulebook.race))
