"""Run the measurements."""

import argparse
from pathlib import Path

from benchmarks.fairness import coverage, gate, simulation, speed

PARTS = ("simulation", "coverage", "gate", "speed")


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fairness")
    parser.add_argument("--repetitions", type=int, default=60, help="of each simulated panel; 300 as published")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--panels", type=Path, help="folder with fs_judge_totals.csv and fs_performances.csv")
    options = parser.parse_args()
    if "simulation" in options.only:
        simulation.show(options.repetitions, options.seed)
    if "coverage" in options.only:
        coverage.show(options.repetitions, options.seed)
    if "gate" in options.only:
        gate.show(max(1, options.repetitions // 6), options.seed, options.panels)
    if "speed" in options.only:
        speed.show(options.seed)


if __name__ == "__main__":
    main()
