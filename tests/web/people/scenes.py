"""The example's files and small lists, brought in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.web.intake.files import book_of
from web.db.models import Base, Competition, ImportBatch, Person
from web.services import people
from web.services.act import Act

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
TITLES = ("工号", "姓名", "性别", "身份证号", "出生日期", "校区", "部门", "岗位类别")
FIELDS = ("staff_no", "name", "gender", "identity", "birth_date", "campus", "department", "post")


def a_list(*rows: Mapping[str, object]) -> bytes:
    """A staff list; each row names the fields it fills."""
    return book_of([TITLES, *([row.get(field) for field in FIELDS] for row in rows)])


def staged(act: Act, competition: Competition, *rows: Mapping[str, object]) -> ImportBatch:
    """A staged list."""
    return people.stage_people(act, competition, "名册.xlsx", a_list(*rows))


def brought_in(act: Act, competition: Competition, *rows: Mapping[str, object]) -> dict[str, Any]:
    """A list staged and applied; the counts."""
    return people.apply_batch(act, staged(act, competition, *rows))


def example(act: Act, competition: Competition, name: str) -> ImportBatch:
    """A staff list of the worked example, staged."""
    return people.stage_people(act, competition, name, (EXAMPLES / name).read_bytes())


def told(batch: ImportBatch) -> list[tuple[str, str]]:
    """Every fault as (cell, code)."""
    return [(fault["cell"], fault["code"]) for fault in batch.faults]


def statuses(batch: ImportBatch) -> list[str]:
    """The rows' states in order."""
    return [row["status"] for row in sorted(batch.rows, key=lambda row: row["row"])]


def head_count(act: Act) -> int:
    """How many people are stored."""
    return act.session.scalar(select(func.count()).select_from(Person)) or 0


def everything_stored(session: Session) -> str:
    """All values of all tables as one text."""
    parts = []
    for table in Base.metadata.sorted_tables:
        parts += [str(tuple(row)) for row in session.execute(select(table))]
    return "\n".join(parts)


def fields(changes: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Differences as tuples."""
    return [tuple(change) for change in changes]
