"""What people read of each format: the sentences of its faults, and the lines of an explanation."""

from scoring.files.formats import ballot, index, judged, nomination, race, tally
from scoring.files.formats.told import Line, Told
from scoring.rulebook.model import Format

__all__ = ["FAULTS", "TOLD", "Line", "Told"]

FAULTS = {
    "zh": {**ballot.FAULTS_ZH, **index.FAULTS_ZH, **tally.FAULTS_ZH, **nomination.FAULTS_ZH},
    "en": {**ballot.FAULTS_EN, **index.FAULTS_EN, **tally.FAULTS_EN, **nomination.FAULTS_EN},
}
"""Sentences of the faults of formats that have a file of their own for them, by language."""
TOLD = {
    Format.JUDGED: judged.TOLD,
    Format.RACE: race.TOLD,
    Format.BALLOT: ballot.TOLD,
    Format.INDEX: index.TOLD,
    Format.TALLY: tally.TOLD,
    Format.NOMINATION: nomination.TOLD,
}
"""The explanation of every format."""
