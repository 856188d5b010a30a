"""从评分到得分: how the sheets of one entry become its score (fairness.md 4.1), with the part of every judge.

All arithmetic is exact (`Fraction`); it is rounded where the rulebook says and nowhere else. A missing mark is dropped,
never counted as 0 (fairness.md 1.1: 40 rows of the skating data depend on it).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scoring.errors import Fault
from scoring.judged.rubric import total_of
from scoring.judged.sheet import Sheet, SheetState
from scoring.rulebook.model import Criterion, Judging, Method, Rounding, Trim
from scoring.values import Hundredths, round_half_up


class Share(StrEnum):
    """What became of a judge's total or mark."""

    KEPT = "kept"
    DROPPED_HIGH = "dropped_high"
    DROPPED_LOW = "dropped_low"
    RECUSED = "recused"
    ABSENT = "absent"
    VOID = "void"


_NOT_GIVEN = {
    SheetState.ABSENT: Share.ABSENT,
    SheetState.RECUSED: Share.RECUSED,
    SheetState.VOID: Share.VOID,
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """One judge's part. `by_criterion` is filled where marks are dropped criterion by criterion."""

    judge: str
    share: Share
    total: Hundredths | None
    marks: Mapping[str, Hundredths] = field(default_factory=dict, hash=False)
    by_criterion: Mapping[str, Share] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PanelScore:
    """The score of one entry in marks. `exact` and `published` are None when the rule's conditions are not met.

    `criteria` are the panel's values by criterion (rounded with `each_stage`), `untrimmed` the mean of all totals.
    """

    entry: str
    exact: Fraction | None
    published: Fraction | None
    criteria: Mapping[str, Fraction] = field(default_factory=dict, hash=False)
    untrimmed: Fraction | None = None
    contributions: tuple[Contribution, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """A judge's mark or total; `order` parts equal ones by the marks themselves, so judges' names never matter."""

    judge: str
    value: int
    order: tuple[int, ...] = ()


def score_entry(entry: str, sheets: Sequence[Sheet], criteria: Sequence[Criterion], judging: Judging) -> PanelScore:
    """Return the score of one entry from its sheets.

    Too few valid marks for the rule, or a half-filled sheet, leave no score but a fault (too_few_marks: entry, valid,
    needed, criterion; sheet_incomplete: entry, judge): the rule is never silently changed (fairness.md 4.1, item 2).
    """
    ordered = sorted(sheets, key=lambda sheet: sheet.judge)
    if judging.trim is Trim.CRITERION:
        return _by_criterion(entry, ordered, criteria, judging)
    return _by_total(entry, ordered, criteria, judging)


def _by_total(entry: str, sheets: Sequence[Sheet], criteria: Sequence[Criterion], judging: Judging) -> PanelScore:
    """Score from the judges' totals: the drop takes whole sheets (practice.md 6.2)."""
    marks, faults = _totals(entry, sheets, criteria)
    shares = _shares(marks, judging)
    totals = {mark.judge: Hundredths(mark.value) for mark in marks}
    contributions = tuple(_contribution(sheet, totals.get(sheet.judge), shares) for sheet in sheets)
    faults += _count_faults(entry, len(marks), judging)
    if faults:
        return PanelScore(entry, None, None, contributions=contributions, faults=tuple(faults))
    kept = [sheet for sheet in sheets if shares.get(sheet.judge) is Share.KEPT]
    centre = _centre(judging)
    values = {c.code: _stage(centre([sheet.marks[c.code] for sheet in kept]), judging) for c in criteria}
    whole = centre([mark.value for mark in marks if shares[mark.judge] is Share.KEPT])
    exact = sum(values.values(), Fraction(0)) if judging.rounding is Rounding.EACH_STAGE else whole
    untrimmed = _mean([mark.value for mark in marks])
    return PanelScore(entry, exact, round_half_up(exact, judging.decimals), values, untrimmed, contributions)


def _by_criterion(entry: str, sheets: Sequence[Sheet], criteria: Sequence[Criterion], judging: Judging) -> PanelScore:
    """Score criterion by criterion, then add: the drop takes single marks (ISU)."""
    given = [sheet for sheet in sheets if sheet.state is SheetState.GIVEN]
    shares: dict[str, dict[str, Share]] = {}
    values: dict[str, Fraction] = {}
    untrimmed = Fraction(0)
    faults: list[Fault] = []
    for code in (criterion.code for criterion in criteria):
        marks = [_Mark(sheet.judge, sheet.marks[code]) for sheet in given if code in sheet.marks]
        shares[code] = _shares(marks, judging)
        short = _count_faults(entry, len(marks), judging, code)
        faults += short
        if not short:
            kept = [mark.value for mark in marks if shares[code][mark.judge] is Share.KEPT]
            values[code] = _stage(_centre(judging)(kept), judging)
            untrimmed += _mean([mark.value for mark in marks])
    contributions = tuple(_split_contribution(sheet, criteria, shares) for sheet in sheets)
    if faults:
        return PanelScore(entry, None, None, contributions=contributions, faults=tuple(faults))
    exact = sum(values.values(), Fraction(0))
    return PanelScore(entry, exact, round_half_up(exact, judging.decimals), values, untrimmed, contributions)


def _totals(entry: str, sheets: Sequence[Sheet], criteria: Sequence[Criterion]) -> tuple[list[_Mark], list[Fault]]:
    """Return the totals of the given sheets, and a fault for each that is half filled."""
    marks, faults = [], []
    for sheet in sheets:
        total = total_of(sheet, criteria)
        if total is not None:
            marks.append(_Mark(sheet.judge, total, tuple(sheet.marks[c.code] for c in criteria)))
        elif sheet.state is SheetState.GIVEN:
            faults.append(Fault("sheet_incomplete", {"entry": entry, "judge": sheet.judge}))
    return marks, faults


def _shares(marks: Sequence[_Mark], judging: Judging) -> dict[str, Share]:
    """Tell for each judge whether the mark is kept or dropped; of equal extremes only as many as the rule says."""
    shares = {mark.judge: Share.KEPT for mark in marks}
    if judging.method is not Method.TRIMMED or len(marks) < 2 * judging.drop:
        return shares
    ordered = sorted(marks, key=lambda mark: (mark.value, mark.order, mark.judge))
    shares |= {mark.judge: Share.DROPPED_LOW for mark in ordered[: judging.drop]}
    return shares | {mark.judge: Share.DROPPED_HIGH for mark in ordered[len(ordered) - judging.drop :]}


def _count_faults(entry: str, valid: int, judging: Judging, criterion: str = "") -> list[Fault]:
    needed = judging.needed_marks
    if valid >= needed:
        return []
    return [Fault("too_few_marks", {"entry": entry, "valid": valid, "needed": needed, "criterion": criterion})]


def _stage(value: Fraction, judging: Judging) -> Fraction:
    return round_half_up(value, judging.decimals) if judging.rounding is Rounding.EACH_STAGE else value


def _centre(judging: Judging) -> Callable[[Sequence[int]], Fraction]:
    """Return the rule that makes one value of the marks that remain after trimming."""
    return _median if judging.method is Method.MEDIAN else _mean


def _mean(marks: Sequence[int]) -> Fraction:
    """Return the mean in marks of marks in hundredths."""
    return Fraction(sum(marks), 100 * len(marks))


def _median(marks: Sequence[int]) -> Fraction:
    """Return the middle mark, or the mean of the two middle ones."""
    ordered, half = sorted(marks), len(marks) // 2
    return _mean(ordered[half : half + 1] if len(marks) % 2 else ordered[half - 1 : half + 1])


def _contribution(sheet: Sheet, total: Hundredths | None, shares: Mapping[str, Share]) -> Contribution:
    share = shares.get(sheet.judge) or _NOT_GIVEN.get(sheet.state, Share.ABSENT)
    return Contribution(sheet.judge, share, total, sheet.marks if sheet.state is SheetState.GIVEN else {})


def _split_contribution(
    sheet: Sheet, criteria: Sequence[Criterion], shares: Mapping[str, Mapping[str, Share]]
) -> Contribution:
    mine = {code: kept[sheet.judge] for code, kept in shares.items() if sheet.judge in kept}
    share = Share.KEPT if mine else _NOT_GIVEN.get(sheet.state, Share.ABSENT)
    marks = sheet.marks if sheet.state is SheetState.GIVEN else {}
    return Contribution(sheet.judge, share, total_of(sheet, criteria), marks, mine)
