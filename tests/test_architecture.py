"""The house rules that a machine can check: imports, ceilings, types, style."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("scoring", "scheduler", "web", "tests", "benchmarks", "examples")
LONGEST_FILE, LONGEST_BODY = 300, 40
TOOLS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import-linter": ["lint-imports"],
}


def _files(*endings: str) -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\n")
    for name in listed:
        path = ROOT / name
        if name.endswith(endings) and "migrations/versions" not in name and path.exists():
            yield path


@pytest.mark.parametrize("tool", TOOLS)
def test_tool_finds_nothing(tool: str) -> None:
    command, *words = TOOLS[tool]
    ran = subprocess.run(
        [str(Path(sys.executable).parent / command), *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_no_file_is_longer_than_its_ceiling() -> None:
    long = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in _files(".py", ".js", ".css", ".html")
    }
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_body_is_longer_than_its_ceiling() -> None:
    found = []
    for path in _files(".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
                lines = (node.end_lineno or 0) - first.lineno + 1
                if lines > LONGEST_BODY:
                    found.append(f"{path.relative_to(ROOT)}:{node.name} {lines}")
    assert found == []


def test_heavy_libraries_are_not_imported_at_start(tmp_path: Path) -> None:
    heavy = "{'ortools', 'weasyprint', 'pandas'}"
    code = f"import sys, wsgi; wsgi.create_app(); sys.exit(bool({heavy} & set(sys.modules)))"
    environment = {"PATH": "/usr/bin:/bin", "YIBACHI_FOLDER": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, env=environment).returncode == 0


def test_rules_start_without_the_web() -> None:
    code = "import sys, scoring, scheduler; sys.exit(bool({'flask', 'sqlalchemy', 'ortools'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_no_unfinished_marks_remain() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X:", "raise NotImplemented" + "Error")
    found = [
        f"{path.relative_to(ROOT)}: {mark}"
        for path in _files(".py", ".js", ".html", ".css", ".sh")
        for mark in marks
        if mark in path.read_text()
    ]
    assert found == []
