"""奖次: who wins which prize tier, by count or share, with floors, ties at the cut and the committee's decisions.

One function for board, page, PDF and certificate, so that they cannot disagree (peers.md 3, item 12).
"""

from scoring.awards.giving import award
from scoring.awards.outcome import (
    Award,
    AwardOutcome,
    Candidate,
    Decision,
    DecisionKind,
    PrizeFace,
    Tier,
    prize_cost,
    prize_face,
)
from scoring.awards.quotas import most_winners, quotas, seats

__all__ = [
    "Award",
    "AwardOutcome",
    "Candidate",
    "Decision",
    "DecisionKind",
    "PrizeFace",
    "Tier",
    "award",
    "most_winners",
    "prize_cost",
    "prize_face",
    "quotas",
    "seats",
]
