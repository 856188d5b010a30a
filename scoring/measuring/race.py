"""Races measured: what every reading came to, and the chain for equal ones."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from scoring.errors import Fault
from scoring.grouping import Grouping
from scoring.measuring.measured import Measured, Scored
from scoring.people import Entry
from scoring.qualifying import all_advances
from scoring.race_ties import race_chain
from scoring.races import Advance, AdvancedBy, Outcome, Status
from scoring.races.together import race_outcomes
from scoring.results import RaceResults, SideTable
from scoring.rulebook.model import Race, Rulebook


def measure_race(rulebook: Rulebook, race: Race, results: RaceResults, grouping: Grouping) -> Measured:
    """Return everybody's official result.

    Warnings: result_provisional (the place is still open), advanced_unqualified (entry, round) and advance_draw (entry,
    round), and those of the readings.
    """
    found = race_outcomes(rulebook, race, results.entries, results.results)
    outcomes = found.by_entry
    advanced = all_advances(rulebook, race, outcomes, grouping)
    open_results = [
        Fault("result_provisional", {"entry": one.entry}) for one in outcomes.values() if one.status is Status.PROV
    ]
    return Measured(
        scored={entry.code: _scored(entry, outcomes[entry.code]) for entry in results.entries},
        chain=lambda codes: race_chain(rulebook, race, {code: outcomes[code] for code in codes}),
        evidence=outcomes,
        faults=found.faults,
        warnings=(*open_results, *found.warnings, *_advance_warnings(rulebook, outcomes, advanced)),
        tables=(_table(advanced),) if advanced else (),
        advanced=advanced,
    )


def _table(advanced: Sequence[Advance]) -> SideTable:
    """Return who goes on and why, as a list beside the places."""
    rows = tuple(
        (line.round, line.group, line.heat, line.entry, str(line.place or ""), line.result, line.by.value)
        for line in advanced
    )
    return SideTable("advanced", ("round", "group", "heat", "entry", "place", "result", "advanced_by"), rows)


def _advance_warnings(rulebook: Rulebook, outcomes: Mapping[str, Outcome], advanced: Sequence[Advance]) -> list[Fault]:
    """Warn of lots to be drawn, and of entries in a round they had not reached by the rules of the round before."""
    following = dict(pairwise(one.code for one in rulebook.round_list))
    raced = {code: {part.round for part in found.rounds} for code, found in outcomes.items()}
    started = {code for rounds in raced.values() for code in rounds}
    warnings = []
    for line in advanced:
        later = following.get(line.round, "")
        if line.by is AdvancedBy.DRAW and later not in started:
            warnings.append(Fault("advance_draw", {"entry": line.entry, "round": line.round}))
        elif line.by is AdvancedBy.OUT and later in raced[line.entry]:
            warnings.append(Fault("advanced_unqualified", {"entry": line.entry, "round": later}))
    return warnings


def _scored(entry: Entry, found: Outcome) -> Scored:
    exact = None if found.exact is None else Fraction(found.exact)
    published = None if found.published is None else Fraction(found.published)
    return Scored(entry, found.status, found.reason, found.text, exact, published)
