"""Entry lists: found by number or name, judged by the rules, never entered twice."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests import builders
from tests.web.entries.scenes import EXAMPLES, contest_of, in_department, manager, staged, told
from tests.web.people.scenes import example
from web.db.models import Contest, Entry
from web.services import contests, entries, groups, people, rules
from web.services.act import Act
from web.services.entries.naming import contest_named
from web.services.example_rules import PLAN


def test_example_entries_go_in_whole_and_again_without_doubling(act: Act) -> None:
    competition = builders.a_competition(act)
    people.apply_batch(act, example(act, competition, "staff.xlsx"))
    for code in PLAN:
        document = (EXAMPLES / f"rulebooks/{code}.toml").read_text(encoding="utf-8")
        contests.create_contest(act, competition, code, rules.read(document).name, document)
    content = (EXAMPLES / "entries.xlsx").read_bytes()
    first = entries.stage_entries(act, competition, "entries.xlsx", content)
    assert (first.faults, first.counts["new"]) == ([], 213)
    entries.apply_entries(act, first)
    again = entries.stage_entries(act, competition, "entries.xlsx", content)
    assert (again.faults, again.counts["unchanged"]) == ([], 213)
    assert entries.apply_entries(act, again)["unchanged"] == 213
    assert act.session.scalar(select(func.count()).select_from(Entry)) == 213
    entered = set(act.session.scalars(select(Entry.contest_id)))
    for contest in [one for one in competition.contests if one.id in entered]:
        rules.freeze(act, contest)
        groups.close_entries(act, contest)


def test_faults_of_a_list_are_told_all_at_once_at_their_cells(act: Act) -> None:
    competition = builders.a_competition(act)
    contest_of(act, competition, "essay")
    contest_of(act, competition, "walk_men_51")
    manager(act, competition)
    manager(act, competition, "李芳", "2", gender="F")
    batch = staged(
        act,
        competition,
        {"staff_no": "1", "contest": "论文"},
        {"staff_no": "1", "contest": "论文评比"},
        {"staff_no": "2", "contest": "徒步走"},
        {"staff_no": "9", "contest": "论文"},
        {"staff_no": "2", "name": "张明", "contest": "论文"},
        {"contest": "论文"},
        {"staff_no": "2", "contest": "跳高"},
        {"staff_no": "2"},
        {"staff_no": "2", "contest": "论文", "coauthors": "2、8", "title": "题" * 121},
        {"staff_no": "1", "contest": "徒步走", "seed_mark": "快"},
    )
    assert told(batch) == [
        ("A3", "duplicate_entry"),
        ("A4", "gender_not_admitted"),
        ("A4", "too_young"),
        ("A5", "staff_no_unknown"),
        ("A6", "name_differs"),
        ("A7", "person_missing"),
        ("C8", "contest_unknown"),
        ("C9", "contest_missing"),
        ("E10", "staff_no_unknown"),
        ("H11", "time_not_a_time"),
    ]
    assert [row["status"] for row in batch.rows] == ["new"] + ["faulty"] * 9


def test_good_entries_go_in_and_a_second_list_updates_them(act: Act) -> None:
    competition = builders.a_competition(act)
    essay = contest_of(act, competition, "essay")
    manager(act, competition)
    manager(act, competition, "李芳", "2")
    row = {"staff_no": "1", "contest": "essay", "title": "旧题", "coauthors": "2"}
    assert entries.apply_entries(act, staged(act, competition, row, {"staff_no": "9", "contest": "essay"}))["new"] == 1
    changed = staged(act, competition, {**row, "title": "新题", "coauthors": "李芳"})
    assert entries.apply_entries(act, changed)["changed"] == 1
    (entry,) = entries.entries_of_contest(act, essay)
    assert (entry.title, len(entry.coauthors)) == ("新题", 1)


def test_family_row_makes_the_family(act: Act) -> None:
    competition = builders.a_competition(act)
    contest = contest_of(act, competition, "harmony_family")
    manager(act, competition)
    entries.apply_entries(
        act, staged(act, competition, {"staff_no": "1", "contest": "和睦家庭", "family": "妻子:李芳、张小明(子)"})
    )
    (entry,) = entries.entries_of_contest(act, contest)
    assert (entry.entrant.name, [member.name for member in entry.entrant.members]) == (
        "张明家庭",
        ["张明", "李芳", "张小明"],
    )


def test_department_row_needs_no_staff_number(act: Act) -> None:
    competition = builders.a_competition(act)
    contest = contest_of(act, competition, "harmony_family", **{'entrant = "family"': 'entrant = "department"'})
    in_department(act, competition, "教务处")
    batch = staged(
        act, competition, {"contest": "家庭", "department": "教务处"}, {"contest": "家庭", "department": "保卫处"}
    )
    assert told(batch) == [("G3", "department_unknown")]
    entries.apply_entries(act, batch)
    assert [entry.entrant.name for entry in entries.entries_of_contest(act, contest)] == ["教务处"]


def test_row_refused_meanwhile_waits(act: Act) -> None:
    competition = builders.a_competition(act)
    essay = contest_of(act, competition, "essay")
    entries.enter(act, essay, entries.person_entrant(act, competition, manager(act, competition)))
    manager(act, competition, "李芳", "2")
    batch = staged(act, competition, {"staff_no": "2", "contest": "论文评比"})
    rules.freeze(act, essay)
    groups.close_entries(act, essay)
    assert (entries.apply_entries(act, batch)["faulty"], told(batch)) == (1, [("", "entries_closed")])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("essay", "essay"),
        ("2026年论文评比", "essay"),
        ("徒步走", "walk"),
        ("51周岁\uff08含\uff09以上男职工徒步走比赛", "walk"),
        ("“和睦家庭”", "family"),
    ],
)
def test_contest_is_found_by_what_people_call_it(text: str, code: str) -> None:
    known = [
        (Contest(code="essay", name="论文评比"), "“践行群众路线”论文评比"),
        (Contest(code="walk", name="2026年51周岁（含）以上男职工徒步走比赛"), ""),
        (Contest(code="family", name="2026年职工“和睦家庭”评选"), ""),
    ]
    assert contest_named(known, text).code == code
