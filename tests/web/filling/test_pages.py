"""成绩录入 through its pages: who may, what is kept after a refusal, files looked at first, where else to go."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from tests.builders import an_account, link
from tests.conftest import Office
from tests.web.filling import scenes
from tests.web.results.scenes import RUN, Stage, a_contest, a_judged_contest, a_stage, enter
from web.db.models import Contest, ImportBatch, ResultLine
from web.services.act import Role

BOX = "成绩录入"


def signed_in(office: Office, role: Role = Role.ORGANIZER) -> FlaskClient:
    with office.act() as act:
        account = an_account(act, role, name="李干事")
        account.grants[0].competition_id = 1
        path = link(act, account)
    client = office.client()
    client.post(path)
    return client


def a_ballot(office: Office) -> str:
    """The address of a ballot's grids."""
    with office.act() as act:
        stage = a_stage(act)
        contest = scenes.an_example(act, stage, "ballot_cadres")
        scenes.enter_people(act, stage, contest, ["张明", "李芳"])
    return "/c/1/contests/1/fill/"


def test_what_was_typed_is_kept_beside_its_fault_and_saved_when_it_is_right(office: Office) -> None:
    page, client = a_ballot(office), signed_in(office)
    typed = {"part": "2", "base-r1": "", "r1-c0": "三票", "r1-c1": "4"}
    refused = client.post(page, data=typed)
    assert (refused.status_code, 'value="三票"' in refused.text) == (422, True)
    assert "票数“三票”不是数字" in refused.text
    assert 'aria-invalid="true"' in refused.text
    saved = client.post(page, data={**typed, "r1-c0": "3"})
    assert saved.headers["Location"] == f"{page}?part=2"
    assert "已保存 2 格。" in client.get(f"{page}?part=2").text


def test_faults_are_told_in_the_readers_language(office: Office) -> None:
    page, client = a_ballot(office), signed_in(office)
    typed = {"part": "2", "base-r1": "", "r1-c0": "three"}
    told = client.post(page, data=typed, headers={"Accept-Language": "en-GB"}).text
    assert "The count &#34;three&#34; is not a number." in told


def test_save_and_go_on_opens_the_next_grid(office: Office) -> None:
    page, client = a_ballot(office), signed_in(office)
    answer = client.post(page, data={"part": "2", "base-r1": "", "r1-c0": "3", "onward": "1"})
    assert answer.headers["Location"] == f"{page}?part=3"


def test_a_file_is_looked_at_before_anything_is_stored(office: Office) -> None:
    page, client = a_ballot(office), signed_in(office)
    content = scenes.a_workbook([["entry", "item", "class", "grade", "count"], ["张明", "总体", "A", "优秀", "4"]])
    sent = client.post(f"{page}import", data={"file": (io.BytesIO(content), "票.xlsx")})
    preview = sent.headers["Location"]
    assert "写入 1 格" in client.get(preview).text
    with office.act() as act:
        assert act.session.query(ResultLine).count() == 0
    assert client.post(preview).headers["Location"] == page
    with office.act() as act:
        assert [line.cells["count"] for line in act.session.query(ResultLine)] == ["4"]
    again = client.post(preview)
    assert (again.status_code, "已经导入过了" in again.text) == (422, True)


def test_a_file_with_faults_offers_nothing_to_store(office: Office) -> None:
    page, client = a_ballot(office), signed_in(office)
    content = scenes.a_workbook([["entry", "item", "class", "grade", "count"], ["张明", "总体", "D", "优秀", "4"]])
    sent = client.post(f"{page}import", data={"file": (io.BytesIO(content), "票.xlsx")})
    shown = client.get(sent.headers["Location"]).text
    assert ("C2" in shown, "未知的票类“D”" in shown, "写入 1 格" in shown) == (True, True, False)


def test_the_template_is_a_workbook_with_everybody_listed(office: Office) -> None:
    page, client = a_ballot(office), signed_in(office)
    answer = client.get(f"{page}template.xlsx")
    book = scenes.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames[:2] == ["到会与票数", "班子成员 总体评价"]
    assert [cell.value for cell in book.worksheets[1][2]][:4] == ["1001", "T001", "张明", "数学组"]


@pytest.mark.parametrize("role", [Role.JUDGE, Role.ENTRANT, Role.RACE_DESK])
def test_others_do_not_fill_in_a_ballot(office: Office, role: Role) -> None:
    page, client = a_ballot(office), signed_in(office, role)
    addresses = (page, f"{page}template.xlsx", f"{page}import")
    assert [client.get(address).status_code for address in addresses] == [403] * 3
    assert client.post(page, data={"part": "2", "base-r1": "", "r1-c0": "3"}).status_code == 403


def test_an_auditor_looks_and_changes_nothing(office: Office) -> None:
    page, client = a_ballot(office), signed_in(office, Role.AUDITOR)
    assert client.get(page).status_code == 200
    assert client.post(page, data={"part": "2", "base-r1": "", "r1-c0": "3"}).status_code == 403


def test_a_batch_belongs_to_its_contest(office: Office) -> None:
    page, client = a_ballot(office), signed_in(office)
    with office.act() as act:
        contest = act.session.get_one(Contest, 1)
        other = scenes.contests.create_contest(act, contest.competition, "other", "另一项", RUN)
        act.session.add(
            ImportBatch(
                competition_id=1,
                contest_id=other.id,
                kind="lines",
                filename="x",
                sha256="",
                rows=[],
                faults=[],
                counts={"lines": 0, "new": 0, "changed": 0},
                created_at=act.now,
            )
        )
    assert client.get(f"{page}import/1").status_code == 404


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda act, stage: a_judged_contest(act, stage), "由评委在平板上打分"),
        (lambda act, stage: enter(act, stage, a_contest(act, stage, RUN), [("张明", "语文组")]), "在检录处登记成绩"),
        (lambda act, stage: scenes.an_example(act, stage, "ballot_cadres"), "还没有截止"),
    ],
)
def test_a_contest_filled_elsewhere_says_where(office: Office, made: object, told: str) -> None:
    with office.act() as act:
        stage: Stage = a_stage(act)
        made(act, stage)  # type: ignore[operator]
    answer = signed_in(office).get("/c/1/contests/1/fill/")
    assert (answer.status_code, told in answer.text) == (200, True)
