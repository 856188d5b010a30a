"""The fairness account as its page shows it: sentences and pictures, named as the office may name entries now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from web.present import fairness_chart as chart
from web.present.formatting import is_english
from web.present.messages import Coded, sentence
from web.present.rule_words import choice_told
from web.present.rule_words import say as _

if TYPE_CHECKING:
    from scoring.fairness.account import Account

SHOWN = 15
"""Entries shown at once; the others are folded away."""


@dataclass(frozen=True, slots=True)
class FieldNames:
    """What entries and groups are called, and the group an entry stands in, by their codes."""

    entries: Mapping[str, str]
    groups: Mapping[str, str]
    group_of: Mapping[str, str]

    def entry(self, code: str) -> str:
        """An entry; one that has left the list since is called by its entry number."""
        return self.entries.get(code) or _("报名号 %(n)s", n=int(code))

    def group(self, code: str) -> str:
        """A group; a contest without groups has one without a name."""
        return self.groups.get(code, code)


@dataclass(frozen=True, slots=True)
class MethodTable:
    """The places of one group under every method."""

    group: str
    rows: tuple[chart.WhatIf, ...]


def told_page(document: Mapping[str, Any], names: FieldNames) -> dict[str, Any]:
    """What the template needs of a stored account, in the reader's language."""
    from scoring.files.fairness.reading import account_from  # brings NumPy along: not at every start
    from scoring.files.fairness.telling import tell
    from scoring.files.fairness.voice import Names

    account = account_from(document)
    told = tell(account, "en" if is_english() else "zh", Names(names.entry, _judge, names.group))
    groups = list(names.groups) or [""]
    return {
        "account": account,
        "told": told,
        "judges": chart.severity(told),
        "gaps": chart.gaps(told, account),
        "ranks": chart.ranks(told, account, groups, names.group),
        "close": chart.close_pairs(told),
        "loads": chart.loads(account, _load_told),
        "shares": chart.shares(account, [_("作品本身"), _("评委松严"), _("看法不同和偶然")]),
        "luck": chart.luck(account, [_("由哪些评委评分"), _("其余偶然")]),
        "tables": [table for group in groups if (table := _table(account, group, names)).rows],
        "shown": SHOWN,
    }


def obstacle_told(obstacle: Coded) -> str:
    """Why there is no account, with the format in words."""
    if "format" not in obstacle.params:
        return sentence(obstacle)
    return _(
        "公平性说明只适用于评委打分的项目，这里是%(format)s。", format=choice_told("format", obstacle.params["format"])
    )


def _judge(code: str) -> str:
    """A judge by the number of the seat, never by name."""
    return str(int(code))


def _load_told(judge: str, entries: int, part: str) -> str:
    if part:
        return _("评委 %(n)s：%(entries)s 件（%(part)s 组）", n=_judge(judge), entries=entries, part=part)
    return _("评委 %(n)s：%(entries)s 件", n=_judge(judge), entries=entries)


def _table(account: Account, group: str, names: FieldNames) -> MethodTable:
    official = account.comparison.official
    mine = sorted((place, entry) for entry, place in official.items() if names.group_of.get(entry, "") == group)
    rows = chart.what_if(account, [entry for _place, entry in mine], names.entry)
    return MethodTable(names.group(group), tuple(rows))
