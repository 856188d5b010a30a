"""民主测评: secret ballots of grades, from single lines or from counted ones to an index (practice.md 4.6)."""

from scoring.ballots.scores import BallotScore, ItemCount, Part, score_entry
from scoring.ballots.votes import BLANK, VOID, BallotCount, BallotLine, Boxes, Turnout, count_boxes

__all__ = [
    "BLANK",
    "VOID",
    "BallotCount",
    "BallotLine",
    "BallotScore",
    "Boxes",
    "ItemCount",
    "Part",
    "Turnout",
    "count_boxes",
    "score_entry",
]
