"""Sentences of results and publication."""

from web.present.messages.marking import N_

MESSAGES = {
    "no_panel": N_("还没有评委，请先在“评审”里组成评委会。"),
    "sheets_missing": N_("有 %(n)s 份评分表还没有发给评委，请在“评审”里补发。"),
    "sheets_unsealed": N_("还有 %(n)s 份评分表没有封存，封存前不能公布。"),
    "results_missing": N_("还有 %(n)s 人没有成绩或状态；缺成绩不会自动当作弃权，请在“检录与成绩”里补录。"),
    "results_provisional": N_("还有 %(n)s 项成绩待定（申诉处理中），处理完才能成为最终结果。"),
    "correction_needs_reason": N_("第 %(number)s 版已经公布，再公布就是更正，请写明原因。"),
    "result_unchanged": N_("结果与已公布的第 %(number)s 版完全相同，不需要新版本。"),
    "result_changed": N_("第 %(number)s 版公布之后，评分、成绩或决定有了变化；请先公布更正版本。"),
    "nothing_preliminary": N_("现在没有等待公示的初步结果。"),
    "nothing_in_notice": N_("现在没有正在公示的结果。"),
    "notice_running": N_("公示期到 %(until)s 才结束，在此之前不能确定最终结果。"),
    "judge_behind_wall": N_("您是这个项目的评委，公布之前不能查看汇总或参与公布，以免影响评分。"),
    "decision_kind_unknown": N_("没有这种决定。"),
    "decision_tier_unknown": N_("规则里没有“%(tier)s”这个奖次。"),
    "decision_minute_missing": N_("请写明会议纪要，决定不能没有依据。"),
    "decision_minute_long": N_("会议纪要太长，最多 %(longest)s 个字。"),
    "decision_in_future": N_("决定日期不能晚于今天。"),
    "decision_without_prize": N_("这一项本来就没有获奖，没有可以取消的奖次。"),
    "decision_same_prize": N_("这一项已经是%(tier)s，决定不会带来变化。"),
    "decision_unplaced": N_("没有名次的参赛者不能授予或取消奖次。"),
}
