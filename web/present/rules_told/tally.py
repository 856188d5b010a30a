"""How reports and proposals (安康杯、提案) are counted, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.rulebook import Rulebook
from scoring.rulebook.tallying import Credit, Kind, Ranked
from scoring.values import format_fraction, format_money
from web.present.rule_words import list_separator
from web.present.rule_words import say as _


def tally_told(rulebook: Rulebook) -> Iterable[str]:
    """Who is ranked, what each report is worth, and the bounds for one person."""
    tally = rulebook.tally
    if tally is None:
        return
    if tally.ranked is Ranked.DEPARTMENTS:
        yield _("给部门排名。")
    for kind in rulebook.kinds:
        yield from (_credit(kind, one) for one in rulebook.credits if one.kind == kind.code)
        yield from _bounds(kind)
    if tally.per_head:
        yield _("得分除以人数。")
    if tally.decimals:
        yield _("得分保留 %(count)s 位小数。", count=tally.decimals)


def _credit(kind: Kind, one: Credit) -> str:
    states = list_separator().join(one.states)
    facts = [_("每件 %(points)s 分", points=format_fraction(one.points))]
    if one.department_points:
        facts.append(_("承办部门 %(points)s 分", points=format_fraction(one.department_points)))
    if one.reward:
        facts.append(_("奖励 %(money)s 元", money=format_money(one.reward).removesuffix(".00")))
    if one.fulfils is not None:
        facts.append(_("计入应提件数") if one.fulfils else _("不计入应提件数"))
    told = {"kind": kind.name or kind.code, "states": states, "facts": _("\uff0c").join(facts)}
    if not one.levels:
        return _("%(kind)s%(states)s：%(facts)s。", **told)
    return _("%(kind)s%(states)s（%(levels)s）：%(facts)s。", levels=list_separator().join(one.levels), **told)


def _bounds(kind: Kind) -> Iterable[str]:
    name = kind.name or kind.code
    if kind.cap is not None:
        yield _("%(kind)s每人最多计 %(points)s 分。", kind=name, points=format_fraction(kind.cap))
    if kind.reward_cap is not None:
        yield _(
            "%(kind)s每人最多奖励 %(money)s 元。", kind=name, money=format_money(kind.reward_cap).removesuffix(".00")
        )
    if kind.target is not None:
        yield _("%(kind)s每人应提 %(count)s 件。", kind=name, count=kind.target)
