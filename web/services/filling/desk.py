"""成绩录入: one contest's grids with what stands in them, and what is typed into one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scoring.rulebook import Rulebook
from scoring.values import format_fixed, parse_metres
from web.db.models import Contest, Entry, Person, ResultLine
from web.services import rules
from web.services.act import Act
from web.services.filling.changes import Change, Slot, drafts_of, store, stored_lines
from web.services.filling.checking import faults_of
from web.services.filling.rounds import field_of
from web.services.grids import Cells, Column, Grid, Label, grids_of
from web.services.grids.choosing import chosen
from web.services.lines import REPORTER, keys_of, ranks_departments
from web.services.races.results import is_published
from web.services.refusals import Conflict, Fault, Forbidden, Refusal, refuse
from web.services.results.sources import Sources, judge_code, read_sources
from web.services.results.walls import judges_here
from web.services.results.work import entry_label

PAGE = 50
"""Rows on one page: a grid of 20 columns stays below the number of form fields a request may have."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: an entry, one of its people, or (`entry` None) what holds for all.

    `key` are the cells its lines have besides those of the columns; `beside` tells namesakes apart; `texts` stand in
    its boxes; `base` is their state.
    """

    code: str
    entry: Entry | None
    label: Label
    key: Cells
    texts: tuple[str, ...]
    base: str
    beside: str = ""


@dataclass(frozen=True)
class FillingDesk:
    """A contest's rules, rows and lines, ready to be filled in."""

    contest: Contest
    rulebook: Rulebook
    sources: Sources
    grids: tuple[Grid, ...]
    lines: Mapping[Slot, ResultLine]

    @cached_property
    def names(self) -> Mapping[int, str]:
        """What each entry is called here: by its work code where works are judged blind."""
        return {entry.id: entry_label(entry, blind=self.rulebook.blind) for entry in self.sources.entries}

    def rows(self, grid: Grid, *, everybody: bool = False) -> list[GridRow]:
        """The rows of a grid with what stands in them; of a later round those who reached it, unless `everybody`."""
        if grid.fixed:
            return [self._row(grid, f"f{n}", None, row.label, row.key) for n, row in enumerate(grid.fixed)]
        if grid.people:
            return [
                self._row(grid, f"p{person.id}", entry, Label(person.name), ((REPORTER, str(person.id)),), told)
                for entry, person in self.reporters
                for told in [" ".join(word for word in (person.staff_no, self.names[entry.id]) if word)]
            ]
        return [
            self._row(grid, f"r{e.id}", e, Label(self.names[e.id]), beside=self._beside(e))
            for e in self.field(grid, everybody)
        ]

    def field(self, grid: Grid, everybody: bool = False) -> Sequence[Entry]:
        """The entries a grid lists."""
        listed = field_of(self.rulebook, self.sources, grid.round) if grid.round and not everybody else None
        if listed is None:
            return self._ordered
        entries = {entry.id: entry for entry in self.sources.entries}
        return [entries[number] for number in listed]

    @cached_property
    def reporters(self) -> Sequence[tuple[Entry, Person]]:
        """Who reports where departments are ranked: everybody of each department that entered, by staff number."""
        homes, entries = self.sources.crowd.homes, {entry.id: entry for entry in self.sources.entries}
        found = [(entries[homes[person.id]], person) for person in self.sources.staff if person.id in homes]
        return sorted(found, key=lambda one: (self.names[one[0].id], one[1].staff_no or "", one[1].id))

    def filled(self, grid: Grid) -> tuple[int, int]:
        """How many rows of a grid have something in them, and how many there are."""
        rows = self.rows(grid)
        return sum(1 for row in rows if any(row.texts)), len(rows)

    @property
    def _ordered(self) -> Sequence[Entry]:
        """By number on the back, as lists are; works by their code, so that nothing tells who entered when."""
        if self.rulebook.blind:
            return sorted(self.sources.entries, key=lambda entry: entry.blind_code or "")
        return sorted(self.sources.entries, key=lambda entry: (entry.entrant.bib or 0, entry.id))

    def _beside(self, entry: Entry) -> str:
        """Number on the back and staff number; nothing where works are judged blind."""
        if self.rulebook.blind:
            return ""
        person, bib = entry.entrant.person, entry.entrant.bib
        words = (str(bib) if bib is not None else "", person.staff_no if person else "")
        return " ".join(word for word in words if word)

    def _row(
        self, grid: Grid, code: str, entry: Entry | None, label: Label, key: Cells = (), beside: str = ""
    ) -> GridRow:
        found = [self.lines.get(self.slot(column, entry, key)) for column in grid.columns]
        texts = [
            chosen(column, line.cells.get(column.field, "")) if line else ""
            for line, column in zip(found, grid.columns, strict=True)
        ]
        states = sorted({(line.id, line.version) for line in found if line})
        base = ".".join(f"{number}-{version}" for number, version in states)
        return GridRow(code, entry, label, key, tuple(texts), base, beside)

    def slot(self, column: Column, entry: Entry | None, key: Cells = ()) -> Slot:
        """The line a box belongs to."""
        return column.kind, entry.id if entry else None, frozenset((*column.key, *key))


def open_desk(act: Act, contest: Contest) -> FillingDesk:
    """The contest ready to be filled in.

    Refusals rules_not_frozen, entries_not_closed, filled_elsewhere (the race desk, or tablets alone). Forbidden
    judge_behind_wall for an organizer who judges this contest.
    """
    rulebook = rules.frozen(act, contest)
    if contest.entries_closed_at is None:
        raise refuse("entries_not_closed", contest=contest.name)
    if judges_here(act, contest):
        raise Forbidden(Fault("judge_behind_wall"))
    sources = read_sources(act.session, contest, whole_staff=ranks_departments(rulebook))
    key = keys_of(rulebook)
    lines = {(line.kind, line.entry_id, key(line.kind, line.cells)): line for line in sources.lines}
    judges = [judge_code(seat.number) for seat in sources.seats if seat.left_at is None]
    grids = grids_of(rulebook, _rounds(rulebook, lines.values()), judges)
    if not grids:
        raise refuse("filled_elsewhere", contest=contest.name)
    return FillingDesk(contest, rulebook, sources, grids, lines)


def enter_grid(
    act: Act, desk: FillingDesk, grid: Grid, typed: Mapping[str, str], bases: Mapping[str, str], reason: str = ""
) -> int:
    """Store the boxes that say something new; how many lines changed.

    `typed` is by box (`r12-c3`), `bases` by row: what the page showed. Refuses with the faults of all boxes, each with
    its box as the place; Conflict line_stale names the rows somebody else changed meanwhile. Then nothing is stored.
    """
    rules.hold(act, desk.contest)
    rows = [row for row in desk.rows(grid, everybody=True) if row.code in bases]
    changes = [change for row in rows for change in _changes(desk, grid, row, typed)]
    moved = {box.partition("-")[0] for change in changes for box in change.places.values()}
    stale = [row for row in rows if row.code in moved and bases[row.code] != row.base]
    if stale:
        raise Conflict(*(Fault("line_stale", {"name": row.label.text or desk.contest.name}, row.code) for row in stale))
    return store_changes(act, desk, changes, reason)


def store_changes(act: Act, desk: FillingDesk, changes: Sequence[Change], reason: str = "") -> int:
    """Check the lines as they would be, then store them; the contest is locked by the caller."""
    drafts = drafts_of(desk.rulebook, stored_lines(act, desk.contest), changes)
    if not any(draft.changed for draft in drafts):
        return 0
    faults = faults_of(desk.rulebook, desk.sources, drafts, desk.names)
    if not reason.strip() and is_published(act, desk.contest):
        faults.append(Fault("result_change_reason", {"contest": desk.contest.name}, "reason"))
    if faults:
        raise Refusal(*faults)
    return store(act, desk.contest, drafts, reason)


def change_needs_reason(act: Act, contest: Contest) -> bool:
    """Whether results were published, so that a change must say why."""
    return is_published(act, contest)


def box(row: GridRow, column: int) -> str:
    """The name of a box: its row and its column, from 0."""
    return f"{row.code}-c{column}"


def _changes(desk: FillingDesk, grid: Grid, row: GridRow, typed: Mapping[str, str]) -> list[Change]:
    """The boxes of a row that were changed."""
    found = []
    for number, (column, text) in enumerate(zip(grid.columns, row.texts, strict=True)):
        name = box(row, number)
        said = typed.get(name, text).strip()
        if said != text:
            kind, entry_id, key = desk.slot(column, row.entry, row.key)
            found.append(Change(kind, entry_id, key, {column.field: said}, {column.field: name}))
    return found


def _rounds(rulebook: Rulebook, lines: Iterable[ResultLine]) -> list[str]:
    """The rounds that have lines, and the next one: where the rules list none, any number is a round, or any height."""
    found = sorted({line.cells["round"] for line in lines if line.cells.get("round")})
    heights = rulebook.race is not None and rulebook.race.heights
    return [*found, _next_height(found) if heights else str(len(found) + 1)]


def _next_height(found: Sequence[str]) -> str:
    """Five centimetres above the highest; the rules say better which heights there are."""
    highest = max((parse_metres(one, 2) for one in found), default=95)
    return format_fixed(Fraction(highest + 5, 100), 2)
