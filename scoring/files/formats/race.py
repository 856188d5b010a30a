"""Races in words: readings, penalties, rounds and who goes on."""

from collections.abc import Iterator

from scoring.explain import Explanation
from scoring.files.formats.told import Line, Told
from scoring.races import Advance, Outcome, Settled, exact_reading
from scoring.rulebook.model import Race, Rulebook

LINES_ZH = {
    "read": "[赛次 {round}，]{reader} 读数：{value}",
    "settled": "[赛次 {round}，]采用 {value}：{how}",
    "penalty": "[赛次 {round}，]罚[（{code}）]：{amount}",
    "raced": "赛次 {round}[，第 {heat} 组]：{result}[，{counted}]",
    "through": "赛次 {round}[，第 {heat} 组]：组内第 {place} 名，{advanced_by}",
    "reading": "成绩：{exact}，按规则公布为 {published}",
}
LINES_EN = {
    "read": "[round {round}, ]read by {reader}: {value}",
    "settled": "[round {round}, ]{value} counts: {how}",
    "penalty": "[round {round}, ]penalty[ ({code})]: {amount}",
    "raced": "round {round}[, heat {heat}]: {result}[, {counted}]",
    "through": "round {round}[, heat {heat}]: place {place} in the heat, {advanced_by}",
    "reading": "result: {exact}, published as {published}",
}
WORDS_ZH = {
    "reached": "到达的赛次",
    "recorded": "记录的先后（终点摄影、决胜或抽签）",
    "next_best": "次好成绩",
    "failures_at_best": "最好高度上的失败次数",
    "failures": "最好高度及以下的失败次数",
    "round": "赛次",
    "counts": "计入",
    "not_counted": "不计入",
    "one_watch": "只有一块表",
    "slower_watch": "两块表取较慢者",
    "two_watches_agree": "两块表相同",
    "middle_watch": "三块表取中间者",
    "one_reader": "只有一人读数",
    "readers_agree": "两人读数之差在允许范围内",
    "third_reading": "第三次读数，取中间者",
    "advanced_place": "按名次进入下一赛次",
    "advanced_time": "按成绩进入下一赛次",
    "advanced_tie": "末位成绩相同，全部进入下一赛次",
    "advanced_draw": "末位成绩相同，须抽签决定",
    "advanced_out": "未进入下一赛次",
    "laps": "罚圈",
    "foul": "失败",
    "pass": "免试",
    "no_mark": "没有有效成绩",
    "round_missing": "缺少一个赛次的成绩",
}
WORDS_EN = {
    "reached": "the round reached",
    "recorded": "the order that was recorded (photo finish, jump-off or lots)",
    "next_best": "the next best result",
    "failures_at_best": "failures at the best height",
    "failures": "failures up to the best height",
    "round": "round",
    "counts": "counted",
    "not_counted": "not counted",
    "one_watch": "one watch only",
    "slower_watch": "of two watches the slower",
    "two_watches_agree": "two watches agree",
    "middle_watch": "of three watches the middle one",
    "one_reader": "one reader only",
    "readers_agree": "the two readings differ by less than the tolerance",
    "third_reading": "a third reading, the middle one counts",
    "advanced_place": "goes on by place",
    "advanced_time": "goes on by result",
    "advanced_tie": "equal at the last place, all go on",
    "advanced_draw": "equal at the last place, lots must be drawn",
    "advanced_out": "does not go on",
    "laps": "penalty laps",
    "foul": "foul",
    "pass": "pass",
    "no_mark": "no valid mark",
    "round_missing": "a round has no result",
}


def lines(found: Explanation, rulebook: Rulebook) -> Iterator[Line]:
    """Yield every step from the readings to the published result."""
    outcome, race = found.outcome, rulebook.race
    if outcome is None or race is None:
        return
    for part in outcome.rounds:
        yield from _steps(part, race)
        yield _round(part, outcome, race)
    yield from (_through(line) for line in found.advanced)
    if not outcome.rounds:
        yield from _steps(outcome, race)
    if outcome.exact is not None:
        yield "reading", {"exact": exact_reading(outcome.exact, race), "published": outcome.text}


def _steps(part: Outcome, race: Race) -> Iterator[Line]:
    """Yield the readings where several people read, how they became one, and the penalties."""
    of_round = {"round": part.round}
    if part.settled is not Settled.SINGLE:
        for read in part.reads:
            yield "read", {**of_round, "reader": read.reader, "value": exact_reading(read.value, race)}
    if part.settled is not None and part.settled is not Settled.SINGLE and part.exact is not None:
        lost = sum(penalty.amount for penalty in part.penalties)
        value = part.exact - lost if race.timed else part.exact + lost
        yield "settled", {**of_round, "value": exact_reading(value, race), "how": part.settled.value}
    for penalty in part.penalties:
        yield "penalty", {**of_round, "code": penalty.reason, "amount": exact_reading(penalty.amount, race)}


def _round(part: Outcome, whole: Outcome, race: Race) -> Line:
    counted = "" if part.published is None else "counts" if part.round in whole.counted else "not_counted"
    result = part.text or part.status.value
    code = f" ({part.reason})" if part.reason and not part.text else ""
    return "raced", {"round": part.round, "heat": part.heat, "result": f"{result}{code}", "counted": counted}


def _through(line: Advance) -> Line:
    place = "" if line.place is None else line.place
    return "through", {
        "round": line.round,
        "heat": line.heat,
        "place": place or "-",
        "advanced_by": f"advanced_{line.by.value}",
    }


TOLD = Told(
    lines,
    {"zh": LINES_ZH, "en": LINES_EN},
    {"zh": WORDS_ZH, "en": WORDS_EN},
    ("how", "code", "counted", "advanced_by"),
)
