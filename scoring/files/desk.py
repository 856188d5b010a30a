"""The desk of the command line: reads files, tells the faults of all of them, and remembers whether there were any."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from scoring.errors import Fault, RuleFaults, refuse
from scoring.files.catalogue import placed
from scoring.files.people import read_entries, read_judges
from scoring.files.results import read_results
from scoring.results import Results
from scoring.rulebook.model import Rulebook
from scoring.rulebook.parse import parse

T = TypeVar("T")


class Desk:
    """Reads files and tells their faults; `clean` turns false with the first one."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.clean = True

    def read(self, path: Path, read: Callable[[Path], T]) -> T | None:
        """Return what `read` makes of the file, or None when it told faults."""
        try:
            return read(path)
        except RuleFaults as refused:
            self.tell(path, refused)
            return None

    def tell(self, path: Path, found: RuleFaults) -> None:
        """Write every fault to standard error."""
        self.clean = self.clean and not found.faults
        for fault in sorted(found.faults, key=lambda fault: (fault.line == 0, fault.line, fault.column)):
            sys.stderr.write(placed(fault, str(path), self.language) + "\n")

    def note(self, path: Path, warning: Fault) -> None:
        """Write a warning to standard error; it doesn't change the exit code."""
        note = {"zh": "提示", "en": "note"}[self.language]
        sys.stderr.write(f"{note}: {placed(warning, str(path), self.language)}\n")

    def contest(
        self, rules: Path, results: Path, entries: Path | None, judges: Path | None
    ) -> tuple[Rulebook, Results] | None:
        """Read all files of a contest, so that the faults of all of them are told at once; None when there were any."""
        clean, self.clean = self.clean, True
        try:
            return self._contest(rules, results, entries, judges)
        finally:
            self.clean = self.clean and clean

    def _contest(
        self, rules: Path, results: Path, entries: Path | None, judges: Path | None
    ) -> tuple[Rulebook, Results] | None:
        rulebook = self.read(rules, read_rulebook)
        panel = self.read(judges, read_judges) if judges else ()
        if rulebook is None:
            return None
        listed = self.read(entries, partial(read_entries, rulebook=rulebook)) if entries else None
        found = self.read(results, partial(read_results, rulebook=rulebook, entries=listed, judges=panel or ()))
        return (rulebook, found) if found is not None and self.clean else None


def read_rulebook(path: Path) -> Rulebook:
    """Return the rules in a TOML file; raises `RuleFaults`: document_not_utf8, and those of `parse`."""
    try:
        return parse(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise refuse("document_not_utf8") from None
