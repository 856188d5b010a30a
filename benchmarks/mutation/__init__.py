"""Mutation testing of the rules: break one thing at a time and see whether a test notices.

    nice python -m benchmarks.mutation [--only ranking panel] [--output mutants.csv]

Every mutant is one change to one module: a comparison, an operator, a number, a truth value, `and` / `or`, a negation,
a returned value, `min` / `max`. Strings (codes of faults), annotations and `strict` of `zip` are left alone. Survivors
are listed with function and line. Some are equivalent to the original, which only a reader can tell: those are kept
with their reason in `equivalent.csv` and counted apart.
"""
