"""名次: what parted an entry from its neighbours; and the group it was compared in."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from scoring.groups import Convention, Group, birth_span
from scoring.groups.ages import AgeRule
from scoring.people import Gender
from scoring.rulebook import Race
from scoring.tie_keys import COUNTED, CRITERION
from web.present.explanations.paragraphs import Json, Paragraph, Story, plain
from web.present.explanations.scores import reading, with_unit
from web.present.explanations.told import rule_told
from web.present.formatting import day
from web.present.rule_words import say as _


def place_paragraph(story: Story) -> Paragraph:
    """The place, and the rule that decided against each neighbour."""
    row = story.row
    if row["place"] is None:
        return Paragraph(_("名次"), (_("没有名次。"),))
    shared = _("第 %(place)s 名（并列）。") if row["tied"] else _("第 %(place)s 名。")
    lines = [shared % {"place": row["place"]}]
    above, below = story.evidence["above"], story.evidence["below"]
    if above is not None:
        lines.append(_against(story, above, before=False))
    if below is not None:
        lines.append(_against(story, below, before=True))
    if above is None and below is None:
        lines.append(_("本组只有这一个名次，没有相邻者需要比较。"))
    return Paragraph(_("名次"), tuple(lines))


def _against(story: Story, other: Json, *, before: bool) -> str:
    """One sentence on one neighbour."""
    who = story.labels.get(other["entry"], "")
    if other["rule"] == "shared":
        return _("与%(who)s全部比较项都相等，按规则并列。", who=who)
    mine, theirs = _compared(story, other)
    by = rule_name(other["rule"], story)
    sentence = (
        _("排在%(who)s之前，依据是%(by)s：%(mine)s，对方 %(theirs)s。")
        if before
        else _("排在%(who)s之后，依据是%(by)s：%(mine)s，对方 %(theirs)s。")
    )
    return sentence % {"who": who, "by": by, "mine": mine, "theirs": theirs}


def rule_name(key: str, story: Story) -> str:
    """A link of the tie chain in words."""
    names = {
        "score": _("公布成绩") if story.rulebook.race else _("公布得分"),
        "chief_judge": _("评委组长的评分"),
        "unrounded": _("未取舍的成绩") if story.rulebook.race else _("未四舍五入的得分"),
        "untrimmed_mean": _("不去最高最低的平均分"),
        "firsts": _("评委各自排出的名次"),
        "shared": _("并列"),
    }
    if key in names:
        return names[key]
    if not key.startswith(CRITERION):
        return rule_told(key, story)
    criterion = {one.code: one.name or one.code for one in story.rulebook.rubric}
    return _("评分项“%(criterion)s”", criterion=criterion.get(key.removeprefix(CRITERION), key))


def _compared(story: Story, other: Json) -> tuple[str, str]:
    """What the deciding rule compared, both sides."""
    mine, theirs = ([Fraction(value) for value in other[side]] for side in ("mine", "theirs"))
    if other["rule"] == "firsts":
        return _places_given(mine), _places_given(theirs)
    if other["rule"] == "chief_judge":
        return _by_chief(mine, theirs)
    if other["rule"] == "score":
        scores = {row["entry"]: row["score_text"] for row in story.document["rows"]}
        texts = (story.row["score_text"], scores.get(other["entry"], ""))
        return with_unit(texts[0], story.rulebook.race), with_unit(texts[1], story.rulebook.race)
    race = None if other["rule"] in COUNTED else story.rulebook.race
    return _listed(mine, race), _listed(theirs, race)


def _listed(merits: list[Fraction], race: Race | None) -> str:
    """What a rule compared, one after the other; where fewer is better the rule counts them below zero."""
    return _("、").join(reading(one, race) if race else plain(abs(one)) for one in merits)


def _places_given(merits: list[Fraction]) -> str:
    """The places the judges gave, best first; the rule compares them one after the other."""
    return _("、").join(str(-merit) for merit in merits)


def _by_chief(mine: list[Fraction], theirs: list[Fraction]) -> tuple[str, str]:
    """The chief judge's totals (hundredths), or a recorded order of equal entries, which counts down from 0."""
    if mine[0] > 0 or theirs[0] > 0:
        return plain(mine[0] / 100), plain(theirs[0] / 100)
    words = _("决定在先"), _("决定在后")
    return words if mine[0] > theirs[0] else (words[1], words[0])


def group_paragraph(story: Story) -> Paragraph | None:
    """Which group, by which reference date and birth dates; the person's age only where the office may see it."""
    rule = story.rulebook.age_rule
    band = next((group for group in story.rulebook.groups if group.code == story.row["group"]), None)
    if band is None:
        return None
    lines = [_("编入“%(group)s”。", group=band.name or band.code)]
    if band.has_age_limit and rule is not None:
        lines += [_reference(rule), _span(band, rule)]
    if band.genders:
        lines.append(_("本组收：%(genders)s。", genders=_("、").join(_gender(one) for one in sorted(band.genders))))
    if story.group.get("merged"):
        lines.append(_("人数不足的组别并入本组：%(groups)s。", groups=_("、").join(story.group["merged"])))
    age = (story.group_reason or {}).get("age")
    if age is not None:
        lines.append(_("本人在截止日为 %(age)s 周岁（仅工会内部可见）。", age=age))
    return Paragraph(_("组别"), tuple(lines))


def _reference(rule: AgeRule) -> str:
    birthday = rule.convention is Convention.ON_BIRTHDAY
    counted = _("生日当天即满") if birthday else _("生日第二天才满")
    return _("年龄计算截止日为 %(date)s（%(counted)s）。", date=day(rule.reference_date), counted=counted)


def _span(band: Group, rule: AgeRule) -> str:
    span = birth_span(band, rule)
    if span.first is None:
        return _("本组为 %(last)s（含）以前出生。", last=_date(span.last))
    if span.last is None:
        return _("本组为 %(first)s（含）以后出生。", first=_date(span.first))
    return _("本组为 %(first)s 至 %(last)s（均含）出生。", first=_date(span.first), last=_date(span.last))


def _date(value: date | None) -> str:
    return day(value) if value else "—"


def _gender(value: Gender) -> str:
    return _("男职工") if value is Gender.MALE else _("女职工")
