"""Single ballots and single reports, typed one after the other; on SQLite, as nothing here is about an engine."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.builders import an_account, link
from tests.conftest import Office
from tests.web.filling import scenes
from tests.web.results.scenes import a_stage
from web.db.models import ResultLine
from web.services import filling
from web.services.act import Act, Role
from web.services.filling import FillingDesk, Paper
from web.services.refusals import Conflict, Refusal

pytestmark = pytest.mark.parametrize("office", ["sqlite"], indirect=True)
NAMES = ["张明", "李芳"]


def a_ballot(act: Act) -> FillingDesk:
    stage = a_stage(act)
    contest = scenes.an_example(act, stage, "ballot_cadres")
    scenes.enter_people(act, stage, contest, NAMES)
    return filling.open_desk(act, contest)


def again(act: Act, desk: FillingDesk) -> FillingDesk:
    return filling.open_desk(act, desk.contest)


def a_paper(desk: FillingDesk, number: str, grades: list[str], voters: str = "C", **more: object) -> Paper:
    """A ballot with these overall grades, entry by entry; the other boxes stay empty."""
    marks = {(entry.id, "总体"): grade for entry, grade in zip(desk.sources.entries, grades, strict=True)}
    return Paper(number, voters, marks=marks, **more)  # type: ignore[arg-type]


def counted(act: Act, desk: FillingDesk) -> list[tuple[str, int, int, int]]:
    """Name, valid, void and blank votes of the overall grade."""
    table = next(t for t in scenes.results.work(act, desk.contest).outcome.standings.tables if t.name == "turnout")
    names = {f"{entry.id:08d}": entry.entrant.name for entry in desk.sources.entries}
    return [(names[row[0]], int(row[5]), int(row[6]), int(row[7])) for row in table.rows]


def test_ballots_are_counted_one_by_one_and_empty_boxes_are_abstentions(act: Act) -> None:
    desk = a_ballot(act)
    assert filling.next_number(desk) == "1"
    filling.enter_paper(act, desk, a_paper(desk, "1", ["优秀", ""]))
    filling.enter_paper(act, again(act, desk), a_paper(desk, "2", ["称职", "void"]))
    filling.enter_paper(act, again(act, desk), a_paper(desk, "10", ["称职", "称职"]))
    desk = again(act, desk)
    assert (filling.next_number(desk), [one.number for one in filling.papers_of(desk)]) == ("11", ["1", "2", "10"])
    assert counted(act, desk) == [("张明", 3, 0, 0), ("李芳", 1, 1, 1)]


def test_a_ballot_is_corrected_voided_and_taken_out_of_the_count(act: Act) -> None:
    desk = a_ballot(act)
    filling.enter_paper(act, desk, a_paper(desk, "1", ["优秀", "优秀"]))
    filling.enter_paper(act, again(act, desk), a_paper(desk, "2", ["称职", "称职"]))
    kept = filling.paper_of(again(act, desk), "1")
    assert filling.enter_paper(act, again(act, desk), a_paper(desk, "1", ["优秀", "称职"], base=kept.base)) == 2
    kept = filling.paper_of(again(act, desk), "2")
    filling.enter_paper(act, again(act, desk), a_paper(desk, "2", ["称职", "称职"], base=kept.base, void=True))
    assert counted(act, desk) == [("张明", 1, 1, 0), ("李芳", 1, 1, 0)]
    filling.strike_paper(act, again(act, desk), "2")
    assert [one.number for one in filling.papers_of(again(act, desk))] == ["1"]
    assert counted(act, desk) == [("张明", 1, 0, 0), ("李芳", 1, 0, 0)]
    filling.enter_paper(act, again(act, desk), a_paper(desk, "2", ["优秀", "优秀"]))
    assert counted(act, desk) == [("张明", 2, 0, 0), ("李芳", 2, 0, 0)]


def test_two_tellers_never_type_the_same_number(act: Act) -> None:
    desk = a_ballot(act)
    filling.enter_paper(act, desk, a_paper(desk, "1", ["优秀", "优秀"]))
    with pytest.raises(Conflict, match="ballot_stale"):
        filling.enter_paper(act, again(act, desk), a_paper(desk, "1", ["称职", "称职"]))
    for number, code in (("", "ballot_number_missing"), ("9" * 30, "ballot_number_long")):
        with pytest.raises(Refusal, match=code):
            filling.enter_paper(act, again(act, desk), a_paper(desk, number, ["称职", "称职"]))
    with pytest.raises(Refusal, match="ballot_class_missing"):
        filling.enter_paper(act, again(act, desk), a_paper(desk, "2", ["称职", "称职"], ""))


def a_cup(act: Act) -> FillingDesk:
    stage = a_stage(act, "设备科", "后勤处")
    contest = scenes.an_example(act, stage, "ankang_cup")
    scenes.enter_people(act, stage, contest, NAMES)
    return filling.open_desk(act, contest)


def a_report(**texts: str) -> dict[str, str]:
    known = {
        "report": "H1",
        "whose": "T001",
        "kind": "隐患",
        "state": "已核实",
        "level": "重大",
        "department": "设备科",
    }
    return {**known, **texts}


def test_a_report_keeps_its_number_while_state_and_reporter_change(act: Act) -> None:
    desk = a_cup(act)
    filling.enter_report(act, desk, a_report(state="已上报", level=""), "")
    assert scenes.places(act, desk.contest)[0] == ("张明", 1, "1")
    known = filling.report_of(again(act, desk), "H1")
    assert (known.texts["whose"], known.meant, known.texts["department"]) == ("张明", "T001", "设备科")
    filling.enter_report(act, again(act, desk), a_report(), known.base)
    assert scenes.places(act, desk.contest)[0] == ("张明", 1, "10")
    known = filling.report_of(again(act, desk), "H1")
    filling.enter_report(act, again(act, desk), a_report(whose="李芳"), known.base)
    assert scenes.places(act, desk.contest) == [("李芳", 1, "10"), ("张明", None, "")]
    assert [one.number for one in filling.reports_of(again(act, desk), "李芳")] == ["H1"]
    filling.strike_report(act, again(act, desk), "H1")
    assert filling.reports_of(again(act, desk)) == []


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        ({"report": ""}, ("report_number_missing", "report")),
        ({"whose": "没有的人"}, ("line_entry_unknown", "whose")),
        ({"level": ""}, ("level_needed", "level")),
        ({"kind": ""}, ("report_kind_missing", "kind")),
        ({"kind": "", "state": "", "level": "", "department": ""}, ("report_state_missing", "state")),
        ({"kind": "闲话"}, ("kind_not_listed", "kind")),
        ({"state": "长" * 50}, ("field_long", "state")),
    ],
)
def test_a_faulty_report_names_its_field(act: Act, texts: dict[str, str], fault: tuple[str, str]) -> None:
    desk = a_cup(act)
    with pytest.raises(Refusal) as refused:
        filling.enter_report(act, desk, a_report(**texts), "")
    assert fault in [(one.code, one.where) for one in refused.value.faults]
    assert act.session.query(ResultLine).count() == 0


def test_a_known_number_is_opened_before_it_is_changed(act: Act) -> None:
    desk = a_cup(act)
    filling.enter_report(act, desk, a_report(), "")
    with pytest.raises(Conflict, match="report_stale"):
        filling.enter_report(act, again(act, desk), a_report(state="不实", level=""), "")


def signed_in(office: Office) -> FlaskClient:
    with office.act() as act:
        account = an_account(act, Role.ORGANIZER, name="李干事")
        account.grants[0].competition_id = 1
        path = link(act, account)
    client = office.client()
    client.post(path)
    return client


def test_ballots_through_their_page(office: Office) -> None:
    with office.act() as act:
        desk = a_ballot(act)
        boxes = {filling.box_name(entry.id, "总体"): "优秀" for entry in desk.sources.entries}
    client, page = signed_in(office), "/c/1/contests/1/fill/papers"
    assert 'value="1"' in client.get(page).text
    saved = client.post(page, data={"number": "1", "class": "C", "base": "", **boxes})
    assert saved.headers["Location"] == f"{page}?voters=C"
    shown = client.get(f"{page}?number=1").text
    assert ("正在更正" in shown, "已录 1 张" in shown) == (True, True)
    refused = client.post(page, data={"number": "1", "class": "C", "base": "", **boxes})
    assert (refused.status_code, "票号“1”已经录过" in refused.text) == (409, True)
    gone = client.post(page, data={"number": "1", "class": "C", "strike": "1"})
    assert (gone.status_code, "已录 0 张" in client.get(page).text) == (302, True)


def test_reports_through_their_page(office: Office) -> None:
    with office.act() as act:
        a_cup(act)
    client, page = signed_in(office), "/c/1/contests/1/fill/reports"
    assert "还没有登记" in client.get(page).text
    refused = client.post(page, data={**a_report(whose="某某"), "base": ""})
    assert (refused.status_code, "某某" in refused.text, "aria-invalid" in refused.text) == (422, True, True)
    assert client.post(page, data={**a_report(), "base": ""}).status_code == 302
    listed = client.get(f"{page}?q=H1").text
    assert ("张明" in listed, "共 1 件" in listed) == (True, True)
    assert "更新编号 H1" in client.get(f"{page}?report=H1").text
    assert client.get("/c/1/contests/1/fill/papers").headers["Location"] == "/c/1/contests/1/fill/"
