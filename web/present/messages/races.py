"""Sentences of the race desk."""

from web.present.messages.marking import N_

MESSAGES = {
    "result_by_lines": N_("“%(contest)s”分赛次或有几个读数，成绩请在“成绩录入”里登记。"),
    "result_stale": N_("%(name)s 的成绩刚被别人改过，您的这次修改没有保存。请核对现在的成绩后再提交。"),
    "result_not_a_race": N_("“%(contest)s”不是计时或计距离的项目。"),
    "result_entry_withdrawn": N_("%(name)s 已退出报名，不能登记成绩。"),
    "result_status_unknown": N_("%(name)s 的状态“%(status)s”不认识。"),
    "result_status_word": N_("状态“%(status)s”不认识，请写 DNS、DNF、DQ、OOC 或留空。"),
    "result_dq_reason": N_("%(name)s 判为取消成绩（DQ），必须写明条款或原因。"),
    "result_missing_reading": N_("%(name)s 判为完成，但没有成绩。"),
    "result_with_reading": N_("%(name)s 的状态是 %(status)s，不能同时有成绩；请删去成绩或改状态。"),
    "result_penalty_distance": N_("%(name)s 比的是距离，不能加罚秒数。"),
    "result_cleared": N_("%(name)s 已有成绩，不能清空；如果记错了人，请改成正确的成绩或选择状态。"),
    "result_change_reason": N_("“%(contest)s”的成绩已经公布过，再改动必须写明更正原因。"),
    "result_entry_unknown": N_("这个项目里没有工号（或号码）“%(key)s”的报名。"),
    "result_row_twice": N_("“%(key)s”出现了不止一次。"),
    "results_no_lines": N_("文件里没有“%(contest)s”的成绩。"),
    "results_no_file": N_("请先选择一个文件。"),
}
