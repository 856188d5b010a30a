"""裁判员名单 from a file: looked at first, then brought in; whoever is on the list already is brought up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from web.db.models import Competition, ImportBatch, RaceOfficial
from web.services import audit
from web.services.act import Act
from web.services.refusals import refuse
from web.services.timetable.officials import Duties, change_official, enlist, officials
from web.services.timetable.officials_sheet import lines_of, read_officials


def stage_officials(act: Act, competition: Competition, filename: str, content: bytes) -> ImportBatch:
    """Read a list into a batch to look at; nobody is added before it is applied. Refuses what `read_rows` refuses."""
    people, faults = read_officials(act, competition, filename, content)
    known = _known(act, competition)
    rows = [row | {"known": (row["person_id"], row["name"]) in known} for row in lines_of(people)]
    faults = sorted(faults, key=lambda fault: (fault.row, fault.cell))
    batch = ImportBatch(
        competition_id=competition.id,
        kind="officials",
        filename=filename[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        rows=rows,
        faults=[{"code": each.code, "params": dict(each.params), "where": each.where} for each in faults],
        counts={"new": sum(not row["known"] for row in rows), "known": sum(bool(row["known"]) for row in rows)},
        created_at=act.now,
        created_by_id=act.account_id,
    )
    act.session.add(batch)
    act.session.flush()
    audit.record(act, "officials_staged", competition, people=len(rows), faults=len(faults), file=batch.sha256)
    return batch


def apply_officials(act: Act, competition: Competition, batch: ImportBatch) -> int:
    """Add the people of a batch, or bring those on the list up to date; how many. Refuses batch_applied."""
    act.session.refresh(batch, with_for_update=True)  # two clicks must not bring a file in twice
    if batch.state == "applied":
        raise refuse("batch_applied")
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
