"""Everybody's group with its reason; closing, reopening, blind codes; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from scoring.groups import Merging
from scoring.rulebook import as_tables, canonical, parse, read_tables
from tests.builders import a_competition, a_person, an_entry
from tests.conftest import Office, count_queries
from tests.web.rules.scenes import DOCUMENTS, a_contest, a_mark, a_woman
from web.db.models import Contest
from web.services import contests, groups, rules
from web.services.act import Act
from web.services.blind_codes import ALPHABET, check_character, is_blind_code, new_blind_code
from web.services.clashes import people_in_clashes
from web.services.refusals import Fault, Refusal


def treadmill(act: Act) -> Contest:
    return a_contest(act, a_competition(act), "treadmill_women", freeze=True)


def test_groups_follow_the_birth_date_to_the_day(act: Act) -> None:
    contest = treadmill(act)
    born = {"甲": date(1975, 12, 31), "乙": date(1976, 1, 1), "丙": date(1990, 1, 1), "丁": None}
    for name, day in born.items():
        a_woman(act, contest, name, day)
    told = [(one.entry.entrant.name, one.group_code, one.reason) for one in groups.assign_all(act, contest)]
    assert told == [
        ("甲", "W-51", "assigned"),
        ("乙", "W-U51", "assigned"),
        ("丙", "W-U51", "assigned"),
        ("丁", None, "birth_date_unknown"),
    ]


def merging(act: Act) -> Contest:
    """A treadmill contest whose groups merge below three entries, with two women over 51 and three under."""
    rulebook = parse(DOCUMENTS["treadmill_women"])
    document = canonical(replace(rulebook, merging=Merging(3)))
    contest = contests.create_contest(act, a_competition(act), "treadmill", "跑步机", document)
    rules.freeze(act, contest)
    for number, year in enumerate((1960, 1970, 1980, 1990, 2000)):
        a_woman(act, contest, f"甲{number}", date(year, 1, 1))
    return contest


def test_small_groups_merge_when_the_entries_close_and_the_own_group_is_kept_as_a_reason(act: Act) -> None:
    contest = merging(act)
    assert [(one.group_code, one.reason) for one in groups.assign_all(act, contest)] == [
        ("W-U51", "merged"),
        ("W-U51", "merged"),
        ("W-U51", "assigned"),
        ("W-U51", "assigned"),
        ("W-U51", "assigned"),
    ]
    closed = groups.close_entries(act, contest)
    reasons = [one.entry.group_reason or {} for one in closed]
    assert [reason.get("merged_from") for reason in reasons] == ["W-51", "W-51", None, None, None]
    assert (reasons[0]["age"], reasons[0]["born_last"]) == (66, "1975-12-31")


def test_an_unknown_birthday_blocks_the_draw_by_name(act: Act) -> None:
    contest = treadmill(act)
    entry = a_woman(act, contest, "丁", None)
    with pytest.raises(Refusal) as refused:
        groups.close_entries(act, contest)
    assert [(one.code, one.where) for one in refused.value.faults] == [("birth_date_unknown", "丁")]
    assert (contest.entries_closed_at, entry.group_code) == (None, None)


def test_who_may_not_enter_blocks_the_draw_too(act: Act) -> None:
    contest = treadmill(act)
    an_entry(act, contest, a_person(act, contest.competition.trade_union, "张明"))
    with pytest.raises(Refusal) as refused:
        groups.close_entries(act, contest)
    assert [(one.code, one.where) for one in refused.value.faults] == [
        ("no_group", "张明"),
        ("gender_not_admitted", "张明"),
    ]


def test_closing_writes_group_and_reason_without_a_birth_date(act: Act) -> None:
    contest = treadmill(act)
    entry = a_woman(act, contest, "甲", date(1970, 6, 1))
    groups.close_entries(act, contest)
    assert (entry.group_code, contest.entries_closed_at, entry.blind_code) == ("W-51", act.now, None)
    assert entry.group_reason == {
        "reason": "assigned",
        "age": 56,
        "reference_date": "2026-12-31",
        "convention": "on_birthday",
        "born_last": "1975-12-31",
    }


def test_rules_must_be_frozen_before_the_draw(act: Act) -> None:
    contest = a_contest(act, a_competition(act), "treadmill_women")
    a_woman(act, contest)
    with pytest.raises(Refusal) as refused:
        groups.close_entries(act, contest)
    assert [one.code for one in refused.value.faults] == ["rules_not_frozen"]


def test_entries_close_once_and_not_empty(act: Act) -> None:
    contest = treadmill(act)
    seen = []
    for _attempt in range(3):
        try:
            groups.close_entries(act, contest)
        except Refusal as refusal:
            seen.append([one.code for one in refusal.faults])
            a_woman(act, contest)
    assert seen == [["no_entries"], ["entries_already_closed"]]


def test_withdrawn_entries_do_not_count(act: Act) -> None:
    contest = treadmill(act)
    a_woman(act, contest, "甲")
    a_woman(act, contest, "丁", None).state = "withdrawn"
    act.session.flush()
    assert [one.entry.entrant.name for one in groups.close_entries(act, contest)] == ["甲"]


def test_blind_works_get_codes_of_their_own_that_stay(act: Act) -> None:
    contest = a_contest(act, a_competition(act), "essay", freeze=True)
    entries = [a_woman(act, contest, f"王{n}") for n in range(5)]
    groups.close_entries(act, contest)
    codes = [entry.blind_code or "" for entry in entries]
    assert len(set(codes)) == 5
    assert all(is_blind_code(code) for code in codes)
    groups.reopen_entries(act, contest, "有人漏报")
    assert [entry.group_code for entry in entries] == [None] * 5
    late = a_woman(act, contest, "补报")
    groups.close_entries(act, contest)
    assert [entry.blind_code for entry in entries] == codes
    assert late.blind_code not in codes


def test_reopening_needs_a_reason_closed_entries_and_no_marks(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    entry = a_woman(act, contest)
    seen = []
    for step in ("open", "closed", "marked"):
        if step == "closed":
            groups.close_entries(act, contest)
        if step == "marked":
            a_mark(act, contest, entry)
        with pytest.raises(Refusal) as refused:
            groups.reopen_entries(act, contest, " ")
        seen += [one.code for one in refused.value.faults]
    assert seen == ["entries_not_closed", "reason_missing", "scores_exist"]


def test_people_near_a_limit_are_listed_nearest_first(act: Act) -> None:
    contest = treadmill(act)
    days = {"远": date(1976, 2, 1), "三十": date(1976, 1, 30), "前": date(1975, 12, 30), "正": date(1975, 12, 31)}
    for name, day in days.items():
        a_woman(act, contest, name, day)
    a_woman(act, contest, "未知", None)
    near = groups.near_limits(act, contest)
    assert [(one.entry.entrant.name, [(at.age, at.days) for at in one.limits]) for one in near] == [
        ("正", [(51, 0)]),
        ("前", [(51, 1)]),
        ("三十", [(51, 30)]),
    ]


def test_a_family_in_a_contest_for_persons_is_told(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    entry = a_woman(act, contest)
    entry.entrant.kind = "family"
    act.session.flush()
    with pytest.raises(Refusal) as refused:
        groups.close_entries(act, contest)
    assert [one.code for one in refused.value.faults] == ["entrant_kind_not_admitted"]


def test_logistics_staff_keep_their_post_category(act: Act) -> None:
    person = a_person(act, a_competition(act).trade_union, post_category="logistics")
    assert str(groups.facts_of(person).post_category) == "logistics"


def test_a_clash_names_the_people_it_catches(act: Act) -> None:
    competition = a_competition(act)
    for name, day in (("早", date(1974, 12, 31)), ("中", date(1975, 6, 1)), ("晚", date(1976, 1, 1))):
        a_person(act, competition.trade_union, name, gender="F", birth_date=day)
    a_person(act, competition.trade_union, "男", gender="M", birth_date=date(1975, 6, 1))
    params = {
        "gender": "female",
        "post_category": "",
        "first_age": 51,
        "last_age": 51,
        "born_first": "1975-01-01",
        "born_last": "1975-12-31",
        "groups": "W-U51,W-51",
    }
    faults = [Fault("criteria_total"), Fault("groups_overlap", params)]
    assert [(one.fault, one.count, one.names) for one in people_in_clashes(act, competition, faults)] == [
        (faults[1], 1, ("中",))
    ]


def test_a_narrower_rule_leaves_people_unassigned(act: Act) -> None:
    tables = as_tables(parse(DOCUMENTS["treadmill_women"]))
    tables["eligibility"] = {**tables["eligibility"], "minimum_age": 30}
    document = canonical(read_tables(tables))
    contest = contests.create_contest(act, a_competition(act), "t30", "跑步机", document)
    rules.freeze(act, contest)
    a_woman(act, contest, "小", date(2000, 1, 1))
    with pytest.raises(Refusal) as refused:
        groups.close_entries(act, contest)
    assert [(one.code, one.params) for one in refused.value.faults] == [("too_young", {"age": 26, "limit": 30})]


def test_blind_codes_show_every_slip() -> None:
    code = new_blind_code(set())
    assert re.fullmatch(rf"J-[{ALPHABET}]{{5}}", code)
    for place in range(2, 6):
        for sign in ALPHABET:
            wrong = code[:place] + sign + code[place + 1 :]
            assert is_blind_code(wrong) is (wrong == code)
    body = "2345"
    assert check_character(body) != check_character("3245")
    assert not is_blind_code("J-2345")


def test_a_taken_code_is_never_given_again() -> None:
    taken: set[str] = set()
    for _turn in range(500):
        code = new_blind_code(taken)
        assert code not in taken
        taken.add(code)


def test_assigning_costs_the_same_queries_for_one_and_three_entries(office: Office) -> None:
    counts = []
    with office.act() as act:
        contest = treadmill(act)
        for name in ("甲", "乙", "丙"):
            a_woman(act, contest, name)
            if name == "乙":
                continue
            act.session.expire_all()
            act.session.refresh(contest)
            with count_queries(office.engine) as statements:
                groups.assign_all(act, contest)
            counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_moment_of_closing_is_the_acts(act: Act) -> None:
    contest = treadmill(act)
    a_woman(act, contest)
    later = replace(act, now=act.now.replace(hour=9))
    groups.close_entries(later, contest)
    assert contest.entries_closed_at == later.now
