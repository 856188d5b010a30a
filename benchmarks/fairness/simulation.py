"""The table of fairness.md 2.2 drawn anew: Kendall's tau with the truth, ours beside the published figure."""

from dataclasses import dataclass
from math import hypot, sqrt

import numpy as np

from benchmarks.fairness.methods import METHODS, by_gate, tau
from benchmarks.fairness.panels import Scenario, assignment, sample

PUBLISHED_ERROR = 0.003
"""Standard error of every published figure (fairness.md 2.2)."""
BOUND = 2.6
"""Standard errors of a difference that chance passes once in a hundred times."""
PUBLISHED: dict[Scenario, tuple[float, ...]] = {
    Scenario("k=2, no severity", each=2): (0.775, 0.775, 0.775, 0.735, 0.719, 0.759, 0.773),
    Scenario("k=3, no severity"): (0.815, 0.815, 0.797, 0.796, 0.785, 0.809, 0.814),
    Scenario("k=3, sd .35", lean=0.35): (0.808, 0.808, 0.787, 0.795, 0.783, 0.808, 0.810),
    Scenario("k=2, sd .7", each=2, lean=0.7): (0.737, 0.737, 0.737, 0.735, 0.717, 0.759, 0.761),
    Scenario("k=3, sd .7", lean=0.7): (0.789, 0.789, 0.764, 0.795, 0.783, 0.808, 0.809),
    Scenario("k=5, sd .7", each=5, lean=0.7): (0.839, 0.831, 0.812, 0.848, 0.841, 0.852, 0.852),
    Scenario("k=9 (all), sd .7", each=9, lean=0.7): (0.892, 0.887, 0.865, 0.891, 0.888, 0.893, 0.893),
    Scenario("k=9, sd .7, 20 % missing", each=9, lean=0.7, missing=0.2): (
        *(0.875, 0.868, 0.848),
        *(0.879, 0.867, 0.882, 0.882),
    ),
    Scenario("k=2, sd 1.2", each=2, lean=1.2): (0.683, 0.683, 0.683, 0.736, 0.716, 0.759, 0.760),
    Scenario("k=3, sd 1.2", lean=1.2): (0.748, 0.748, 0.718, 0.795, 0.783, 0.808, 0.808),
    Scenario("200 entries, 15 judges, k=3, sd .7", 200, 15, lean=0.7): (
        *(0.785, 0.785, 0.763),
        *(0.803, 0.796, 0.811, 0.811),
    ),
    Scenario("20 entries, 5 judges, k=3, sd .7", 20, 5, lean=0.7): (0.795, 0.795, 0.770, 0.795, 0.784, 0.808, 0.809),
    Scenario("12 entries, 4 judges, k=2, sd .7", 12, 4, 2, lean=0.7): (
        *(0.762, 0.762, 0.762),
        *(0.737, 0.728, 0.760, 0.767),
    ),
    Scenario("k=1, sd .7", each=1, lean=0.7): (0.662, 0.662, 0.662, 0.601, 0.587, 0.662, 0.662),
    Scenario("3 separate panels of 3", lean=0.7, panels=3): (0.791, 0.791, 0.766, 0.774, 0.764, 0.793, 0.792),
    Scenario("same + 10 % seen by all", lean=0.7, panels=3, linking=0.1): (
        *(0.799, 0.799, 0.776),
        *(0.798, 0.790, 0.813, 0.815),
    ),
    Scenario("separate panels by strength", lean=0.7, panels=3, grouped=True): (
        *(0.793, 0.793, 0.768),
        *(0.151, 0.170, 0.795, 0.795),
    ),
    Scenario("one judge at random, k=5", each=5, lean=0.7, wild=1): (0.793, 0.809, 0.793, 0.800, 0.794, 0.804, 0.803),
    Scenario("one judge at random, k=9", each=9, lean=0.7, wild=1): (0.860, 0.871, 0.854, 0.857, 0.855, 0.860, 0.860),
}
"""Mean, trimmed, median, z-score, rank-avg, least squares, shrunken, as fairness.md 2.2 prints them."""


@dataclass(frozen=True)
class Found:
    """Means over the repetitions by method, their standard errors, and the same for adjusted less mean with gate."""

    means: tuple[float, ...]
    errors: tuple[float, ...]
    gain: float
    gain_error: float


def measured(scenario: Scenario, repetitions: int, seed: int) -> Found:
    """Draw the scenario so many times."""
    random = np.random.default_rng([seed, *scenario.name.encode()])
    design = assignment(scenario, random)
    rows = []
    for _ in range(repetitions):
        drawn = sample(scenario, design, random)
        found = [tau(method(drawn.table), drawn.truth) for method in METHODS.values()]
        rows.append([*found, tau(by_gate(drawn.table), drawn.truth) - found[0]])
    values = np.array(rows)
    means, errors = values.mean(axis=0).tolist(), (values.std(axis=0, ddof=1) / sqrt(repetitions)).tolist()
    return Found(tuple(means[:-1]), tuple(errors[:-1]), means[-1], errors[-1])


def show(repetitions: int, seed: int) -> None:
    """Print ours, and under it the published figure with the distance in standard errors."""
    print(f"\n## Kendall's tau with the truth, {repetitions} repetitions (fairness.md 2.2)\n")
    print("Under each figure the published one and the distance in standard errors of the difference.\n")
    print("| case | " + " | ".join(METHODS) + " | gated - mean |")
    print("|---" * (len(METHODS) + 2) + "|")
    distances = []
    for scenario, published in PUBLISHED.items():
        found = measured(scenario, repetitions, seed)
        print(f"| {scenario.name} | " + " | ".join(f"{tau:.3f}" for tau in found.means), end=" | ")
        print(f"{found.gain:+.3f} ± {found.gain_error:.3f} |")
        apart = [
            (ours - theirs) / hypot(error, PUBLISHED_ERROR)
            for ours, theirs, error in zip(found.means, published, found.errors, strict=True)
        ]
        distances += apart
        cells = (f"{theirs:.3f} ({far:+.1f})" for theirs, far in zip(published, apart, strict=True))
        print("| published | " + " | ".join(cells) + " | |", flush=True)
    beyond = sum(abs(far) > BOUND for far in distances)
    print(f"\n{len(distances) - beyond} of {len(distances)} figures lie within {BOUND} standard errors", end="")
    print(f" of the published one, the farthest at {max(map(abs, distances)):.1f}.")
