"""Results from a file: wide like the grids or long as docs/formats.md has them; looked at first, then stored whole."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from web.db.models import Entry, ImportBatch
from web.services import audit, rules
from web.services.act import Act
from web.services.filling.changes import Change, drafts_of, stored_lines
from web.services.filling.checking import faults_of
from web.services.filling.desk import FillingDesk, store_changes
from web.services.filling.layouts import FIXED, WHO, Shape, meanings, shapes_of
from web.services.grids import Cells, Grid
from web.services.intake import CellFault, Row, Table, read_tables
from web.services.intake.headers import find_header, rows_of
from web.services.lines import REPORTER, RESULTS, key_of
from web.services.people.departments import path_text, read_path
from web.services.refusals import Fault, refuse
from web.services.results.sources import home_of, judge_code

BATCH_KIND = "lines"
Whose = tuple[int, Cells]
"""An entry, and the key cells that name one of its people."""


def stage_lines(act: Act, desk: FillingDesk, filename: str, content: bytes) -> ImportBatch:
    """Read a file into a batch to look at: what would change, and every fault with its cell.

    Refuses what `read_tables` and `rows_of` refuse, and file_without_results when no sheet has known columns.
    """
    reading = _Reading(desk)
    shapes = shapes_of(desk.rulebook, desk.grids)
    found = [(table, shape) for table in read_tables(filename, content) if (shape := _shape(table, shapes))]
    if not found:
        raise refuse("file_without_results")
    for table, shape in found:
        reading.take(table.name if len(found) > 1 else "", rows_of([table], shape.layout), shape)
    drafts = drafts_of(desk.rulebook, stored_lines(act, desk.contest), reading.changes)
    faults = [*reading.faults, *faults_of(desk.rulebook, desk.sources, drafts, desk.names)]
    changed = [draft for draft in drafts if draft.changed]
    batch = ImportBatch(
        competition_id=desk.contest.competition_id,
        contest_id=desk.contest.id,
        kind=BATCH_KIND,
        filename=filename[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        rows=[_document(change) for change in reading.changes],
        faults=[{"code": one.code, "params": dict(one.params), "where": one.where} for one in faults],
        counts={
            "lines": len(reading.changes),
            "new": sum(1 for draft in changed if draft.before is None),
            "changed": sum(1 for draft in changed if draft.before is not None),
        },
        created_at=act.now,
        created_by_id=act.account_id,
    )
    act.session.add(batch)
    audit.record(act, "lines_staged", desk.contest, rows=len(batch.rows), faults=len(faults), file=batch.sha256)
    return batch


def apply_lines(act: Act, desk: FillingDesk, batch: ImportBatch, reason: str = "") -> int:
    """Store a batch's lines; how many changed. Refuses batch_applied, batch_faulty, and as `store_changes`."""
    rules.hold(act, desk.contest)
    act.session.refresh(batch, with_for_update=True)  # two clicks must not bring a list in twice
    if batch.state == "applied":
        raise refuse("batch_applied")
    if batch.faults:
        raise refuse("batch_faulty")
    stored = store_changes(act, desk, [_change(document) for document in batch.rows], reason)
    batch.state = "applied"
    audit.record(act, "lines_imported", desk.contest, batch=batch.id, lines=stored)
    return stored


def batch_faults(batch: ImportBatch) -> list[Fault]:
    """The faults of a batch as they were found."""
    return [Fault(one["code"], one["params"], one["where"]) for one in batch.faults]


@dataclass(slots=True)
class _Reading:
    """Rows of all sheets becoming changes; every fault is kept with its cell."""

    desk: FillingDesk
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _seen: dict[tuple[Any, ...], str] = field(default_factory=dict)
    _keys: Mapping[str, set[Whose]] = field(init=False)
    _codes: Mapping[str, Mapping[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._keys = _entry_keys(self.desk)
        self._codes = meanings(self.desk.rulebook)

    def take(self, sheet: str, rows: Iterable[Row], shape: Shape) -> None:
        """Take in the rows of one sheet; its name stands before the cells where a file has several."""
        for row in rows:
            broken = row.broken_cells()
            self.faults += [self._fault(sheet, one) for one in broken]
            if broken:
                continue
            changes = self._long(sheet, row, shape) if shape.grid is None else self._wide(sheet, row, shape.grid)
            for change in changes:
                self._once(change)

    def _wide(self, sheet: str, row: Row, grid: Grid) -> Iterator[Change]:
        filled = [(n, column) for n, column in enumerate(grid.columns) if row.text(f"c{n}")]
        if not filled:
            return
        found = self._fixed(sheet, row, grid) if grid.fixed else self._who(sheet, row)
        if found is None:
            return
        entry_id, key = found
        for n, column in filled:
            place = _place(sheet, row.address(f"c{n}"))
            text = _chosen(column.choices, row.text(f"c{n}"))
            slot = (column.kind, entry_id, frozenset((*column.key, *key)))
            yield Change(*slot, {column.field: text}, {column.field: place})

    def _fixed(self, sheet: str, row: Row, grid: Grid) -> tuple[None, Cells] | None:
        wanted = row.text(FIXED)
        for one in grid.fixed:
            if len(grid.fixed) == 1 or wanted in (one.label.text, *dict(one.key).values()):
                return None, one.key
        known = "、".join(one.label.text for one in grid.fixed)
        self.faults.append(self._fault(sheet, row.fault("line_row_unknown", FIXED, value=wanted[:40], known=known)))
        return None

    def _who(self, sheet: str, row: Row) -> Whose | None:
        """Whose row it is: by work code, number, staff number or name, the first that is filled."""
        for one in WHO:
            text = row.text(one.field)
            if text:
                return self._entry(sheet, row, one.field, f"#{text}" if one.field == "bib" else text)
        self.faults.append(self._fault(sheet, row.fault("line_entry_missing")))
        return None

    def _long(self, sheet: str, row: Row, shape: Shape) -> Iterator[Change]:
        rulebook, kind = self.desk.rulebook, shape.kind
        cells = {name: self._coded(name, row.text(name)) for name in row.columns if row.text(name) and name != "entry"}
        whose: tuple[int | None, Cells] | None = (None, ())
        if row.text("entry"):
            whose = self._entry(sheet, row, "entry", row.text("entry"))
        if whose is None or not cells:
            return
        entry_id, named = whose
        cells |= dict(named)
        if rulebook.tally is not None and kind == RESULTS and not cells.get("report"):
            cells.setdefault("count", "1")
        places = {name: _place(sheet, row.address(name)) for name in row.columns}
        yield Change(kind, entry_id, key_of(rulebook, kind, cells), cells, places)

    def _coded(self, name: str, text: str) -> str:
        if name == "judge" and text.removeprefix("评委").isdecimal():
            return judge_code(int(text.removeprefix("评委")))
        if name == "department":
            return self._department(text)
        known = self._codes.get(name, {})
        return known.get(text, text)

    def _department(self, text: str) -> str:
        """A department by its number in the rules; an unknown one stays as it was written, and earns nobody a point."""
        departments = self.desk.sources.departments
        wanted = path_text(read_path("", text, ""))
        found = [one for one in departments.values() if wanted in (one.path, one.name)]
        home = home_of(found[0].id, departments) if len(found) == 1 else None
        return str(home.id) if home else text

    def _entry(self, sheet: str, row: Row, place: str, text: str) -> Whose | None:
        found = self._keys.get(text) or self._keys.get(f"#{text}") or set()
        if len(found) == 1:
            return next(iter(found))
        code = "line_entry_ambiguous" if found else "line_entry_unknown"
        self.faults.append(self._fault(sheet, row.fault(code, place, value=text.lstrip("#")[:40])))
        return None

    def _once(self, change: Change) -> None:
        """A box may be filled once in a file: a second text for it is a fault, not the winner."""
        for name in change.values:
            slot = (*change.slot, name)
            place = change.places.get(name, "")
            if slot in self._seen:
                self.faults.append(Fault("line_twice_in_file", {"first": self._seen[slot]}, place))
                return
            self._seen[slot] = place
        self.changes.append(change)

    def _fault(self, sheet: str, fault: CellFault) -> Fault:
        return Fault(fault.code, fault.params, _place(sheet, fault.where))


def _shape(table: Table, shapes: Sequence[Shape]) -> Shape | None:
    """The shape a sheet has: the one with most columns found, all that it needs among them."""
    best: tuple[int, Shape] | None = None
    for shape in shapes:
        header = find_header(table, shape.layout)
        if header is None or shape.layout.missing(header.columns) or not _says_whose(shape, header.columns):
            continue
        if best is None or len(header.columns) > best[0]:
            best = (len(header.columns), shape)
    return best[1] if best else None


def _says_whose(shape: Shape, columns: Mapping[str, int]) -> bool:
    """Whether a sheet of this shape says something, and of whom."""
    if not shape.telling & columns.keys():
        return False
    return shape.grid is None or bool(shape.grid.fixed) or any(one.field in columns for one in WHO)


def _place(sheet: str, address: str) -> str:
    return f"{sheet}!{address}" if sheet else address


def _chosen(choices: Sequence[tuple[str, Any]], text: str) -> str:
    """A choice by its text in the rulebook; readers know the other words people use."""
    return next((code for code, label in choices if text in (code, label.text)), text)


def _entry_keys(desk: FillingDesk) -> dict[str, set[Whose]]:
    """Entries by what a list may call them (blind: the work code alone), and the people of departments."""
    keys: dict[str, set[Whose]] = defaultdict(set)
    for entry in desk.sources.entries:
        for name in [entry.blind_code] if desk.rulebook.blind else _called(entry):
            if name:
                keys[name].add((entry.id, ()))
    for entry, person in desk.reporters:
        for name in filter(None, (person.staff_no, person.name)):
            keys[name].add((entry.id, ((REPORTER, str(person.id)),)))
    return keys


def _called(entry: Entry) -> list[str | None]:
    person, bib = entry.entrant.person, entry.entrant.bib
    return [
        entry.blind_code,
        entry.entrant.name,
        person.staff_no if person else None,
        f"#{bib}" if bib is not None else None,
    ]


def _document(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "entry_id": change.entry_id,
        "key": sorted([list(pair) for pair in change.key]),
        "values": dict(change.values),
        "places": dict(change.places),
    }


def _change(document: Mapping[str, Any]) -> Change:
    key = frozenset((name, text) for name, text in document["key"])
    return Change(document["kind"], document["entry_id"], key, document["values"], document["places"])
