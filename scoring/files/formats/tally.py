"""Tallies in words."""

from collections.abc import Iterator

from scoring.explain import Explanation
from scoring.files.formats.told import Line, Told
from scoring.rulebook.model import Rulebook
from scoring.tally import KindSum, TallyScore
from scoring.values import format_fraction, format_money

FAULTS_ZH = {
    "report_kind_unknown": "没有“{kind}”这一类",
    "states_empty": "计分行至少要写一个状态",
    "credit_twice": "“{kind}”的状态“{state}”[、等级“{level}”]有两行计分",
    "kind_without_credits": "“{kind}”这一类没有计分行",
    "kinds_missing": "至少要有一类 [[kinds]]",
    "points_decimals": "有分值的小数多于 decimals = {decimals} 位",
    "kind_not_listed": "未知的类别“{value}”[，最接近的是“{nearest}”]",
    "state_not_listed": "未知的状态“{value}”[，最接近的是“{nearest}”]",
    "level_not_listed": "未知的等级“{value}”[，最接近的是“{nearest}”]",
    "level_needed": "“{kind}”在状态“{state}”下须写明等级，且规则中有该等级的计分",
    "report_twice": "编号“{report}”出现了两次",
    "entries_needed": "按部门排名需要参赛名单（--entries），写明每人的部门",
    "department_missing": "“{entry}”没有部门",
    "department_not_listed": "部门“{department}”不在名单中",
    "credit_unknown": "“{entry}”有一件“{kind}”（状态“{state}”[，等级“{level}”]）规则没有计分",
    "heads_missing": "“{entry}”缺少人数 heads，不能算人均",
}
FAULTS_EN = {
    "report_kind_unknown": 'there is no kind "{kind}"',
    "states_empty": "a credit needs at least one state",
    "credit_twice": 'kind "{kind}" in state "{state}"[ at level "{level}"] has two credits',
    "kind_without_credits": 'kind "{kind}" has no credits',
    "kinds_missing": "there must be at least one of [[kinds]]",
    "points_decimals": "some points have more decimals than decimals = {decimals}",
    "kind_not_listed": 'unknown kind "{value}"[; the nearest known one is "{nearest}"]',
    "state_not_listed": 'unknown state "{value}"[; the nearest known one is "{nearest}"]',
    "level_not_listed": 'unknown level "{value}"[; the nearest known one is "{nearest}"]',
    "level_needed": 'kind "{kind}" in state "{state}" needs a level that has a credit',
    "report_twice": 'report "{report}" stands there twice',
    "entries_needed": "ranking departments needs the list of entries (--entries) with everybody's department",
    "department_missing": '"{entry}" has no department',
    "department_not_listed": 'department "{department}" is not in the list',
    "credit_unknown": '"{entry}" has a "{kind}" in state "{state}"[ at level "{level}"] that the rules do not value',
    "heads_missing": '"{entry}": the number of people (heads) is not known',
}
LINES_ZH = {
    "credit": "{kind}·{state}[·{level}]：{count} 件，每件 {points} 分[，奖励每件 {money} 元]",
    "kind": "{name}：{reports} 件，{points} 分[，限计 {counted} 分][，已提 {fulfilled} 件，应提 {target} 件]",
    "handled": "承办得分：{points}",
    "heads": "人均：除以 {heads} 人",
    "completion": "完成：{done}/{due} 人",
    "reward": "奖励：{money} 元",
    "tally_score": "得分：{exact}，公布为 {published}",
}
LINES_EN = {
    "credit": "{kind}, {state}[, {level}]: {count} at {points} points[, {money} yuan each]",
    "kind": "{name}: {reports} reports, {points} points[, {counted} count][, {fulfilled} of {target} owed]",
    "handled": "for what it handled: {points} points",
    "heads": "per head: divided by {heads}",
    "completion": "done: {done} of {due} people",
    "reward": "reward: {money} yuan",
    "tally_score": "score: {exact}, published as {published}",
}
WORDS_ZH = {
    "kind": "该类得分高者",
    "level": "该等级件数多者",
    "reports": "得分件数多者",
    "credit_unknown": "有规则未计分的报告",
    "heads_missing": "人数不明",
}
WORDS_EN = {
    "kind": "the points of the kind",
    "level": "more reports of the level",
    "reports": "more reports with points",
    "credit_unknown": "a report the rules do not value",
    "heads_missing": "number of people not known",
}


def lines(found: Explanation, rulebook: Rulebook) -> Iterator[Line]:
    """Return what each sort of report was worth, each kind with its cap and target, and the sum."""
    score = found.evidence
    if not isinstance(score, TallyScore):
        return
    for one in score.credits:
        credit = one.credit
        words: dict[str, str | int] = {"kind": credit.kind, "state": "/".join(credit.states)}
        worth = {
            "points": format_fraction(credit.points),
            "money": format_money(credit.reward) if credit.reward else "",
        }
        yield "credit", {**words, "level": "/".join(credit.levels), "count": one.reports, **worth}
    yield from (("kind", _kind(one, score.due)) for one in score.kinds if one.reports or one.kind.target)
    if score.bonus:
        yield "handled", {"points": format_fraction(score.bonus)}
    if score.heads:
        yield "heads", {"heads": score.heads}
    if any(one.kind.target for one in score.kinds):
        yield "completion", {"done": score.done, "due": score.due}
    if score.reward:
        yield "reward", {"money": format_money(score.reward)}
    if score.exact is not None and score.published is not None:
        yield "tally_score", {"exact": format_fraction(score.exact), "published": format_fraction(score.published)}


def _kind(found: KindSum, people: int) -> dict[str, str | int]:
    """Return one kind; what everybody owes is told of a single reporter only."""
    owed = people == 1 and found.kind.target is not None
    return {
        "name": found.kind.name or found.kind.code,
        "reports": found.reports,
        "points": format_fraction(found.points),
        "counted": format_fraction(found.counted) if found.counted != found.points else "",
        "target": found.kind.target or "" if owed else "",
        "fulfilled": found.fulfilled,
    }


TOLD = Told(lines, {"zh": LINES_ZH, "en": LINES_EN}, {"zh": WORDS_ZH, "en": WORDS_EN})
