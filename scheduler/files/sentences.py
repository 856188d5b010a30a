"""The planner's codes as sentences in Chinese and English, for the file interface only (the web has its own)."""

from scheduler.errors import Fault
from scheduler.timetable import Problem, Violation

TIMES = frozenset({"start", "end", "free", "ready"})  # parameters that are minutes of the plan

SENTENCES: dict[str, tuple[str, str]] = {
    # what is wrong with a document
    "not_json": ("第{line}行第{column}列：不是有效的 JSON", "line {line}, column {column}: not valid JSON"),
    "not_utf8": ("不是 UTF-8 编码的文本", "not text in UTF-8"),
    "format_unknown": ("格式“{value}”未知，应为“{expected}”", "format '{value}' is unknown, expected '{expected}'"),
    "not_an_object": ("应为对象", "must be an object"),
    "not_a_list": ("应为列表", "must be a list"),
    "key_unknown": (
        "未知的键“{key}”，最接近的是“{nearest}”",
        "unknown key '{key}', the nearest known one is '{nearest}'",
    ),
    "key_missing": ("缺少“{key}”", "'{key}' is missing"),
    "not_text": ("“{value}”应为文字", "'{value}' must be text"),
    "not_a_whole_number": ("“{value}”应为整数", "'{value}' must be a whole number"),
    "not_a_number": ("“{value}”应为数字", "'{value}' must be a number"),
    "not_true_or_false": ("“{value}”应为 true 或 false", "'{value}' must be true or false"),
    "time_unreadable": ("时间“{value}”应写作 2026-11-27T08:00", "time '{value}' must look like 2026-11-27T08:00"),
    "place_unreadable": ("道次“{value}”无法识别", "place '{value}' cannot be read"),
    # what makes no sense in a problem
    "too_small": ("{value} 太小，至少为 {least}", "{value} is too small, at least {least}"),
    "id_empty": ("编号为空", "the id is empty"),
    "id_twice": ("编号“{id}”出现 {count} 次", "id '{id}' occurs {count} times"),
    "no_session": ("没有比赛时段", "there is no session"),
    "sessions_overlap": ("时段“{first}”与“{second}”重叠", "sessions '{first}' and '{second}' overlap"),
    "first_day_wrong": ("首日与第一个时段不符", "the first day is not that of the first session"),
    "window_backwards": ("结束不晚于开始", "it ends before it starts"),
    "place_unknown": ("没有第 {place} 道（机）", "there is no place {place}"),
    "no_venue_kind": ("项目“{event}”没有场地类型", "event '{event}' names no kind of venue"),
    "kind_unknown": ("没有“{id}”类场地", "no venue is of kind '{id}'"),
    "event_unknown": ("没有此项目“{id}{event}”", "there is no event '{id}{event}'"),
    "venue_unknown": ("没有此场地“{id}{venue}”", "there is no venue '{id}{venue}'"),
    "entrant_unknown": ("没有此参赛者“{id}”", "there is no entrant '{id}'"),
    "heat_unknown": ("没有此固定组“{id}”", "there is no fixed heat '{id}'"),
    "seeding_unknown": ("编排方式“{seeding}”未知", "seeding '{seeding}' is unknown"),
    "min_above_max": ("最少 {min} 人多于最多 {max} 人", "the minimum of {min} is above the maximum of {max}"),
    "after_itself": ("项目“{event}”排在自己之后", "event '{event}' would come after itself"),
    "event_twice": ("项目“{id}”重复报名", "event '{id}' is entered twice"),
    "mark_without_entry": ("有成绩但未报“{id}”", "a mark for '{id}' without an entry"),
    "fixed_heat_wrong_kind": ("场地类型“{id}”不适合该项目", "a venue of kind '{id}' does not suit the event"),
    "fixed_heat_outside": ("固定组“{heat}”不在任何时段内", "fixed heat '{heat}' lies in no session"),
    "pin_without_entry": ("固定的人未报“{id}”", "a pin without an entry for '{id}'"),
    "pin_of_other_event": ("固定组“{heat}”不属于“{event}”", "fixed heat '{heat}' is not of event '{event}'"),
    "pin_empty": ("固定安排没有内容", "the pin names nothing to keep"),
    "pin_of_nobody": (
        "不指人的固定安排须有项目和开始时间，且不能指定道次",
        "a pin without an entrant needs an event and a start, and no place",
    ),
    "pin_outside": ("“{event}”不能在 {start} 开始", "no heat of '{event}' can start at {start}"),
    "pin_without_venue": (
        "第 {place} 道（机）属于哪个场地？",
        "place {place} of which venue? Several suit the event",
    ),
    "final_too_large": ("决赛 {size} 人，场地最多 {most} 人", "a final of {size}, but no venue holds more than {most}"),
    "fixed_final_twice": ("“{id}”有 {count} 场固定决赛", "'{id}' has {count} fixed finals"),
    "no_final": ("“{event}”没有决赛", "'{event}' has no final"),
    "skill_twice": ("技能“{id}”出现 {count} 次", "skill '{id}' is named {count} times"),
    "runner_twice": ("两名工作人员是同一参赛者“{id}”", "two officials are the same entrant '{id}'"),
    "session_unknown": ("没有此时段“{id}”", "there is no session '{id}'"),
    "wish_without_entry": ("有愿望但未报“{id}”", "a preference for '{id}' without an entry"),
    "wish_empty": ("愿望没有内容", "the preference wishes nothing"),
    "pin_twice": ("“{id}”固定了两次", "'{id}' is pinned twice"),
    "goal_unknown": ("目标“{id}{goal}”未知", "goal '{id}{goal}' is unknown"),
    "goal_twice": ("目标“{id}”出现两次", "goal '{id}' is named twice"),
    "goal_order": ("目标“{first}”始终排在第一位", "the goal '{first}' always comes first"),
    # what breaks a plan
    "heat_id_twice": ("组号“{heat}”重复", "heat id '{heat}' is used twice"),
    "not_entered": ("{entrant} 未报“{event}”，却在 {heat}", "{entrant} has not entered '{event}' but stands in {heat}"),
    "outside_session": ("{heat}（{start}–{end}）超出时段", "{heat} ({start} to {end}) lies outside the sessions"),
    "off_grid": ("{heat} 的开始时间 {start} 不在网格上", "{heat} starts at {start}, off the grid"),
    "wrong_venue_kind": ("{heat} 不能用场地 {venue}", "{heat} cannot use venue {venue}"),
    "below_min_fill": (
        "{heat} 只有 {people} 人，至少 {min} 人",
        "{heat} has {people} people, at least {min} are needed",
    ),
    "above_max_fill": ("{heat} 有 {people} 人，最多 {max} 人", "{heat} has {people} people, at most {max} fit"),
    "place_closed": ("{heat} 的第 {place} 道（机）关闭", "place {place} of {heat} is closed"),
    "venue_taken": ("{venue} 至 {free} 才空闲：{heat}", "{venue} is free only from {free}: {heat} after {other}"),
    "wave_too_early": ("{heat} 最早 {free} 出发", "{heat} may leave at {free} at the earliest, after {other}"),
    "route_full": ("{start} 时 {venue} 上有 {people} 人", "{people} people are out on {venue} at {start}"),
    "placed_twice": ("{entrant} 在“{event}”中出现多次", "{entrant} occurs more than once in '{event}'"),
    "forgotten": ("{entrant} 的“{event}”既未编排也未列出", "{entrant} in '{event}' is neither placed nor listed"),
    "unplaced_not_entered": ("{entrant} 未报“{event}”", "{entrant} is listed for '{event}' without an entry"),
    "not_available": ("{entrant} 在 {start}–{end} 没空：{heat}", "{entrant} is not available {start} to {end}: {heat}"),
    "rest_too_short": ("{entrant} 最早 {ready} 可参加 {heat}", "{entrant} is ready for {heat} at {ready} only"),
    "too_early_after": ("{heat} 须在“{event}”之后，最早 {ready}", "{heat} must follow '{event}', not before {ready}"),
    "not_single_heat": ("“{event}”应只有一组，现有 {heats} 组", "'{event}' must be one heat, not {heats}"),
    "fixed_heat_moved": ("固定组 {heat} 被移动", "fixed heat {heat} was moved"),
    "heat_not_fixed": ("“{event}”只有固定组，{heat} 多出", "'{event}' has fixed heats only, {heat} is not one"),
    "pin_moved": (
        "{entrant} 的“{event}”不在固定处：{heat} {start} {venue} {place}",
        "{entrant} in '{event}' is not where it is pinned: {heat} {start} {venue} {place}",
    ),
    "pinned_heat_missing": (
        "“{event}”在 {start} 没有固定的组：{venue}",
        "'{event}' has no heat at {start} as pinned: {venue}",
    ),
    "too_many_a_day": (
        "{entrant} 一天有 {events} 项，最多 {max} 项（{start}）",
        "{entrant} has {events} events in a day, at most {max} ({start})",
    ),
    "final_missing": ("“{event}”没有排决赛", "'{event}' has heats but no final"),
    "final_not_wanted": ("“{event}”不应有决赛 {heat}", "'{event}' must not have the final {heat}"),
    "final_too_early": (
        "决赛 {heat} 最早 {ready} 开始（“{event}”）",
        "the final {heat} of '{event}' may start at {ready} at the earliest",
    ),
    "final_no_room": (
        "决赛 {heat} 需 {size} 个道（机），只有 {places} 个",
        "the final {heat} needs {size} places, {places} are open",
    ),
    "staff_wrong": (
        "{heat} 的“{skill}”需 {needed} 人：安排 {officials} 人，注明缺 {missing} 人",
        "{heat} needs {needed} of '{skill}': {officials} there, {missing} stated as missing",
    ),
    "unstaffed_heat_unknown": ("没有此组“{heat}”", "there is no heat '{heat}'"),
    "official_unknown": ("没有此工作人员“{official}”：{heat}", "there is no official '{official}': {heat}"),
    "official_unskilled": ("{official} 不会“{skill}”：{heat}", "{official} lacks the skill '{skill}': {heat}"),
    "official_not_available": (
        "{official} 在 {start}–{end} 没空：{heat}",
        "{official} is not available {start} to {end}: {heat}",
    ),
    "official_busy": ("{official} 最早 {ready} 可在 {heat} 工作", "{official} is free for {heat} at {ready} only"),
    "too_many_duties": (
        "{official} 有 {duties} 次任务，最多 {max} 次",
        "{official} has {duties} duties, at most {max}",
    ),
    "official_runs": (
        "{official} 在 {own} 比赛，不能在 {heat} 工作",
        "{official} runs in {own} and cannot serve in {heat}",
    ),
    "official_in_own_final": (
        "{official} 可能进入决赛 {heat}，不能在其中工作",
        "{official} may run the final {heat} and cannot serve in it",
    ),
    "own_department": ("{official} 不能为本单位工作：{heat}", "{official} cannot serve the own department: {heat}"),
    "goal_untrue": ("目标 {goal}：写 {stated}，实为 {true}", "goal {goal}: stated {stated}, true is {true}"),
    "proof_untrue": ("目标 {goal} 的证明不成立", "goal {goal} is not proven by {bound} for {value}"),
    "pins_clash": ("{pins} 个固定安排互相矛盾", "the {pins} pins contradict each other"),
    # what makes no sense when somebody moves a plan by hand
    "move_not_entered": ("{entrant} 未报“{event}”", "{entrant} has not entered '{event}'"),
    "move_not_placed": ("{entrant} 不在“{event}”的任何组", "{entrant} stands in no heat of '{event}'"),
    "move_place_taken": ("{heat} 的第 {place} 道（机）已有人", "place {place} of {heat} is taken"),
    "move_heat_full": ("{heat} 没有空道（机）", "{heat} has no free place"),
    # what makes no sense on the day
    "now_outside": ("比赛在 {end} 已结束", "the competition is over at {end}"),
    "change_unknown": (
        "没有“{value}”这种变化，最接近的是“{nearest}”",
        "there is no change '{value}', the nearest is '{nearest}'",
    ),
    "change_past": ("在 {end} 已结束，不影响以后的比赛", "it is over at {end} and changes nothing to come"),
    "not_entered_for": ("{entrant} 未报“{event}”", "{entrant} has not entered '{event}'"),
    "already_run": ("{entrant} 没有尚未开始的项目 {event}", "{entrant} has nothing left to run {event}"),
    "no_event": ("{entrant} 没有报项目", "{entrant} enters no event"),
    "entered_already": ("{entrant} 已报“{event}”", "{entrant} has entered '{event}' already"),
    "entrant_known": (
        "{entrant} 已在名单中：补报时只写编号、项目和成绩",
        "{entrant} is known: a late entry gives id, events and marks only",
    ),
    "official_not_known": ("没有此工作人员“{id}”", "there is no official '{id}'"),
    "withdrawn_twice": ("{entrant} 退出 {event} 写了两次", "{entrant} withdraws twice {event}"),
    # how a search ended
    "limit": ("时限内没有结果", "no answer within the limit"),
    "cancelled": ("已取消", "cancelled"),
}


class _Lenient(dict[str, object]):
    """Parameters of a sentence; one that is not given reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def sentence(fault: Fault | Violation, language: str, problem: Problem | None = None) -> str:
    """A fault or violation in words ("zh" or "en"), the path of the field first; minutes become clock times."""
    params = _Lenient(fault.params)
    for name in TIMES & params.keys():
        if problem is not None and isinstance(params[name], int):
            params[name] = f"{problem.moment(int(str(params[name]))):%m-%d %H:%M}"
    words = SENTENCES[fault.code][0 if language == "zh" else 1].format_map(params)
    where = fault.where if isinstance(fault, Fault) else ""
    return f"{where}: {words}" if where else words
