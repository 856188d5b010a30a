"""`python -m scoring`: rank files without the web (docs/formats.md).

Exit codes: 0 done, 1 faults in the input, 2 wrong usage.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from scoring.errors import RuleFaults, refuse
from scoring.explain import explain
from scoring.files.catalogue import LANGUAGES
from scoring.files.desk import Desk, read_rulebook
from scoring.files.meet_told import meet_tables, read_whole_meet
from scoring.files.places import SUFFIXES, as_table, as_tables, write_places, write_tables
from scoring.files.telling import as_json, told
from scoring.meet import work_out_meet
from scoring.results import Results, Standings
from scoring.rulebook.canonical import fingerprint
from scoring.rulebook.model import Rulebook
from scoring.standings import rank

LONGEST_SEED = 18


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
    command: Callable[[argparse.Namespace, Desk], int] = options.run
    try:
        return command(options, Desk(options.language))
    except OSError as error:
        print(f"scoring: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2


def _check(options: argparse.Namespace, desk: Desk) -> int:
    rulebook = desk.read(options.rulebook, read_rulebook)
    if rulebook is None:
        return 1
    print(f"{rulebook.name}  {fingerprint(rulebook)}")
    return 0


def _rank(options: argparse.Namespace, desk: Desk) -> int:
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


def _explain(options: argparse.Namespace, desk: Desk) -> int:
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


def _fairness(options: argparse.Namespace, desk: Desk) -> int:
    """Tell how much judges and chance decided; NumPy is loaded here and not before."""
    contest = _read_contest(options, desk)
    if contest is None:
        return 1
    from scoring.fairness.account import account
    from scoring.files.fairness.document import as_document
    from scoring.files.fairness.document import as_json as account_json
    from scoring.files.fairness.telling import told as account_told

    found = desk.read(options.results, lambda _: account(*contest, options.seed))
    if found is None:
        return 1
    print(account_told(found, options.language), end="")
    if options.output is not None:
        options.output.write_text(account_json(as_document(found)), encoding="utf-8")
    return 0


def _read_contest(options: argparse.Namespace, desk: Desk) -> tuple[Rulebook, Results] | None:
    return desk.contest(options.rulebook, options.results, options.entries, options.judges)


def _meet(options: argparse.Namespace, desk: Desk) -> int:
    meet = read_whole_meet(options.meet, desk)
    if meet is None:
        return 1
    outcome = work_out_meet(meet)
    desk.tell(options.meet, RuleFaults(outcome.faults))
    for warning in outcome.warnings:
        desk.note(options.meet, warning)
    tables = meet_tables(outcome)
    if options.output is None:
        print(as_tables(tables), end="")
    else:
        write_tables(options.output, meet.name, tables, outcome.faults, outcome.warnings)
    return 0 if desk.clean else 1


def _tell_standings(options: argparse.Namespace, desk: Desk, standings: Standings) -> None:
    """Tell what blocks publication, and then the warnings, which do not change the exit code."""
    desk.tell(options.results, RuleFaults(standings.faults))
    for warning in standings.warnings:
        desk.note(options.results, warning)


def _inputs(options: argparse.Namespace) -> list[Path]:
    named = (getattr(options, name, None) for name in ("rulebook", "results", "entries", "judges", "meet"))
    return [path for path in named if path is not None]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring", description="Rank a contest by its rulebook.")
    commands = parser.add_subparsers(required=True, metavar="check | rank | explain | fairness | meet")
    check = commands.add_parser("check", help="list every fault of a rulebook")
    ranking = commands.add_parser("rank", help="rank results")
    explaining = commands.add_parser("explain", help="tell how one place came about")
    judging = commands.add_parser("fairness", help="tell how much judges and chance decided, beside the result")
    for command, run in ((check, _check), (ranking, _rank), (explaining, _explain), (judging, _fairness)):
        command.set_defaults(run=run)
        command.add_argument("rulebook", type=Path, metavar="RULEBOOK.toml")
        command.add_argument("--language", choices=LANGUAGES, default=_usual_language())
    for command in (ranking, explaining, judging):
        command.add_argument("results", type=Path, metavar="RESULTS.csv")
        command.add_argument("--entries", type=Path, metavar="E.csv")
        command.add_argument("--judges", type=Path, metavar="J.csv")
    ranking.add_argument("--output", type=_output(SUFFIXES), metavar="P.csv|P.json|P.xlsx")
    explaining.add_argument("entry", metavar="ENTRY")
    explaining.add_argument("--output", type=_output((".json",)), metavar="E.json")
    judging.add_argument("--seed", type=_seed, default=1, metavar="N", help="repeats every drawn figure; 1 by default")
    judging.add_argument("--output", type=_output((".json",)), metavar="F.json")
    meeting = commands.add_parser("meet", help="take several contests together: teams, prizes, organising award, fund")
    meeting.set_defaults(run=_meet)
    meeting.add_argument("meet", type=Path, metavar="MEET.toml")
    meeting.add_argument("--language", choices=LANGUAGES, default=_usual_language())
    meeting.add_argument("--output", type=_output((".json", ".xlsx")), metavar="M.json|M.xlsx")
    return parser


def _output(suffixes: Sequence[str]) -> Callable[[str], Path]:
    def path(text: str) -> Path:
        if Path(text).suffix not in suffixes:
            raise argparse.ArgumentTypeError(f"the file must end in {' or '.join(suffixes)}")
        if not Path(text).absolute().parent.is_dir():
            raise argparse.ArgumentTypeError(f"there is no folder {Path(text).parent}")
        return Path(text)

    return path


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > LONGEST_SEED:
        raise argparse.ArgumentTypeError(f"a whole number from 0, of {LONGEST_SEED} digits at most")
    return int(text)


def _usual_language() -> str:
    """Return English where the terminal speaks it, else Chinese."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if spoken.lower().startswith("en") else "zh"


if __name__ == "__main__":
    gc.disable()  # What is read lives until the end: looking for garbage in a million cells is half the time.
    sys.exit(main())
