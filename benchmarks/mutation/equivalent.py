"""Mutants that change nothing anybody could notice, each with the reason a person found (`equivalent.csv`)."""

import csv
from functools import cache
from pathlib import Path

from benchmarks.mutation.mutants import Mutant

LIST = Path(__file__).with_name("equivalent.csv")


@cache
def reasons() -> dict[tuple[str, str, str, str], str]:
    """Return the reasons by file (below scoring/), function, and what was changed into what."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {(one["file"], one["function"], one["before"], one["after"]): one["why"] for one in csv.DictReader(file)}


def reason(file: str, mutant: Mutant) -> str:
    """Return why a mutant is the same as the original, "" where nobody has said so."""
    return reasons().get((file, mutant.function, mutant.before, mutant.after), "")
