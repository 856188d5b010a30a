"""One person as a list describes them: read from a row, kept with the batch, without any ID number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from web.keys import Keys
from web.services.intake import STAFF, CellFault, Row
from web.services.intake.dates import read_date
from web.services.intake.names import read_name
from web.services.intake.words import read_gender, read_post, read_staff_no, without_identity
from web.services.people.departments import Step, path_text, read_path
from web.services.people.identity import IdentityFacts, read_id, receipt
from web.services.refusals import Refusal

Value = TypeVar("Value")
_MISMATCH = {"gender_mismatch": "gender", "birth_mismatch": "birth_date"}
_DEPARTMENT = ("department", "department_path", "campus", "union_group")


@dataclass(frozen=True, slots=True)
class StagedPerson:
    """What one good row says; None means the row says nothing about it and what is stored stays."""

    row: int
    name: str
    staff_no: str | None = None
    gender: str | None = None
    birth_date: date | None = None
    post_category: str | None = None
    department: tuple[Step, ...] = ()
    id_hmac: str | None = None
    id_last4: str | None = None

    @property
    def path(self) -> str:
        """The department's path, "" when none is named."""
        return path_text(self.department)

    def document(self) -> dict[str, Any]:
        """As kept with the batch."""
        return {
            "row": self.row,
            "name": self.name,
            "staff_no": self.staff_no,
            "gender": self.gender,
            "birth_date": self.birth_date and self.birth_date.isoformat(),
            "post_category": self.post_category,
            "department": [list(step) for step in self.department],
            "id_hmac": self.id_hmac,
            "id_last4": self.id_last4,
        }


def staged_from(document: dict[str, Any]) -> StagedPerson:
    """The person of a kept document."""
    born = document["birth_date"]
    steps = tuple((level, name) for level, name in document["department"])
    return StagedPerson(**{**document, "birth_date": date.fromisoformat(born) if born else None, "department": steps})


@dataclass(slots=True)
class Reading:
    """Reads one row field by field and collects every fault, not only the first."""

    row: Row
    keys: Keys
    today: date
    faults: list[CellFault]
    identity: IdentityFacts | None = None

    def person(self) -> StagedPerson:
        """What the row says; meaningless when faults were found."""
        row = self.row
        self.faults += row.broken_cells()
        gender = self._try("gender", lambda: read_gender(row.text("gender")))
        birth = self._try("birth_date", lambda: read_date(row.cell("birth_date"), self.today))
        person = StagedPerson(
            row=row.number,
            name=self._try("name", lambda: read_name(row.text("name"))) or "",
            staff_no=self._try("staff_no", lambda: read_staff_no(row.cell("staff_no"))),
            gender=gender,
            birth_date=birth,
            post_category=self._try("post", lambda: read_post(row.text("post"))),
            department=self._try(self._department_field(), self._department) or (),
        )
        return self._with_identity(person)

    def kept_cells(self) -> dict[str, str]:
        """The row's texts for the corrected workbook: the ID number is left out, a checked one leaves its receipt."""
        cells = {name: without_identity(cell.text) for name, cell in self.row.cells.items() if name != "identity"}
        if self.identity is not None:
            facts = self.identity
            cells["identity"] = receipt(facts.id_hmac, facts.id_last4)
            if facts.birth_date and "birth_date" not in cells:
                cells["birth_date"] = facts.birth_date.isoformat()
            if facts.gender and "gender" not in cells:
                cells["gender"] = {"M": "男", "F": "女"}[facts.gender]
        return cells

    def places(self) -> dict[str, str]:
        """Where each field stands, so that a fault's cell can be shaded."""
        return {name: self.row.address(name) for name in self.row.columns}

    def _with_identity(self, person: StagedPerson) -> StagedPerson:
        cell, document = self.row.cell("identity"), self.row.text("document")
        facts = self._try(
            "identity",
            lambda: read_id(cell, document, self.keys, self.today, gender=person.gender, birth_date=person.birth_date),
        )
        if facts is None:
            return person
        self.identity = facts
        return replace(
            person,
            gender=person.gender or facts.gender,
            birth_date=person.birth_date or facts.birth_date,
            id_hmac=facts.id_hmac,
            id_last4=facts.id_last4,
        )

    def _department_field(self) -> str:
        return next((name for name in _DEPARTMENT if self.row.text(name)), "department")

    def _department(self) -> tuple[Step, ...]:
        row = self.row
        return read_path(
            row.text("campus"), row.text("department"), row.text("union_group"), row.text("department_path")
        )

    def _try(self, field: str, read: Callable[[], Value]) -> Value | None:
        place = self.row.address(field)
        if place and any(fault.cell == place for fault in self.faults):
            return None
        try:
            return read()
        except Refusal as refusal:
            for fault in refusal.faults:
                self.faults.append(self.row.fault(fault.code, _MISMATCH.get(fault.code, field), **fault.params))
            return None


def title_of(field: str) -> str:
    """The column title of a field of the staff list."""
    return STAFF.title(field)
