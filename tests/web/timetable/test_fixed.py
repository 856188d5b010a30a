"""A timetable decided elsewhere: checked like any other, adopted if nothing is wrong, else refused by name."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import Office
from tests.web.timetable.meet import Meet, a_meet, at, lanes, plan_row, signed_in, work_off
from web.services import timetable

HEAD = "项目,组别,组次,开始,场地,道次,工号,姓名\n"
WHOLE = HEAD + (
    "女职工跑步机跑步,,1,08:00,健身房,1,W01,女1\n"
    "女职工跑步机跑步,,1,08:00,健身房,3,W03,女3\n"
    "女职工跑步机跑步,,1,08:00,健身房,2,W05,女5\n"
    "女职工跑步机跑步,,2,08:30,健身房,,W02,女2\n"
    "女职工跑步机跑步,,2,08:30,健身房,,,女4\n"
    "男职工徒步走,,1,2026-11-27 10:00,环校步道,,M01,\n"
    "walk_men_51,,1,10:00,环校步道,,M02,\n"
    "walk_men_51,,1,10:00,环校步道,,M03,\n"
)


def _plain(page: str) -> str:
    """The page's text without tags, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _start(office: Office) -> tuple[Meet, FlaskClient, str]:
    with office.act() as act:
        meet = a_meet(act)
    return meet, signed_in(office, meet), f"/c/{meet.competition_id}/timetable"


def _sent(client: FlaskClient, base: str, text: str) -> tuple[int, str]:
    """Status and page after a file was brought in, redirects followed."""
    file = {"file": (io.BytesIO(text.encode()), "赛程.csv")}
    answer = client.post(f"{base}/fixed/file", data=file, follow_redirects=True)
    return answer.status_code, _plain(answer.text)


def test_a_whole_timetable_becomes_a_draft_that_is_adopted_as_it_was(office: Office) -> None:
    meet, client, base = _start(office)
    status, page = _sent(client, base, WHOLE)
    assert (status, "没有冲突，人人有组" in page, "这一版的时间和场地是别处定好的。" in page) == (200, True, True)
    assert client.post(f"{base}/1/adopt").status_code == 302
    assert lanes(office, meet) == [
        "08:00 健身房 treadmill_women:W-51#1 女1 女3 女5",
        "08:30 健身房 treadmill_women:W-U51#1 女2 女4",
        "10:00 环校步道 walk_men_51:M-51#1 男1 男2 男3",
    ]
    with office.act() as act:
        heat = timetable.published(act, meet.competition(act)).heats[0]
        assert [(start.lane, start.name) for start in heat.starters] == [(1, "女1"), (2, "女5"), (3, "女3")]


def test_whatever_the_checker_finds_is_named_and_blocks_adoption(office: Office) -> None:
    meet, client, base = _start(office)
    with office.act() as act:
        timetable.add_absence(act, meet.competition(act), "W01", at("08:00"), at("09:00"), "上课")
    rows = [line for line in WHOLE.splitlines() if "M03" not in line]
    status, page = _sent(client, base, "\n".join(rows).replace("08:30", "08:10"))
    assert status == 200
    assert "核对发现 3 处问题，不能采用" in page
    assert "女1(101) 在 女职工跑步机跑步 女子51周岁（含）以上组 1 组（11-27 08:00 至 11-27 08:15）的时间里" in page
    assert "男3(203) 报了 男职工徒步走" in page
    assert "要到 11-27 08:20 才让出场地" in page
    assert client.post(f"{base}/1/adopt").status_code == 422
    with office.act() as act:
        assert plan_row(act, meet, 1).state == "failed"


def test_times_are_kept_and_people_placed_anew_with_the_rest_explained(office: Office) -> None:
    meet, client, base = _start(office)
    with office.act() as act:
        timetable.add_absence(act, meet.competition(act), "W01", at("08:00"), at("09:00"), "上课")
    _sent(client, base, WHOLE)
    assert client.post(f"{base}/1/fill").location == f"{base}/2"
    assert work_off(office) == 1
    page = _plain(client.get(f"{base}/2").text)
    assert "有 1 人次没有排上" in page
    assert "为什么排不下" in page
    with office.act() as act:
        plan = plan_row(act, meet, 2).plan
        assert plan is not None
        heats = sorted((heat["event"], heat["start"], len(heat["places"])) for heat in plan["heats"])
    assert heats == [
        ("treadmill_women:W-51", 480, 2),
        ("treadmill_women:W-U51", 510, 2),
        ("walk_men_51:M-51", 600, 3),
    ]


def test_friday_ten_is_typed_and_the_planner_does_the_rest(office: Office) -> None:
    meet, client, base = _start(office)
    page = client.get(f"{base}/fixed").text
    route = re.search(r'<option value="(\d+)">环校步道</option>', page)
    assert route is not None
    heat = {"event": "walk_men_51:M-51", "day": "2026-11-27", "start": "10:00", "venue": route[1]}
    typed = {f"heats-0-{name}": value for name, value in heat.items()}
    assert client.post(f"{base}/fixed/typed", data=typed).location == f"{base}/1"
    assert work_off(office) == 1
    assert "没有冲突，人人有组" in _plain(client.get(f"{base}/1").text)
    assert client.post(f"{base}/1/adopt").status_code == 302
    assert [line for line in lanes(office, meet) if "环校步道" in line] == [
        "10:00 环校步道 walk_men_51:M-51#1 男1 男2 男3"
    ]


def test_typed_rows_that_are_not_whole_come_back_with_what_was_typed(office: Office) -> None:
    _meet, client, base = _start(office)
    answer = client.post(f"{base}/fixed/typed", data={"heats-2-event": "walk_men_51:M-51", "heats-2-start": "10:00"})
    assert (answer.status_code, "第 3 行没有写全" in answer.text, 'value="10:00"' in answer.text) == (422, True, True)
    assert "没有写任何一组。" in client.post(f"{base}/fixed/typed", data={}).text


def test_a_fixed_heat_outside_every_session_is_refused_in_words(office: Office) -> None:
    _meet, client, base = _start(office)
    status, page = _sent(client, base, "项目,开始,场地\n男职工徒步走,14:00,环校步道\n")
    assert status == 422
    assert "男职工徒步走 男子51周岁（含）以上组" in page
    assert "（11-27 14:00 开始）不在任何场次之内" in page


@pytest.mark.parametrize(
    ("line", "where", "said"),
    [
        ("跳远,,1,08:00,健身房,1,W01,女1", "A2", "没有叫“跳远”的赛跑、徒步类项目。"),
        ("男职工徒步走,,1,08:00,操场,1,M01,男1", "E2", "没有叫“操场”的场地"),
        ("男职工徒步走,,1,八点,环校步道,1,M01,男1", "D2", "“八点”不是时间"),
        ("男职工徒步走,,1,08:00,环校步道,甲,M01,男1", "F2", "“甲”不是道次或机号。"),
        ("男职工徒步走,,1,08:00,环校步道,1,W01,女1", "G2", "“W01”没有报名“男职工徒步走”。"),
        ("女职工跑步机跑步,,1,08:00,健身房,,,", "B2", "“女职工跑步机跑步”有几个组别，请写明是哪一组。"),
        ("女职工跑步机跑步,老年组,1,08:00,健身房,,,", "B2", "“女职工跑步机跑步”里没有叫“老年组”的组别"),
    ],
)
def test_every_fault_of_a_line_stands_at_its_cell(office: Office, line: str, where: str, said: str) -> None:
    _meet, client, base = _start(office)
    status, page = _sent(client, base, f"{HEAD}{line}\n")
    assert (status, f"{where} {said}" in page.replace("  ", " ")) == (422, True)


def test_one_heat_with_two_times_and_two_people_on_one_lane_are_refused_together(office: Office) -> None:
    meet, client, base = _start(office)
    walk = "男职工徒步走,,1"
    rows = f"{walk},08:00,环校步道,1,M01,\n{walk},08:00,环校步道,1,M02,\n{walk},09:00,环校步道,2,M03,\n"
    status, page = _sent(client, base, HEAD + rows)
    assert (status, "里有两个人在第 1 号" in page, "时间或场地却不同" in page) == (422, True, True)
    with office.act() as act:
        assert timetable.plans(act, meet.competition(act)) == []
