"""连通性: can all entries be compared through judges they have in common? (fairness.md 4.2)"""

import numpy as np

from scoring.fairness.table import MarkTable


def judge_parts(table: MarkTable) -> tuple[int, ...]:
    """Return the number of the part each judge belongs to, counted from 0 in order of the judges.

    Two judges are in one part when a chain of entries that both marked leads from one to the other. Marks of different
    parts cannot be compared: whoever sits in one part may simply be stricter ("disjoint subsets", fairness.md 1.1).
    """
    seen = table.seen.astype(np.float64)
    meets = (seen.T @ seen) > 0
    part = [-1] * len(table.judges)
    for start in range(len(part)):
        if part[start] < 0:
            number, waiting = max(part) + 1, [start]
            part[start] = number
            while waiting:
                for other in np.flatnonzero(meets[waiting.pop()]).tolist():
                    if part[other] < 0:
                        part[other] = number
                        waiting.append(other)
    return tuple(part)


def group_parts(table: MarkTable) -> dict[str, set[int]]:
    """Return the parts that meet in each group; a group with more than one places entries that cannot be compared."""
    parts = judge_parts(table)
    found: dict[str, set[int]] = {}
    for group, first_judge in zip(table.groups, table.seen.argmax(axis=1).tolist(), strict=True):
        found.setdefault(group, set()).add(parts[first_judge])
    return found
