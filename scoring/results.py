"""What goes into a ranking and what comes out, as values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from scoring.awards import Decision, PrizeFace
from scoring.ballots.votes import BallotCount, BallotLine, Turnout
from scoring.errors import Fault
from scoring.judged.sheet import Judge, PartValue, Sheet
from scoring.nominations import ReviewAnswer, VoteCount, VoteSession
from scoring.people import Entry
from scoring.races import RaceResult, Status
from scoring.tally import Report
from scoring.values import Place
from scoring.vitality import IndexValue


@dataclass(frozen=True, slots=True)
class JudgedResults:
    """Everything a judged contest came to.

    `chief_order` is the chief judge's recorded decision on equal entries, best first; `decisions` the committee's.
    `effects` are the judges' severities in 1/10,000 mark that a published `adjusted` result was made with; None lets
    them be estimated from the marks.
    """

    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    sheets: tuple[Sheet, ...]
    chief_order: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    parts: tuple[PartValue, ...] = ()
    effects: Mapping[str, int] | None = field(default=None, hash=False)

    @property
    def taking_part(self) -> "JudgedResults":
        """The same contest without those who are out of it (`Entry.status`)."""
        out = {entry.code for entry in self.entries if entry.status is not Status.FIN}
        return self.without(out) if out else self

    def without(self, away: Collection[str]) -> "JudgedResults":
        """Return the same contest without some entries, their marks and their parts."""
        return replace(
            self,
            entries=tuple(entry for entry in self.entries if entry.code not in away),
            sheets=tuple(sheet for sheet in self.sheets if sheet.entry not in away),
            parts=tuple(part for part in self.parts if part.entry not in away),
        )


@dataclass(frozen=True, slots=True)
class RaceResults:
    """Everything a race came to, line by line (of each round and reader); an entry without a result is DNS."""

    entries: tuple[Entry, ...]
    results: tuple[RaceResult, ...]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class BallotResults:
    """Everything a democratic evaluation came to: single ballots and counted ones.

    `turnouts` has a session's numbers by entry and class: `""` stands for all entries, and for all classes together.
    An open session (`closed` false) has no results.
    """

    entries: tuple[Entry, ...]
    lines: tuple[BallotLine, ...] = ()
    counts: tuple[BallotCount, ...] = ()
    turnouts: Mapping[tuple[str, str], Turnout] = field(default_factory=dict)
    closed: bool = True
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexResults:
    """Everything an index came to: raw values by entry and indicator."""

    entries: tuple[Entry, ...]
    values: tuple[IndexValue, ...]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyResults:
    """Everything a tally came to; where departments are ranked, `people` are those who report for them."""

    entries: tuple[Entry, ...]
    reports: tuple[Report, ...]
    people: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class NominationResults:
    """Everything a nomination came to: marks and given parts as in a judged contest, the review, and the votes.

    `sessions` tells by vote who was due and present.
    """

    judged: JudgedResults
    checks: tuple[ReviewAnswer, ...] = ()
    votes: tuple[VoteCount, ...] = ()
    sessions: Mapping[str, VoteSession] = field(default_factory=dict, hash=False)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The nominees."""
        return self.judged.entries

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The committee's decisions."""
        return self.judged.decisions


Results = JudgedResults | RaceResults | BallotResults | IndexResults | TallyResults | NominationResults
"""What a contest came to, in any format."""


@dataclass(frozen=True, slots=True)
class SideTable:
    """A list that belongs to the results beside the places: a counting report, a completion table; cells are texts."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the standings.

    `score` is the published text, `exact` the unrounded score (marks, or milliseconds / metres). `decided_by` names
    the last rule that was needed to part the entry from a neighbour: `score`, a key of the tie chain, `shared`, or ""
    for an entry alone or unplaced. `prize_by` is `rule`, `committee` or "". `points` are exact. `facts` are the
    format's own columns (`Law.columns`). `shown_place` is set where the mean of shared places is told (2.5).
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
    facts: Mapping[str, str] = field(default_factory=dict)
    shown_place: Fraction | None = None


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
    tables: tuple[SideTable, ...] = ()

    def row(self, entry: str) -> Row:
        """Return the row of one entry; raises `KeyError` for an entry that isn't listed."""
        for row in self.rows:
            if row.entry == entry:
                return row
        raise KeyError(entry)
