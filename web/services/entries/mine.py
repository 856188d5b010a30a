"""What one entrant sees: the own entries, when and where to start, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from scoring.rulebook import Rulebook
from web.db.models import Entry, Heat, HeatLane, Person, ResultVersion, TimetablePlan
from web.services.act import Act
from web.services.entries.admission import rulebooks
from web.services.people.roster import entries_of

_PUBLIC = ("preliminary", "notice", "final")


@dataclass(frozen=True, slots=True)
class MyEntry:
    """One entry with its group's name, its place in the timetable and its line in the published results."""

    entry: Entry
    rulebook: Rulebook | None
    group_name: str
    heat: Heat | None
    lane: int | None
    result_state: str = ""
    result: dict[str, Any] | None = None


def my_entries(act: Act, person: Person) -> list[MyEntry]:
    """Everything the person takes part in, upcoming starts first, in a constant number of queries."""
    found = entries_of(act, person)
    rules = rulebooks(act, [entry.contest for entry in found])
    lanes = _lanes(act, found)
    versions = _published(act, found)
    mine = [
        _mine(entry, rules.get(entry.contest_id), lanes.get(entry.id), versions.get(entry.contest_id))
        for entry in found
    ]
    return sorted(mine, key=_urgency)


def _urgency(one: MyEntry) -> tuple[bool, bool, str]:
    """Entries that stand before withdrawn ones, the next start first."""
    return one.entry.state != "entered", one.heat is None, one.heat.starts.isoformat() if one.heat else ""


def _mine(
    entry: Entry, rulebook: Rulebook | None, lane: tuple[Heat, int] | None, version: ResultVersion | None
) -> MyEntry:
    names = {group.code: group.name or group.code for group in rulebook.groups} if rulebook else {}
    heat, number = lane or (None, None)
    line = _line(version, entry) if version else None
    return MyEntry(
        entry, rulebook, names.get(entry.group_code or "", ""), heat, number, version.state if version else "", line
    )


def _lanes(act: Act, entries: Sequence[Entry]) -> dict[int, tuple[Heat, int]]:
    """Heat and lane of each entry in the adopted plan."""
    chosen = (
        select(HeatLane, Heat)
        .join(Heat, HeatLane.heat_id == Heat.id)
        .join(TimetablePlan, Heat.plan_id == TimetablePlan.id)
        .where(TimetablePlan.state == "adopted", HeatLane.entry_id.in_([entry.id for entry in entries]))
        .options(joinedload(Heat.venue))
    )
    return {lane.entry_id: (heat, lane.lane) for lane, heat in act.session.execute(chosen)}


def _published(act: Act, entries: Sequence[Entry]) -> dict[int, ResultVersion]:
    """The newest published version of each contest."""
    chosen = (
        select(ResultVersion)
        .where(
            ResultVersion.contest_id.in_({entry.contest_id for entry in entries}),
            ResultVersion.state.in_(_PUBLIC),
            ResultVersion.published_at.is_not(None),
        )
        .order_by(ResultVersion.number)
    )
    return {version.contest_id: version for version in act.session.scalars(chosen)}


def _line(version: ResultVersion, entry: Entry) -> dict[str, Any] | None:
    """The entry's row of the frozen document, which page, file and certificate read too."""
    rows: list[dict[str, Any]] = version.document.get("rows", [])
    return next((row for row in rows if row.get("entry") == entry.id), None)
