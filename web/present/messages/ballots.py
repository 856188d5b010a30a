"""Sentences of democratic evaluations: their rules, their ballots, and whether the session was valid."""

from web.present.messages.marking import N_

MESSAGES = {
    "grade_reserved": N_("等次代号“%(grade)s”是计票文件的专用词，请换一个。"),
    "weights_total": N_("各项权重相加为 %(sum)s，应为 100。"),
    "scale_without_grades": N_("等次表“%(scale)s”里没有等次。"),
    "rank_grades_missing": N_("按得票率排名时要写明计哪些等次，按指数排名时不写。"),
    "grade_unknown": N_("没有“%(grade)s”这个等次。"),
    "item_unknown": N_("没有“%(item)s”这个测评项。"),
    "threshold_one_limit": N_("“%(name)s”要写一个界限：比例不低于多少，或低于多少。"),
    "ballot_open": N_("投票尚未结束，结果不公布。"),
    "turnout_missing": N_("“%(entry)s”没有写明应到和实到人数，不能证明会议有效。"),
    "quorum_missed": N_("“%(entry)s”：应到 %(due)s 人，实到 %(present)s 人，不足规定的 %(needed)s 人，测评无效。"),
    "turnout_order": N_("“%(entry)s”：应到、实到、发出、收回、计票的数目后一个大于前一个，测评无效。"),
    "class_too_small": N_("“%(entry)s”：%(class)s 票只有 %(ballots)s 张，规则至少要 %(needed)s 张。"),
    "class_without_votes": N_("“%(entry)s”没有有效票（票类 %(class)s，测评项 %(item)s）。"),
    "base_unknown": N_("“%(entry)s”缺少计算百分比的人数（票类 %(class)s）。"),
    "threshold_reached": N_("“%(entry)s”达到“%(name)s”。"),
}
