"""Calendars: read back by the rules of RFC 5545, stable names, a sequence that rises with every version."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from scheduler.timetable import HeatTo
from tests.conftest import ONE_DATABASE, Office
from tests.web.timetable.meet import Meet, adopted, entry_of, signed_in
from web.db.models import HeatDuty
from web.present.calendars import Appointment, calendar, folded
from web.services import races, timetable
from web.services.act import Role
from web.services.timetable import Duties, adopt, keep_moves

WU51 = "treadmill_women:W-U51-1"
STAMP = datetime(2026, 10, 8, 1, tzinfo=UTC)


def _read(content: bytes) -> list[dict[str, str]]:
    """The events of a file, unfolded and unescaped; checks line ends, folding and nesting on the way."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    events: list[dict[str, str]] = []
    open_parts: list[str] = []
    for line in content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            events[-1][name] = _plain(value)
    assert open_parts == []
    return events


def _plain(value: str) -> str:
    found, rest = "", iter(value)
    for character in rest:
        escaped = next(rest) if character == "\\" else ""
        found += {"n": "\n"}.get(escaped, escaped) if escaped else character
    return found


def _calendar(office: Office, meet: Meet, name: str) -> list[dict[str, str]]:
    with office.act() as act:
        entry = entry_of(act, meet.treadmill(act), name)
        address = f"/p/{meet.competition(act).public_code}/timetable/{entry.entrant_id}.ics"
    answer = office.client().get(address)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    return _read(answer.data)


def _move(office: Office, meet: Meet, start: int) -> None:
    with office.act() as act:
        row = timetable.adopted_plan(act, meet.competition(act))
        assert row is not None
        adopt(act, keep_moves(act, meet.competition(act), row, [HeatTo(WU51, start, "1")]), "改时间")


@ONE_DATABASE
def test_a_start_is_an_appointment_on_the_wall_clock_of_the_competition(office: Office) -> None:
    meet = adopted(office)
    (event,) = _calendar(office, meet, "女2")
    assert event["DTSTART;TZID=Asia/Shanghai"] == "20261127T082000"
    assert event["DTEND;TZID=Asia/Shanghai"] == "20261127T083500"
    assert event["SUMMARY"].startswith("女职工跑步机跑步 女子51周岁（不含）以下组 第 1 组")
    assert event["LOCATION"].startswith("健身房 ")
    assert (event["SEQUENCE"], event["STATUS"], event["DTSTAMP"]) == ("0", "CONFIRMED", "20261008T010000Z")
    assert event["URL"].endswith("/timetable")


@ONE_DATABASE
def test_the_name_stays_and_the_sequence_rises_with_every_version(office: Office) -> None:
    meet = adopted(office)
    seen = [_calendar(office, meet, "女2")]
    for start in (540, 560):
        office.clock.forward(hours=1)
        _move(office, meet, start)
        seen.append(_calendar(office, meet, "女2"))
    assert len({event["UID"] for events in seen for event in events}) == 1
    told = [(events[0]["SEQUENCE"], events[0]["DTSTART;TZID=Asia/Shanghai"][9:13]) for events in seen]
    assert told == [("0", "0820"), ("1", "0900"), ("2", "0920")]
    assert seen[2][0]["DTSTAMP"] == "20261008T030000Z"


@ONE_DATABASE
def test_a_start_taken_away_is_told_as_cancelled(office: Office) -> None:
    meet = adopted(office)
    before = _calendar(office, meet, "女2")
    with office.act() as act:
        entry_of(act, meet.treadmill(act), "女2").state = "withdrawn"
    _move(office, meet, 540)
    (event,) = _calendar(office, meet, "女2")
    assert (event["UID"], event["STATUS"], event["SEQUENCE"]) == (before[0]["UID"], "CANCELLED", "1")


@ONE_DATABASE
def test_a_calendar_kept_by_a_phone_is_asked_for_anew_and_answered_at_once(office: Office) -> None:
    meet = adopted(office)
    with office.act() as act:
        entrant_id = entry_of(act, meet.treadmill(act), "女2").entrant_id
    address = f"/p/abc2345678/timetable/{entrant_id}.ics"
    first = office.client().get(address)
    assert first.headers["Cache-Control"] == "no-cache"
    tag = {"If-None-Match": first.headers["ETag"]}
    assert office.client().get(address, headers=tag).status_code == 304
    _move(office, meet, 540)
    assert office.client().get(address, headers=tag).status_code == 200
    assert office.client().get("/p/abc2345678/timetable/99999.ics").status_code == 404


@ONE_DATABASE
def test_an_official_has_the_own_duties_and_only_the_organizer_hands_them_on(office: Office) -> None:
    meet = adopted(office)
    with office.act() as act:
        official = timetable.add_guest_official(act, meet.competition(act), "周裁判", Duties(("计时员",)))
        act.session.flush()
        heat = races.heat_sheets(act, meet.competition(act))[0].heat
        heat.duties.append(HeatDuty(official_id=official.id, skill="计时员"))
        number = official.id
    address = f"/c/{meet.competition_id}/timetable/officials/{number}.ics"
    (event,) = _read(signed_in(office, meet).get(address).data)
    assert event["SUMMARY"].endswith("计时员")
    assert signed_in(office, meet, Role.ENTRANT).get(address).status_code == 403


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=200))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    at = datetime(2026, 11, 27, 8)  # noqa: DTZ001 - a wall clock
    one = Appointment("u", at, 15, text, text, text, "https://x.example/", 3, STAMP)
    (event,) = _read(calendar(text, [one]))
    assert (event["SUMMARY"], event["LOCATION"], event["DESCRIPTION"]) == (text, text, text)


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=("Cs",)), max_size=300))
def test_folding_loses_nothing_and_tears_no_character(text: str) -> None:
    pieces = folded(text).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == text
