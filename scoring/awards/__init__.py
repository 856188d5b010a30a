"""奖次: who wins which prize tier, by count or share, with floors, ties at the cut and the committee's decisions.

One function for board, page, PDF and certificate, so that they cannot disagree (peers.md 3, item 12).
"""

from scoring.awards.giving import award
from scoring.awards.once import Change, OnceOutcome, Preference, Prizegiving, one_award_per_person
from scoring.awards.organising import (
    DepartmentField,
    OrganisingOutcome,
    OrganisingRow,
    OrganisingRule,
    RequiredRate,
    SmallDepartments,
    organising_awards,
)
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
    "Change",
    "Decision",
    "DecisionKind",
    "DepartmentField",
    "OnceOutcome",
    "OrganisingOutcome",
    "OrganisingRow",
    "OrganisingRule",
    "Preference",
    "PrizeFace",
    "Prizegiving",
    "RequiredRate",
    "SmallDepartments",
    "Tier",
    "award",
    "most_winners",
    "one_award_per_person",
    "organising_awards",
    "prize_cost",
    "prize_face",
    "quotas",
    "seats",
]
