"""The frozen rules of one contest as values. Every field is a key of the TOML document (docs/rulebook.md).

What only one format knows stands beside this file (`judging`, `racing`, `balloting`, `indexing`, `tallying`,
`nominating`); `laws` reads, writes and checks each format.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from scoring.groups.ages import AgeRule
from scoring.groups.bands import Group
from scoring.groups.eligibility import EVERYBODY, Eligibility
from scoring.groups.merging import NO_MERGING, Merging
from scoring.people import EntrantKind
from scoring.rulebook.balloting import Ballot, BallotItem, Grade, Threshold, VoterClass
from scoring.rulebook.given import Part
from scoring.rulebook.indexing import Allowance, Extra, Index, Indicator, StarBand, Veto
from scoring.rulebook.judging import BENCHMARKS, RANK_METHODS, Criterion, Judging, Marks, Method, Rounding, Trim
from scoring.rulebook.nominating import Condition, Nomination, Vote
from scoring.rulebook.racing import Better, Measure, Race, RaceRounding
from scoring.rulebook.rounds import Round, Rounds
from scoring.rulebook.tallying import Credit, Kind, Ranked, Tally
from scoring.values import NO_MONEY, Fen, Hundredths


class Format(StrEnum):
    """What is measured: judges' marks, a time or distance, voters' grades, indicators, reports, nominees."""

    JUDGED = "judged"
    RACE = "race"
    BALLOT = "ballot"
    INDEX = "index"
    TALLY = "tally"
    NOMINATION = "nomination"


class Places(StrEnum):
    """How places are numbered after a tie: 1-2-2-4, 1-2-2-3, 1-2-3-4, or the mean 1-2.5-2.5-4 (Skating System)."""

    STANDARD = "standard"
    DENSE = "dense"
    ORDINAL = "ordinal"
    MEAN = "mean"


class QuotaRounding(StrEnum):
    """How shares become numbers of prizes (practice.md 4.2)."""

    CUMULATIVE_FLOOR = "cumulative_floor"
    CUMULATIVE_HALF_UP = "cumulative_half_up"
    EACH_UP = "each_up"


class TieAtCut(StrEnum):
    """What happens when equal entries stand across the end of a prize tier (practice.md 4.2)."""

    EXPAND = "expand"
    SHRINK = "shrink"
    COMMITTEE = "committee"


class Wording(StrEnum):
    """What a certificate names: 第N名, N等奖, or a title (practice.md 7.6)."""

    PLACE = "place"
    TIER = "tier"
    TITLE = "title"


MOST_PLACES = Hundredths(100_000)
"""No judge puts more than a thousand entries in order."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Numbering of places and the tie chain; `shared` always stands last."""

    places: Places = Places.STANDARD
    ties: tuple[str, ...] = ("shared",)


@dataclass(frozen=True, slots=True)
class Prize:
    """One prize tier: `count` prizes, or `share` percent (12.5 is allowed) of the ranked entries of each group.

    `floor` is the least score for it, `value` what one prize costs.
    """

    name: str
    count: int | None = None
    share: Fraction | int | None = None
    floor: Hundredths | None = None
    value: Fen = NO_MONEY


@dataclass(frozen=True, slots=True)
class Awards:
    """Prize tiers from the highest down, and how their numbers and ties are settled.

    `face_limit` is the largest allowed share of winners among participants (获奖面); `face_binds` gives no prize
    beyond it instead of a warning. `most_winners` bounds the winners of a group, `minus_one` keeps at least one
    participant without a prize (减一录取), `most_per_department` bounds one department's prizes in a group, and
    `first_prize_from` is the number of entries from which there is a first prize whatever the rounding.
    """

    prizes: tuple[Prize, ...] = ()
    rounding: QuotaRounding = QuotaRounding.CUMULATIVE_HALF_UP
    tie_at_cut: TieAtCut = TieAtCut.EXPAND
    certificate: Wording = Wording.TIER
    face_limit: Fraction = Fraction(2, 3)
    face_binds: bool = False
    most_winners: int | None = None
    minus_one: bool = False
    most_per_department: int | None = None
    first_prize_from: int | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Points of the first places and whether they count for the departments' total (practice.md 4.1)."""

    table: tuple[int, ...] = (9, 7, 6, 5, 4, 3, 2, 1)
    department_total: bool = True
    minus_one: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """How long preliminary results stand open to objections: working days, or minutes (practice.md 7.4, 7.5)."""

    days: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The rules of one contest; `format` says which of its own tables are set (`scoring.rulebook.laws`)."""

    name: str
    format: Format
    description: str = ""
    blind: bool = False
    judging: Judging | None = None
    criteria: tuple[Criterion, ...] = ()
    parts: tuple[Part, ...] = ()
    race: Race | None = None
    rounds: Rounds | None = None
    round_list: tuple[Round, ...] = ()
    ballot: Ballot | None = None
    grades: tuple[Grade, ...] = ()
    items: tuple[BallotItem, ...] = ()
    voter_classes: tuple[VoterClass, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    index: Index | None = None
    indicators: tuple[Indicator, ...] = ()
    bonuses: tuple[Extra, ...] = ()
    deductions: tuple[Extra, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    stars: tuple[StarBand, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    tally: Tally | None = None
    kinds: tuple[Kind, ...] = ()
    credits: tuple[Credit, ...] = ()
    nomination: Nomination | None = None
    conditions: tuple[Condition, ...] = ()
    votes: tuple[Vote, ...] = ()
    age_rule: AgeRule | None = None
    groups: tuple[Group, ...] = ()
    merging: Merging = NO_MERGING
    eligibility: Eligibility = EVERYBODY
    ranking: Ranking = Ranking()
    awards: Awards = Awards()
    points: Points | None = None
    notice: Notice = Notice()

    @property
    def rubric(self) -> tuple[Criterion, ...]:
        """The criteria as judges mark them: judgement goes from 0 to 3; without any, one nameless criterion."""
        judging = self.judging
        if judging is None or judging.method is Method.NONE:
            return self.criteria
        if not self.criteria:
            top = MOST_PLACES if self.marks_are_ranks else judging.total
            return (Criterion("", "", top, Hundredths(1), scale=top if self.marks_are_ranks else None),)
        if judging.method is Method.JUDGEMENT:
            return tuple(one if one.scale else replace(one, scale=BENCHMARKS) for one in self.criteria)
        return self.criteria

    @property
    def placed(self) -> EntrantKind:
        """Who gets a place: departments where a tally ranks them by what their people report, else who may enter."""
        departments = self.tally is not None and self.tally.ranked is Ranked.DEPARTMENTS
        return EntrantKind.DEPARTMENT if departments else self.eligibility.entrant

    @property
    def marks_are_ranks(self) -> bool:
        """Do judges give places? Usual where a method needs only the order and there are no criteria."""
        judging = self.judging
        if judging is None or judging.method not in RANK_METHODS:
            return False
        return judging.marks is Marks.RANKS or (judging.marks is None and not self.criteria)


__all__ = [
    "Awards",
    "Ballot",
    "BallotItem",
    "Better",
    "Criterion",
    "Format",
    "Grade",
    "Judging",
    "Measure",
    "Method",
    "Notice",
    "Part",
    "Places",
    "Points",
    "Prize",
    "QuotaRounding",
    "Race",
    "RaceRounding",
    "Ranking",
    "Rounding",
    "Rulebook",
    "Threshold",
    "TieAtCut",
    "Trim",
    "VoterClass",
    "Wording",
]
