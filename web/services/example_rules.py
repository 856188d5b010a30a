"""The example rulebooks a new contest can be copied from, and the two blank ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.rulebook import Rulebook, canonical, parse, read_tables

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "rulebooks"
PLAN = (
    "teaching_plan",
    "essay",
    "treadmill_women",
    "walk_men_51",
    "run_men_under_51",
    "harmony_worker",
    "harmony_family",
    "nominate_worker",
    "nominate_family",
    "ballot_cadres",
    "vitality_index",
    "ankang_cup",
    "proposals",
)
"""The contests of the union's yearly plan, in its order; the other examples stand beside it."""
_BLANK: Mapping[str, Mapping[str, object]] = {
    "judged": {
        "format": "judged",
        "judging": {"method": "trimmed", "drop": 1, "minimum_judges": 5},
        "criteria": [{"code": "C1", "name": "", "maximum": 100}],
        "ranking": {"ties": ["chief_judge", "shared"]},
    },
    "race": {"format": "race", "race": {"measure": "time"}},
}


@dataclass(frozen=True, slots=True)
class ExampleRules:
    """One example: the contest code it suggests, its canonical document and its rules."""

    code: str
    document: str
    rulebook: Rulebook

    @property
    def planned(self) -> bool:
        """Whether the contest stands in the union's yearly plan."""
        return self.code in PLAN


@cache
def example_rules() -> tuple[ExampleRules, ...]:
    """All examples, in the plan's order; files the plan does not know come last, by name."""
    found = {path.stem: parse(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    codes = [*(code for code in PLAN if code in found), *(code for code in found if code not in PLAN)]
    return tuple(ExampleRules(code, canonical(found[code]), found[code]) for code in codes)


def example(code: str) -> ExampleRules | None:
    """The example of this code."""
    return next((one for one in example_rules() if one.code == code), None)


def blank_document(kind: str, name: str) -> str:
    """A sound rulebook to begin with: `kind` is judged (one criterion of 100) or race (by time). Raises RuleFaults."""
    return canonical(read_tables({"name": name, **_BLANK[kind]}))
