"""How the rules of a judged contest make a score, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.rulebook.given import Part, Scale
from scoring.rulebook.judging import Difficulty, Judging, Method, Rounding, RoundingMode, Trim
from scoring.rulebook.model import Rulebook
from scoring.rulebook.racing import Better
from scoring.values import format_fraction, format_mark
from web.present.rule_words import choice_told, list_separator
from web.present.rule_words import say as _


def judging_told(rulebook: Rulebook) -> Iterable[str]:
    """The panel, the stages after it, rounding, and who stands aside."""
    judging = rulebook.judging
    if judging is None:
        return
    if rulebook.blind:
        yield _("匿名评审：评委只见作品编号，不见作者。")
    yield method_told(judging)
    yield from _method_terms(rulebook, judging)
    yield from _stages(judging)
    yield from (_part(part) for part in rulebook.parts)
    if judging.better is Better.LOWER:
        yield _("得分低者名次在前。")
    if not judging.is_order:
        yield _rounding(judging)
    if judging.method is not Method.NONE:
        yield from _panel(judging)


def _panel(judging: Judging) -> Iterable[str]:
    """What the marks of a panel must be like to count."""
    yield _("每份作品至少要有 %(count)s 份有效评分；缺的评分不按零分算。", count=judging.needed_marks)
    if judging.zero_is_missing:
        yield _("评分为 0 的作缺分。")
    if not judging.chief_counts:
        yield _("评委组长的评分不计入。")
    if judging.remark_above is not None:
        yield _("各评委相差超过 %(most)s 分时须商议后重评。", most=format_mark(judging.remark_above))
    if judging.recuse_own_department:
        yield _("评委回避本部门的作品。")


def method_told(judging: Judging) -> str:
    """The method in one sentence."""
    if judging.method is Method.TRIMMED:
        return _trimmed(judging)
    if judging.makes_sum:
        return {
            Method.RANK_SUM: _("各位评委所排名次相加，和小者名次在前。"),
            Method.VALUE_TABLE: _("各位评委所排名次折算成分值后相加。"),
            Method.MAJORITY: _majority(),
        }.get(judging.method, _("得分为各位评委评分之和。"))
    return {
        Method.MEAN: _("得分为各位评委评分的平均数。"),
        Method.MEDIAN: _("得分为各位评委评分的中位数。"),
        Method.RANK_SUM: _("各位评委所排名次取平均，数值小者名次在前。"),
        Method.MAJORITY: _majority(),
        Method.VALUE_TABLE: _("各位评委所排名次折算成分值后取平均。"),
        Method.JUDGEMENT: _("评委对照等级评 0 至 3 分，取平均后折算成各评分项的分值；相差超过 1 须重评。"),
        Method.ADJUSTED: _("各位评委的评分减去其尺度偏差后取平均。"),
        Method.PANEL_COEFFICIENT: _("得分乘以考场加权系数：全体平均分除以本考场平均分。"),
        Method.NONE: _("没有评委评分，得分由给定的分项合成。"),
    }[judging.method]


def _majority() -> str:
    return _("多数评委排在第几名或更前，即按该名次先后排列；多数相同再比人数、名次之和与下一名次。")


def _trimmed(judging: Judging) -> str:
    by_criterion, count = judging.trim is Trim.CRITERION, judging.drop
    if judging.makes_sum and by_criterion:
        return _("每个评分项去掉 %(n)s 个最高分和 %(n)s 个最低分，其余相加，再把各项相加。", n=count)
    if judging.makes_sum:
        return _("去掉 %(n)s 个最高总分和 %(n)s 个最低总分，其余相加。", n=count)
    if by_criterion:
        return _("每个评分项去掉 %(n)s 个最高分和 %(n)s 个最低分后取平均，再相加。", n=count)
    return _("去掉 %(n)s 个最高总分和 %(n)s 个最低总分后取平均。", n=count)


def _method_terms(rulebook: Rulebook, judging: Judging) -> Iterable[str]:
    """What a method adds to its sentence: values of places, what is dropped before a correction, the rooms."""
    if rulebook.marks_are_ranks:
        yield _("评委给出名次，不打分。")
    if judging.values:
        values = list_separator().join(format_fraction(value) for value in judging.values)
        yield _("各名次依次折算为 %(values)s 分，其后为 0。", values=values)
    if judging.decay is not None:
        yield _("第 r 名折算为 e 的 -%(decay)s×(r-1) 次方。", decay=format_fraction(judging.decay))
    if judging.trims and judging.drop_from:
        yield _("评分不足 %(count)s 份时不去分。", count=judging.drop_from)
    if judging.trims and judging.method is not Method.TRIMMED:
        yield _("校正前先去掉 %(n)s 个最高分和 %(n)s 个最低分。", n=judging.drop)
    if judging.method is Method.PANEL_COEFFICIENT:
        yield from _rooms(judging)


def _rooms(judging: Judging) -> Iterable[str]:
    yield _("考场系数保留 %(count)s 位小数。", count=judging.coefficient_decimals)
    if judging.coefficient_without:
        yield _("求平均分时每个考场的最高和最低各 %(count)s 个不计。", count=judging.coefficient_without)
    if judging.random_draw:
        yield _("参评者由抽签分到各考场。")


def _stages(judging: Judging) -> Iterable[str]:
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
    name = part.name or part.code
    if not part.weight:
        return _("“%(part)s”不计入得分，只在成绩相同时比较。", part=name)
    facts = []
    if part.scale is not Scale.AS_IS:
        facts.append(choice_told("parts.scale", part.scale.value))
    if abs(part.weight) != 1:
        facts.append(_("乘以 %(by)s", by=format_fraction(abs(part.weight))))
    if part.default is not None:
        facts.append(_("没有的按 %(value)s 计", value=format_fraction(part.default)))
    what = _("\uff0c").join(
        [_("减去“%(part)s”", part=name) if part.weight < 0 else _("加上“%(part)s”", part=name), *facts]
    )
    return _("%(facts)s。", facts=what)


def _rounding(judging: Judging) -> str:
    if judging.rounding is Rounding.EACH_STAGE:
        down = judging.rounding_mode is RoundingMode.DOWN
        facts = {"how": _("舍去尾数") if down else _("四舍五入"), "between": judging.between, "count": judging.decimals}
        return _("每一步%(how)s到 %(between)s 位小数再往下算，得分保留 %(count)s 位小数。", **facts)
    if judging.rounding_mode is RoundingMode.DOWN:
        return _("得分保留 %(count)s 位小数，其余舍去，按公布的得分排名。", count=judging.decimals)
    return _("中间不取舍，最后四舍五入，得分保留 %(count)s 位小数，按公布的得分排名。", count=judging.decimals)
