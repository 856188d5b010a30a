"""安康杯、提案: how many reports of each state and level, one grid for each kind."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.rulebook import Rulebook
from scoring.rulebook.tallying import Credit, Kind
from web.services.grids.grid import Column, Grid, Label, named, pairs
from web.services.lines import ENTRIES, names_reporters


def grids(rulebook: Rulebook) -> tuple[Grid, ...]:
    """A grid for each kind of report; how many people stand behind an entry where points go by heads.

    Where departments are ranked and something is capped or owed by person, reports are counted person by person.
    """
    if rulebook.tally is None:
        return ()
    people = names_reporters(rulebook)
    kinds = [_kind(kind, [one for one in rulebook.credits if one.kind == kind.code], people) for kind in rulebook.kinds]
    if not rulebook.tally.per_head:
        return tuple(kinds)
    heads = Column(Label(word="heads"), "heads", kind=ENTRIES)
    return (Grid((Label(word="facts"),), (heads,)), *kinds)


def _kind(kind: Kind, credits: Iterable[Credit], people: bool) -> Grid:
    columns = {
        key: Column(Label("·".join(text for text in (state, level) if text)), "count", key)
        for credit in credits
        for state in credit.states
        for level in credit.levels or ("",)
        for key in [pairs(kind=kind.code, level=level, state=state)]
    }
    return Grid((named(kind),), tuple(columns.values()), hint="reports", people=people)
