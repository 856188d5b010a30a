"""The fairness account as pictures. Pure geometry in percent of the width; a template draws it, text stays text.

Every line of a picture is one sentence with a strip beside it, on a scale they share, so that the same picture is read
on a telephone, on a wide screen, on paper in grey, and aloud.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.fairness.account import Account
    from scoring.files.fairness.telling import Told

NINETY_FIVE = 1.96
"""Standard errors to each side, as the sentences have it."""
EDGE = 2.0
"""Percent of the width left free on both sides, so that a dot at the end is not cut."""
_STEPS = (1.0, 2.0, 5.0, 10.0)
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale with what stands above it."""

    at: float
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """One sentence and its strip from `low` to `high` with a dot `at` (None: none); `sure` fills the dot."""

    text: str
    low: float
    high: float
    at: float | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """Strips under one scale; `title` heads them where there are several (a group)."""

    ticks: Sequence[Tick]
    strips: Sequence[Strip]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar: where it begins, how wide it is, which pattern it wears."""

    name: str
    start: float
    width: float
    style: int
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A place under one method (None: cannot be used) and how many places better than published (negative: worse)."""

    place: int | None
    better: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One entry with its published place and those under the other methods."""

    entry: str
    place: int
    cells: Sequence[Cell]


def severity(told: Told) -> Picture:
    """How strict or lenient each judge is, with 95 % intervals around 0."""
    spans = [
        (text, judge.effect, NINETY_FIVE * judge.standard_error)  # no interval can be told with one judge
        for judge, text in told.judges
    ]
    return _around_zero(spans)


def gaps(told: Told, found: Account) -> Picture:
    """Own departments against others: all judges, then each, with 95 % intervals where there is one."""
    whole = found.departments.overall
    pairs = [*([(whole, told.gap)] if whole else []), *told.judge_gaps]
    return _around_zero([(text, gap.gap, NINETY_FIVE * abs(gap.gap / gap.t) if gap.t else 0.0) for gap, text in pairs])


def ranks(told: Told, found: Account, groups: Sequence[str], name: Callable[[str], str]) -> Sequence[Picture]:
    """The places the marks allow each entry, one picture a group; the dot is the place published."""
    pictures = []
    for group in groups:
        mine = [(one, text) for one, text in told.ranks if one.group == group]
        if not mine:
            continue
        last = max(one.high for one, _ in mine)
        place = _scale(1, max(last, 2))
        official = found.comparison.official
        strips = [
            Strip(text, place(one.low), place(one.high), place(min(official[one.entry], last))) for one, text in mine
        ]
        marks = [1, *(number for number in _round_numbers(1, last) if number > 1)]
        ticks = [Tick(place(number), f"{number:g}") for number in marks if number == int(number)]
        pictures.append(Picture(ticks, strips, name(group) if len(groups) > 1 else ""))
    return pictures


def close_pairs(told: Told) -> Picture:
    """How likely the upper of two entries at a cut is the better one; at 50 % nobody knows."""
    at = _scale(0, 100)
    ticks = [Tick(at(value), f"{value}%", value == 50) for value in (0, 25, 50, 75, 100)]
    return Picture(ticks, [Strip(text, at(0), at(100 * pair.probability)) for pair, text in told.close])


def loads(found: Account, name: Callable[[str, int, str], str]) -> Picture:
    """How many entries each judge marked; `name` says it of judge, entries and part (a letter; "" where all is one)."""
    parts = found.design.parts
    letter = {judge: chr(65 + at % 26) for at, part in enumerate(parts) for judge in part.judges}
    most = found.design.entries
    at = _scale(0, most)
    strips = [
        Strip(name(judge, count, letter[judge] if len(parts) > 1 else ""), at(0), at(count))
        for judge, count in found.design.load.items()
    ]
    whole = [value for value in _round_numbers(0, most) if value == int(value)]
    return Picture([Tick(at(value), f"{value:g}") for value in whole], strips)


def shares(found: Account, names: Sequence[str]) -> Sequence[Share]:
    """Where the differences between marks come from: entries, judges, rest; empty where it is not known."""
    parts = found.agreement.shares if found.agreement.single is not None else None
    return _shares(parts or (), names)


def luck(found: Account, names: Sequence[str]) -> Sequence[Share]:
    """Of the chance in the entries' means: from which judges marked them, and the rest."""
    share = found.severity.luck_share
    return _shares((share, 1 - share), names)


def what_if(found: Account, entries: Iterable[str], name: Callable[[str], str]) -> Sequence[WhatIf]:
    """One line an entry in the order given, with the place under every method of `alternatives`."""
    official = found.comparison.official
    lines = []
    for entry in entries:
        places = [None if one.places is None else one.places[entry] for one in found.comparison.alternatives]
        mine = official[entry]
        cells = [Cell(place, 0 if place is None else mine - place) for place in places]
        lines.append(WhatIf(name(entry), mine, cells))
    return lines


def text_strips(picture: Picture, width: int = 21) -> str:
    """The strips as text, one line each: for tests and plain terminals."""
    lines = []
    for strip in picture.strips:
        cells = ["."] * width
        first, last = (round(value / 100 * (width - 1)) for value in (strip.low, strip.high))
        cells[first : last + 1] = "-" * (last - first + 1)
        if strip.at is not None:
            cells[round(strip.at / 100 * (width - 1))] = "#" if strip.sure else "o"
        lines.append("".join(cells))
    return "\n".join(lines)


def _around_zero(spans: Sequence[tuple[str, float, float]]) -> Picture:
    """Intervals (sentence, middle, half width) on a scale that is the same to both sides of 0."""
    reach = max((abs(middle) + half for _, middle, half in spans), default=0.0) or 1.0
    at = _scale(-reach, reach)
    strips = [
        Strip(text, at(middle - half), at(middle + half), at(middle), sure=abs(middle) > half)
        for text, middle, half in spans
    ]
    ticks = [Tick(at(value), _signed(value), value == 0) for value in _round_numbers(-reach, reach)]
    return Picture(ticks, strips)


def _scale(low: float, high: float) -> Callable[[float], float]:
    """The percent of the width at which a value stands."""
    span = (high - low) or 1.0
    return lambda value: round(EDGE + (100 - 2 * EDGE) * (value - low) / span, 2)


def _round_numbers(low: float, high: float) -> list[float]:
    """At most six or so round numbers between two values, 0 among them where it lies between."""
    rough = (high - low) / _MOST_TICKS or 1.0
    size = 10 ** math.floor(math.log10(rough))
    step = next(step * size for step in _STEPS if step * size >= rough - 1e-12)
    return [round(step * number, 10) for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _signed(value: float) -> str:
    return f"+{value:g}" if value > 0 else f"{value:g}".replace("-", "−")


def _shares(parts: Sequence[float], names: Sequence[str]) -> Sequence[Share]:
    found, start = [], 0.0
    for style, (name, part) in enumerate(zip(names, parts, strict=False)):
        found.append(Share(name, round(start, 2), round(100 * part, 2), style, f"{100 * part:.0f}%"))
        start += 100 * part
    return found
