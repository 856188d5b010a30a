"""MEET files: the rules of a whole meet, with the files of its contests named beside them."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from scoring.awards import OrganisingRule, Preference, RequiredRate, SmallDepartments
from scoring.errors import Fault, RuleFaults
from scoring.files.people import named, read_cell
from scoring.files.tables import read_table as read_rows
from scoring.fund import Fund, FundLine, Limits, fund_faults
from scoring.meet import MeetAdjustment
from scoring.people import Gender
from scoring.rulebook.keys import EXACT, FLAG, PERCENT, Key, choice, choices, code, exact, listed, text, whole
from scoring.rulebook.locate import locate
from scoring.rulebook.parse import syntax_fault
from scoring.rulebook.reading import nearest, read_table
from scoring.rulebook.sections import Section
from scoring.teams import Counts, TeamContest
from scoring.values import NO_MONEY, parse_decimal

MOST_FEN = 10**15
LONGEST_PATH = 300


@dataclass(frozen=True, slots=True)
class ContestFiles:
    """One contest of the meet by its files; paths are beside the MEET file."""

    code: str
    rulebook: str
    results: str
    entries: str = ""
    judges: str = ""
    factor: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class MeetFile:
    """The MEET file as read: everything but the contests themselves."""

    name: str
    departments: str
    once: Preference | None
    contests: tuple[ContestFiles, ...]
    teams: tuple[TeamContest, ...]
    adjustments: tuple[MeetAdjustment, ...]
    organising: OrganisingRule | None
    fund: Fund | None


TOP = (
    Key("name", text(120), "", required=True),
    Key("departments", text(LONGEST_PATH), ""),
    Key("one_award", choice(Preference), field="once"),
)
_PATH = text(LONGEST_PATH)
CONTESTS = Section(
    "contests",
    (
        Key("code", code(), "", required=True),
        Key("rulebook", _PATH, "", required=True),
        Key("results", _PATH, "", required=True),
        Key("entries", _PATH, ""),
        Key("judges", _PATH, ""),
        Key("factor", exact(0, 100), Fraction(1)),
    ),
    ContestFiles,
    many=True,
)
TEAMS = Section(
    "teams",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("contests", listed(code()), ()),
        Key("groups", listed(code()), ()),
        Key("genders", choices(Gender), frozenset()),
        Key("best", whole(1, 10_000)),
        Key("best_per_contest", whole(1, 10_000)),
        Key("minimum", whole(0, 10_000), 0),
        Key("counts", choice(Counts), Counts.POINTS),
    ),
    lambda contests, groups, **rest: TeamContest(contests=frozenset(contests), groups=frozenset(groups), **rest),
    many=True,
)
ADJUSTMENTS = Section(
    "adjustments",
    (
        Key("reason", text(120), "", required=True),
        Key("department", text(60), ""),
        Key("contest", text(40), ""),
        Key("entry", text(60), ""),
        Key("points", EXACT),
        Key("times", exact(0, 100)),
        Key("teams", listed(code()), ()),
    ),
    lambda teams, **rest: MeetAdjustment(teams=frozenset(teams), **rest),
    many=True,
)
ORGANISING = Section(
    "organising",
    (
        Key("share", PERCENT, Fraction(25)),
        Key("minimum", whole(0, 10_000), 1),
        Key("small_below", whole(1, 100_000)),
        Key("small", choice(SmallDepartments), SmallDepartments.TOGETHER),
    ),
    dict,
    optional=True,
)
REQUIRED = Section(
    "organising.required",
    (Key("percent", PERCENT, Fraction(1), required=True), Key("staff", whole(1, 10**6))),
    lambda percent, staff: RequiredRate(Fraction(percent), staff),
    many=True,
)
FUND = Section(
    "fund",
    (
        Key("basis", text(200), "", required=True),
        Key("amount_fen", whole(0, MOST_FEN), field="amount"),
        Key("payroll_fen", whole(0, MOST_FEN), field="payroll"),
        Key("rate", exact(0, 1)),
    ),
    dict,
    optional=True,
)
LIMITS = Section(
    "fund.limits",
    (
        Key("basis", text(200), ""),
        Key("prize_fen", whole(0, MOST_FEN), field="prize"),
        Key("person_fen", whole(0, MOST_FEN), field="person"),
    ),
    Limits,
)
LINES = Section(
    "fund.lines",
    (
        Key("code", text(60), "", required=True),
        Key("planned_fen", whole(0, MOST_FEN), 0, required=True, field="planned"),
        Key("spent_fen", whole(0, MOST_FEN), NO_MONEY, field="spent"),
        Key("pays_prizes", FLAG, default=False),
        Key("at_most", PERCENT),
    ),
    lambda at_most, **rest: FundLine(at_most=None if at_most is None else Fraction(at_most) / 100, **rest),
    many=True,
)
SECTIONS = (CONTESTS, TEAMS, ADJUSTMENTS, ORGANISING, REQUIRED, FUND, LIMITS, LINES)
"""Every table of a MEET file; docs/formats.md has them key by key."""


def read_meet(path: Path) -> MeetFile:
    """Return the MEET file; raises `RuleFaults` with all faults, each with line and column where it can be told.

    Codes: those of reading a rulebook, code_duplicate, team_contest_unknown (contest, nearest), team_places_best,
    adjustment_points, adjustment_target, adjustment_team_unknown, departments_missing, contests_missing, file_missing,
    those of `fund_faults`.
    """
    written = path.read_bytes().decode("utf-8-sig", errors="replace")
    try:
        tables = tomllib.loads(written, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise RuleFaults([syntax_fault(error)]) from None
    faults: list[Fault] = []
    meet = _read(tables, faults)
    faults += [*_sense(meet), *_missing_files(meet, path.parent)]
    if faults:
        raise RuleFaults([Fault(f.code, f.params, f.where, *locate(written, f.where)) for f in faults])
    return meet


def read_staff(path: Path) -> dict[str, int]:
    """Return every department's number of staff from a file `department, staff`; raises `RuleFaults`."""
    faults: list[Fault] = []
    found: dict[str, int] = {}
    for row in read_rows(path, ("department", "staff"), ("department", "staff")):
        name = read_cell(row["department"], named("department"), "", faults)
        if name in found:
            cell = row["department"]
            faults.append(Fault("department_duplicate", {"department": name}, "", cell.line, cell.column))
        found[name] = read_cell(row["staff"], lambda cell: parse_decimal(cell, 0), 0, faults)
    if faults:
        raise RuleFaults(faults)
    return found


def _read(tables: Mapping[str, object], faults: list[Fault]) -> MeetFile:
    names = [section.name for section in SECTIONS]
    inside = {name: [one.removeprefix(f"{name}.") for one in names if one.startswith(f"{name}.")] for name in names}
    top = read_table(tables, TOP, "", faults, [name for name in names if "." not in name])
    read = {one.name: one.read(tables, faults, tuple(inside[one.name])) for one in SECTIONS}
    organising, fund = read["organising"], read["fund"]
    return MeetFile(
        top["name"],
        top["departments"],
        top["one_award"],
        read["contests"],
        read["teams"],
        read["adjustments"],
        None if organising is None else _organising(organising, read["organising.required"]),
        None if fund is None else _fund(fund, read["fund.lines"], read["fund.limits"]),
    )


def _organising(values: dict[str, Any], required: tuple[RequiredRate, ...]) -> OrganisingRule:
    return OrganisingRule(**{**values, "share": Fraction(values["share"]), "required": required})


def _fund(values: dict[str, Any], lines: tuple[FundLine, ...], limits: Limits) -> Fund:
    return Fund(**values, lines=lines, limits=limits)


def _sense(meet: MeetFile) -> list[Fault]:
    """Check what the tables say of each other."""
    contests = [one.code for one in meet.contests]
    faults = [*_doubles(contests, "contests"), *_doubles([one.code for one in meet.teams], "teams")]
    if not contests:
        faults.append(Fault("contests_missing", where="contests"))
    for number, team in enumerate(meet.teams, 1):
        for name in sorted(team.contests - set(contests)):
            close = {"contest": name, "nearest": nearest(name, contests)}
            faults.append(Fault("team_contest_unknown", close, f"teams[{number}].contests"))
        if team.counts is Counts.PLACES and team.best is None:
            faults.append(Fault("team_places_best", {}, f"teams[{number}].counts"))
    teams = {team.code for team in meet.teams}
    for number, said in enumerate(meet.adjustments, 1):
        faults += [Fault(found, {}, f"adjustments[{number}]") for found in _adjustment_faults(said, teams)]
    if meet.organising is not None and not meet.departments:
        faults.append(Fault("departments_missing", where="organising"))
    if meet.fund is not None:
        faults += [Fault(fault.code, fault.params, "fund") for fault in fund_faults(meet.fund)]
    return faults


def _adjustment_faults(said: MeetAdjustment, teams: set[str]) -> list[str]:
    by_entry = bool(said.contest and said.entry)
    checks: dict[str, Callable[[], bool]] = {
        "adjustment_points": lambda: (said.points is None) is (said.times is None),
        "adjustment_target": lambda: (
            bool(said.department) is bool(said.contest or said.entry)
            or bool(said.contest) is not bool(said.entry)
            or (said.times is not None and not by_entry)
        ),
        "adjustment_team_unknown": lambda: bool(said.teams - teams),
    }
    return [found for found, broken in checks.items() if broken()]


def _doubles(names: Sequence[str], where: str) -> list[Fault]:
    return [Fault("code_duplicate", {"code": name}, where) for name in sorted({n for n in names if names.count(n) > 1})]


def _missing_files(meet: MeetFile, folder: Path) -> list[Fault]:
    named_files = [("departments", meet.departments)]
    for number, one in enumerate(meet.contests, 1):
        named_files += [(f"contests[{number}].{key}", getattr(one, key)) for key in _FILES]
    return [
        Fault("file_missing", {"file": name}, where)
        for where, name in named_files
        if name and not (folder / name).is_file()
    ]


_FILES = ("rulebook", "results", "entries", "judges")
