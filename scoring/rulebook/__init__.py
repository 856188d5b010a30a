"""The frozen rules of one contest: parse, check, canonical form, fingerprint, comparison."""

from scoring.rulebook.canonical import as_tables, canonical, fingerprint
from scoring.rulebook.check import check
from scoring.rulebook.compare import Change, compare
from scoring.rulebook.model import (
    Awards,
    Better,
    Criterion,
    Format,
    Judging,
    Measure,
    Method,
    Notice,
    Places,
    Points,
    Prize,
    QuotaRounding,
    Race,
    RaceRounding,
    Ranking,
    Rounding,
    Rulebook,
    TieAtCut,
    Trim,
    Wording,
)
from scoring.rulebook.parse import parse, read_tables

__all__ = [
    "Awards",
    "Better",
    "Change",
    "Criterion",
    "Format",
    "Judging",
    "Measure",
    "Method",
    "Notice",
    "Places",
    "Points",
    "Prize",
    "QuotaRounding",
    "Race",
    "RaceRounding",
    "Ranking",
    "Rounding",
    "Rulebook",
    "TieAtCut",
    "Trim",
    "Wording",
    "as_tables",
    "canonical",
    "check",
    "compare",
    "fingerprint",
    "parse",
    "read_tables",
]
