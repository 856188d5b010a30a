"""得分: how the judges' marks, or a reading, became the published score."""

from __future__ import annotations

from fractions import Fraction

from scoring.races import exact_reading
from scoring.rulebook import Method, RaceRounding, Rounding, Trim
from scoring.rulebook.model import Judging, Measure, Race
from scoring.values import format_time
from web.present.explanations.paragraphs import Json, Paragraph, Story, exact, mark
from web.present.explanations.stages import is_plain, place_told, stage_lines
from web.present.explanations.statuses import status_line
from web.present.explanations.told import told_lines
from web.present.rule_words import say as _


def score_paragraph(story: Story) -> Paragraph:
    """How the score came about, judge by judge or from the clock."""
    panel, race = story.evidence["panel"], story.rulebook.race
    if "told" in story.evidence:
        return Paragraph(_("成绩") if race else _("得分"), tuple(told_lines(story)))
    if story.rulebook.judging is not None and panel is not None:
        return Paragraph(_("得分"), tuple(_panel_lines(story, panel, story.rulebook.judging)))
    if race is not None:
        return Paragraph(_("成绩"), tuple(_race_lines(story, race)))
    return Paragraph(_("得分"), (_("还没有得分。"),))


def _panel_lines(story: Story, panel: Json, judging: Judging) -> list[str]:
    if judging.trim is Trim.CRITERION and judging.method is Method.TRIMMED:
        lines = [_criterion_line(story, panel, code) for code in panel["criteria"]]
    else:
        lines = _share_lines(panel)
    lines += _standing_aside(panel)
    if panel["exact"] is None:
        return [*lines, _("有效评分不够规则要求的份数，所以还没有得分。")]
    if not is_plain(panel, judging):
        return [*lines, *stage_lines(panel, judging), _rounding_line(story, panel, judging)]
    return [*lines, _method_line(panel, judging), _rounding_line(story, panel, judging)]


def _share_lines(panel: Json) -> list[str]:
    """Totals that count and totals that were dropped."""
    words = {
        "kept": _("计入的评委总分：%(judges)s。"),
        "dropped_high": _("去掉的最高分：%(judges)s。"),
        "dropped_low": _("去掉的最低分：%(judges)s。"),
    }
    lines = []
    for share, words_for in words.items():
        judges = [_judge_total(part) for part in panel["judges"] if part["share"] == share]
        if judges:
            lines.append(words_for % {"judges": _("、").join(judges)})
    return lines


def _judge_total(part: Json) -> str:
    name = judge_name(part["judge"])
    total = part["total"]
    shown = exact(Fraction(total) / 100) if isinstance(total, str) else "" if total is None else mark(total)
    return " ".join(word for word in (name, shown, place_told(part)) if word)


def judge_name(number: int) -> str:
    """A judge as everybody may know them: by the seat's number."""
    return _("评委%(n)s", n=number)


def _criterion_line(story: Story, panel: Json, code: str) -> str:
    """One criterion where marks are dropped criterion by criterion."""
    names = {criterion.code: criterion.name for criterion in story.rulebook.rubric}
    kept: list[str] = []
    dropped: list[str] = []
    for part in panel["judges"]:
        share = part["by_criterion"].get(code)
        if share is not None:
            shown = f"{judge_name(part['judge'])} {mark(part['marks'][code])}"
            (kept if share == "kept" else dropped).append(shown)
    return _(
        "%(criterion)s：计入 %(kept)s；去掉 %(dropped)s；平均 %(mean)s。",
        criterion=names.get(code) or code,
        kept=_("、").join(kept) or "—",
        dropped=_("、").join(dropped) or "—",
        mean=exact(Fraction(panel["criteria"][code])),
    )


def _standing_aside(panel: Json) -> list[str]:
    """Judges without a mark, and why; none of them counts as 0."""
    words = {
        "recused": _("回避、不参与本件评分：%(judges)s。"),
        "absent": _("没有评分、不计入（缺分不当作 0 分）：%(judges)s。"),
        "void": _("评分表作废、不计入：%(judges)s。"),
    }
    lines = []
    for share, sentence in words.items():
        judges = [judge_name(part["judge"]) for part in panel["judges"] if part["share"] == share]
        if judges:
            lines.append(sentence % {"judges": _("、").join(judges)})
    return lines


def _method_line(panel: Json, judging: Judging) -> str:
    value = exact(Fraction(panel["exact"]))
    if judging.trim is Trim.CRITERION and judging.method is Method.TRIMMED:
        return _("各评分项的平均分相加：%(value)s。", value=value)
    kept = [part["total"] for part in panel["judges"] if part["share"] == "kept" and part["total"] is not None]
    if judging.method is Method.MEDIAN:
        return _("取中位数：%(value)s。", value=value)
    sums = " + ".join(mark(total) for total in kept)
    return _("平均：（%(sums)s）÷ %(n)s = %(value)s。", sums=sums, n=len(kept), value=value)


def _rounding_line(story: Story, panel: Json, judging: Judging) -> str:
    score = story.row["score_text"]
    if judging.rounding is Rounding.EACH_STAGE:
        return _(
            "规则要求每个评分项先四舍五入到 %(n)s 位小数再相加，公布得分 %(score)s。", n=judging.decimals, score=score
        )
    return _("四舍五入到 %(n)s 位小数，公布得分 %(score)s。", n=judging.decimals, score=score)


def _race_lines(story: Story, race: Race) -> list[str]:
    found, row = story.evidence["race"], story.row
    if found is None or found["published"] is None:
        return [status_line(row)]
    read = reading(found["exact"], race)
    lines = [_("采用成绩 %(read)s，按规则%(rounding)s，公布成绩 %(score)s。") % _shown(read, row, race)]
    if found["exact"] == found["published"]:
        lines = [_("公布成绩 %(score)s，与采用成绩相同，没有取舍。", score=with_unit(row["score_text"], race))]
    return lines if row["status"] == "FIN" else [*lines, status_line(row)]


def _shown(read: str, row: Json, race: Race) -> dict[str, str]:
    words = {
        RaceRounding.UP: _("向上进到 %(step)s"),
        RaceRounding.HALF_UP: _("四舍五入到 %(step)s"),
        RaceRounding.DOWN: _("舍去不足 %(step)s 的部分"),
    }
    step = _step(race)
    return {
        "read": read,
        "rounding": words[race.rounding] % {"step": step},
        "score": with_unit(row["score_text"], race),
    }


def _step(race: Race) -> str:
    if race.measure is Measure.DISTANCE:
        return _("%(n)s 米", n=exact_reading(race.precision, race))
    return _("%(n)s 秒", n=exact(Fraction(race.precision, 1000)))


def reading(value: int | Fraction, race: Race) -> str:
    """An unrounded reading; where neighbours are compared a shorter time is the better one and stands negative."""
    if race.measure is Measure.DISTANCE:
        return _("%(n)s 米", n=exact_reading(abs(Fraction(value)), race))
    return with_unit(format_time(abs(int(value))), race)


def with_unit(score: str, race: Race | None) -> str:
    """A published result with its unit where a bare number would not tell it."""
    if race is None or not score:
        return score
    if race.measure is Measure.DISTANCE:
        return _("%(n)s 米", n=score)
    return score if ":" in score else _("%(n)s 秒", n=score)
