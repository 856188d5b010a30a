"""How a vitality index (活力指数) is made, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from scoring.rulebook import Rulebook
from scoring.rulebook.indexing import Allowance, Extra, Indicator, Scoring
from scoring.values import format_fraction, format_mark, format_money
from web.present.rule_words import choice_told, list_separator
from web.present.rule_words import say as _


def index_told(rulebook: Rulebook) -> Iterable[str]:
    """Indicators, what is added and taken off, vetoes, stars and allowances."""
    index = rulebook.index
    if index is None:
        return
    yield from (_indicator(one) for one in rulebook.indicators)
    yield from _extras(_("加分"), rulebook.bonuses, index.bonus_cap)
    yield from _extras(_("扣分"), rulebook.deductions, index.deduction_cap)
    if rulebook.vetoes:
        vetoes = list_separator().join(one.name or one.code for one in rulebook.vetoes)
        effect = choice_told("index.veto", index.veto.value)
        yield _("一票否决：%(vetoes)s；触发的%(effect)s。", vetoes=vetoes, effect=effect)
    yield _("得分保留 %(count)s 位小数。", count=index.decimals)
    if index.classes:
        yield _("按类别分开排名：%(classes)s。", classes=list_separator().join(index.classes))
    yield from _stars(rulebook, index.rise)
    for stars in dict.fromkeys(one.stars for one in rulebook.allowances):
        yield _allowances(stars, [one for one in rulebook.allowances if one.stars == stars])


def _indicator(one: Indicator) -> str:
    facts = {"name": one.name or one.code, "weight": format_fraction(one.weight), "how": _how(one)}
    return _("“%(name)s”%(weight)s 分：%(how)s。", **facts)


def _how(one: Indicator) -> str:
    top = format_fraction(one.top)
    if one.scoring is Scoring.LINEAR and one.zero is not None and one.full is not None:
        ends = {"zero": format_fraction(one.zero), "full": format_fraction(one.full)}
        return _("数值 %(zero)s 得 0 分，%(full)s 得满分，其间按比例", **ends)
    if one.scoring is Scoring.STEPS:
        points = [(format_fraction(step.start), format_fraction(step.points)) for step in one.steps]
        told = list_separator().join(
            _("满 %(start)s 得 %(points)s 分", start=start, points=worth) for start, worth in points
        )
    else:
        told = _("数值就是得分")
    return told if one.top == one.weight else _("%(how)s，满分 %(top)s，按比例折算", how=told, top=top)


def _extras(head: str, extras: Sequence[Extra], cap: Fraction | None) -> Iterable[str]:
    for one in extras:
        facts = {"head": head, "name": one.name or one.code, "each": format_fraction(one.each)}
        if one.maximum is None:
            yield _("%(head)s：“%(name)s”每次 %(each)s 分。", **facts)
        else:
            yield _(
                "%(head)s：“%(name)s”每次 %(each)s 分，最多 %(most)s 分。", **facts, most=format_fraction(one.maximum)
            )
    if extras and cap is not None:
        yield _("%(head)s合计最多 %(most)s 分。", head=head, most=format_fraction(cap))


def _stars(rulebook: Rulebook, rise: int | None) -> Iterable[str]:
    bands = [
        _(
            "%(floor)s 分及以上为%(name)s",
            floor=format_mark(band.floor),
            name=band.name or _("%(count)s 星", count=band.stars),
        )
        for band in rulebook.stars
    ]
    if bands:
        yield _("评星：%(bands)s。", bands=list_separator().join(bands))
    if rise is not None:
        yield _("每年最多升 %(count)s 星。", count=rise)


def _allowances(stars: int, allowances: Sequence[Allowance]) -> str:
    facts = [
        _("满 %(size)s 人 %(money)s 元", size=one.size, money=_money(one))
        if one.size
        else _("%(money)s 元", money=_money(one))
        for one in allowances
    ]
    return _("%(stars)s 星的津贴：%(facts)s。", stars=stars, facts=_("\uff1b").join(facts))


def _money(one: Allowance) -> str:
    return format_money(one.value).removesuffix(".00")
