"""A heat's results as they were typed: read all, say every fault at once, store what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.errors import Fault as RuleFault
from scoring.errors import RuleFaults
from scoring.races import Status, parse_reading
from scoring.rulebook import Race
from scoring.values import parse_time
from web.services.act import Act
from web.services.races.desk import HeatSheet, LaneLine
from web.services.races.results import (
    Finding,
    demand_race,
    finding_faults,
    is_published,
    lock_result,
    race_of,
    store,
    unchanged,
)
from web.services.refusals import Conflict, Fault, Refusal


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in one line of the form, as text; `base_version` is what the page showed."""

    reading: str = ""
    status: str = ""
    reason: str = ""
    penalty: str = ""
    base_version: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.reading.strip() or self.status.strip() or self.reason.strip() or self.penalty.strip())


def read_finding(typed: Typed, race: Race) -> Finding:
    """The finding a line means: a reading without a status has finished. Raises RuleFaults, all at once."""
    faults: list[RuleFault] = []
    reading: int | None = None
    penalty = 0
    if typed.reading.strip():
        try:
            reading = parse_reading(typed.reading, race)
        except RuleFaults as error:
            faults += error.faults
    if typed.penalty.strip() not in ("", "0"):
        try:
            penalty = parse_time(typed.penalty)
        except RuleFaults as error:
            faults += error.faults
    if faults:
        raise RuleFaults(faults)
    status = Status(typed.status) if typed.status else Status.FIN
    return Finding(status, reading, typed.reason.strip(), penalty)


def enter_heat(act: Act, sheet: HeatSheet, lines: Mapping[int, Typed], change_reason: str = "") -> int:
    """Store the lines (by lane row number) that say something new; how many were stored.

    Refuses with the faults of all lines, each with the lane as its place, and raises Conflict result_stale naming
    everybody whose result was changed by somebody else meanwhile; then nothing at all is stored.
    """
    rulebook = demand_race(act, sheet.race.contest)
    race = race_of(rulebook)
    found: list[tuple[LaneLine, Finding, Typed]] = []
    faults: list[Fault] = []
    for line in sheet.lines:
        typed = lines.get(line.lane.id, Typed())
        finding, wrong = _finding(line, typed, race)
        if finding is not None and not unchanged(line.result, finding):
            found.append((line, finding, typed))
            wrong += finding_faults(line.lane.entry, finding, rulebook)
        faults += [replace(fault, where=str(line.lane.lane)) for fault in wrong]
    if found and not change_reason.strip() and is_published(act, sheet.race.contest):
        faults.append(Fault("result_change_reason", {"contest": sheet.race.contest.name}))
    if faults:
        raise Refusal(*faults)
    return _store_all(act, found, sheet, change_reason)


def _finding(line: LaneLine, typed: Typed, race: Race) -> tuple[Finding | None, list[Fault]]:
    """What a line means, or why it can't be read; a blank line without a stored result means nothing yet."""
    name = {"name": line.entrant.name}
    if typed.blank or line.withdrawn:
        cleared = line.result is not None and not line.withdrawn
        return None, [Fault("result_cleared", name)] if cleared else []
    if typed.status and typed.status not in Status.__members__:
        return None, [Fault("result_status_unknown", name | {"status": typed.status[:10]})]
    try:
        return read_finding(typed, race), []
    except RuleFaults as error:
        return None, [Fault(fault.code, fault.params) for fault in error.faults]


def _store_all(act: Act, found: Sequence[tuple[LaneLine, Finding, Typed]], sheet: HeatSheet, change_reason: str) -> int:
    rulebook = sheet.race.rulebook
    stale: list[Fault] = []
    locked = []
    for line, finding, typed in found:
        stored = lock_result(act, line.lane.entry)
        if (stored.version if stored else 0) != typed.base_version:
            place = str(line.lane.lane)
            stale.append(Fault("result_stale", {"name": line.entrant.name}, place))
        locked.append((line, finding, stored))
    if stale:
        raise Conflict(*stale)
    for line, finding, stored in locked:
        store(act, line.lane.entry, stored, finding, rulebook, change_reason)
    return len(locked)
