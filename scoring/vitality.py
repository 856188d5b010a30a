"""活力指数: raw values become points, a score, stars and an allowance (practice.md 4.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import Fault
from scoring.people import Entry
from scoring.rulebook.indexing import NOTHING, Extra, Index, Indicator, Scoring, VetoEffect
from scoring.rulebook.model import Rulebook
from scoring.values import Fen, format_fraction, round_half_up

LAST_STARS, SIZE = "stars", "size"
"""Whole numbers of an entry (`Entry.counts`): last year's stars, and how many members it has."""


@dataclass(frozen=True, slots=True)
class IndexValue:
    """One raw value, by the code of an indicator, bonus, deduction or veto; None says that it is missing."""

    entry: str
    indicator: str
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Points:
    """What one indicator gave: its points on its own scale, and what they add to the hundred."""

    indicator: Indicator
    value: Fraction
    points: Fraction
    part: Fraction


@dataclass(frozen=True, slots=True)
class ExtraPoints:
    """What one bonus or deduction came to."""

    extra: Extra
    value: Fraction
    points: Fraction


@dataclass(frozen=True, slots=True)
class IndexScore:
    """What one entry's values came to; `exact` is None when something is missing (`faults`).

    `bonus` and `deduction` are as they count, capped. `reached` are the stars of the score's band, `stars` what is
    left after vetoes and the limit of a year's rise; None where the rules have no stars.
    """

    entry: str
    indicators: tuple[Points, ...]
    bonuses: tuple[ExtraPoints, ...]
    deductions: tuple[ExtraPoints, ...]
    base: Fraction
    bonus: Fraction
    deduction: Fraction
    vetoes: tuple[str, ...]
    exact: Fraction | None
    published: Fraction | None
    reached: int | None = None
    last_stars: int | None = None
    stars: int | None = None
    allowance: Fen | None = None
    faults: tuple[Fault, ...] = ()


def points_of(indicator: Indicator, value: Fraction) -> Fraction:
    """Return the points of a raw value on the indicator's scale, from 0 to its maximum.

    >>> from scoring.rulebook.indexing import Step
    >>> late = Indicator("L", weight=Fraction(10), scoring=Scoring.LINEAR, zero=Fraction(30), full=Fraction(0))
    >>> [str(points_of(late, Fraction(days))) for days in (0, 15, 40)]
    ['10', '5', '0']
    """
    if indicator.scoring is Scoring.STEPS:
        return max((s.points for s in indicator.steps if s.start == _last_start(indicator, value)), default=NOTHING)
    if indicator.scoring is Scoring.LINEAR and indicator.zero is not None and indicator.full is not None:
        share = (value - indicator.zero) / (indicator.full - indicator.zero)
        return indicator.top * min(max(share, NOTHING), Fraction(1))
    return value


def _last_start(indicator: Indicator, value: Fraction) -> Fraction | None:
    return max((step.start for step in indicator.steps if step.start <= value), default=None)


def value_faults(rulebook: Rulebook, code: str, value: Fraction) -> list[Fault]:
    """Say why a raw value cannot stand: value_above_maximum, value_negative (given points, bonuses, deductions)."""
    indicator = next((one for one in rulebook.indicators if one.code == code), None)
    params = {"indicator": code}
    if indicator is not None and indicator.scoring is not Scoring.GIVEN:
        return []
    if value < 0:
        return [Fault("value_negative", {**params, "value": format_fraction(value)})]
    if indicator is not None and value > indicator.top:
        return [Fault("value_above_maximum", {**params, "maximum": format_fraction(indicator.top)})]
    return []


def score_entry(rulebook: Rulebook, index: Index, entry: Entry, values: Mapping[str, Fraction | None]) -> IndexScore:
    """Return an entry's score; `values` are its raw values by code, None where one is missing.

    An indicator without a value blocks the entry; a bonus, deduction or veto nobody wrote down did not happen. The
    score is never below 0. Faults: indicator_missing (indicator), value_negative, value_above_maximum,
    class_missing, class_unknown (class), last_stars_missing, size_missing.
    """
    faults = _missing(rulebook, entry, values)
    known = {code: value for code, value in values.items() if value is not None}
    faults += [fault for code, value in known.items() for fault in value_faults(rulebook, code, value)]
    faults += _entry_faults(rulebook, index, entry)
    indicators = tuple(_points(one, known[one.code]) for one in rulebook.indicators if one.code in known)
    bonuses, deductions = (_extras(found, known) for found in (rulebook.bonuses, rulebook.deductions))
    base = sum((found.part for found in indicators), NOTHING)
    bonus, deduction = _capped(bonuses, index.bonus_cap), _capped(deductions, index.deduction_cap)
    exact = None if faults else max(base + bonus - deduction, NOTHING)
    published = None if exact is None else round_half_up(exact, index.decimals)
    vetoes = tuple(veto.code for veto in rulebook.vetoes if known.get(veto.code))
    reached, stars = _stars(rulebook, index, entry, published, bool(vetoes))
    return IndexScore(
        entry=entry.code,
        indicators=indicators,
        bonuses=bonuses,
        deductions=deductions,
        base=base,
        bonus=bonus,
        deduction=deduction,
        vetoes=vetoes,
        exact=exact,
        published=published,
        reached=reached,
        last_stars=entry.counts.get(LAST_STARS),
        stars=stars,
        allowance=_allowance(rulebook, entry, stars),
        faults=tuple(faults),
    )


def is_out(index: Index, score: IndexScore) -> bool:
    """Does a veto item cost the entry its place?"""
    return bool(score.vetoes) and index.veto is VetoEffect.OUT


def _missing(rulebook: Rulebook, entry: Entry, values: Mapping[str, Fraction | None]) -> list[Fault]:
    """Name every value that is missing: an indicator's that nobody wrote, any that was left empty."""
    codes = dict.fromkeys([*(one.code for one in rulebook.indicators), *values])
    return [
        Fault("indicator_missing", {"entry": entry.code, "indicator": code})
        for code in codes
        if values.get(code) is None
    ]


def _entry_faults(rulebook: Rulebook, index: Index, entry: Entry) -> list[Fault]:
    """Say what the entry's own facts lack."""
    faults = []
    if index.classes and entry.group is None:
        faults.append(Fault("class_missing", {"entry": entry.code}))
    elif index.classes and entry.group not in index.classes:
        faults.append(Fault("class_unknown", {"entry": entry.code, "class": entry.group or ""}))
    if index.rise is not None and LAST_STARS not in entry.counts:
        faults.append(Fault("last_stars_missing", {"entry": entry.code}))
    if any(one.size for one in rulebook.allowances) and SIZE not in entry.counts:
        faults.append(Fault("size_missing", {"entry": entry.code}))
    return faults


def _points(indicator: Indicator, value: Fraction) -> Points:
    points = points_of(indicator, value)
    return Points(indicator, value, points, points * indicator.weight / indicator.top)


def _extras(extras: Sequence[Extra], values: Mapping[str, Fraction]) -> tuple[ExtraPoints, ...]:
    written = [(extra, values[extra.code]) for extra in extras if extra.code in values]
    return tuple(ExtraPoints(extra, value, _limited(value * extra.each, extra.maximum)) for extra, value in written)


def _capped(extras: Sequence[ExtraPoints], cap: Fraction | None) -> Fraction:
    return _limited(sum((found.points for found in extras), NOTHING), cap)


def _limited(points: Fraction, limit: Fraction | None) -> Fraction:
    return points if limit is None else min(points, limit)


def _stars(
    rulebook: Rulebook, index: Index, entry: Entry, published: Fraction | None, vetoed: bool
) -> tuple[int | None, int | None]:
    """Return the stars of the published score's band, and those that count.

    A veto leaves none; the rise on last year's is limited, a fall is not.
    """
    if published is None or not rulebook.stars:
        return None, None
    reached = next((band.stars for band in rulebook.stars if published * 100 >= band.floor), 0)
    if vetoed:
        return reached, 0
    if index.rise is None:
        return reached, reached
    return reached, min(reached, entry.counts[LAST_STARS] + index.rise)


def _allowance(rulebook: Rulebook, entry: Entry, stars: int | None) -> Fen | None:
    """Return the allowance of the largest size the entry reaches; no line for its stars means nothing."""
    if stars is None or not rulebook.allowances:
        return None
    size = entry.counts.get(SIZE, 0)
    lines = [(one.size, one.value) for one in rulebook.allowances if one.stars == stars and one.size <= size]
    return max(lines, default=(0, Fen(0)))[1]
