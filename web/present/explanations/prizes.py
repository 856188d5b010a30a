"""奖次与积分: why this prize, and the points a place earns."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from scoring.rulebook.model import Points, Prize, QuotaRounding
from scoring.teams import scored_places
from scoring.values import format_fraction, format_mark
from web.present.explanations.paragraphs import Json, Paragraph, Story
from web.present.formatting import day
from web.present.rule_words import say as _


def prize_paragraph(story: Story) -> Paragraph | None:
    """The tiers on offer, what the entry got, and by whose decision; None where the rules give no prizes."""
    if not story.rulebook.awards.prizes or story.row["place"] is None:
        return None
    lines = [_offer(story), _outcome(story), *_notes(story), *decision_lines(story)]
    return Paragraph(_("奖次"), tuple(line for line in lines if line))


def _offer(story: Story) -> str:
    tiers = {tier["prize"]: tier for tier in story.group["tiers"]}
    offered = [_tier(prize, tiers.get(prize.name, {}).get("quota", 0)) for prize in story.rulebook.awards.prizes]
    listed = _("、").join(offered)
    if any(prize.share is not None for prize in story.rulebook.awards.prizes):
        rounding = _rounding(story.rulebook.awards.rounding)
        return _("本组有 %(n)s 个有效名次，按规则设%(tiers)s（%(rounding)s）。") % {
            "n": story.group["ranked"],
            "tiers": listed,
            "rounding": rounding,
        }
    return _("按规则，本组设%(tiers)s。", tiers=listed)


def _tier(prize: Prize, quota: int) -> str:
    share = _("(%(share)s%%)", share=format_fraction(Fraction(prize.share))) if prize.share is not None else ""
    floor = _("，不低于 %(floor)s 分", floor=format_mark(prize.floor)) if prize.floor is not None else ""
    return _("%(prize)s %(n)s 名", prize=prize.name, n=quota) + share + floor


def _rounding(rounding: QuotaRounding) -> str:
    return {
        QuotaRounding.CUMULATIVE_FLOOR: _("比例累计后舍去小数"),
        QuotaRounding.CUMULATIVE_HALF_UP: _("比例累计后四舍五入"),
        QuotaRounding.EACH_UP: _("各等次分别进一"),
    }[rounding]


def _outcome(story: Story) -> str:
    row = story.row
    if row["prize"] is None:
        return _("未获奖。")
    if row["prize_by"] == "committee":
        return _("获%(prize)s，由评委会决定。", prize=row["prize"])
    return _("按名次获%(prize)s。", prize=row["prize"])


def _notes(story: Story) -> list[str]:
    words = {
        "below_floor": _("得分未达到更高一等奖次的最低分，该奖项可以空缺。"),
        "tie_expanded": _("名次并列跨过奖次分界，按规则并列者同获较高的奖次。"),
        "tie_shrunk": _("名次并列跨过奖次分界，按规则并列者都不取较高的奖次。"),
        "tie_open": _("名次并列跨过奖次分界，等待评委会合议决定。"),
        "cap_reached": _("获奖数已达规则规定的上限，不再评奖。"),
        "department_full": _("所在部门在本组的奖已达规则规定的个数，由后面的依次递补。"),
        "settled": _("名次并列跨过奖次分界，由评委会合议决定。"),
        "extra": _("这是规则名额之外的增设奖次。"),
        "withdrawn": _("原奖次已由评委会决定取消。"),
    }
    note = story.row["prize_note"]
    return [words[note]] if note in words else []


def decision_lines(story: Story) -> list[str]:
    """The committee's decisions on this entry with their minutes."""
    mine = [one for one in story.document["decisions"] if one["entry"] == story.row["entry"]]
    return [decision_line(one) for one in mine]


def decision_line(decision: Json) -> str:
    """One decision in a sentence: what, when, by which minute."""
    decided_on = day(date.fromisoformat(decision["decided_on"]))
    if decision["kind"] == "withdraw_prize":
        return _("%(date)s 评委会决定取消奖次。纪要：%(minute)s", date=decided_on, minute=decision["minute"])
    return _(
        "%(date)s 评委会决定授予%(tier)s。纪要：%(minute)s",
        date=decided_on,
        tier=decision["tier"],
        minute=decision["minute"],
    )


def points_paragraph(story: Story) -> Paragraph | None:
    """The points the place brings the department, with the arithmetic of a shared place (practice.md 4.1)."""
    points, row = story.rulebook.points, story.row
    if points is None or row["points"] is None or row["place"] is None:
        return None
    return Paragraph(_("团体积分"), (_points_line(story, points),))


def _points_line(story: Story, points: Points) -> str:
    row = story.row
    earned = format_fraction(Fraction(row["points"]))
    alike = [one for one in story.document["rows"] if (one["group"], one["place"]) == (row["group"], row["place"])]
    if len(alike) == 1:
        return _("第 %(place)s 名为所在部门得 %(points)s 分。", place=row["place"], points=earned)
    scored = scored_places(points, story.group["participants"])
    first = row["place"] - 1
    worth = [points.table[n] if n < scored else 0 for n in range(first, first + len(alike))]
    return _(
        "并列 %(n)s 人占第 %(first)s 至第 %(last)s 名，平分这几个名次的分值：（%(sums)s）÷ %(n)s = %(points)s 分。",
        n=len(alike),
        first=row["place"],
        last=first + len(alike),
        sums=" + ".join(str(value) for value in worth),
        points=earned,
    )
