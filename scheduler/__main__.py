"""The planner without the web (docs/formats.md): ``python -m scheduler solve | check | explain | repair`` with files.

``python -m scheduler PROBLEM.json`` is short for ``solve``. Exit codes: 0 a plan (or nothing to object), 1 faults in
the input, 2 wrong usage, 3 infeasible (or a budget that is too small), 4 no answer within the limit, 5 the plan
breaks rules.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from scheduler.errors import Fault, ProblemFaults
from scheduler.files import (
    explain_document,
    explain_lines,
    lanes,
    plan_document,
    problem_document,
    read_changes,
    read_plan,
    read_problem,
    repair_document,
    repair_lines,
    repair_summary,
    sentence,
    svg,
    write_workbook,
)
from scheduler.files.words import word
from scheduler.options import parser, spelled_out
from scheduler.timetable import (
    Budget,
    Feasible,
    Infeasible,
    Limits,
    NoAnswer,
    Optimal,
    Outcome,
    Plan,
    Problem,
    Progress,
    Repair,
    Repaired,
    Violation,
    check,
    explain,
    repair,
    solve,
)

T = TypeVar("T")
U = TypeVar("U")
DONE, FAULTS, USAGE, INFEASIBLE, NO_ANSWER, BROKEN = 0, 1, 2, 3, 4, 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (2 is argparse's own, too, for wrong usage)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    commands = {"solve": _solve, "check": _check, "explain": _explain, "repair": _repair}
    options = parser().parse_args(spelled_out(sys.argv[1:] if arguments is None else arguments))
    wrong = [*_not_there(options)]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return USAGE
    try:
        code = commands[options.command](options)
    except ProblemFaults as faults:
        _complain(faults.faults, options.language)
        return FAULTS
    except OSError as error:
        print(error, file=sys.stderr)
        return FAULTS
    return code


def _not_there(options: argparse.Namespace) -> Iterator[str]:
    """Files to read that do not exist, and files to write whose folder does not: told before any search."""
    for name in ("problem", "plan", "changes"):
        path = getattr(options, name, None)
        if path is not None and not path.is_file():
            yield f"scheduler: {path}: no such file"
    for name in ("output", "svg", "xlsx", "changed"):
        path = getattr(options, name, None)
        if path is not None and not path.parent.is_dir():
            yield f"scheduler: {path.parent}: no such folder"


def _read(path: Path, reader: Callable[[str], T]) -> T:
    """What a file holds; its faults say in which file they are."""
    try:
        return reader(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ProblemFaults([Fault("not_utf8", {}, str(path))]) from error
    except ProblemFaults as found:
        faults = (replace(each, where=f"{path}: {each.where}".removesuffix(": ")) for each in found.faults)
        raise ProblemFaults(faults) from found


def _read_both(first: Callable[[], T], second: Callable[[], U]) -> tuple[T, U]:
    """Two files, the faults of both at once."""
    try:
        one = first()
    except ProblemFaults as found:
        try:
            second()
        except ProblemFaults as more:
            raise ProblemFaults([*found.faults, *more.faults]) from more
        raise
    return one, second()


def _solve(options: argparse.Namespace) -> int:
    problem = _read(options.problem, read_problem)
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
        print(lanes(problem, plan, options.language))
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
    problem = _read(options.problem, read_problem)
    violations = check(problem, _read(options.plan, lambda text: read_plan(text, problem)))
    _complain(violations, options.language, problem)
    return BROKEN if violations else DONE


def _explain(options: argparse.Namespace) -> int:
    problem = _read(options.problem, read_problem)
    seconds = options.time_limit
    clashes = explain(problem, Limits(seconds or Limits().deterministic_seconds, seconds))
    _write(explain_document(problem, clashes), options.output)
    for line in explain_lines(problem, clashes, options.language):
        print(line, file=sys.stderr)
    return DONE


def _repair(options: argparse.Namespace) -> int:
    problem = _read(options.problem, read_problem)
    now, limits = problem.minute(options.now), Limits(options.time_limit or 60, options.time_limit, options.seed)
    asked = options.people is not None or options.minutes is not None
    try:
        plan, changes = _read_both(
            lambda: _read(options.plan, lambda text: read_plan(text, problem)),
            lambda: _read(options.changes, lambda text: read_changes(text, problem, now)),
        )
        budget = Budget(options.people, options.minutes) if asked else None
        answer = repair(problem, plan, now, changes, limits, budget)
    except ProblemFaults as faults:
        _complain(faults.faults, options.language, problem)
        return FAULTS
    return _told(options, problem, answer)


def _told(options: argparse.Namespace, problem: Problem, answer: Repair) -> int:
    """Write the repair and say in short what it is."""
    if options.output is not None or not (options.text and isinstance(answer, Repaired)):
        _write(repair_document(answer), options.output)
    if isinstance(answer, NoAnswer):
        _complain([Violation(answer.reason)], options.language)
        return NO_ANSWER
    if not isinstance(answer, Repaired):
        _complain(answer.reasons, options.language, problem)
        return INFEASIBLE
    if options.changed is not None:
        _write(problem_document(answer.problem), options.changed)
    for line in repair_lines(answer, options.language) if options.text else ():
        print(line)
    for line in repair_summary(answer, options.language):
        print(line, file=sys.stderr)
    return INFEASIBLE if answer.budget is not None and not answer.budget.kept else DONE


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
