"""How the rules of a judged contest make a score, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.rulebook.judging import Difficulty, Judging, Method, Part, Rounding, RoundingMode, Trim
from scoring.rulebook.model import Rulebook
from scoring.values import format_fraction, format_mark
from web.present.rule_words import choice_told
from web.present.rule_words import say as _


def judging_told(rulebook: Rulebook) -> Iterable[str]:
    """The panel, the stages after it, rounding, and who stands aside."""
    judging = rulebook.judging
    if judging is None:
        return
    if rulebook.blind:
        yield _("匿名评审：评委只见作品编号，不见作者。")
    yield method_told(judging)
    yield from _stages(judging)
    yield from (_part(part) for part in rulebook.parts)
    if not judging.lower_wins:
        yield _rounding(judging)
    if judging.method is Method.NONE:
        return
    yield _("每份作品至少要有 %(count)s 份有效评分；缺的评分不按零分算。", count=judging.needed_marks)
    if judging.remark_above is not None:
        yield _("各评委相差超过 %(most)s 分时须商议后重评。", most=format_mark(judging.remark_above))
    if judging.recuse_own_department:
        yield _("评委回避本部门的作品。")


def method_told(judging: Judging) -> str:
    """The method in one sentence."""
    if judging.method is Method.TRIMMED and judging.trim is Trim.CRITERION:
        return _("每个评分项去掉 %(n)s 个最高分和 %(n)s 个最低分后取平均，再相加。", n=judging.drop)
    if judging.method is Method.TRIMMED:
        return _("去掉 %(n)s 个最高总分和 %(n)s 个最低总分后取平均。", n=judging.drop)
    return {
        Method.MEAN: _("得分为各位评委评分的平均数。"),
        Method.MEDIAN: _("得分为各位评委评分的中位数。"),
        Method.RANK_SUM: _("各位评委所排名次相加，和小者名次在前。"),
        Method.MAJORITY: _("多数评委排在第几名或更前，即按该名次先后排列；多数相同再比人数、名次之和与下一名次。"),
        Method.VALUE_TABLE: _("各位评委所排名次折算成分值后合成得分。"),
        Method.JUDGEMENT: _("评委对照等级评 0 至 3 分，取平均后折算成各评分项的分值；相差超过 1 须重评。"),
        Method.ADJUSTED: _("各位评委的评分减去其尺度偏差后取平均。"),
        Method.PANEL_COEFFICIENT: _("得分乘以考场加权系数：全体平均分除以本考场平均分。"),
        Method.NONE: _("没有评委评分，得分由给定的分项合成。"),
    }[judging.method]


def _stages(judging: Judging) -> Iterable[str]:
    if judging.makes_sum and not judging.lower_wins and judging.method is not Method.VALUE_TABLE:
        yield _("留下的评分相加，不取平均。")
    if judging.multiplier != 1:
        yield _("评委评分乘以 %(by)s。", by=format_fraction(judging.multiplier))
    if judging.difficulty is Difficulty.MULTIPLY:
        yield _("评委评分乘以难度系数。")
    if judging.difficulty is Difficulty.ADD:
        yield _("评委评分加上难度分。")
    if judging.weight != 1:
        yield _("评委评分部分的权重为 %(weight)s。", weight=format_fraction(judging.weight))
    if judging.minimum_score is not None:
        yield _("得分不低于 %(least)s。", least=format_fraction(judging.minimum_score))


def _part(part: Part) -> str:
    scale = choice_told("parts.scale", part.scale.value)
    weight = format_fraction(part.weight)
    return _(
        "加上分项“%(part)s”（%(scale)s，权重 %(weight)s）。", part=part.name or part.code, scale=scale, weight=weight
    )


def _rounding(judging: Judging) -> str:
    if judging.rounding_mode is RoundingMode.DOWN:
        return _("得分保留 %(count)s 位小数，其余舍去，按公布的得分排名。", count=judging.decimals)
    if judging.rounding is Rounding.EACH_STAGE:
        return _("每个评分项先四舍五入再相加，得分保留 %(count)s 位小数。", count=judging.decimals)
    return _("中间不取舍，最后四舍五入，得分保留 %(count)s 位小数，按公布的得分排名。", count=judging.decimals)
