"""Places, ties, prizes, points and the notice, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from scoring.rulebook import Awards, Prize, Rulebook
from scoring.values import format_fraction, format_mark, format_money
from web.present.messages.marking import N_
from web.present.rule_words import choice_told
from web.present.rule_words import say as _

_NAMED_TIES: Mapping[str, str] = {
    "criterion": N_("“%(name)s”得分高者"),
    "part": N_("“%(name)s”得分高者"),
    "round": N_("“%(name)s”成绩好者"),
    "grade": N_("“%(name)s”得票率高者"),
    "fewest": N_("“%(name)s”得票率低者"),
    "item": N_("“%(name)s”一项指数高者"),
    "indicator": N_("“%(name)s”一项得分高者"),
    "kind": N_("“%(name)s”得分高者"),
    "level": N_("“%(name)s”件数多者"),
}


class Named(Protocol):
    """A line of a rulebook's list that a tie chain may name."""

    @property
    def code(self) -> str:
        """The code the chain uses."""

    @property
    def name(self) -> str:
        """What people call it."""


def prize_told(prize: Prize) -> str:
    """One prize tier in words."""
    if prize.share is not None:
        many = _("%(name)s：参评数的百分之%(share)s", name=prize.name, share=format_fraction(Fraction(prize.share)))
    else:
        many = _("%(name)s：%(count)s 个", name=prize.name, count=prize.count)
    facts = [many]
    if prize.floor is not None:
        facts.append(_("得分不低于%(floor)s分", floor=format_mark(prize.floor)))
    if prize.value:
        facts.append(_("每份%(money)s元", money=format_money(prize.value).removesuffix(".00")))
    return _("%(facts)s。", facts=_("\uff0c").join(facts))


def tie_told(key: str, rulebook: Rulebook) -> str:
    """One link of the tie chain; what it names (a criterion, a grade, a round) by its name."""
    kind, colon, code = key.rpartition(":")
    if not colon:
        return choice_told("ranking.ties", key)
    name = _name_of(kind, code, rulebook) or code
    if kind == "fewest" and rulebook.parts:
        return _("“%(name)s”数值小者", name=name)
    if kind == "part" and any(part.code == code and not part.weight for part in rulebook.parts):
        return _("“%(name)s”数值大者", name=name)
    return _(_NAMED_TIES[kind], name=name)


def _name_of(kind: str, code: str, rulebook: Rulebook) -> str:
    lists: Mapping[str, Sequence[Named]] = {
        "criterion": rulebook.criteria,
        "part": rulebook.parts,
        "round": rulebook.round_list,
        "grade": rulebook.grades,
        "fewest": (*rulebook.grades, *rulebook.parts),
        "item": rulebook.items,
        "indicator": rulebook.indicators,
        "kind": rulebook.kinds,
    }
    return next((line.name for line in lists.get(kind, ()) if line.code == code), "")


def ranking_told(rulebook: Rulebook) -> Iterable[str]:
    """How places are numbered, and what separates equal results."""
    yield _("并列后的名次按%(numbers)s编排。", numbers=choice_told("ranking.places", rulebook.ranking.places.value))
    links = [tie_told(key, rulebook) for key in rulebook.ranking.ties]
    if len(links) > 1:
        yield _("成绩相同时依次比较：%(links)s。", links=_("\uff1b").join(links))


def prizes_told(rulebook: Rulebook) -> Iterable[str]:
    """The prize tiers and what bounds them."""
    awards = rulebook.awards
    if not awards.prizes:
        return
    yield from (prize_told(prize) for prize in awards.prizes)
    if len(rulebook.groups) > 1:
        yield _("以上为每个组别的名额。")
    yield from _quota_lines(awards)


def _quota_lines(awards: Awards) -> Iterable[str]:
    if any(prize.share is not None for prize in awards.prizes):
        yield _("按比例设奖时%(how)s。", how=choice_told("awards.rounding", awards.rounding.value))
    yield _("并列正好跨在奖次分界上时，%(how)s。", how=choice_told("awards.tie_at_cut", awards.tie_at_cut.value))
    limit = awards.face_limit
    yield _("获奖人数不超过参赛人数的 %(limit)s。", limit=f"{limit.numerator}/{limit.denominator}")
    yield from _winner_lines(awards)


def _winner_lines(awards: Awards) -> Iterable[str]:
    """What else bounds the winners of a group."""
    if awards.face_binds:
        yield _("达到获奖面上限后不再评奖。")
    if awards.most_winners is not None:
        yield _("每组最多 %(count)s 个奖。", count=awards.most_winners)
    if awards.minus_one:
        yield _("减一录取：每组获奖数至少比参赛数少一。")
    if awards.most_per_department is not None:
        yield _("同一部门在每组最多得 %(count)s 个奖，余下的依次递补。", count=awards.most_per_department)
    if awards.first_prize_from is not None:
        yield _("参评满 %(count)s 个时至少评出一个最高奖次。", count=awards.first_prize_from)


def points_told(rulebook: Rulebook) -> Iterable[str]:
    """The points of the places."""
    points = rulebook.points
    if points is None:
        return
    yield _("各名次得分依次为 %(table)s；并列者平分所占名次的分。", table="-".join(str(one) for one in points.table))
    if points.minus_one:
        yield _("参赛不足时减一录取。")
    if points.department_total:
        yield _("计入部门团体总分。")


def notice_told(rulebook: Rulebook) -> Iterable[str]:
    """How long preliminary results stand open to objections."""
    notice = rulebook.notice
    if notice.days:
        yield _("初步结果公示 %(days)s 个工作日，自公布之时起算。", days=notice.days)
    elif notice.minutes:
        yield _("初步成绩公布后 %(minutes)s 分钟内可以提出异议。", minutes=notice.minutes)
    else:
        yield _("不设公示期。")
