"""The department tree: made from lists, renamed, moved, never in a circle."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests import builders
from tests.web.people.scenes import brought_in, staged, told
from web.db.models import Department, Person
from web.services import people
from web.services.act import Act
from web.services.people.departments import read_path
from web.services.refusals import Refusal


def paths(act: Act) -> list[str]:
    return sorted(act.session.scalars(select(Department.path)))


def test_department_without_campus_is_found_if_only_one_bears_its_name(act: Act) -> None:
    competition = builders.a_competition(act)
    brought_in(act, competition, {"staff_no": "1", "name": "张明", "campus": "北校区", "department": "教务处"})
    brought_in(act, competition, {"staff_no": "2", "name": "李芳", "department": "教务处"})
    assert paths(act) == ["北校区", "北校区 / 教务处"]
    brought_in(act, competition, {"staff_no": "3", "name": "王强", "department": "南校区/教务处"})
    assert told(staged(act, competition, {"name": "赵敏", "department": "教务处"})) == [("G2", "department_ambiguous")]


def test_path_in_one_cell_names_its_levels() -> None:
    assert read_path("", "南校区 / 语文组 / 第一小组", "") == (
        ("campus", "南校区"),
        ("department", "语文组"),
        ("union_group", "第一小组"),
    )
    assert read_path("", "语文组/第一小组", "") == (("department", "语文组"), ("union_group", "第一小组"))
    assert read_path("", "", "") == ()


def test_renaming_a_department_renames_everything_below(act: Act) -> None:
    competition = builders.a_competition(act)
    brought_in(act, competition, {"name": "张明", "campus": "北校区", "department": "教务处/一组"})
    campus = act.session.scalars(select(Department).filter_by(kind="campus")).one()
    people.change_department(act, competition, campus, None, "东校区")
    assert paths(act) == ["东校区", "东校区 / 教务处", "东校区 / 教务处 / 一组"]
    department = act.session.query(Person).one().department
    assert department is not None and department.path == "东校区 / 教务处 / 一组"


def test_departments_hang_only_below_a_higher_level(act: Act) -> None:
    competition = builders.a_competition(act)
    group = people.add_department(act, competition, None, "union_group", "一组")
    office = people.add_department(act, competition, None, "department", "教务处")
    with pytest.raises(Refusal, match="department_level"):
        people.change_department(act, competition, office, group, "教务处")
    with pytest.raises(Refusal, match="department_exists"):
        people.add_department(act, competition, None, "department", " 教务处 ")
    people.change_department(act, competition, group, office, "一组")
    assert paths(act) == ["教务处", "教务处 / 一组"]
    with pytest.raises(Refusal, match="department_level"):
        people.change_department(act, competition, office, group, "教务处")
