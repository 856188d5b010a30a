"""The mutants are real changes of code, one at a time, and nothing but code is changed."""

from __future__ import annotations

import ast
from pathlib import Path

from benchmarks.mutation.equivalent import reasons
from benchmarks.mutation.mutants import mutants_of

ROOT = Path(__file__).parents[1]
SOURCE = '''
"""Words 1 < 2."""
Alias = tuple[int | None, ...]

def place(ahead: int | None = 0) -> int | None:
    """Return 1 + 1."""
    return ahead + 1 if ahead and not ahead < 2 else None
'''


def test_each_mutant_changes_one_thing_and_tells_it() -> None:
    assert [(one.line, one.before, one.after) for one in mutants_of(SOURCE)] == [
        (5, "0", "1"),
        (7, "return ahead + 1 if ahead and (not ahead < 2) else None", "return None"),
        (
            7,
            "ahead + 1 if ahead and (not ahead < 2) else None",
            "ahead + 1 if not (ahead and (not ahead < 2)) else None",
        ),
        (7, "ahead and (not ahead < 2)", "ahead or not ahead < 2"),
        (7, "not ahead < 2", "ahead < 2"),
        (7, "ahead < 2", "ahead <= 2"),
        (7, "ahead < 2", "ahead >= 2"),
        (7, "2", "3"),
        (7, "ahead + 1", "ahead - 1"),
        (7, "1", "2"),
    ]


def test_every_mutant_is_a_module_that_compiles_and_differs() -> None:
    original = ast.unparse(ast.parse(SOURCE))
    for mutant in mutants_of(SOURCE):
        compile(mutant.tree, "mutant", "exec")
        assert ast.unparse(mutant.tree) != original


def test_every_mutant_said_to_change_nothing_is_still_there() -> None:
    files = {file for file, *_ in reasons()}
    sources = {file: (ROOT / "scoring" / file).read_text(encoding="utf-8") for file in files}
    there = {
        (file, one.function, one.before, one.after) for file, source in sources.items() for one in mutants_of(source)
    }
    assert set(reasons()) - there == set()
    assert all(reasons().values())
