"""Who may enter what, with every reason; co-authors, families, departments; withdrawing and coming back."""

from __future__ import annotations

from datetime import date

import pytest

from tests import builders
from tests.web.entries.scenes import contest_of, in_department, manager
from web.db.models import Competition, RaceResult
from web.services import entries, groups, rules
from web.services.act import Act
from web.services.example_rules import example
from web.services.refusals import Refusal


def codes(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def another_competition(act: Act) -> Competition:
    return builders.a_competition(act, builders.a_union(act, "别的工会"), code="zzz2345678")


def test_entrant_gets_the_next_bib_once(act: Act) -> None:
    competition = builders.a_competition(act)
    first, second = (manager(act, competition, name, name) for name in ("甲一", "乙二"))
    one = entries.person_entrant(act, competition, first)
    two = entries.person_entrant(act, competition, second)
    assert (one.bib, two.bib, entries.person_entrant(act, competition, first) is one) == (1001, 1002, True)


def test_every_reason_against_is_told_at_once(act: Act) -> None:
    competition = builders.a_competition(act)
    walk = contest_of(act, competition, "walk_men_51")
    woman = manager(act, competition, gender="F", birth_date=date(1980, 1, 1))
    with pytest.raises(Refusal) as refused:
        entries.enter(act, walk, entries.person_entrant(act, competition, woman))
    assert codes(refused) == ["gender_not_admitted", "too_young"]


def test_unknown_birthday_keeps_out_where_age_is_a_condition_and_waits_where_it_only_parts_groups(act: Act) -> None:
    competition = builders.a_competition(act)
    walk, treadmill = contest_of(act, competition, "walk_men_51"), contest_of(act, competition, "treadmill_women")
    woman = manager(act, competition, gender="F", birth_date=None)
    man = manager(act, competition, "李强", "2", birth_date=None)
    part = entries.Participation(act, competition)
    barred, waiting = part.admission(man, walk), part.admission(woman, treadmill)
    assert [fault.code for fault in barred.reasons] == ["birth_date_unknown"]
    assert (waiting.admitted, [gap.code for gap in waiting.gaps]) == (True, ["birth_date_unknown"])


def test_at_most_n_contests_of_the_same_kind(act: Act) -> None:
    competition = builders.a_competition(act)
    essay = contest_of(act, competition, "essay", **{'entrant = "person"': 'entrant = "person"\nmax_events = 1'})
    plan = contest_of(
        act, competition, "teaching_plan", **{'["teaching"]': '["teaching", "management"]\nmax_events = 1'}
    )
    run = contest_of(act, competition, "run_men_under_51")
    person = manager(act, competition)
    entrant = entries.person_entrant(act, competition, person)
    entries.enter(act, essay, entrant)
    entries.enter(act, run, entrant)
    with pytest.raises(Refusal) as refused:
        entries.enter(act, plan, entrant)
    assert codes(refused) == ["too_many_contests"]
    helper = entries.person_entrant(act, competition, manager(act, competition, "李芳", "2"))
    with pytest.raises(Refusal) as shared:
        entries.enter(act, plan, helper, coauthors=[person])
    assert codes(shared) == ["coauthor_too_many_contests"]


def test_coauthors_stand_in_order_and_never_twice(act: Act) -> None:
    competition = builders.a_competition(act)
    essay = contest_of(act, competition, "essay")
    author, one, two = (manager(act, competition, name, name) for name in ("甲一", "乙二", "丙三"))
    entrant = entries.person_entrant(act, competition, author)
    stranger = builders.a_person(act, another_competition(act).trade_union, "外人")
    with pytest.raises(Refusal) as refused:
        entries.enter(act, essay, entrant, coauthors=[author, one, one, stranger])
    assert codes(refused) == ["coauthor_is_author", "coauthor_twice", "coauthor_elsewhere"]
    entry = entries.enter(act, essay, entrant, "题目", [two, one])
    entries.change_entry(act, entry, "新题目", [one, two], None)
    assert ([known.person_id for known in entry.coauthors], entry.title) == ([one.id, two.id], "新题目")


def test_withdrawn_entry_can_be_made_again(act: Act) -> None:
    competition = builders.a_competition(act)
    essay = contest_of(act, competition, "essay")
    entrant = entries.person_entrant(act, competition, manager(act, competition))
    entry = entries.enter(act, essay, entrant)
    with pytest.raises(Refusal, match="already_entered"):
        entries.enter(act, essay, entrant)
    with pytest.raises(Refusal, match="reason_missing"):
        entries.withdraw(act, entry, " ")
    entries.withdraw(act, entry, "生病")
    assert entries.enter(act, essay, entrant, "再来") is entry
    assert (entry.state, entry.title) == ("entered", "再来")


def test_entry_with_a_result_cannot_be_withdrawn(act: Act) -> None:
    competition = builders.a_competition(act)
    run = contest_of(act, competition, "run_men_under_51")
    entry = entries.enter(act, run, entries.person_entrant(act, competition, manager(act, competition)))
    act.session.add(RaceResult(entry_id=entry.id, run=1, status="FIN", millis=200_000, recorded_at=act.now))
    act.session.flush()
    with pytest.raises(Refusal, match="entry_has_results"):
        entries.withdraw(act, entry, "生病")


def test_nobody_enters_after_entries_closed(act: Act) -> None:
    competition = builders.a_competition(act)
    essay = contest_of(act, competition, "essay")
    entries.enter(act, essay, entries.person_entrant(act, competition, manager(act, competition)))
    rules.freeze(act, essay)
    groups.close_entries(act, essay)
    late = entries.person_entrant(act, competition, manager(act, competition, "李芳", "2"))
    with pytest.raises(Refusal, match="entries_closed"):
        entries.enter(act, essay, late)


def test_family_is_found_by_its_member_of_staff(act: Act) -> None:
    competition = builders.a_competition(act)
    contest = contest_of(act, competition, "harmony_family")
    office = in_department(act, competition, "教务处")
    person = manager(act, competition, department=office)
    family = entries.family_entrant(act, competition, "张明家庭", (person, "李芳"), office)
    again = entries.family_entrant(act, competition, "张明家庭", (person, "李芳", "张小明"), office)
    assert (again is family, [member.name for member in family.members]) == (True, ["张明", "李芳", "张小明"])
    assert entries.enter(act, contest, family).entrant.department_id == office.id
    with pytest.raises(Refusal, match="family_without_staff"):
        entries.family_entrant(act, competition, "外人家庭", ("外人",), None)


def test_entrant_of_another_kind_is_refused(act: Act) -> None:
    competition = builders.a_competition(act)
    essay = contest_of(act, competition, "essay")
    office = in_department(act, competition, "教务处")
    for entrant in (
        entries.department_entrant(act, competition, office),
        entries.union_entrant(act, competition),
    ):
        with pytest.raises(Refusal, match="entrant_kind_not_admitted"):
            entries.enter(act, essay, entrant)


def test_departments_and_unions_enter_where_the_rules_say_so(act: Act) -> None:
    competition = builders.a_competition(act)
    by_department = contest_of(act, competition, "harmony_family", **{'entrant = "family"': 'entrant = "department"'})
    by_union = contest_of(act, competition, "essay", **{
        'entrant = "person"\npost_categories = ["management"]': 'entrant = "union"'
    })  # fmt: skip
    office = in_department(act, competition, "教务处")
    one = entries.enter(act, by_department, entries.department_entrant(act, competition, office))
    two = entries.enter(act, by_union, entries.union_entrant(act, competition))
    assert (one.entrant.name, two.entrant.name) == ("教务处", competition.trade_union.name)


def test_grass_roots_unions_enter_by_name_all_or_none(act: Act) -> None:
    competition = builders.a_competition(act)
    by_union = contest_of(act, competition, "essay", **{
        'entrant = "person"\npost_categories = ["management"]': 'entrant = "union"'
    })  # fmt: skip
    assert entries.enter_unions(act, competition, by_union, "第一基层工会\n 第二基层工会 \n第一基层工会\n") == 2
    with pytest.raises(Refusal) as refused:
        entries.enter_unions(act, competition, by_union, "第三基层工会\n第二基层工会")
    assert [(fault.code, fault.where) for fault in refused.value.faults] == [("already_entered", "第二基层工会")]
    with pytest.raises(Refusal, match="union_name_missing"):
        entries.enter_unions(act, competition, by_union, " \n")


@pytest.mark.parametrize(
    ("code", "typed", "stored", "shown"),
    [
        ("long_jump", "7米85", 785, "7.85 米"),
        ("walk_men_51", "32分20秒", 1_940_000, "32:20"),
        ("treadmill_women", "1.86公里", 1860, "1860 米"),
        ("essay", "7.85", None, ""),
    ],
)
def test_an_earlier_result_is_in_the_unit_of_its_race(code: str, typed: str, stored: int | None, shown: str) -> None:
    found = example(code)
    assert found is not None
    seed = entries.read_seed(typed, found.rulebook)
    assert (seed, entries.seed_text(seed, found.rulebook)) == (stored, shown)
