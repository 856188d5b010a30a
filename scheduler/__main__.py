"""The planner without the web (docs/formats.md): ``python -m scheduler solve | check | explain`` with files.

``python -m scheduler PROBLEM.json`` is short for ``solve``. Exit codes: 0 a plan (or nothing to object), 1 faults in
the input, 2 wrong usage, 3 infeasible, 4 no answer within the limit, 5 the plan breaks rules.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from scheduler.errors import Fault, ProblemFaults
from scheduler.files import (
    explain_document,
    explain_lines,
    lanes,
    plan_document,
    read_plan,
    read_problem,
    sentence,
    svg,
    write_workbook,
)
from scheduler.files.words import LANGUAGES, word
from scheduler.timetable import (
    Feasible,
    Infeasible,
    Limits,
    NoAnswer,
    Optimal,
    Outcome,
    Plan,
    Problem,
    Progress,
    Violation,
    check,
    explain,
    solve,
)

DONE, FAULTS, USAGE, INFEASIBLE, NO_ANSWER, BROKEN = 0, 1, 2, 3, 4, 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (2 is argparse's own, too, for wrong usage)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(_spelled_out(sys.argv[1:] if arguments is None else arguments))
    missing = [path for path in (options.problem, getattr(options, "plan", None)) if path and not path.is_file()]
    if missing:
        print(f"scheduler: {missing[0]}: no such file", file=sys.stderr)
        return USAGE
    try:
        code: int = options.run(options)
    except ProblemFaults as faults:
        _complain(faults.faults, options.language)
        return FAULTS
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return FAULTS
    return code


COMMANDS = ("solve", "check", "explain")


def _spelled_out(arguments: Sequence[str]) -> list[str]:
    """``PROBLEM.json ...`` alone means ``solve PROBLEM.json ...``."""
    first = next((each for each in arguments if not each.startswith("-")), "")
    if first.endswith(".json") and not set(arguments).intersection(COMMANDS):
        return ["solve", *arguments]
    return list(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scheduler", description="Plan a timetable or check one.")
    parser.add_argument("--language", choices=LANGUAGES, default=_usual_language(), help="zh or en (here or behind)")
    commands = parser.add_subparsers(required=True, metavar=" | ".join(COMMANDS))
    solving = commands.add_parser("solve", help="find the best plan and prove it")
    checking = commands.add_parser("check", help="list every rule a plan breaks")
    explaining = commands.add_parser("explain", help="say why not everybody can be placed, and what would help")
    for command, run in ((solving, _solve), (checking, _check), (explaining, _explain)):
        command.set_defaults(run=run)
        command.add_argument("problem", type=Path, metavar="PROBLEM.json")
        command.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS)
    checking.add_argument("plan", type=Path, metavar="PLAN.json")
    solving.add_argument("--output", type=Path, metavar="PLAN.json", help="write the plan here instead of printing it")
    solving.add_argument("--time-limit", type=_positive, metavar="S", help="seconds by the clock")
    solving.add_argument("--workers", type=_positive, default=1, metavar="N", help="1 repeats the same plan (default)")
    solving.add_argument("--seed", type=int, default=1, metavar="N", help="seed of search and draw (default: 1)")
    solving.add_argument("--svg", type=Path, metavar="F.svg", help="draw the plan: venues down, time across")
    solving.add_argument("--xlsx", type=Path, metavar="F.xlsx", help="write heats, people, officials as a workbook")
    solving.add_argument("--text", action="store_true", help="print the plan as text lanes instead of JSON")
    explaining.add_argument("--output", type=Path, metavar="F.json", help="write the clashes here instead of printing")
    explaining.add_argument("--time-limit", type=_positive, metavar="S", help="seconds by the clock")
    return parser


def _usual_language() -> str:
    """English where the terminal speaks it, else Chinese."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if spoken.lower().startswith("en") else "zh"


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def _read_problem(options: argparse.Namespace) -> Problem:
    return read_problem(options.problem.read_text(encoding="utf-8-sig"))


def _solve(options: argparse.Namespace) -> int:
    problem = _read_problem(options)
    seconds = options.time_limit
    limits = Limits(seconds or Limits().deterministic_seconds, seconds, options.seed, options.workers)
    watched = sys.stderr.isatty()
    outcome = solve(problem, limits, _Watch(options.language).show if watched else None)
    if watched:
        print("\r\x1b[K", end="", file=sys.stderr)
    document = json.dumps(plan_document(problem, outcome), ensure_ascii=False, indent=1)
    if options.output is not None:
        options.output.write_text(document + "\n", encoding="utf-8")
    if isinstance(outcome, Optimal | Feasible):
        _draw(options, problem, outcome.plan)
    if options.output is None and not (options.text and isinstance(outcome, Optimal | Feasible)):
        print(document)
    return _verdict(problem, outcome, options.language)


def _draw(options: argparse.Namespace, problem: Problem, plan: Plan) -> None:
    """The other forms of a plan that were asked for."""
    if options.text:
        print(lanes(problem, plan))
    if options.svg is not None:
        options.svg.write_text(svg(problem, plan, options.language), encoding="utf-8")
    if options.xlsx is not None:
        write_workbook(options.xlsx, problem, plan, options.language)


def _verdict(problem: Problem, outcome: Outcome, language: str) -> int:
    if isinstance(outcome, Infeasible):
        _complain(outcome.reasons, language, problem)
        return INFEASIBLE
    if isinstance(outcome, NoAnswer):
        _complain([Violation(outcome.reason)], language)
        return NO_ANSWER
    print(word("optimal" if isinstance(outcome, Optimal) else "feasible", language), file=sys.stderr)
    for goal in outcome.goals:
        proof = "=" if goal.proven else ">="
        print(f"{word(goal.name, language)}: {goal.value} {proof} {goal.bound} ({goal.seconds} s)", file=sys.stderr)
    return DONE


def _check(options: argparse.Namespace) -> int:
    problem = _read_problem(options)
    violations = check(problem, read_plan(options.plan.read_text(encoding="utf-8-sig"), problem))
    _complain(violations, options.language, problem)
    return BROKEN if violations else DONE


def _explain(options: argparse.Namespace) -> int:
    problem = _read_problem(options)
    seconds = options.time_limit
    clashes = explain(problem, Limits(seconds or Limits().deterministic_seconds, seconds))
    _write(explain_document(problem, clashes), options.output)
    for line in explain_lines(problem, clashes, options.language):
        print(line, file=sys.stderr)
    return DONE


def _write(document: dict[str, Any], output: Path | None) -> None:
    """Into the file, or on the terminal."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    if output is None:
        print(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")


def _complain(found: Iterable[Fault | Violation], language: str, problem: Problem | None = None) -> None:
    for each in found:
        print(sentence(each, language, problem), file=sys.stderr)


class _Watch:
    """One line on the terminal that says where the search stands."""

    def __init__(self, language: str) -> None:
        self.language = language

    def show(self, progress: Progress) -> bool:
        """Write the line anew; the search goes on."""
        value = "-" if progress.value is None else progress.value
        bound = "-" if progress.bound is None else progress.bound
        told = f"{progress.share_done:3} % {word(progress.goal, self.language)} {value} >= {bound}"
        print(f"\r\x1b[K{told}", end="", file=sys.stderr, flush=True)
        return True


if __name__ == "__main__":
    sys.exit(main())
