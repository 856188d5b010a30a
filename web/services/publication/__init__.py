"""公示与发布: numbered versions of a contest's result from preliminary through notice to final, and the decisions."""

from web.services.publication.changes import RowChange, changes
from web.services.publication.decisions import KINDS, decide
from web.services.publication.notice import notice_end
from web.services.publication.public import (
    PublicContest,
    predecessor,
    public_competition,
    public_contest,
    public_contests,
    public_rows,
    public_version,
    rules_in_force,
    rules_of,
)
from web.services.publication.states import finalize, has_moved, notice_over, open_notice, publish_preliminary
from web.services.publication.versions import version_in_force, version_numbered, versions
from web.services.publication.walls import behind_wall, demand_no_wall

__all__ = [
    "KINDS",
    "PublicContest",
    "RowChange",
    "behind_wall",
    "changes",
    "decide",
    "demand_no_wall",
    "finalize",
    "has_moved",
    "notice_end",
    "notice_over",
    "open_notice",
    "predecessor",
    "public_competition",
    "public_contest",
    "public_contests",
    "public_rows",
    "public_version",
    "publish_preliminary",
    "rules_in_force",
    "rules_of",
    "version_in_force",
    "version_numbered",
    "versions",
]
