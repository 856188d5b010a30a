"""Results from a file: wide like the grids or long as docs/formats.md has them; looked at first, then stored whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoring.ballots.votes import BLANK
from web.db.models import ImportBatch
from web.services import audit, rules
from web.services.act import Act
from web.services.batches import Upload, demand_fresh, stage, told_fault
from web.services.filling.changes import Change, drafts_of, stored_lines
from web.services.filling.checking import faults_of
from web.services.filling.desk import FillingDesk, store_changes
from web.services.filling.finding import Finder, Whose
from web.services.filling.layouts import FIXED, WHO, Shape, shapes_of
from web.services.grids import Cells, Grid
from web.services.grids.choosing import chosen
from web.services.intake import CellFault, Row, Table, read_tables
from web.services.intake.headers import find_header, rows_of
from web.services.lines import RESULTS, key_of
from web.services.refusals import Fault, Refusal, refuse

BATCH_KIND = "lines"


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
    rows = [_document(change) for change in reading.changes]
    counts = {
        "lines": len(rows),
        "new": sum(1 for draft in changed if draft.before is None),
        "changed": sum(1 for draft in changed if draft.before is not None),
    }
    upload = Upload(BATCH_KIND, filename, content)
    return stage(act, desk.contest, upload, rows, map(told_fault, faults), counts, rows=len(rows))


def apply_lines(act: Act, desk: FillingDesk, batch: ImportBatch, reason: str = "") -> int:
    """Store a batch's lines; how many changed. Refuses batch_applied, batch_faulty, and as `store_changes`."""
    rules.hold(act, desk.contest)
    demand_fresh(act, batch)
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
    _finder: Finder = field(init=False)

    def __post_init__(self) -> None:
        self._finder = Finder(self.desk)

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
            text = chosen(column, row.text(f"c{n}"))
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
        cells = {
            name: self._finder.coded(name, row.text(name)) for name in row.columns if row.text(name) and name != "entry"
        }
        whose: tuple[int | None, Cells] | None = (None, ())
        if row.text("entry"):
            whose = self._entry(sheet, row, "entry", row.text("entry"))
        if whose is None or not cells:
            return
        entry_id, named = whose
        cells |= dict(named)
        if cells.get("ballot"):
            cells.setdefault("grade", BLANK)  # an empty box of a ballot is an abstention
        if rulebook.tally is not None and kind == RESULTS and not cells.get("report"):
            cells.setdefault("count", "1")
        places = {name: _place(sheet, row.address(name)) for name in row.columns}
        yield Change(kind, entry_id, key_of(rulebook, kind, cells), cells, places)

    def _entry(self, sheet: str, row: Row, place: str, text: str) -> Whose | None:
        try:
            return self._finder.whose(text)
        except Refusal as refusal:
            self.faults += [self._fault(sheet, row.fault(one.code, place, **one.params)) for one in refusal.faults]
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
