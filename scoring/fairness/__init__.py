"""公平性分析: how much judges and chance decided, told beside the official result and never instead of it.

The only part of the rules that computes with floats (NumPy, SciPy): its figures describe a result, they do not make
one. The single exception leaves as integers: `severity.severity_effects`, for a rulebook that says `adjusted`.

Import the modules, not this package, and only where a figure is wanted: NumPy alone takes a fifth of a second.
"""
