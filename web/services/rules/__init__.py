"""规则: the rulebooks of a contest as numbered versions, their freezing, and the restart that voids a run."""

from web.services.rules.freezing import blockers, freeze, has_scores, void_and_restart
from web.services.rules.versions import (
    compare_versions,
    current,
    discard_draft,
    draft_version,
    frozen,
    frozen_version,
    hold,
    is_judged,
    is_race,
    read,
    save_draft,
    unconfirmed_date,
    versions,
)

__all__ = [
    "blockers",
    "compare_versions",
    "current",
    "discard_draft",
    "draft_version",
    "freeze",
    "frozen",
    "frozen_version",
    "has_scores",
    "hold",
    "is_judged",
    "is_race",
    "read",
    "save_draft",
    "unconfirmed_date",
    "versions",
    "void_and_restart",
]
