"""课表 in every layout people keep, hours of departments, and excuses."""

from __future__ import annotations

import io

import pytest

from scheduler.timetable import Window
from tests.builders import a_department
from tests.conftest import Office, count_queries
from tests.web.intake.files import book_of
from tests.web.timetable.meet import a_meet, a_staff, at, signed_in
from web.db.models import Department, Person
from web.services import timetable
from web.services.act import Act
from web.services.intake import read_tables
from web.services.refusals import Refusal
from web.services.timetable.lesson_sheet import read_lessons

TIMES = {1: (480, 525), 2: (535, 580), 3: (600, 645)}
FRIDAY_FIRST_TWO = [("W01", 5, 480, 525), ("W01", 5, 535, 580)]


def _read(content: bytes) -> tuple[list[tuple[str, int, int, int]], list[tuple[str, str]]]:
    lessons, faults = read_lessons(read_tables("f", content), TIMES)
    return (
        [(each.staff_no or each.name, each.weekday, each.starts, each.ends) for each in lessons],
        [(each.code, each.where) for each in faults],
    )


@pytest.mark.parametrize(
    "text",
    [
        "工号,姓名,周四1,周五1,周五2\nW01,女1,,语文,数学\n",
        "工号,姓名,星期五第1-2节\nW01,女1,语文\n",
        "工号,星期,第1节,第2节\nW01,周五,语文,数学\n",
        "工号,周四,周五\nW01,无,1、2\n",
        "工号,星期,节次,课程\nW01,周五,1-2,语文\n",
        "工号,星期,节次,课程\nW01,5,1,语文\nW01,星期五,第二节,数学\n",
        "工号,星期,开始,结束\nW01,Friday,8:00,8:45\nW01,周五,08:55,09:40\n",
        "staff no,Thu 1,Fri 1,Fri 2\nW01,,Chinese,Maths\n",
        "某校课表\n工号,姓名,周五,,\n,,1,2,3\nW01,女1,语文,数学,\n",
    ],
)
def test_every_usual_layout_says_the_same(text: str) -> None:
    assert _read(text.encode()) == (FRIDAY_FIRST_TWO, [])


def test_merged_weekdays_of_a_workbook_cover_their_periods() -> None:
    book = book_of(
        [
            ["工号", "姓名", "周四", None, "周五", None],
            [None, None, 1, 2, 1, 2],
            ["W01", "女1", None, None, "语文", "数学"],
        ],
        ["C1:D1", "E1:F1", "A1:A2", "B1:B2"],
    )
    assert _read(book) == (FRIDAY_FIRST_TWO, [])


def test_every_fault_of_a_sheet_stands_at_its_cell_and_an_untimed_period_once() -> None:
    text = "工号,星期,节次\nW01,某天,1\nW01,周五,早读\nW01,周五,9\nW02,周一,9\n"
    assert _read(text.encode()) == (
        [],
        [("lesson_weekday_unreadable", "B2"), ("lesson_period_unreadable", "C3"), ("lesson_period_untimed", "C4")],
    )


def test_a_file_without_people_or_slots_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        _read("工号,备注\nW01,语文\n".encode())
    assert [fault.code for fault in refused.value.faults] == ["lesson_header_missing"]


def _free(act: Act, office: Office, meet_id: int, name: str) -> tuple[Window, ...]:
    from web.db.models import Competition

    competition = act.session.get_one(Competition, meet_id)
    problem = timetable.problem_for(act, competition)
    names = timetable.names_for(act, competition, problem)
    return next(each.available for each in problem.entrants if names.entrant(each.id).startswith(f"{name}("))


def test_a_timetable_is_previewed_brought_in_and_keeps_people_out_of_their_lessons(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/lessons"
    text = "工号,姓名,周四1,周五1,周五3\nW01,女1,,语文,数学\nX9,谁,,语文,\n,男2,,体育,\n"
    asked = client.post(f"{base}/file", data={"file": (io.BytesIO(text.encode()), "课表.csv")})
    page = client.get(asked.location).text
    assert ("读到 2 人的 3 节课。" in page, "名单里没有工号“X9”的职工。" in page) == (True, True)
    with office.act() as act:
        assert timetable.count_lessons(act, meet.competition(act)) == (0, 0)
    assert client.post(f"{asked.location}/apply").status_code == 302
    assert client.post(f"{asked.location}/apply").status_code == 422
    with office.act() as act:
        assert timetable.count_lessons(act, meet.competition(act)) == (3, 2)
        assert _free(act, office, meet.competition_id, "女1") == (Window(525, 600), Window(645, 720))


def test_rows_without_a_number_are_found_by_name_unless_two_have_it(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        competition = meet.competition(act)
        department = act.session.query(Department).first()
        assert department is not None
        a_staff(act, department, "女1", "W99", "F", at("00:00").date().replace(year=1990))
        text = "姓名,周五1\n男1,体育\n女1,语文\n没有此人,语文\n"
        batch = timetable.stage_lessons(act, competition, "课表.csv", text.encode())
    assert batch.counts == {"lessons": 1, "people": 1}
    assert [(each["code"], each["where"]) for each in batch.faults] == [
        ("lesson_name_twice", "3"),
        ("lesson_name_unknown", "4"),
    ]


def test_bringing_in_again_replaces_only_the_people_of_the_file(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        competition = meet.competition(act)
        for text in ("工号,周五1,周五2\nW01,语文,语文\nW02,语文,\n", "工号,周五1,周五2\nW01,,数学\n"):
            batch = timetable.stage_lessons(act, competition, "课表.csv", text.encode())
            timetable.apply_lessons(act, competition, batch)
        assert timetable.count_lessons(act, competition) == (2, 2)


def test_lessons_move_with_the_times_of_their_periods(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        competition = meet.competition(act)
        batch = timetable.stage_lessons(act, competition, "课表.csv", "工号,周五1\nW01,语文\n".encode())
        timetable.apply_lessons(act, competition, batch)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/lessons"
    bad = client.post(f"{base}/periods", data={"lines": "08:30-09:15\n九点到十点\n09:00-08:00"})
    assert (bad.status_code, "第 2 行“九点到十点”看不懂" in bad.text) == (422, True)
    overlapping = client.post(f"{base}/periods", data={"lines": "08:30-09:15\n09:00-09:40"})
    assert (overlapping.status_code, "第 1 节与第 2 节的时间重叠。" in overlapping.text) == (422, True)
    assert client.post(f"{base}/periods", data={"lines": "08:30-09:15\n09：25—10：10"}).status_code == 302
    with office.act() as act:
        assert timetable.periods(act, meet.competition(act)) == {1: (510, 555), 2: (565, 610)}
        assert _free(act, office, meet.competition_id, "女1") == (Window(480, 510), Window(555, 720))


def test_hours_of_a_department_hold_for_everybody_in_it_and_below_on_their_weekdays(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        own = act.session.query(Department).filter_by(name="语文组").one()
        below = a_department(act, own.trade_union, "一年级语文", own)
        act.session.query(Person).filter_by(staff_no="W03").one().department_id = below.id
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/lessons"
    hours = {"department": own.id, "weekdays": [4, 5], "start": "08:00", "end": "10:00", "reason": "值班"}
    assert client.post(f"{base}/hours", data=hours).status_code == 302
    assert client.post(f"{base}/hours", data=hours | {"weekdays": [1], "end": "11:00"}).status_code == 302
    refused = client.post(f"{base}/hours", data=hours | {"weekdays": [], "end": "07:00"})
    assert ("请至少选一个星期几" in refused.text, "结束时间要晚于开始时间" in refused.text) == (True, True)
    assert "语文组 在周四、周五 08:00 至 10:00 不能参赛" in client.get(f"{base}/").text
    with office.act() as act:
        free = {name: _free(act, office, meet.competition_id, name) for name in ("女1", "女2", "女3")}
    assert free == {"女1": (Window(600, 720),), "女2": (), "女3": (Window(600, 720),)}


def test_an_excused_lesson_counts_no_more_and_can_be_taken_back(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        competition = meet.competition(act)
        batch = timetable.stage_lessons(act, competition, "课表.csv", "工号,周五1,周五2\nW01,语文,数学\n".encode())
        timetable.apply_lessons(act, competition, batch)
        person = act.session.query(Person).filter_by(staff_no="W01").one().id
    client = signed_in(office, meet)
    page = f"/c/{meet.competition_id}/lessons/people/{person}"
    assert "语文" in client.get(page).text
    window = {"starts": "2026-11-27T08:00:00", "ends": "2026-11-27T08:45:00"}
    for _twice in range(2):
        assert client.post(f"{page}/excuse", data=window).status_code == 302
    assert "已准假" in client.get(page).text
    with office.act() as act:
        assert _free(act, office, meet.competition_id, "女1") == (Window(480, 535), Window(580, 720))
        (excused,) = timetable.own_windows(act, meet.competition(act), person)
        assert timetable.count_absences(act, meet.competition(act)) == 0
    assert client.post(f"{page}/windows/{excused.id}/remove").status_code == 302
    with office.act() as act:
        assert _free(act, office, meet.competition_id, "女1") == (Window(525, 535), Window(580, 720))


def test_who_is_away_is_listed_and_found_by_name(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.add_absence(act, meet.competition(act), "W02", at("08:00"), at("09:30"), "上课")
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}/lessons/people"
    everybody, one = client.get(base).text, client.get(f"{base}?name=女1").text
    assert ("女2" in everybody, "女1" in everybody) == (True, False)
    assert ("女1" in one, "全天有空" in one) == (True, True)


def test_queries_do_not_grow_with_lessons(office: Office) -> None:
    counts = []
    for women in (2, 6):
        with office.act() as act:
            meet = a_meet(act, women=women, code=f"abc{women}345678")
            rows = "".join(f"W{n + 1:02d},语文\n" for n in range(women))
            batch = timetable.stage_lessons(act, meet.competition(act), "课表.csv", f"工号,周五1\n{rows}".encode())
            timetable.apply_lessons(act, meet.competition(act), batch)
        client = signed_in(office, meet)
        with count_queries(office.engine) as asked:
            assert client.get(f"/c/{meet.competition_id}/lessons/people").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
