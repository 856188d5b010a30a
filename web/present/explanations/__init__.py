"""为什么是这个名次: the evidence of a result document told in plain sentences, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.rulebook import Rulebook
from web.present.explanations.paragraphs import Json, Paragraph, Story
from web.present.explanations.places import group_paragraph, place_paragraph
from web.present.explanations.prizes import decision_line, points_paragraph, prize_paragraph
from web.present.explanations.scores import judge_name, score_paragraph, with_unit
from web.present.explanations.statuses import status_name
from web.present.rule_words import say as _

__all__ = ["Paragraph", "decision_line", "judge_name", "status_name", "why", "with_unit"]


def why(
    document: Json,
    entry: int,
    rulebook: Rulebook,
    labels: Mapping[int, str],
    group_reason: Mapping[str, Any] | None = None,
) -> list[Paragraph]:
    """Everything that led to the place of one entry: group, score, place, prize, points, the rules it follows.

    `document` is a result version's (or the live one); `rulebook` the rules it names. KeyError for an unknown entry.
    """
    story = Story(
        document=document,
        row=_of(document["rows"], entry),
        evidence=_of(document["evidence"], entry),
        rulebook=rulebook,
        labels=labels,
        group_reason=group_reason,
    )
    found = [
        group_paragraph(story),
        score_paragraph(story),
        place_paragraph(story),
        prize_paragraph(story),
        points_paragraph(story),
        _basis(document),
    ]
    return [paragraph for paragraph in found if paragraph is not None]


def _of(items: list[Json], entry: int) -> Json:
    for item in items:
        if item["entry"] == entry:
            return item
    raise KeyError(entry)


def _basis(document: Json) -> Paragraph:
    rules = document["rulebook"]
    line = _(
        "以上全部按第 %(number)s 版冻结规则计算，规则指纹 %(fingerprint)s…，评分前已确定，之后没有改动。",
        number=rules["number"],
        fingerprint=rules["fingerprint"][:16],
    )
    return Paragraph(_("依据"), (line,))
