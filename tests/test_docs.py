"""What is written down is true: features have proofs, commands exist, README commands run."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
from pathlib import Path

import pytest

from web.config import settings_for

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
DEMO = ".venv/bin/flask demo OUT"
_NOT_RUN = ("bin/test", ".ci/run")  # the test command itself runs this test
_RUN_ELSEWHERE = (DEMO,)  # tests/journeys plays it once and reads everything it leaves
_LONG_RUNNING = ("bin/serve",)  # tests/journeys/test_serve.py starts it and opens its first page


def _features() -> list[dict[str, str]]:
    with (ROOT / "docs" / "features.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _test_functions(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


def test_every_feature_names_a_test_that_exists() -> None:
    missing = []
    for row in _features():
        file, _, name = row["test"].partition("::")
        path = ROOT / file
        if not path.exists() or name.split("[")[0].split("::")[-1] not in _test_functions(path):
            missing.append(row["test"])
    assert missing == []


def test_every_feature_says_where_to_see_it_in_both_languages() -> None:
    assert [
        row for row in _features() if not all((row["feature_zh"], row["feature_en"], row["where"], row["test"]))
    ] == []


def _commands(readme: str) -> list[str]:
    blocks = re.findall(r"```(?:sh|bash)\n(.*?)```", (ROOT / readme).read_text(), re.S)
    lines = (line.split("  #")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("readme", READMES)
def test_both_readmes_name_the_same_commands(readme: str) -> None:
    assert sorted(_commands(readme)) == sorted(_commands(READMES[0]))


def test_the_command_played_by_the_journeys_is_the_readmes() -> None:
    assert DEMO in _commands(READMES[0])


def _runnable() -> list[str]:
    left_out = (*_NOT_RUN, *_RUN_ELSEWHERE, *_LONG_RUNNING, "git ")
    return [command for command in _commands(READMES[0]) if not command.startswith(left_out)]


@pytest.mark.parametrize("command", _runnable() if (ROOT / READMES[0]).exists() else [])
def test_readme_command_runs(command: str, tmp_path: Path) -> None:
    environment = {
        "YIBACHI_FOLDER": str(settings_for(tmp_path / "var").folder),
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
    }
    ran = subprocess.run(
        command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=240
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("readme", READMES)
def test_links_and_pictures_of_the_readme_exist(readme: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", (ROOT / readme).read_text())
    assert [target for target in targets if not target.startswith("http") and not (ROOT / target).exists()] == []
