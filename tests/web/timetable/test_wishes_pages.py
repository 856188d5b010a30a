"""The wishes and the officials as the organizer meets them."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.conftest import ONE_DATABASE, Office
from tests.web.timetable.meet import Meet, a_meet, at, signed_in
from web.db.models import OfficialWindow
from web.services import timetable

pytestmark = ONE_DATABASE


def _plain(page: str) -> str:
    """The page's text without tags, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def _start(office: Office) -> tuple[Meet, FlaskClient, str]:
    with office.act() as act:
        meet = a_meet(act)
    return meet, signed_in(office, meet), f"/c/{meet.competition_id}"


def test_every_wish_is_a_sentence_and_changes_through_its_form(office: Office) -> None:
    meet, client, base = _start(office)
    page = _plain(client.get(f"{base}/wishes/").text)
    assert "51 周岁（含）以上的人，两项之间至少休息 60 分钟" in page
    assert "每人每天的项数不限。" in page
    general = {"rest_from_age": "55", "rest_older_minutes": "45", "most_per_day": "2"}
    assert client.post(f"{base}/wishes/general", data=general).status_code == 302
    order = {"contest": meet.walk_id, "before": meet.treadmill_id, "gap_minutes": "15"}
    assert client.post(f"{base}/wishes/orders", data=order).status_code == 302
    goals = {"goals": ["waiting", "seeding"]}
    assert client.post(f"{base}/wishes/goals", data=goals).status_code == 302
    page = _plain(client.get(f"{base}/wishes/").text)
    for said in (
        "55 周岁（含）以上的人，两项之间至少休息 45 分钟",
        "每人每天最多 2 项，决赛不计。",
        "裁判员可以执裁有本部门选手的组。",
        "“女职工跑步机跑步”全部结束 15 分钟以后，才开始“男职工徒步走”。",
    ):
        assert said in page
    with office.act() as act:
        assert timetable.wishes_of(act, meet.competition(act)).goals == ["waiting", "seeding"]


def test_time_wishes_of_a_group_and_of_a_person_are_kept_and_removed(office: Office) -> None:
    meet, client, base = _start(office)
    group = {"who": f"c{meet.walk_id}:M-51", "start": "08:00", "end": "11:00", "weight": "3", "session": 0, "venue": 0}
    assert client.post(f"{base}/wishes/times", data=group).status_code == 302
    person = {"who": "", "staff_no": "W02", "session": "1", "venue": 0, "weight": "1"}
    assert client.post(f"{base}/wishes/times", data=person).status_code == 302
    page = _plain(client.get(f"{base}/wishes/").text)
    assert "男子51周岁（含）以上组：在 2026年11月27日 08:00 至 11:00 之间" in page
    assert "女2：" in page
    with office.act() as act:
        first, second = timetable.wishes_of(act, meet.competition(act)).times
        assert (first.starts, first.ends, second.session_id) == (at("08:00"), at("11:00"), 1)
    assert client.post(f"{base}/wishes/times/{first.id}/remove").status_code == 302
    with office.act() as act:
        assert [wish.id for wish in timetable.wishes_of(act, meet.competition(act)).times] == [second.id]


def test_a_wish_without_whom_or_what_comes_back_with_both_reasons(office: Office) -> None:
    _meet, client, base = _start(office)
    answer = client.post(f"{base}/wishes/times", data={"who": "", "session": 0, "venue": 0, "weight": "1"})
    assert answer.status_code == 422
    assert "请写明是谁的愿望" in answer.text
    assert "请写明愿望：时间、场次或场地" in answer.text
    unknown = client.post(
        f"{base}/wishes/times", data={"who": "", "staff_no": "X9", "session": "1", "venue": 0, "weight": "1"}
    )
    assert (unknown.status_code, "名单里没有工号“X9”的职工。" in unknown.text) == (422, True)


def test_an_order_in_a_circle_is_refused_on_the_page(office: Office) -> None:
    meet, client, base = _start(office)
    there = {"contest": meet.walk_id, "before": meet.treadmill_id, "gap_minutes": "0"}
    assert client.post(f"{base}/wishes/orders", data=there).status_code == 302
    back = client.post(f"{base}/wishes/orders", data=there | {"contest": meet.treadmill_id, "before": meet.walk_id})
    assert (back.status_code, "先后绕成了圈" in back.text) == (422, True)


def test_wishes_of_another_competition_are_out_of_reach(office: Office) -> None:
    meet, client, base = _start(office)
    with office.act() as act:
        other = a_meet(act, code="zzz2345678")
        timetable.add_order(act, other.walk(act), other.treadmill(act), 5)
        order = timetable.wishes_of(act, other.competition(act)).orders[0].id
    assert client.post(f"{base}/wishes/orders/{order}/remove").status_code == 404
    foreign = {"contest": other.walk_id, "before": meet.treadmill_id, "gap_minutes": "0"}
    assert client.post(f"{base}/wishes/orders", data=foreign).status_code == 422


def test_officials_are_added_changed_and_missing_ones_named(office: Office) -> None:
    meet, client, base = _start(office)
    need = {"contest": meet.treadmill_id, "skill": "计时员", "count": "2"}
    assert client.post(f"{base}/officials/needs", data=need).status_code == 302
    staff = {"staff_no": "M01", "skills": "计时员，发令员", "rest_minutes": "5", "day": "2026-11-27", "start": "08:00"}
    assert client.post(f"{base}/officials/new", data=staff | {"end": "10:00"}).status_code == 302
    page = _plain(client.get(f"{base}/officials/").text)
    assert "“计时员”每组需要 2 人，名单上只有 1 人。" in page
    assert "2026年11月27日 08:00–10:00" in page
    assert (
        client.post(
            f"{base}/officials/new", data={"name": "外请甲", "skills": "计时员", "rest_minutes": "0"}
        ).status_code
        == 302
    )
    assert "名单上只有" not in client.get(f"{base}/officials/").text
    with office.act() as act:
        first = timetable.officials(act, meet.competition(act))[0]
        window = act.session.query(OfficialWindow).one().id
    changed = {"skills": "发令员", "most_heats": "3", "rest_minutes": "0", "gone": window}
    assert client.post(f"{base}/officials/{first.id}", data=changed).status_code == 302
    with office.act() as act:
        first = timetable.officials(act, meet.competition(act))[0]
        assert (first.skills, first.most_heats, first.windows) == (["发令员"], 3, [])
    assert client.post(f"{base}/officials/{first.id}/remove").status_code == 302
    refused = client.post(f"{base}/officials/new", data={"name": "", "skills": "", "rest_minutes": "0"})
    assert (refused.status_code, "请写明能担任什么" in refused.text, "请写明姓名" in refused.text) == (422, True, True)


def test_heat_format_takes_several_kinds_and_a_final(office: Office) -> None:
    meet, client, base = _start(office)
    shape = {
        "venue_kind": "gym",
        "other_kinds": ["hall", "court"],
        "heat_minutes": "20",
        "entrant_minutes": "15",
        "min_fill": "1",
        "max_fill": "4",
        "rest_minutes": "30",
        "seeding": "random",
        "final_size": "2",
        "final_gap_minutes": "40",
    }
    assert client.post(f"{base}/venues/formats/{meet.treadmill_id}", data=shape).status_code == 302
    page = _plain(client.get(f"{base}/wishes/").text)
    assert "前 2 名进决赛，末组结束 40 分钟后进行，占场 20 分钟" in page
    with office.act() as act:
        found = timetable.race_contest(act, meet.treadmill(act))
        assert found is not None
        assert (found.shape.kinds, found.shape.final_minutes) == (("gym", "hall", "court"), 20)
