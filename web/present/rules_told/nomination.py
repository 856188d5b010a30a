"""How nominees (和谐劳动职工、和睦家庭) are reviewed and voted on, in sentences; the panel stands with judging."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.rulebook import Rulebook
from scoring.rulebook.nominating import Condition, Vote, VoteBasis, VoteScale
from scoring.values import format_fraction
from web.present.rule_words import list_separator
from web.present.rule_words import say as _


def nomination_told(rulebook: Rulebook) -> Iterable[str]:
    """Who may be nominated, what speaks against somebody, and what the votes decide."""
    nomination = rulebook.nomination
    if nomination is None:
        return
    if nomination.most_nominated is not None:
        yield _("每个部门最多推荐 %(count)s 个。", count=nomination.most_nominated)
    yield from (_condition(one) for one in rulebook.conditions)
    if rulebook.vetoes:
        vetoes = list_separator().join(one.name or one.code for one in rulebook.vetoes)
        yield _("一票否决：%(vetoes)s。", vetoes=vetoes)
    if nomination.exceptions_only:
        yield _("资格审查只记不符合的，没有记的即为符合。")
    for vote in rulebook.votes:
        yield from _vote(vote)


def _condition(one: Condition) -> str:
    name = one.name or one.code
    if one.any_of:
        return _("须符合“%(name)s”：%(words)s之一。", name=name, words=list_separator().join(one.any_of))
    if one.least is not None and one.most is not None:
        ends = {"least": format_fraction(one.least), "most": format_fraction(one.most)}
        return _("须符合“%(name)s”：数值为 %(least)s 至 %(most)s。", name=name, **ends)
    if one.least is not None:
        return _("须符合“%(name)s”：数值不少于 %(least)s。", name=name, least=format_fraction(one.least))
    if one.most is not None:
        return _("须符合“%(name)s”：数值不多于 %(most)s。", name=name, most=format_fraction(one.most))
    return _("须符合“%(name)s”。", name=name)


def _vote(vote: Vote) -> Iterable[str]:
    name = vote.name or vote.code
    yield _("“%(vote)s”：到会不少于应到的 %(share)s 才有效。", vote=name, share=vote.quorum)
    if vote.choices is not None:
        yield _("“%(vote)s”：每票最多选 %(count)s 个。", vote=name, count=vote.choices)
    base = _("实到人数") if vote.basis is VoteBasis.PRESENT else _("应到人数")
    if vote.more_than is not None:
        yield _("“%(vote)s”：赞成须超过%(base)s的 %(share)s。", vote=name, base=base, share=vote.more_than)
    if vote.at_least is not None:
        yield _("“%(vote)s”：赞成须达到%(base)s的 %(share)s。", vote=name, base=base, share=vote.at_least)
    if vote.points and vote.scale is VoteScale.OF_BEST:
        yield _("“%(vote)s”：得票最多者得 %(points)s 分，其余按比例。", vote=name, points=format_fraction(vote.points))
    elif vote.points:
        facts = {"vote": name, "base": base, "points": format_fraction(vote.points)}
        yield _("“%(vote)s”：%(base)s全数赞成得 %(points)s 分，其余按比例。", **facts)
