"""评分名单: marks of paper sheets from a file, through the page, into sheets that were opened for the panel."""

from __future__ import annotations

import io

from tests.conftest import Office
from tests.web.filling import scenes
from tests.web.filling.test_pages import signed_in
from tests.web.judging.scenes import a_scene
from web.db.models import Sheet

HEAD = ["作品编号", "评委", "评分项", "分数"]


def the_page(office: Office) -> tuple[str, list[str], list[str], list[str]]:
    """Address, work codes, seat numbers and criteria of a panel with open sheets."""
    with office.act() as act:
        scene = a_scene(act)
        sheets = act.session.query(Sheet).filter_by(state="open").all()
        works = sorted({sheet.entry.blind_code or sheet.entry.entrant.name for sheet in sheets})
        seats = sorted({str(sheet.seat.number) for sheet in sheets})
        criteria = ["T1", "T2"]
        return f"/c/{scene.contest.competition_id}/panel/{scene.contest.id}/marks", works, seats, criteria


def send(office: Office, page: str, rows: list[list[str]], **more: str) -> tuple[int, str]:
    client = signed_in(office)
    data = {"file": (io.BytesIO(scenes.a_workbook([HEAD, *rows])), "分.xlsx"), **more}
    answer = client.post(page, data=data)
    return answer.status_code, answer.text


def test_marks_from_a_list_fill_sheets_and_seal_the_complete_ones(office: Office) -> None:
    page, works, seats, criteria = the_page(office)
    rows = [[works[0], seats[0], code, "5"] for code in criteria]
    status, _text = send(office, page, rows, seals="1")
    assert status == 302
    with office.act() as act:
        sealed = act.session.query(Sheet).filter_by(state="sealed").all()
        assert [(str(sheet.seat.number), len(sheet.marks)) for sheet in sealed] == [(seats[0], len(criteria))]


def test_a_fault_names_its_cell_and_nothing_is_stored(office: Office) -> None:
    page, works, seats, criteria = the_page(office)
    rows = [[works[0], seats[0], criteria[0], "5"], [works[0], "99", criteria[0], "很好"], ["没有", seats[0], "?", "5"]]
    status, text = send(office, page, rows)
    assert (status, "D3" in text) == (422, True)
    status, text = send(office, page, [rows[0], rows[2]])
    assert (status, "A3" in text, "C3" in text) == (422, True, True)
    with office.act() as act:
        assert sum(len(sheet.marks) for sheet in act.session.query(Sheet)) == 0
