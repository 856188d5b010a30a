"""The words of the rules: what each key of the document is called, and what each of its choices means."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask_babel import gettext

from web.present import format_words
from web.present.messages.marking import N_

GENDERS = {"female": N_("女"), "male": N_("男")}
POSTS = {"teaching": N_("教学"), "management": N_("管理"), "support": N_("教辅"), "logistics": N_("工勤")}
CHOICES: Mapping[str, Mapping[str, str]] = {
    **format_words.CHOICES,
    "format": {
        "judged": N_("评审项目"),
        "race": N_("竞速竞距项目"),
        "ballot": N_("民主测评"),
        "index": N_("活力指数"),
        "tally": N_("隐患、建议、提案"),
        "nomination": N_("推荐评选"),
    },
    "judging.method": {
        "trimmed": N_("去掉最高分和最低分后取平均"),
        "mean": N_("直接取平均"),
        "median": N_("取中位数"),
        "rank_sum": N_("名次相加，小者胜"),
        "majority": N_("多数名次法（体育舞蹈）"),
        "value_table": N_("按名次折算分值"),
        "judgement": N_("对照等级评 0 至 3 分"),
        "adjusted": N_("评委尺度校正后取平均"),
        "panel_coefficient": N_("考场加权系数（二次平均法）"),
        "none": N_("没有评委，只有给定的分项"),
    },
    "judging.kept": {"mean": N_("取平均"), "sum": N_("相加")},
    "judging.rounding_mode": {"half_up": N_("四舍五入"), "down": N_("舍去")},
    "judging.difficulty": {"none": N_("不用难度"), "multiply": N_("乘以难度"), "add": N_("加上难度")},
    "judging.deductions": {"positive": N_("写成正数"), "negative": N_("写成负数"), "either": N_("正负均可")},
    "judging.marks": {"scores": N_("分数"), "ranks": N_("名次")},
    "judging.base": {"mean": N_("直接取平均"), "trimmed": N_("去掉最高分和最低分后取平均")},
    "rounds.combine": {
        "sum": N_("相加"),
        "mean": N_("取平均"),
        "best": N_("取最好的几轮"),
        "last": N_("取到达的最后一轮"),
        "places": N_("各轮名次相加"),
    },
    "rounds.missing": {"blocked": N_("不予排名"), "nothing": N_("该轮计 0"), "left_out": N_("该轮不计")},
    "parts.scale": {
        "as_is": N_("按原值"),
        "of_best": N_("按与最高值之比折算"),
        "of_lowest": N_("按最低值与本值之比折算"),
        "of_total": N_("按占总和之比折算"),
        "formula": N_("按公式折算"),
        "steps": N_("按分段折算"),
    },
    "judging.trim": {"total": N_("每位评委的总分"), "criterion": N_("每个评分项分别去掉")},
    "judging.rounding": {"end": N_("只在最后一步"), "each_stage": N_("每个评分项先取舍再相加")},
    "race.measure": {"time": N_("用时"), "distance": N_("距离")},
    "race.better": {"lower": N_("数值小者胜（用时短）"), "higher": N_("数值大者胜（距离长）")},
    "race.rounding": {"up": N_("进位（手计时惯例）"), "half_up": N_("四舍五入"), "down": N_("舍去")},
    "race.unit": {"m": N_("整米"), "cm": N_("厘米")},
    "race.timing": {
        "single": N_("一个成绩"),
        "watches": N_("两三块表（取中间，两块取较慢）"),
        "readers": N_("两人各读一次"),
    },
    "race.agreed": {
        "lower": N_("较小的"),
        "higher": N_("较大的"),
        "mean": N_("平均数"),
        "first": N_("编号在前者"),
    },
    "race.advance_ties": {"all": N_("全部晋级"), "draw": N_("抽签")},
    "groups.convention": {
        "on_birthday": N_("生日当天即满周岁（通行做法）"),
        "day_after": N_("生日次日起才满周岁"),
    },
    "groups.merge_into": {
        "younger": N_("较年轻的相邻组"),
        "older": N_("较年长的相邻组"),
        "younger_first": N_("先较年轻的，没有时较年长的"),
        "older_first": N_("先较年长的，没有时较年轻的"),
    },
    "eligibility.entrant": {
        "person": N_("个人"),
        "family": N_("家庭"),
        "department": N_("部门"),
        "union": N_("工会"),
    },
    "eligibility.genders": GENDERS,
    "eligibility.post_categories": POSTS,
    "groups.bands.genders": GENDERS,
    "groups.bands.post_categories": POSTS,
    "ranking.places": {
        "standard": N_("1、2、2、4（空出后一名）"),
        "dense": N_("1、2、2、3（不空名次）"),
        "ordinal": N_("1、2、3、4（不设并列）"),
        "mean": N_("1、2.5、2.5、4（并列者取平均名次）"),
    },
    "ranking.ties": {
        "firsts": N_("排在第一的评委更多者"),
        "unrounded": N_("未四舍五入的成绩"),
        "untrimmed_mean": N_("不去分的平均分"),
        "chief_judge": N_("评委组长的评分或裁定"),
        "panel": N_("评委评分部分高者"),
        "difficulty": N_("难度高者"),
        "best_round": N_("最好一轮成绩高者"),
        "last_round": N_("最后一轮成绩高者"),
        "head_to_head": N_("被更多评委排在对方之前者"),
        "next_best": N_("次好成绩（逐次比较）"),
        "failures_at_best": N_("最好高度上失败次数少者"),
        "failures": N_("最好高度及以下失败次数少者"),
        "recorded": N_("记录的先后（终点摄影、决胜或抽签）"),
        "base": N_("未加减分的指数高者"),
        "reports": N_("计分件数多者"),
        "shared": N_("仍相同则并列"),
    },
    "awards.rounding": {
        "cumulative_half_up": N_("累计四舍五入（总数最准）"),
        "cumulative_floor": N_("累计向下取整"),
        "each_up": N_("各级分别向上取整"),
    },
    "awards.tie_at_cut": {
        "expand": N_("并列同奖，下一级相应减少"),
        "shrink": N_("并列者一起降到下一级"),
        "committee": N_("由评委会合议并记录"),
    },
    "awards.certificate": {"tier": N_("几等奖"), "place": N_("第几名"), "title": N_("荣誉称号")},
}
"""Choices by the key they belong to; a list's lines are left out of the key (`groups.bands.genders`)."""

LABELS: Mapping[str, str] = {
    **format_words.LABELS,
    "name": N_("规则全称"),
    "format": N_("项目类型"),
    "description": N_("活动说明"),
    "blind": N_("匿名评审"),
    "judging.method": N_("计分方法"),
    "judging.drop": N_("两端各去掉几个"),
    "judging.trim": N_("去分对象"),
    "judging.rounding": N_("何时四舍五入"),
    "judging.decimals": N_("得分保留小数位"),
    "judging.minimum_judges": N_("每份作品最少几位评委"),
    "judging.total": N_("声明的总分"),
    "judging.recuse_own_department": N_("评委回避本部门的作品"),
    "judging.kept": N_("留下的分怎样合成"),
    "judging.remaining": N_("去分后至少留下几个"),
    "judging.drop_from": N_("至少几份评分才去分"),
    "judging.rounding_mode": N_("尾数的取法"),
    "judging.stage_decimals": N_("中间各步保留小数位"),
    "judging.multiplier": N_("评分乘以"),
    "judging.weight": N_("评委评分的权重"),
    "judging.difficulty": N_("难度"),
    "judging.deductions": N_("扣分的写法"),
    "judging.minimum_score": N_("最低得分"),
    "judging.zero_is_missing": N_("0 分作缺分"),
    "judging.chief_counts": N_("评委组长的评分计入"),
    "judging.remark_above": N_("相差超过多少须重评"),
    "judging.marks": N_("评委给出"),
    "judging.values": N_("各名次的分值"),
    "judging.decay": N_("名次分值的衰减"),
    "judging.value_digits": N_("名次分值的小数位"),
    "judging.base": N_("校正前的取法"),
    "judging.coefficient_decimals": N_("系数保留小数位"),
    "judging.coefficient_without": N_("求考场平均时两端各不计几个"),
    "judging.random_draw": N_("抽签分考场"),
    "criteria": N_("评分项"),
    "criteria.code": N_("代号"),
    "criteria.name": N_("评分项"),
    "criteria.maximum": N_("满分"),
    "criteria.step": N_("最小分档"),
    "criteria.descriptor": N_("评分要点"),
    "criteria.minimum": N_("最低分"),
    "criteria.scale": N_("评委打分的上限"),
    "criteria.weight": N_("权重（%）"),
    "criteria.factor": N_("系数"),
    "criteria.drop": N_("两端各去掉几个"),
    "criteria.levels": N_("等级"),
    "parts": N_("给定分项"),
    "parts.code": N_("代号"),
    "parts.name": N_("分项名称"),
    "parts.weight": N_("权重"),
    "parts.maximum": N_("最高值"),
    "parts.minimum": N_("最低值"),
    "parts.decimals": N_("小数位"),
    "parts.scale": N_("折算"),
    "parts.default": N_("缺少时按"),
    "rounds": N_("赛次"),
    "rounds.combine": N_("各轮怎样合成"),
    "rounds.best": N_("计最好的几轮"),
    "rounds.missing": N_("缺一轮时"),
    "rounds.list": N_("赛次"),
    "rounds.list.code": N_("代号"),
    "rounds.list.name": N_("赛次名称"),
    "rounds.list.weight": N_("权重"),
    "rounds.list.carry": N_("带入下一轮的比例"),
    "rounds.list.advance": N_("每组晋级人数"),
    "rounds.list.fastest": N_("另按成绩晋级人数"),
    "race.measure": N_("比什么"),
    "race.better": N_("怎样算好"),
    "race.precision": N_("成绩精度"),
    "race.rounding": N_("精度以下的取法"),
    "race.distance_metres": N_("赛程（米）"),
    "race.duration_minutes": N_("比赛时长（分钟）"),
    "race.cut_off_minutes": N_("关门时间（分钟）"),
    "race.unit": N_("成绩读到"),
    "race.timing": N_("计时或读数的方式"),
    "race.tolerance": N_("两人读数允许的差（秒或米）"),
    "race.agreed": N_("两人读数相符时取"),
    "race.lap_seconds": N_("每罚一圈加（秒）"),
    "race.lap_metres": N_("每罚一圈减（米）"),
    "race.advance_ties": N_("晋级末位成绩相同时"),
    "groups.reference_date": N_("年龄计算截止日"),
    "groups.convention": N_("周岁算法"),
    "groups.merge_below": N_("不足几个时并组"),
    "groups.merge_into": N_("并入哪一组"),
    "groups.merge_across_genders": N_("同年龄的男女组可以合并"),
    "groups.bands": N_("组别"),
    "groups.bands.code": N_("代号"),
    "groups.bands.name": N_("组别名称"),
    "groups.bands.genders": N_("性别"),
    "groups.bands.lower": N_("周岁下限"),
    "groups.bands.lower_inclusive": N_("含下限"),
    "groups.bands.upper": N_("周岁上限"),
    "groups.bands.upper_inclusive": N_("含上限"),
    "groups.bands.post_categories": N_("岗位类别"),
    "eligibility.entrant": N_("参赛者是"),
    "eligibility.genders": N_("性别"),
    "eligibility.post_categories": N_("岗位类别"),
    "eligibility.minimum_age": N_("最小周岁（含）"),
    "eligibility.maximum_age": N_("最大周岁（含）"),
    "eligibility.max_events": N_("每人在本届最多报几项"),
    "eligibility.minimum_entries": N_("每组报名最少几个"),
    "eligibility.minimum_present": N_("每组到场最少几个"),
    "ranking.places": N_("并列后的名次"),
    "ranking.ties": N_("得分相同时依次比较"),
    "awards.rounding": N_("按比例设奖的取整"),
    "awards.tie_at_cut": N_("并列正好跨在奖次分界上"),
    "awards.certificate": N_("证书写什么"),
    "awards.face_limit": N_("获奖面上限"),
    "awards.face_binds": N_("达到获奖面上限后不再评奖"),
    "awards.most_winners": N_("每组最多几个奖"),
    "awards.minus_one": N_("获奖数至少比参赛数少一（减一录取）"),
    "awards.most_per_department": N_("同一部门每组最多几个奖"),
    "awards.first_prize_from": N_("参评满几个必有最高奖次"),
    "prizes": N_("奖次"),
    "prizes.name": N_("奖次名称"),
    "prizes.count": N_("数量（个）"),
    "prizes.share": N_("比例（%）"),
    "prizes.floor": N_("最低得分"),
    "prizes.value_fen": N_("每份价值（元）"),
    "points.table": N_("各名次得分"),
    "points.department_total": N_("计入部门团体总分"),
    "points.minus_one": N_("参赛不足时减一录取"),
    "notice.days": N_("公示期（个工作日）"),
    "notice.minutes": N_("公示期（分钟）"),
}
"""What each key is called; a list's lines are left out of the key (`criteria.maximum`)."""
_LINE = re.compile(r"\[([^\]]*)\]")


def say(text: str, **values: object) -> str:
    """The text in the reader's language, its values filled in."""
    return str(gettext(text, **values))


def key_told(key: str) -> str:
    """A key of a comparison in words: `criteria[T1].maximum` is 评分项 T1 · 满分; a key without a name stays a key."""
    plain = _LINE.sub("", key)
    label = say(LABELS[plain]) if plain in LABELS else plain
    line = _LINE.search(key)
    if line is None:
        return label
    return f"{key_told(key[: line.start()])} {line[1]} · {label}"


def value_told(key: str, value: str | None) -> str:
    """A written value in words; what isn't there is a dash."""
    if value is None or value == "":
        return "—"
    if value in ("true", "false"):
        return say(N_("是")) if value == "true" else say(N_("否"))
    plain = _LINE.sub("", key)
    if plain.endswith("_fen"):
        return f"{int(value) // 100}.{int(value) % 100:02d}"
    return list_separator().join(choice_told(plain, one) for one in value.split(", "))


def choice_told(key: str, value: str) -> str:
    """One word of a key's choices as people read it; any other value stays as it is."""
    text = CHOICES.get(key, {}).get(value)
    return say(text) if text else value


def list_separator() -> str:
    """What stands between the items of a list (、)."""
    return say(N_("、"))
