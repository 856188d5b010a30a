"""The fairness account measured: how near each method comes to the truth, coverage of rank intervals, the gate, speed.

    .venv/bin/python -m benchmarks.fairness [--repetitions 60] [--only simulation coverage gate speed]

Simulated panels follow fairness.md 2.1; published figures stand beside ours with the distance in standard errors.
"""
