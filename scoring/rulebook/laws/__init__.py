"""The formats of contests, one module each: the tables a format has, and what its rules must keep to be sound."""

from scoring.rulebook.laws.ballot import BALLOT
from scoring.rulebook.laws.index import INDEX
from scoring.rulebook.laws.judged import JUDGED
from scoring.rulebook.laws.law import Law
from scoring.rulebook.laws.nomination import NOMINATION
from scoring.rulebook.laws.race import RACE
from scoring.rulebook.laws.tally import TALLY
from scoring.rulebook.model import Format

LAWS: dict[Format, Law] = {law.format: law for law in (JUDGED, RACE, BALLOT, INDEX, TALLY, NOMINATION)}
"""Every format by its word in the document; docs/rulebook.md has a chapter for each section."""


def law_of(format: Format) -> Law:
    """Return the law of a format."""
    return LAWS[format]


__all__ = ["LAWS", "Law", "law_of"]
