"""How several rounds (赛次) make one result and who goes on, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.rulebook import Rulebook
from scoring.rulebook.rounds import Combine, Missing, Round, Rounds
from scoring.values import format_fraction
from web.present.rule_words import choice_told, list_separator
from web.present.rule_words import say as _


def rounds_told(rulebook: Rulebook) -> Iterable[str]:
    """The rounds in order, how they come together, and who goes on to the next."""
    rounds = rulebook.rounds
    if rounds is None:
        return
    if rulebook.round_list:
        yield _("依次为：%(rounds)s。", rounds=list_separator().join(_name(one) for one in rulebook.round_list))
    yield _combining(rounds)
    sets = list(dict.fromkeys(one.set for one in rulebook.round_list if one.set))
    if sets:
        yield _("%(sets)s 分别取最好成绩，再相加。", sets=list_separator().join(sets))
    if rounds.combine is not Combine.LAST:
        yield {
            Missing.BLOCKED: _("缺一轮成绩的不予排名。"),
            Missing.NOTHING: _("缺的一轮按 0 计。"),
            Missing.LEFT_OUT: _("缺的一轮不计。"),
        }[rounds.missing]
    for one in rulebook.round_list:
        yield from _round(one)
    if rulebook.race is not None and any(one.advance is not None for one in rulebook.round_list):
        yield _("晋级末位成绩相同时，%(how)s。", how=choice_told("race.advance_ties", rulebook.race.advance_ties.value))


def _combining(rounds: Rounds) -> str:
    if rounds.combine is Combine.BEST and rounds.best > 1:
        return _("取最好的 %(count)s 轮成绩相加。", count=rounds.best)
    return {
        Combine.SUM: _("各轮成绩相加。"),
        Combine.MEAN: _("各轮成绩取平均。"),
        Combine.BEST: _("取最好的一轮成绩。"),
        Combine.LAST: _("到达后一轮者列前，同一轮内按该轮成绩排列。"),
        Combine.PLACES: _("各轮名次相加，和小者列前。"),
    }[rounds.combine]


def _round(one: Round) -> Iterable[str]:
    name = _name(one)
    if one.weight != 1:
        yield _("“%(round)s”的成绩乘以 %(by)s。", round=name, by=format_fraction(one.weight))
    if one.carry:
        yield _("“%(round)s”的成绩乘以 %(by)s 带入以后各轮。", round=name, by=format_fraction(one.carry))
    if one.advance is not None and one.fastest:
        facts = {"round": name, "first": one.advance, "more": one.fastest}
        yield _("“%(round)s”每组前 %(first)s 名和其余成绩最好的 %(more)s 个晋级。", **facts)
    elif one.advance is not None:
        yield _("“%(round)s”每组前 %(first)s 名晋级。", round=name, first=one.advance)
    elif one.fastest:
        yield _("“%(round)s”成绩最好的 %(more)s 个晋级。", round=name, more=one.fastest)


def _name(one: Round) -> str:
    return one.name or one.code
