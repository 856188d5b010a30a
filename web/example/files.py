"""Reading the example's own files under `examples/`, the ones a user can copy."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scoring.values import parse_mark
from web.services.intake import JUDGES, MARKS, RESULTS, Row, read_rows
from web.services.judging.marks_file import MarkRow

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
PUBLIC_CODE = "qiming2026"
"""The public address of the example, the same everywhere, so that its documents have the same fingerprints."""


def content(name: str) -> bytes:
    """A file of the example."""
    return (EXAMPLES / name).read_bytes()


def rulebook(name: str) -> str:
    """The rules of one contest."""
    return (EXAMPLES / "rulebooks" / name).read_text(encoding="utf-8")


def settings_of_competition() -> Mapping[str, Any]:
    """Name, issuer, sessions, venues, heat formats and the fund."""
    return tomllib.loads((EXAMPLES / "competition.toml").read_text(encoding="utf-8"))


def judges() -> list[Row]:
    """The judges with the contests they sit in."""
    return read_rows("judges.csv", content("judges.csv"), JUDGES)


def marks() -> Mapping[str, list[MarkRow]]:
    """Every mark, by contest."""
    found: dict[str, list[MarkRow]] = defaultdict(list)
    for row in read_rows("marks.csv", content("marks.csv"), MARKS):
        mark = parse_mark(row.text("mark"))
        found[row.text("contest")].append((row.text("work"), row.text("judge"), row.text("criterion"), mark))
    return found


def did_not_start() -> set[str]:
    """Staff numbers of those who did not answer the call."""
    rows = read_rows("results.csv", content("results.csv"), RESULTS)
    return {row.text("staff_no") for row in rows if row.text("status").upper() == "DNS"}
