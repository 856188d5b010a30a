"""Bringing in an entry list: staged with every fault named, then applied; importing again updates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from web.db.models import Competition, Contest, Department, Entrant, Entry, ImportBatch, Person
from web.services import audit
from web.services.act import Act
from web.services.batches import Upload, demand_fresh, stage
from web.services.entries import entering
from web.services.entries.admission import Participation
from web.services.entries.entrants import department_entrant, family_entrant, person_entrant, union_entrant
from web.services.entries.rows import Directory, EntryReading, StagedEntry, staged_from
from web.services.intake import ENTRIES, read_rows
from web.services.intake.words import without_identity
from web.services.people.importing import fault_document
from web.services.refusals import Refusal, refuse

Key = tuple[int, str, int | str | None]
"""Contest, kind of entrant, and the person or department behind it, or a union's name."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The entries that stand already, by what a list names them with."""

    entries: dict[Key, Entry]

    def status(self, staged: StagedEntry) -> str:
        """new, changed or unchanged."""
        entry = self.entries.get(key_of(staged))
        if entry is None or entry.state != "entered":
            return "new"
        relatives = tuple(member.name for member in entry.entrant.members if member.person_id is None)
        same = (
            entry.title == staged.title.strip()
            and tuple(author.person_id for author in entry.coauthors) == staged.coauthor_ids
            and entry.seed_mark == staged.seed_mark
            and (staged.kind != "family" or relatives == staged.relatives)
        )
        return "unchanged" if same else "changed"


def stage_entries(act: Act, competition: Competition, filename: str, content: bytes) -> ImportBatch:
    """Read an entry list into a batch to look at: good rows as new, changed or unchanged, and every fault.

    Refuses what `read_rows` refuses.
    """
    rows = read_rows(filename, content, ENTRIES)
    participation = Participation(act, competition)
    directory = Directory(act, competition, participation)
    stored = stored_entries(act, competition)
    readings = [EntryReading(row, directory, participation) for row in rows]
    kept, seen = [], dict[Key, int]()
    for reading in readings:
        staged = reading.entry()
        if staged is None:
            continue
        if not reading.faults:
            _judge(reading, staged, seen, stored)
        if not reading.faults:
            _note(participation, staged)
            kept.append({**_cells(reading), "status": stored.status(staged), "entry": staged.document()})
    waiting = [{**_cells(reading), "status": "faulty"} for reading in readings if reading.faults]
    found = Counter(row["status"] for row in kept)
    faults = [fault_document(fault) for reading in readings for fault in reading.faults]
    counts = {"rows": len(rows), "faulty": len(waiting), "unread": list(rows[0].unread)}
    counts |= {key: found[key] for key in ("new", "changed", "unchanged")}
    upload = Upload("entries", filename, content)
    return stage(act, competition, upload, [*kept, *waiting], faults, counts, rows=len(rows))


def apply_entries(act: Act, batch: ImportBatch) -> dict[str, Any]:
    """Enter the good rows; a row that is refused meanwhile waits with its fault. Refuses batch_applied."""
    demand_fresh(act, batch)
    competition = act.session.get_one(Competition, batch.competition_id)
    participation = Participation(act, competition)
    stored = stored_entries(act, competition)
    directory = Directory(act, competition, participation)
    done: Counter[str] = Counter()
    waiting, faults = [], list(batch.faults)
    for kept in batch.rows:
        if kept["status"] == "faulty":
            waiting.append(kept)
            continue
        staged = staged_from(kept["entry"])
        status = stored.status(staged)
        try:
            _store(act, competition, staged, status, stored, directory, participation)
            done[status] += 1
        except Refusal as refusal:
            waiting.append({key: kept[key] for key in ("row", "cells", "places")} | {"status": "faulty"})
            faults += [
                {"row": staged.row, "cell": "", "code": fault.code, "params": dict(fault.params)}
                for fault in refusal.faults
            ]
    batch.rows, batch.faults, batch.state = waiting, faults, "applied"
    batch.counts = {
        **batch.counts,
        **{key: done[key] for key in ("new", "changed", "unchanged")},
        "faulty": len(waiting),
    }
    audit.record(act, "entries_imported", competition, batch=batch.id, waiting=len(waiting), **done)
    return dict(batch.counts)


def stored_entries(act: Act, competition: Competition) -> Stored:
    """All entries of the competition, in a constant number of queries."""
    chosen = (
        select(Entry)
        .join(Contest, Entry.contest_id == Contest.id)
        .where(Contest.competition_id == competition.id)
        .options(
            joinedload(Entry.entrant).selectinload(Entrant.members),
            selectinload(Entry.coauthors),
            joinedload(Entry.contest),
        )
    )
    return Stored({_stored_key(entry): entry for entry in act.session.scalars(chosen)})


def key_of(staged: StagedEntry) -> Key:
    """What makes two rows the same entry."""
    return (staged.contest_id, staged.kind, staged.person_id or staged.department_id or staged.name or None)


def _stored_key(entry: Entry) -> Key:
    entrant = entry.entrant
    if entrant.kind == "family":
        first = next((member.person_id for member in entrant.members if member.person_id), None)
        return (entry.contest_id, entrant.kind, first)
    behind = {"person": entrant.person_id, "department": entrant.department_id}.get(entrant.kind, entrant.name)
    return (entry.contest_id, entrant.kind, behind)


def _judge(reading: EntryReading, staged: StagedEntry, seen: dict[Key, int], stored: Stored) -> None:
    """The faults that need more than the row: repeated rows, closed contests, conditions of entry, limits."""
    row, part = reading.row, reading.participation
    contest = part.contests[staged.contest_id]
    people = reading.directory.people
    first = seen.setdefault(key_of(staged), row.number)
    if first != row.number:
        reading.faults.append(row.fault("duplicate_entry", "staff_no", row=first))
        return
    status = stored.status(staged)
    if contest.entries_closed_at is not None and status != "unchanged":
        reading.faults.append(row.fault("entries_closed", "contest", contest=contest.name))
    if staged.kind == "person" and staged.person_id:
        for reason in part.admission(people[staged.person_id], contest).reasons:
            reading.faults.append(row.fault(reason.code, "staff_no", **reason.params))
    authors = [people[number] for number in staged.coauthor_ids]
    shadow = Entrant(kind=staged.kind, name="", person_id=staged.person_id, person=None)
    for fault in entering.work_faults(contest, shadow, staged.title, authors):
        reading.faults.append(row.fault(fault.code, fault.where, **fault.params))
    for author in authors:
        for fault in part.coauthor_reasons(author, contest):
            reading.faults.append(row.fault(fault.code, "coauthors", **fault.params))


def _note(participation: Participation, staged: StagedEntry) -> None:
    for person_id in (staged.person_id, *staged.coauthor_ids):
        if person_id:
            participation.note(person_id, staged.contest_id)


def _cells(reading: EntryReading) -> dict[str, Any]:
    row = reading.row
    return {
        "row": row.number,
        "cells": {name: without_identity(cell.text) for name, cell in row.cells.items()},
        "places": {name: row.address(name) for name in row.columns},
    }


def _store(
    act: Act,
    competition: Competition,
    staged: StagedEntry,
    status: str,
    stored: Stored,
    directory: Directory,
    participation: Participation,
) -> None:
    contest = participation.contests[staged.contest_id]
    coauthors = [_present(directory, number) for number in staged.coauthor_ids]
    if status == "unchanged":
        return
    if contest.entries_closed_at is not None:
        raise refuse("entries_closed", contest=contest.name)
    entrant = _entrant(act, competition, staged, directory)
    if status == "changed":
        entry = stored.entries[key_of(staged)]
        entering.change_entry(act, entry, staged.title, coauthors, staged.seed_mark)
        return
    entering.enter(act, contest, entrant, staged.title, coauthors, staged.seed_mark, participation=participation)


def _present(directory: Directory, number: int | None) -> Person:
    """A person who was there at the preview and still is."""
    person = directory.people.get(number or 0)
    if person is None:
        raise refuse("person_gone")
    return person


def _entrant(act: Act, competition: Competition, staged: StagedEntry, directory: Directory) -> Entrant:
    """Get or make the entrant a row names."""
    if staged.kind == "union":
        return union_entrant(act, competition, staged.name)
    if staged.kind == "department":
        return department_entrant(act, competition, act.session.get_one(Department, staged.department_id))
    person = _present(directory, staged.person_id)
    if staged.kind == "person":
        return person_entrant(act, competition, person)
    members: Sequence[Person | str] = (person, *staged.relatives)
    return family_entrant(act, competition, f"{person.name}家庭", members, person.department)
