"""Results brought in as rows and as files: all or nothing, every fault with its place."""

from __future__ import annotations

import io

import pytest

from scoring.races import Status
from scoring.values import Metres
from tests.conftest import Office
from tests.web.timetable.meet import adopted, signed_in, stored
from web.services import races
from web.services.act import Role
from web.services.refusals import Refusal


def test_results_from_rows_are_all_or_nothing(office: Office) -> None:
    meet = adopted(office)
    with office.act() as act:
        rows = [
            ("W01", Metres(1860), Status.FIN, ""),
            ("W02", None, Status.DNF, "腿伤"),
            ("#103", Metres(1700), Status.FIN, ""),
        ]
        assert races.enter_results_file(act, meet.treadmill(act), rows) == 3
        assert races.enter_results_file(act, meet.treadmill(act), rows) == 0
    assert [stored(office, meet, name) for name in ("女1", "女2", "女3")] == [
        ("FIN", 1860, 1),
        ("DNF", None, 1),
        ("FIN", 1700, 1),
    ]
    bad = [
        ("W04", Metres(1), Status.FIN, ""),
        ("X", Metres(1), Status.FIN, ""),
        ("W05", None, Status.DQ, ""),
        ("W04", Metres(2), Status.FIN, ""),
    ]
    with pytest.raises(Refusal) as refused, office.act() as act:
        races.enter_results_file(act, meet.treadmill(act), bad)
    assert [(fault.code, fault.where) for fault in refused.value.faults] == [
        ("result_entry_unknown", "2"),
        ("result_dq_reason", "3"),
        ("result_row_twice", "4"),
    ]
    assert stored(office, meet, "女4") is None


def test_uploaded_results_are_read_by_cell(office: Office) -> None:
    meet = adopted(office)
    client = signed_in(office, meet, Role.RACE_DESK)
    address = f"/c/{meet.competition_id}/races/upload/{meet.treadmill_id}"
    bad = "项目,工号,成绩,状态,原因\ntreadmill_women,W01,远,,\ntreadmill_women,W02,,飞,\n"
    answer = client.post(address, data={"file": (io.BytesIO(bad.encode()), "results.csv")})
    assert answer.status_code == 422
    assert ("<strong>C2</strong>" in answer.text, "<strong>D3</strong>" in answer.text) == (True, True)
    good = "项目,工号,成绩,状态,原因\ntreadmill_women,W01,1860,,\n女职工跑步机跑步,W02,,弃权,病假\n"
    good += "walk_men_51,M01,30:00,,\n"
    assert client.post(address, data={"file": (io.BytesIO(good.encode()), "results.csv")}).status_code == 302
    assert [stored(office, meet, name) for name in ("女1", "女2", "女3")] == [("FIN", 1860, 1), ("DNS", None, 1), None]
