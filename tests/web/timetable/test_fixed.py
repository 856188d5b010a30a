"""A timetable decided elsewhere: checked like any other, adopted if nothing is wrong, else refused by name."""

from __future__ import annotations

import re

from tests.conftest import ONE_DATABASE, Office
from tests.web.timetable.fixed_file import HEAD, WHOLE, plain, sent, start
from tests.web.timetable.meet import at, lanes, plan_row, work_off
from web.services import timetable

pytestmark = ONE_DATABASE


def test_a_whole_timetable_becomes_a_draft_that_is_adopted_as_it_was(office: Office) -> None:
    meet, client, base = start(office)
    status, page = sent(client, base, WHOLE)
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
    meet, client, base = start(office)
    with office.act() as act:
        timetable.add_absence(act, meet.competition(act), "W01", at("08:00"), at("09:00"), "上课")
    rows = [line for line in WHOLE.splitlines() if "M03" not in line]
    status, page = sent(client, base, "\n".join(rows).replace("08:30", "08:10"))
    assert status == 200
    assert "核对发现 3 处问题，不能采用" in page
    assert "女1(101) 在 女职工跑步机跑步 女子51周岁（含）以上组 1 组（11-27 08:00 至 11-27 08:15）的时间里" in page
    assert "男3(203) 报了 男职工徒步走" in page
    assert "要到 11-27 08:20 才让出场地" in page
    assert client.post(f"{base}/1/adopt").status_code == 422
    with office.act() as act:
        assert plan_row(act, meet, 1).state == "failed"


def test_times_are_kept_and_people_placed_anew_with_the_rest_explained(office: Office) -> None:
    meet, client, base = start(office)
    with office.act() as act:
        timetable.add_absence(act, meet.competition(act), "W01", at("08:00"), at("09:00"), "上课")
    sent(client, base, WHOLE)
    assert client.post(f"{base}/1/fill").location == f"{base}/2"
    assert work_off(office) == 1
    page = plain(client.get(f"{base}/2").text)
    assert ("有 1 人次没有排上" in page, "正在查明排不下的原因" in page) == (True, True)
    assert work_off(office) == 1
    assert "为什么排不下" in plain(client.get(f"{base}/2").text)
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
    meet, client, base = start(office)
    page = client.get(f"{base}/fixed").text
    route = re.search(r'<option value="(\d+)">环校步道</option>', page)
    assert route is not None
    heat = {"event": "walk_men_51:M-51", "day": "2026-11-27", "start": "10:00", "venue": route[1]}
    typed = {f"heats-0-{name}": value for name, value in heat.items()}
    assert client.post(f"{base}/fixed/typed", data=typed).location == f"{base}/1"
    assert work_off(office) == 1
    assert "没有冲突，人人有组" in plain(client.get(f"{base}/1").text)
    assert client.post(f"{base}/1/adopt").status_code == 302
    assert [line for line in lanes(office, meet) if "环校步道" in line] == [
        "10:00 环校步道 walk_men_51:M-51#1 男1 男2 男3"
    ]


def test_one_line_is_several_heats_and_an_empty_cell_is_as_above(office: Office) -> None:
    meet, client, base = start(office)
    number = re.findall(r'<option value="(\d+)">健身房</option>', client.get(f"{base}/fixed").text)[0]
    typed = {"heats-0-event": "treadmill_women:W-51", "heats-0-day": "2026-11-27", "heats-0-start": "09:00"}
    typed |= {"heats-0-venue": number, "heats-0-count": "3", "heats-7-event": "treadmill_women:W-U51"}
    typed |= {"heats-7-start": "10:30"}
    assert "请写明每隔几分钟一组" in client.post(f"{base}/fixed/typed", data=typed).text
    longer = client.post(f"{base}/fixed/typed", data=typed | {"more": "1"})
    lines = re.findall(r'name="heats-\d+-start"', longer.text)
    assert (longer.status_code, len(lines), 'value="10:30"' in longer.text) == (200, 12, True)
    client.post(f"{base}/fixed/typed", data=typed | {"heats-0-every": "25"})
    with office.act() as act:
        fixed = plan_row(act, meet, 1).problem["fixed_heats"]
    assert [(heat["event"], heat["start"], heat["venue"]) for heat in fixed] == [
        ("treadmill_women:W-51", 540, number),
        ("treadmill_women:W-51", 565, number),
        ("treadmill_women:W-51", 590, number),
        ("treadmill_women:W-U51", 630, number),
    ]


def test_officials_come_along_and_the_planner_adds_who_is_missing(office: Office) -> None:
    meet, client, base = start(office)
    with office.act() as act:
        competition, contest = meet.competition(act), meet.treadmill(act)
        timetable.set_need(act, contest, "计时员", 1)
        timetable.set_need(act, contest, "发令员", 1)
        for name, skills in (("周强", ("计时员", "发令员")), ("吴敏", ("发令员",)), ("郑云", ("计时员",))):
            timetable.add_guest_official(act, competition, name, timetable.Duties(skills))
    lines = [f"{line},{'裁判员' if number == 0 else ''}" for number, line in enumerate(WHOLE.splitlines())]
    wrong = [*lines[:1], lines[1] + "周强", lines[4] + "计时员：周强、郑云", lines[6] + "钱二"]
    told = sent(client, base, "\n".join(wrong))[1]
    assert "看不出“周强”担任什么，请写成“计时员：周强”。" in told
    assert "裁判员名单上没有“钱二”" in told
    assert "“计时员”需要 1 人，写了 2 人" in sent(client, base, "\n".join([lines[0], wrong[2]]))[1]
    assert (
        "裁判员由程序安排"
        in sent(client, base, "项目,组别,开始,场地,裁判员\n女职工跑步机跑步,W-51,10:00,健身房,计时员：郑云")[1]
    )
    good = [*lines[:1], lines[1] + "计时员：周强；发令员：吴敏", *lines[2:4], lines[4] + "郑云", *lines[5:]]
    status, page = sent(client, base, "\n".join(good))
    assert (status, "缺裁判员 1 人次" in page) == (200, True)
    assert client.post(f"{base}/1/staff").location == f"{base}/2"
    assert work_off(office) == 1
    assert client.post(f"{base}/1/adopt").status_code == 302
    with office.act() as act:
        heats = timetable.published(act, meet.competition(act)).heats
        assert [(d.skill, d.name) for d in heats[0].officials] == [("发令员", "吴敏"), ("计时员", "周强")]
        _names, plan, _ = timetable.drafted(act, meet.competition(act), plan_row(act, meet, 2))
        before = timetable.drafted(act, meet.competition(act), plan_row(act, meet, 1))[1]
        assert plan.unstaffed == ()
        assert [(h.start, h.places) for h in plan.heats] == [(h.start, h.places) for h in before.heats]


def test_typed_rows_that_are_not_whole_come_back_with_what_was_typed(office: Office) -> None:
    _meet, client, base = start(office)
    answer = client.post(f"{base}/fixed/typed", data={"heats-2-event": "walk_men_51:M-51", "heats-2-start": "10:00"})
    assert (answer.status_code, "第 3 行没有写全" in answer.text, 'value="10:00"' in answer.text) == (422, True, True)
    assert "没有写任何一组。" in client.post(f"{base}/fixed/typed", data={}).text


def test_a_fixed_heat_outside_every_session_is_refused_in_words(office: Office) -> None:
    _meet, client, base = start(office)
    status, page = sent(client, base, "项目,开始,场地\n男职工徒步走,14:00,环校步道\n")
    assert status == 422
    assert "男职工徒步走 男子51周岁（含）以上组" in page
    assert "（11-27 14:00 开始）不在任何场次之内" in page


def test_every_fault_of_every_line_stands_at_its_cell(office: Office) -> None:
    _meet, client, base = start(office)
    lines = [
        ("跳远,,1,08:00,健身房,1,W01,女1", "A2", "没有叫“跳远”的赛跑、徒步类项目。"),
        ("男职工徒步走,,1,08:00,操场,1,M01,男1", "E3", "没有叫“操场”的场地"),
        ("男职工徒步走,,1,八点,环校步道,1,M01,男1", "D4", "“八点”不是时间"),
        ("男职工徒步走,,1,08:00,环校步道,甲,M01,男1", "F5", "“甲”不是道次或机号。"),
        ("男职工徒步走,,1,08:00,环校步道,1,W01,女1", "G6", "“W01”没有报名“男职工徒步走”。"),
        ("女职工跑步机跑步,,1,08:00,健身房,,,", "B7", "“女职工跑步机跑步”有几个组别，请写明是哪一组。"),
        ("女职工跑步机跑步,老年组,1,08:00,健身房,,,", "B8", "“女职工跑步机跑步”里没有叫“老年组”的组别"),
    ]
    status, page = sent(client, base, HEAD + "\n".join(line for line, _, _ in lines))
    told = page.replace("  ", " ")
    assert (status, [f"{where} {said}" in told for _, where, said in lines]) == (422, [True] * 7)


def test_one_heat_with_two_times_and_two_people_on_one_lane_are_refused_together(office: Office) -> None:
    meet, client, base = start(office)
    walk = "男职工徒步走,,1"
    rows = f"{walk},08:00,环校步道,1,M01,\n{walk},08:00,环校步道,1,M02,\n{walk},09:00,环校步道,2,M03,\n"
    status, page = sent(client, base, HEAD + rows)
    assert (status, "里有两个人在第 1 号" in page, "时间或场地却不同" in page) == (422, True, True)
    with office.act() as act:
        assert timetable.plans(act, meet.competition(act)) == []
