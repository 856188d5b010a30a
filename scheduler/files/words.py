"""Labels of drawings, workbooks and the terminal in Chinese and English: goals, columns, reasons."""

from datetime import date

LANGUAGES = ("zh", "en")

WORDS: dict[str, tuple[str, str]] = {
    # goals
    "unplaced": ("未编排", "unplaced"),
    "unstaffed": ("缺工作人员", "officials missing"),
    "heats": ("组数", "heats"),
    "slots": ("时段数", "time slots"),
    "finish": ("结束（比赛分钟）", "finish (competition minutes)"),
    "waiting": ("等待（分钟）", "waiting (minutes)"),
    "duty_spread": ("任务差", "duty spread"),
    "department_spread": ("同单位同组对数", "pairs of one department"),
    "seeding": ("编排偏差", "seeding deviation"),
    "preferences": ("未满足的愿望", "wishes not kept"),
    # sheets and columns
    "sheet_heats": ("组次", "heats"),
    "sheet_people": ("人员", "people"),
    "sheet_officials": ("工作人员", "officials"),
    "sheet_unplaced": ("未编排", "unplaced"),
    "sheet_goals": ("目标", "goals"),
    "day": ("日期", "day"),
    "start": ("开始", "start"),
    "end": ("结束", "end"),
    "venue": ("场地", "venue"),
    "event": ("项目", "event"),
    "heat": ("组", "heat"),
    "place": ("道（机）", "place"),
    "entrant": ("参赛者", "entrant"),
    "department": ("单位", "department"),
    "official": ("工作人员", "official"),
    "skill": ("技能", "skill"),
    "people": ("人数", "people"),
    "final": ("决赛", "final"),
    "reasons": ("原因", "reasons"),
    "missing": ("缺", "missing"),
    "goal": ("目标", "goal"),
    "value": ("值", "value"),
    "bound": ("下界", "bound"),
    "proven": ("已证明", "proven"),
    "seconds": ("秒", "seconds"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    # reasons
    "no_start": ("没有合适的开始时间", "no start suits"),
    "own_events_clash": ("本人的项目太近", "own events are too near"),
    "route_full": ("路线已满", "the route is full"),
    "below_min_fill": ("人数不足", "too few for a heat"),
    "no_room": ("没有合适又有空位的组", "no suitable heat has room"),
    "no_final": ("决赛排不下", "no room for the final"),
    "no_skill": ("无人有此技能", "nobody has the skill"),
    "no_window": ("有此技能的人没空", "nobody with the skill is there"),
    "too_few": ("有此技能的人不够", "too few with the skill"),
    # what a repair changes
    "change_moved": ("改期", "moved"),
    "change_place": ("换道（机）", "other place"),
    "change_left_out": ("落空", "left out"),
    "change_placed": ("新安排", "placed"),
    "change_withdrawn": ("退出", "withdrawn"),
    "heat_new": ("新增组", "new heat"),
    "heat_gone": ("取消组", "heat dropped"),
    "heat_moved": ("移动组", "heat moved"),
    "duty_added": ("增加任务", "new duty"),
    "duty_ended": ("取消任务", "duty dropped"),
    # outcomes
    "optimal": ("已证明最优", "proven best"),
    "feasible": ("可行，未证明最优", "feasible, not proven best"),
}
WEEKDAYS = (
    ("周一", "Mon"),
    ("周二", "Tue"),
    ("周三", "Wed"),
    ("周四", "Thu"),
    ("周五", "Fri"),
    ("周六", "Sat"),
    ("周日", "Sun"),
)
COMMA = {"zh": "、", "en": ", "}


def word(code: str, language: str) -> str:
    """The label of a code; a code without one (an own goal of a later version) stays as it is."""
    return WORDS.get(code, (code, code))[LANGUAGES.index(language)]


def day(moment: date, language: str) -> str:
    """A day with its weekday, such as 2026-11-27 周五."""
    return f"{moment:%Y-%m-%d} {WEEKDAYS[moment.weekday()][LANGUAGES.index(language)]}"
