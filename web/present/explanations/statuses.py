"""状态: what became of an entry without a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.present.explanations.paragraphs import Json
from web.present.messages.marking import N_
from web.present.rule_words import say as _

_STATUSES = {
    "FIN": N_("有成绩"),
    "PROV": N_("成绩待定"),
    "OOC": N_("表演，不计名次"),
    "DNF": N_("未完成"),
    "DQ": N_("取消成绩"),
    "DNS": N_("弃权"),
    "BLOCKED": N_("待处理"),
}
"""Statuses in words (practice.md 3.5)."""
_OF_FORMAT = {
    ("tally", "DNS"): N_("没有报送"),
    ("index", "DQ"): N_("不予评定"),
    ("nomination", "DQ"): N_("未通过"),
}
"""Who reported nothing gave nothing up, and who failed a review has no result that could be taken away."""


def status_name(status: str) -> str:
    """A status in words."""
    return _(_STATUSES[status])


def unplaced_source(row: Mapping[str, Any], form: str) -> str:
    """What stands in place of a place, as its source text: paper is Chinese."""
    return _OF_FORMAT.get((form, row["status"]), _STATUSES[row["status"]])


def unplaced_name(row: Json, form: str) -> str:
    """What stands in place of a place."""
    return _(unplaced_source(row, form))


def status_line(row: Json, form: str = "") -> str:
    """Why an entry has no place."""
    if row["reason"] == "cut_off":
        return _("超过关门时间，按未完成处理，不排名次。")
    return _("状态为“%(status)s”，不排名次。", status=unplaced_name(row, form))
