"""状态: what became of an entry without a place."""

from __future__ import annotations

from web.present.explanations.paragraphs import Json
from web.present.rule_words import say as _


def status_name(status: str) -> str:
    """A status in words (practice.md 3.5)."""
    return {
        "FIN": _("有成绩"),
        "PROV": _("成绩待定"),
        "OOC": _("表演，不计名次"),
        "DNF": _("未完成"),
        "DQ": _("取消成绩"),
        "DNS": _("弃权"),
        "BLOCKED": _("待处理"),
    }[status]


def unplaced_name(row: Json, form: str) -> str:
    """What stands in place of a place; who reported nothing in a tally gave nothing up."""
    return _("没有报送") if form == "tally" and row["status"] == "DNS" else status_name(row["status"])


def status_line(row: Json, form: str = "") -> str:
    """Why an entry has no place."""
    if row["reason"] == "cut_off":
        return _("超过关门时间，按未完成处理，不排名次。")
    return _("状态为“%(status)s”，不排名次。", status=unplaced_name(row, form))
