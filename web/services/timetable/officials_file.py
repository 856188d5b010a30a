"""裁判员名单 from a file: looked at first, then brought in; whoever is on the list already is brought up to date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from web.db.models import Competition, ImportBatch, RaceOfficial
from web.services import audit
from web.services.act import Act
from web.services.batches import Upload, demand_fresh, stage, told_fault
from web.services.timetable.officials import Duties, change_official, enlist, officials
from web.services.timetable.officials_sheet import lines_of, read_officials


def stage_officials(act: Act, competition: Competition, filename: str, content: bytes) -> ImportBatch:
    """Read a list into a batch to look at; nobody is added before it is applied. Refuses what `read_rows` refuses."""
    people, faults = read_officials(act, competition, filename, content)
    known = _known(act, competition)
    rows = [row | {"known": (row["person_id"], row["name"]) in known} for row in lines_of(people)]
    faults = sorted(faults, key=lambda fault: (fault.row, fault.cell))
    counts = {"new": sum(not row["known"] for row in rows), "known": sum(bool(row["known"]) for row in rows)}
    upload = Upload("officials", filename, content)
    return stage(act, competition, upload, rows, map(told_fault, faults), counts, people=len(rows))


def apply_officials(act: Act, competition: Competition, batch: ImportBatch) -> int:
    """Add the people of a batch, or bring those on the list up to date; how many. Refuses batch_applied."""
    demand_fresh(act, batch)
    known = _known(act, competition)
    for row in batch.rows:
        there = known.get((row["person_id"], row["name"]))
        if there is not None:
            change_official(act, competition, there, _duties(row))
        else:
            enlist(act, competition, row["person_id"], row["name"], _duties(row))
    batch.state = "applied"
    audit.record(act, "officials_applied", competition, people=len(batch.rows))
    return len(batch.rows)


def _known(act: Act, competition: Competition) -> dict[tuple[int | None, str], RaceOfficial]:
    """Everybody on the list by person and name; a guest by the name alone."""
    return {(each.person_id, each.name): each for each in officials(act, competition)}


def _duties(row: Mapping[str, Any]) -> Duties:
    windows = [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in row["windows"]]
    return Duties(tuple(row["skills"]), row["most"], row["rest"], windows)
