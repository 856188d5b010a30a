"""The words of the formats that have their own tables: what each key is called, and what each choice means."""

from __future__ import annotations

from collections.abc import Mapping

from web.present.messages.marking import N_

CHOICES: Mapping[str, Mapping[str, str]] = {
    "ballot.basis": {
        "valid": N_("以有效票为基数"),
        "returned": N_("以收回的票为基数"),
        "present": N_("以实到人数为基数"),
    },
    "ballot.rank_by": {"index": N_("按等次分值的指数"), "share": N_("按所列等次的得票率")},
    "ballot.small_class": {"merge": N_("与相邻票类合并计算"), "block": N_("不予排名")},
}
"""Choices by the key they belong to."""

LABELS: Mapping[str, str] = {
    "ballot.quorum": N_("有效所需的到会比例"),
    "ballot.turnout_required": N_("必须写明应到和实到"),
    "ballot.basis": N_("百分比的基数"),
    "ballot.rank_by": N_("按什么排名"),
    "ballot.rank_grades": N_("计入得票率的等次"),
    "ballot.smallest_class": N_("单独公布所需的最少票数"),
    "ballot.small_class": N_("票数不足的票类"),
    "ballot.decimals": N_("得分保留小数位"),
    "grades": N_("等次"),
    "grades.code": N_("代号"),
    "grades.name": N_("等次名称"),
    "grades.value": N_("分值"),
    "grades.scale": N_("等次表"),
    "items": N_("测评项"),
    "items.code": N_("代号"),
    "items.name": N_("测评项名称"),
    "items.weight": N_("权重（%）"),
    "items.scale": N_("等次表"),
    "classes": N_("票类"),
    "classes.code": N_("代号"),
    "classes.name": N_("票类名称"),
    "classes.weight": N_("权重（%）"),
    "thresholds": N_("后果"),
    "thresholds.name": N_("后果名称"),
    "thresholds.grades": N_("所计等次"),
    "thresholds.item": N_("所看测评项"),
    "thresholds.at_least": N_("比例不低于"),
    "thresholds.below": N_("比例低于"),
    "thresholds.weighted": N_("按票类权重计算"),
}
"""What each key is called; a list's lines are left out of the key (`grades.value`)."""
