"""Seats, recusal by rule, opening, and changes after marking began."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.builders import a_contest, a_department, a_person, an_entry
from tests.web.judging.scenes import a_scene, freeze, mark_and_seal, marks, stored
from web.db.models import (
    Department,
    Entrant,
    EntrantMember,
    Entry,
    EntryCoauthor,
    Person,
    RoleGrant,
    Sheet,
)
from web.services import judging, panel, rules
from web.services.act import Act
from web.services.refusals import Fault, Refusal


def codes(refusal: Refusal) -> list[str]:
    """The codes of a refusal."""
    return [fault.code for fault in refusal.faults]


def test_seats_are_numbered_and_there_is_one_chief(act: Act) -> None:
    scene = a_scene(act, judges=3, opened=False)
    panel.set_chief(act, scene.seats[2])
    assert [(row.number, row.chief) for row in panel.seats_of(act, scene.contest)] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    chiefs = act.session.scalars(select(RoleGrant.account_id).where(RoleGrant.role == "chief_judge")).all()
    assert chiefs == [scene.judges[2].account_id]
    with pytest.raises(Refusal) as refused:
        panel.seat(act, scene.contest, scene.judges[0])
    assert codes(refused.value) == ["judge_seated"]


def test_before_marking_a_seat_goes_without_trace_and_its_number_is_free_again(act: Act) -> None:
    scene = a_scene(act, judges=3)
    assert panel.leave(act, scene.seats[1]) == 0
    act.session.flush()
    assert [row.number for row in panel.seats_of(act, scene.contest, with_left=True)] == [1, 3]
    again = panel.seat(act, scene.contest, scene.judges[1])
    assert again.number == 2
    assert panel.open_sheets(act, scene.contest) == panel.Opened(made=2, recused=1)


def test_a_sheet_for_every_seat_and_entry_and_opening_again_adds_nothing(act: Act) -> None:
    scene = a_scene(act, works=3, judges=3, opened=False)
    assert panel.open_sheets(act, scene.contest) == panel.Opened(made=9, recused=1)
    assert panel.open_sheets(act, scene.contest) == panel.Opened(made=0, recused=1)
    states = [[scene.sheet(act, judge, entry).state for entry in range(3)] for judge in range(3)]
    assert states == [["open"] * 3, ["recused", "open", "open"], ["open"] * 3]


def test_everything_that_keeps_a_panel_from_opening_is_told(act: Act) -> None:
    scene = a_scene(act, opened=False, judges=0)
    scene.contest.entries_closed_at = None
    scene.entries[0].blind_code = None
    with pytest.raises(Refusal) as refused:
        panel.open_sheets(act, scene.contest)
    assert codes(refused.value) == ["panel_entries_open", "panel_empty", "blind_codes_missing"]
    bare = a_contest(act, scene.competition, "bare", "没有规则")
    with pytest.raises(Refusal) as refused:
        panel.open_sheets(act, bare)
    assert codes(refused.value) == ["rules_not_frozen"]


def test_a_race_has_no_panel(act: Act) -> None:
    scene = a_scene(act, opened=False)
    race = a_contest(act, scene.competition, "run", "跑步")
    rules.save_draft(act, race, 'name = "跑步"\nformat = "race"\n[race]\nmeasure = "time"\ndistance_metres = 1000\n')
    with pytest.raises(Refusal) as refused:
        panel.seat(act, race, scene.judges[0])
    assert codes(refused.value) == ["contest_not_judged"]


def _departments(*rows: Department) -> dict[int, Department]:
    return {row.id: row for row in rows}


def _entry_of(entrant: Entrant, *coauthors: Person) -> Entry:
    return Entry(
        entrant=entrant,
        coauthors=[
            EntryCoauthor(position=at, person=person, person_id=person.id) for at, person in enumerate(coauthors)
        ],
    )


@pytest.mark.parametrize("blind", [True, False])
def test_own_work_stands_aside_whoever_of_the_authors_the_judge_is(act: Act, blind: bool) -> None:
    scene = a_scene(act, opened=False, blind=blind, recuse=False)
    rulebook = rules.frozen(act, scene.contest)
    me, other = (a_person(act, scene.union, name, department=scene.houses[0]) for name in ("钱明", "孙亮"))
    judge = panel.add_judge(act, scene.competition, "", None, me)
    houses = _departments(*scene.houses)
    by_other = Entrant(kind="person", name="孙亮", person_id=other.id, person=other, members=[])
    family = Entrant(kind="family", name="孙亮家庭", members=[EntrantMember(person_id=me.id, person=me)])
    mine = Entrant(kind="person", name="钱明", person_id=me.id, person=me, members=[])
    works = [_entry_of(mine), _entry_of(by_other, me), _entry_of(family), _entry_of(by_other)]
    reasons = [panel.automatic_recusal(judge, work, rulebook, houses) for work in works]
    assert reasons == ["own_work", "own_work", "own_work", ""]


def test_own_department_stands_aside_when_the_rulebook_says_so(act: Act) -> None:
    scene = a_scene(act, opened=False)
    lenient = a_contest(act, scene.competition, "lenient", "不回避同部门")
    freeze(act, lenient, recuse=False)
    home, away = scene.houses
    group = a_department(act, scene.union, "一组", home)
    group.kind = "union_group"
    houses = _departments(home, away, group)
    author, mate = (a_person(act, scene.union, name, department=house) for name, house in (("甲", away), ("乙", group)))
    judge = panel.add_judge(act, scene.competition, "外聘", home)
    outsider = panel.add_judge(act, scene.competition, "外单位", None)
    alone = _entry_of(Entrant(kind="person", name="甲", person=author, department_id=away.id, members=[]))
    together = _entry_of(Entrant(kind="person", name="甲", person=author, department_id=away.id, members=[]), mate)
    house = _entry_of(Entrant(kind="department", name="语文教研组", department_id=home.id, members=[]))
    works = (alone, together, house)
    for contest, row, reasons in (
        (scene.contest, judge, ["", "own_department", "own_department"]),
        (lenient, judge, ["", "", ""]),
        (scene.contest, outsider, ["", "", ""]),
    ):
        book = rules.frozen(act, contest)
        assert [panel.automatic_recusal(row, work, book, houses) for work in works] == reasons


def test_untouched_sheets_follow_the_staff_list_and_touched_ones_are_left_alone(act: Act) -> None:
    scene = a_scene(act)
    free, touched = scene.sheet(act, 1, 0), scene.sheet(act, 1, 1)
    judging.save_marks(act, touched, marks(800, 900), 0)
    scene.judges[1].department = scene.houses[1]
    act.session.flush()
    panel.open_sheets(act, scene.contest)
    assert (free.state, free.recusal_reason) == ("open", "")
    assert (touched.state, stored(touched)) == ("open", {"T1": 800, "T2": 900})


def test_after_marking_began_a_change_needs_a_reason(act: Act) -> None:
    scene = a_scene(act, judges=2)
    mark_and_seal(act, scene.sheet(act, 0, 0), 800, 900)
    newcomer = panel.add_judge(act, scene.competition, "候补评委", None)
    for change in (
        lambda: panel.seat(act, scene.contest, newcomer),
        lambda: panel.leave(act, scene.seats[1]),
        lambda: panel.set_chief(act, scene.seats[1]),
        lambda: panel.replace(act, scene.seats[1], newcomer, " "),
    ):
        with pytest.raises(Refusal) as refused:
            change()
        assert codes(refused.value) == ["panel_reason_missing"]


def test_a_judge_who_joins_late_gets_a_sheet_for_every_entry(act: Act) -> None:
    scene = a_scene(act, works=3)
    mark_and_seal(act, scene.sheet(act, 0, 0), 800, 900)
    newcomer = panel.add_judge(act, scene.competition, "候补评委", scene.houses[0])
    seat = panel.seat(act, scene.contest, newcomer, reason="评委不足")
    sheets = act.session.scalars(select(Sheet).where(Sheet.seat_id == seat.id).order_by(Sheet.entry_id)).all()
    assert [sheet.state for sheet in sheets] == ["recused", "open", "open"]
    assert [(row.kind, row.reason) for row in panel.minutes_of(act, scene.contest)] == [("seat_added", "评委不足")]


def test_a_replaced_judges_sheets_become_void_openly_and_the_successor_starts_empty(act: Act) -> None:
    scene = a_scene(act, works=2)
    old = [scene.sheet(act, 0, entry) for entry in (0, 1)]
    mark_and_seal(act, old[0], 800, 900)
    newcomer = panel.add_judge(act, scene.competition, "候补评委", None)
    seat = panel.replace(act, scene.seats[0], newcomer, "评委病假")
    act.session.expire_all()
    assert [(sheet.state, stored(sheet)) for sheet in old] == [("void", {"T1": 800, "T2": 900}), ("void", {})]
    assert (scene.seats[0].left_at, scene.seats[0].chief, seat.number, seat.chief) == (act.now, False, 3, True)
    fresh = act.session.scalars(select(Sheet).where(Sheet.seat_id == seat.id)).all()
    assert [(sheet.state, stored(sheet)) for sheet in fresh] == [("open", {}), ("open", {})]
    kinds = [(row.kind, row.reason) for row in panel.minutes_of(act, scene.contest)]
    assert kinds == [("seat_added", "评委病假"), ("seat_left", "评委病假")]
    counted = judging.progress(act, scene.contest)
    assert (counted.sealed, counted.due, [row.seat.number for row in counted.seats]) == (0, 3, [2, 3])
    with pytest.raises(Refusal) as refused:
        panel.seat(act, scene.contest, scene.judges[0], reason="病好了")
    assert codes(refused.value) == ["judge_left"]


def test_a_late_entry_gives_a_seat_that_was_left_a_void_sheet(act: Act) -> None:
    scene = a_scene(act)
    mark_and_seal(act, scene.sheet(act, 0, 0), 800, 900)
    panel.leave(act, scene.seats[0], "病假")
    author = a_person(act, scene.union, "迟到者", department=scene.houses[1])
    scene.entries.append(an_entry(act, scene.contest, author, "迟到", blind_code="J-2AAAA"))
    assert panel.open_sheets(act, scene.contest).made == 2
    assert [scene.sheet(act, judge, 2).state for judge in (0, 1)] == ["void", "open"]


def test_a_judge_who_left_may_sit_again_in_the_next_run(act: Act) -> None:
    scene = a_scene(act)
    mark_and_seal(act, scene.sheet(act, 0, 0), 800, 900)
    panel.leave(act, scene.seats[0], "病假")
    rules.void_and_restart(act, scene.contest, "重评")
    rules.freeze(act, scene.contest, "重评")
    scene.contest.entries_closed_at = act.now
    again = panel.seat(act, scene.contest, scene.judges[0])
    assert (again.id, again.left_at) == (scene.seats[0].id, None)
    panel.open_sheets(act, scene.contest)
    assert scene.sheet(act, 0, 0).state == "open"


def test_advice_speaks_of_size_odd_number_chief_rule_and_namesakes(act: Act) -> None:
    scene = a_scene(act, judges=2, opened=False)
    a_person(act, scene.union, "周评委")
    scene.seats[0].chief = False
    book = rules.frozen(act, scene.contest)
    strict = replace(book, judging=replace(book.judging, minimum_judges=5))
    assert panel.advise(act, scene.contest, scene.seats, strict) == [
        Fault("panel_size", {"count": 2}),
        Fault("panel_even", {"count": 2}),
        Fault("panel_without_chief"),
        Fault("panel_below_rule", {"count": 2, "needed": 5}),
        Fault("judge_namesake", {"name": "周评委"}),
    ]


def test_a_usual_panel_gets_no_advice(act: Act) -> None:
    scene = a_scene(act, judges=5, opened=False)
    assert panel.advise(act, scene.contest, scene.seats, rules.frozen(act, scene.contest)) == []
