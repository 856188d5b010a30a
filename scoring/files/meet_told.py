"""A whole meet as tables: team contests, prizes, what one award per person changed, 优秀组织奖, the fund."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from scoring.awards import OrganisingOutcome
from scoring.files.desk import Desk
from scoring.files.meet import ContestFiles, read_meet, read_staff
from scoring.fund import FundAccount
from scoring.meet import Meet, MeetContest, MeetOutcome
from scoring.results import SideTable
from scoring.teams import TeamStanding
from scoring.values import format_fixed, format_fraction, format_money


def read_whole_meet(path: Path, desk: Desk) -> Meet | None:
    """Read the MEET file and every file it names; None when the desk told faults."""
    said = desk.read(path, read_meet)
    if said is None:
        return None
    contests = [_contest(one, path.parent, desk) for one in said.contests]
    staff = desk.read(path.parent / said.departments, read_staff) if said.departments else {}
    known = [one for one in contests if one is not None]
    if not desk.clean or staff is None:
        return None
    return Meet(said.name, tuple(known), said.teams, said.adjustments, said.once, said.organising, staff, said.fund)


def _contest(files: ContestFiles, folder: Path, desk: Desk) -> MeetContest | None:
    beside = {key: folder / getattr(files, key) if getattr(files, key) else None for key in ("entries", "judges")}
    found = desk.contest(folder / files.rulebook, folder / files.results, beside["entries"], beside["judges"])
    return None if found is None else MeetContest(files.code, *found, files.factor)


def meet_tables(outcome: MeetOutcome) -> tuple[SideTable, ...]:
    """Return the outcome as tables of texts; what the meet has no rule for is left out."""
    columns = ("team", "place", "department", "total", "adjustments", "counting", "left_out", "firsts", "decided_by")
    teams = tuple(_team_row(rule.code, one) for rule, found in outcome.teams for one in found)
    prizes = tuple((one.contest, one.group, one.entry, one.department, one.prize, one.note) for one in outcome.prizes)
    changes = tuple(
        (c.contest, c.group, c.entry, c.before or "", c.after or "", c.kept_contest, c.kept_prize)
        for c in outcome.changes
    )
    tables = [
        SideTable("teams", columns, teams),
        SideTable("prizes", ("contest", "group", "entry", "department", "prize", "note"), prizes),
        SideTable("changes", ("contest", "group", "entry", "before", "after", "kept_contest", "kept_prize"), changes),
    ]
    if outcome.organising is not None:
        tables.append(_organising(outcome.organising))
    if outcome.account is not None:
        tables.append(_fund(outcome.account))
    return tuple(table for table in tables if table.rows)


def _team_row(team: str, standing: TeamStanding) -> tuple[str, ...]:
    row = standing.row
    counting = " ".join(f"{one.contest}:{one.entry}={format_fraction(one.points)}" for one in standing.counting)
    return (
        team,
        str(row.place) if standing.complete else "",
        row.department,
        format_fraction(row.total),
        " ".join(f"{_signed(format_fraction(one.points))} {one.reason}" for one in standing.adjustments),
        counting,
        str(len(standing.left_out)),
        "-".join(str(count) for count in row.places[:3]),
        row.decided_by if standing.complete else "incomplete",
    )


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"


def _organising(outcome: OrganisingOutcome) -> SideTable:
    columns = ("department", "place", "participation", "completeness", "score", "awarded", "reason")
    percent = partial(format_fixed, decimals=2)
    rows = tuple(
        (
            row.field.department,
            "" if row.place is None else str(row.place),
            f"{row.field.persons}/{row.field.staff}",
            f"{row.field.finished}/{row.field.entries}",
            percent(row.field.score * 100),
            "yes" if row.awarded else "",
            row.reason or ("small" if row.small else ""),
        )
        for row in outcome.rows
    )
    return SideTable("organising", columns, rows)


def _fund(account: FundAccount) -> SideTable:
    found = account.balance
    return SideTable("fund", ("item", "yuan"), tuple(_fund_rows(account, found.amount, found.planned, found.left)))


def _fund_rows(account: FundAccount, amount: int, planned: int, left: int) -> Iterator[tuple[str, str]]:
    yield "available", format_money(amount)
    yield "planned", format_money(planned)
    for contest, cost in account.prizes:
        yield f"prizes:{contest}", format_money(cost)
    yield "prizes", format_money(account.prize_cost)
    yield "spent", format_money(account.balance.spent)
    yield "left", format_money(left)
