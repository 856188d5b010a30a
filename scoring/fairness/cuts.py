"""界线上的作品: neighbours on both sides of a cut whose order the marks cannot tell (fairness.md 4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.fairness.comparing import Verdict
from scoring.fairness.intervals import RankDraws
from scoring.results import Standings

SURE = 0.6
"""Probability below which the order of two entries at a cut is not known."""
NEAR = 3
"""Entries looked at on each side of a cut."""


@dataclass(frozen=True, slots=True)
class ClosePair:
    """`ahead` stands above the cut and `behind` below it; `probability` that `ahead` is truly the better one."""

    group: str
    cut: str
    ahead: str
    behind: str
    probability: float


def close_pairs(drawn: RankDraws, standings: Standings, verdicts: Sequence[Verdict]) -> tuple[ClosePair, ...]:
    """Return the pairs at every cut that cannot be told apart, in order of cuts and places."""
    known = set(drawn.table.entries)
    found = []
    for verdict in verdicts:
        placed = [row.entry for row in standings.rows if row.group == verdict.group and row.place is not None]
        above = set(verdict.above)
        inside = [entry for entry in placed if entry in above and entry in known][-NEAR:]
        outside = [entry for entry in placed if entry not in above and entry in known][:NEAR]
        pairs = [(one, other, drawn.ahead(one, other)) for one in inside for other in outside]
        found += [ClosePair(verdict.group, verdict.cut, *pair) for pair in pairs if pair[2] < SURE]
    return tuple(found)
