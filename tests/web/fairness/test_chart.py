"""The pictures: where strips, dots and shares stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.fairness.account import Account, account
from scoring.files.fairness.telling import Told, tell
from tests.scoring.builders import judged, judged_rulebook
from tests.scoring.fairness.test_account import PRIZES
from web.present import fairness_chart as chart

STRICT = {f"E{n}": [9000 - 300 * n, 9050 - 300 * n, 8950 - 300 * n, 7500 - 300 * n] for n in range(6)}


def a_pair(marks: dict[str, list[int]]) -> tuple[Account, Told]:
    found = account(judged_rulebook(PRIZES), judged(marks), 3)
    return found, tell(found, "zh")


def test_a_strict_judge_stands_left_of_zero_and_is_filled() -> None:
    _found, told = a_pair(STRICT)
    picture = chart.severity(told)
    assert chart.text_strips(picture).splitlines()[3].index("#") < 5
    assert [strip.sure for strip in picture.strips][3] is True
    assert [tick.label for tick in picture.ticks if tick.strong] == ["0"]
    assert [tick.at for tick in picture.ticks if tick.strong] == [50.0]
    assert all(0 <= strip.low <= strip.high <= 100 for strip in picture.strips)


def test_ranks_hold_the_published_place_and_go_from_left_to_right() -> None:
    found, told = a_pair(STRICT)
    (picture,) = chart.ranks(told, found, [""], str)
    dots = [strip.at for strip in picture.strips]
    assert dots == sorted(dots) and (dots[0], dots[-1]) == (chart.EDGE, 100 - chart.EDGE)
    assert picture.ticks[0].label == "1"


def test_shares_fill_the_whole_bar() -> None:
    found, _told = a_pair(STRICT)
    parts = chart.shares(found, ["a", "b", "c"])
    assert [part.name for part in parts] == ["a", "b", "c"]
    assert sum(part.width for part in parts) == pytest.approx(100, abs=0.05)
    assert [part.start for part in parts[1:]] == pytest.approx(
        [parts[0].width, parts[0].width + parts[1].width], abs=0.05
    )


def test_other_methods_say_how_far_an_entry_would_rise_or_fall() -> None:
    found, _told = a_pair({"A": [8000] * 4 + [9500], "B": [8200] * 4 + [8100], "C": [6000] * 5})
    first, second, third = chart.what_if(found, ["A", "B", "C"], str)
    assert [cell.better for cell in first.cells] == [0, -1, -1, -1, 0]
    assert [cell.better for cell in second.cells] == [0, 1, 1, 1, 0]
    assert (third.place, [cell.place for cell in third.cells]) == (3, [3] * 5)


def test_separate_panels_wear_letters_of_their_own() -> None:
    everybody = judged({f"{room}{n}": [8000 + 100 * n, 8200 + 70 * n] * 2 for room in "AB" for n in range(3)})
    apart = tuple(one for one in everybody.sheets if (one.entry[0] == "A") == (one.judge in ("J1", "J2")))
    found = account(judged_rulebook(PRIZES), replace(everybody, sheets=apart), 3)
    picture = chart.loads(found, lambda judge, count, part: f"{judge} {count} {part}")
    assert [strip.text for strip in picture.strips] == ["J1 3 A", "J2 3 A", "J3 3 B", "J4 3 B"]
    assert tell(found, "zh").design[-1].startswith("评委分成 2 组")


def test_one_judge_alone_is_drawn_without_a_figure() -> None:
    found, told = a_pair({"A": [8000], "B": [7000]})
    assert chart.shares(found, ["a", "b", "c"]) == []
    assert (chart.ranks(told, found, [""], str), len(chart.severity(told).strips)) == ([], 1)
