"""docs/rules.md is true: every key, function and test it names exists."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from scoring import tie_keys
from scoring.files import meet
from scoring.rulebook.laws import LAWS
from scoring.rulebook.tables import SHARED, TOP

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\| ([^|`]+) \| ([^|]*) \| `(scoring[a-z_.]+)` \| `(tests/[^`]+)` \|$",
    (ROOT / "docs/rules.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


ONLY_DESCRIBING = ("name", "code", "format", "description", "descriptor", "blind", "departments")
"""Keys that are printed, or name a file: no place depends on them."""


def known_keys():
    sections = (*(section for law in LAWS.values() for section in law.sections), *SHARED, *meet.SECTIONS)
    plain = {key.name for key in (*TOP, *meet.TOP)}
    return plain | {f"{section.name}.{key.name}" for section in sections for key in section.keys}


def test_every_line_of_the_tables_is_read():
    lines = (ROOT / "docs/rules.md").read_text(encoding="utf-8").splitlines()
    assert len(ROWS) == sum(1 for line in lines if line.startswith("| ") and not line.startswith("| article"))
    assert len(ROWS) > 40


@pytest.mark.parametrize(("article", "keys", "function", "test"), ROWS, ids=[row[0][:20] for row in ROWS])
def test_article_names_a_key_a_function_and_a_test_that_exist(article, keys, function, test):
    assert [key for key in re.findall(r"`([a-z_.]+)`", keys) if key not in known_keys()] == []
    module, _, name = function.rpartition(".")
    assert callable(getattr(importlib.import_module(module), name))
    file, _, wanted = test.partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert wanted in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_key_that_decides_anything_has_its_article():
    named = {key for _, keys, _, _ in ROWS for key in re.findall(r"`([a-z_.]+)`", keys)}
    deciding = {key for key in known_keys() if key.split(".")[-1] not in ONLY_DESCRIBING}
    assert deciding - named == set()


def test_every_link_of_a_tie_chain_is_told_in_the_rulebook_of_keys():
    told = (ROOT / "docs/rulebook.md").read_text(encoding="utf-8")
    prefixed = (tie_keys.CRITERION, tie_keys.PART, tie_keys.FEWEST, tie_keys.ROUND, tie_keys.GRADE, tie_keys.ITEM)
    plain = (*tie_keys.JUDGED_TIES, *tie_keys.RACE_TIES, tie_keys.COUNT_BACK, tie_keys.BASE, tie_keys.REPORTS)
    assert [key for key in (*plain, *(f"{one}CODE" for one in prefixed)) if f"`{key}`" not in told] == []
