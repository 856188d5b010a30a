"""Run the measurements and print the tables."""

import argparse
import json
import subprocess
import sys

from benchmarks.timetable import tables
from benchmarks.timetable.explanations import explained
from benchmarks.timetable.measuring import Row, planners, textbook

PARTS = ("planners", "explanations")
MEASURED = ("planners", "textbook", "explanations")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.timetable")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 200, 500, 1000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--limit", type=int, default=600, help="deterministic seconds of the planner")
    parser.add_argument("--interval", type=int, default=60, help="seconds of the textbook model; 0 leaves it out")
    parser.add_argument("--interval-most", type=int, default=500, help="entrants up to which the textbook model runs")
    parser.add_argument("--finals", action="store_true", help="two events end with a final; the textbook has none")
    parser.add_argument("--measure", choices=MEASURED, help="measure the first size and seed here and print JSON")
    return parser


def main() -> None:
    """Print the tables asked for; every measurement runs in a process of its own."""
    options = _parser().parse_args()
    if options.measure:
        print(json.dumps(_measured(options)))
        return
    if "planners" in options.only:
        _planners(options)
    if "explanations" in options.only:
        print("\nPlanted clashes:")
        tables.head(tables.EXPLANATION)
        for size in options.sizes:
            for seed in options.seeds:
                tables.explanation(size, seed, _apart("explanations", size, seed, options))


def _measured(options: argparse.Namespace) -> Row:
    size, seed = options.sizes[0], options.seeds[0]
    if options.measure == "planners":
        return planners(size, seed, options.limit, options.finals)
    if options.measure == "textbook":
        return textbook(size, seed, options.interval)
    return explained(size, seed)


def _planners(options: argparse.Namespace) -> None:
    print("Values are proven; in brackets stands the bound of a value that is not.")
    tables.head(tables.ROW)
    found: dict[int, list[Row]] = {size: [] for size in options.sizes}
    for size, rows in found.items():
        for seed in options.seeds:
            rows.append(_apart("planners", size, seed, options))
            if options.interval and size <= options.interval_most and not options.finals:
                rows[-1] |= _apart("textbook", size, seed, options)
            for planner in tables.PLANNERS:
                if planner in rows[-1]:
                    tables.row(size, seed, planner, rows[-1][planner])
    print("\nMedians over the seeds, targets in brackets; ratios are ours by theirs.")
    tables.head(tables.SUMMARY)
    for size, rows in found.items():
        tables.summary(size, rows)
    tables.growth(dict(found))


def _apart(what: str, size: int, seed: int, options: argparse.Namespace) -> Row:
    """One measurement in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.timetable",
        "--measure",
        what,
        "--sizes",
        str(size),
        "--seeds",
        str(seed),
    ]
    command += ["--limit", str(options.limit), "--interval", str(options.interval)]
    command += ["--finals"] if options.finals else []
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: Row = json.loads(answer.stdout)
    return found


if __name__ == "__main__":
    main()
