"""What the RESULTS of all formats share: whose line it is."""

from collections.abc import Sequence
from typing import Protocol

from scoring.errors import Fault
from scoring.files.people import named, read_cell
from scoring.files.tables import Row
from scoring.people import Entry
from scoring.rulebook.reading import nearest

MOST_COMPARED = 2_000
"""Codes among which a likely one is looked for; in a longer list it would take a second for every slip."""


class OfEntry(Protocol):
    """Something that belongs to an entry."""

    @property
    def entry(self) -> str:
        """The entry's code."""


def entries_of(found: Sequence[OfEntry], listed: Sequence[Entry] | None) -> tuple[Entry, ...]:
    """Return the entries of the ENTRIES file; without one, those of the results."""
    if listed is not None:
        return tuple(listed)
    return tuple(Entry(code) for code in dict.fromkeys(one.entry for one in found))


def entry_code(row: Row, known: set[str] | None, faults: list[Fault]) -> str:
    """Return the code in the line; an entry that isn't listed is a fault entry_not_listed (entry, nearest)."""
    code = read_cell(row["entry"], named("entry"), "", faults)
    if code and known is not None and code not in known:
        close = {"entry": code, "nearest": nearest(code, sorted(known)) if len(known) <= MOST_COMPARED else ""}
        faults.append(Fault("entry_not_listed", close, "", row["entry"].line, row["entry"].column))
    return code
