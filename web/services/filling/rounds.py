"""Who is in a round of a race, and in which order: those who reached it, heat by heat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring import RaceResults, qualified
from scoring.rulebook import Rulebook
from web.services.lines import RESULTS
from web.services.results.inputs import scoring_inputs
from web.services.results.sources import Sources


def field_of(rulebook: Rulebook, sources: Sources, round: str) -> Sequence[int] | None:
    """The numbers of the entries in a round, in the order of their heats; None where nothing limits it yet.

    Whoever has a line in the round is in it, whatever the rules say: a referee may have let somebody go on.
    """
    codes = [one.code for one in rulebook.round_list]
    lines = [line for line in sources.lines if line.kind == RESULTS and line.cells.get("round") == round]
    heats = {line.entry_id: line.cells["heat"] for line in lines if line.entry_id and line.cells.get("heat")}
    before = codes.index(round) - 1 if round in codes else -1
    through = _through(rulebook, sources, codes[before]) if before >= 0 else {}
    if not through and not heats:
        return None
    listed = through or {entry.id: number for number, entry in enumerate(sources.entries)}
    listed = {**listed, **{line.entry_id: listed.get(line.entry_id, len(listed)) for line in lines if line.entry_id}}
    return sorted(listed, key=lambda number: (*_ordinal(heats.get(number, "")), listed[number], number))


def _through(rulebook: Rulebook, sources: Sources, round: str) -> Mapping[int, int]:
    """Who goes on from a round, with the order they came in: heat winners first, then the others by their place."""
    rule = next(one for one in rulebook.round_list if one.code == round)
    inputs = scoring_inputs(rulebook, sources)
    if (rule.advance is None and rule.fastest is None) or not isinstance(inputs, RaceResults):
        return {}
    found = qualified(rulebook, inputs, round)
    going = sorted(
        (line for line in found if line.through), key=lambda line: (line.by.value, line.place or 0, line.heat)
    )
    return {sources.by_code[line.entry].id: number for number, line in enumerate(going)}


def _ordinal(heat: str) -> tuple[int, str]:
    """Heats by their number; who has none yet comes last."""
    return (int(heat), "") if heat.isdecimal() else (10**6, heat)
