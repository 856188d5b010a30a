"""组别: ages on a date, groups, the proof that they hold everybody once, and who may enter."""

from scoring.groups.ages import AgeRule, Convention, full_years, latest_birth_date
from scoring.groups.bands import Assignment, BirthSpan, Group, assign, birth_span
from scoring.groups.eligibility import Eligibility, eligibility
from scoring.groups.merging import NO_MERGING, Merge, Merged, MergeInto, Merging, merge_groups
from scoring.groups.partition import NearLimit, near_limit, partition_faults

__all__ = [
    "NO_MERGING",
    "AgeRule",
    "Assignment",
    "BirthSpan",
    "Convention",
    "Eligibility",
    "Group",
    "Merge",
    "MergeInto",
    "Merged",
    "Merging",
    "NearLimit",
    "assign",
    "birth_span",
    "eligibility",
    "full_years",
    "latest_birth_date",
    "merge_groups",
    "near_limit",
    "partition_faults",
]
