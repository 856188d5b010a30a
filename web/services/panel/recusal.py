"""回避: which judge must stand aside for which entry, before anybody marks (practice.md 5.3)."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.rulebook import Rulebook
from web.db.models import Department, Entry, Judge

OWN_WORK = "own_work"
OWN_DEPARTMENT = "own_department"
DECLARED = ("own_work", "relative", "own_department", "adviser", "other")
"""What a judge may declare: 本人作品, 亲属, 同部门, 指导关系, 其他 (practice.md 5.3)."""


def automatic_recusal(judge: Judge, entry: Entry, rulebook: Rulebook, departments: Mapping[int, Department]) -> str:
    """Why this judge must not mark this entry: "own_work", "own_department" or "".

    Own work stands always: the judge is the entrant, a member of the family or a co-author. The own department stands
    aside when the rulebook says so; co-authors' and family members' departments count, and a union group (工会小组)
    belongs to the department above it.
    """
    if judge.person_id is not None and judge.person_id in _people(entry):
        return OWN_WORK
    if rulebook.judging is None or not rulebook.judging.recuse_own_department:
        return ""
    house = home_department(judge.department_id, departments)
    return OWN_DEPARTMENT if house is not None and house in _houses(entry, departments) else ""


def home_department(department_id: int | None, departments: Mapping[int, Department]) -> int | None:
    """The department somebody counts for: of a union group, the department above it."""
    row = departments.get(department_id) if department_id is not None else None
    while row is not None and row.kind == "union_group" and row.parent_id is not None:
        row = departments.get(row.parent_id)
    return row.id if row is not None else None


def _people(entry: Entry) -> set[int]:
    """The staff behind an entry: entrant, members, co-authors."""
    members = {member.person_id for member in entry.entrant.members}
    authors = {coauthor.person_id for coauthor in entry.coauthors}
    return {number for number in {entry.entrant.person_id} | members | authors if number is not None}


def _houses(entry: Entry, departments: Mapping[int, Department]) -> set[int | None]:
    """The departments behind an entry."""
    entrant = entry.entrant
    numbers = {entrant.department_id, entrant.person.department_id if entrant.person else None}
    numbers |= {member.person.department_id for member in entrant.members if member.person}
    numbers |= {coauthor.person.department_id for coauthor in entry.coauthors}
    return {home_department(number, departments) for number in numbers} - {None}
