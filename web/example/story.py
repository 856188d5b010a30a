"""The example's year, step by step, each step at its own moment and through the services that people use.

The story lies in the autumn of 2026, so that everything in it has already happened; ages are counted at its year's end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from web.config import TIME_ZONE
from web.db.models import Competition, Contest, Entry, HeatLane, Judge
from web.db.queries import one
from web.example import files
from web.services import (
    awards,
    competitions,
    contests,
    entries,
    fairness,
    fund,
    groups,
    judging,
    panel,
    people,
    publication,
    races,
    rules,
    timetable,
    venues,
)
from web.services.act import Act
from web.services.results import overview


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(TIME_ZONE))


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the story is played: acts at a moment, and a worker that does the waiting jobs at a moment."""

    act: Callable[[datetime], AbstractContextManager[Act]]
    work: Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the story: its name in both languages, when it happens, what is done."""

    name_zh: str
    name_en: str
    at: datetime
    play: Callable[[Stage, datetime], None]


def the_competition(act: Act) -> Competition:
    """The example's competition."""
    return one(act.session, Competition, is_example=True)


def _in_competition(do: Callable[[Act, Competition], Any]) -> Callable[[Stage, datetime], None]:
    """A step that is one act on the competition."""

    def play(stage: Stage, at: datetime) -> None:
        with stage.act(at) as act:
            do(act, the_competition(act))

    return play


Play = Callable[[Stage, datetime], None]


def _for_each_contest(do: Callable[[Act, Contest], Any], judged: bool | None = None) -> Play:
    """A step that does the same for every contest, or for the judged ones, or for the races."""

    def each(act: Act, competition: Competition) -> None:
        for contest in competition.contests:
            if judged is None or rules.is_judged(rules.frozen(act, contest)) == judged:
                do(act, contest)

    return _in_competition(each)


def _found(stage: Stage, at: datetime) -> None:
    settings = files.settings_of_competition()
    with stage.act(at) as act:
        competition = competitions.start_own(act, settings["union"], settings["name"], is_example=True)
        competition.issuer = settings["issuer"]
        competition.year = settings["year"]
        competition.certificate_prefix = settings["certificate_prefix"]
        competition.public_code = files.PUBLIC_CODE


def _staff(act: Act, competition: Competition) -> None:
    people.apply_batch(act, people.stage_people(act, competition, "staff.xlsx", files.content("staff.xlsx")))


def _rules(act: Act, competition: Competition) -> None:
    for chosen in files.settings_of_competition()["contests"]:
        document = files.rulebook(chosen["rulebook"])
        rules.freeze(act, contests.create_contest(act, competition, chosen["code"], chosen["name"], document))


def _entries(act: Act, competition: Competition) -> None:
    entries.apply_entries(act, entries.stage_entries(act, competition, "entries.xlsx", files.content("entries.xlsx")))


def _fund(act: Act, competition: Competition) -> None:
    chosen = files.settings_of_competition()["fund"]
    fund.set_fund(
        act,
        competition,
        basis=chosen["basis"],
        payroll_fen=chosen["payroll_fen"],
        rate_ppm=chosen["rate_ppm"],
        lines=[(line["label"], line["fen"]) for line in chosen["lines"]],
    )


def _places(act: Act, competition: Competition) -> None:
    settings = files.settings_of_competition()
    for session in settings["sessions"]:
        venues.add_session(act, competition, session["starts"], session["ends"])
    for venue in settings["venues"]:
        venues.add_venue(act, competition, venues.VenueShape(**venue))
    for chosen in settings["contests"]:
        if "heats" in chosen:
            contest = one(act.session, Contest, competition_id=competition.id, code=chosen["code"])
            timetable.set_heat_format(act, contest, timetable.HeatShape(**chosen["heats"]))
    timetable.bring_in_absences(act, competition, "lessons.csv", files.content("lessons.csv"))


def _plan(stage: Stage, at: datetime) -> None:
    with stage.act(at) as act:
        number = timetable.request_plan(act, the_competition(act)).number
    stage.work(at)
    with stage.act(at) as act:
        competition = the_competition(act)
        timetable.adopt(act, next(plan for plan in timetable.plans(act, competition) if plan.number == number))


def _panels(act: Act, competition: Competition) -> None:
    departments = {row.name: row for row in competition.trade_union.departments}
    staff = {row.staff_no: row for row in competition.trade_union.people}
    seated: dict[str, Judge] = {}
    for row in files.judges():
        name = row.text("name")
        if name not in seated:
            person = staff.get(row.text("staff_no"))
            seated[name] = panel.add_judge(act, competition, name, departments.get(row.text("department")), person)
        contest = _contest(act, competition, row.text("contest"))
        panel.seat(act, contest, seated[name], chief=row.text("chief") in ("是", "1"))


def _contest(act: Act, competition: Competition, name: str) -> Contest:
    return entries.contest_named(((row, row.name) for row in competition.contests), name)


def _marks(act: Act, competition: Competition) -> None:
    for name, rows in files.marks().items():
        judging.enter_marks_file(act, _contest(act, competition, name), rows)


def _call(act: Act, contest: Contest) -> None:
    absent = files.did_not_start()
    lanes = act.session.scalars(select(HeatLane).join(Entry).where(Entry.contest_id == contest.id))
    for lane in lanes:
        person = lane.entry.entrant.person
        if person is None or person.staff_no not in absent:
            races.check_in(act, lane)


def _results(act: Act, contest: Contest) -> None:
    races.upload_results(act, contest, "results.csv", files.content("results.csv"))


def _fairness(stage: Stage, at: datetime) -> None:
    """Somebody asks how much judges and chance decided in the first judged contest."""
    with stage.act(at) as act:
        judged = (row for row in the_competition(act).contests if rules.is_judged(rules.frozen(act, row)))
        fairness.ask(act, next(judged))
    stage.work(at)


def _award(stage: Stage, at: datetime) -> None:
    with stage.act(at) as act:
        competition = the_competition(act)
        awards.issue_everything(act, competition)
        ready = [row.contest for row in overview(act, competition) if row.version and row.version.state == "final"]
        awards.request_print(act, competition, ready)
    stage.work(at)


def _publish(act: Act, contest: Contest) -> None:
    publication.publish_preliminary(act, contest)
    publication.open_notice(act, contest)


STEPS = (
    Step("建立赛事", "found the competition", _at("2026-09-07T09:00"), _found),
    Step("导入职工名单", "import the staff list", _at("2026-09-07T09:20"), _in_competition(_staff)),
    Step("定规则并冻结", "set and freeze the rules", _at("2026-09-08T10:00"), _in_competition(_rules)),
    Step("导入报名", "import the entries", _at("2026-09-21T15:00"), _in_competition(_entries)),
    Step("截止报名、分组", "close entries and group", _at("2026-09-28T17:00"), _for_each_contest(groups.close_entries)),
    Step("经费", "set the fund", _at("2026-09-29T09:00"), _in_competition(_fund)),
    Step("场地、场次、课表", "venues, sessions, lessons", _at("2026-10-09T09:00"), _in_competition(_places)),
    Step("编排赛程", "plan the timetable", _at("2026-10-12T09:00"), _plan),
    Step("组成评委会", "seat the panels", _at("2026-10-12T14:00"), _in_competition(_panels)),
    Step("开评", "open the sheets", _at("2026-10-12T14:30"), _for_each_contest(judging.open_sheets, judged=True)),
    Step("评委打分、封存", "mark and seal", _at("2026-10-20T16:00"), _in_competition(_marks)),
    Step("检录", "call the heats", _at("2026-10-23T08:00"), _for_each_contest(_call, judged=False)),
    Step("记录成绩", "record the races", _at("2026-10-23T17:00"), _for_each_contest(_results, judged=False)),
    Step("公布并公示", "publish, open the notice", _at("2026-10-26T09:00"), _for_each_contest(_publish)),
    Step("公示期满定稿", "finalize after the notice", _at("2026-11-04T09:00"), _for_each_contest(publication.finalize)),
    Step("公平性说明", "ask for the fairness account", _at("2026-11-04T10:00"), _fairness),
    Step("颁证、打印", "issue and print the awards", _at("2026-11-05T09:00"), _award),
)
"""From the staff list to the printed awards."""


def play(stage: Stage, steps: tuple[Step, ...] = STEPS) -> Iterator[Step]:
    """Play the steps one by one, yielding each after it is done."""
    for step in steps:
        step.play(stage, step.at)
        yield step
