"""Democratic evaluation in words."""

from collections.abc import Iterator
from fractions import Fraction

from scoring.ballots import BallotScore
from scoring.ballots.scores import ItemCount
from scoring.explain import Explanation
from scoring.files.formats.told import Line, Told
from scoring.rulebook.model import Rulebook
from scoring.values import format_fixed, format_fraction

FAULTS_ZH = {
    "grade_reserved": "等次代码“{grade}”是计票文件的专用词，请换一个",
    "weights_total": "各项权重之和为 {sum}，应为 100",
    "scale_without_grades": "[测评项“{item}”的]等次表[“{scale}”]没有等次",
    "rank_grades_missing": "rank_by 为 share 时须写 rank_grades，为 index 时不写",
    "grade_unknown": "未知的等次“{grade}”",
    "item_unknown": "未知的测评项“{item}”",
    "threshold_one_limit": "“{name}”须且只须写 at_least 或 below 之一",
    "item_not_listed": "未知的测评项“{value}”[，最接近的是“{nearest}”]",
    "class_not_listed": "未知的票类“{value}”[，最接近的是“{nearest}”]",
    "grade_not_listed": "未知的等次“{value}”[，最接近的是“{nearest}”]",
    "ballot_class_differs": "票“{ballot}”前后的票类不一致",
    "line_twice": "同一张票的同一格出现了两次",
    "count_twice": "同一个票数写了两次",
    "count_empty": "缺少票数",
    "count_not_a_number": "票数“{value}”不是数字",
    "count_negative": "票数“{value}”不能为负",
    "count_decimals": "票数“{value}”须为整数",
    "ballot_open": "投票尚未结束，不公布结果",
    "turnout_missing": "“{entry}”没有写明应到和实到人数，不能证明会议有效",
    "quorum_missed": "“{entry}”：应到 {due} 人，实到 {present} 人，不足规定的 {needed} 人，测评无效",
    "turnout_order": (
        "“{entry}”：[应到 {due}、][实到 {present}、][发出 {issued}、][收回 {returned}、]计票 {counted}："
        "后一个数不能大于前一个数，测评无效"
    ),
    "class_too_small": "“{entry}”：{class} 票只有 {ballots} 张，规则至少要 {needed} 张",
    "class_without_votes": "“{entry}”[的“{item}”]没有有效票[（票类 {class}）]",
    "base_unknown": "“{entry}”缺少计算百分比的人数[（票类 {class}）]",
    "threshold_reached": "“{entry}”达到“{name}”",
}
FAULTS_EN = {
    "grade_reserved": 'the grade "{grade}" is a word of counting files; choose another',
    "weights_total": "the weights add up to {sum}, they should make 100",
    "scale_without_grades": "the scale [{scale} ][of item {item} ]has no grades",
    "rank_grades_missing": "rank_grades belongs to rank_by = share, and only there",
    "grade_unknown": 'unknown grade "{grade}"',
    "item_unknown": 'unknown item "{item}"',
    "threshold_one_limit": '"{name}" needs exactly one of at_least and below',
    "item_not_listed": 'unknown item "{value}"[; the nearest known one is "{nearest}"]',
    "class_not_listed": 'unknown class of voters "{value}"[; the nearest known one is "{nearest}"]',
    "grade_not_listed": 'unknown grade "{value}"[; the nearest known one is "{nearest}"]',
    "ballot_class_differs": 'ballot "{ballot}" stands there with two classes',
    "line_twice": "the same box of the same ballot stands there twice",
    "count_twice": "the same count stands there twice",
    "count_empty": "the count is missing",
    "count_not_a_number": 'the count "{value}" is not a number',
    "count_negative": 'the count "{value}" must not be negative',
    "count_decimals": 'the count "{value}" must be a whole number',
    "ballot_open": "the ballot is still open; there are no results yet",
    "turnout_missing": '"{entry}": those due and present were not written down; the session cannot be proved valid',
    "quorum_missed": '"{entry}": {present} of {due} were present, {needed} are needed; the session is not valid',
    "turnout_order": (
        '"{entry}":[ {due} due,][ {present} present,][ {issued} issued,][ {returned} returned,] {counted} counted: '
        "no number may be above the one before it; the session is not valid"
    ),
    "class_too_small": '"{entry}": class {class} has {ballots} ballots, the rule needs {needed}',
    "class_without_votes": '"{entry}" has no valid vote[ on item {item}][ (class {class})]',
    "base_unknown": '"{entry}": the number the percentages are of is not known[ (class {class})]',
    "threshold_reached": '"{entry}" reaches "{name}"',
}
LINES_ZH = {
    "turnout": (
        "[应到 {due} 人，][实到 {present} 人，][发出 {issued} 张，][收回 {returned} 张，]评到本对象的票 {ballots} 张"
    ),
    "item_count": "[{item}：]有效 {valid}，无效 {void}，弃权 {blank}；{grades}",
    "item_hidden": "[{item}：]票数太少，不公布分布",
    "item_index": "[{item}：]指数 {index}（权重 {weight}%）",
    "part": "票类 {class}：{ballots} 张，权重 {weight}%，指数 {index}",
    "ballot_score": "得分：{exact}，公布为 {published}",
    "flag": "达到“{name}”",
}
LINES_EN = {
    "turnout": (
        "[{due} due, ][{present} present, ][{issued} issued, ][{returned} returned, ]{ballots} ballots on this entry"
    ),
    "item_count": "[{item}: ]{valid} valid, {void} void, {blank} blank; {grades}",
    "item_hidden": "[{item}: ]too few ballots to show who ticked what",
    "item_index": "[{item}: ]index {index} (weight {weight} %)",
    "part": "class {class}: {ballots} ballots, weight {weight} %, index {index}",
    "ballot_score": "score: {exact}, published as {published}",
    "flag": 'reaches "{name}"',
}
WORDS_ZH = {
    "grade": "等次多者",
    "fewest": "等次少者",
    "item": "测评项指数高者",
    "turnout_missing": "到会人数不明",
    "quorum_missed": "到会人数不足",
    "turnout_order": "票数与人数不符",
    "class_too_small": "票类票数不足",
    "class_without_votes": "没有有效票",
    "base_unknown": "计算基数不明",
}
WORDS_EN = {
    "grade": "more votes of the grade",
    "fewest": "fewer votes of the grade",
    "item": "the higher index of the item",
    "turnout_missing": "turnout not known",
    "quorum_missed": "no quorum",
    "turnout_order": "more ballots than people",
    "class_too_small": "a class has too few ballots",
    "class_without_votes": "no valid votes",
    "base_unknown": "base of the percentages not known",
}


def lines(found: Explanation, rulebook: Rulebook) -> Iterator[Line]:
    """Return turnout, counts and index of each item, each class's index, the score, and the consequences.

    Counts of a handful of ballots are not told (practice.md 4.6, secrecy).
    """
    score = found.evidence
    if not isinstance(score, BallotScore):
        return
    turnout = score.turnout
    numbers = {"due": turnout.due, "present": turnout.present, "issued": turnout.issued, "returned": turnout.returned}
    told: dict[str, str | int] = {name: "" if number is None else number for name, number in numbers.items()}
    yield "turnout", {**told, "ballots": score.ballots}
    for one in score.items:
        name = one.item.name or one.item.code
        yield ("item_hidden", {"item": name}) if score.hidden else ("item_count", _counts(one, name))
        weight = format_fraction(one.item.weight)
        yield "item_index", {"item": name, "index": _short(one.index), "weight": weight}
    yield from _part_lines(score)
    if score.exact is not None and score.published is not None:
        yield "ballot_score", {"exact": _short(score.exact), "published": format_fraction(score.published)}
    for name in score.flags:
        yield "flag", {"name": name}


def _counts(found: ItemCount, name: str) -> dict[str, str | int]:
    shares = ((grade, count, format_fixed(found.shares[grade] * 100, 2)) for grade, count in found.counts.items())
    grades = ", ".join(f"{grade} {count} ({share}%)" for grade, count, share in shares)
    return {"item": name, "valid": found.valid, "void": found.void, "blank": found.blank, "grades": grades}


def _part_lines(score: BallotScore) -> Iterator[Line]:
    """Return the classes' own index on the first item, where there are several and each is large enough."""
    if len(score.parts) < 2 or not score.items or any(part.hidden for part in score.parts):
        return
    for part, index in zip(score.parts, score.items[0].by_part, strict=True):
        weight = format_fraction(part.weight)
        yield (
            "part",
            {"class": "+".join(part.classes), "ballots": part.ballots, "weight": weight, "index": _short(index)},
        )


def _short(value: Fraction) -> str:
    """Return an exact value, or four decimals marked as rounded."""
    return format_fraction(value) if 10000 % value.denominator == 0 else f"≈{format_fixed(value, 4)}"


TOLD = Told(lines, {"zh": LINES_ZH, "en": LINES_EN}, {"zh": WORDS_ZH, "en": WORDS_EN})
