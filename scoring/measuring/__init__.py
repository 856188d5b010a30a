"""From results to scores, format by format: everything a contest came to before groups are placed and awarded."""

from scoring.grouping import Grouping
from scoring.measuring.ballot import measure_ballot
from scoring.measuring.index import measure_index
from scoring.measuring.judged import measure_judged
from scoring.measuring.measured import Chain, Evidence, Measured, Scored
from scoring.measuring.nomination import measure_nomination
from scoring.measuring.race import measure_race
from scoring.measuring.tally import measure_tally
from scoring.results import (
    BallotResults,
    IndexResults,
    JudgedResults,
    NominationResults,
    RaceResults,
    Results,
    TallyResults,
)
from scoring.rulebook.model import Rulebook

__all__ = ["Chain", "Evidence", "Measured", "Scored", "measure"]


def measure(rulebook: Rulebook, results: Results, grouping: Grouping) -> Measured:
    """Return the score of every entry; raises `ValueError` when results and rulebook are of different formats."""
    if isinstance(results, NominationResults) and rulebook.nomination is not None and rulebook.judging is not None:
        return measure_nomination(rulebook, rulebook.nomination, rulebook.judging, results, grouping)
    if isinstance(results, JudgedResults) and rulebook.judging is not None and rulebook.nomination is None:
        return measure_judged(rulebook, rulebook.judging, results, grouping)
    if isinstance(results, RaceResults) and rulebook.race is not None:
        return measure_race(rulebook, rulebook.race, results, grouping)
    if isinstance(results, BallotResults) and rulebook.ballot is not None:
        return measure_ballot(rulebook, rulebook.ballot, results)
    if isinstance(results, IndexResults) and rulebook.index is not None:
        return measure_index(rulebook, rulebook.index, results)
    if isinstance(results, TallyResults) and rulebook.tally is not None:
        return measure_tally(rulebook, rulebook.tally, results)
    raise ValueError("results and rulebook are of different formats")
