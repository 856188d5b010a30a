"""The tables: a row per problem and planner, medians with ratios and targets, how time grows, explanations."""

from collections.abc import Iterable, Sequence
from statistics import median

import numpy as np

from benchmarks.timetable.measuring import Row

GOALS = ("unplaced", "heats", "finish", "waiting", "department_spread", "seeding")
PROOF = {
    50: 2,
    200: 2,
    500: 3,
    1000: 4,
    2000: 8,
    5000: 60,
    10_000: 120,
}  # seconds to the proof of unplaced, heats, finish
MEMORY = {50: 200, 200: 200, 500: 200, 1000: 250, 2000: 300, 5000: 600, 10_000: 1024}  # MB
FIRST = {10_000: 30}  # seconds to the first checked plan; 5 where nothing is said
EXPLAINED = {5000: 10}  # seconds of an explanation; 1 where nothing is said
WAITING = 0.2  # of greedy, from 500 entrants up
PLANNERS = ("greedy", "textbook", "planner")


def head(columns: Sequence[str]) -> None:
    """The head of a table."""
    print(f"\n| {' | '.join(columns)} |\n{'|---' * len(columns)}|", flush=True)


def line(cells: Iterable[object]) -> None:
    """One line of a table; what is not there stays empty."""
    print(f"| {' | '.join('' if cell is None else _short(cell) for cell in cells)} |", flush=True)


def _short(cell: object) -> str:
    return f"{cell:.3g}" if isinstance(cell, float) else str(cell)


TIMES = ("first s", "first cpu s", "proof s", "proof cpu s", "all s", "all cpu s")
ROW = ("entrants", "seed", "planner", *GOALS, *TIMES, "MB", "rules broken")


def row(size: int, seed: int, planner: str, found: Row) -> None:
    """What one planner made of one problem; the bound of a value that is not proven stands in brackets."""
    values, still = found["values"], found["open"]
    goals = [f"{values[name]} ({still[name]})" if name in still else values.get(name) for name in GOALS]
    times = [
        *(found.get("first") or (None, None)),
        *(found.get("proof") or (None, None)),
        found["seconds"],
        found["cpu"],
    ]
    line([size, seed, planner, *goals, *times, found.get("memory"), found["violations"]])


RATIOS = ("heats", "finish", "waiting")
SUMMARY = (
    "entrants",
    "proof cpu s (target)",
    "all seeds proven",
    "first cpu s (target)",
    "MB (target)",
    "never worse than greedy",
    *(f"{name} / greedy" for name in RATIOS),
    "cpu s / greedy",
    *(f"{name} / textbook" for name in RATIOS[:2]),
    "textbook unplaced",
)


def summary(size: int, rows: Sequence[Row]) -> None:
    """Medians over the seeds beside their targets, and the ratios of ours to greedy and to the textbook model."""
    ours, greedy = [each["planner"] for each in rows], [each["greedy"] for each in rows]
    books = [each["textbook"] for each in rows if each.get("textbook", {}).get("values")]
    proofs = [each["proof"] for each in ours]
    proof = None if None in proofs else median(each[1] for each in proofs)
    line(
        [
            size,
            _beside(proof, PROOF.get(size)),
            f"{sum(each is not None for each in proofs)} of {len(rows)}",
            _beside(median(each["first"][1] for each in ours), FIRST.get(size, 5 if size <= 2000 else None)),
            _beside(median(each["memory"] for each in ours), MEMORY.get(size)),
            all(_worth(one) <= _worth(other) for one, other in zip(ours, greedy, strict=True)),
            *(_ratio(ours, greedy, name) for name in RATIOS),
            _ratio(ours, greedy, "cpu"),
            *(_ratio(ours, books, name) for name in RATIOS[:2]),
            median(each["values"]["unplaced"] for each in books) if books else None,
        ]
    )


def _beside(value: float | None, target: float | None) -> str:
    """A value with its target, and whether it is kept."""
    shown = "-" if value is None else _short(value)
    if target is None:
        return shown
    return f"{shown} ({target}{'' if value is not None and value <= target else ' missed'})"


def _worth(found: Row) -> list[int]:
    return [found["values"][name] for name in GOALS if name in found["values"]]


def _ratio(ours: Sequence[Row], theirs: Sequence[Row], name: str) -> float | None:
    """Median of ours by median of theirs, of a goal or of ``cpu``."""
    above, below = ([each["values"].get(name, each.get(name)) for each in rows] for rows in (ours, theirs))
    return round(median(above) / median(below), 3) if below and median(below) else None


def growth(measured: dict[int, Sequence[Row]]) -> None:
    """The exponent of processor time on entrants: a straight line through the logarithms, all sizes and from 1,000."""
    seconds = {size: median(each["planner"]["cpu"] for each in rows) for size, rows in measured.items()}
    for least in (0, 1000):
        sizes = [size for size in seconds if size >= least]
        if len(sizes) > 1:
            slope = float(np.polyfit(np.log(sizes), np.log([seconds[size] for size in sizes]), 1)[0])
            print(
                f"\nProcessor seconds grow with entrants to the power {slope:.2f}, from {max(least, min(seconds))} up."
            )
            print(f"Ten times the entrants: {10**slope:.1f} times the time (target from 1,000 up: 20).")


EXPLANATION = (
    "entrants",
    "seed",
    "planted",
    "found",
    "others",
    "clashes",
    "facts",
    "irreducible",
    "seconds",
    "cpu s (target)",
)


def explanation(size: int, seed: int, found: Row) -> None:
    """One planted clash and how it came back."""
    names = ("planted", "found", "others", "clashes", "facts", "irreducible", "seconds")
    line(
        [
            size,
            seed,
            *(found[name] for name in names),
            _beside(found["cpu"], EXPLAINED.get(size, 1 if size <= 1000 else None)),
        ]
    )
