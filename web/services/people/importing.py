"""Bringing in a staff list: staged first with every fault named, then applied; what is good goes in, the rest waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from web.config import TIME_ZONE
from web.db.models import Competition, ImportBatch, Person
from web.services import audit
from web.services.act import Act
from web.services.batches import Upload, demand_fresh, stage
from web.services.intake import STAFF, CellFault, Row, read_rows
from web.services.people.departments import Tree
from web.services.people.matching import Known, Match, duplicates, known_people
from web.services.people.staged import Reading, StagedPerson, staged_from
from web.services.refusals import Refusal

_FIELDS = ("name", "staff_no", "gender", "birth_date", "post_category", "id_hmac", "id_last4")
_AT = {
    "duplicate": "identity",
    "duplicate_staff_no": "staff_no",
    "identity_conflict": "staff_no",
    "staff_no_other_person": "staff_no",
}
"""Where a fault of a whole row is shown; the others stand at the name."""
_WAITS = {"status": "faulty"}


def stage_people(act: Act, competition: Competition, filename: str, content: bytes) -> ImportBatch:
    """Read a staff list into a batch to look at: its good rows as new, changed or unchanged, and every fault.

    No ID number is kept, not even here. Refuses what `read_rows` refuses.
    """
    rows = read_rows(filename, content, STAFF)
    readings = [Reading(row, act.keys, today(act), []) for row in rows]
    staged = _settled(act, competition, readings)
    by_row = {reading.row.number: reading for reading in readings}
    for fault in duplicates(staged):
        _blame(by_row[fault.row], fault)
    kept, missing = _matched(act, competition, staged, by_row)
    whole = [*kept, *(_waiting(reading) for reading in readings if reading.faults)]
    faults = [fault_document(fault) for reading in readings for fault in reading.faults]
    counts = {**_counts(kept, readings), "departments": sorted(missing), "unread": list(rows[0].unread)}
    return stage(act, competition, Upload("people", filename, content), whole, faults, counts, rows=len(rows))


def apply_batch(act: Act, batch: ImportBatch) -> dict[str, Any]:
    """Put the good rows in, add their departments, and keep the faulty ones waiting; returns the counts.

    Everything is matched anew, since people may have changed since the preview; a row that no longer fits waits with
    its fault. Refuses batch_applied.
    """
    demand_fresh(act, batch)
    competition = act.session.get_one(Competition, batch.competition_id)
    known, tree = known_people(act, competition), Tree(act, competition)
    done: Counter[str] = Counter()
    waiting, faults = [], list(batch.faults)
    for kept in batch.rows:
        if kept["status"] == "faulty":
            waiting.append(kept)
            continue
        staged = staged_from(kept["person"])
        match = known.match(staged)
        if isinstance(match, CellFault):
            faults.append(fault_document(match))
            waiting.append({**_WAITS, "row": staged.row, "cells": kept["cells"], "places": kept["places"]})
            continue
        _store(act, competition, staged, match, known, tree)
        done[match.status] += 1
    batch.rows, batch.faults, batch.state = waiting, faults, "applied"
    batch.counts = {
        **batch.counts,
        **{key: done[key] for key in ("new", "changed", "unchanged")},
        "faulty": len(waiting),
    }
    audit.record(act, "people_imported", competition, batch=batch.id, waiting=len(waiting), **done)
    return dict(batch.counts)


def today(act: Act) -> date:
    """The day at the competition's place."""
    return act.now.astimezone(ZoneInfo(TIME_ZONE)).date()


def fault_document(fault: CellFault) -> dict[str, Any]:
    """A fault as kept with the batch."""
    return {"row": fault.row, "cell": fault.cell, "code": fault.code, "params": dict(fault.params)}


def fault_from(document: dict[str, Any]) -> CellFault:
    """The fault of a kept document."""
    return CellFault(document["code"], document["params"], document["row"], document["cell"])


def _settled(act: Act, competition: Competition, readings: Sequence[Reading]) -> list[StagedPerson]:
    """Every row's person, with the department's whole path where it can be told."""
    tree = Tree(act, competition)
    people = []
    for reading in readings:
        person = reading.person()
        try:
            steps = tree.settle(person.department)
        except Refusal as refusal:
            reading.faults += [reading.row.fault(f.code, "department", **f.params) for f in refusal.faults]
            steps = person.department
        people.append(StagedPerson(**{**_values(person), "department": steps}))
    return people


def _values(person: StagedPerson) -> dict[str, Any]:
    return {name: getattr(person, name) for name in (*_FIELDS, "row", "department")}


def _matched(
    act: Act, competition: Competition, staged: Sequence[StagedPerson], by_row: dict[int, Reading]
) -> tuple[list[dict[str, Any]], set[str]]:
    """The good rows as they are kept, and the departments they would add."""
    known, tree = known_people(act, competition), Tree(act, competition)
    kept, missing, taken = [], set(), dict[int, int]()
    for person in staged:
        reading = by_row[person.row]
        if reading.faults:
            continue
        match = known.match(person)
        if not isinstance(match, CellFault) and match.person is not None:
            first = taken.setdefault(match.person.id, person.row)
            if first != person.row:
                match = CellFault("duplicate_person", {"row": first}, person.row)
        if isinstance(match, CellFault):
            _blame(reading, match)
            continue
        missing.update(tree.missing(person.department))
        kept.append(_kept(person, match, reading))
    return kept, missing


def _waiting(reading: Reading) -> dict[str, Any]:
    return {**_WAITS, "row": reading.row.number, "cells": reading.kept_cells(), "places": reading.places()}


def _kept(person: StagedPerson, match: Match, reading: Reading) -> dict[str, Any]:
    return {
        "row": person.row,
        "status": match.status,
        "person_id": match.person.id if match.person else None,
        "differences": [list(change) for change in match.differences],
        "person": person.document(),
        "cells": reading.kept_cells(),
        "places": reading.places(),
    }


def _blame(reading: Reading, fault: CellFault) -> None:
    """Note a fault of the whole row at the cell that shows it best."""
    row: Row = reading.row
    field = _AT.get(fault.code, "name")
    reading.faults.append(row.fault(fault.code, field if field in row.columns else "name", **fault.params))


def _counts(kept: Sequence[dict[str, Any]], readings: Sequence[Reading]) -> dict[str, Any]:
    found = Counter(row["status"] for row in kept)
    unknown = sum(1 for row in kept if row["person"]["birth_date"] is None)
    by_status = {key: found[key] for key in ("new", "changed", "unchanged")}
    return {"rows": len(readings), **by_status, "faulty": len(readings) - len(kept), "no_birth_date": unknown}


def _store(act: Act, competition: Competition, staged: StagedPerson, match: Match, known: Known, tree: Tree) -> None:
    """Write one row: what it leaves empty stays as it is."""
    if match.status == "unchanged":
        return
    person = match.person or Person(trade_union_id=competition.trade_union_id, name=staged.name)
    for field in _FIELDS:
        if getattr(staged, field) is not None:
            setattr(person, field, getattr(staged, field))
    department = tree.ensure(staged.department)
    if department is not None:
        person.department = department
    person.active, person.updated_at = True, act.now
    if match.person is None:
        act.session.add(person)
        known.add(person)
