"""Ways out by one press: what is said is what is done, and the planner's next problem is the one it had tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scheduler.timetable import Problem
from tests.conftest import ONE_DATABASE, Office
from tests.web.timetable.meet import Meet, a_meet, at, signed_in
from web.db.models import TimetablePlan
from web.present.messages import sentence
from web.services import timetable, venues
from web.services.act import Act
from web.services.timetable.ways import Office as Place
from web.services.timetable.ways import steps_of

pytestmark = ONE_DATABASE
W51, WALK = "treadmill_women:W-51", "walk_men_51:M-51"


def _event(problem: Problem, name: str) -> Any:
    return next(each for each in problem.events if each.id == name)


def _venue(problem: Problem, name: str) -> Any:
    return next(each for each in problem.venues if each.id == name)


WAYS: list[tuple[str, dict[str, Any], str, Callable[[Problem], object], object]] = [
    (
        "longer_session",
        {"session": "1", "end": 750},
        "11-27 08:00 开始的场次，结束由 12:00 改到 12:30。",
        lambda p: p.sessions[0].end,
        750,
    ),
    ("more_places", {"venue": "1", "places": 1}, "健身房 由 4 个位置改为 5 个。", lambda p: _venue(p, "1").places, 5),
    (
        "changeover",
        {"what": "1", "from": 5, "to": 0},
        "健身房 两组之间由 5 分钟改为 0 分钟。",
        lambda p: _venue(p, "1").changeover_minutes,
        0,
    ),
    (
        "interval",
        {"what": "2", "from": 10, "to": 5},
        "环校步道 由每 10 分钟一批改为每 5 分钟一批。",
        lambda p: _venue(p, "2").wave.interval_minutes,
        5,
    ),
    (
        "on_route",
        {"what": "2", "from": 20, "to": 25},
        "环校步道 在途人数上限由 20 人改为 25 人。",
        lambda p: _venue(p, "2").wave.on_route_max,
        25,
    ),
    (
        "open_place",
        {"venue": "1", "place": 2, "start": 480, "end": 540},
        "健身房 第 2 号的关闭时段（11-27 08:00 至 11-27 09:00）取消。",
        lambda p: len(_venue(p, "1").closed),
        1,
    ),
    (
        "open_venue",
        {"venue": "1", "place": 0, "start": 600, "end": 660},
        "健身房 的关闭时段（11-27 10:00 至 11-27 11:00）取消。",
        lambda p: len(_venue(p, "1").closed),
        0,
    ),
    (
        "min_fill",
        {"what": W51, "from": 2, "to": 1},
        "“女职工跑步机跑步”各组每组最少由 2 人改为 1 人。",
        lambda p: _event(p, W51).min_fill,
        1,
    ),
    (
        "max_fill",
        {"what": W51, "from": 4, "to": 5},
        "“女职工跑步机跑步”各组每组最多由 4 人改为 5 人。",
        lambda p: _event(p, W51).max_fill,
        5,
    ),
    (
        "final_gap",
        {"what": W51, "from": 30, "to": 10},
        "“女职工跑步机跑步”决赛前的间隔由 30 分钟改为 10 分钟。",
        lambda p: _event(p, W51).final.gap_minutes,
        10,
    ),
    ("no_final", {"event": W51}, "“女职工跑步机跑步”不再设决赛。", lambda p: _event(p, W51).final, None),
    (
        "gap",
        {"what": WALK, "other": W51, "from": 30, "to": 5},
        "“女职工跑步机跑步”结束后，“男职工徒步走”的间隔由 30 分钟改为 5 分钟。",
        lambda p: {a.gap_minutes for a in _event(p, WALK).after},
        {5},
    ),
    (
        "any_order",
        {"event": WALK, "before": W51},
        "“男职工徒步走”不必再等“女职工跑步机跑步”结束。",
        lambda p: _event(p, WALK).after,
        (),
    ),
    (
        "several_heats",
        {"event": WALK},
        "“男职工徒步走”不再全组一起出发，可以分几组。",
        lambda p: _event(p, WALK).single_heat,
        False,
    ),
    (
        "events_per_day",
        {"what": "1", "from": 1, "to": 2},
        "每人每天最多由 1 项改为 2 项（对所有人）。",
        lambda p: p.entrants[0].max_per_day,
        2,
    ),
]


def _strict(act: Act, meet: Meet) -> None:
    """The meet with everything limited that a way out can ease."""
    competition = meet.competition(act)
    gym, route = venues.venues(act, competition)
    venues.change_venue(act, competition, gym, venues.VenueShape("健身房", "gym", 4, 5))
    venues.change_venue(act, competition, route, venues.VenueShape("环校步道", "route", None, 0, 10, 20))
    venues.close_places(act, competition, gym, [2], at("08:00"), at("09:00"))
    venues.close_places(act, competition, gym, [], at("10:00"), at("11:00"))
    shape = timetable.HeatShape("gym", 20, 15, 2, 4, 30, final_size=2, final_minutes=20, final_gap_minutes=30)
    timetable.set_heat_format(act, meet.treadmill(act), shape)
    timetable.set_heat_format(act, meet.walk(act), timetable.HeatShape("route", 10, 60, 1, 20, single_heat=True))
    timetable.add_order(act, meet.walk(act), meet.treadmill(act), 30)
    timetable.set_general(
        act, competition, rest_from_age=51, rest_older_minutes=60, most_per_day=1, avoid_own_department=True
    )


def test_every_step_is_said_and_done(office: Office) -> None:
    with office.app.test_request_context(headers={"Accept-Language": "zh-CN"}), office.act() as act:
        meet = a_meet(act)
        _strict(act, meet)
        for code, params, said, value, expected in WAYS:
            place = Place(act, meet.competition(act), timetable.problem_for(act, meet.competition(act)))
            steps = steps_of(place, {"code": code, "params": params})
            assert [sentence(step.said) for step in steps] == [said]
            for step in steps:
                step.do()
            act.session.flush()
            act.session.expire_all()
            assert value(timetable.problem_for(act, meet.competition(act))) == expected, code


def test_a_way_about_something_gone_and_one_done_by_hand_have_no_button(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        number = timetable.request_plan(act, meet.competition(act)).number
        row = act.session.query(TimetablePlan).one()
        gone = {"code": "more_places", "params": {"venue": "99", "places": 1}, "cost": 60}
        by_hand = {"code": "more_officials", "params": {"skill": "计时员", "officials": 1}, "cost": 90}
        row.plan = {"reasons": [], "violations": [], "clashes": [{"facts": [], "ways": [gone, by_hand]}]}
        row.state = "draft"
        row.job_id = None
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/timetable/{number}"
    page = client.get(base).text
    assert ("去裁判员" in page, "就这样办" in page) == (True, False)
    assert client.post(f"{base}/ways/0/0").status_code == 422
