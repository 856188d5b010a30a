"""推荐评选: who was present at each vote, the review with its vetoes, the votes, and parts that are given."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.rulebook import Rulebook
from scoring.rulebook.nominating import Condition
from web.services.grids.grid import Column, FixedRow, Grid, Label, named, pairs

_YES = (("yes", Label(word="yes")), ("no", Label(word="no")))


def grids(rulebook: Rulebook) -> tuple[Grid, ...]:
    """资格审查, 到会人数, 得票, 分项: those the rules have; the panel's marks come from its sheets."""
    exceptions = rulebook.nomination is not None and rulebook.nomination.exceptions_only
    present = tuple(Column(Label(word=word), word) for word in ("due", "present"))
    votes = tuple(FixedRow(named(vote), pairs(item=vote.code)) for vote in rulebook.votes)
    found = (
        Grid((Label(word="review"),), tuple(_review(rulebook)), hint="exceptions" if exceptions else "review"),
        Grid((Label(word="vote_session"),), present if votes else (), fixed=votes, hint="vote_session"),
        Grid((Label(word="votes"),), tuple(_values(rulebook.votes)), hint="votes"),
        Grid((Label(word="parts"),), tuple(_values(rulebook.parts)), hint="parts"),
    )
    return tuple(grid for grid in found if grid.columns)


def _review(rulebook: Rulebook) -> Iterable[Column]:
    for condition in rulebook.conditions:
        yield Column(named(condition), "value", pairs(item=condition.code), choices=_answers(condition))
    for veto in rulebook.vetoes:
        yield Column(Label(named(veto).text, "veto"), "value", pairs(item=veto.code), choices=_YES)


def _answers(condition: Condition) -> tuple[tuple[str, Label], ...]:
    if condition.is_number:
        return ()
    return tuple((word, Label(word)) for word in condition.any_of) or _YES


def _values(listed: Iterable[object]) -> Iterable[Column]:
    for one in listed:
        yield Column(named(one), "value", pairs(item=str(getattr(one, "code", ""))))
