"""What the rules of a nomination (和谐劳动职工、和睦家庭) fix besides rubric and panel: conditions, votes, quota.

Keys in docs/rulebook.md; the usual values are those of practice.md 4.5. Rubric, panel and given parts are those of
judged contests (`judging`), the honours are the prizes.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

NOTHING = Fraction(0)
TWO_THIRDS = Fraction(2, 3)
"""Share of those due who must be present at a vote (practice.md 4.6)."""


class VoteBasis(StrEnum):
    """What a share of votes is a share of: those present (实到), or those due (应到)."""

    PRESENT = "present"
    DUE = "due"


class VoteScale(StrEnum):
    """What earns a vote's points: the share of the voters in favour, or the share of the most votes anybody got."""

    OF_VOTERS = "of_voters"
    OF_BEST = "of_best"


@dataclass(frozen=True, slots=True)
class Nomination:
    """The review of who is nominated. `most_nominated` bounds what one department may nominate.

    `exceptions_only` tells that RESULTS name only what speaks against somebody; else everything must be written.
    """

    most_nominated: int | None = None
    exceptions_only: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What a nominee must fulfil: yes or no, a number within `least` and `most`, or one of the words `any_of`."""

    code: str
    name: str = ""
    least: Fraction | None = None
    most: Fraction | None = None
    any_of: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Is it about a number?"""
        return self.least is not None or self.most is not None


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote of a body (committee, staff): what a nominee needs, and the points a full share earns.

    `at_least` and `more_than` are the share needed (三分之二以上, 过半数); neither: nothing is needed. `quorum` is the
    share of those due who must be present, `choices` how many nominees a voter may name.
    """

    code: str
    name: str = ""
    points: Fraction = NOTHING
    scale: VoteScale = VoteScale.OF_VOTERS
    basis: VoteBasis = VoteBasis.PRESENT
    quorum: Fraction = TWO_THIRDS
    at_least: Fraction | None = None
    more_than: Fraction | None = None
    choices: int | None = None

    @property
    def needs_share(self) -> bool:
        """Must a nominee get a share of the votes?"""
        return self.at_least is not None or self.more_than is not None

    def carries(self, share: Fraction) -> bool:
        """Is the share of votes in favour enough?

        >>> half = Vote("C", more_than=Fraction(1, 2))
        >>> half.carries(Fraction(1, 2)), half.carries(Fraction(5, 9)), Vote("S").carries(NOTHING)
        (False, True, True)
        """
        if self.more_than is not None:
            return share > self.more_than
        return self.at_least is None or share >= self.at_least
