"""The chart: where bars stand, that no two cover each other, and how days, venues and series are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from web.present.timetable_chart import ROW, charts, text_lanes

DAY = datetime(2026, 11, 27)  # noqa: DTZ001 - the wall clock of a venue carries no zone


@dataclass(frozen=True)
class AHeat:
    """A heat as the chart sees it."""

    start: int
    minutes: int = 20
    series: str = "run:A"
    venue_id: int = 1
    number: int = 1
    count: int = 5

    @property
    def key(self) -> str:
        return f"{self.series}-{self.start}-{self.venue_id}"

    @property
    def starts(self) -> datetime:
        return DAY + timedelta(minutes=self.start)

    @property
    def series_name(self) -> str:
        return f"series {self.series}"

    @property
    def venue_name(self) -> str:
        return f"venue{self.venue_id}"


def test_chart_is_drawn_as_text_lanes() -> None:
    heats = [
        AHeat(480),
        AHeat(500, series="run:B"),
        AHeat(530, 10, series="walk:", venue_id=2),
        AHeat(540, 10, series="walk:", venue_id=2),
    ]
    (chart,) = charts(heats)
    assert text_lanes(chart) == "venue1 AABB........\nvenue2 .....CC....."


def test_overlapping_heats_of_one_venue_get_bands_of_their_own() -> None:
    (chart,) = charts([AHeat(480, 60), AHeat(490, 60, number=2), AHeat(540, 60, number=3)])
    assert text_lanes(chart, 10).splitlines() == [
        "venue1 AAAAAAAAAAAA",
        "venue1 .AAAAAA.....",
    ]


def test_days_become_charts_and_series_keep_their_letter() -> None:
    found = charts([AHeat(480), AHeat(1440 + 480, series="run:B"), AHeat(1440 + 510)])
    assert [(chart.day.day, [series.letter for series in chart.legend]) for chart in found] == [
        (27, ["A"]),
        (28, ["A", "B"]),
    ]
    assert [(series.letter, series.heats, series.people) for series in found[1].legend] == [("A", 2, 10), ("B", 1, 5)]


def test_no_heats_no_chart() -> None:
    assert charts([]) == ()


@given(
    st.lists(
        st.builds(
            AHeat,
            start=st.integers(420, 1080),
            minutes=st.integers(5, 60),
            series=st.sampled_from(["a", "b", "c"]),
            venue_id=st.integers(1, 3),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_every_heat_is_drawn_once_inside_the_picture_and_covers_no_other(heats: list[AHeat]) -> None:
    (chart,) = charts(heats)
    assert sorted(bar.heat.key for bar in chart.bars) == sorted(heat.key for heat in heats)
    for index, bar in enumerate(chart.bars):
        assert bar.x + bar.width <= chart.width
        assert bar.y + ROW <= chart.height
        for other in chart.bars[index + 1 :]:
            assert bar.y != other.y or bar.x + bar.width <= other.x or other.x + other.width <= bar.x
