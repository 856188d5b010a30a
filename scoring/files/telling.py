"""An explanation put into words for the screen, and as JSON."""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.explain import Explanation, Neighbour
from scoring.files.catalogue import SENTENCES, fill, sentence
from scoring.files.formats import TOLD, Line, Told
from scoring.groups.bands import Assignment
from scoring.races import exact_reading
from scoring.rulebook.model import Race, Rulebook
from scoring.tie_keys import COUNTED
from scoring.values import format_fraction

CHINESE = {
    "placed": "{entry}：第 {place} 名，成绩 {score}[，组别 {group}]，本组 {field} 人有名次",
    "tied": "{entry}：第 {place} 名（并列），成绩 {score}[，组别 {group}]，本组 {field} 人有名次",
    "unplaced": "{entry}：没有名次（{status}[，{reason}]）[，组别 {group}]",
    "assigned": (
        "分组：{age} 周岁（截止日 {reference_date}，{convention}），组别“{group}”[，出生自 {first}][，出生至 {last}]"
    ),
    "merged": "并组：组别“{group}”人数不足，并入组别“{into}”",
    "unassigned": "分组：未分组，{reason}",
    "above": "上一名 {entry}（第 {place} 名）：由“{rule}”分出先后，本人 {mine}，对方 {theirs}",
    "below": "下一名 {entry}（第 {place} 名）：由“{rule}”分出先后，本人 {mine}，对方 {theirs}",
    "tier": "奖次“{prize}”：名额 {quota}，评出 {given}",
    "prize": "获奖：{prize}（{by}[，{note}]）",
    "no_prize": "未获奖：{note}",
    "points": "得分（团体）：{points}",
    "rules": "规则指纹：{fingerprint}",
}
ENGLISH = {
    "placed": "{entry}: place {place}, result {score}[, group {group}], {field} placed in the group",
    "tied": "{entry}: place {place} (tied), result {score}[, group {group}], {field} placed in the group",
    "unplaced": "{entry}: no place ({status}[, {reason}])[, group {group}]",
    "assigned": "group: {age} full years on {reference_date} ({convention}), group {group}[, born from {first}]"
    "[, born until {last}]",
    "merged": "merging: group {group} had too few entries and joined group {into}",
    "unassigned": "group: none, {reason}",
    "above": "above: {entry} (place {place}), decided by {rule}: {mine} against {theirs}",
    "below": "below: {entry} (place {place}), decided by {rule}: {mine} against {theirs}",
    "tier": "prize {prize}: {quota} on offer, {given} given",
    "prize": "prize: {prize} ({by}[, {note}])",
    "no_prize": "no prize: {note}",
    "points": "points: {points}",
    "rules": "rulebook fingerprint: {fingerprint}",
}
CHINESE_WORDS = {
    "score": "公布的成绩",
    "shared": "并列",
    "chief_judge": "评委组长",
    "unrounded": "未取整的成绩",
    "untrimmed_mean": "全体评委平均分",
    "firsts": "评其第一的评委人数",
    "criterion": "评分项",
    "rule": "按规则",
    "committee": "评委会合议",
    "below_floor": "未达上一奖次最低分",
    "tie_expanded": "并列同奖",
    "tie_shrunk": "并列顺延",
    "cap_reached": "获奖数已达上限",
    "department_full": "本部门获奖数已满",
    "won_elsewhere": "本人已在另一项获奖",
    "extra": "增补",
    "too_few_marks": "有效评分不足",
    "sheet_incomplete": "评分表没有打完",
    "result_missing": "没有成绩",
    "cut_off": "超过关门时间",
    "settled": "合议定奖",
    "withdrawn": "评委会撤销",
    "tie_open": "并列跨奖次，待评委会合议",
    "on_birthday": "生日当天满周岁",
    "day_after": "生日次日满周岁",
}
ENGLISH_WORDS = {
    "score": "the published result",
    "shared": "nothing, the place is shared",
    "chief_judge": "the chief judge",
    "unrounded": "the result before rounding",
    "untrimmed_mean": "the mean of all judges",
    "firsts": "the number of judges who put it first",
    "criterion": "criterion",
    "rule": "by rule",
    "committee": "by the committee",
    "below_floor": "below the floor of a higher prize",
    "tie_expanded": "the tie shares the prize",
    "tie_shrunk": "the tie goes to the next prize",
    "cap_reached": "no more winners are allowed",
    "department_full": "the department has its most prizes",
    "won_elsewhere": "the person has won another prize",
    "extra": "extra prize",
    "too_few_marks": "too few valid marks",
    "sheet_incomplete": "a sheet is not complete",
    "result_missing": "no result",
    "cut_off": "beyond the cut-off",
    "settled": "tie settled by the committee",
    "withdrawn": "withdrawn by the committee",
    "tie_open": "a tie across the cut waits for the committee",
    "on_birthday": "older on the birthday",
    "day_after": "older the day after the birthday",
}
PATTERNS = {"zh": CHINESE, "en": ENGLISH}
"""Patterns of the lines that every format has."""
WORDS = {"zh": CHINESE_WORDS, "en": ENGLISH_WORDS}
"""Words of the codes that every format has."""
_CODES = ("rule", "by", "note", "convention", "reason")
"""Parameters that hold codes in those lines."""


def told(rulebook: Rulebook, found: Explanation, language: str) -> str:
    """Return the explanation as lines of text."""
    own = TOLD[rulebook.format]
    patterns = {**PATTERNS[language], **own.patterns[language]}
    words = _words(own, language)
    codes = (*_CODES, *own.codes)
    lines = [
        fill(patterns[kind], {name: _word(str(one), words) if name in codes else one for name, one in params.items()})
        for kind, params in _lines(rulebook, found)
    ]
    faults = [sentence(fault, language) for fault in found.panel.faults] if found.panel else []
    return "\n".join([*lines, *faults]) + "\n"


def as_json(rulebook: Rulebook, found: Explanation) -> str:
    """Return the same facts as JSON: a list of kinds with their parameters."""
    facts = [{"kind": name, **params} for name, params in _lines(rulebook, found)]
    document = {"contest": rulebook.name, "entry": found.row.entry, "facts": facts}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _words(own: Told, language: str) -> Mapping[str, str]:
    """Return the words of all codes: a fault's sentence without places to fill is one, too."""
    plain = {name: text for name, text in SENTENCES[language].items() if "{" not in text}
    return {**plain, **WORDS[language], **own.words[language]}


def _word(code: str, words: Mapping[str, str]) -> str:
    """Return a code in words; `criterion:T1` keeps the criterion's code, an unknown code stays."""
    kind, _, rest = code.partition(":")
    return f"{words.get(kind, kind)} {rest}".rstrip()


def _lines(rulebook: Rulebook, found: Explanation) -> Iterator[Line]:
    yield _place_line(found)
    yield from _assignment_lines(found.assignment)
    yield from _merging_lines(found.assignment)
    yield from TOLD[rulebook.format].lines(found, rulebook)
    for side, neighbour in (("above", found.above), ("below", found.below)):
        yield from _neighbour_lines(side, neighbour, rulebook)
    for tier in found.tiers:
        yield "tier", {"prize": tier.prize, "quota": tier.quota, "given": tier.given}
    yield from _reward_lines(found)
    yield "rules", {"fingerprint": found.fingerprint}


def _place_line(found: Explanation) -> Line:
    row = found.row
    if row.place is None:
        return "unplaced", {"entry": row.entry, "status": row.status.value, "reason": row.reason, "group": row.group}
    return "tied" if row.tied else "placed", {
        "entry": row.entry,
        "place": row.place,
        "score": row.score,
        "group": row.group,
        "field": found.field,
    }


def _assignment_lines(assignment: Assignment) -> Iterator[Line]:
    if assignment.group is None:
        yield "unassigned", {"reason": assignment.reason}
    elif assignment.age is not None and assignment.span is not None:
        first, last = assignment.span.first, assignment.span.last
        yield (
            "assigned",
            {
                "age": assignment.age,
                "reference_date": str(assignment.reference_date),
                "convention": str(assignment.convention),
                "group": assignment.merged_from or assignment.group,
                "first": first.isoformat() if first else "",
                "last": last.isoformat() if last else "",
            },
        )


def _merging_lines(assignment: Assignment) -> Iterator[Line]:
    if assignment.merged_from:
        yield "merged", {"group": assignment.merged_from, "into": assignment.group or ""}


def _neighbour_lines(side: str, neighbour: Neighbour | None, rulebook: Rulebook) -> Iterator[Line]:
    if neighbour is not None:
        facts: dict[str, str | int] = {"entry": neighbour.entry, "place": neighbour.place, "rule": neighbour.rule}
        race = None if neighbour.rule in COUNTED else rulebook.race
        yield side, {**facts, "mine": _merit(neighbour.mine, race), "theirs": _merit(neighbour.theirs, race)}


def _merit(values: tuple[Fraction | int, ...], race: Race | None) -> str:
    """Return what a rule compared; readings are written as such (the merit of a time is negative, less is better)."""
    sizes = [abs(Fraction(value)) for value in values]
    return " ".join(format_fraction(size) if race is None else exact_reading(size, race) for size in sizes)


def _reward_lines(found: Explanation) -> Iterator[Line]:
    row = found.row
    if row.prize is not None:
        yield "prize", {"prize": row.prize, "by": row.prize_by, "note": row.prize_note}
    elif row.prize_note:
        yield "no_prize", {"note": row.prize_note}
    if row.points is not None:
        yield "points", {"points": format_fraction(row.points)}
