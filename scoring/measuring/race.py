"""Races measured: what every reading came to, and the chain for equal ones."""

from fractions import Fraction

from scoring.errors import Fault
from scoring.grouping import Grouping
from scoring.measuring.measured import Measured, Scored
from scoring.people import Entry
from scoring.races import Outcome, Status, outcomes_of
from scoring.results import RaceResults
from scoring.rulebook.model import Race, Rulebook
from scoring.tie_rules import race_chain


def measure_race(rulebook: Rulebook, race: Race, results: RaceResults, grouping: Grouping) -> Measured:
    """Return everybody's official result; PROV is a warning, for the place is still open."""
    outcomes, faults = outcomes_of(results.entries, results.results, race)
    open_results = [
        Fault("result_provisional", {"entry": one.entry}) for one in outcomes.values() if one.status is Status.PROV
    ]
    return Measured(
        scored={entry.code: _scored(entry, outcomes[entry.code]) for entry in results.entries},
        chain=lambda codes: race_chain(rulebook, race, {code: outcomes[code] for code in codes}),
        evidence=outcomes,
        faults=faults,
        warnings=tuple(open_results),
    )


def _scored(entry: Entry, found: Outcome) -> Scored:
    exact = None if found.exact is None else Fraction(found.exact)
    published = None if found.published is None else Fraction(found.published)
    return Scored(entry, found.status, found.reason, found.text, exact, published)
