"""结果: standings worked out anew from sheets and times whenever they are asked for, never stored as truth."""

from __future__ import annotations

from scoring import Explanation, Standings, explain
from web.db.models import Contest, Entry
from web.db.queries import Missing
from web.services.act import Act
from web.services.lines import entry_code
from web.services.results.departments import DepartmentTotals, current_versions, department_totals, totals_of
from web.services.results.inputs import scoring_inputs
from web.services.results.overview import ContestStanding, overview
from web.services.results.preview import Preview, Shift, preview
from web.services.results.walls import judges_here
from web.services.results.work import Worked, blockers, entry_label, final_blockers, warnings, work

__all__ = [
    "ContestStanding",
    "DepartmentTotals",
    "Preview",
    "Shift",
    "Worked",
    "blockers",
    "current_versions",
    "department_totals",
    "entry_code",
    "entry_label",
    "explanation",
    "final_blockers",
    "judges_here",
    "overview",
    "preview",
    "standings",
    "totals_of",
    "warnings",
    "work",
]


def standings(act: Act, contest: Contest) -> Standings:
    """The standings of the contest's current run under its frozen rules, with the committee's decisions.

    Entries are named by `entry_code(entry.id)`. Refusal rules_not_frozen.
    """
    return work(act, contest).outcome.standings


def explanation(act: Act, contest: Contest, entry: Entry) -> Explanation:
    """How one place came about, as `scoring` tells it; Missing when the entry is not in the contest's list."""
    worked = work(act, contest)
    code = entry_code(entry.id)
    if code not in worked.sources.by_code:
        raise Missing("entry")
    return explain(worked.rulebook, scoring_inputs(worked.rulebook, worked.sources), code)
