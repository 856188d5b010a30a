"""How ballots (民主测评) are counted, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.rulebook import Rulebook
from scoring.rulebook.balloting import Ballot, RankBy, SmallClass, Threshold
from scoring.values import format_fraction, format_mark
from web.present.rule_words import choice_told, list_separator
from web.present.rule_words import say as _


def ballot_told(rulebook: Rulebook) -> Iterable[str]:
    """Who must be present, what is ticked, how it counts, what is kept secret, and what follows from it."""
    ballot = rulebook.ballot
    if ballot is None:
        return
    yield _("到会人数不少于应到人数的 %(share)s，测评才有效。", share=ballot.quorum)
    if ballot.turnout_required:
        yield _("须写明应到和实到人数。")
    yield from _boxes(rulebook)
    yield from _score(ballot, rulebook)
    if rulebook.voter_classes:
        yield _small_class(ballot)
    yield from (_consequence(one, rulebook) for one in rulebook.thresholds)


def _boxes(rulebook: Rulebook) -> Iterable[str]:
    for scale in dict.fromkeys(grade.scale for grade in rulebook.grades):
        facts = [
            _("%(name)s %(value)s 分", name=grade.name or grade.code, value=format_mark(grade.value))
            for grade in rulebook.grades
            if grade.scale == scale
        ]
        grades = list_separator().join(facts)
        yield (
            _("“%(scale)s”等次：%(grades)s。", scale=scale, grades=grades)
            if scale
            else _("等次：%(grades)s。", grades=grades)
        )
    for sentence, lines in (
        (_("测评项：%(shares)s。"), rulebook.items),
        (_("票类：%(shares)s。"), rulebook.voter_classes),
    ):
        shares = [f"{line.name or line.code} {format_fraction(line.weight)}%" for line in lines]
        if shares:
            yield sentence % {"shares": list_separator().join(shares)}


def _score(ballot: Ballot, rulebook: Rulebook) -> Iterable[str]:
    yield _("%(basis)s计算得票率。", basis=choice_told("ballot.basis", ballot.basis.value))
    if ballot.rank_by is RankBy.INDEX:
        yield _("得分为各等次得票率乘以分值之和，保留 %(count)s 位小数。", count=ballot.decimals)
    else:
        grades = _grades(ballot.rank_grades, rulebook)
        yield _("得分为%(grades)s的得票率之和，保留 %(count)s 位小数。", grades=grades, count=ballot.decimals)


def _small_class(ballot: Ballot) -> str:
    if ballot.small_class is SmallClass.MERGE:
        return _("不足 %(count)s 票的票类与相邻票类合并计算，不单独公布。", count=ballot.smallest_class)
    return _("有票类不足 %(count)s 票的不予排名。", count=ballot.smallest_class)


def _consequence(one: Threshold, rulebook: Rulebook) -> str:
    items = {item.code: item.name or item.code for item in rulebook.items}
    item = items.get(one.item) or next(iter(items.values()), "")
    what = _grades(one.grades, rulebook)
    what = _("“%(item)s”中%(grades)s", item=item, grades=what) if item else what
    facts = {"what": what, "name": one.name, "limit": one.below if one.at_least is None else one.at_least}
    told = (
        _("%(what)s的得票率低于 %(limit)s 的，%(name)s")
        if one.at_least is None
        else _("%(what)s的得票率达到 %(limit)s 的，%(name)s")
    )
    return _("%(rule)s（按票类权重计算）。", rule=told % facts) if one.weighted else _("%(rule)s。", rule=told % facts)


def _grades(codes: Iterable[str], rulebook: Rulebook) -> str:
    names = {grade.code: grade.name or grade.code for grade in rulebook.grades}
    return list_separator().join(names.get(code, code) for code in codes)
