"""从评分到得分: how the sheets of one entry become the panel's value (fairness.md 4.1), with the part of every judge.

All arithmetic is exact; it is rounded where the rulebook says and nowhere else. A missing mark is dropped, never
counted as 0 (fairness.md 1.1: 40 rows of the skating data depend on it).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from scoring.errors import Fault
from scoring.judged.rounding import published
from scoring.judged.scheme import Scheme
from scoring.judged.score import Contribution, Detail, Once, PanelScore, Share
from scoring.judged.sheet import Sheet, SheetState
from scoring.judged.trimming import JudgeMark, centre, drop_of, kept_values, shares_of
from scoring.rulebook.judging import ONE_MARK, Criterion, Judging, Method, Rounding
from scoring.values import Hundredths, format_mark

_NOT_GIVEN = {
    SheetState.ABSENT: Share.ABSENT,
    SheetState.RECUSED: Share.RECUSED,
    SheetState.VOID: Share.VOID,
}


class Panel(NamedTuple):
    """The panel's value of one performance in marks; None where the rule's conditions are not met (`faults`)."""

    value: Fraction | None
    faults: tuple[Fault, ...]
    detail: Once


def score_entry(entry: str, sheets: Sequence[Sheet], criteria: Sequence[Criterion], judging: Judging) -> PanelScore:
    """Return the score of one entry from its sheets alone, by a method that needs no other entry."""
    panel = appraise(entry, sheets, Scheme(judging, tuple(criteria)))
    shown = None if panel.value is None else published(panel.value, judging)
    return PanelScore(entry, panel.value, shown, panel.faults, panel.value, detail=panel.detail)


def appraise(entry: str, sheets: Sequence[Sheet], scheme: Scheme) -> Panel:
    """Return the panel's value of one performance.

    Too few valid marks for the rule, a half-filled sheet, or marks too far apart leave no value but a fault
    (too_few_marks: entry, valid, needed, criterion; sheet_incomplete: entry, judge; remark_needed: entry, criterion,
    range, most, judges): the rule is never silently changed (fairness.md 4.1, item 2).
    """
    if scheme.judging.by_criterion:
        value, faults = _by_criterion(entry, sheets, scheme)
        detail: Once = Once(partial(_split_detail, sheets, scheme), partial(_split_criterion, sheets, scheme))
    else:
        detail = complete = _Complete(sheets, scheme)
        value, faults = _by_total(entry, complete)
    return Panel(value, tuple(faults), detail)


def counting(sheets: Sequence[Sheet], scheme: Scheme) -> list[Sheet]:
    """Return the sheets whose marks count."""
    given, aside = SheetState.GIVEN, scheme.aside
    found = [sheet for sheet in sheets if sheet.state is given]
    return [sheet for sheet in found if sheet.judge not in aside] if aside else found


class _Complete(Once):
    """The complete sheets of an entry with their totals; which of them are kept is found when a tie asks.

    `drop` is how many are dropped on each side.
    """

    __slots__ = ("_kept", "drop", "scheme", "sheets", "totals", "valid", "whole")

    def __init__(self, sheets: Sequence[Sheet], scheme: Scheme) -> None:
        super().__init__(Detail)
        needed = len(scheme.codes)
        self.sheets = sheets
        self.scheme = scheme
        self.valid = counting(sheets, scheme)
        self.whole = [sheet for sheet in self.valid if len(sheet.marks) == needed]
        self.totals = scheme.totals(self.whole)
        self.drop = drop_of(len(self.totals), scheme.judging.drop, scheme.judging)
        self._kept: Sequence[Sheet] | None = None

    def __call__(self) -> Detail:
        """Return the whole detail."""
        if self._found is None:
            self._found = _total_detail(self.sheets, self.scheme)
        return self._found

    def criterion(self, code: str) -> Fraction | None:
        """Return what `_total_detail` says of one criterion."""
        scheme = self.scheme
        if len(self.whole) < scheme.needed or code not in scheme.codes:
            return None
        if self._kept is None:
            self._kept = self._find_kept()
        return scheme.criterion_mean(code, self._kept)

    def _find_kept(self) -> Sequence[Sheet]:
        """Return the sheets that `shares_of` keeps; only equal totals at the ends of the row need the marks."""
        drop, whole, totals = self.drop, self.whole, self.totals
        if not drop:
            return whole
        ordered = sorted(totals)
        low, high = ordered[drop - 1], ordered[-drop]
        equal = {ordered[drop], ordered[-drop - 1]} & {low, high}
        if not equal:
            return [sheet for sheet, total in zip(whole, totals, strict=True) if low < total < high]
        row = sorted(range(len(whole)), key=lambda at: (totals[at], *(self._order(at) if totals[at] in equal else ())))
        return [whole[at] for at in row[drop : len(row) - drop]]

    def _order(self, at: int) -> tuple[int | str, ...]:
        """Return what parts equal totals: the marks, so that judges' names never matter, then the name."""
        sheet = self.whole[at]
        return (*(sheet.marks[code] for code in self.scheme.codes), sheet.judge)


def _by_total(entry: str, complete: _Complete) -> tuple[Fraction | None, list[Fault]]:
    """Score from the judges' totals: the drop takes whole sheets (practice.md 6.2)."""
    scheme, valid, totals = complete.scheme, complete.valid, complete.totals
    judging, needed = scheme.judging, len(scheme.codes)
    faults: list[Fault] = []
    if len(totals) < len(valid):
        faults += [_incomplete(entry, sheet) for sheet in valid if len(sheet.marks) != needed]
    if len(totals) < scheme.needed:
        faults.append(_too_few(entry, len(totals), scheme.needed))
    if judging.remark_above is not None and not faults:
        marks = [JudgeMark(sheet.judge, scheme.weighed(sheet)) for sheet in valid]
        faults += _spread_faults(entry, marks, judging.remark_above, scheme.unit, "")
    if faults:
        return None, faults
    if judging.rounding is Rounding.EACH_STAGE:
        return sum(complete().criteria.values(), Fraction(0)), []
    value = centre(kept_values(totals, complete.drop), scheme.scale, judging)
    return value + scheme.constant if scheme.constant else value, []


def _total_detail(sheets: Sequence[Sheet], scheme: Scheme) -> Detail:
    judging = scheme.judging
    ordered = sorted(sheets, key=lambda sheet: sheet.judge)
    whole = [sheet for sheet in counting(ordered, scheme) if len(sheet.marks) == len(scheme.codes)]
    marks = [JudgeMark(s.judge, scheme.total(s), tuple(s.marks[code] for code in scheme.codes)) for s in whole]
    shares = shares_of(marks, drop_of(len(marks), judging.drop, judging))
    contributions = tuple(_contribution(sheet, scheme, shares) for sheet in ordered)
    kept = [sheet for sheet in whole if shares[sheet.judge] is Share.KEPT]
    if len(whole) < scheme.needed:
        return Detail(contributions)
    made = {one.code: centre([sheet.marks[one.code] for sheet in kept], 100, judging) for one in scheme.criteria}
    values = {one.code: scheme.criterion_value(one, made[one.code]) for one in scheme.criteria}
    untrimmed = Fraction(sum(mark.value for mark in marks), scheme.scale * len(marks)) + scheme.constant
    return Detail(contributions, values, untrimmed, made)


def _by_criterion(entry: str, sheets: Sequence[Sheet], scheme: Scheme) -> tuple[Fraction | None, list[Fault]]:
    """Score criterion by criterion, then add: the drop takes single marks (ISU)."""
    judging, valid = scheme.judging, counting(sheets, scheme)
    value = Fraction(0)
    faults: list[Fault] = []
    for one in scheme.criteria:
        marks = [sheet.marks[one.code] for sheet in valid if one.code in sheet.marks]
        drop = judging.drop if one.drop is None else one.drop
        needed = judging.needed_with(drop)
        if len(marks) < needed:
            faults.append(_too_few(entry, len(marks), needed, one.code))
        elif not faults:
            kept = kept_values(marks, drop_of(len(marks), drop, judging))
            value += scheme.criterion_value(one, centre(kept, 100, judging))
        faults += _criterion_spread(entry, valid, one, judging)
    return (None, faults) if faults else (value, [])


def _split_detail(sheets: Sequence[Sheet], scheme: Scheme) -> Detail:
    ordered = sorted(sheets, key=lambda sheet: sheet.judge)
    valid = counting(ordered, scheme)
    shares: dict[str, Mapping[str, Share]] = {}
    values: dict[str, Fraction] = {}
    made: dict[str, Fraction] = {}
    untrimmed = Fraction(0)
    for one in scheme.criteria:
        marks, drop = _marks_of(one, valid, scheme)
        shares[one.code] = shares_of(marks, drop_of(len(marks), drop, scheme.judging))
        value = _made(one, marks, drop, scheme)
        if value is not None:
            made[one.code] = value
            values[one.code] = scheme.criterion_value(one, value)
            mean = Fraction(sum(mark.value for mark in marks), 100 * len(marks))
            untrimmed += mean * one.share * scheme.terms.factor_of(one)
    contributions = tuple(_split_contribution(sheet, scheme, shares) for sheet in ordered)
    return Detail(contributions, values, untrimmed if len(values) == len(scheme.criteria) else None, made)


def _split_criterion(sheets: Sequence[Sheet], scheme: Scheme, code: str) -> Fraction | None:
    """Return what `_split_detail` says of one criterion."""
    if code not in scheme.codes:
        return None
    one = scheme.criterion(code)
    value = _made(one, *_marks_of(one, counting(sheets, scheme), scheme), scheme)
    return None if value is None else scheme.criterion_value(one, value)


def _marks_of(one: Criterion, valid: Sequence[Sheet], scheme: Scheme) -> tuple[list[JudgeMark], int]:
    """Return the marks of a criterion, and how many are dropped on each side."""
    marks = [JudgeMark(sheet.judge, sheet.marks[one.code]) for sheet in valid if one.code in sheet.marks]
    return marks, scheme.judging.drop if one.drop is None else one.drop


def _made(one: Criterion, marks: Sequence[JudgeMark], drop: int, scheme: Scheme) -> Fraction | None:
    """Return what the marks of a criterion that are kept make, on the judges' scale; None where they are too few."""
    judging = scheme.judging
    if len(marks) < judging.needed_with(drop):
        return None
    return centre(kept_values([mark.value for mark in marks], drop_of(len(marks), drop, judging)), 100, judging)


def _criterion_spread(entry: str, sheets: Sequence[Sheet], one: Criterion, judging: Judging) -> list[Fault]:
    """Marks of one criterion too far apart: judgement may differ by 1 at most (WorldSkills; fairness.md 1.1)."""
    most = judging.remark_above
    if most is None and judging.method is Method.JUDGEMENT:
        most = ONE_MARK
    if most is None:
        return []
    marks = [JudgeMark(sheet.judge, sheet.marks[one.code]) for sheet in sheets if one.code in sheet.marks]
    return _spread_faults(entry, marks, most, 1, one.code)


def _spread_faults(entry: str, marks: Sequence[JudgeMark], most: int, unit: int, criterion: str) -> list[Fault]:
    values = [mark.value for mark in marks]
    if not values or max(values) - min(values) <= most * unit:
        return []
    apart = sorted(mark.judge for mark in marks if mark.value in (max(values), min(values)))
    found = {"range": format_mark((max(values) - min(values)) // unit), "most": format_mark(most)}
    return [Fault("remark_needed", {"entry": entry, "criterion": criterion, **found, "judges": ", ".join(apart)})]


def _incomplete(entry: str, sheet: Sheet) -> Fault:
    return Fault("sheet_incomplete", {"entry": entry, "judge": sheet.judge})


def _too_few(entry: str, valid: int, needed: int, criterion: str = "") -> Fault:
    return Fault("too_few_marks", {"entry": entry, "valid": valid, "needed": needed, "criterion": criterion})


def _share(sheet: Sheet, scheme: Scheme) -> Share:
    """Return why a sheet without a share does not count."""
    if sheet.state is SheetState.GIVEN and sheet.judge in scheme.aside:
        return Share.ASIDE
    return _NOT_GIVEN.get(sheet.state, Share.ABSENT)


def total_of_sheet(sheet: Sheet, scheme: Scheme) -> Hundredths | Fraction | None:
    """Return a given sheet's total in hundredths, None when a criterion is not marked: a missing mark is never 0."""
    if sheet.state is not SheetState.GIVEN or len(sheet.marks) != len(scheme.codes):
        return None
    if scheme.plain:
        return Hundredths(sum(sheet.marks.values()))
    total = Fraction(scheme.weighed(sheet), scheme.unit)
    return Hundredths(int(total)) if total.denominator == 1 else total


def _contribution(sheet: Sheet, scheme: Scheme, shares: Mapping[str, Share]) -> Contribution:
    marks = sheet.marks if sheet.state is SheetState.GIVEN else {}
    share = shares.get(sheet.judge) or _share(sheet, scheme)
    offset = scheme.offsets.get(sheet.judge)
    value = None if offset is None else Fraction(offset, 10_000)
    return Contribution(sheet.judge, share, total_of_sheet(sheet, scheme), marks, value=value)


def _split_contribution(sheet: Sheet, scheme: Scheme, shares: Mapping[str, Mapping[str, Share]]) -> Contribution:
    mine = {code: kept[sheet.judge] for code, kept in shares.items() if sheet.judge in kept}
    share = Share.KEPT if mine else _share(sheet, scheme)
    marks = sheet.marks if sheet.state is SheetState.GIVEN else {}
    return Contribution(sheet.judge, share, total_of_sheet(sheet, scheme), marks, mine)
