"""What goes into giving prizes and what comes out, as values; what prizes cost, and 获奖面."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.errors import Fault
from scoring.rulebook.model import Prize
from scoring.values import Fen, Place


class DecisionKind(StrEnum):
    """What a committee may decide: give a prize (extra, or to settle a tie), or withdraw one."""

    AWARD = "award"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Decision:
    """A committee's decision on one entry, with the number of its minute (评委会合议纪要)."""

    entry: str
    kind: DecisionKind
    minute: str
    prize: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A placed entry; entries with the same `place` and `tied` are equal. `score` is the published one, in marks.

    `persons` are the people behind it, for one award per person; without any, the entry's code is the person.
    """

    entry: str
    place: Place
    tied: bool = False
    score: Fraction | None = None
    department: str = ""
    persons: frozenset[str] = frozenset()

    @property
    def people(self) -> frozenset[str]:
        """The people who would win with it."""
        return self.persons or frozenset({self.entry})


@dataclass(frozen=True, slots=True)
class Award:
    """What one entry gets.

    `by` is `rule`, `committee` or "". `note`: "", below_floor (a higher tier was out of reach), tie_expanded,
    tie_shrunk, tie_open (the committee must decide), cap_reached (no more winners are allowed), department_full,
    won_elsewhere, extra, settled, withdrawn. `minute` names the decision.
    """

    entry: str
    prize: str | None
    by: str = ""
    note: str = ""
    minute: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """How one prize tier came out: prizes on offer by the rule, and prizes given by it."""

    prize: str
    quota: int
    given: int


@dataclass(frozen=True, slots=True)
class PrizeFace:
    """获奖面 of a group: winners among participants, and whether the rulebook's limit is kept."""

    group: str
    winners: int
    participants: int
    within_limit: bool


@dataclass(frozen=True, slots=True)
class AwardOutcome:
    """The awards in the order of the candidates, the tiers, and what is still open."""

    awards: tuple[Award, ...]
    tiers: tuple[Tier, ...]
    faults: tuple[Fault, ...] = ()


def prize_face(group: str, outcome: AwardOutcome, participants: int, limit: Fraction) -> PrizeFace:
    """Return winners among participants; the limit is the rulebook's `face_limit` (practice.md 4.2, compliance)."""
    winners = sum(1 for a in outcome.awards if a.prize is not None)
    return PrizeFace(group, winners, participants, winners <= limit * participants)


def prize_cost(outcome: AwardOutcome, prizes: Sequence[Prize]) -> Fen:
    """Return what the prizes given cost, in fen."""
    values = {prize.name: prize.value for prize in prizes}
    return Fen(sum(values[a.prize] for a in outcome.awards if a.prize is not None))
