"""The public timetable is never stale: what is served changes in the moment a version comes into force."""

from __future__ import annotations

from scheduler.timetable import HeatTo, PersonTo
from tests.conftest import ONE_DATABASE, Office
from tests.web.printing.reading import plain_texts
from tests.web.timetable.meet import Meet, adopted, entry_of, plan_row, signed_in
from web.services import accounts
from web.services.timetable import adopt, keep_moves

pytestmark = ONE_DATABASE

WU51 = "treadmill_women:W-U51-1"
PAGE = "/p/abc2345678/timetable"


def _changed(office: Office, meet: Meet) -> None:
    with office.act() as act:
        entrant = str(entry_of(act, meet.treadmill(act), "女1").entrant_id)
        moves = [HeatTo(WU51, 600, "1"), PersonTo(entrant, "treadmill_women:W-51-1", 4)]
        adopt(act, keep_moves(act, meet.competition(act), plan_row(act, meet, 1), moves), "跑步机检修")


def test_adopting_changes_what_is_served_at_once(office: Office) -> None:
    meet = adopted(office)
    first = office.client().get(PAGE)
    assert "第 1 版" in first.text
    assert (first.headers["Cache-Control"], "Accept-Language" in first.headers["Vary"]) == ("no-cache", True)
    kept = {"If-None-Match": first.headers["ETag"]}
    assert office.client().get(PAGE, headers=kept).status_code == 304
    office.clock.forward(hours=2)
    with office.act() as act:
        keep_moves(act, meet.competition(act), plan_row(act, meet, 1), [])
    assert office.client().get(PAGE, headers=kept).status_code == 304  # a draft is nobody's business
    _changed(office, meet)
    second = office.client().get(PAGE, headers=kept)
    assert second.status_code == 200
    assert "第 3 版，2026年10月8日 11:00 公布" in second.text


def test_what_changed_is_marked_and_the_reason_told(office: Office) -> None:
    meet = adopted(office)
    assert ">有变<" not in office.client().get(PAGE).text
    _changed(office, meet)
    page = office.client().get(PAGE).text
    assert "与第 1 版相比的变动" in page
    assert "原因：跑步机检修" in page
    heats = page[page.index("各组名单") :]
    rows = [row for row in heats.split("<tr>") if ">有变<" in row]
    assert sorted(name for row in rows for name in ("女1", "女2", "女3", "女4", "女5") if f">{name} " in row) == [
        "女1",
        "女2",
        "女4",
    ]


def test_slips_are_for_those_affected_only(office: Office) -> None:
    meet = adopted(office)
    _changed(office, meet)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/timetable/compare"
    made = client.get(f"{base}/1/2/slips.pdf")
    assert made.mimetype == "application/pdf"
    (text,) = plain_texts(made.data)
    assert text.count("赛程变动通知") == 3
    assert [name in text for name in ("女1", "女2", "女3", "女4", "女5")] == [True, True, False, True, False]
    assert "原来：11月27日 08:20 健身房 第1组" in text
    assert "现在：11月27日 10:00 健身房 第1组" in text
    assert "原因：跑步机检修" in text
    assert client.get(f"{base}/1/1/slips.pdf").status_code == 422


def test_an_entrant_sees_how_the_own_start_moved(office: Office) -> None:
    meet = adopted(office)
    _changed(office, meet)
    shown = {}
    for name in ("女2", "女3"):
        with office.act() as act:
            person = entry_of(act, meet.treadmill(act), name).entrant.person
            assert person is not None
            token = accounts.entrant_link(act, meet.competition(act), person)
        client = office.client()
        client.post(f"/link/{token}")
        shown[name] = client.get("/my").text
    assert ("10:00" in shown["女2"], "原来：11月27日 08:20 · 健身房" in shown["女2"]) == (True, True)
    assert ("08:00" in shown["女3"], "原来：" in shown["女3"]) == (True, False)
