"""`python -m scoring`: rank files without the web (docs/formats.md).

Exit codes: 0 done, 1 faults in the input, 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from scoring.errors import RuleFaults, refuse
from scoring.explain import explain
from scoring.files.catalogue import LANGUAGES, placed
from scoring.files.people import read_entries, read_judges
from scoring.files.places import SUFFIXES, as_table, write_places
from scoring.files.results import read_results
from scoring.files.telling import as_json, told
from scoring.results import Results, Standings
from scoring.rulebook.canonical import fingerprint
from scoring.rulebook.model import Rulebook
from scoring.rulebook.parse import parse
from scoring.standings import rank

T = TypeVar("T")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    missing = [path for path in _inputs(options) if not path.is_file()]
    if missing:
        print(f"scoring: {missing[0]}: no such file", file=sys.stderr)
        return 2
    command: Callable[[argparse.Namespace, _Desk], int] = options.run
    return command(options, _Desk(options.language))


class _Desk:
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
            print(placed(fault, str(path), self.language), file=sys.stderr)


def _check(options: argparse.Namespace, desk: _Desk) -> int:
    rulebook = desk.read(options.rulebook, _read_rulebook)
    if rulebook is None:
        return 1
    print(f"{rulebook.name}  {fingerprint(rulebook)}")
    return 0


def _rank(options: argparse.Namespace, desk: _Desk) -> int:
    contest = _read_contest(options, desk)
    if contest is None:
        return 1
    rulebook, results = contest
    standings = rank(rulebook, results)
    _tell_standings(options, desk, standings)
    if options.output is None:
        print(as_table(rulebook, standings), end="")
    else:
        write_places(options.output, rulebook, standings)
    return 0 if desk.clean else 1


def _explain(options: argparse.Namespace, desk: _Desk) -> int:
    contest = _read_contest(options, desk)
    if contest is None:
        return 1
    rulebook, results = contest
    if options.entry not in {entry.code for entry in results.entries}:
        desk.tell(options.results, refuse("entry_unknown", entry=options.entry))
        return 1
    found = explain(rulebook, results, options.entry)
    print(told(rulebook, found, options.language), end="")
    if options.output is not None:
        options.output.write_text(as_json(rulebook, found), encoding="utf-8")
    return 0


def _read_contest(options: argparse.Namespace, desk: _Desk) -> tuple[Rulebook, Results] | None:
    """Read all files, so that the faults of all of them are told at once."""
    rulebook = desk.read(options.rulebook, _read_rulebook)
    judges = desk.read(options.judges, read_judges) if options.judges else ()
    if rulebook is None:
        return None
    entries = desk.read(options.entries, partial(read_entries, rulebook=rulebook)) if options.entries else None
    read = partial(read_results, rulebook=rulebook, entries=entries, judges=judges or ())
    results = desk.read(options.results, read)
    return (rulebook, results) if results is not None and desk.clean else None


def _read_rulebook(path: Path) -> Rulebook:
    try:
        return parse(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise refuse("file_not_utf8") from None


def _tell_standings(options: argparse.Namespace, desk: _Desk, standings: Standings) -> None:
    """Tell what blocks publication, and then the warnings, which do not change the exit code."""
    desk.tell(options.results, RuleFaults(standings.faults))
    note = {"zh": "提示", "en": "note"}[options.language]
    for warning in standings.warnings:
        print(f"{note}: {placed(warning, str(options.results), options.language)}", file=sys.stderr)


def _inputs(options: argparse.Namespace) -> list[Path]:
    named = (getattr(options, name, None) for name in ("rulebook", "results", "entries", "judges"))
    return [path for path in named if path is not None]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring", description="Rank a contest by its rulebook.")
    commands = parser.add_subparsers(required=True, metavar="check | rank | explain")
    check = commands.add_parser("check", help="list every fault of a rulebook")
    ranking = commands.add_parser("rank", help="rank results")
    explaining = commands.add_parser("explain", help="tell how one place came about")
    for command, run in ((check, _check), (ranking, _rank), (explaining, _explain)):
        command.set_defaults(run=run)
        command.add_argument("rulebook", type=Path, metavar="RULEBOOK.toml")
        command.add_argument("--language", choices=LANGUAGES, default=_usual_language())
    for command in (ranking, explaining):
        command.add_argument("results", type=Path, metavar="RESULTS.csv")
        command.add_argument("--entries", type=Path, metavar="E.csv")
        command.add_argument("--judges", type=Path, metavar="J.csv")
    ranking.add_argument("--output", type=_output(SUFFIXES), metavar="P.csv|P.json|P.xlsx")
    explaining.add_argument("entry", metavar="ENTRY")
    explaining.add_argument("--output", type=_output((".json",)), metavar="E.json")
    return parser


def _output(suffixes: Sequence[str]) -> Callable[[str], Path]:
    def path(text: str) -> Path:
        if Path(text).suffix not in suffixes:
            raise argparse.ArgumentTypeError(f"the file must end in {' or '.join(suffixes)}")
        return Path(text)

    return path


def _usual_language() -> str:
    """Return English where the terminal speaks it, else Chinese."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if spoken.lower().startswith("en") else "zh"


if __name__ == "__main__":
    sys.exit(main())
