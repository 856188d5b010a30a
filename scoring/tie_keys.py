"""The keys a tie chain may have (fairness.md 4.1); `tie_rules` says what each does."""

SCORE = "score"
"""The first link of every chain: the published score."""
SHARED = "shared"
"""The last link: equal entries share the place."""
CRITERION = "criterion:"
"""Followed by a criterion's code: the higher value of that criterion."""
JUDGED_TIES = ("chief_judge", "unrounded", "untrimmed_mean", "firsts", SHARED)
"""Keys a judged rulebook may list besides those of its criteria."""
RACE_TIES = ("unrounded", SHARED)
"""Keys a race may list."""
