"""A judged score told line by line: every judge, every criterion, every stage and round, so that anybody can recompute.

Values are exact; a value that a rule rounds is told as rounded.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.explain import Explanation
from scoring.files.formats.told import Line, Told
from scoring.judged.score import Contribution, PanelScore, Stage
from scoring.rulebook.model import Rulebook
from scoring.values import format_fraction, format_mark

LINES = {
    "zh": {
        "kept": "评委 {judge}：[{total}，][第 {place} 名，][折算 {worth}，][尺度校正 {offset}，]计入",
        "dropped_high": "评委 {judge}：{total}，最高分，去掉",
        "dropped_low": "评委 {judge}：{total}，最低分，去掉",
        "recused": "评委 {judge}：回避，不计",
        "absent": "评委 {judge}：未评，不计",
        "void": "评委 {judge}：作废，不计",
        "aside": "评委 {judge}：[{total}][第 {place} 名]，只在并列时比较",
        "split": "评委 {judge}：[去掉的最高分 {high}][；去掉的最低分 {low}]",
        "marks": "评分项 {criterion}：计入 {kept}[；去掉 {dropped}]",
        "criterion": "评分项 {criterion}：{value}[，{level}]",
        "panel": "评委评分合计：{value}",
        "room": "考场 {code} 的加权系数 {operand}：{value}",
        "multiplier": "乘以 {operand}：{value}",
        "factor": "系数 {operand}：{value}",
        "difficulty": "难度 {operand}：{value}",
        "weight": "权重 {operand}：{value}",
        "given_part": "分项 {code}：{operand}，计 {value}",
        "deduction": "扣分 {operand}：{value}",
        "minimum": "不低于 {operand}：{value}",
        "round": "第 {round} 轮",
        "round_counts": "第 {round} 轮：{value}[，乘以 {factor}]，计入",
        "round_left": "第 {round} 轮：[{value}，]不计入",
        "score": "得分：{exact}，公布为 {published}",
    },
    "en": {
        "kept": "judge {judge}: [{total}, ][place {place}, ][worth {worth}, ][severity {offset}, ]counted",
        "dropped_high": "judge {judge}: {total}, highest, dropped",
        "dropped_low": "judge {judge}: {total}, lowest, dropped",
        "recused": "judge {judge}: recused, not counted",
        "absent": "judge {judge}: no marks, not counted",
        "void": "judge {judge}: void, not counted",
        "aside": "judge {judge}:[ {total}][ place {place}], for ties only",
        "split": "judge {judge}:[ highest dropped: {high}][; lowest dropped: {low}]",
        "marks": "criterion {criterion}: {kept} counted[; {dropped} dropped]",
        "criterion": "criterion {criterion}: {value}[, {level}]",
        "panel": "the panel's value: {value}",
        "room": "coefficient of room {code}, {operand}: {value}",
        "multiplier": "times {operand}: {value}",
        "factor": "factor {operand}: {value}",
        "difficulty": "difficulty {operand}: {value}",
        "weight": "weight {operand}: {value}",
        "given_part": "part {code}: {operand}, counts {value}",
        "deduction": "deduction {operand}: {value}",
        "minimum": "not below {operand}: {value}",
        "round": "round {round}",
        "round_counts": "round {round}: {value}[, times {factor}], counted",
        "round_left": "round {round}:[ {value},] not counted",
        "score": "score: {exact}, published as {published}",
    },
}
WORDS = {
    "zh": {
        "part": "分项",
        "fewest": "较少的分项",
        "panel": "评委评分部分",
        "difficulty": "难度",
        "best_round": "最好一轮",
        "last_round": "最后一轮",
        "head_to_head": "两两比较",
        "larger_majority": "较大的多数",
        "lower_sum": "多数名次之和",
        "next_columns": "下一名次",
        "rule_10": "第10条",
        "rule_11": "第11条",
    },
    "en": {
        "part": "part",
        "fewest": "fewer of part",
        "panel": "the panel's value",
        "difficulty": "the difficulty",
        "best_round": "the best round",
        "last_round": "the last round",
        "head_to_head": "who was put before the other by more judges",
        "larger_majority": "the larger majority",
        "lower_sum": "the lower sum of the majority",
        "next_columns": "the next places",
        "rule_10": "rule 10",
        "rule_11": "rule 11",
    },
}


def lines(found: Explanation, rulebook: Rulebook) -> Iterator[Line]:
    """Return everything that led to the score, in the order of the work."""
    panel = found.panel
    if panel is None:
        return
    for code, one in panel.rounds.items():
        yield "round", {"round": code}
        yield from _performance_lines(one, rulebook)
    yield from _round_lines(panel)
    if panel.rounds:
        yield from _step_lines(panel)
    else:
        yield from _performance_lines(panel, rulebook)
    if panel.exact is not None:
        yield "score", {"exact": format_fraction(panel.exact), "published": found.row.score}


def _performance_lines(score: PanelScore, rulebook: Rulebook) -> Iterator[Line]:
    detail = score.detail()
    yield from (_judge_line(part) for part in detail.contributions)
    split = any(part.by_criterion for part in detail.contributions)
    for criterion in rulebook.criteria:
        if split:
            yield from _mark_lines(criterion.code, detail.contributions)
        if criterion.code in detail.criteria:
            level = criterion.level_of(detail.marks[criterion.code])
            value = format_fraction(detail.criteria[criterion.code])
            yield "criterion", {"criterion": criterion.code, "value": value, "level": level.name if level else ""}
    if score.steps and score.panel is not None and score.exact is not None:
        yield "panel", {"value": format_fraction(_before(score))}
    yield from _step_lines(score)


def _before(score: PanelScore) -> Fraction:
    """Return the panel's value before a room's coefficient was applied."""
    first = score.steps[0]
    room = first.stage == "room" and first.operand
    return first.value / first.operand if room and first.operand else score.panel or Fraction(0)


def _step_lines(score: PanelScore) -> Iterator[Line]:
    for step in score.steps:
        operand = "" if step.operand is None else format_fraction(step.operand)
        kind = "given_part" if step.stage is Stage.PART else step.stage.value
        yield kind, {"code": step.code, "operand": operand, "value": format_fraction(step.value)}


def _round_lines(score: PanelScore) -> Iterator[Line]:
    for part in score.together.parts if score.together else ():
        value = "" if part.value is None else format_fraction(part.value)
        factor = "" if part.factor == 1 else format_fraction(part.factor)
        yield "round_counts" if part.counts else "round_left", {"round": part.round, "value": value, "factor": factor}


def _judge_line(part: Contribution) -> Line:
    dropped: Mapping[str, list[str]] = {
        side: [code for code, share in part.by_criterion.items() if share.value == f"dropped_{side}"]
        for side in ("high", "low")
    }
    if any(dropped.values()):
        return "split", {"judge": part.judge, "high": ", ".join(dropped["high"]), "low": ", ".join(dropped["low"])}
    facts: dict[str, str | int] = {"judge": part.judge, "total": _total(part)}
    if part.rank is not None:
        facts["place"] = format_fraction(part.rank)
    if part.value is not None:
        facts["offset" if part.rank is None else "worth"] = format_fraction(part.value)
    return part.share.value, facts


def _total(part: Contribution) -> str:
    return "" if part.total is None else format_fraction(Fraction(part.total) / 100)


def _mark_lines(code: str, contributions: tuple[Contribution, ...]) -> Iterator[Line]:
    """Return the marks of one criterion where some are dropped criterion by criterion."""
    kept, dropped = list[str](), list[str]()
    for part in contributions:
        share = part.by_criterion.get(code)
        if share is not None:
            (kept if share == "kept" else dropped).append(format_mark(part.marks[code]))
    if kept:
        yield "marks", {"criterion": code, "kept": ", ".join(kept), "dropped": ", ".join(dropped)}


TOLD = Told(lines, LINES, WORDS)
