"""Contests with everything scored, straight in the tables: what results and publication start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.builders import a_competition, a_department, a_person, a_union, an_account, an_entry
from web.db.models import (
    Competition,
    Contest,
    Department,
    Entry,
    Judge,
    PanelSeat,
    RaceResult,
    Sheet,
    SheetMark,
    TradeUnion,
)
from web.services import contests, groups, rules
from web.services.act import Act, Role

ESSAY = """
name = "2026年论文评比"
format = "judged"
blind = true
[judging]
method = "trimmed"
recuse_own_department = false
[[criteria]]
code = "A"
name = "选题"
maximum = 40
[[criteria]]
code = "B"
name = "论证"
maximum = 60
[ranking]
ties = ["criterion:B", "shared"]
[[prizes]]
name = "一等奖"
count = 1
[[prizes]]
name = "二等奖"
count = 2
[notice]
days = 5
"""

RUN = """
name = "2026年男职工跑步"
format = "race"
[race]
measure = "time"
precision = 0.1
[[prizes]]
name = "一等奖"
count = 1
[points]
[notice]
minutes = 30
"""

AGED_RUN = """
name = "2026年男职工跑步"
format = "race"
[race]
measure = "time"
precision = 0.1
[groups]
reference_date = 2026-12-31
[[groups.bands]]
code = "under_51"
name = "51周岁（不含）以下男子组"
genders = ["male"]
upper = 51
upper_inclusive = false
[[groups.bands]]
code = "from_51"
name = "51周岁（含）以上男子组"
genders = ["male"]
lower = 51
[eligibility]
genders = ["male"]
[points]
[notice]
minutes = 30
"""


@dataclass(frozen=True)
class Stage:
    """A union with a competition and some departments."""

    union: TradeUnion
    competition: Competition
    departments: Mapping[str, Department]

    @property
    def home(self) -> str:
        """Where the competition's results are managed."""
        return f"/c/{self.competition.id}/results/"

    @property
    def public(self) -> str:
        """Its public address."""
        return f"/p/{self.competition.public_code}/"


def a_stage(act: Act, *departments: str) -> Stage:
    """A competition of a union with these departments."""
    union = a_union(act)
    names = departments or ("语文组", "数学组", "后勤处")
    made = {name: a_department(act, union, name) for name in names}
    return Stage(union, a_competition(act, union), made)


def a_contest(act: Act, stage: Stage, document: str, code: str = "essay", name: str = "论文评比") -> Contest:
    """A contest whose rules are frozen."""
    contest = contests.create_contest(act, stage.competition, code, name, document)
    rules.freeze(act, contest)
    return contest


def enter(act: Act, stage: Stage, contest: Contest, people: Sequence[tuple[str, str]], **more: object) -> list[Entry]:
    """Entries of (name, department), each with a work title of its own; entries are closed afterwards."""
    made = []
    for number, (name, department) in enumerate(people, start=1):
        person = a_person(act, stage.union, name, department_id=stage.departments[department].id, **more)
        made.append(an_entry(act, contest, person, title=f"{name}的作品{number}"))
    groups.close_entries(act, contest)
    return made


def seat_judges(act: Act, stage: Stage, contest: Contest, count: int = 5) -> list[PanelSeat]:
    """A panel of judges called 评审甲1 and so on."""
    seats = []
    for number in range(1, count + 1):
        account = an_account(act, Role.JUDGE, stage.competition, name=f"评审甲{number}")
        judge = Judge(competition_id=stage.competition.id, name=f"评审甲{number}", account_id=account.id)
        act.session.add(judge)
        act.session.flush()
        seats.append(PanelSeat(contest_id=contest.id, judge_id=judge.id, number=number))
    act.session.add_all(seats)
    act.session.flush()
    return seats


def mark(
    act: Act, contest: Contest, seats: Sequence[PanelSeat], entry: Entry, totals: Sequence[int | None], a: int = 3500
) -> None:
    """Sealed sheets with these totals in whole marks (None: still open); criterion A gets `a` hundredths."""
    for seat, total in zip(seats, totals, strict=True):
        state = "open" if total is None else "sealed"
        sheet = Sheet(entry_id=entry.id, seat_id=seat.id, run=contest.run, state=state)
        act.session.add(sheet)
        act.session.flush()
        if total is not None:
            marks = {"A": a, "B": total * 100 - a}
            act.session.add_all(SheetMark(sheet_id=sheet.id, criterion=c, hundredths=m) for c, m in marks.items())
    act.session.flush()


def ran(act: Act, contest: Contest, entry: Entry, millis: int | None, status: str = "FIN", reason: str = "") -> None:
    """What one entry ran."""
    act.session.add(
        RaceResult(entry_id=entry.id, run=contest.run, status=status, millis=millis, reason=reason, recorded_at=act.now)
    )
    act.session.flush()


def a_judged_contest(
    act: Act, stage: Stage, code: str = "essay", name: str = "论文评比"
) -> tuple[Contest, list[Entry]]:
    """Four works by five judges: 90, 88, 88, 80 after trimming, the two of 88 equal in everything (1-2-2-4)."""
    contest = a_contest(act, stage, ESSAY, code, name)
    entries = enter(
        act, stage, contest, [("张明", "语文组"), ("李芳", "数学组"), ("王建国", "语文组"), ("赵丽", "后勤处")]
    )
    seats = seat_judges(act, stage, contest)
    mark(act, contest, seats, entries[0], [90, 90, 90, 95, 60])
    mark(act, contest, seats, entries[1], [88, 88, 88, 92, 70])
    mark(act, contest, seats, entries[2], [88, 88, 88, 93, 75])
    mark(act, contest, seats, entries[3], [80, 80, 80, 85, 50])
    return contest, entries


def a_run(act: Act, stage: Stage, code: str = "run", name: str = "男职工跑步") -> tuple[Contest, list[Entry]]:
    """Four runners: 12.3, 12.5, 12.5 (equal), and one who did not finish."""
    contest = a_contest(act, stage, RUN, code, name)
    people = [("陈强", "语文组"), ("周敏", "数学组"), ("孙伟", "后勤处"), ("吴刚", "语文组")]
    entries = enter(act, stage, contest, people)
    for entry, millis in zip(entries, (12_300, 12_450, 12_500, None), strict=True):
        ran(act, contest, entry, millis, "FIN" if millis else "DNF", "" if millis else "旧伤复发")
    return contest, entries
