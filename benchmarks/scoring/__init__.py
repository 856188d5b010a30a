"""Speed and exactness of the rules on a contest far larger than any: 10,000 entries, 9 judges, 6 criteria.

    nice python -m benchmarks.scoring [--entries N] [--seed N] [--only scores fairness]

Ours stands beside plain Decimal code and the usual NumPy code with floats, written as one would in an afternoon
(`others.py`), all in the same run; every score and place that differs from the exact one is counted.
"""
