"""Published outcomes of real competitions come out to the row (published/SOURCE.md)."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from scoring import (
    Entry,
    Hundredths,
    RaceResult,
    RaceResults,
    Sheet,
    SheetState,
    Status,
    parse,
    parse_mark,
    parse_time,
    rank,
)
from scoring.judged import score_entry
from scoring.values import format_fixed

PUBLISHED = Path(__file__).parent / "published"
ISU = parse(
    """
name = "ISU component"
format = "judged"
[judging]
method = "trimmed"
total = 10
[[criteria]]
code = "C"
maximum = 10
step = 0.25
"""
)
TRAIL = parse(
    """
name = "trail"
format = "race"
[race]
measure = "time"
precision = 1
"""
)


def _rows(name):
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _component(row):
    """A 0 or a blank is a missing mark in this file (its README)."""
    sheets = []
    for judge in (f"J{n}" for n in range(1, 10)):
        mark = parse_mark(row[judge]) if row[judge] else Hundredths(0)
        state = SheetState.GIVEN if mark else SheetState.ABSENT
        sheets.append(Sheet("X", judge, state, {"C": mark} if mark else {}))
    score = score_entry("X", sheets, ISU.rubric, ISU.judging)
    return format_fixed(score.published, 2)


def test_all_4255_skating_components_come_out_as_published():
    rows = _rows("fs_components.csv")
    wrong = [(row, found) for row in rows if (found := _component(row)) != format_fixed(Fraction(row["published"]), 2)]
    assert (len(rows), wrong) == (4255, [])


def test_forty_of_them_have_a_missing_mark_that_must_not_be_zero():
    rows = [row for row in _rows("fs_components.csv") if any(row[f"J{n}"] in ("", "0", "0.0") for n in range(1, 10))]
    assert len(rows) == 40


def _trail(year, group=lambda row: None):
    rows = _rows(f"utmb{year}.csv")
    entries = tuple(Entry(str(n), group=group(row)) for n, row in enumerate(rows))
    results = tuple(
        RaceResult(str(n), parse_time(row["time"])) if row["time"] else RaceResult(str(n), status=Status.DNF)
        for n, row in enumerate(rows)
    )
    return rows, RaceResults(entries, results)


@pytest.mark.parametrize(("year", "placed"), [(2017, 1687), (2019, 1556)])
def test_all_places_of_two_trail_races_come_out_as_published(year, placed):
    rows, results = _trail(year)
    found = rank(TRAIL, results)
    places = {row.entry: "" if row.place is None else str(row.place) for row in found.rows}
    assert [places[str(n)] for n in range(len(rows))] == [row["rank"] for row in rows]
    assert (found.faults, sum(1 for row in found.rows if row.place is not None)) == ((), placed)


@pytest.mark.parametrize("year", [2017, 2019])
def test_groups_of_a_trail_race_hold_everybody_once_in_the_published_order(year):
    rows, results = _trail(year, lambda row: f"{row['gender']}-{row['ageGroup']}")
    found = rank(TRAIL, results).rows
    assert sorted(row.entry for row in found) == sorted(entry.code for entry in results.entries)
    groups: dict[str, list[tuple[int, int]]] = {}
    for row in found:
        if row.place is not None:
            groups.setdefault(row.group, []).append((row.place, int(rows[int(row.entry)]["rank"])))
    assert len(groups) > 10
    for placed in groups.values():
        published = [rank for _, rank in placed]
        assert [place for place, _ in placed] == [1 + sum(other < rank for other in published) for rank in published]
