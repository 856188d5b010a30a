"""The rater sets and lme4 references of the shared folder beside the project; they may not be shipped (GPL)."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from scoring.fairness.table import MarkTable, mark_table

ROOT = Path(__file__).resolve().parents[3]
SHARED = next((up / "shared/data/scoring" for up in ROOT.parents if (up / "shared/data/scoring").is_dir()), None)


def shared_file(name: str) -> Path | None:
    """The file, if the shared folder is here and holds it."""
    return SHARED / name if SHARED is not None and (SHARED / name).is_file() else None


def shared_rows(name: str) -> list[dict[str, str]]:
    """Rows of a file of the shared folder; the test is skipped, and says so, where there is none."""
    path = shared_file(name)
    if path is None:
        pytest.skip(f"{name} is not here: it lies in the shared folder beside the project")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def rater_table(name: str) -> MarkTable:
    """Sums of the criteria columns k1 to k5, in hundredths."""
    totals: dict[str, dict[str, int]] = defaultdict(dict)
    for row in shared_rows(name):
        totals[row["idstud"]][row["rater"]] = 100 * sum(int(row[f"k{number}"]) for number in range(1, 6))
    return mark_table(totals)
