"""Races: readings, penalties, statuses, rounds and who goes on (practice.md 3.5, 3.6)."""

from scoring.races.advance import Advance, AdvancedBy
from scoring.races.outcomes import Outcome, Outcomes, outcome, outcome_of, outcomes_of
from scoring.races.readings import (
    Penalty,
    RaceResult,
    exact_reading,
    format_reading,
    merit,
    parse_penalty,
    parse_reading,
    to_precision,
)
from scoring.races.timing import Read, Settled, settle
from scoring.status import LIST_ORDER, WITH_READING, Status

__all__ = [
    "LIST_ORDER",
    "WITH_READING",
    "Advance",
    "AdvancedBy",
    "Outcome",
    "Outcomes",
    "Penalty",
    "RaceResult",
    "Read",
    "Settled",
    "Status",
    "exact_reading",
    "format_reading",
    "merit",
    "outcome",
    "outcome_of",
    "outcomes_of",
    "parse_penalty",
    "parse_reading",
    "settle",
    "to_precision",
]
