"""Seconds for 10,000 entries and 9 judges, against the bars of fairness.md 4.6."""

import time
from collections.abc import Callable
from resource import RUSAGE_SELF, getrusage

import numpy as np

from scoring.fairness.agreement import agreement
from scoring.fairness.departments import department_gap
from scoring.fairness.flags import flags
from scoring.fairness.intervals import draw_ranks, rank_intervals
from scoring.fairness.severity import Fit, fit, severity, severity_effects
from scoring.fairness.table import MarkTable, mark_table

ENTRIES, JUDGES, RUNS = 10_000, 9, 3


def show(seed: int) -> None:
    """Print the best of three runs by the clock, and processor seconds, which count on a shared machine."""
    totals = _totals(seed)
    table, model = mark_table(totals), fit(mark_table(totals))
    own = {(entry, table.judges[row % JUDGES]) for row, entry in enumerate(table.entries)}
    print(f"\n## Speed, {ENTRIES:,} entries x {JUDGES} judges, best of {RUNS}\n")
    print("| step | seconds | processor | bar |")
    print("|---|---|---|---|")
    steps: tuple[tuple[str, Callable[[], object], str], ...] = (
        ("table from totals", lambda: mark_table(totals), ""),
        ("severity with every entry", lambda: severity(_fresh(table)), "0.1"),
        ("severity effects alone", lambda: severity_effects(_fresh(table)), "0.1"),
        ("agreement", lambda: agreement(table, model), ""),
        ("flags", lambda: flags(table, model, agreement(table, model).orders), ""),
        ("1,000-draw rank intervals", lambda: _intervals(table, model, seed), "8"),
        ("own-department gap, 999 permutations", lambda: department_gap(table, own, seed), ""),
    )
    for name, step, bar in steps:
        clock, processor = min(_timed(step) for _ in range(RUNS))
        print(f"| {name} | {clock:.3f} | {processor:.3f} | {bar} |", flush=True)
    print(f"\nMost memory of this process: {getrusage(RUSAGE_SELF).ru_maxrss // 1024} MB.")


def _totals(seed: int) -> dict[str, dict[str, int]]:
    random = np.random.default_rng(seed)
    marks = 7500 + random.normal(0, 600, (ENTRIES, 1)) + random.normal(0, 200, JUDGES)
    whole = np.round((marks + random.normal(0, 300, (ENTRIES, JUDGES))) / 50).astype(int) * 50
    return {
        f"E{row:05}": {f"J{column}": mark for column, mark in enumerate(line)}
        for row, line in enumerate(whole.tolist())
    }


def _fresh(table: MarkTable) -> MarkTable:
    """Return the table without its arrays, so that making them is measured, too."""
    return MarkTable(table.entries, table.judges, table.rows, table.columns, table.totals, table.groups)


def _intervals(table: MarkTable, model: Fit, seed: int) -> object:
    drawn = draw_ranks(table, model, seed)
    return None if drawn is None else rank_intervals(drawn, {"": 30})


def _timed(step: Callable[[], object]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    step()
    return time.perf_counter() - clock, time.process_time() - processor
