"""Vitality indexes in words."""

from collections.abc import Iterator

from scoring.explain import Explanation
from scoring.files.formats.told import Line, Told
from scoring.rulebook.model import Rulebook
from scoring.values import format_fraction, format_money
from scoring.vitality import ExtraPoints, IndexScore, Points

FAULTS_ZH = {
    "stars_out_of_order": "星级须从高到低排列，最低分也须递减",
    "allowance_stars_unknown": "补贴表中的 {stars} 星不在星级表里",
    "scoring_keys": "指标“{indicator}”：scoring 为 {scoring} 时须写全它的键，且不写别种计分的键",
    "indicator_worth_nothing": "指标“{indicator}”的满分须大于 0",
    "steps_out_of_order": "指标“{indicator}”的分段须从低到高排列",
    "steps_above_maximum": "指标“{indicator}”有分段的得分超过满分",
    "indicator_not_listed": "未知的指标“{value}”[，最接近的是“{nearest}”]",
    "value_twice": "“{entry}”的指标“{indicator}”写了两次",
    "value_empty": "缺少数值",
    "value_not_a_number": "“{value}”不是数字",
    "value_decimals": "“{value}”的小数多于 {decimals} 位",
    "value_negative": "[指标“{indicator}”的]数值“{value}”不能为负",
    "value_above_maximum": "指标“{indicator}”的数值超过满分 {maximum}",
    "indicator_missing": "“{entry}”缺少指标“{indicator}”的数值",
    "class_missing": "“{entry}”没有写类别（参赛名单的 group 列）",
    "class_unknown": "“{entry}”的类别“{class}”不在规则中",
    "last_stars_missing": "“{entry}”缺少上年度星级（从未评星写 0）",
    "size_missing": "“{entry}”缺少规模（会员人数）",
    "rise_limited": "“{entry}”的得分达到 {reached} 星，按每年升星的限制评为 {stars} 星",
}
FAULTS_EN = {
    "stars_out_of_order": "the star bands must go from the most stars and the highest floor down",
    "allowance_stars_unknown": "{stars} stars of an allowance are not among the star bands",
    "scoring_keys": "indicator {indicator}: scoring = {scoring} needs all of its own keys and none of the other kinds",
    "indicator_worth_nothing": 'the maximum of indicator "{indicator}" must be more than 0',
    "steps_out_of_order": 'the steps of indicator "{indicator}" must rise',
    "steps_above_maximum": 'a step of indicator "{indicator}" gives more than its maximum',
    "indicator_not_listed": 'unknown indicator "{value}"[; the nearest known one is "{nearest}"]',
    "value_twice": 'indicator "{indicator}" of "{entry}" stands there twice',
    "value_empty": "the value is missing",
    "value_not_a_number": '"{value}" is not a number',
    "value_decimals": '"{value}" has more than {decimals} decimals',
    "value_negative": 'the value "{value}"[ of indicator "{indicator}"] must not be negative',
    "value_above_maximum": 'the value of indicator "{indicator}" is above its maximum {maximum}',
    "indicator_missing": '"{entry}" has no value of indicator "{indicator}"',
    "class_missing": '"{entry}" has no class (column group of ENTRIES)',
    "class_unknown": 'the class "{class}" of "{entry}" is not in the rulebook',
    "last_stars_missing": '"{entry}": last year\'s stars are not known (0 where there were none)',
    "size_missing": '"{entry}": its size (members) is not known',
    "rise_limited": '"{entry}" scored for {reached} stars and gets {stars}: one year\'s rise is limited',
}
LINES_ZH = {
    "indicator": "{name}：{value}，得 {points}/{top} 分，折合 {part}",
    "bonus": "加分“{name}”：{value}，加 {points}",
    "deduction": "扣分“{name}”：{value}，扣 {points}",
    "index_sum": "基础分 {base}，加分计入 {bonus}，扣分计入 {deduction}",
    "veto": "一票否决：{name}",
    "index_score": "得分：{exact}，公布为 {published}",
    "stars": "星级：{stars} 星（得分达到 {reached} 星[，上年度 {last} 星]）",
    "allowance": "补贴：{money} 元",
}
LINES_EN = {
    "indicator": "{name}: {value}, {points} of {top} points, counts {part}",
    "bonus": "bonus {name}: {value}, adds {points}",
    "deduction": "deduction {name}: {value}, takes {points}",
    "index_sum": "base {base}, bonuses count {bonus}, deductions count {deduction}",
    "veto": "veto: {name}",
    "index_score": "score: {exact}, published as {published}",
    "stars": "stars: {stars} (the score reaches {reached}[, last year {last}])",
    "allowance": "allowance: {money} yuan",
}
WORDS_ZH = {
    "indicator": "指标得分高者",
    "base": "基础分高者",
    "veto": "一票否决",
    "indicator_missing": "指标数值不全",
    "class_missing": "没有写类别",
    "class_unknown": "类别不在规则中",
    "last_stars_missing": "上年度星级不明",
    "size_missing": "规模不明",
    "value_negative": "数值为负",
    "value_above_maximum": "数值超过满分",
}
WORDS_EN = {
    "indicator": "the indicator",
    "base": "the index before bonuses and deductions",
    "veto": "a veto item",
    "indicator_missing": "a value is missing",
    "class_missing": "no class",
    "class_unknown": "class not in the rulebook",
    "last_stars_missing": "last year's stars not known",
    "size_missing": "size not known",
    "value_negative": "a value is negative",
    "value_above_maximum": "a value is above its maximum",
}


def lines(found: Explanation, rulebook: Rulebook) -> Iterator[Line]:
    """Return every indicator, bonus and deduction with its points, the vetoes, the sum, the stars and the allowance."""
    score = found.evidence
    if not isinstance(score, IndexScore):
        return
    yield from (("indicator", _indicator(one)) for one in score.indicators)
    yield from (("bonus", _extra(one)) for one in score.bonuses)
    yield from (("deduction", _extra(one)) for one in score.deductions)
    sums = {"base": score.base, "bonus": score.bonus, "deduction": score.deduction}
    yield "index_sum", {name: format_fraction(value) for name, value in sums.items()}
    for name in score.vetoes:
        yield "veto", {"name": name}
    if score.exact is not None and score.published is not None:
        yield "index_score", {"exact": format_fraction(score.exact), "published": format_fraction(score.published)}
    if score.stars is not None and score.reached is not None:
        last = "" if score.last_stars is None else score.last_stars
        yield "stars", {"stars": score.stars, "reached": score.reached, "last": last}
    if score.allowance is not None:
        yield "allowance", {"money": format_money(score.allowance)}


def _indicator(found: Points) -> dict[str, str | int]:
    numbers = {"value": found.value, "points": found.points, "top": found.indicator.top, "part": found.part}
    told = {name: format_fraction(value) for name, value in numbers.items()}
    return {"name": found.indicator.name or found.indicator.code, **told}


def _extra(found: ExtraPoints) -> dict[str, str | int]:
    name = found.extra.name or found.extra.code
    return {"name": name, "value": format_fraction(found.value), "points": format_fraction(found.points)}


TOLD = Told(lines, {"zh": LINES_ZH, "en": LINES_EN}, {"zh": WORDS_ZH, "en": WORDS_EN})
