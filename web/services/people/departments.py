"""The tree campus > department > union group (校区 > 部门 > 工会小组)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from web.db import queries
from web.db.models import Competition, Department, Person
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse

LEVELS = ("campus", "department", "union_group")
JOINT = " / "
LONGEST_NAME, LONGEST_PATH = 60, 200
_SPLIT = re.compile(r"\s*[/\uff0f>\uff1e\\|\uff5c]\s*")

Step = tuple[str, str]
"""One step of a path: level and name."""


def read_path(campus: str, department: str, union_group: str, path: str = "") -> tuple[Step, ...]:
    """Return the steps that the columns of a list name, from the campus down.

    A path in one cell (`南校区 / 语文组`) is split; of two parts the first is a campus if it says so (校区, 园区).
    Refuses department_name (empty part or more than 60 characters) and department_depth.

    >>> read_path("南校区", "语文组", "")
    (('campus', '南校区'), ('department', '语文组'))
    """
    whole = path or department
    parts = [plain(part) for part in _SPLIT.split(whole.strip())] if whole.strip() else []
    steps = _levels(parts, has_campus=bool(campus.strip()))
    if campus.strip():
        steps = (("campus", plain(campus)), *steps)
    if union_group.strip():
        steps = (*steps, ("union_group", plain(union_group)))
    for _level, name in steps:
        if not name or len(name) > LONGEST_NAME:
            raise refuse("department_name", limit=LONGEST_NAME)
    if len({level for level, _ in steps}) != len(steps) or len(path_text(steps)) > LONGEST_PATH:
        raise refuse("department_depth")
    return steps


def plain(text: str) -> str:
    """A department's name as stored: NFC, single spaces, none round it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def path_text(steps: Sequence[Step]) -> str:
    """The path as stored and shown."""
    return JOINT.join(name for _level, name in steps)


def _levels(parts: list[str], *, has_campus: bool) -> tuple[Step, ...]:
    if len(parts) > 3 or (has_campus and len(parts) > 2):
        raise refuse("department_depth")
    if len(parts) == 3:
        return tuple(zip(LEVELS, parts, strict=True))
    campus_first = len(parts) == 2 and not has_campus and parts[0].endswith(("校区", "园区", "厂区", "院区"))
    return tuple(zip(LEVELS if campus_first else LEVELS[1:], parts, strict=False))


class Tree:
    """The departments of one union by path, with those made on the fly."""

    def __init__(self, act: Act, competition: Competition) -> None:
        self._session = act.session
        self._union_id = competition.trade_union_id
        rows = act.session.scalars(select(Department).where(Department.trade_union_id == self._union_id))
        self.by_path = {row.path: row for row in rows}

    def settle(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """Return the whole path of a department that was named without its campus, if just one bears the name.

        Refuses department_ambiguous when several do.
        """
        text = path_text(steps)
        if not steps or text in self.by_path or steps[0][0] == "campus":
            return steps
        same = [path for path in self.by_path if path.endswith(JOINT + text)]
        if len(same) > 1:
            raise refuse("department_ambiguous", department=text, paths="、".join(sorted(same)))
        return self._steps(self.by_path[same[0]]) if same else steps

    def ensure(self, steps: Sequence[Step]) -> Department | None:
        """Return the department at the end of the path, making what is missing on the way."""
        node: Department | None = None
        for index, (level, name) in enumerate(steps):
            path = path_text(steps[: index + 1])
            if path not in self.by_path:
                self.by_path[path] = _add(self._session, self._union_id, node, level, name, path)
            node = self.by_path[path]
        return node

    def missing(self, steps: Sequence[Step]) -> list[str]:
        """The paths along the way that do not exist yet."""
        paths = [path_text(steps[: index + 1]) for index in range(len(steps))]
        return [path for path in paths if path not in self.by_path]

    def _steps(self, department: Department) -> tuple[Step, ...]:
        names = department.path.split(JOINT)
        chain = [self.by_path[JOINT.join(names[: index + 1])] for index in range(len(names))]
        return tuple((node.kind, node.name) for node in chain)


def tree_of(act: Act, competition: Competition) -> list[tuple[Department, int]]:
    """The departments in order of their paths with the number of people directly in each."""
    counted = (
        select(Department, func.count(Person.id))
        .outerjoin(Person, (Person.department_id == Department.id) & Person.active)
        .where(Department.trade_union_id == competition.trade_union_id)
        .group_by(Department.id)
        .order_by(Department.path)
    )
    return [(department, count) for department, count in act.session.execute(counted)]


def department_of(act: Act, competition: Competition, department_id: int) -> Department:
    """A department of the competition's union."""
    return queries.one(act.session, Department, id=department_id, trade_union_id=competition.trade_union_id)


def add_department(act: Act, competition: Competition, parent: Department | None, level: str, name: str) -> Department:
    """Add one node; refuses department_name, department_level, department_exists."""
    name, path = _checked(act, competition, parent, level, name)
    node = _add(act.session, competition.trade_union_id, parent, level, name, path)
    audit.record(act, "department_added", competition, department=node.id)
    return node


def change_department(
    act: Act, competition: Competition, department: Department, parent: Department | None, name: str
) -> None:
    """Rename a department or hang it elsewhere; all paths below follow. Refuses as `add_department`."""
    if parent is not None and (parent.id == department.id or parent.path.startswith(department.path + JOINT)):
        raise refuse("department_level")
    before = department.path
    name, path = _checked(act, competition, parent, department.kind, name, own=department)
    below = select(Department).where(
        Department.trade_union_id == competition.trade_union_id,
        Department.path.startswith(before + JOINT, autoescape=True),
    )
    followers = list(act.session.scalars(below))
    if any(len(path) + len(node.path) - len(before) > LONGEST_PATH for node in followers):
        raise refuse("department_depth")
    department.name, department.path, department.parent_id = name, path, parent.id if parent else None
    for node in followers:
        node.path = path + node.path.removeprefix(before)
    audit.record(act, "department_changed", competition, department=department.id)


def _checked(
    act: Act,
    competition: Competition,
    parent: Department | None,
    level: str,
    name: str,
    own: Department | None = None,
) -> tuple[str, str]:
    name = plain(name)
    path = f"{parent.path}{JOINT}{name}" if parent else name
    faults = []
    if not name or len(name) > LONGEST_NAME or _SPLIT.search(name) or len(path) > LONGEST_PATH:
        faults.append(Fault("department_name", {"limit": LONGEST_NAME}, "name"))
    if parent is not None and LEVELS.index(parent.kind) >= LEVELS.index(level):
        faults.append(Fault("department_level", {}, "parent"))
    there = act.session.scalar(
        select(Department).where(Department.trade_union_id == competition.trade_union_id, Department.path == path)
    )
    if there is not None and there is not own:
        faults.append(Fault("department_exists", {"department": path}, "name"))
    if faults:
        raise Refusal(*faults)
    return name, path


def _add(session: Session, union_id: int, parent: Department | None, level: str, name: str, path: str) -> Department:
    node = Department(
        trade_union_id=union_id, parent_id=parent.id if parent else None, kind=level, name=name, path=path
    )
    session.add(node)
    session.flush()
    return node
