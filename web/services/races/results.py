"""Results of races: readings and statuses with their reasons, one version higher with every change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from scoring.races import Status
from scoring.rulebook import Measure, Race, Rulebook
from scoring.values import Metres, Millis
from web.db.models import Contest, Entry, RaceResult, ResultVersion
from web.services import audit, rules
from web.services.act import Act
from web.services.lines import Way, way_of
from web.services.refusals import Conflict, Fault, Refusal, refuse

STATUSES = (Status.FIN, Status.DNS, Status.DNF, Status.DQ, Status.OOC, Status.PROV)
_WITH_READING = (Status.FIN, Status.OOC, Status.PROV)
_NEEDS_READING = (Status.FIN, Status.PROV)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the referee says of one entry: a status, a reading where there is one, the reason, seconds added."""

    status: Status
    reading: int | None = None
    reason: str = ""
    penalty_millis: int = 0


def record_time(
    act: Act,
    entry: Entry,
    millis: Millis,
    base_version: int,
    *,
    penalty_millis: int = 0,
    reason: str = "",
    change_reason: str = "",
) -> RaceResult:
    """Record a time as read, in milliseconds. See `record` for what is refused."""
    return record(act, entry, Finding(Status.FIN, millis, reason, penalty_millis), base_version, change_reason)


def record_metres(
    act: Act, entry: Entry, metres: Metres, base_version: int, *, reason: str = "", change_reason: str = ""
) -> RaceResult:
    """Record a distance as read, in metres. See `record` for what is refused."""
    return record(act, entry, Finding(Status.FIN, metres, reason), base_version, change_reason)


def record_status(
    act: Act, entry: Entry, status: Status, base_version: int, *, reason: str = "", change_reason: str = ""
) -> RaceResult:
    """Record DNS, DNF, DQ (with its reason) or OOC without a reading. See `record` for what is refused."""
    return record(act, entry, Finding(status, None, reason), base_version, change_reason)


def record(act: Act, entry: Entry, finding: Finding, base_version: int, change_reason: str = "") -> RaceResult:
    """Store a finding over the version it was based on (0: none yet), and note old and new value in the log.

    Refuses rules_not_frozen, result_entry_withdrawn, result_status_unknown, result_dq_reason (取消成绩 needs its
    clause), result_missing_reading, result_with_reading, result_change_reason (after results were published), and
    raises Conflict result_stale when somebody stored another version meanwhile; nothing is overwritten then.
    """
    contest = entry.contest
    rulebook = demand_race(act, contest)
    stored = lock_result(act, entry)
    faults = [*finding_faults(entry, finding, rulebook), *_published_faults(act, contest, stored, change_reason)]
    if faults:
        raise Refusal(*faults)
    version = stored.version if stored else 0
    if version != base_version:
        raise Conflict(Fault("result_stale", {"name": entry.entrant.name}))
    return store(act, entry, stored, finding, rulebook, change_reason)


def demand_race(act: Act, contest: Contest) -> Rulebook:
    """The frozen rules of a race contest; refuses rules_not_frozen, result_not_a_race and result_by_lines."""
    rulebook = rules.frozen(act, contest)
    if rulebook.race is None:
        raise refuse("result_not_a_race", contest=contest.name)
    if way_of(rulebook) is not Way.DESK:
        raise refuse("result_by_lines", contest=contest.name)
    return rulebook


def race_of(rulebook: Rulebook) -> Race:
    """The race part of a race's rules."""
    if rulebook.race is None:
        raise ValueError(rulebook.name)
    return rulebook.race


def results_of(act: Act, contest: Contest, entry_ids: Sequence[int]) -> dict[int, RaceResult]:
    """The results of these entries in the contest's current run, by entry number."""
    query = select(RaceResult).where(RaceResult.entry_id.in_(entry_ids), RaceResult.run == contest.run)
    return {result.entry_id: result for result in act.session.scalars(query)}


def lock_result(act: Act, entry: Entry) -> RaceResult | None:
    """The entry's result in the current run; the entry's row is locked so that two writers take turns."""
    act.session.execute(select(Entry.id).where(Entry.id == entry.id).with_for_update())
    query = select(RaceResult).where(RaceResult.entry_id == entry.id, RaceResult.run == entry.contest.run)
    return act.session.scalar(query.execution_options(populate_existing=True))


def finding_faults(entry: Entry, finding: Finding, rulebook: Rulebook) -> list[Fault]:
    """Everything wrong with a finding by itself."""
    name = {"name": entry.entrant.name}
    faults: list[Fault] = []
    if entry.state != "entered":
        faults.append(Fault("result_entry_withdrawn", name))
    if finding.status not in STATUSES:
        faults.append(Fault("result_status_unknown", name | {"status": finding.status}))
    if finding.status is Status.DQ and not finding.reason.strip():
        faults.append(Fault("result_dq_reason", name))
    if finding.status in _NEEDS_READING and finding.reading is None:
        faults.append(Fault("result_missing_reading", name))
    if finding.reading is not None and finding.status not in _WITH_READING:
        faults.append(Fault("result_with_reading", name | {"status": finding.status.value}))
    if finding.penalty_millis and race_of(rulebook).measure is not Measure.TIME:
        faults.append(Fault("result_penalty_distance", name))
    return faults


def is_published(act: Act, contest: Contest) -> bool:
    """Whether a result version of the current run has been published: from then on a change needs a reason."""
    query = select(ResultVersion.id).where(
        ResultVersion.contest_id == contest.id,
        ResultVersion.run == contest.run,
        ResultVersion.published_at.is_not(None),
        ResultVersion.state != "void",
    )
    return act.session.scalar(query.limit(1)) is not None


def store(
    act: Act, entry: Entry, stored: RaceResult | None, finding: Finding, rulebook: Rulebook, change_reason: str = ""
) -> RaceResult:
    """Write a finding that was found good, and its event with the value before and after."""
    before = _logged(stored)
    if stored is None:
        stored = RaceResult(entry_id=entry.id, run=entry.contest.run, version=0)
        act.session.add(stored)
    timed = race_of(rulebook).measure is Measure.TIME
    stored.status, stored.reason = finding.status.value, finding.reason.strip()
    stored.millis = finding.reading if timed else None
    stored.metres = None if timed else finding.reading
    stored.penalty_millis = finding.penalty_millis
    stored.version += 1
    stored.recorded_at, stored.recorded_by_id = act.now, act.account_id
    if change_reason.strip():
        stored.change_reasons = f"{stored.change_reasons or ''}{stored.version}: {change_reason.strip()}\n"
    act.session.flush()
    said = {key: text.strip() for key, text in (("reason", finding.reason), ("change", change_reason)) if text.strip()}
    committed = {key: audit.commitment(act, entry.contest, text) for key, text in said.items()}
    audit.record(
        act, "race_result", entry.contest, entry=entry.id, run=stored.run, old=before, new=_logged(stored), **committed
    )
    return stored


def unchanged(stored: RaceResult | None, finding: Finding) -> bool:
    """Whether a finding says what is stored already."""
    if stored is None:
        return False
    reading = stored.millis if stored.millis is not None else stored.metres
    return (stored.status, reading, stored.reason, stored.penalty_millis) == (
        finding.status.value,
        finding.reading,
        finding.reason.strip(),
        finding.penalty_millis,
    )


def _published_faults(act: Act, contest: Contest, stored: RaceResult | None, change_reason: str) -> list[Fault]:
    if change_reason.strip() or not is_published(act, contest):
        return []
    return [Fault("result_change_reason", {"contest": contest.name})]


def _logged(result: RaceResult | None) -> dict[str, object] | None:
    """A result as the event log keeps it: numbers and codes; the reason's text goes in as a commitment."""
    if result is None:
        return None
    return {
        "metres": result.metres,
        "millis": result.millis,
        "penalty_millis": result.penalty_millis,
        "status": result.status,
        "version": result.version,
    }
