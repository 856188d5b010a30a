"""What led to each place, as plain JSON: enough to explain it and to work it out again, without anybody's name.

It is frozen inside the published document, so the reasons shown for a version never drift from its places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring.explain import explain_score
from scoring.files.formats import TOLD
from scoring.judged.score import Contribution, PanelScore, Step
from scoring.races import Outcome
from scoring.ranking import Ranked, TieRule
from scoring.results import Row
from scoring.standings import GroupStanding
from web.services.lines import Way, way_of
from web.services.results.work import Worked

Json = dict[str, Any]
_OFFICE_ONLY = {"flag", "reward", "allowance", "condition", "veto"}
"""Kinds of lines that no public document holds: 提醒谈话 and the like, what somebody is paid, what a review found."""


def evidence(worked: Worked, *, office: bool = False) -> list[Json]:
    """One item per entry, in the order of the standings.

    `panel` (judges by seat number, marks and totals in hundredths, fractions as "n/d"), `race` (milliseconds or
    metres), and `above` / `below`: the neighbour, the rule that parted the two, and what it compared. Where results
    came in as lines, `told` are the steps as `scoring.files.formats` tells them: [kind, parameters] each; what
    only the `office` may know is told to nobody else.
    """
    neighbours = _neighbours(worked)
    return [
        {
            "entry": worked.sources.by_code[row.entry].id,
            "panel": _panel(worked.outcome.panel_of(row.entry)),
            "race": _race(worked.outcome.outcome_of(row.entry)),
            "above": neighbours.get(row.entry, (None, None))[0],
            "below": neighbours.get(row.entry, (None, None))[1],
            **_told(worked, row, office=office),
        }
        for row in worked.outcome.standings.rows
    ]


def _told(worked: Worked, row: Row, *, office: bool) -> Json:
    """The steps of one score, where the format tells them itself."""
    if way_of(worked.rulebook) is not Way.LINES and worked.rulebook.nomination is None:
        return {}
    lines = TOLD[worked.rulebook.format].lines(explain_score(worked.outcome, row), worked.rulebook)
    return {"told": [[kind, params] for kind, params in lines if office or kind not in _OFFICE_ONLY]}


def fraction_text(value: Fraction | int | None) -> str | None:
    """An exact value as text: `523/6`, `87`; canonical JSON keeps it whole where a number could not."""
    return None if value is None else str(Fraction(value))


def _panel(score: PanelScore | None) -> Json | None:
    if score is None:
        return None
    return {
        "judges": [_contribution(part) for part in score.contributions],
        "criteria": {code: fraction_text(value) for code, value in score.criteria.items() if code},
        "exact": fraction_text(score.exact),
        "untrimmed": fraction_text(score.untrimmed),
        "steps": [_step(step) for step in score.steps],
    }


def _step(step: Step) -> Json:
    operand = fraction_text(step.operand)
    return {"stage": step.stage.value, "code": step.code, "operand": operand, "value": fraction_text(step.value)}


def _contribution(part: Contribution) -> Json:
    return {
        "judge": int(part.judge),
        "share": part.share.value,
        "total": part.total if part.total is None or isinstance(part.total, int) else fraction_text(part.total),
        "marks": {code: int(mark) for code, mark in part.marks.items()},
        "by_criterion": {code: share.value for code, share in part.by_criterion.items()},
        "place": fraction_text(part.rank),
        "value": fraction_text(part.value),
    }


def _race(outcome: Outcome | None) -> Json | None:
    """Milliseconds, metres or centimetres; the mean of two readers may be a fraction as text."""
    if outcome is None:
        return None
    exact = outcome.exact
    return {"exact": fraction_text(exact) if isinstance(exact, Fraction) else exact, "published": outcome.published}


def _neighbours(worked: Worked) -> dict[str, tuple[Json | None, Json | None]]:
    """Who stands above and below each placed entry."""
    found: dict[str, tuple[Json | None, Json | None]] = {}
    for group in worked.outcome.groups:
        above = _pairs(worked, group)
        below = {pair["entry"]: _turned(pair, code, worked) for code, pair in above.items()}
        for ranked in group.ranked:
            number = worked.sources.by_code[ranked.entry].id
            found[ranked.entry] = (above.get(ranked.entry), below.get(number))
    return found


def _pairs(worked: Worked, group: GroupStanding) -> dict[str, Json]:
    """For each placed entry but the first, the neighbour above it."""
    chain = {link.name: link for link in worked.outcome.chain([one.entry for one in group.ranked])}
    pairs = zip(group.ranked[1:], group.ranked, strict=False)
    return {mine.entry: _pair(mine, other, chain, worked) for mine, other in pairs}


def _pair(mine: Ranked, other: Ranked, chain: Mapping[str, TieRule], worked: Worked) -> Json:
    link = chain.get(mine.above) or chain["score"]
    merits = link.merits([mine.entry, other.entry]) or {}
    return {
        "entry": worked.sources.by_code[other.entry].id,
        "place": int(other.place),
        "rule": mine.above,
        "mine": _texts(merits.get(mine.entry, ())),
        "theirs": _texts(merits.get(other.entry, ())),
    }


def _turned(pair: Json, code: str, worked: Worked) -> Json:
    """The same pair seen from the entry above."""
    place = worked.outcome.standings.row(code).place
    return {
        "entry": worked.sources.by_code[code].id,
        "place": None if place is None else int(place),
        "rule": pair["rule"],
        "mine": pair["theirs"],
        "theirs": pair["mine"],
    }


def _texts(values: Sequence[Fraction | int]) -> list[str]:
    return [str(Fraction(value)) for value in values]
