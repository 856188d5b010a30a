"""How marks are added up, prepared once for all entries: whole-number weights, so that a total is a sum of integers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from operator import itemgetter, mul

from scoring.judged.rounding import stage
from scoring.judged.sheet import Sheet
from scoring.judged.terms import NO_TERMS, Terms
from scoring.judged.trimming import centre
from scoring.rulebook.judging import ONE, Criterion, Difficulty, Judging, Method, Rounding
from scoring.values import Hundredths


@dataclass(frozen=True, slots=True)
class Scheme:
    """The rubric as it counts for one entry.

    A judge's total is `sum(mark * weight) / unit` hundredths, plus the constants of difficulties added and deductions
    made by criterion. `offsets` are what is taken off each judge's total, in 1/10,000 mark (method adjusted); `aside`
    the judges who mark for ties only. `plain` tells that a judge's total is simply the sum of the marks, `sums` that
    the kept marks are added and not averaged; `scale` is what a total must be divided by to be in marks. `needed` are
    the valid sheets an entry needs.
    """

    judging: Judging
    criteria: tuple[Criterion, ...]
    terms: Terms = NO_TERMS
    offsets: Mapping[str, int] = field(default_factory=dict, hash=False)
    aside: frozenset[str] = frozenset()
    codes: tuple[str, ...] = field(init=False)
    weights: tuple[int, ...] = field(init=False)
    unit: int = field(init=False)
    constant: Fraction = field(init=False)
    plain: bool = field(init=False)
    scale: int = field(init=False)
    needed: int = field(init=False)
    sums: bool = field(init=False)
    _exact: Mapping[str, Fraction] = field(init=False, hash=False)
    _marks: Callable[[Mapping[str, Hundredths]], tuple[Hundredths, ...]] = field(init=False, hash=False, compare=False)

    def __post_init__(self) -> None:
        exact = [one.share * self.terms.factor_of(one) * self._multiplied(one) for one in self.criteria]
        unit = lcm(*(weight.denominator for weight in exact))
        object.__setattr__(self, "codes", tuple(one.code for one in self.criteria))
        object.__setattr__(self, "weights", tuple(int(weight * unit) for weight in exact))
        object.__setattr__(self, "unit", unit)
        constants = (self._added(one.code) for one in self.criteria if one.code)
        object.__setattr__(self, "constant", sum(constants, Fraction(0)))
        object.__setattr__(self, "needed", self.judging.needed_marks)
        object.__setattr__(
            self, "_exact", {code: weight for code, weight in zip(self.codes, exact, strict=True) if weight != 1}
        )
        object.__setattr__(self, "sums", self.judging.makes_sum)
        several = len(self.codes) > 1
        object.__setattr__(self, "_marks", itemgetter(*self.codes) if several else self._only_mark)
        object.__setattr__(self, "plain", unit == 1 and set(self.weights) == {1})
        object.__setattr__(self, "scale", 100 * unit * (100 if self.offsets else 1))

    def criterion(self, code: str) -> Criterion:
        """Return the criterion of a code."""
        return self.criteria[self.codes.index(code)]

    def totals(self, whole: Sequence[Sheet]) -> list[int]:
        """Return the totals of complete sheets."""
        if self.offsets:
            return [self.total(sheet) for sheet in whole]
        if self.plain:
            return [sum(sheet.marks.values()) for sheet in whole]
        marks, weights = self._marks, self.weights
        return [sum(map(mul, marks(sheet.marks), weights)) for sheet in whole]

    def total(self, sheet: Sheet) -> int:
        """Return the complete sheet's total in units of `scale`, less the judge's offset."""
        marks = sheet.marks
        found = sum(marks.values()) if self.plain else self.weighed(sheet)
        return found * 100 - self.offsets.get(sheet.judge, 0) * self.unit if self.offsets else found

    def weighed(self, sheet: Sheet) -> int:
        """Return the sum of marks times weights: the total in hundredths times `unit`."""
        return sum(map(mul, self._marks(sheet.marks), self.weights))

    def _only_mark(self, marks: Mapping[str, Hundredths]) -> tuple[Hundredths, ...]:
        return tuple(marks[code] for code in self.codes)

    def criterion_mean(self, code: str, kept: Sequence[Sheet]) -> Fraction:
        """Return `criterion_value` of the mean or sum of these sheets' marks, in one step where nothing is rounded."""
        judging, terms = self.judging, self.terms
        if judging.rounding is Rounding.END and terms is NO_TERMS and judging.method is not Method.MEDIAN:
            weight = self._exact.get(code, ONE)
            total = sum([sheet.marks[code] for sheet in kept]) * weight.numerator
            return Fraction(total, 100 * weight.denominator * (1 if self.sums else len(kept)))
        criterion = self.criteria[self.codes.index(code)]
        return self.criterion_value(criterion, centre([sheet.marks[code] for sheet in kept], 100, judging))

    def criterion_value(self, criterion: Criterion, marks: Fraction) -> Fraction:
        """Return what the panel's value of a criterion, in marks as given, comes to.

        Stages: the panel's value, its factor, its difficulty and deduction; each rounded with `each_stage` (ISU).
        Without that they are one multiplication.
        """
        if self.judging.rounding is Rounding.END:
            weight = self._exact.get(criterion.code)
            value = marks if weight is None else marks * weight
            return value + self._added(criterion.code) if criterion.code and self.terms is not NO_TERMS else value
        value = stage(marks * criterion.share, self.judging)
        factor = self.terms.factor_of(criterion)
        if factor != 1:
            value = stage(value * factor, self.judging)
        multiplied = self._multiplied(criterion)
        if multiplied != 1:
            value = stage(value * multiplied, self.judging)
        return value + self._added(criterion.code) if criterion.code else value

    def _multiplied(self, criterion: Criterion) -> Fraction:
        if self.judging.difficulty is not Difficulty.MULTIPLY or not criterion.code:
            return Fraction(1)
        return self.terms.difficulty.get(criterion.code, Fraction(1))

    def _added(self, code: str) -> Fraction:
        added = self.terms.difficulty.get(code, Fraction(0)) if self.judging.difficulty is Difficulty.ADD else 0
        return Fraction(added) - self.terms.deduction.get(code, Fraction(0))


class Schemes:
    """The schemes of a contest: entries without terms of their own share one."""

    def __init__(
        self, judging: Judging, criteria: Sequence[Criterion], offsets: Mapping[str, int], aside: frozenset[str]
    ) -> None:
        self._make = (judging, tuple(criteria), offsets, aside)
        self.plain = self._scheme(NO_TERMS)

    def of(self, terms: Terms) -> Scheme:
        """Return the scheme for these terms."""
        return self.plain if terms is NO_TERMS else self._scheme(terms)

    def _scheme(self, terms: Terms) -> Scheme:
        judging, criteria, offsets, aside = self._make
        return Scheme(judging, criteria, terms, offsets, aside)
