"""A list of officials from a file: previewed with every fault at its cell, brought in once, updated not doubled."""

from __future__ import annotations

import io

from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.conftest import ONE_DATABASE, Office
from tests.web.timetable.fixed_file import plain, start
from tests.web.timetable.meet import Meet
from web.services import timetable

pytestmark = ONE_DATABASE
LIST = (
    "2026年冬季运动会裁判员,,,,,,\n"
    "职工号,姓名,裁判职务,最多场数,日期,从,到\n"
    "M01,,计时员、发令员,4,2026-11-27,08:00,09:30\n"
    "M01,,,,2026-11-27,10:00,\n"
    ",男2,计时员,,,,\n"
    ",赵医生,医务,,,,\n"
)
WRONG = (
    "工号,姓名,担任,最多组数,日期,开始,结束\n"
    "X99,某人,计时员,,,,\n"
    "M01,男2,计时员,,,,\n"
    "M02,,,,,,\n"
    "M03,,计时员,许多,,十点,09:00\n"
    ",赵医生,医务,,,10:00,09:00\n"
    ",,计时员,,,,\n"
    "W01,女1,计时员,,,,\n"
)


def _read(client: FlaskClient, meet: Meet, text: str) -> tuple[str, str]:
    """Where the preview stands, and its text."""
    file = {"file": (io.BytesIO(text.encode("gb18030")), "裁判员.csv")}
    answer = client.post(f"/c/{meet.competition_id}/officials/file/", data=file)
    assert answer.status_code == 302, answer.text
    return answer.location, plain(client.get(answer.location).text)


def _listed(office: Office, meet: Meet) -> list[tuple[str, list[str], int | None, list[str], bool]]:
    with office.act() as act:
        return [
            (
                each.name,
                each.skills,
                each.most_heats,
                [f"{window.starts:%H:%M}-{window.ends:%H:%M}" for window in each.windows],
                each.department_id is not None,
            )
            for each in timetable.officials(act, meet.competition(act))
        ]


def test_a_list_is_previewed_brought_in_and_read_again_without_doubling(office: Office) -> None:
    meet, client, _ = start(office)
    address, page = _read(client, meet, LIST)
    assert ("新增 3 人，更新 0 人。" in page, "赵医生 外请" in page, _listed(office, meet)) == (True, True, [])
    assert client.post(f"{address}/apply").status_code == 302
    assert client.post(f"{address}/apply").status_code == 422
    expected = [
        ("男1", ["计时员", "发令员"], 4, ["08:00-09:30", "10:00-23:55"], True),
        ("男2", ["计时员"], None, [], True),
        ("赵医生", ["医务"], None, [], False),
    ]
    assert _listed(office, meet) == expected
    address, page = _read(client, meet, "姓名,担任\n男2,检录员\n孙外宾,发令员\n")
    assert "新增 1 人，更新 1 人。" in page
    client.post(f"{address}/apply")
    changed = ("男2", ["检录员"], None, [], True)
    assert _listed(office, meet) == [expected[0], changed, expected[2], ("孙外宾", ["发令员"], None, [], False)]


def test_every_fault_stands_at_its_cell_and_only_whole_people_come_in(office: Office) -> None:
    meet, client, _ = start(office)
    address, page = _read(client, meet, WRONG)
    told = page.replace("  ", " ")
    for said in (
        "A2 名单里没有工号“X99”的职工。",
        "B3 工号 M01 是男1，这里写的是“男2”。",
        "C4 请写明能担任什么",
        "D5 “许多”不是 0 至 999 的整数。",
        "F5 “十点”不是时间",
        "G6 能来的时间，结束（09:00）要晚于开始（10:00）。",
        "B7 请写明姓名",
        "7 处要改正",
    ):
        assert said in told, said
    client.post(f"{address}/apply")
    assert [name for name, *_ in _listed(office, meet)] == ["女1"]


def test_the_template_is_read_back_and_a_file_without_header_is_refused(office: Office) -> None:
    meet, client, _ = start(office)
    base = f"/c/{meet.competition_id}/officials/file/"
    sheet = load_workbook(io.BytesIO(client.get(f"{base}template.xlsx").data)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "工号",
        "姓名",
        "担任",
        "最多组数",
        "两组间休息",
        "日期",
        "开始",
        "结束",
    ]
    answer = client.post(base, data={"file": (io.BytesIO("甲,乙\n1,2\n".encode()), "裁判员.csv")})
    assert (answer.status_code, "表头" in answer.text) == (422, True)
