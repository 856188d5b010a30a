"""The command: the tables."""

import argparse
import gc
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import lsqr
from scipy.stats import rankdata

from benchmarks.scoring import others
from benchmarks.scoring.contest import JUDGES, WEIGHTS, Drawn, draw
from scoring import rank
from scoring.fairness.intervals import DRAWS, draw_ranks, rank_intervals
from scoring.fairness.severity import fit, severity
from scoring.fairness.table import MarkTable, mark_table

RUNS = 3
T = TypeVar("T")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scoring", description="Speed and exactness.")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=("scores", "fairness"), default=("scores", "fairness"))
    options = parser.parse_args(arguments)
    drawn = draw(options.entries, options.seed)
    gc.disable()
    print(f"{options.entries:,} entries x {JUDGES} judges x {len(WEIGHTS)} criteria, seed {options.seed};", end=" ")
    print(f"processor seconds, best of {RUNS}")
    if "scores" in options.only:
        show_scores(drawn)
    if "fairness" in options.only:
        show_fairness(drawn, options.seed)


def show_scores(drawn: Drawn) -> None:
    """Print every way of scoring with its time, and what it gets wrong against Decimal."""
    exact = others.decimals(drawn.marks)
    ways: tuple[tuple[str, Callable[[], others.Scores]], ...] = (
        ("ours: rank() with every rule, state and reason", lambda: ours(drawn)),
        ("plain Decimal code", lambda: others.decimals(drawn.marks)),
        ("NumPy, floats", lambda: others.floats(drawn.marks)),
        ("NumPy, whole numbers", lambda: others.integers(drawn.marks)),
    )
    print("\n| official scores and places | seconds | x ours | wrong scores | wrong places | bar |")
    print("|---|---|---|---|---|---|")
    base = 0.0
    for name, way in ways:
        seconds, found = timed(way)
        base = base or seconds
        wrong = [sum(1 for mine, right in zip(found, exact, strict=True) if mine[at] != right[at]) for at in (0, 1)]
        bar = "0.5" if seconds is base else ""
        print(f"| {name} | {seconds:.3f} | {seconds / base:.2f} | {wrong[0]} | {wrong[1]} | {bar} |", flush=True)


def ours(drawn: Drawn) -> others.Scores:
    """Return scores and places by entry, as the rules publish them."""
    rows = {row.entry: (Decimal(row.score), int(row.place or 0)) for row in rank(drawn.rulebook, drawn.results).rows}
    return [rows[entry.code] for entry in drawn.results.entries]


def show_fairness(drawn: Drawn, seed: int) -> None:
    """Print the account's two heavy steps beside the obvious way to do the same."""
    table = fresh(mark_table(totals(drawn)))
    model = fit(table)
    print("\n| beside the result | seconds | bar | the obvious way | seconds | x ours |")
    print("|---|---|---|---|---|---|")
    mine, _ = timed(lambda: severity(fresh(table)))
    other, _ = timed(lambda: sparse_least_squares(table))
    print(f"| severity of every judge and entry | {mine:.3f} | 0.1 | sparse lsqr | {other:.3f} | {other / mine:.1f} |")
    drawn_ranks, _ = timed(lambda: rank_intervals(some(draw_ranks(table, model, seed)), {"": 30}))
    plain, _ = timed(lambda: one_by_one(table, seed))
    name = f"{DRAWS:,}-draw rank intervals"
    print(f"| {name} | {drawn_ranks:.2f} | 8 | draw by draw, rankdata | {plain:.2f} | {plain / drawn_ranks:.1f} |")


def totals(drawn: Drawn) -> dict[str, dict[str, int]]:
    """Return the judges' totals in hundredths."""
    added = (drawn.marks @ np.array(WEIGHTS) // 100).tolist()
    return {f"E{row:05}": {f"J{column}": mark for column, mark in enumerate(line)} for row, line in enumerate(added)}


def fresh(table: MarkTable) -> MarkTable:
    """Return the table without its arrays, so that making them is measured, too."""
    return MarkTable(table.entries, table.judges, table.rows, table.columns, table.totals, table.groups)


def sparse_least_squares(table: MarkTable) -> object:
    """Solve entry plus judge as one sparse system: the textbook way, without variances or standard errors."""
    rows, columns = np.asarray(table.rows), np.asarray(table.columns) + len(table.entries)
    at = np.arange(len(rows))
    places = (np.concatenate((at, at)), np.concatenate((rows, columns)))
    shape = (len(rows), len(table.entries) + len(table.judges))
    design = csr_array((np.ones(2 * len(rows)), places), shape=shape)
    return lsqr(design, np.asarray(table.totals, dtype=float), atol=1e-10, btol=1e-10)


def one_by_one(table: MarkTable, seed: int) -> object:
    """Rank every draw on its own, judges' effects left out, and take the quantiles: the obvious bootstrap."""
    random = np.random.default_rng(seed)
    means, chance = np.asarray(table.means), 3 / np.sqrt(JUDGES)
    places = [rankdata(-(means + random.normal(0, chance, len(means)))) for _ in range(DRAWS)]
    return np.quantile(np.array(places), (0.05, 0.95), axis=0)


def some(found: T | None) -> T:
    """Return what is there."""
    if found is None:
        raise ValueError("too few marks to draw from")
    return found


def timed(step: Callable[[], T]) -> tuple[float, T]:
    """Return the least processor time of a few runs, and what came out."""
    seconds = []
    for _ in range(RUNS):
        started = time.process_time()
        found = step()
        seconds.append(time.process_time() - started)
    return min(seconds), found


if __name__ == "__main__":
    main()
