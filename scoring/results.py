"""What goes into a ranking and what comes out, as values."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.awards import Decision, PrizeFace
from scoring.errors import Fault
from scoring.judged.sheet import Judge, Sheet
from scoring.people import Entry
from scoring.races import RaceResult, Status
from scoring.values import Place


@dataclass(frozen=True, slots=True)
class JudgedResults:
    """Everything a judged contest came to.

    `chief_order` is the chief judge's recorded decision on equal entries, best first; `decisions` the committee's.
    """

    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    sheets: tuple[Sheet, ...]
    chief_order: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class RaceResults:
    """Everything a race came to; an entry without a result is DNS."""

    entries: tuple[Entry, ...]
    results: tuple[RaceResult, ...]
    decisions: tuple[Decision, ...] = ()


Results = JudgedResults | RaceResults
"""What a contest came to, in any format."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the standings.

    `score` is the published text, `exact` the unrounded score (marks, or milliseconds / metres). `decided_by` names
    the last rule that was needed to part the entry from a neighbour: `score`, a key of the tie chain, `shared`, or ""
    for an entry alone or unplaced. `prize_by` is `rule`, `committee` or "". `points` are exact.
    """

    group: str
    entry: str
    place: Place | None
    score: str
    exact: Fraction | None
    status: Status
    reason: str = ""
    decided_by: str = ""
    tied: bool = False
    prize: str | None = None
    prize_by: str = ""
    prize_note: str = ""
    points: Fraction | None = None
    department: str = ""


@dataclass(frozen=True, slots=True)
class Standings:
    """The rows in order of groups and places.

    `faults` block publication, `warnings` don't. `prize_faces` tells winners and participants of each group.
    """

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    prize_faces: tuple[PrizeFace, ...]
    fingerprint: str

    def row(self, entry: str) -> Row:
        """Return the row of one entry; raises `KeyError` for an entry that isn't listed."""
        for row in self.rows:
            if row.entry == entry:
                return row
        raise KeyError(entry)
