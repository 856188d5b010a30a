"""What a judged score is, with everything that led to it: every judge's part, every criterion, every stage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scoring.errors import Fault
from scoring.rounds import Together
from scoring.values import Hundredths

ZERO = Fraction(0)


class Share(StrEnum):
    """What became of a judge's total or mark; a chief judge may mark for ties only (`aside`)."""

    KEPT = "kept"
    DROPPED_HIGH = "dropped_high"
    DROPPED_LOW = "dropped_low"
    RECUSED = "recused"
    ABSENT = "absent"
    VOID = "void"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One judge's part: the total in hundredths (a fraction where marks are weighed), or the place given.

    `by_criterion` is filled where marks are dropped criterion by criterion. `value` is what a place counts, or what
    was taken off for the judge's severity.
    """

    judge: str
    share: Share
    total: Hundredths | Fraction | None
    marks: Mapping[str, Hundredths] = field(default_factory=dict, hash=False)
    by_criterion: Mapping[str, Share] = field(default_factory=dict, hash=False)
    rank: Fraction | None = None
    value: Fraction | None = None


class Stage(StrEnum):
    """A step from the panel's value to the score, in the order of the work."""

    CRITERION = "criterion"
    PANEL = "panel"
    ROOM = "room"
    MULTIPLIER = "multiplier"
    FACTOR = "factor"
    DIFFICULTY = "difficulty"
    WEIGHT = "weight"
    PART = "part"
    DEDUCTION = "deduction"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `operand` is what was applied, `value` what it came to; for a criterion or part (`code`) its own share.

    With `each_stage` the value is rounded.
    """

    stage: Stage
    value: Fraction
    operand: Fraction | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """What led to a score, worked out only when somebody asks.

    `untrimmed` is the mean of all totals, `marks` what the kept marks of each criterion make on the judges' scale.
    """

    contributions: tuple[Contribution, ...] = ()
    criteria: Mapping[str, Fraction] = field(default_factory=dict, hash=False)
    untrimmed: Fraction | None = None
    marks: Mapping[str, Fraction] = field(default_factory=dict, hash=False)


class Once:
    """Works a detail out the first time it is asked for.

    `criterion` tells what one criterion came to without the rest: a tie chain asks that of thousands of entries.
    """

    __slots__ = ("_criterion", "_found", "_make")

    def __init__(self, make: Callable[[], Detail], criterion: Callable[[str], Fraction | None] | None = None) -> None:
        self._make = make
        self._criterion = criterion
        self._found: Detail | None = None

    def criterion(self, code: str) -> Fraction | None:
        """Return the panel's value of one criterion, the same as the whole detail has; None where it has none."""
        if self._found is None and self._criterion is not None:
            return self._criterion(code)
        return self().criteria.get(code)

    def __call__(self) -> Detail:
        """Return it."""
        if self._found is None:
            self._found = self._make()
        return self._found


@dataclass(frozen=True, slots=True)
class PanelScore:
    """The score of one entry in marks, or of one of its rounds.

    `exact` and `published` are None when the rule's conditions are not met; `faults` say why. `panel` is the panel's
    own value before difficulty and parts; `merit` what places it where the score is an order and no number (majority);
    `together` tells how `rounds` made one result.
    """

    entry: str
    exact: Fraction | None
    published: Fraction | None
    faults: tuple[Fault, ...] = ()
    panel: Fraction | None = None
    steps: tuple[Step, ...] = ()
    merit: tuple[Fraction | int, ...] = ()
    together: Together | None = None
    rounds: Mapping[str, "PanelScore"] = field(default_factory=dict, hash=False)
    detail: Once = field(default_factory=lambda: Once(Detail), compare=False, repr=False)

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """Every judge's part, in order of judges; of all rounds one after the other."""
        if self.rounds:
            return tuple(part for score in self.rounds.values() for part in score.contributions)
        return self.detail().contributions

    @property
    def criteria(self) -> Mapping[str, Fraction]:
        """The panel's values by criterion, after their factors (rounded with `each_stage`); of all rounds the sum."""
        if not self.rounds:
            return self.detail().criteria
        codes = dict.fromkeys(code for score in self.rounds.values() for code in score.criteria)
        return {code: sum((one.criteria.get(code, ZERO) for one in self.rounds.values()), ZERO) for code in codes}

    def criterion(self, code: str) -> Fraction:
        """Return the panel's value of one criterion as `criteria` has it, 0 without one."""
        if self.rounds:
            return sum((one.criterion(code) for one in self.rounds.values()), ZERO)
        found = self.detail.criterion(code)
        return ZERO if found is None else found

    @property
    def untrimmed(self) -> Fraction | None:
        """The mean of all totals, dropped ones too; of several rounds the sum."""
        if not self.rounds:
            return self.detail().untrimmed
        known = [value for score in self.rounds.values() if (value := score.untrimmed) is not None]
        return sum(known, ZERO) if known else None

    @property
    def parts(self) -> Mapping[str, Fraction]:
        """What each given part counts, weighed; of several rounds the sum."""
        found: dict[str, Fraction] = {}
        for step in [step for score in (self, *self.rounds.values()) for step in score.steps]:
            if step.stage is Stage.PART:
                found[step.code] = found.get(step.code, ZERO) + step.value
        return found

    @property
    def given(self) -> Mapping[str, Fraction]:
        """What was given of each part, before it was scaled and weighed; of several rounds the sum."""
        found: dict[str, Fraction] = {}
        for step in [step for score in (self, *self.rounds.values()) for step in score.steps]:
            if step.stage is Stage.PART:
                found[step.code] = found.get(step.code, ZERO) + (step.operand or ZERO)
        return found

    @property
    def difficulty(self) -> Fraction:
        """The difficulty of everything shown."""
        steps = [step for score in (self, *self.rounds.values()) for step in score.steps]
        return sum((step.operand or ZERO for step in steps if step.stage is Stage.DIFFICULTY), ZERO)
