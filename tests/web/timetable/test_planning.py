"""From the button to heats in force: job, checker, adoption."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import a_competition
from tests.conftest import Office
from tests.web.timetable.meet import a_meet, a_race, adopted, at, enter, entry_of, lanes, plan_row, planned, work_off
from web.db.models import Entry, Heat, Job, TimetablePlan
from web.services import races, timetable, venues
from web.services.groups import close_entries
from web.services.refusals import Fault, Refusal
from web.services.timetable import HeatShape, adopt, check_plan, request_plan, set_heat_format, stop_plan


def _plan(office: Office, number: int) -> TimetablePlan:
    with Session(office.engine) as session:
        return session.scalars(select(TimetablePlan).where(TimetablePlan.number == number)).one()


def _said(refusal: Refusal) -> list[tuple[str, dict[str, object]]]:
    return [(fault.code, dict(fault.params)) for fault in refusal.faults]


def test_adopted_plan_is_drawn_as_expected(office: Office) -> None:
    meet = adopted(office)
    assert lanes(office, meet) == [
        "08:00 健身房 treadmill_women:W-51#1 女1 女3 女5",
        "08:00 环校步道 walk_men_51:M-51#1 男1 男2 男3",
        "08:20 健身房 treadmill_women:W-U51#1 女2 女4",
    ]


def test_plan_states_its_goals_with_proof(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    planned(office, meet)
    with office.act() as act:
        names, plan, _heats = timetable.drafted(act, meet.competition(act), plan_row(act, meet, 1))
        said = [(line.said.code, line.goal.value) for line in timetable.goal_lines(names.problem, plan)]
    assert said[:3] == [("told_all_placed", 0), ("told_heats_proven", 3), ("told_finish_proven", 60)]


def test_plan_and_job_are_written_together_and_the_draft_follows(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    with office.act() as act:
        plan = request_plan(act, meet.competition(act))
        assert (plan.state, plan.number, plan.plan) == ("planning", 1, None)
        job_id = plan.job_id
    assert work_off(office) == 1
    with Session(office.engine) as session:
        job = session.get_one(Job, job_id)
        assert (job.kind, job.state, job.progress_permille) == ("plan_timetable", "done", 1000)
    done = _plan(office, 1)
    assert done.state == "draft"
    assert done.plan is not None
    assert (done.plan["violations"], done.plan["unplaced"], done.plan["stopped"]) == ([], [], False)


def test_same_problem_gives_the_same_plan(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    for _ in range(2):
        with office.act() as act:
            request_plan(act, meet.competition(act))
        assert work_off(office) == 1
    plans = [_plan(office, number).plan for number in (1, 2)]
    answers = [(plan["heats"], plan["repeat_key"]) for plan in plans if plan]
    assert answers == [answers[0], answers[0]]


def test_a_second_plan_is_refused_while_one_is_made(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        request_plan(act, meet.competition(act))
    with pytest.raises(Refusal) as refused, office.act() as act:
        request_plan(act, meet.competition(act))
    assert _said(refused.value) == [("plan_running", {"number": 1})]


def test_everything_missing_is_said_at_once(office: Office) -> None:
    with office.act() as act:
        competition = a_competition(act)
        a_race(act, competition, "walk_men_51", "徒步走", freeze=False)
        a_race(act, competition, "run_men_under_51", "跑步")
    with pytest.raises(Refusal) as refused, office.act() as act:
        act.session.add(competition)
        request_plan(act, competition)
    assert _said(refused.value) == [
        ("plan_rules_not_frozen", {"contest": "徒步走"}),
        ("plan_entries_open", {"contest": "徒步走"}),
        ("plan_no_route", {"contest": "徒步走"}),
        ("plan_entries_open", {"contest": "跑步"}),
        ("plan_no_track", {"contest": "跑步"}),
        ("plan_no_session", {}),
        ("plan_nobody", {}),
    ]


def test_stopping_before_the_worker_begins_leaves_no_plan_and_allows_another(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        request_plan(act, meet.competition(act))
    with office.act() as act:
        stop_plan(act, plan_row(act, meet, 1))
    assert work_off(office) == 0
    assert _plan(office, 1).state == "failed"
    assert planned(office, meet) == 2


def test_stopping_a_running_search_keeps_the_best_plan(office: Office) -> None:
    """The cancel flag is up when the handler first reports: it stops, and the sketch that was checked is kept."""
    with office.act() as act:
        meet = a_meet(act)
        number = request_plan(act, meet.competition(act)).number
        job = timetable.job_of(act, plan_row(act, meet, number))
        assert job is not None
        job.cancel_requested = True
    assert work_off(office) == 1
    done = _plan(office, number)
    assert done.state == "draft"
    assert done.plan is not None
    assert (done.plan["stopped"], done.plan["unplaced"], done.plan["violations"]) == (True, [], [])


def test_absent_people_are_kept_out_of_their_lessons(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.add_absence(act, meet.competition(act), "W02", at("08:00"), at("09:30"), "上课")
    number = planned(office, meet)
    with office.act() as act:
        adopt(act, plan_row(act, meet, number))
    heats = [line for line in lanes(office, meet) if "女2" in line]
    assert [line.split()[0] >= "09:30" for line in heats] == [True]


def test_somebody_absent_all_day_is_left_over_with_the_reason(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        timetable.add_absence(act, meet.competition(act), "W01", at("00:00"), at("23:00"))
    number = planned(office, meet)
    with office.act() as act:
        names, plan, _heats = timetable.drafted(act, meet.competition(act), plan_row(act, meet, number))
        left = [(each.entrant, [reason.code for reason in each.reasons]) for each in timetable.left_over(names, plan)]
    assert left == [("女1(101)", ["unplaced_no_start"])]


def test_rest_is_sixty_minutes_from_51_on_and_longer_of_both_contests(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
        set_heat_format(act, meet.walk(act), HeatShape("route", 10, 60, 1, 20, 45, "random"))
        problem = timetable.problem_for(act, meet.competition(act))
        entries = {str(entry.entrant_id): entry.entrant.name for entry in act.session.scalars(select(Entry))}
    rests = {entries[entrant.id]: entrant.rest_minutes for entrant in problem.entrants}
    assert rests == {"女1": 60, "女2": 30, "女3": 60, "女4": 30, "女5": 60, "男1": 60, "男2": 60, "男3": 60}


def test_one_person_in_two_contests_is_one_entrant(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act, close=False)
        competition = meet.competition(act)
        run = a_race(act, competition, "run_men_under_51", "男职工跑步")
        woman = entry_of(act, meet.treadmill(act), "女2").entrant.person
        assert woman is not None
        woman.gender, woman.birth_date = "F", date(1990, 3, 2)
        enter(act, run, woman)
        entry = entry_of(act, run, "女2")
        entry.group_code = "M-U51"
        run.entries_closed_at = act.now
        for contest in (meet.treadmill(act), meet.walk(act)):
            close_entries(act, contest)
        venues.add_venue(act, competition, venues.VenueShape("跑道", "track", 8))
    number = planned(office, meet)
    with office.act() as act:
        adopt(act, plan_row(act, meet, number))
        turns = timetable.start_times(act, meet.competition(act))[entry.entrant_id]
    first, second = turns
    assert second.starts - first.starts >= timedelta(minutes=first.busy_minutes + 30)


def test_tampered_plan_is_caught_before_adoption(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    number = planned(office, meet)
    with office.act() as act:
        row = plan_row(act, meet, number)
        assert row.plan is not None
        forged = copy.deepcopy(row.plan)
        heat = next(each for each in forged["heats"] if each["event"] == "treadmill_women:W-U51")
        heat["start"] = 480
        row.plan = forged
    with pytest.raises(Refusal) as refused, office.act() as act:
        adopt(act, plan_row(act, meet, number))
    codes = [code for code, _params in _said(refused.value)]
    assert codes == ["venue_taken"]
    assert refused.value.faults[0].params["venue"] == "健身房"
    assert _plan(office, number).state == "draft"


def test_entry_made_after_planning_is_named_and_blocks_adoption(office: Office) -> None:
    with office.act() as act:
        meet = a_meet(act)
    number = planned(office, meet)
    with office.act() as act:
        entry_of(act, meet.treadmill(act), "女2").state = "withdrawn"
    with office.act() as act:
        found = check_plan(act, plan_row(act, meet, number))
    assert (
        Fault(
            "not_entered",
            {
                "heat": "女职工跑步机跑步 女子51周岁（不含）以下组 1",
                "entrant": "女2(102)",
                "event": "女职工跑步机跑步 女子51周岁（不含）以下组",
            },
        )
        in found
    )


def test_adopting_again_needs_a_reason_and_heats_that_stay_the_same_keep_their_row(office: Office) -> None:
    meet = adopted(office)
    number = planned(office, meet)
    with pytest.raises(Refusal) as refused, office.act() as act:
        adopt(act, plan_row(act, meet, number), "  ")
    assert _said(refused.value) == [("plan_reason_missing", {"number": 1})]
    with office.act() as act:
        adopt(act, plan_row(act, meet, number), "更正场地名称")
    with Session(office.engine) as session:
        assert [plan.state for plan in session.scalars(select(TimetablePlan).order_by(TimetablePlan.number))] == [
            "replaced",
            "adopted",
        ]
        assert session.scalars(select(Heat.plan_id)).all() == [2, 2, 2]
    assert len(lanes(office, meet)) == 3


def test_no_new_plan_once_the_race_has_begun(office: Office) -> None:
    meet = adopted(office)
    with office.act() as act:
        sheet = races.heat_sheets(act, meet.competition(act))[0]
        races.check_in(act, sheet.lines[0].lane)
    with pytest.raises(Refusal) as refused, office.act() as act:
        request_plan(act, meet.competition(act))
    assert _said(refused.value) == [("plan_race_begun", {})]
