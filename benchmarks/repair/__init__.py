"""Repairs of a day at 200 to 2,000 entrants: beside a naive greedy repair and beside planning the rest anew.

    .venv/bin/python -m benchmarks.repair [--sizes 200 1000 2000] [--seeds 1 2 3] [--no-anew]

What happens, each to a plan of its own at 10:00 on the first day: 2 machines of the gym lost until the end, the gym 15
minutes late, the gym shut for an hour, the busiest official gone, 5 people withdrawn and 3 entered late.
"""
