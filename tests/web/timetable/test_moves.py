"""Moving by hand: tried on a copy, judged at once, stored as a new draft or not at all."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from scheduler.timetable import HeatTo
from tests.conftest import ONE_DATABASE, Office
from tests.web.timetable.meet import Meet, a_meet, adopted, at, entry_of, plan_row, planned, signed_in
from web.services import races, timetable
from web.services.act import Role
from web.services.refusals import Refusal
from web.services.timetable import adopt, drafted, keep_moves

pytestmark = ONE_DATABASE

W51, WU51, WALK = "treadmill_women:W-51-1", "treadmill_women:W-U51-1", "walk_men_51:M-51-1"


def _drafted(office: Office) -> tuple[Meet, FlaskClient, str]:
    """A meet with a draft, an organizer's browser and the address of the moves."""
    with office.act() as act:
        meet = a_meet(act)
    planned(office, meet)
    return meet, signed_in(office, meet), f"/c/{meet.competition_id}/timetable/1/moves/"


def _try(client: FlaskClient, base: str, **fields: object) -> tuple[list[str], str]:
    """Fill in one move; the moves now in the address, and the page."""
    answer = client.get(base, query_string=fields)
    assert answer.status_code == 302, answer.text
    return parse_qs(urlsplit(answer.location).query)["step"], client.get(answer.location).text


def _starts(office: Office, meet: Meet, number: int) -> dict[str, tuple[str, list[str]]]:
    with office.act() as act:
        _, _, heats = drafted(act, meet.competition(act), plan_row(act, meet, number))
        return {heat.key: (f"{heat.starts:%H:%M}", [start.name for start in heat.starters]) for heat in heats}


def test_a_heat_is_moved_and_stored_as_a_new_draft_that_names_its_origin(office: Office) -> None:
    meet, client, base = _drafted(office)
    steps, page = _try(client, base, kind="heat", heat=WU51, day="2026-11-27", clock="09:40", venue="1")
    assert "核对通过：没有冲突，2 人的时间或位置有变，最多移动 80 分钟。" in page
    assert client.post(base, data={"step": steps}).location.endswith("/timetable/2")
    assert (_starts(office, meet, 1)[WU51][0], _starts(office, meet, 2)[WU51][0]) == ("08:20", "09:40")
    kept = client.get(f"/c/{meet.competition_id}/timetable/2").text
    assert "由第 1 版手工调整而来" in kept
    assert "女职工跑步机跑步 女子51周岁（不含）以下组 1 由 11-27 08:20 改到 11-27 09:40，健身房。" in kept
    assert "共 3 组，已证明最少。" in kept


def test_what_breaks_is_named_with_people_and_times_and_nothing_is_stored(office: Office) -> None:
    meet, client, base = _drafted(office)
    with office.act() as act:
        timetable.add_absence(act, meet.competition(act), "W02", at("09:00"), at("11:00"), "上课")
    steps, page = _try(client, base, kind="heat", heat=WU51, day="2026-11-27", clock="09:40", venue="1")
    said = "女2(102) 在 女职工跑步机跑步 女子51周岁（不含）以下组 1 组（11-27 09:40 至 11-27 09:55）的时间里不能来。"
    assert said in page
    refused = client.post(base, data={"step": steps})
    assert (refused.status_code, said in refused.text) == (422, True)
    with office.act() as act:
        assert [row.number for row in timetable.plans(act, meet.competition(act))] == [1]


def test_two_heats_two_people_and_one_person_move(office: Office) -> None:
    meet, client, base = _drafted(office)
    steps, _ = _try(client, base, kind="heats", heat=W51, other=WU51)
    first, second = (_person(office, meet, name) for name in ("女1", "女3"))
    steps, _ = _try(client, base, step=steps, kind="people", heat=W51, who=first, **{"with": "105 女5"})
    steps, page = _try(client, base, step=steps, kind="person", heat=W51, who=second, to=W51, place=4)
    assert "女3(103) 改到 女职工跑步机跑步 女子51周岁（含）以上组 1（11-27 08:20），4 号位。" in page
    before = _starts(office, meet, 1)
    client.post(base, data={"step": steps})
    after = _starts(office, meet, 2)
    assert (after[W51][0], after[WU51][0]) == ("08:20", "08:00")
    swapped = [{"女1": "女5", "女5": "女1"}.get(name, name) for name in before[W51][1] if name != "女3"]
    assert after[W51][1] == [*swapped, "女3"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "people", "heat": W51, "with": "男1"}, "里没有“男1”"),
        ({"kind": "person", "heat": W51, "to": WU51}, "不能排进这一组"),
        ({"kind": "heat", "heat": W51, "day": "2026-11-27", "clock": "", "venue": "1"}, "这一步看不懂"),
        ({"kind": "fly"}, "这一步看不懂"),
    ],
)
def test_a_move_that_cannot_be_made_is_said_and_not_made(office: Office, fields: dict[str, str], said: str) -> None:
    meet, client, base = _drafted(office)
    answer = client.get(base, query_string={"who": _person(office, meet, "女1"), **fields})
    assert (answer.status_code, said in answer.text, "这一步没有做" in answer.text) == (422, True, True)


def test_moves_in_the_address_that_make_no_sense_are_refused(office: Office) -> None:
    _, client, base = _drafted(office)
    assert client.get(f"{base}?step=heat|nobody|x|1").status_code == 422
    assert client.get(f"{base}?step=heat|nobody|480|1").status_code == 422


def test_a_person_is_found_and_the_heat_opens(office: Office) -> None:
    _, client, base = _drafted(office)
    page = client.get(f"{base}?name=女2").text
    assert f"heat={WU51.replace(':', '%3A')}" in page or f"heat={WU51}" in page
    assert "此人改到" in client.get(f"{base}?heat={WU51}").text


def test_undo_is_the_earlier_number(office: Office) -> None:
    """A copy of a replaced version brings it back; what was in force then is in force again."""
    meet = adopted(office)
    before = _starts(office, meet, 1)
    with office.act() as act:
        competition = meet.competition(act)
        second = keep_moves(act, competition, plan_row(act, meet, 1), [HeatTo(WU51, 540, "1")])
        adopt(act, second, "场地晚开门")
        third = keep_moves(act, competition, plan_row(act, meet, 1), [])
        adopt(act, third, "场地按时开门")
        assert (second.basis_number, third.basis_number, third.number) == (1, 1, 3)
    assert _starts(office, meet, 3) == before


def test_entries_that_came_and_went_are_fitted_in(office: Office) -> None:
    meet, client, base = _drafted(office)
    with office.act() as act:
        entry_of(act, meet.treadmill(act), "女2").state = "withdrawn"
    steps, page = _try(client, base, kind="heat", heat=WU51, day="2026-11-27", clock="08:40", venue="1")
    assert "核对通过" in page
    client.post(base, data={"step": steps})
    assert _starts(office, meet, 2)[WU51] == ("08:40", ["女4"])


def test_heats_that_ran_stay_and_calls_answered_stay_with_those_who_remain(office: Office) -> None:
    meet = adopted(office)
    office.clock.moment = office.clock.moment.replace(month=11, day=27, hour=0, minute=5)  # 08:05 there
    with office.act() as act:
        for sheet in races.heat_sheets(act, meet.competition(act)):
            races.check_in(act, sheet.lines[0].lane)
    with pytest.raises(Refusal) as refused, office.act() as act:
        keep_moves(act, meet.competition(act), plan_row(act, meet, 1), [HeatTo(W51, 540, "1")])
    assert [fault.code for fault in refused.value.faults] == ["plan_changes_run_heat"]
    with pytest.raises(Refusal) as refused, office.act() as act:
        keep_moves(act, meet.competition(act), plan_row(act, meet, 1), [HeatTo(WU51, 480, "1")])
    assert [fault.code for fault in refused.value.faults] == ["plan_starts_past", "venue_taken"]
    with office.act() as act:
        before = {sheet.heat.id: sheet.present for sheet in races.heat_sheets(act, meet.competition(act))}
        adopt(
            act, keep_moves(act, meet.competition(act), plan_row(act, meet, 1), [HeatTo(WU51, 520, "1")]), "跑步机检修"
        )
        after = [
            (sheet.heat.id, sheet.heat.starts, sheet.present) for sheet in races.heat_sheets(act, meet.competition(act))
        ]
    assert sorted(before.values()) == [1, 1, 1]
    assert [(number in before, f"{starts:%H:%M}", present) for number, starts, present in after] == [
        (True, "08:00", 1),
        (True, "08:00", 1),
        (False, "08:40", 1),
    ]


def test_moves_are_the_organizers(office: Office) -> None:
    meet, _, base = _drafted(office)
    assert signed_in(office, meet, Role.RACE_DESK).get(base).status_code == 403
    assert signed_in(office, meet, Role.AUDITOR).post(base).status_code == 403


def _person(office: Office, meet: Meet, name: str) -> str:
    with office.act() as act:
        return str(entry_of(act, meet.treadmill(act), name).entrant_id)
