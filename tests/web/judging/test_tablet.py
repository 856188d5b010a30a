"""The tablet's own saves, the chief judge's table, and how often the pages ask the database."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Office, count_queries
from tests.web.judging.scenes import built, kept, mark_and_seal, marks, page, signed_in
from web.db.models import Sheet
from web.services import judging
from web.services.judging import Operation


def test_a_tablets_save_is_answered_and_replayed(office: Office) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    body = {"op": "0193a5c2-0000-7000", "base_version": 0, "marks": {"T1": "8.5", "T2": None}, "comment": "好"}
    first = client.put(page(scene, 0, 0, "/marks"), json=body)
    office.clock.forward(minutes=5)
    again = client.put(page(scene, 0, 0, "/marks"), json=body)
    assert (first.status_code, first.json) == (200, {"version": 1, "marked": 1, "saved_at": 1791421200})
    assert (again.status_code, again.json) == (200, first.json)
    reused = client.put(page(scene, 0, 0, "/marks"), json=body | {"marks": {"T1": "9"}})
    assert (reused.status_code, len(reused.json["faults"])) == (409, 1)
    assert kept(office, scene, 0, 0) == ("open", 1, {"T1": 850})


def test_a_tablets_faulty_save_tells_every_fault_by_criterion(office: Office) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    body = {"op": "0193a5c2-0000-7000", "base_version": 0, "marks": {"T1": "10.5", "T2": "0.2", "T9": "1"}}
    answer = client.put(page(scene, 0, 0, "/marks"), json=body)
    assert (answer.status_code, answer.json) == (
        422,
        {
            "faults": [
                {"where": "T9", "text": "评分标准里没有“T9”这一项。"},
                {"where": "T1", "text": "10.5 超过了这一项的满分 10。"},
                {"where": "T2", "text": "0.2 不符合打分间隔：分数要是 0.5 的整数倍。"},
            ]
        },
    )
    assert kept(office, scene, 0, 0) == ("open", 0, {})


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"op": "0193a5c2-0000", "base_version": 0, "marks": {"T1": 8.5}},
        {"op": "0193a5c2-0000", "base_version": True, "marks": {"T1": "8"}},
        {"op": "0193a5c2-0000", "base_version": -1, "marks": {"T1": "8"}},
        {"op": "0193a5c2-0000", "base_version": "0", "marks": {"T1": "8"}},
        {"op": 7, "base_version": 0, "marks": {"T1": "8"}},
        {"op": "0193a5c2-0000", "base_version": 0, "marks": ["8"]},
        {"op": "0193a5c2-0000", "base_version": 0, "marks": {"T1": "8"}, "comment": 1},
    ],
)
def test_a_tablets_malformed_save_is_refused(office: Office, body: object) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    assert client.put(page(scene, 0, 0, "/marks"), json=body).status_code == 422
    assert kept(office, scene, 0, 0) == ("open", 0, {})


def test_a_tablets_save_needs_the_pages_token(office: Office) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    office.app.config["WTF_CSRF_ENABLED"] = True
    text = client.get(page(scene, 0, 0)).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', text)
    body = {"op": "0193a5c2-0000-7000", "base_version": 0, "marks": {"T1": "8"}}
    assert client.put(page(scene, 0, 0, "/marks"), json=body).status_code == 400
    assert kept(office, scene, 0, 0) == ("open", 0, {})
    assert token is not None
    answer = client.put(page(scene, 0, 0, "/marks"), json=body, headers={"X-CSRFToken": token[1]})
    assert (answer.status_code, kept(office, scene, 0, 0)) == (200, ("open", 1, {"T1": 800}))


def test_the_list_asks_the_database_as_often_for_three_works_as_for_one(office: Office) -> None:
    counts = []
    for works, code in ((1, "abc2345678"), (3, "zzz2345678")):
        scene = built(office, works=works, code=code)
        client = signed_in(office, scene.judges[0])
        for path in ("/judging/", page(scene, 0, 0), f"/judging/chief/{scene.contest.id}"):
            with count_queries(office.engine) as statements:
                assert client.get(path).status_code == 200
            counts.append((path.count("/"), len(statements)))
    assert counts[:3] == counts[3:]


def test_the_chief_sees_spread_only_when_all_have_sealed_and_sends_back(office: Office) -> None:
    scene = built(office, works=2, judges=3, recuse=False)
    with office.act() as act:
        for judge, first in ((0, 1000), (1, 0)):
            mark_and_seal(act, scene.sheet(act, judge, 1), first, first)
    client = signed_in(office, scene.judges[0])
    where = f"/judging/chief/{scene.contest.id}"
    assert "合议</span>" not in client.get(where).get_data(as_text=True)
    with office.act() as act:
        mark_and_seal(act, scene.sheet(act, 2, 1), 900, 900)
    text = client.get(where).get_data(as_text=True)
    assert "20、18、0" in text and "相差 20 分" in text
    data = {"number": "2", "entry": str(scene.entries[1].id), "reason": ""}
    assert client.post(f"{where}/reopen", data=data).status_code == 422
    assert client.post(f"{where}/reopen", data=data | {"reason": "漏看附件"}).status_code == 302
    assert kept(office, scene, 1, 1) == ("open", 3, {"T1": 0, "T2": 0})


def test_an_operation_replayed_through_the_service_reads_what_the_page_wrote(office: Office) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    body = {"op": "0193a5c2-0000-7000", "base_version": 0, "marks": {"T1": "8", "T2": ""}}
    answer = client.put(page(scene, 0, 0, "/marks"), json=body)
    with office.act() as act:
        sheet: Sheet = scene.sheet(act, 0, 0)
        assert judging.save_once(act, sheet, Operation(body["op"], 0, marks(800, None))) == answer.json
