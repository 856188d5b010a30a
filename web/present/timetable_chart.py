"""The timetable as a picture: one chart per day, venues down, time across. Pure geometry; a template draws it.

Every contest and group has a letter and a pattern besides its colour, so that print in grey and colour-blind eyes
tell them apart. The same chart stands on screen, on the public page and on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

LEFT = 116
TOP = 30
ROW = 46
GAP = 8
STYLES = 8
"""Colours and patterns before they repeat; letters go on."""
_LEAST_BAR = 24
_USUAL_WIDTH = 940
_MOST_WIDTH = 2400


class ChartHeat(Protocol):
    """What the chart needs of a heat; `minutes` is how long the venue is taken."""

    @property
    def key(self) -> str:
        """A name for addresses inside the page."""

    @property
    def series(self) -> str:
        """What shares one colour and letter."""

    @property
    def series_name(self) -> str:
        """Contest and group in words."""

    @property
    def number(self) -> int:
        """The heat's number within its series."""

    @property
    def starts(self) -> datetime:
        """Local time of the start."""

    @property
    def minutes(self) -> int:
        """How long the venue is taken."""

    @property
    def venue_id(self) -> int:
        """Row number of the venue."""

    @property
    def venue_name(self) -> str:
        """Name of the venue."""

    @property
    def count(self) -> int:
        """How many start."""


@dataclass(frozen=True, slots=True)
class Series:
    """A contest and group: its letter, its name, which of the styles it wears, how many heats and people."""

    letter: str
    name: str
    style: int
    heats: int
    people: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One heat: where it stands in the picture, what is written in it, what it is called in full."""

    x: int
    y: int
    width: int
    height: int
    label: str
    series: Series
    number: int
    heat: ChartHeat
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One venue's band."""

    name: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of time; full hours and half hours carry a label."""

    x: int
    label: str
    hour: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """One day."""

    day: date
    width: int
    height: int
    rows: Sequence[Row]
    ticks: Sequence[Tick]
    bars: Sequence[Bar]
    legend: Sequence[Series]

    @property
    def left(self) -> int:
        """Where time begins, right of the venues' names."""
        return LEFT

    @property
    def code(self) -> str:
        """A prefix for ids inside the picture, different for every day."""
        return f"day{self.day:%Y%m%d}"


def charts(heats: Iterable[ChartHeat], link: Callable[[ChartHeat], str] | None = None) -> Sequence[Chart]:
    """One chart per day in order of time; `link` gives the address a heat leads to (default: its place in the list)."""
    ordered = sorted(heats, key=lambda heat: (heat.starts, heat.venue_id, heat.key))
    series = _series(ordered)
    days: dict[date, list[ChartHeat]] = {}
    for heat in ordered:
        days.setdefault(heat.starts.date(), []).append(heat)
    return tuple(_chart(day, found, series, link or (lambda heat: f"#heat-{heat.key}")) for day, found in days.items())


def text_lanes(chart: Chart, minutes: int = 10) -> str:
    """The chart as text, one line per venue band and one cell per `minutes`: for tests, logs and plain terminals."""
    step = _scale(chart) * minutes
    lines = []
    for row in chart.rows:
        for band in range(row.y, row.y + row.height, ROW):
            cells = ["."] * ((chart.width - LEFT) // step)
            for bar in chart.bars:
                if band <= bar.y < band + ROW:
                    first = (bar.x - LEFT) // step
                    for cell in range(first, min(len(cells), (bar.x + bar.width - LEFT) // step)):
                        cells[cell] = bar.series.letter
            lines.append(f"{row.name} {''.join(cells)}")
    return "\n".join(lines)


def _scale(chart: Chart) -> int:
    """Units per minute of a chart, read back from its hour lines."""
    hours = [tick.x for tick in chart.ticks if tick.hour]
    return (hours[1] - hours[0]) // 60


def _series(heats: Sequence[ChartHeat]) -> dict[str, Series]:
    found: dict[str, list[ChartHeat]] = {}
    for heat in heats:
        found.setdefault(heat.series, []).append(heat)
    return {
        key: Series(_letter(index), own[0].series_name, index % STYLES, len(own), sum(heat.count for heat in own))
        for index, (key, own) in enumerate(sorted(found.items()))
    }


def _letter(index: int) -> str:
    """A to Z, then AA, AB, ..."""
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)


def _chart(day: date, heats: Sequence[ChartHeat], series: dict[str, Series], link: Callable[[ChartHeat], str]) -> Chart:
    first = heats[0].starts.replace(minute=0)
    last = max(heat.starts + timedelta(minutes=heat.minutes) for heat in heats)
    minutes = -(-int((last - first).total_seconds()) // 3600) * 60
    scale = max(1, -(-_LEAST_BAR // min(heat.minutes for heat in heats)), _USUAL_WIDTH // minutes)
    scale = max(1, min(scale, _MOST_WIDTH // minutes))
    rows, bars, y = [], list[Bar](), TOP
    for name, bands in _bands(heats):
        rows.append(Row(name, y, ROW * len(bands)))
        for index, band in enumerate(bands):
            bars += [_bar(heat, series[heat.series], first, scale, y + ROW * index, link) for heat in band]
        y += ROW * len(bands) + GAP
    shown = sorted({bar.series for bar in bars}, key=lambda each: (len(each.letter), each.letter))
    return Chart(day, LEFT + minutes * scale, y, tuple(rows), _ticks(first, minutes, scale), tuple(bars), tuple(shown))


def _bands(heats: Sequence[ChartHeat]) -> Iterable[tuple[str, list[list[ChartHeat]]]]:
    """For each venue its heats laid into as few bands as keep bars from covering each other."""
    venues: dict[tuple[int, str], list[list[ChartHeat]]] = {}
    for heat in heats:
        bands = venues.setdefault((heat.venue_id, heat.venue_name), [])
        free = next((band for band in bands if _end(band[-1]) <= heat.starts), None)
        if free is None:
            bands.append([heat])
        else:
            free.append(heat)
    return [(name, bands) for (_, name), bands in sorted(venues.items())]


def _end(heat: ChartHeat) -> datetime:
    return heat.starts + timedelta(minutes=heat.minutes)


def _bar(heat: ChartHeat, series: Series, first: datetime, scale: int, y: int, link: Callable[[ChartHeat], str]) -> Bar:
    x = LEFT + scale * (int((heat.starts - first).total_seconds()) // 60)
    label = f"{series.letter}{heat.number}"
    return Bar(x, y + 3, heat.minutes * scale, ROW - 6, label, series, heat.number, heat, link(heat))


def _ticks(first: datetime, minutes: int, scale: int) -> Sequence[Tick]:
    return tuple(
        Tick(LEFT + minute * scale, f"{first + timedelta(minutes=minute):%H:%M}", minute % 60 == 0)
        for minute in range(0, minutes + 1, 30)
    )
