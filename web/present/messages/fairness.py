"""Sentences of the fairness account."""

from web.present.messages.marking import N_

MESSAGES = {
    "fairness_not_judged": N_("公平性分析只适用于评委打分的比赛，这里的规则是 %(format)s。"),
    "fairness_no_panel": N_("这项比赛没有评委打分，没有公平性分析。"),
    "fairness_places_given": N_("评委给的是名次而不是分数，没有公平性分析。"),
    "fairness_lower_wins": N_("这项比赛分低者胜，没有公平性分析。"),
    "fairness_several_rounds": N_("这项比赛有几个轮次；公平性分析只适用于一个轮次的比赛。"),
    "fairness_no_marks": N_("没有有效评分，没有公平性分析。"),
    "fairness_sheets_open": N_("还有 %(n)s 份评分表没有封存。全部封存之后才计算，免得影响还在打分的评委。"),
    "fairness_off": N_("这个项目没有开启公平性说明。"),
}
