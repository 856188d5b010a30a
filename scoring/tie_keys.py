"""The keys a tie chain may have (fairness.md 4.1); `race_ties` and `judged.tie_links` say what each does."""

SCORE = "score"
"""The first link of every chain: the published score."""
SHARED = "shared"
"""The last link: equal entries share the place."""
CRITERION = "criterion:"
"""Followed by a criterion's code: the higher value of that criterion."""
UNROUNDED = "unrounded"
"""The better score before rounding."""
GRADE = "grade:"
"""Followed by a grade's code: the larger share of that grade on the first line of the ballot."""
FEWEST = "fewest:"
"""Followed by a grade's code: the smaller share of that grade."""
ITEM = "item:"
"""Followed by an item's code: the higher index of that line of the ballot."""
INDICATOR = "indicator:"
"""Followed by an indicator's code: what that indicator adds to the index."""
BASE = "base"
"""The index before bonuses and deductions."""
KIND = "kind:"
"""Followed by a kind's code: the points of that kind of reports."""
LEVEL = "level:"
"""Followed by a level's code: more reports of that level that earned points."""
REPORTS = "reports"
"""More reports that earned points."""
PART = "part:"
"""Followed by a part's code: what that part counts for."""
JUDGED_TIES = (
    "chief_judge",
    "unrounded",
    "untrimmed_mean",
    "firsts",
    "panel",
    "difficulty",
    "best_round",
    "last_round",
    "head_to_head",
    SHARED,
)
"""Keys a judged rulebook may list besides those of its criteria."""
RACE_TIES = ("unrounded", "recorded", SHARED)
"""Keys a race may list."""
COUNT_BACK = "next_best"
"""The better second-best result, then the third, and so on: jumps and throws (World Athletics TR25)."""
HEIGHT_TIES = ("failures_at_best", "failures")
"""Fewer failures at the best height cleared, then fewer up to and including it (World Athletics TR26.8)."""
ROUND = "round:"
"""Followed by a round's code: the better result in that round."""
REACHED = "reached"
"""The first link of races in which who reaches a later round stands first; no rulebook lists it."""
COUNTED = (REACHED, "recorded", *HEIGHT_TIES)
"""Links of races that compare numbers, not readings."""
