"""A judged contest ready to be marked: two departments, an outside one, works of each, judges of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from flask.testing import FlaskClient

from scoring.values import Hundredths
from tests.builders import a_competition, a_contest, a_department, a_person, a_union, an_entry
from tests.conftest import Office
from web.db.models import Account, Competition, Contest, Department, Entry, Judge, PanelSeat, Sheet, TradeUnion
from web.db.queries import one
from web.services import judging, panel, rules
from web.services.act import Act, Actor, Role

RULES = """
name = "{name}"
format = "judged"
blind = {blind}
[judging]
method = "mean"
minimum_judges = 1
total = 20
recuse_own_department = {recuse}
[[criteria]]
code = "T1"
name = "教学目标"
maximum = 10
step = 0.5
descriptor = "明确具体"
[[criteria]]
code = "T2"
name = "教学过程"
maximum = 10
step = 0.5
[ranking]
ties = ["chief_judge", "shared"]
"""
CODES = ("J-7QF4K", "J-9M2PX", "J-3TRWH", "J-5BCDN", "J-8VYZG")


@dataclass
class Scene:
    """A contest with its houses, entries, judges and seats, by their order."""

    union: TradeUnion
    competition: Competition
    contest: Contest
    houses: list[Department]
    entries: list[Entry]
    judges: list[Judge]
    seats: list[PanelSeat]

    def sheet(self, act: Act, judge: int, entry: int) -> Sheet:
        """The sheet of a judge for an entry, as stored."""
        seat = self.seats[judge]
        return one(act.session, Sheet, seat_id=seat.id, entry_id=self.entries[entry].id, run=self.contest.run)


def a_scene(
    act: Act,
    *,
    blind: bool = True,
    recuse: bool = True,
    works: int = 2,
    judges: int = 2,
    opened: bool = True,
    name: str = "新教案评比",
    code: str = "abc2345678",
) -> Scene:
    """Judge 0 is the chief and from outside, judge 1 of department 0; entry 0 is of department 0, the rest of 1."""
    union = a_union(act)
    competition = a_competition(act, union, code)
    houses = [a_department(act, union, house) for house in ("语文教研组", "后勤保障处")]
    contest = a_contest(act, competition, "teaching_plan", name)
    freeze(act, contest, blind=blind, recuse=recuse)
    entries = []
    for number in range(works):
        person = a_person(act, union, f"作者{'甲乙丙丁戊'[number]}欧阳", department=houses[min(number, 1)])
        person.staff_no = f"A{number:03d}"
        mark = {"blind_code": CODES[number]} if blind else {}
        entries.append(an_entry(act, contest, person, f"函数的单调性{number}", **mark))
    contest.entries_closed_at = act.now
    people = [None, houses[0], None, houses[1], None]
    names = ("周评委", "吴评委", "郑评委", "王评委", "冯评委")
    rows = [panel.add_judge(act, competition, names[at], people[at]) for at in range(judges)]
    seats = [panel.seat(act, contest, row, chief=at == 0) for at, row in enumerate(rows)]
    if opened:
        panel.open_sheets(act, contest)
    return Scene(union, competition, contest, houses, entries, rows, seats)


def freeze(act: Act, contest: Contest, *, blind: bool = True, recuse: bool = True) -> None:
    """Freeze the scene's rules for a contest."""
    document = RULES.format(name=contest.name, blind=str(blind).lower(), recuse=str(recuse).lower())
    rules.save_draft(act, contest, document)
    rules.freeze(act, contest)


def marks(*values: int | None) -> dict[str, Hundredths | None]:
    """Marks of T1, T2 in hundredths."""
    return {
        code: None if value is None else Hundredths(value) for code, value in zip(("T1", "T2"), values, strict=False)
    }


def stored(sheet: Sheet) -> dict[str, int]:
    """The marks a sheet holds."""
    return {mark.criterion: mark.hundredths for mark in sheet.marks}


def mark_and_seal(act: Act, sheet: Sheet, first: int, second: int) -> None:
    """Give both marks and seal."""
    judging.save_marks(act, sheet, marks(first, second), sheet.version)
    judging.seal(act, sheet, sheet.version)


def judge_actor(judge: Judge) -> Actor:
    """The judge as services see it."""
    return Actor(judge.account_id, judge.name, frozenset({(Role.JUDGE, judge.competition_id)}))


def signed_in(office: Office, judge: Judge) -> FlaskClient:
    """A browser in which the judge has opened a fresh personal link."""
    with office.act() as act:
        token = panel.judge_link(act, act.session.get_one(Judge, judge.id))
    client = office.client()
    assert client.post(f"/link/{token}").status_code == 302
    return client


def account_of(act: Act, judge: Judge) -> Account:
    """The judge's account."""
    return act.session.get_one(Account, judge.account_id)


def built(office: Office, **more: object) -> Scene:
    """A scene that is committed."""
    with office.act() as act:
        return a_scene(act, **more)  # type: ignore[arg-type]


def page(scene: Scene, judge: int, entry: int, tail: str = "") -> str:
    """The address of a judge's sheet."""
    return f"/judging/{scene.seats[judge].id}/{scene.entries[entry].id}{tail}"


def kept(office: Office, scene: Scene, judge: int, entry: int) -> tuple[str, int, dict[str, int]]:
    """State, version and marks of a sheet as the database holds them."""
    with office.act() as act:
        sheet = scene.sheet(act, judge, entry)
        return sheet.state, sheet.version, stored(sheet)


def posted(first: str, second: str, version: int = 0, then: str = "stay") -> dict[str, str]:
    """A sheet as the form sends it."""
    return {"mark.T1": first, "mark.T2": second, "base_version": str(version), "then": then}


def faults(html: str) -> list[str]:
    """The sentences of the list of faults."""
    section = re.search(r'<section class="faults".*?</section>', html, re.S)
    lines = re.findall(r"<li>(.*?)</li>", section[0], re.S) if section else []
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in lines]
