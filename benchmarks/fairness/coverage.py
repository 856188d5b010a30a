"""Do the 90 % rank intervals hold the true place in nine of ten cases? (fairness.md 2.6)"""

from dataclasses import dataclass

import numpy as np

from benchmarks.fairness.panels import Numbers, Sample, Scenario, assignment, sample
from scoring.fairness.intervals import draw_ranks, rank_intervals
from scoring.fairness.severity import fit

DESIGNS = (
    Scenario("60 entries, 9 judges, k=2, sd 1.2", each=2, lean=1.2),
    Scenario("60 entries, 9 judges, k=3, sd .7", lean=0.7),
    Scenario("60 entries, 9 judges, k=9, sd .7", each=9, lean=0.7),
    Scenario("200 entries, 15 judges, k=3, sd .7", 200, 15, lean=0.7),
    Scenario("20 entries, 5 judges, k=3, sd .7", 20, 5, lean=0.7),
    Scenario("12 entries, 4 judges, k=2, sd .7", 12, 4, 2, lean=0.7),
    Scenario("60 entries, 9 judges, k=3, no severity"),
)
LEAST, MOST = 0.88, 0.96
"""The bar of fairness.md 4.6 for nominal 90 %."""


@dataclass(frozen=True)
class Held:
    """Of one design: share of entries whose true place is held, mean width, chance stated for the likeliest winner, and
    how often that entry truly was the best."""

    covered: float
    width: float
    stated: float
    best: float


def held(design: Scenario, repetitions: int, seed: int) -> Held:
    """Draw so many panels of a design."""
    random = np.random.default_rng([seed, *design.name.encode()])
    seen = assignment(design, random)
    rows = [_row(sample(design, seen, random), seed + index) for index in range(repetitions)]
    return Held(*np.array(rows).mean(axis=0).tolist())


def show(repetitions: int, seed: int) -> None:
    """Print coverage, width, and the stated beside the actual chance of the likeliest winner."""
    print(f"\n## 90 % rank intervals, {repetitions} panels of each design (fairness.md 2.6)\n")
    print("| design | true place held | within .88-.96 | mean width in places | P(first) stated | truly first |")
    print("|---|---|---|---|---|---|")
    for design in DESIGNS:
        found = held(design, repetitions, seed)
        verdict = "yes" if LEAST <= found.covered <= MOST else "no"
        print(f"| {design.name} | {found.covered:.3f} | {verdict} | {found.width:.1f} | ", end="")
        print(f"{found.stated:.2f} | {found.best:.2f} |", flush=True)


def _row(drawn: Sample, seed: int) -> tuple[float, float, float, float]:
    places = _places(drawn.truth)
    found = draw_ranks(drawn.table, fit(drawn.table), seed)
    if found is None:
        raise ValueError("a design with too few marks")
    intervals = rank_intervals(found, {})
    low, high, first = (np.array([getattr(one, name) for one in intervals]) for name in ("low", "high", "first"))
    winner = int(first.argmax())
    covered = float(((low <= places) & (places <= high)).mean())
    return covered, float((high - low + 1).mean()), float(first[winner]), float(places[winner] == 1)


def _places(truth: Numbers) -> Numbers:
    found = np.empty(len(truth))
    found[np.argsort(-truth)] = np.arange(1, len(truth) + 1)
    return found
