"""The frozen rules of one contest as values. Every field is a key of the TOML document (docs/rulebook.md)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.groups.ages import AgeRule
from scoring.groups.bands import Group
from scoring.groups.eligibility import EVERYBODY, Eligibility
from scoring.values import NO_MONEY, Fen, Hundredths, Metres, Millis

HALF_A_MARK = Hundredths(50)
"""Usual step of marks (practice.md 4.3)."""
HUNDRED_MARKS = Hundredths(10_000)
TENTH_OF_A_SECOND = Millis(100)
"""Precision of hand timing (World Athletics TR19, practice.md 3.6)."""
REMAINING_AFTER_TRIM = 3
"""Marks that must remain after the highest and lowest are dropped (fairness.md 4.1, item 2)."""


class Format(StrEnum):
    """What is measured: judges' marks, or a time or distance."""

    JUDGED = "judged"
    RACE = "race"


class Method(StrEnum):
    """How the judges' totals become one score (fairness.md 4.1)."""

    MEAN = "mean"
    TRIMMED = "trimmed"
    MEDIAN = "median"


class Trim(StrEnum):
    """What is dropped: a judge's whole total (Chinese practice) or marks of each criterion (ISU)."""

    TOTAL = "total"
    CRITERION = "criterion"


class Rounding(StrEnum):
    """When scores are rounded: once at the end, or each criterion first (ISU)."""

    END = "end"
    EACH_STAGE = "each_stage"


class Measure(StrEnum):
    """What a race measures."""

    TIME = "time"
    DISTANCE = "distance"


class Better(StrEnum):
    """Which result wins."""

    LOWER = "lower"
    HIGHER = "higher"


class RaceRounding(StrEnum):
    """How a reading is brought to the precision: hand timing goes up (World Athletics TR19, practice.md 3.6)."""

    UP = "up"
    HALF_UP = "half_up"
    DOWN = "down"


class Places(StrEnum):
    """How places are numbered after a tie: 1-2-2-4, 1-2-2-3, 1-2-3-4."""

    STANDARD = "standard"
    DENSE = "dense"
    ORDINAL = "ordinal"


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


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric; marks go from 0 to `maximum` in multiples of `step`."""

    code: str
    name: str
    maximum: Hundredths
    step: Hundredths = HALF_A_MARK
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class Judging:
    """How marks become a score. `total` is what the criteria's maxima must add up to."""

    method: Method = Method.TRIMMED
    drop: int = 1
    trim: Trim = Trim.TOTAL
    rounding: Rounding = Rounding.END
    decimals: int = 2
    minimum_judges: int = 3
    total: Hundredths = HUNDRED_MARKS
    recuse_own_department: bool = True

    @property
    def needed_marks(self) -> int:
        """Valid marks an entry needs: `minimum_judges`, and 3 must remain after trimming (fairness.md 4.1)."""
        trimmed = 2 * self.drop + REMAINING_AFTER_TRIM if self.method is Method.TRIMMED else 0
        return max(self.minimum_judges, trimmed, 1)


@dataclass(frozen=True, slots=True)
class Race:
    """How a time or distance becomes a result. `precision` is in milliseconds or metres, by `measure`."""

    measure: Measure = Measure.TIME
    better: Better = Better.LOWER
    precision: Millis | Metres = TENTH_OF_A_SECOND
    rounding: RaceRounding = RaceRounding.UP
    distance_metres: Metres | None = None
    duration_minutes: int | None = None
    cut_off_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Numbering of places and the tie chain; `shared` always stands last."""

    places: Places = Places.STANDARD
    ties: tuple[str, ...] = ("shared",)


@dataclass(frozen=True, slots=True)
class Prize:
    """One prize tier: `count` prizes, or `share` percent of the ranked entries of each group.

    `floor` is the least score for it, `value` what one prize costs.
    """

    name: str
    count: int | None = None
    share: int | None = None
    floor: Hundredths | None = None
    value: Fen = NO_MONEY


@dataclass(frozen=True, slots=True)
class Awards:
    """Prize tiers from the highest down, and how their numbers and ties are settled.

    `face_limit` is the largest allowed share of winners among participants (获奖面).
    """

    prizes: tuple[Prize, ...] = ()
    rounding: QuotaRounding = QuotaRounding.CUMULATIVE_HALF_UP
    tie_at_cut: TieAtCut = TieAtCut.EXPAND
    certificate: Wording = Wording.TIER
    face_limit: Fraction = Fraction(2, 3)


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
    """The rules of one contest. Exactly one of `judging` (with `criteria`) and `race` is set, by `format`."""

    name: str
    format: Format
    description: str = ""
    blind: bool = False
    judging: Judging | None = None
    criteria: tuple[Criterion, ...] = ()
    race: Race | None = None
    age_rule: AgeRule | None = None
    groups: tuple[Group, ...] = ()
    eligibility: Eligibility = EVERYBODY
    ranking: Ranking = Ranking()
    awards: Awards = Awards()
    points: Points | None = None
    notice: Notice = Notice()

    @property
    def rubric(self) -> tuple[Criterion, ...]:
        """The criteria, or for a contest without any one nameless criterion up to the declared total."""
        if self.criteria or self.judging is None:
            return self.criteria
        return (Criterion("", "", self.judging.total, Hundredths(1)),)
