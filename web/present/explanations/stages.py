"""What comes after, or instead of, a plain mean of totals: places, corrections, difficulty, parts, deductions."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.judging import Judging, Method
from web.present.explanations.paragraphs import Json, exact
from web.present.rule_words import say as _
from web.present.rules_told.judging import method_told

_PLAIN = (Method.MEAN, Method.TRIMMED, Method.MEDIAN)


def is_plain(panel: Json, judging: Judging) -> bool:
    """Is the score simply the mean, trimmed mean or median of the judges' marks?"""
    return judging.method in _PLAIN and not panel.get("steps") and not judging.makes_sum


def place_told(part: Json) -> str:
    """The place a judge gave and what it counts, or what was taken off for the judge's severity; else nothing."""
    place, value = part.get("place"), part.get("value")
    if place is not None and value is not None:
        return _("第%(place)s名，折算%(value)s", place=exact(Fraction(place)), value=exact(Fraction(value)))
    if place is not None:
        return _("第%(place)s名", place=exact(Fraction(place)))
    return "" if value is None else _("尺度校正%(value)s", value=exact(Fraction(value)))


def stage_lines(panel: Json, judging: Judging) -> list[str]:
    """The method in a sentence, then every step with what it came to."""
    return [method_told(judging), *(_step_line(step) for step in panel.get("steps", ()))]


def _step_line(step: Json) -> str:
    words = {
        "room": _("乘以考场加权系数 %(operand)s，得 %(value)s。"),
        "multiplier": _("乘以 %(operand)s，得 %(value)s。"),
        "factor": _("乘以系数 %(operand)s，得 %(value)s。"),
        "difficulty": _("计入难度 %(operand)s，得 %(value)s。"),
        "weight": _("乘以权重 %(operand)s，得 %(value)s。"),
        "part": _("分项“%(code)s”为 %(operand)s，计 %(value)s。"),
        "deduction": _("扣 %(operand)s，得 %(value)s。"),
        "minimum": _("低于 %(operand)s 的按 %(value)s 计。"),
    }
    shown = {name: exact(Fraction(step[name])) for name in ("operand", "value")}
    return words[step["stage"]] % {**shown, "code": step["code"]}
