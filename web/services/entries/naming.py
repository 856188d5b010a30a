"""Finding a contest by what people call it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scoring.values import half_width
from web.db.models import Contest
from web.services.refusals import refuse

_SILENT = re.compile("[\\s“”\"'‘’《》「」()]+|^[0-9]{4}年度?")


def plain_contest(text: str) -> str:
    """The name without year, quotation marks, brackets and spaces.

    >>> plain_contest("2026年“和睦家庭” 评选")
    '和睦家庭评选'
    """
    return _SILENT.sub("", half_width(text)).lower()


def contest_named(contests: Iterable[tuple[Contest, str]], text: str) -> Contest:
    """Return the one contest meant by its code, its name, its rules' title, or by a part that only one name holds.

    `contests` come with the title of their rules. Refuses contest_unknown and contest_ambiguous.
    """
    wanted = plain_contest(text)
    named = [
        (contest, {contest.code.lower(), plain_contest(contest.name), plain_contest(title)})
        for contest, title in contests
    ]
    exact = [contest for contest, names in named if wanted in names]
    part = [contest for contest, names in named if any(wanted in name for name in names)]
    found = exact or part
    if not wanted or not found:
        raise refuse("contest_unknown", contest=text.strip()[:40])
    if len(found) > 1:
        raise refuse("contest_ambiguous", contest=text.strip()[:40])
    return found[0]
