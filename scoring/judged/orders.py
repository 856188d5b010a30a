"""Methods that need only the order in which each judge puts the field: rank sums, majorities, value tables.

A judge's order is read from places given (1 is best), or made from the judge's totals: equal totals share the mean of
the places they occupy.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import cache, partial

from scoring.errors import Fault
from scoring.judged.panel import Panel, counting, total_of_sheet
from scoring.judged.scheme import Scheme
from scoring.judged.score import Contribution, Detail, Once, Share
from scoring.judged.sheet import Sheet, SheetState
from scoring.rulebook.judging import Judging, Method
from scoring.skating import majority_merit
from scoring.values import format_fraction

Sheets = Mapping[str, Sequence[Sheet]]
"""The sheets of each entry of one group in one round."""
Ranks = Mapping[str, Mapping[str, Fraction]]
"""The place each judge gave, by entry and judge."""


@dataclass(frozen=True, slots=True)
class Field:
    """The places all judges gave in one group and round; `count` is the size of the field.

    `given` tells that marks are places; else the judges' totals were put in order.
    """

    ranks: Ranks
    count: int
    given: bool = False
    warnings: tuple[Fault, ...] = ()


def read_orders(sheets: Sheets, scheme: Scheme, *, given: bool) -> Field:
    """Return the places; `given` says that marks are places, else they are made from totals.

    Warning place_repeated (judge, place): a judge gave a whole place twice, which no order without ties has.
    """
    marks: dict[str, dict[str, int]] = {}
    for entry in sorted(sheets):
        for sheet in sheets[entry]:
            if sheet.state is SheetState.GIVEN and len(sheet.marks) == len(scheme.codes):
                marks.setdefault(sheet.judge, {})[entry] = scheme.weighed(sheet)
    places = {judge: _as_given(found) if given else mid_ranks(found) for judge, found in marks.items()}
    ranks = {entry: {judge: found[entry] for judge, found in places.items() if entry in found} for entry in sheets}
    repeated = [
        Fault("place_repeated", {"judge": judge, "place": format_fraction(place)})
        for judge, found in sorted(places.items())
        for place, times in sorted(Counter(found.values()).items())
        if given and times > 1 and place.denominator == 1
    ]
    return Field(ranks, len(sheets), given, tuple(repeated))


def _as_given(marks: Mapping[str, int]) -> dict[str, Fraction]:
    return {entry: Fraction(mark, 100) for entry, mark in marks.items()}


def mid_ranks(totals: Mapping[str, int]) -> dict[str, Fraction]:
    """Return the place of each total, the highest first; equal ones share the mean of the places they occupy.

    >>> sorted((entry, str(place)) for entry, place in mid_ranks({"A": 90, "B": 80, "C": 90}).items())
    [('A', '3/2'), ('B', '3'), ('C', '3/2')]
    """
    counts = Counter(totals.values())
    place_of, before = {}, 0
    for total in sorted(counts, reverse=True):
        place_of[total] = Fraction(2 * before + counts[total] + 1, 2)
        before += counts[total]
    return {entry: place_of[total] for entry, total in totals.items()}


def appraise_order(entry: str, sheets: Sequence[Sheet], field: Field, scheme: Scheme) -> tuple[Panel, "Merit"]:
    """Return an entry's value, and for a majority its merit.

    Every judge of the field must have placed the entry (place_missing: entry, judge), unless the rulebook says
    `kept = "mean"`: then the places there are are averaged. too_few_marks and sheet_incomplete as with scores.
    """
    judging = scheme.judging
    valid = counting(sheets, scheme)
    mine = {sheet.judge: field.ranks[entry][sheet.judge] for sheet in valid if sheet.judge in field.ranks[entry]}
    faults = [Fault("sheet_incomplete", {"entry": entry, "judge": s.judge}) for s in valid if s.judge not in mine]
    faults += _missing(entry, mine, field, scheme)
    if len(mine) < judging.needed_marks:
        counts = {"valid": len(mine), "needed": judging.needed_marks}
        faults.append(Fault("too_few_marks", {"entry": entry, **counts, "criterion": ""}))
    detail = Once(partial(_detail, entry, sheets, field, scheme))
    if faults:
        return Panel(None, tuple(faults), detail), ()
    value, merit = _value(list(mine.values()), field, judging)
    return Panel(value, (), detail), merit


Merit = tuple[Fraction | int, ...]


def _missing(entry: str, mine: Mapping[str, Fraction], field: Field, scheme: Scheme) -> list[Fault]:
    if not scheme.judging.needs_every_judge:
        return []
    everybody = {judge for found in field.ranks.values() for judge in found} - scheme.aside
    return [Fault("place_missing", {"entry": entry, "judge": judge}) for judge in sorted(everybody - set(mine))]


def _value(places: Sequence[Fraction], field: Field, judging: Judging) -> tuple[Fraction, Merit]:
    if judging.method is Method.MAJORITY:
        lowest = max(field.count, *(-(-place.numerator // place.denominator) for place in places))
        merit = majority_merit(places, len(places), lowest)
        return Fraction(-merit[0]), merit
    worth = [place_value(place, judging) if judging.method is Method.VALUE_TABLE else place for place in places]
    total = sum(worth, Fraction(0))
    return (total if judging.makes_sum else total / len(worth)), ()


def place_value(place: Fraction, judging: Judging) -> Fraction:
    """Return what a place counts; between two places the mean of theirs, beyond the table nothing.

    >>> place_value(Fraction(3, 2), Judging(values=(Fraction(12), Fraction(10))))
    Fraction(11, 1)
    """
    below, rest = divmod(place, 1)
    if not rest:
        return _whole_place_value(int(below), judging.values, judging.decay, judging.value_digits)
    lower, upper = place_value(Fraction(below), judging), place_value(Fraction(below + 1), judging)
    return lower + (upper - lower) * rest


@cache
def _whole_place_value(place: int, values: tuple[Fraction, ...], decay: Fraction | None, digits: int) -> Fraction:
    """Return the listed value, or exp(-decay (place - 1)) as a decimal with so many digits (fairness.md 1.1)."""
    if decay is None:
        return values[place - 1] if 1 <= place <= len(values) else Fraction(0)
    with localcontext(prec=digits + 20) as context:
        exponent = Decimal(-decay.numerator * (place - 1)) / Decimal(decay.denominator)
        return Fraction(exponent.exp(context).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def _detail(entry: str, sheets: Sequence[Sheet], field: Field, scheme: Scheme) -> Detail:
    return Detail(
        tuple(_contribution(entry, sheet, field, scheme) for sheet in sorted(sheets, key=lambda sheet: sheet.judge))
    )


def _contribution(entry: str, sheet: Sheet, field: Field, scheme: Scheme) -> Contribution:
    place = field.ranks[entry].get(sheet.judge)
    if sheet.state is not SheetState.GIVEN or place is None:
        states = {SheetState.RECUSED: Share.RECUSED, SheetState.VOID: Share.VOID}
        return Contribution(sheet.judge, states.get(sheet.state, Share.ABSENT), None)
    share = Share.ASIDE if sheet.judge in scheme.aside else Share.KEPT
    total = None if field.given else total_of_sheet(sheet, scheme)
    table = scheme.judging.method is Method.VALUE_TABLE
    value = place_value(place, scheme.judging) if table else None
    return Contribution(sheet.judge, share, total, sheet.marks if total is not None else {}, rank=place, value=value)
