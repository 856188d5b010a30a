"""RESULTS files, format by format."""

from collections.abc import Sequence
from pathlib import Path

from scoring.files.results.ballot import read_ballots
from scoring.files.results.index import read_index
from scoring.files.results.judged import read_judged
from scoring.files.results.nomination import read_nomination
from scoring.files.results.race import read_race
from scoring.files.results.tally import read_tally
from scoring.judged.sheet import Judge
from scoring.people import Entry
from scoring.results import Results
from scoring.rulebook.model import Rulebook

__all__ = ["read_results"]


def read_results(path: Path, rulebook: Rulebook, entries: Sequence[Entry] | None, judges: Sequence[Judge]) -> Results:
    """Return everything the contest came to; without an ENTRIES file the entries are those of the results.

    Raises `RuleFaults` with all faults of the file, each with line and column.
    """
    if rulebook.race is not None:
        return read_race(path, rulebook, rulebook.race, entries)
    if rulebook.ballot is not None:
        return read_ballots(path, rulebook, entries)
    if rulebook.index is not None:
        return read_index(path, rulebook, entries)
    if rulebook.tally is not None:
        return read_tally(path, rulebook, entries)
    if rulebook.nomination is not None:
        return read_nomination(path, rulebook, entries, judges)
    return read_judged(path, rulebook, entries, judges)
