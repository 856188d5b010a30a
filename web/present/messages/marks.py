"""Sentences of marks: what the rubric says to a number (codes of scoring.judged.rubric and scoring.values)."""

from web.present.messages.marking import N_

MESSAGES = {
    "mark_empty": N_("这一项还没有分数。"),
    "mark_not_a_number": N_("“%(value)s”不是数字，请只写阿拉伯数字和小数点，例如 12.5。"),
    "mark_negative": N_("分数不能是负数。"),
    "mark_decimals": N_("“%(value)s”小数位太多，最多 %(decimals)s 位。"),
    "mark_above_maximum": N_("%(mark)s 超过了这一项的满分 %(maximum)s。"),
    "mark_off_step": N_("%(mark)s 不符合打分间隔：分数要是 %(step)s 的整数倍。"),
    "mark_missing": N_("还没有评分。"),
    "criterion_unknown": N_("评分标准里没有“%(criterion)s”这一项。"),
}
