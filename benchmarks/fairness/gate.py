"""The gate on panels whose judges hardly differ: some marks are hidden, the order by all marks is the reference.

fairness.md 2.3: with trained judges on a coarse scale a correction hurts, so the gate must stay shut. Skating panels
are real (fs_judge_totals.csv and fs_performances.csv, BuzzFeed News, CC BY 4.0) where a folder with them is named;
panels like those of Olympic diving are invented with its spreads, 2.6 : 0.20 : 1 on half marks.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.fairness.methods import by_gate, by_mean, by_shrunken, by_z_score, tau
from benchmarks.fairness.panels import Flags, Numbers, Scenario, assignment
from scoring.fairness.table import MarkTable, mark_table

METHODS = {"mean": by_mean, "z-score": by_z_score, "shrunken": by_shrunken, "gated": by_gate}
PUBLISHED: Mapping[str, Mapping[int, tuple[float, ...]]] = {
    "skating": {2: (0.917, 0.797, 0.915), 3: (0.933, 0.877, 0.936), 4: (0.948, 0.921, 0.952)},
    "diving": {2: (0.865, 0.811, 0.847, 0.858), 3: (0.898, 0.867, 0.883, 0.897), 4: (0.919, 0.899, 0.907, 0.921)},
}
"""Mean, z-score, shrunken (and gated, for diving), fairness.md 2.3 and 2.4."""
FEWEST = 18
"""Entries of a skating segment that is looked at."""
NOISE, STEP = 0.4, 0.5


def show(repetitions: int, seed: int, folder: Path | None) -> None:
    """Print the correlation with the order by all marks."""
    random = np.random.default_rng(seed)
    kinds = {"diving": [_diving(random) for _ in range(20)]}
    if folder is None:
        print("\nSkating panels are left out: name a folder that holds them with --panels.")
    else:
        kinds = {"skating": _skating(folder), **kinds}
    print(f"\n## Tau with the order by all marks, {repetitions} draws of each panel (fairness.md 2.3, 2.4)\n")
    print("| panels | marks an entry | " + " | ".join(METHODS) + " | published |")
    print("|---" * (len(METHODS) + 3) + "|")
    for kind, panels in kinds.items():
        for each in (2, 3, 4):
            found = _hidden(panels, each, repetitions, random)
            published = " / ".join(f"{figure:.3f}" for figure in PUBLISHED[kind][each])
            cells = " | ".join(f"{figure:.3f}" for figure in found)
            print(f"| {len(panels)} {kind} | {each} | {cells} | {published} |", flush=True)


def _hidden(panels: Sequence[Numbers], each: int, repetitions: int, random: np.random.Generator) -> list[float]:
    """Return the mean tau of each method when every entry keeps `each` marks."""
    found = []
    for marks in panels:
        entries, judges = marks.shape
        truth = marks.mean(axis=1)
        for _ in range(repetitions):
            seen = assignment(Scenario("", entries, judges, each), random)[random.permutation(entries)]
            table = _table(marks, seen)
            found.append([tau(method(table), truth) for method in METHODS.values()])
    means: list[float] = np.array(found).mean(axis=0).tolist()
    return means


def _diving(random: np.random.Generator) -> Numbers:
    """Draw one panel of 7 judges and 30 dives on the scale from 0 to 10 in half marks."""
    quality, lean = random.normal(6.5, 2.6 * NOISE, (30, 1)), random.normal(0, 0.20 * NOISE, 7)
    marks = quality + lean + random.normal(0, NOISE, (30, 7))
    found: Numbers = np.clip(np.round(marks / STEP) * STEP, 0, 10)
    return found


def _skating(folder: Path) -> list[Numbers]:
    """Return the segments in which nine judges marked at least 18 performances."""
    segment_of = {row["pid"]: (row["comp"], row["program"]) for row in _rows(folder / "fs_performances.csv")}
    segments: dict[tuple[str, str], list[list[float]]] = defaultdict(list)
    for row in _rows(folder / "fs_judge_totals.csv"):
        marks = [row[f"J{number}"] for number in range(1, 10)]
        if row["pid"] in segment_of and all(marks):
            segments[segment_of[row["pid"]]].append([float(mark) for mark in marks])
    return [np.array(marks) for _, marks in sorted(segments.items()) if len(marks) >= FEWEST]


def _rows(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _table(marks: Numbers, seen: Flags) -> MarkTable:
    return mark_table(
        {
            f"E{row:03}": {f"J{column}": round(100 * float(marks[row, column])) for column in np.flatnonzero(mine)}
            for row, mine in enumerate(seen)
        }
    )
