"""Sentences of vitality indexes: their rules, their values, their stars."""

from web.present.messages.marking import N_

MESSAGES = {
    "stars_out_of_order": N_("星级要从高到低排列，最低得分也要递减。"),
    "allowance_stars_unknown": N_("津贴表中的 %(stars)s 星不在星级表里。"),
    "scoring_keys": N_("指标“%(indicator)s”的给分办法没有写全，或写了别种办法的数值。"),
    "indicator_worth_nothing": N_("指标“%(indicator)s”的满分要大于 0。"),
    "steps_out_of_order": N_("指标“%(indicator)s”的分段要从低到高排列。"),
    "steps_above_maximum": N_("指标“%(indicator)s”有分段的得分超过满分。"),
    "value_twice": N_("“%(entry)s”的指标“%(indicator)s”写了两次。"),
    "value_negative": N_("指标“%(indicator)s”的数值 %(value)s 不能是负数。"),
    "value_above_maximum": N_("指标“%(indicator)s”的数值超过满分 %(maximum)s。"),
    "indicator_missing": N_("“%(entry)s”缺少指标“%(indicator)s”的数值。"),
    "class_missing": N_("“%(entry)s”没有写类别。"),
    "class_unknown": N_("“%(entry)s”的类别“%(class)s”不在规则中。"),
    "last_stars_missing": N_("“%(entry)s”缺少上年度星级；从未评星请写 0。"),
    "size_missing": N_("“%(entry)s”缺少规模（会员人数）。"),
    "rise_limited": N_("“%(entry)s”的得分达到 %(reached)s 星，按每年升星的限制评为 %(stars)s 星。"),
}
