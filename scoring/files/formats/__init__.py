"""What people read of the formats that have a file of words of their own: faults, and the lines of an explanation."""

from collections.abc import Iterator

from scoring.ballots import BallotScore
from scoring.files.formats import ballot, index, race, tally
from scoring.measuring import Evidence
from scoring.tally import TallyScore
from scoring.vitality import IndexScore

Line = tuple[str, dict[str, str | int]]
_FORMATS = (ballot, index, race, tally)
FAULTS = {
    "zh": {code: text for module in _FORMATS for code, text in module.FAULTS_ZH.items()},
    "en": {code: text for module in _FORMATS for code, text in module.FAULTS_EN.items()},
}
"""Sentences of the formats' faults, by language."""
LINES = {
    "zh": {name: text for module in _FORMATS for name, text in module.LINES_ZH.items()},
    "en": {name: text for module in _FORMATS for name, text in module.LINES_EN.items()},
}
"""Patterns of the formats' lines of an explanation."""
WORDS = {
    "zh": {code: text for module in _FORMATS for code, text in module.WORDS_ZH.items()},
    "en": {code: text for module in _FORMATS for code, text in module.WORDS_EN.items()},
}
"""Words for tie keys and other codes in those lines."""


def lines_of(evidence: Evidence | None) -> Iterator[Line]:
    """Return what led to a score, as kinds of lines with their parameters; a race needs its rules, too."""
    if isinstance(evidence, BallotScore):
        yield from ballot.lines(evidence)
    if isinstance(evidence, IndexScore):
        yield from index.lines(evidence)
    if isinstance(evidence, TallyScore):
        yield from tally.lines(evidence)
