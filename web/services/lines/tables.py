"""The two tables of lines: which columns tell a line from the others, and which hold what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scoring.files.results import result_columns
from scoring.files.results.nomination import ITEM_COLUMNS
from scoring.files.terms import TERM_COLUMNS
from scoring.rulebook import Format, Rulebook
from scoring.rulebook.laws import law_of
from web.services.lines.reporters import REPORTER, ranks_departments
from web.services.lines.ways import Way, way_of

RESULTS, ENTRIES = "results", "entries"
"""The tables of docs/formats.md a line may belong to."""
Key = frozenset[tuple[str, str]]
"""What tells a line of an entry from its others: its key columns that are not empty."""

_KEYS = {
    Format.JUDGED: ("round", "judge", "criterion", "part"),
    Format.RACE: ("round", "reader"),
    Format.BALLOT: ("ballot", "item", "class", "grade"),
    Format.INDEX: ("indicator",),
    Format.TALLY: (REPORTER, "report", "kind", "level", "state", "department"),
    Format.NOMINATION: ("round", "judge", "criterion", "item"),
}
_TERM_KEYS = ("round", "criterion")
_NUMBERED = "report"
"""A line with this number is known by it alone: its state changes while the report stays the same."""


def columns(rulebook: Rulebook, kind: str) -> tuple[str, ...]:
    """All columns of a table but the entry, as its reader knows them."""
    if kind == RESULTS:
        reporter = (REPORTER,) if ranks_departments(rulebook) else ()
        return (*reporter, *(name for name in result_columns(rulebook) if name != "entry"))
    group = ("group",) if rulebook.index is not None and rulebook.index.classes else ()
    terms = TERM_COLUMNS if rulebook.judging is not None else ()
    return (*group, *law_of(rulebook.format).counts(rulebook), *terms)


def key_columns(rulebook: Rulebook, kind: str) -> tuple[str, ...]:
    """The columns that tell lines apart, as far as the table has them."""
    keys, known = _KEYS[rulebook.format] if kind == RESULTS else _TERM_KEYS, _fillable(rulebook, kind)
    return tuple(name for name in keys if name in known)


def value_columns(rulebook: Rulebook, kind: str) -> tuple[str, ...]:
    """The columns that hold what was found."""
    keys = key_columns(rulebook, kind)
    return tuple(name for name in _fillable(rulebook, kind) if name not in keys)


def _fillable(rulebook: Rulebook, kind: str) -> tuple[str, ...]:
    """The columns lines may fill: no marks where judges have tablets."""
    known = columns(rulebook, kind)
    if kind == ENTRIES or way_of(rulebook) is not Way.PANEL:
        return known
    return tuple(name for name in known if name in ITEM_COLUMNS) if rulebook.nomination else ()


def key_of(rulebook: Rulebook, kind: str, cells: Mapping[str, str]) -> Key:
    """What tells a line with these cells from the entry's others."""
    return keys_of(rulebook)(kind, cells)


def keys_of(rulebook: Rulebook) -> Callable[[str, Mapping[str, str]], Key]:
    """`key_of` for many lines: what the rules say of the columns is read once."""
    names = {kind: key_columns(rulebook, kind) for kind in (RESULTS, ENTRIES)}

    def key(kind: str, cells: Mapping[str, str]) -> Key:
        if cells.get(_NUMBERED):
            return frozenset({(_NUMBERED, cells[_NUMBERED])})
        return frozenset((name, cells[name]) for name in names[kind] if cells.get(name))

    return key
