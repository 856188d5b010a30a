"""The pages of the people chapter as an organizer meets them."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests import builders
from tests.conftest import Office, count_queries
from tests.web.people.scenes import EXAMPLES, a_list
from web.db.models import Competition, Person
from web.services.intake import STAFF, read_rows


def signed_in(office: Office) -> tuple[FlaskClient, Competition]:
    """An organizer's browser and the competition."""
    with office.act() as act:
        competition = builders.a_competition(act)
        link = builders.link(act, builders.an_account(act))
    client = office.client()
    client.post(link)
    return client, competition


def upload(client: FlaskClient, competition: Competition, content: bytes, name: str = "a.xlsx") -> str:
    """Upload a staff list; the address of its preview."""
    answer = client.post(f"/c/{competition.id}/people/upload", data={"file": (io.BytesIO(content), name)})
    assert answer.status_code == 302
    return answer.location


def test_list_is_previewed_then_applied_then_searched(office: Office) -> None:
    client, competition = signed_in(office)
    preview = upload(client, competition, a_list({"staff_no": "7", "name": "李䶮"}, {"name": "李（龙天）"}))
    page = client.get(preview).text
    assert ("B3" in page, "拆开写" in page, "导入 1 行" in page) == (True, True, True)
    assert client.post(f"{preview}/apply").location == preview
    assert "李䶮" in client.get(f"/c/{competition.id}/people/?q=7").text
    book = load_workbook(io.BytesIO(client.get(f"{preview}/waiting.xlsx").data))
    assert book.worksheets[0]["A2"].value == "李（龙天）"


def test_refused_file_is_explained_on_the_upload_page(office: Office) -> None:
    client, competition = signed_in(office)
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    answer = client.post(f"/c/{competition.id}/people/upload", data={"file": (io.BytesIO(content), "a.xls")})
    assert (answer.status_code, "另存为" in answer.text) == (422, True)
    assert client.post(f"/c/{competition.id}/people/upload", data={}).status_code == 422


def test_preview_of_another_competition_is_not_found(office: Office) -> None:
    client, competition = signed_in(office)
    preview = upload(client, competition, a_list({"name": "张明"}))
    with office.act() as act:
        other = builders.a_competition(act, code="zzz2345678")
    assert client.get(preview.replace(f"/c/{competition.id}/", f"/c/{other.id}/")).status_code == 404


def test_template_can_be_filled_in_and_read_back(office: Office) -> None:
    client, competition = signed_in(office)
    book = load_workbook(io.BytesIO(client.get(f"/c/{competition.id}/people/template.xlsx").data))
    sheet = book["名册"]
    assert {cell.number_format for cell in sheet[2]} == {"@"}
    sheet["A2"].value, sheet["B2"].value = "0071", "张明"
    filled = io.BytesIO()
    book.save(filled)
    assert [row.text("staff_no") for row in read_rows("a.xlsx", filled.getvalue(), STAFF)] == ["0071"]


def test_person_is_added_and_changed_by_hand_under_the_same_rules(office: Office) -> None:
    client, competition = signed_in(office)
    address = f"/c/{competition.id}/people/add"
    said = {"name": "张明", "gender": "", "department": "0", "post_category": ""}
    refused = client.post(address, data={**said, "name": "张8", "birth_date": "1975年11月"})
    assert (refused.status_code, "不该出现的字符" in refused.text, "不完整" in refused.text) == (422, True, True)
    added = client.post(address, data={**said, "identity": "990101197511220033", "staff_no": "7"})
    assert added.status_code == 302
    assert "1975年11月22日" in client.get(added.location).text
    edit = f"{added.location}/edit"
    twin = client.post(address, data={**said, "staff_no": "7"})
    assert (twin.status_code, "已经是别人的" in twin.text) == (422, True)
    assert client.post(edit, data={**said, "staff_no": "8", "birth_date": "1975.11.23"}).status_code == 302
    with office.act() as act:
        person = act.session.query(Person).one()
        assert (person.staff_no, str(person.birth_date), person.id_last4) == ("8", "1975-11-23", "0033")


def test_roster_filters_pages_and_hides_who_left(office: Office) -> None:
    client, competition = signed_in(office)
    with office.act() as act:
        union = act.session.get_one(Competition, competition.id).trade_union
        for number in range(52):
            builders.a_person(act, union, f"职工{number:02d}", staff_no=f"{number:03d}")
        gone = builders.a_person(act, union, "无生日", birth_date=None)
    base = f"/c/{competition.id}/people/"
    assert ("第 1 / 2 页" in client.get(base).text, "无生日" in client.get(f"{base}?only=no_birth_date").text) == (
        True,
        True,
    )
    assert client.post(f"{base}{gone.id}/active", data={"active": "0"}).status_code == 302
    assert ">无生日</a>" not in client.get(f"{base}?q=无生日").text
    assert ">无生日</a>" in client.get(f"{base}?only=left").text


@pytest.mark.parametrize("page", ["people/", "people/departments/"])
def test_lists_ask_the_database_equally_often_for_one_and_three_people(office: Office, page: str) -> None:
    client, competition = signed_in(office)
    asked = []
    for number in range(3):
        with office.act() as act:
            union = act.session.get_one(Competition, competition.id).trade_union
            department = builders.a_department(act, union, f"部门{number}")
            builders.a_person(act, union, f"张{number}", department=department)
        with count_queries(office.engine) as statements:
            assert client.get(f"/c/{competition.id}/{page}").status_code == 200
        asked.append(len(statements))
    assert asked[0] == asked[2]


def test_whole_example_is_previewed_in_time(office: Office) -> None:
    client, competition = signed_in(office)
    preview = upload(client, competition, (EXAMPLES / "staff.xlsx").read_bytes())
    assert "导入 320 行" in client.get(preview).text
