"""The timetable pages as the organizer meets them."""

from __future__ import annotations

import io

import pytest
from defusedxml import ElementTree

from tests.builders import a_competition, a_union
from tests.conftest import ONE_DATABASE, Office, count_queries
from tests.web.timetable.meet import a_meet, adopted, plan_row, planned, signed_in, work_off
from web.services.act import Role
from web.services.timetable import count_absences, published

pytestmark = ONE_DATABASE


def _bars(page: str) -> list[tuple[str, str]]:
    """Series letter and label of every bar drawn in the page's chart."""
    start = page.index('<svg class="timetable-chart')
    svg = ElementTree.fromstring(page[start : page.index("</svg>", start) + 6])
    return [(link.attrib["data-series"], link.findall("text")[0].text or "") for link in svg.iter("a")]


def test_button_to_adoption_through_the_pages(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/timetable"
    assert ">编排</button>" in client.get(f"{base}/").text
    asked = client.post(f"{base}/new")
    assert asked.location == f"{base}/1"
    assert 'data-state="queued"' in client.get(asked.location).text
    assert work_off(office) == 1
    page = client.get(f"{base}/1").text
    assert "全部 8 人次排定。" in page
    assert "共 3 组，已证明最少。" in page
    assert client.post(f"{base}/1/adopt").location == f"{base}/"
    assert "现行赛程（第 1 版" in client.get(f"{base}/").text


def test_chart_is_drawn_with_one_bar_per_heat(office: Office) -> None:
    meet = adopted(office)
    page = signed_in(office, meet).get(f"/c/{meet.competition_id}/timetable/").text
    assert sorted(_bars(page)) == [("A", "A1"), ("B", "B1"), ("C", "C1")]


def test_a_name_is_found(office: Office) -> None:
    meet = adopted(office)
    page = signed_in(office, meet).get(f"/c/{meet.competition_id}/timetable/1?name=男2").text
    lists = page[page.index('id="lists"') :]
    assert ("男2" in lists, "男1" in lists) == (True, False)


@pytest.mark.parametrize("order", ["time", "heats", "people", "departments"])
def test_lists_of_any_length_ask_as_many_questions(office: Office, order: str) -> None:
    counts = []
    for women in (1, 9):
        meet = adopted(office, women=women, code=f"abc{women}345678")
        client = signed_in(office, meet)
        with count_queries(office.engine) as asked:
            assert client.get(f"/c/{meet.competition_id}/timetable/1?order={order}").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_missing_preparations_are_listed_with_the_way_there(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act, close=False)
    page = signed_in(office, meet).get(f"/c/{meet.competition_id}/timetable/").text
    assert "编排之前还差这 2 件事" in page
    assert ">编排</button>" not in page


def test_refused_adoption_names_what_is_wrong_and_changes_nothing(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    planned(office, meet)
    with office.act() as act:
        row = plan_row(act, meet, 1)
        assert row.plan is not None
        row.plan = row.plan | {"heats": row.plan["heats"][1:]}
    client = signed_in(office, meet)
    answer = client.post(f"/c/{meet.competition_id}/timetable/1/adopt")
    assert answer.status_code == 422
    assert "这一版不能采用" in answer.text
    assert "方案里却没有。请重新编排。" in answer.text
    with office.act() as act:
        assert plan_row(act, meet, 1).state == "draft"


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ORGANIZER, 200), (Role.AUDITOR, 200), (Role.RACE_DESK, 403), (Role.JUDGE, 403), (Role.ENTRANT, 403)],
)
def test_timetable_is_the_organizers(office: Office, role: Role, status: int) -> None:
    with office.act() as act:
        meet = a_meet(act)
    client = signed_in(office, meet, role)
    assert client.get(f"/c/{meet.competition_id}/timetable/").status_code == status
    assert client.post(f"/c/{meet.competition_id}/timetable/new").status_code == (
        302 if role is Role.ORGANIZER else 403
    )


def test_plan_of_another_competition_is_closed(office: Office) -> None:
    meet = adopted(office)
    with office.act() as act:
        other = a_competition(act, a_union(act, "别的工会"), code="zzz2345678").id
    client = signed_in(office, meet)
    assert client.get(f"/c/{meet.competition_id}/timetable/1").status_code == 200
    assert client.get(f"/c/{other}/timetable/1").status_code == 403


def test_sessions_and_venues_are_kept_and_faults_come_back_with_the_input(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/venues"
    good = {"day": "2026-11-27", "start": "13:30", "end": "17:30"}
    assert client.post(f"{base}/sessions", data=good).status_code == 302
    bad = client.post(f"{base}/sessions", data=good | {"start": "16:00", "end": "15:00"})
    assert bad.status_code == 422
    assert "场次的结束时间（15:00）要晚于开始时间（16:00）。" in bad.text
    assert 'value="16:00"' in bad.text
    assert (
        client.post(f"{base}/new", data={"name": "体育馆", "kind": "gym", "changeover_minutes": "5"}).status_code == 422
    )
    whole = {"name": "体育馆", "kind": "gym", "places": "12", "changeover_minutes": "5"}
    assert client.post(f"{base}/new", data=whole).status_code == 302
    page = client.get(f"{base}/").text
    assert ("13:30" in page, "体育馆" in page) == (True, True)


def test_lessons_file_lists_all_faults_and_stores_nothing(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    client = signed_in(office, meet)
    address = f"/c/{meet.competition_id}/venues/absences/file"
    text = "工号,日期,开始,结束\nW01,2026-11-27,08:00,08:45\nX99,2026-11-27,09:00,08:00\nW02,某天,9点,10:00\n"
    answer = client.post(address, data={"file": (io.BytesIO(text.encode()), "lessons.csv")})
    assert answer.status_code == 422
    for said in ("名单里没有工号“X99”的职工。", "结束时间要晚于开始时间。", "“某天”不是日期", "“9点”不是时间"):
        assert said in answer.text
    with office.act() as act:
        assert count_absences(act, meet.competition(act)) == 0
    good = "工号,日期,开始,结束\nW01,2026-11-27,08:00,08:45\nW01,2026-11-27,08:00,08:45\n"
    for _again in range(2):
        assert client.post(address, data={"file": (io.BytesIO(good.encode()), "lessons.csv")}).status_code == 302
    with office.act() as act:
        assert count_absences(act, meet.competition(act)) == 1


def test_each_list_is_narrowed_to_a_name(office: Office) -> None:
    meet = adopted(office)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/timetable/1"
    with office.act() as act:
        names = {start.name for heat in published(act, meet.competition(act)).heats for start in heat.starters}
    for order in ("time", "heats", "people", "departments"):
        page = client.get(f"{base}?order={order}&name=男2").text
        lists = page[page.index('id="lists"') :]
        assert "男职工徒步走" in lists
        assert "女职工跑步机跑步" not in lists
        if order in ("people", "departments"):
            assert [name for name in sorted(names) if f">{name}<" in lists] == ["男2"]
    assert "没有找到“无此人”" in client.get(f"{base}?order=heats&name=无此人").text
