"""Sentences of the wishes: order of contests, staff and officials, times wished."""

from web.present.messages.marking import N_

MESSAGES = {
    "wishes_out_of_range": N_("年龄请填 1 至 120，休息请填 0 至 600 分钟；每天项数不限就留空，否则至少 1 项。"),
    "order_of_itself": N_("“%(contest)s”不能排在它自己之后。"),
    "order_circle": N_("先后绕成了圈：“%(before)s”已经要等“%(contest)s”结束。"),
    "need_empty": N_("请写明需要哪种裁判员，至少 1 人。"),
    "wish_of_nobody": N_("请写明是谁的愿望：一个项目（或其中一组）、一个部门，或一位职工，三者填一个。"),
    "wish_empty": N_("请写明愿望：时间、场次或场地，至少一样。"),
    "wish_backwards": N_("愿望的结束时间要晚于开始时间。"),
    "official_twice": N_("%(name)s 已经在裁判员名单上。"),
    "official_name_differs": N_("工号 %(staff_no)s 是%(known)s，这里写的是“%(given)s”。"),
    "official_name_twice": N_("叫“%(name)s”的职工不止一位，请加上工号。"),
    "official_number_unreadable": N_("“%(given)s”不是 0 至 999 的整数。"),
    "official_nameless": N_("请写明姓名；本单位职工请填工号。"),
    "official_unskilled_at_all": N_("请写明能担任什么，例如：计时员、发令员、医务。"),
    "official_window_backwards": N_("能来的时间，结束（%(ends)s）要晚于开始（%(starts)s）。"),
    "official_in_use": N_("%(name)s 在已采用的赛程里有任务，不能删除；可把最多组数改为 0，以后不再安排。"),
    "skill_too_long": N_("“%(skill)s”太长，担任的职务最多 %(limit)s 个字。"),
    "lesson_header_missing": N_(
        "没有找到课表的表头：要有“工号”或“姓名”，以及按星期和节次命名的列，例如“周一1”“周三第2节”，或“星期”和“节次”两列。"
    ),
    "lesson_weekday_unreadable": N_("“%(given)s”不是星期几，请写成 周一 至 周日。"),
    "lesson_period_unreadable": N_("“%(given)s”不是节次，请写成 3、1-2 或 第3节。"),
    "lesson_period_untimed": N_("第 %(period)s 节还没有时间：请先在“节次时间”里补上这一节。"),
    "lesson_name_unknown": N_("名单里没有叫“%(name)s”的职工。"),
    "lesson_name_twice": N_("叫“%(name)s”的职工不止一位，请在课表里加上工号。"),
    "period_line_unreadable": N_("第 %(line)s 行“%(given)s”看不懂，请写成 08:00-08:45。"),
    "period_backwards": N_("第 %(period)s 节的结束要晚于开始。"),
    "periods_overlap": N_("第 %(first)s 节与第 %(second)s 节的时间重叠。"),
    "periods_none": N_("请至少写一节课的时间。"),
    "hours_without_day": N_("请至少选一个星期几。"),
    "fixed_nothing": N_("没有写任何一组。"),
    "fixed_row_incomplete": N_("第 %(row)s 行没有写全：项目、日期、开始、场地都要写。"),
    "fixed_heat_two_times": N_("组次“%(heat)s”在前面写的是 %(first)s，这里的时间或场地却不同。"),
    "fixed_lane_twice": N_("组次“%(heat)s”里有两个人在第 %(lane)s 号。"),
    "fixed_contest_unknown": N_("没有叫“%(given)s”的赛跑、徒步类项目。"),
    "fixed_venue_unknown": N_("没有叫“%(given)s”的场地，请先在“场次与场地”里登记。"),
    "fixed_day_missing": N_("“%(given)s”里看不出日期，请写成 2026-11-27。"),
    "fixed_lane_unreadable": N_("“%(given)s”不是道次或机号。"),
    "fixed_not_entered": N_("“%(given)s”没有报名“%(contest)s”。"),
    "fixed_group_unknown": N_("“%(contest)s”里没有叫“%(given)s”的组别，或这一组没有人报名。"),
    "fixed_group_needed": N_("“%(contest)s”有几个组别，请写明是哪一组。"),
    "fixed_every_missing": N_("第 %(row)s 行写了几组，请写明每隔几分钟一组。"),
    "fixed_official_unknown": N_("裁判员名单上没有“%(given)s”，请先在“裁判员”页登记。"),
    "fixed_official_as_what": N_("看不出“%(given)s”担任什么，请写成“计时员：%(given)s”。"),
    "fixed_officials_many": N_(
        "组次“%(heat)s”的“%(skill)s”需要 %(n)s 人，写了 %(given)s 人：请改人数，或在“裁判员”页改需要的人数。"
    ),
    "fixed_officials_alone": N_(
        "只写组次，或有的组别没有写到时，裁判员由程序安排：请删去裁判员一格，或把所有人都写上。"
    ),
    "exception_impossible": N_("有 %(n)s 处没有办法例外：请先改赛程。"),
    "exception_reason_missing": N_("还有 %(n)s 处没有写理由。"),
    "fixed_heat_outside": N_(
        "%(heat)s 组（%(start)s 开始）不在任何场次之内：请改时间，或先在“场次与场地”里加一个场次。"
    ),
}
