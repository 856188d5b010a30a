"""Sentences of judged contests beyond the plain panel: parts, difficulty, places, rooms (codes of scoring)."""

from web.present.messages.marking import N_

MESSAGES = {
    "mark_below_minimum": N_("分数 %(mark)s 低于评分项“%(criterion)s”的最低分 %(minimum)s。"),
    "remark_needed": N_("“%(entry)s”各评委相差 %(range)s，超过 %(most)s，须由评委 %(judges)s 商议后重评。"),
    "place_missing": N_("评委“%(judge)s”没有给“%(entry)s”排名次，这个计分方法要求每位评委都排。"),
    "place_repeated": N_("评委“%(judge)s”把第 %(place)s 名给了不止一个。"),
    "difficulty_missing": N_("“%(entry)s”缺少难度系数。"),
    "difficulty_not_used": N_("“%(entry)s”写了难度系数，而规则不用难度（difficulty）。"),
    "deduction_negative": N_('扣分“%(value)s”应写成正数（规则 deductions = "positive"）。'),
    "deduction_positive": N_('扣分“%(value)s”应写成负数（规则 deductions = "negative"）。'),
    "terms_not_judged": N_("只有评审项目有系数、难度和扣分。"),
    "entry_differs": N_("“%(entry)s”各行的组别、部门、考场或本人资料不一致。"),
    "part_unknown": N_("未知的分项“%(part)s”。"),
    "part_twice": N_("“%(entry)s”的分项“%(part)s”写了两次。"),
    "part_missing": N_("“%(entry)s”缺少分项“%(part)s”。"),
    "part_out_of_range": N_("分项“%(part)s”的值 %(value)s 超出规则允许的范围。"),
    "room_missing": N_("“%(entry)s”没有写考场。"),
    "room_small": N_(
        "考场“%(room)s”只有 %(entries)s 个参赛者（平均 %(mean)s），少于 %(least)s 个时考场加权系数得不偿失。"
    ),
    "levels_order": N_("评分项“%(criterion)s”的等级应从高到低，且不超过最高分。"),
    "part_maximum_missing": N_("分项“%(part)s”按比例折算，须写 maximum。"),
    "part_bounds": N_("分项“%(part)s”的 minimum 高于 maximum。"),
    "part_steps": N_("分项“%(part)s”：按分段折算时须写分段，从低到高；其他折算不写分段。"),
    "part_not_scaled": N_(
        "分项“%(part)s”的 from、each、exponent、base 只用于公式折算，times、points_decimals 还可用于分段折算。"
    ),
    "lower_not_with_method": N_("“低者胜”不能用于计分方法 %(method)s。"),
    "parts_or_panel": N_('method = "none" 表示没有评委：须有 [[parts]]，不能有 [[criteria]]。'),
    "ranks_with_criteria": N_("评委直接排名次时没有评分项。"),
    "ranks_need_method": N_('marks = "ranks" 不能用于计分方法 %(method)s。'),
    "method_alone": N_("计分方法 %(method)s 只比名次，不能再加分项、难度、系数或权重。"),
    "majority_rounds": N_('多数名次法的各轮只能用 combine = "places"。'),
    "value_table_source": N_("value_table 须且只须写 values 或 decay 之一。"),
    "random_draw_needed": N_("考场加权系数只能用于抽签分考场：请写 random_draw = true。"),
    "drop_from_too_small": N_("drop_from 至少应为 %(least)s。"),
}
