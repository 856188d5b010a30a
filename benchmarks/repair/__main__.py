"""Run the repairs and print the table; every problem is planned and repaired in a process of its own."""

import argparse
import json
import subprocess
import sys
from statistics import median
from time import process_time
from typing import Any

from benchmarks.repair.baselines import Greedy, Measured, anew, broken, measured
from benchmarks.repair.days import KINDS, NOW, happened, planned
from scheduler.timetable import Change, Limits, Plan, Problem, Repaired, repair
from scheduler.timetable.repairing.changed import changed, dropped

Row = dict[str, Any]
OURS = ("moved", "bound", "minutes", "left", "CPU s")
GREEDY, ANEW = ("moved", "left", "broken"), ("moved", "left", "CPU s")
TARGETS = {1000: 2.0, 2000: 5.0}  # seconds for a repair of so many entrants


def main() -> None:
    """Print the table, and the medians beside their targets."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repair")
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 1000, 2000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--no-anew", action="store_true", help="do not plan the rest anew (it takes longest)")
    parser.add_argument("--measure", action="store_true", help="measure the first size and seed here, print JSON")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measured(options.sizes[0], options.seeds[0], not options.no_anew)))
        return
    columns = [*OURS, *(f"greedy: {name}" for name in GREEDY), *(f"anew: {name}" for name in ANEW)]
    print("| entrants | seed | what happens | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 3) + "|")
    for size in options.sizes:
        rows = [row for seed in options.seeds for row in _apart(size, seed, options.no_anew)]
        print(_summary(size, rows), flush=True)


def _apart(size: int, seed: int, without_anew: bool) -> list[Row]:
    command = [sys.executable, "-m", "benchmarks.repair", "--measure", "--sizes", str(size), "--seeds", str(seed)]
    command += ["--no-anew"] if without_anew else []
    rows: list[Row] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for row in rows:
        print(f"| {size} | {seed} | {row['kind']} | {' | '.join(str(cell) for cell in row['cells'])} |", flush=True)
    return rows


def _measured(size: int, seed: int, with_anew: bool) -> list[Row]:
    problem, plan = planned(size, seed)
    repair(problem, plan, NOW, ())  # the first call also loads the solver
    return [_one(kind, problem, plan, happened(kind, problem, plan, seed), with_anew) for kind in KINDS]


def _one(kind: str, problem: Problem, plan: Plan, changes: tuple[Change, ...], with_anew: bool) -> Row:
    began = process_time()
    answer = repair(problem, plan, NOW, changes)
    took = round(process_time() - began, 2)
    if not isinstance(answer, Repaired):
        raise TypeError(f"{kind}: {answer}")
    case, gone = changed(problem, plan, NOW, changes), dropped(plan, NOW, changes)
    by_hand = Greedy(case).run()
    greedy = measured(plan, by_hand, gone)
    ours = [answer.people_moved, answer.people_bound, answer.minutes, len(answer.plan.unplaced), took]
    fresh = _anew(case, plan, gone) if with_anew else ["-"] * len(ANEW)
    cells = [*ours, greedy.moved, greedy.left, broken(case, by_hand), *fresh]
    return {"kind": kind, "cells": cells, "moved": ours[0], "bound": ours[1], "took": took}


def _anew(case: Any, plan: Plan, gone: set[tuple[str, str]]) -> list[object]:
    began = process_time()
    fresh = anew(case, Limits())
    took = round(process_time() - began, 1)
    if fresh is None:
        return ["-", "-", took]
    found: Measured = measured(plan, fresh, gone)
    return [found.moved, found.left, took]


def _summary(size: int, rows: list[Row]) -> str:
    """Median and worst seconds beside the target, and how many repairs lie above bound + 2 %."""
    took = [row["took"] for row in rows]
    above = sum(row["moved"] > 1.02 * row["bound"] for row in rows)
    target = f" (target {TARGETS[size]:g})" if size in TARGETS else ""
    return (
        f"\n{size} entrants: median {median(took):.2f} s, longest {max(took):.2f} s{target}; "
        f"{above} of {len(rows)} repairs move more than bound + 2 %\n"
    )


if __name__ == "__main__":
    main()
