"""Changes to lines: what was typed or brought in becomes drafts, and is stored all or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from scoring.rulebook import Rulebook
from web.db.models import Contest, ResultLine
from web.services import audit
from web.services.act import Act
from web.services.lines import Key, keys_of, value_columns

TELLING = {"ballot": "grade", "report": "state"}
"""What a line that has the first must have besides: one mark on a ballot its grade, one report its state."""
_IN_WORDS = "reason"
"""The one column of free text: it may name people, so the log holds its commitment."""
Slot = tuple[str, int | None, Key]
"""Which line: its table, its entry, its key."""


@dataclass(frozen=True, slots=True)
class Change:
    """Texts for the value columns of one line (`""` empties); `places` say where each was typed."""

    kind: str
    entry_id: int | None
    key: Key
    values: Mapping[str, str]
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def slot(self) -> Slot:
        """Which line is meant."""
        return self.kind, self.entry_id, self.key


@dataclass(slots=True)
class Draft:
    """A line as it would be: stored (`line`) or new, its cells, and where what changes was typed."""

    line: ResultLine | None
    kind: str
    entry_id: int | None
    key: Key
    cells: dict[str, str]
    places: dict[str, str] = field(default_factory=dict)
    struck: bool = False

    @property
    def before(self) -> dict[str, str] | None:
        """The cells that stand now; None where nothing does."""
        return None if self.line is None or self.line.struck else dict(self.line.cells)

    @property
    def changed(self) -> bool:
        """Whether the line says something else than it does now."""
        return (None if self.struck else self.cells) != self.before


def stored_lines(act: Act, contest: Contest) -> list[ResultLine]:
    """All lines of the current run, the struck ones too, in the order they were first written."""
    chosen = select(ResultLine).where(ResultLine.contest_id == contest.id, ResultLine.run == contest.run)
    return list(act.session.scalars(chosen.order_by(ResultLine.id)))


def drafts_of(rulebook: Rulebook, stored: Iterable[ResultLine], changes: Iterable[Change]) -> list[Draft]:
    """Every line as it would be after the changes; changes of one line come together."""
    drafts: dict[Slot, Draft] = {}
    key = keys_of(rulebook)
    for line in stored:
        slot = (line.kind, line.entry_id, key(line.kind, line.cells))
        drafts[slot] = Draft(line, *slot, dict(line.cells), struck=line.struck)
    for change in changes:
        draft = drafts.setdefault(change.slot, Draft(None, *change.slot, {}, struck=True))
        base = dict(change.key) if draft.struck else draft.cells
        draft.cells = {name: text for name, text in {**base, **change.values}.items() if text}
        draft.struck = not _says_something(rulebook, draft)
        draft.places |= change.places
    return list(drafts.values())


def store(act: Act, contest: Contest, drafts: Sequence[Draft], reason: str = "") -> int:
    """Write the drafts that changed, with one event for each entry that holds old and new cells; how many lines."""
    changed = [draft for draft in drafts if draft.changed]
    by_entry: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for draft in changed:
        old = draft.before
        line = draft.line or ResultLine(
            contest_id=contest.id, run=contest.run, entry_id=draft.entry_id, kind=draft.kind, version=0
        )
        line.cells = dict(draft.key) if draft.struck else dict(draft.cells)
        line.struck, line.version = draft.struck, line.version + 1
        line.recorded_at, line.recorded_by_id = act.now, act.account_id
        act.session.add(line)
        told = {"kind": draft.kind, "old": old, "new": None if draft.struck else draft.cells, "version": line.version}
        by_entry[draft.entry_id].append(_logged(act, contest, told))
    act.session.flush()
    why = {"change": audit.commitment(act, contest, reason.strip())} if reason.strip() else {}
    for entry_id, lines in by_entry.items():
        audit.record(act, "result_lines", contest, entry=entry_id or 0, run=contest.run, lines=lines, **why)
    return len(changed)


def _says_something(rulebook: Rulebook, draft: Draft) -> bool:
    for name, telling in TELLING.items():
        if draft.cells.get(name):
            return bool(draft.cells.get(telling))
    return any(draft.cells.get(name) for name in value_columns(rulebook, draft.kind))


def _logged(act: Act, contest: Contest, told: dict[str, Any]) -> dict[str, Any]:
    """A line's change as the log keeps it: codes and numbers; a reason goes in as its commitment."""
    for side in ("old", "new"):
        cells = told[side]
        if cells and cells.get(_IN_WORDS):
            told[side] = {**cells, _IN_WORDS: audit.commitment(act, contest, cells[_IN_WORDS])}
    return told
