"""Result documents in words: who a row is, what state a version is in, how points are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext

from scoring.values import format_fraction
from web.config import TIME_ZONE
from web.present.details import details
from web.present.explanations import decision_line, status_name
from web.present.explanations.statuses import unplaced_name
from web.present.formatting import day, moment
from web.present.messages.marking import N_
from web.present.rule_words import say as _

__all__ = [
    "FIELDS",
    "STATES",
    "decision_line",
    "details",
    "fact_columns",
    "field_text",
    "labels",
    "points_text",
    "row_name",
    "score_text",
    "total_text",
    "unplaced",
    "until_text",
    "used_facts",
]

Json = dict[str, Any]

STATES = {
    "preliminary": (lazy_gettext("初步结果"), "wait"),
    "notice": (lazy_gettext("公示中"), "gold"),
    "final": (lazy_gettext("最终结果"), "good"),
    "replaced": (lazy_gettext("已被更正替代"), "calm"),
    "void": (lazy_gettext("已作废"), "bad"),
}
"""Every state of a version with its word and tone."""
FACTS = {"stars": N_("星级"), "reports": N_("件数")}
"""Columns a format adds to its rows."""
FIELDS = {
    "place": lazy_gettext("名次"),
    "tied": lazy_gettext("并列"),
    "score_text": lazy_gettext("成绩"),
    "status": lazy_gettext("状态"),
    "prize": lazy_gettext("奖次"),
    "points": lazy_gettext("团体积分"),
    "group": lazy_gettext("组别"),
    "names": lazy_gettext("姓名"),
    "department": lazy_gettext("部门"),
    "title": lazy_gettext("作品"),
}
"""What a correction may change, in words."""


def row_name(row: Json) -> str:
    """The printed names of a row; namesakes of one department carry the tail of their staff number (practice 7.4)."""
    names = _("、").join(row["names"])
    return _("%(names)s（工号尾号%(tail)s）", names=names, tail=row["namesake"]) if row["namesake"] else names


def fact_columns(rows: list[Json]) -> list[tuple[str, str]]:
    """The format's own columns that some row fills, with their titles."""
    return [(key, _(title)) for key, title in used_facts(rows)]


def used_facts(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The same with the titles' source texts: paper and tables are Chinese."""
    used = {key for row in rows for key in row.get("facts", {})}
    return [(key, title) for key, title in FACTS.items() if key in used]


def unplaced(document: Json, row: Json) -> str:
    """What stands in the place column of a row without a place."""
    return unplaced_name(row, document["contest"]["format"])


def labels(document: Json) -> dict[int, str]:
    """How the rows are called in a sentence: namesakes of different departments get their department."""
    names = {row["entry"]: row_name(row) for row in document["rows"]}
    count = Counter(names.values())
    return {
        row["entry"]: _with_department(names[row["entry"]], row)
        if count[names[row["entry"]]] > 1
        else names[row["entry"]]
        for row in document["rows"]
    }


def score_text(document: Json, row: Json) -> str:
    """The published score with its unit where a bare number would not tell it: 1860 米, 12.4 秒, 4:05.3, 87.17."""
    score, measure = row["score_text"], document["contest"]["measure"]
    if not score:
        return "—"
    if measure == "distance":
        return _("%(n)s 米", n=score)
    return _("%(n)s 秒", n=score) if measure == "time" and ":" not in score else str(score)


def until_text(until: datetime) -> str:
    """When a notice ends; midnight is written as 24:00 of the day that ends, as notices do."""
    local = until.astimezone(ZoneInfo(TIME_ZONE))
    return f"{day(local - timedelta(days=1))} 24:00" if (local.hour, local.minute) == (0, 0) else moment(until)


def points_text(points: str | None) -> str:
    """Points from their exact text: 13/2 is 6.5; none is a dash."""
    return "—" if points is None else format_fraction(Fraction(points))


def total_text(total: Fraction) -> str:
    """A total of points as people write it."""
    return format_fraction(total)


def field_text(field: str, value: Any) -> str:
    """One side of a change in words."""
    if field == "points":
        return points_text(value)
    if field == "status":
        return status_name(value)
    if field == "tied":
        return _("是") if value else _("否")
    if isinstance(value, list):
        return _("、").join(value)
    return "—" if value in (None, "") else str(value)


def _with_department(name: str, row: Json) -> str:
    return _("%(name)s(%(department)s)", name=name, department=row["department"])
