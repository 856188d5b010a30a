"""What can be asked of ``python -m scheduler``: commands and their options."""

import argparse
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from scheduler.files.words import LANGUAGES

COMMANDS = {
    "solve": "find the best plan and prove it",
    "check": "list every rule a plan breaks",
    "explain": "say why not everybody can be placed, and what would help",
    "repair": "say what follows from a breakdown, a delay, late or missing people",
}


def spelled_out(arguments: Sequence[str]) -> list[str]:
    """``PROBLEM.json ...`` alone means ``solve PROBLEM.json ...``."""
    first = next((each for each in arguments if not each.startswith("-")), "")
    if first.endswith(".json") and not set(arguments).intersection(COMMANDS):
        return ["solve", *arguments]
    return list(arguments)


def parser() -> argparse.ArgumentParser:
    """The options of all commands; the one chosen is ``command``."""
    found = argparse.ArgumentParser(prog="python -m scheduler", description="Plan a timetable, check or repair one.")
    found.add_argument("--language", choices=LANGUAGES, default=_usual_language(), help="zh or en (here or behind)")
    commands = found.add_subparsers(required=True, dest="command", metavar=" | ".join(COMMANDS))
    for name, promise in COMMANDS.items():
        command = commands.add_parser(name, help=promise)
        command.add_argument("problem", type=Path, metavar="PROBLEM.json")
        command.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS)
        OPTIONS[name](command)
    return found


def _solve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--output", type=Path, metavar="PLAN.json", help="write the plan here instead of printing it")
    command.add_argument("--time-limit", type=_positive, metavar="S", help="seconds by the clock")
    command.add_argument("--workers", type=_positive, default=1, metavar="N", help="1 repeats the same plan (default)")
    command.add_argument("--seed", type=int, default=1, metavar="N", help="seed of search and draw (default: 1)")
    command.add_argument("--svg", type=Path, metavar="F.svg", help="draw the plan: venues down, time across")
    command.add_argument("--xlsx", type=Path, metavar="F.xlsx", help="write heats, people, officials as a workbook")
    command.add_argument("--text", action="store_true", help="print the plan as text lanes instead of JSON")


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("plan", type=Path, metavar="PLAN.json")


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("--output", type=Path, metavar="F.json", help="write the clashes here instead of printing")
    command.add_argument("--time-limit", type=_positive, metavar="S", help="seconds by the clock")


def _repair(command: argparse.ArgumentParser) -> None:
    command.add_argument("plan", type=Path, metavar="PLAN.json")
    command.add_argument("changes", type=Path, metavar="CHANGES.json")
    command.add_argument("--now", type=_moment, required=True, metavar="T", help="such as 2026-11-27T10:05")
    command.add_argument("--output", type=Path, metavar="PLAN2.json", help="write the repair here instead of printing")
    command.add_argument("--changed", type=Path, metavar="PROBLEM2.json", help="write the problem with the changes")
    command.add_argument("--people", type=_whole, metavar="N", help="budget: at most so many people moved")
    command.add_argument("--minutes", type=_whole, metavar="M", help="budget: nobody moved by more minutes")
    command.add_argument("--time-limit", type=_positive, metavar="S", help="seconds by the clock")
    command.add_argument("--seed", type=int, default=1, metavar="N", help="seed of search and lot (default: 1)")
    command.add_argument("--text", action="store_true", help="print what changes for whom instead of JSON")


OPTIONS = {"solve": _solve, "check": _check, "explain": _explain, "repair": _repair}


def _usual_language() -> str:
    """English where the terminal speaks it, else Chinese."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if spoken.lower().startswith("en") else "zh"


def _positive(text: str) -> int:
    return _at_least(1, text)


def _whole(text: str) -> int:
    return _at_least(0, text)


def _at_least(least: int, text: str) -> int:
    value = int(text)
    if value < least:
        raise ValueError(text)
    return value


def _moment(text: str) -> datetime:
    """A local time, such as 2026-11-27T10:05."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is not None:
        raise ValueError(text)
    return value
