"""A contest worked out from its rows, and what still stands in the way of publishing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scoring.errors import Fault as RuleFault
from scoring.races import Status
from scoring.rulebook import Rulebook
from scoring.standings import Contest as WorkedContest
from scoring.standings import work_out
from web.db.models import Contest, Entry, RulebookVersion
from web.services import rules
from web.services.act import Act
from web.services.lines import Way, ranks_departments, way_of
from web.services.refusals import Fault, refuse
from web.services.results.inputs import scoring_inputs
from web.services.results.sources import Sources, read_sources


@dataclass(frozen=True)
class Worked:
    """One run of a contest under its frozen rules: the rows, and what `scoring` made of them."""

    contest: Contest
    version: RulebookVersion
    rulebook: Rulebook
    sources: Sources
    outcome: WorkedContest


def work(act: Act, contest: Contest) -> Worked:
    """Work the contest out anew; nothing is stored. Refusal `rules_not_frozen`."""
    rules.frozen(act, contest)
    found = rules.current(act, contest)
    if found is None:
        raise refuse("rules_not_frozen", contest=contest.name)
    version, rulebook = found
    sources = read_sources(act.session, contest, whole_staff=ranks_departments(rulebook))
    return Worked(contest, version, rulebook, sources, work_out(rulebook, scoring_inputs(rulebook, sources)))


def blockers(worked: Worked) -> list[Fault]:
    """Everything that stands in the way of a preliminary result, in the order an organizer would clear it.

    Codes: entries_not_closed, no_entries, no_panel, sheets_missing, sheets_unsealed, results_missing or
    lines_missing, and the faults of `scoring` with people shown as the reader may see them (work code or name; judges
    by seat number).
    """
    sources, judged = worked.sources, way_of(worked.rulebook) is Way.PANEL
    found = []
    if worked.contest.entries_closed_at is None:
        found.append(Fault("entries_not_closed", {"contest": worked.contest.name}))
    if not sources.entries:
        return [*found, Fault("no_entries")]
    found += _judged_gaps(sources) if judged else _result_gaps(worked)
    waiting = judged and bool(found)
    shown = [fault for fault in worked.outcome.standings.faults if not (waiting and fault.code == "too_few_marks")]
    return [*found, *(_told(fault, worked) for fault in shown)]


def final_blockers(worked: Worked) -> list[Fault]:
    """What stands in the way of a final result: the same, and results that are still provisional."""
    open_results = sum(1 for row in worked.outcome.standings.rows if row.status is Status.PROV)
    return [*blockers(worked), *([Fault("results_provisional", {"n": open_results})] if open_results else [])]


def warnings(worked: Worked) -> list[Fault]:
    """What doesn't block but should be looked at, as `scoring` warns."""
    return [_told(fault, worked) for fault in worked.outcome.standings.warnings]


def entry_label(entry: Entry, *, blind: bool) -> str:
    """How an entry is named before publication: by its work code in a blind contest, else by name."""
    if blind:
        return entry.blind_code or f"#{entry.id}"
    return entry.entrant.name


def _judged_gaps(sources: Sources) -> list[Fault]:
    if not sources.seats:
        return [Fault("no_panel")]
    gaps = (("sheets_missing", sources.sheets_missing), ("sheets_unsealed", sources.unsealed))
    return [Fault(code, {"n": count}) for code, count in gaps if count]


def _result_gaps(worked: Worked) -> list[Fault]:
    missing = worked.sources.results_missing(worked.rulebook)
    code = "results_missing" if way_of(worked.rulebook) is Way.DESK else "lines_missing"
    return [Fault(code, {"n": missing})] if missing else []


def _told(fault: RuleFault, worked: Worked) -> Fault:
    """A fault of the rules with entry and judge named as people know them."""
    params: dict[str, Any] = dict(fault.params)
    entry = worked.sources.by_code.get(str(params.get("entry", "")).partition("@")[0])
    if entry is not None:
        params["entry"] = entry_label(entry, blind=worked.rulebook.blind)
    if str(params.get("department", "")).isdecimal():
        home = worked.sources.departments.get(int(params["department"]))
        params["department"] = home.name if home else params["department"]
    if "judge" in params:
        params["judge"] = int(params["judge"])
    named = "entry" in params and "judge" in params and fault.code.startswith(("mark_", "criterion_"))
    where = f"{params['entry']} / {params['judge']}" if named else ""
    return Fault(fault.code, params, where)
