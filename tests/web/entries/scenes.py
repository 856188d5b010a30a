"""Contests with the example's rules, people who fit or do not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tests import builders
from tests.web.intake.files import book_of
from web.db.models import Competition, Contest, Department, ImportBatch, Person
from web.services import contests, entries
from web.services.act import Act

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
TITLES = ("工号", "姓名", "项目", "作品名称", "合作者工号", "家庭成员", "部门", "报名成绩")
FIELDS = ("staff_no", "name", "contest", "title", "coauthors", "family", "department", "seed_mark")


def contest_of(act: Act, competition: Competition, code: str, **changes: str) -> Contest:
    """A contest with an example rulebook as draft; `changes` replace texts in it."""
    document = (EXAMPLES / "rulebooks" / f"{code}.toml").read_text(encoding="utf-8")
    for old, new in changes.items():
        document = document.replace(old, new)
    name = {
        "essay": "论文评比",
        "teaching_plan": "新教案评比",
        "walk_men_51": "男职工徒步走",
        "run_men_under_51": "男职工跑步",
        "treadmill_women": "女职工跑步机",
        "harmony_family": "和睦家庭",
    }[code]
    return contests.create_contest(act, competition, code, name, document)


def manager(act: Act, competition: Competition, name: str = "张明", staff_no: str = "1", **more: Any) -> Person:
    """A manager of fifty, who may write essays."""
    union = act.session.get_one(Competition, competition.id).trade_union
    values = {"post_category": "management", "birth_date": date(1976, 5, 4)} | more
    return builders.a_person(act, union, name, staff_no=staff_no, **values)


def in_department(act: Act, competition: Competition, name: str) -> Department:
    """A department of the competition's union."""
    return builders.a_department(act, competition.trade_union, name)


def staged(act: Act, competition: Competition, *rows: Mapping[str, object]) -> ImportBatch:
    """An entry list, staged."""
    content = book_of([TITLES, *([row.get(field) for field in FIELDS] for row in rows)])
    return entries.stage_entries(act, competition, "报名表.xlsx", content)


def told(batch: ImportBatch) -> list[tuple[str, str]]:
    """Every fault as (cell, code)."""
    return [(fault["cell"], fault["code"]) for fault in batch.faults]
