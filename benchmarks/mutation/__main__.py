"""The command: every mutant of the chosen modules, and which of them no test noticed."""

import argparse
import ast
import csv
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.mutation.equivalent import reason
from benchmarks.mutation.mutants import Mutant, mutants_of
from benchmarks.mutation.trial import survives, warm_up

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests/scoring"
LIMIT = 60.0
"""Seconds; a mutant that loops for ever is noticed by its time."""
AWARDS = ("test_awards.py", "test_award_limits.py", "test_once.py", "test_standings.py", "test_explain.py")
PANEL = ("judged/test_panel.py", "judged/test_methods.py", "test_standings.py", "test_explain.py", "test_tie_rules.py")
TARGETS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ranking": (("ranking.py",), ("test_ranking.py", "test_tie_rules.py", "test_standings.py", "test_explain.py")),
    "panel": (("judged/panel.py", "judged/trimming.py", "judged/rounding.py"), PANEL),
    "awards": (("awards/giving.py", "awards/quotas.py", "awards/outcome.py", "awards/once.py"), AWARDS),
    "worth": (
        ("judged/worth.py", "judged/parts.py"),
        ("judged/test_worth.py", "rulebook/test_every_key.py", "judged/test_methods.py", "files/test_judged_files.py"),
    ),
    "heights": (("races/heights.py",), ("races/test_heights.py",)),
    "rounds": (("rounds.py",), ("test_rounds.py",)),
    "organising": (("awards/organising.py",), ("test_organising.py", "files/test_meet.py")),
    "teams": (("teams.py",), ("test_teams.py", "test_team_contests.py", "test_standings.py")),
    "fund": (("fund.py",), ("test_fund.py", "files/test_meet.py")),
    "merging": (("groups/merging.py",), ("groups/test_merging.py",)),
}
"""Name of a target: its modules below scoring/, and the tests that state its rules, the nearest first."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant."""

    file: str
    mutant: Mutant
    survived: bool

    @property
    def why(self) -> str:
        """Why a survivor changes nothing; "" where nobody has said so."""
        return reason(self.file, self.mutant) if self.survived else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try every mutant; print the table and the survivors."""
    options = _parser().parse_args(arguments)
    sys.path.insert(0, str(ROOT))
    warm_up()
    verdicts: list[Verdict] = []
    print(f"{'module':28} {'mutants':>8} {'noticed':>8} {'the same':>8} {'survived':>9} {'seconds':>8}")
    for target in options.only:
        files, tests = TARGETS[target]
        for file in files:
            if not (ROOT / "scoring" / file).is_file():
                continue
            if not _unchanged_passes(file, tests):
                print(f"{file}: the tests fail without any change")
                return 1
            started = time.monotonic()
            found = list(_verdicts(file, [TESTS / test for test in tests if (TESTS / test).is_file()]))
            verdicts += found
            same, lived = sum(bool(one.why) for one in found), sum(one.survived for one in found)
            seconds = time.monotonic() - started
            counts = f"{len(found):8} {len(found) - lived:8} {same:8} {lived - same:9}"
            print(f"{file:28} {counts} {seconds:8.0f}", flush=True)
    _tell(verdicts)
    if options.output is not None:
        _write(options.output, verdicts)
    return 0


def _unchanged_passes(file: str, tests: Sequence[str]) -> bool:
    """Whether the module as it is passes; otherwise every mutant would seem to be noticed."""
    path = ROOT / "scoring" / file
    tree = ast.parse(path.read_text(encoding="utf-8"))
    here = [TESTS / test for test in tests if (TESTS / test).is_file()]
    return survives(_module(file), path, tree, here, 3 * LIMIT)


def _module(file: str) -> str:
    return "scoring." + file.removesuffix(".py").replace("/", ".")


def _verdicts(file: str, tests: Sequence[Path]) -> Iterator[Verdict]:
    path = ROOT / "scoring" / file
    module = _module(file)
    for mutant in mutants_of(path.read_text(encoding="utf-8")):
        near = survives(module, path, mutant.tree, tests[:1], LIMIT)
        yield Verdict(file, mutant, near and survives(module, path, mutant.tree, tests[1:], LIMIT))


def _tell(verdicts: Sequence[Verdict]) -> None:
    """Print the sum, and file by file every survivor with its function and the line it stands in."""
    lived = [one for one in verdicts if one.survived and not one.why]
    same = sum(1 for one in verdicts if one.why)
    noticed = len(verdicts) - len(lived) - same
    share = 100 * noticed / (len(verdicts) - same) if len(verdicts) > same else 100.0
    print(f"{'all':28} {len(verdicts):8} {noticed:8} {same:8} {len(lived):9}  ({share:.1f} % of those that differ)")
    for file, found in groupby(lived, key=lambda one: one.file):
        print(f"\nscoring/{file}")
        lines = (ROOT / "scoring" / file).read_text(encoding="utf-8").splitlines()
        for one in found:
            print(
                f"  {one.mutant.line:4} {one.mutant.function or 'module'}: {one.mutant.before}  ->  {one.mutant.after}"
            )
            print(f"       {lines[one.mutant.line - 1].strip()}")


def _write(path: Path, verdicts: Sequence[Verdict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "line", "function", "before", "after", "survived", "why"])
        for one in verdicts:
            mutant = one.mutant
            told = [one.file, mutant.line, mutant.function, mutant.before, mutant.after, int(one.survived), one.why]
            writer.writerow(told)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description="Try the rule tests.")
    parser.add_argument("--only", nargs="+", choices=TARGETS, default=list(TARGETS), metavar="TARGET")
    parser.add_argument("--output", type=Path, metavar="MUTANTS.csv")
    return parser


if __name__ == "__main__":
    sys.exit(main())
