"""Timetables of 50 to 10,000 entrants: the planner beside greedy and beside the textbook model, in the same run.

    .venv/bin/python -m benchmarks.timetable [--sizes 50 200 500 1000] [--seeds 1 2 3 4 5] [--interval 60]
                                             [--only planners explanations] [--finals]

How to read the tables: docs/timetable.md.
"""

from benchmarks.timetable.instances import instance

__all__ = ["instance"]
