"""A plan in the making and its outcome in plain words; why people are left over, and ways out by one press."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduler.timetable import Heat, Plan, Progress
from tests.conftest import ONE_DATABASE, Office
from tests.web.timetable.meet import Meet, a_meet, at, plan_row, planned, signed_in, work_off
from web.db.models import Job, RaceSession
from web.jobs import ledger
from web.services import timetable
from web.services.job_context import JobContext
from web.services.timetable import Duties, request_plan
from web.services.timetable.progress import Watch

pytestmark = ONE_DATABASE


def _plain(page: str) -> str:
    """The page's text without tags, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _crowded(office: Office) -> Meet:
    """A meet in which 女1 and 女3 have lessons all morning but the last 15 minutes, too short for their heat."""
    with office.act() as act:
        meet = a_meet(act)
        for staff_no in ("W01", "W03"):
            timetable.add_absence(act, meet.competition(act), staff_no, at("07:00"), at("11:50"), "上课")
    return meet


def test_a_plan_says_in_one_sentence_what_it_is_worth(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    number = planned(office, meet)
    page = _plain(signed_in(office, meet).get(f"/c/{meet.competition_id}/timetable/{number}").text)
    assert "没有冲突，人人有组；没有人需要额外等候；不存在更好的方案。" in page


def test_the_longest_wait_is_that_of_one_person_beyond_the_own_rest(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        names = timetable.names_for(act, meet.competition(act), timetable.problem_for(act, meet.competition(act)))
    first, second = (event.id for event in names.problem.events[:2])
    runner = replace(names.problem.entrants[0], events=(first, second), rest_minutes=30)
    problem = replace(names.problem, entrants=(runner,))
    busy = problem.events[0].entrant_minutes
    heats = (
        Heat("a-1", first, 480, "1", {1: runner.id}),
        Heat("b-1", second, 480 + busy + 30 + 25, "1", {1: runner.id}),
    )
    assert [(said.code, dict(said.params)) for said in timetable.headline(problem, Plan(heats))] == [
        ("headline_no_clash", {}),
        ("headline_wait", {"minutes": 25}),
    ]


def test_people_left_over_are_explained_with_names_times_and_ways_out(office: Office) -> None:
    meet = _crowded(office)
    number = planned(office, meet)
    client = signed_in(office, meet)
    page = _plain(client.get(f"/c/{meet.competition_id}/timetable/{number}").text)
    assert "有 2 人次没有排上" in page
    assert "为什么排不下" in page
    assert "女1(101)、女3(103)）在比赛时段内没有连续 15 分钟的空闲" in page
    assert "就这样办" in page
    english = client.get(f"/c/{meet.competition_id}/timetable/{number}", headers={"Accept-Language": "en"}).text
    assert "nobody is free for 15 minutes while the competition runs: 2 entrants of" in english


def test_one_press_excuses_people_and_the_next_plan_places_everybody(office: Office) -> None:
    meet = _crowded(office)
    number = planned(office, meet)
    with office.act() as act:
        row = plan_row(act, meet, number)
        assert row.plan is not None
        ways = row.plan["clashes"][0]["ways"]
    chosen = next(index for index, way in enumerate(ways) if way["code"] == "excuse")
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/timetable/{number}"
    page = _plain(client.get(base).text)
    assert "会改：给 女1 准假：11-27" in page
    assert client.post(f"{base}/ways/0/{chosen}").location == f"{base[:-1]}{number + 1}"
    assert work_off(office) == 1
    page = _plain(client.get(f"{base[:-1]}{number + 1}").text)
    assert ("已改：给 女1 准假" in page, "没有冲突，人人有组" in page) == (True, True)


def test_a_way_out_that_is_none_is_refused(office: Office) -> None:
    meet = _crowded(office)
    number = planned(office, meet)
    client = signed_in(office, meet)
    assert client.post(f"/c/{meet.competition_id}/timetable/{number}/ways/9/9").status_code == 422


def test_a_session_grows_by_one_press_and_not_into_the_next(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        row = act.session.query(RaceSession).one()
        number = request_plan(act, meet.competition(act)).number
        plan = plan_row(act, meet, number)
        way = {"code": "longer_session", "params": {"session": str(row.id), "minutes": 30, "end": 750}, "people": []}
        plan.plan = {
            "outcome": "feasible",
            "reasons": [],
            "violations": [],
            "clashes": [{"facts": [], "ways": [way | {"cost": 90}]}],
        }
    client = signed_in(office, meet)
    address = f"/c/{meet.competition_id}/timetable/{number}/ways/0/0"
    assert "现在不能整体重新编排" in client.post(address, follow_redirects=True).text
    with office.act() as act:
        session = act.session.get_one(RaceSession, row.id)
        assert session.ends == at("12:30")
        assert len(timetable.plans(act, meet.competition(act))) == 1
        act.session.add(RaceSession(competition_id=meet.competition_id, starts=at("12:30"), ends=at("17:00")))
        session.ends = at("12:00")
        plan = plan_row(act, meet, number)
        longer = way | {"params": way["params"] | {"end": 780}, "cost": 180}  # type: ignore[operator]
        plan.plan = {
            "outcome": "feasible",
            "reasons": [],
            "violations": [],
            "clashes": [{"facts": [], "ways": [longer]}],
        }
    assert client.post(address).status_code == 422


def test_why_can_be_asked_later_and_the_worker_answers(office: Office) -> None:
    meet = _crowded(office)
    number = planned(office, meet)
    with office.act() as act:
        row = plan_row(act, meet, number)
        assert row.plan is not None
        row.plan = {key: value for key, value in row.plan.items() if key != "clashes"}
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/timetable/{number}"
    assert "查明原因，找办法" in client.get(base).text
    assert client.post(f"{base}/explain").status_code == 302
    assert "正在查明排不下的原因" in client.get(base).text
    assert work_off(office) == 1
    assert "没有连续 15 分钟的空闲" in client.get(base).text


def test_missing_officials_are_explained_too(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.set_need(act, meet.treadmill(act), "计时员", 2)
        timetable.add_guest_official(act, meet.competition(act), "甲", Duties(("计时员",)))
    number = planned(office, meet)
    page = _plain(signed_in(office, meet).get(f"/c/{meet.competition_id}/timetable/{number}").text)
    assert "缺裁判员 2 人次" in page
    assert "“计时员”多 1 人" in page
    assert "去裁判员" in page


def test_progress_shows_each_goal_with_value_bound_and_gap(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        number = request_plan(act, meet.competition(act)).number
        job = timetable.job_of(act, plan_row(act, meet, number))
        assert job is not None
        token = ledger.claim(act.session, job.id, act.now)
        assert token is not None
        goals = {"goals": [["unplaced", 0, 0], ["heats", 5, 3], ["finish", None, None]]}
        ledger.report(act.session, job.id, token, 400, "goal_heats", act.now, goals)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/timetable/{number}"
    for address in (base, f"{base}/progress"):
        page = _plain(client.get(address).text)
        assert "安排所有人 0 0 已证明" in page
        assert "减少组数 正在做 5 3 2" in page
        assert "提早结束 — — —" in page


def test_the_planner_hands_its_goals_to_the_ledger_and_hears_of_the_stop(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        number = request_plan(act, meet.competition(act)).number
        job = timetable.job_of(act, plan_row(act, meet, number))
        assert job is not None
        token = ledger.claim(act.session, job.id, act.now)
        assert token is not None
        keys, job_id = act.keys, job.id
    watch = Watch(JobContext(office.engine, office.settings, keys, office.clock, job_id, token, {}))
    steps = [Progress("unplaced", None, 0, 0), Progress("unplaced", 2, None, 10), Progress("heats", 7, 5, 50)]
    assert [watch(step) for step in steps] == [True, True, True]
    with office.act() as act:
        job = act.session.get_one(Job, job_id)
        told = [(goal.value, goal.bound, goal.gap, goal.current) for goal in timetable.goals_under_way(job)]
        job.cancel_requested = True
    assert told == [(2, 0, 2, False), (7, 5, 2, True)]
    assert watch(Progress("heats", 6, 5, 60)) is False
