"""One mutant on trial: a forked process in which the module is the changed one, and the tests that must notice."""

import ast
import os
import signal
import sys
import time
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

EXAMPLES = 40
"""Examples of each property: fewer than in the tests, so that a mutant costs seconds; a survivor may be luck."""


def warm_up() -> None:
    """Load what every trial needs, and nothing of the rules: each trial loads them anew."""
    settings.register_profile("mutation", deadline=None, max_examples=EXAMPLES, derandomize=True, database=None)
    settings.load_profile("mutation")


def survives(module: str, path: Path, tree: ast.Module, tests: Sequence[Path], limit: float) -> bool:
    """Return whether all tests pass with the changed module; one that takes longer than `limit` seconds has noticed."""
    child = os.fork()
    if child == 0:
        os._exit(_try(module, path, tree, tests))
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _try(module: str, path: Path, tree: ast.Module, tests: Sequence[Path]) -> int:
    """Run the tests in this process and return the exit code; their words go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.meta_path.insert(0, _Finder(module, path, tree))
    quiet = [
        "-x",
        "-q",
        "--assert=plain",
        "--noconftest",
        "-o",
        "addopts=",
        "-o",
        "filterwarnings=",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
    ]
    return int(pytest.main([*quiet, *(str(test) for test in tests)]))


class _Finder(MetaPathFinder):
    """Finds the one module that is changed."""

    def __init__(self, module: str, path: Path, tree: ast.Module) -> None:
        self.module = module
        self.path = path
        self.tree = tree

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Return the changed module's spec, or None for every other module."""
        if name != self.module:
            return None
        places = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return spec_from_file_location(
            name, self.path, loader=_Loader(self.tree, self.path), submodule_search_locations=places
        )


class _Loader(Loader):
    """Runs the changed module."""

    def __init__(self, tree: ast.Module, path: Path) -> None:
        self.tree = tree
        self.path = path

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave the making of the module to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code in it."""
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)  # noqa: S102 our own source, changed by us
