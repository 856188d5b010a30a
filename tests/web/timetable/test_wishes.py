"""编排要求 as services: what is wished stands in the planner's problem, and is kept by the plan in force."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from scheduler.timetable import After, Final, Preference, Staff, Window
from tests.builders import a_department
from tests.conftest import Office, count_queries
from tests.web.timetable.meet import a_meet, a_staff, at, enter, plan_row, planned
from web.db.models import Department, Heat, TimeWish
from web.services import timetable, venues
from web.services.contest_copies import copy_competition
from web.services.refusals import Refusal
from web.services.timetable import Duties, HeatShape
from web.services.venues import VenueShape


def test_defaults_of_the_field_hold_while_nothing_is_wished(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        wishes = timetable.wishes_of(act, meet.competition(act))
        problem = timetable.problem_for(act, meet.competition(act))
    assert (wishes.rest_from_age, wishes.rest_older_minutes, wishes.most_per_day) == (51, 60, None)
    assert problem.goals == ("unplaced", "heats", "finish", "waiting", "department_spread", "seeding")
    assert problem.avoid_own_department is True


def test_general_wishes_reach_every_entrant(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.set_general(
            act,
            meet.competition(act),
            rest_from_age=40,
            rest_older_minutes=75,
            most_per_day=2,
            avoid_own_department=False,
        )
        problem = timetable.problem_for(act, meet.competition(act))
    rests = sorted(entrant.rest_minutes or 0 for entrant in problem.entrants)
    assert rests == [30, 30, 75, 75, 75, 75, 75, 75]
    assert {entrant.max_per_day for entrant in problem.entrants} == {2}
    assert problem.avoid_own_department is False


def test_order_final_and_staff_stand_in_the_events(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        shape = HeatShape("gym", 20, 15, 1, 4, 30, "serpentine", ("hall", "court"), False, 2, 25, 40)
        venues.add_venue(act, meet.competition(act), VenueShape("礼堂", "hall", 6))
        timetable.set_heat_format(act, meet.treadmill(act), shape)
        timetable.add_order(act, meet.walk(act), meet.treadmill(act), 15)
        timetable.set_need(act, meet.walk(act), "医务", 1)
        timetable.set_need(act, meet.walk(act), "医务", 2)
        events = {event.id: event for event in timetable.problem_for(act, meet.competition(act)).events}
    women = ("treadmill_women:W-51", "treadmill_women:W-U51")
    assert events["walk_men_51:M-51"].after == tuple(After(code, 15) for code in women)
    assert events["walk_men_51:M-51"].staff == (Staff("医务", 2),)
    assert events[women[0]].venue_kinds == ("gym", "hall")
    assert [events[code].final for code in women] == [Final(2, 25, 40), None]  # three and two entered


def test_a_circle_of_orders_is_refused(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.add_order(act, meet.walk(act), meet.treadmill(act), 15)
    with pytest.raises(Refusal) as refused, office.act() as act:
        timetable.add_order(act, meet.treadmill(act), meet.walk(act), 0)
    assert [fault.code for fault in refused.value.faults] == ["order_circle"]
    with pytest.raises(Refusal) as refused, office.act() as act:
        timetable.add_order(act, meet.walk(act), meet.walk(act), 0)
    assert [fault.code for fault in refused.value.faults] == ["order_of_itself"]


def test_time_wishes_reach_exactly_the_people_they_are_about(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        competition = meet.competition(act)
        own = act.session.scalars(select(Department).where(Department.name == "语文组")).one()
        below = a_department(act, competition.trade_union, "语文组 / 一年级")
        below.path = f"{own.path} / 一年级"
        woman = a_staff(act, below, "女六", "W06", "F", at("00:00").date().replace(year=1960))
        enter(act, meet.treadmill(act), woman, 106).group_code = "W-51"
        group = TimeWish(
            contest_id=meet.treadmill_id, group_code="W-U51", starts=at("08:00"), ends=at("10:00"), weight=3
        )
        timetable.add_time_wish(act, competition, group)
        hall = venues.venues(act, competition)[0]
        timetable.add_time_wish(act, competition, TimeWish(department_id=own.id, venue_id=hall.id, weight=1))
        problem = timetable.problem_for(act, competition)
        names = timetable.names_for(act, competition, problem)
    wished = {names.entrant(entrant.id): entrant.preferences for entrant in problem.entrants}
    in_hall = Preference(1, venue=str(hall.id))
    by_ten = Preference(3, "treadmill_women:W-U51", 480, 600)
    assert wished == {
        "女1(101)": (in_hall,),
        "女2(102)": (by_ten,),
        "女3(103)": (in_hall,),
        "女4(104)": (by_ten,),
        "女5(105)": (in_hall,),
        "女六(106)": (in_hall,),
        "男1(201)": (in_hall,),
        "男2(202)": (),
        "男3(203)": (in_hall,),
    }
    assert "preferences" in problem.goals


def test_a_wish_about_nobody_or_nothing_is_refused_with_both_reasons(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    with pytest.raises(Refusal) as refused, office.act() as act:
        timetable.add_time_wish(act, meet.competition(act), TimeWish(weight=1))
    assert [fault.code for fault in refused.value.faults] == ["wish_of_nobody", "wish_empty"]


def test_officials_come_with_windows_lessons_and_their_own_entry(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        competition = meet.competition(act)
        duties = Duties(("计时员", "发令员"), 4, 10, ((at("08:00"), at("11:00")),))
        timetable.add_staff_official(act, competition, "W01", duties)
        timetable.add_guest_official(act, competition, "赵医生", Duties(("医务",)))
        timetable.add_absence(act, competition, "W01", at("09:00"), at("09:45"))
        problem = timetable.problem_for(act, competition)
    staff, guest = problem.officials
    assert staff.available == (Window(480, 540), Window(585, 660))
    assert (staff.skills, staff.max_heats, staff.rest_minutes, staff.entrant != "") == (
        ("计时员", "发令员"),
        4,
        10,
        True,
    )
    assert (guest.available, guest.department, guest.entrant, guest.skills) == ((), "", "", ("医务",))


def test_faults_of_an_official_come_at_once(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.add_staff_official(act, meet.competition(act), "W01", Duties(("计时员",)))
    backwards = Duties((), windows=((at("10:00"), at("09:00")),))
    for staff_no, codes in (
        ("X1", ["official_unskilled_at_all", "official_window_backwards", "absence_person_unknown"]),
        ("W01", ["official_unskilled_at_all", "official_window_backwards", "official_twice"]),
    ):
        with pytest.raises(Refusal) as refused, office.act() as act:
            timetable.add_staff_official(act, meet.competition(act), staff_no, backwards)
        assert [fault.code for fault in refused.value.faults] == codes


def test_adopted_timetable_keeps_who_serves_in_which_heat(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.set_need(act, meet.treadmill(act), "计时员", 1)
        for name in ("甲", "乙"):
            timetable.add_guest_official(act, meet.competition(act), name, Duties(("计时员",)))
    number = planned(office, meet)
    with office.act() as act:
        timetable.adopt(act, plan_row(act, meet, number))
    with office.act() as act:
        heats = act.session.scalars(select(Heat).order_by(Heat.starts, Heat.venue_id)).all()
        served = sorted((duty.skill, duty.official.name) for heat in heats for duty in heat.duties)
    assert served == [("计时员", "乙"), ("计时员", "甲")]
    with pytest.raises(Refusal) as refused, office.act() as act:
        competition = meet.competition(act)
        timetable.remove_official(act, competition, timetable.officials(act, competition)[0])
    assert [fault.code for fault in refused.value.faults] == ["official_in_use"]


def test_queries_do_not_grow_with_wishes_and_officials(office: Office) -> None:
    counts = []
    with office.act() as act:
        meet = a_meet(act)
    for name in ("甲", "乙", "丙"):
        with office.act() as act:
            timetable.add_guest_official(act, meet.competition(act), name, Duties((name,)))
            timetable.set_need(act, meet.walk(act), name, 1)
        with office.act() as act, count_queries(office.engine) as asked:
            timetable.problem_for(act, meet.competition(act))
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_a_copied_competition_keeps_the_wishes_but_no_people_and_no_times(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        competition = meet.competition(act)
        timetable.add_order(act, meet.walk(act), meet.treadmill(act), 15)
        timetable.set_need(act, meet.walk(act), "医务", 2)
        timetable.set_general(
            act, competition, rest_from_age=55, rest_older_minutes=45, most_per_day=2, avoid_own_department=False
        )
        timetable.add_guest_official(act, competition, "赵医生", Duties(("医务",)))
        copy = copy_competition(act, competition, "2027年职工竞赛", 2027)
        wishes = timetable.wishes_of(act, copy)
        officials = timetable.officials(act, copy)
    assert (wishes.rest_from_age, wishes.rest_older_minutes, wishes.most_per_day) == (55, 45, 2)
    assert [(each.contest.code, each.before.code, each.gap_minutes) for each in wishes.orders] == [
        ("walk_men_51", "treadmill_women", 15)
    ]
    assert {each.contest.competition_id for each in (*wishes.orders, *wishes.needs)} == {copy.id}
    assert ([(need.skill, need.count) for need in wishes.needs], officials) == ([("医务", 2)], [])
