"""The planner without the web: ``python -m scheduler solve PROBLEM.json`` and ``check PROBLEM.json PLAN.json``.

Exit codes: 0 a plan (or nothing to object), 1 faults in the input, 2 wrong usage, 3 infeasible, 4 no answer within the
limit, 5 the plan breaks rules.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from scheduler.errors import Fault, ProblemFaults
from scheduler.files import lanes, plan_document, read_plan, read_problem, sentence
from scheduler.timetable import (
    Feasible,
    Infeasible,
    Limits,
    NoAnswer,
    Optimal,
    Outcome,
    Problem,
    Progress,
    Violation,
    check,
    solve,
)

DONE, FAULTS, INFEASIBLE, NO_ANSWER, BROKEN = 0, 1, 3, 4, 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (2 is argparse's own, for wrong usage)."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except ProblemFaults as faults:
        _complain(faults.faults, options.language)
        return FAULTS
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return FAULTS
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scheduler", description="Plan a timetable or check one.")
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="language of faults (default: zh)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    solving = commands.add_parser("solve", help="find the best plan and prove it")
    solving.add_argument("problem", type=Path, metavar="PROBLEM.json")
    solving.add_argument("--output", type=Path, metavar="PLAN.json", help="write the plan here instead of printing it")
    solving.add_argument("--time-limit", type=_positive, metavar="S", help="seconds by the clock")
    solving.add_argument("--workers", type=_positive, default=1, metavar="N", help="1 repeats the same plan (default)")
    solving.add_argument("--seed", type=int, default=1, metavar="N", help="seed of search and draw (default: 1)")
    solving.add_argument("--text", action="store_true", help="print the plan as text lanes")
    solving.set_defaults(run=_solve)
    checking = commands.add_parser("check", help="list every rule a plan breaks")
    checking.add_argument("problem", type=Path, metavar="PROBLEM.json")
    checking.add_argument("plan", type=Path, metavar="PLAN.json")
    checking.set_defaults(run=_check)
    return parser


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def _solve(options: argparse.Namespace) -> int:
    problem = read_problem(options.problem.read_text(encoding="utf-8"))
    seconds = options.time_limit
    limits = Limits(seconds or Limits().deterministic_seconds, seconds, options.seed, options.workers)
    outcome = solve(problem, limits, _show if sys.stderr.isatty() else None)
    document = json.dumps(plan_document(problem, outcome), ensure_ascii=False, indent=1)
    if options.output is not None:
        options.output.write_text(document + "\n", encoding="utf-8")
    if isinstance(outcome, Optimal | Feasible) and options.text:
        print(lanes(problem, outcome.plan))
    elif options.output is None:
        print(document)
    return _verdict(problem, outcome, options.language)


def _verdict(problem: Problem, outcome: Outcome, language: str) -> int:
    if isinstance(outcome, Infeasible):
        _complain(outcome.reasons, language, problem)
        return INFEASIBLE
    if isinstance(outcome, NoAnswer):
        _complain([Violation(outcome.reason)], language)
        return NO_ANSWER
    for goal in outcome.goals:
        proof = "=" if goal.proven else ">="
        print(f"{goal.name} {goal.value} {proof} {goal.bound} ({goal.seconds} s)", file=sys.stderr)
    return DONE


def _check(options: argparse.Namespace) -> int:
    problem = read_problem(options.problem.read_text(encoding="utf-8"))
    violations = check(problem, read_plan(options.plan.read_text(encoding="utf-8"), problem))
    _complain(violations, options.language, problem)
    return BROKEN if violations else DONE


def _complain(found: Iterable[Fault | Violation], language: str, problem: Problem | None = None) -> None:
    for each in found:
        print(sentence(each, language, problem), file=sys.stderr)


def _show(progress: Progress) -> bool:
    value = "-" if progress.value is None else progress.value
    bound = "-" if progress.bound is None else progress.bound
    print(f"\r{progress.share_done:3} % {progress.goal} {value} >= {bound}   ", end="", file=sys.stderr)
    return True


if __name__ == "__main__":
    sys.exit(main())
