"""RESULTS files, format by format."""

from collections.abc import Sequence

from scoring.errors import refuse
from scoring.files.results import ballot, index, tally
from scoring.files.results.ballot import read_ballots
from scoring.files.results.index import read_index
from scoring.files.results.judged import has_panel, judged_columns, read_judged
from scoring.files.results.nomination import nomination_columns, read_nomination
from scoring.files.results.race import RACE_COLUMNS, read_race
from scoring.files.results.tally import read_tally
from scoring.files.tables import Source
from scoring.judged.sheet import Judge
from scoring.people import Entry
from scoring.results import Results
from scoring.rulebook.model import Format, Rulebook

__all__ = ["has_panel", "read_results", "result_columns"]

_COLUMNS = {
    Format.RACE: RACE_COLUMNS,
    Format.BALLOT: ballot.COLUMNS,
    Format.INDEX: index.COLUMNS,
    Format.TALLY: tally.COLUMNS,
}


def result_columns(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the columns a RESULTS table of this contest may have; the first one is `entry`."""
    if rulebook.nomination is not None:
        return nomination_columns(rulebook)
    return _COLUMNS.get(rulebook.format) or judged_columns(rulebook)


def read_results(
    source: Source, rulebook: Rulebook, entries: Sequence[Entry] | None, judges: Sequence[Judge]
) -> Results:
    """Return everything the contest came to; without an ENTRIES file the entries are those of the results.

    Raises `RuleFaults` with all faults of the file, each with line and column; results_empty where there is nobody.
    """
    found = _read(source, rulebook, entries, judges)
    if not found.entries:
        raise refuse("results_empty")
    return found


def _read(source: Source, rulebook: Rulebook, entries: Sequence[Entry] | None, judges: Sequence[Judge]) -> Results:
    if rulebook.race is not None:
        return read_race(source, rulebook, rulebook.race, entries)
    if rulebook.ballot is not None:
        return read_ballots(source, rulebook, entries)
    if rulebook.index is not None:
        return read_index(source, rulebook, entries)
    if rulebook.tally is not None:
        return read_tally(source, rulebook, entries)
    if rulebook.nomination is not None:
        return read_nomination(source, rulebook, entries, judges)
    return read_judged(source, rulebook, entries, judges)
