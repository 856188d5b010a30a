"""Sentences of tallies: kinds of reports, what they are worth, and who handed them in."""

from web.present.messages.marking import N_

MESSAGES = {
    "report_kind_unknown": N_("没有“%(kind)s”这一类报告。"),
    "states_empty": N_("每行计分至少要写一个状态。"),
    "credit_twice": N_("“%(kind)s”的状态“%(state)s”、等级“%(level)s”有两行计分。"),
    "kind_without_credits": N_("“%(kind)s”这一类还没有计分。"),
    "kinds_missing": N_("至少要有一类报告。"),
    "points_decimals": N_("有分值的小数位多于 %(decimals)s 位。"),
    "report_twice": N_("报告编号“%(report)s”出现了两次。"),
    "department_not_listed": N_("部门“%(department)s”不在名单中。"),
    "credit_unknown": N_("“%(entry)s”有一件“%(kind)s”（状态“%(state)s”，等级“%(level)s”）规则没有计分。"),
    "heads_missing": N_("“%(entry)s”缺少人数，不能算人均。"),
}
