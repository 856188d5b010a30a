"""What measuring gives: scores, the tie chain, and the evidence behind each score."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from scoring.ballots.scores import BallotScore
from scoring.errors import Fault
from scoring.judged.score import PanelScore
from scoring.nominations import NominationScore
from scoring.people import Entry
from scoring.races import Advance, Outcome, Status
from scoring.ranking import TieRule
from scoring.results import SideTable
from scoring.tally import TallyScore
from scoring.vitality import IndexScore

Chain = Callable[[Sequence[str]], tuple[TieRule, ...]]
"""Makes the tie chain for the entries of one group; its first link is the published score itself."""
Evidence = PanelScore | Outcome | BallotScore | IndexScore | TallyScore | NominationScore
"""What led to one score, by format."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One entry before it is placed; `text` is the published score, `exact` and `published` are in the format's unit.

    `marks` is the score a prize's floor is compared with; None where scores aren't marks. `facts` are the
    format's own columns.
    """

    entry: Entry
    status: Status
    reason: str
    text: str
    exact: Fraction | None
    published: Fraction | None
    marks: Fraction | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """All entries measured, before places. `faults` block publication, `warnings` don't; `tables` stand beside it.

    `advanced` tells who goes on from each round that has a rule for it.
    """

    scored: Mapping[str, Scored]
    chain: Chain
    evidence: Mapping[str, Evidence]
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = field(default=())
    tables: tuple[SideTable, ...] = ()
    advanced: tuple[Advance, ...] = ()
