"""A rulebook told in sentences, for the notice, the page of rules and whoever asks why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scoring.rulebook import Rulebook
from web.present.rule_words import say as _
from web.present.rules_told.awards import notice_told, points_told, prizes_told, ranking_told
from web.present.rules_told.ballot import ballot_told
from web.present.rules_told.grouping import age_rule_told, assignment_told, clash_told, cut_off_told, who_told
from web.present.rules_told.index import index_told
from web.present.rules_told.judging import judging_told
from web.present.rules_told.listed import listed
from web.present.rules_told.nomination import nomination_told
from web.present.rules_told.racing import race_told
from web.present.rules_told.rounds import rounds_told
from web.present.rules_told.tally import tally_told

__all__ = ["Chapter", "age_rule_told", "assignment_told", "clash_told", "cut_off_told", "told"]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the rules: a heading and its sentences."""

    title: str
    lines: tuple[str, ...]


def told(rulebook: Rulebook) -> list[Chapter]:
    """All the rules in the order of a printed 竞赛规程; parts that say nothing are left out. Criteria have a table."""
    parts: list[tuple[str, Callable[[Rulebook], Iterable[str]]]] = [
        (_("参赛对象"), who_told),
        (_("组别与年龄"), age_rule_told),
        (_("推荐与审查"), nomination_told),
        (_("评分办法"), judging_told),
        (_("成绩办法"), race_told),
        (_("测评办法"), ballot_told),
        (_("评估办法"), index_told),
        (_("计分办法"), tally_told),
        (_("赛次"), rounds_told),
        (_("本项目的其他条款"), listed),
        (_("名次"), ranking_told),
        (_("奖项"), prizes_told),
        (_("团体计分"), points_told),
        (_("公示"), notice_told),
    ]
    chapters = [Chapter(title, tuple(tell(rulebook))) for title, tell in parts]
    return [chapter for chapter in chapters if chapter.lines]
