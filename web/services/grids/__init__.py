"""Which grids a contest is filled in by, read from its rules: one module for each format."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook import Format, Rulebook
from web.services.grids import ballot, index, judged, nomination, race, tally
from web.services.grids.grid import Cells, Column, FixedRow, Grid, Label
from web.services.lines import Way, way_of

__all__ = ["Cells", "Column", "FixedRow", "Grid", "Label", "grids_of"]

_PLAIN = {
    Format.BALLOT: ballot.grids,
    Format.INDEX: index.grids,
    Format.TALLY: tally.grids,
    Format.NOMINATION: nomination.grids,
}


def grids_of(rulebook: Rulebook, rounds: Sequence[str] = (), judges: Sequence[str] = ()) -> tuple[Grid, ...]:
    """The grids in the order people fill them in; none where the race desk records everything.

    `rounds` are those to offer where the rules list none; `judges` the codes of the panel's seats.
    """
    if way_of(rulebook) is Way.DESK:
        return ()
    if rulebook.format is Format.RACE:
        return race.grids(rulebook, rounds)
    if rulebook.format is Format.JUDGED:
        return judged.grids(rulebook, rounds, judges)
    listed = _PLAIN.get(rulebook.format)
    return listed(rulebook) if listed else ()
