"""Bringing in staff lists: every fault at once, good rows in, nobody twice, no ID number anywhere."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from tests import builders
from tests.conftest import Office
from tests.web.people.scenes import (
    EXAMPLES,
    brought_in,
    everything_stored,
    example,
    fields,
    head_count,
    staged,
    statuses,
    told,
)
from web.db.models import Person
from web.present.messages import CATALOGUE
from web.services import people
from web.services.act import Act
from web.services.intake import STAFF, read_rows
from web.services.refusals import Refusal

ID = "990101197511220033"
ID_LIKE = re.compile(r"[0-9]{17}[0-9Xx]|[0-9]{15}")


def test_example_staff_go_in_whole_and_again_without_doubling(act: Act) -> None:
    competition = builders.a_competition(act)
    first = example(act, competition, "staff.xlsx")
    assert (first.faults, first.counts["new"], len(first.counts["departments"])) == ([], 320, 20)
    people.apply_batch(act, first)
    again = example(act, competition, "staff.xlsx")
    assert (again.faults, again.counts["unchanged"], again.counts["departments"]) == ([], 320, [])
    people.apply_batch(act, again)
    assert head_count(act) == 320


def test_every_fault_of_the_faulty_example_is_found_at_its_cell(act: Act) -> None:
    competition = builders.a_competition(act)
    people.apply_batch(act, example(act, competition, "staff.xlsx"))
    batch = example(act, competition, "staff_with_faults.xlsx")
    table = re.findall(r"^\| ([A-Z]+[0-9]+) \| `(\w+)`", (EXAMPLES / "README.md").read_text(encoding="utf-8"), re.M)
    assert told(batch) == table
    assert {"new", "faulty"} == set(statuses(batch))
    people.apply_batch(act, batch)
    assert head_count(act) == 320 + statuses(batch).count("new") + batch.counts["new"]


def test_faulty_example_shows_every_kind_of_fault_a_list_can_have() -> None:
    shown = set(re.findall(r"`(\w+)` \|", (EXAMPLES / "README.md").read_text(encoding="utf-8")))
    elsewhere = {"date_missing", "clock_unreadable"}
    from web.present.messages import intake
    from web.present.messages import people as said

    kinds = {code.removeprefix("remedy_") for code in (*intake.MESSAGES, *said.MESSAGES) if code.startswith("remedy_")}
    assert kinds - elsewhere == shown


def test_every_fault_of_a_row_has_a_sentence_and_a_remedy() -> None:
    shown = set(re.findall(r"`(\w+)` \|", (EXAMPLES / "README.md").read_text(encoding="utf-8")))
    assert shown <= CATALOGUE.keys()
    assert {f"remedy_{code}" for code in shown} <= CATALOGUE.keys()


def test_no_id_number_is_stored_anywhere(act: Act) -> None:
    competition = builders.a_competition(act)
    numbers = {
        row.text("identity")
        for name in ("staff.xlsx", "staff_with_faults.xlsx")
        for row in read_rows(name, (EXAMPLES / name).read_bytes(), STAFF)
    } - {""}
    assert len(numbers) > 320
    people.apply_batch(act, example(act, competition, "staff.xlsx"))
    people.apply_batch(act, example(act, competition, "staff_with_faults.xlsx"))
    example(act, competition, "staff_with_faults.xlsx")
    act.session.flush()
    stored = everything_stored(act.session)
    assert [number for number in numbers if len(number) > 12 and number in stored] == []
    hexless = re.sub(r"[0-9a-f]{64}", "", stored)
    assert ID_LIKE.findall(hexless) == []


def test_id_number_tells_birth_and_sex_and_leaves_hash_and_tail(act: Act) -> None:
    competition = builders.a_competition(act)
    brought_in(act, competition, {"name": "张明", "identity": f" {ID} "})
    person = act.session.query(Person).one()
    assert (person.birth_date, person.gender, person.id_last4) == (date(1975, 11, 22), "M", "0033")
    assert person.id_hmac == act.keys.id_hmac(ID)


def test_row_left_empty_keeps_what_is_stored(act: Act) -> None:
    competition = builders.a_competition(act)
    brought_in(act, competition, {"staff_no": "7", "name": "张明", "birth_date": "1975-11-22", "department": "教务处"})
    batch = staged(act, competition, {"staff_no": "7", "name": "张明", "post": "管理"})
    assert [fields(row["differences"]) for row in batch.rows] == [[("post_category", "", "management")]]
    people.apply_batch(act, batch)
    person = act.session.query(Person).one()
    assert (person.birth_date, person.department and person.department.name, person.post_category) == (
        date(1975, 11, 22),
        "教务处",
        "management",
    )


@pytest.mark.parametrize(
    "again",
    [
        {"staff_no": "7", "name": "张明明", "birth_date": "1975-11-22"},
        {"name": "张明明", "identity": ID},
        {"name": "张明", "department": "教务处", "birth_date": "1975.11.22", "post": "教学"},
    ],
)
def test_person_is_found_by_each_key(act: Act, again: dict[str, object]) -> None:
    competition = builders.a_competition(act)
    brought_in(act, competition, {"staff_no": "7", "name": "张明", "identity": ID, "department": "教务处"})
    assert brought_in(act, competition, again)["changed"] == 1
    assert head_count(act) == 1


def test_namesakes_of_one_department_stay_two_people(act: Act) -> None:
    competition = builders.a_competition(act)
    rows = [
        {"name": "张伟", "department": "教务处", "birth_date": "1975-11-22"},
        {"name": "张伟", "department": "教务处", "birth_date": "1980-01-02"},
    ]
    assert brought_in(act, competition, *rows)["new"] == 2
    assert brought_in(act, competition, *rows)["unchanged"] == 2
    assert told(staged(act, competition, {"name": "张伟", "department": "教务处"})) == [("B2", "person_ambiguous")]


def test_new_staff_number_with_a_namesakes_name_is_a_new_person(act: Act) -> None:
    competition = builders.a_competition(act)
    brought_in(act, competition, {"staff_no": "7", "name": "张伟", "department": "教务处"})
    assert brought_in(act, competition, {"staff_no": "8", "name": "张伟", "department": "教务处"})["new"] == 1
    assert head_count(act) == 2


def test_two_rows_that_mean_one_person_are_told(act: Act) -> None:
    competition = builders.a_competition(act)
    brought_in(act, competition, {"staff_no": "7", "name": "张明", "identity": ID})
    batch = staged(act, competition, {"staff_no": "7", "name": "张明"}, {"name": "张明", "identity": ID})
    assert told(batch) == [("B3", "duplicate_person")]


def test_good_rows_go_in_while_bad_ones_wait_and_come_back_corrected(act: Act) -> None:
    competition = builders.a_competition(act)
    batch = staged(
        act,
        competition,
        {"staff_no": "1", "name": "张明", "department": "教务处"},
        {"staff_no": "2", "name": "李（龙天）", "identity": ID, "department": "+cmd()"},
        {"staff_no": "3", "name": "王强", "birth_date": "1975年11月"},
    )
    counts = people.apply_batch(act, batch)
    assert (counts["new"], counts["faulty"], statuses(batch)) == (1, 2, ["faulty", "faulty"])
    book = load_workbook(io.BytesIO(people.waiting_rows(batch, STAFF, lambda fault: fault.code)))
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    assert titles == ["工号", "姓名", "性别", "身份证号", "出生日期", "部门", "需要改正"]
    assert [row[-1].value for row in sheet.iter_rows(min_row=2)] == ["name_components", "date_incomplete"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}
    sheet["B2"].value, sheet["E3"].value = "李䶮", "1975-11-22"
    corrected = io.BytesIO()
    book.save(corrected)
    again = people.stage_people(act, competition, "改好.xlsx", corrected.getvalue())
    assert (again.faults, people.apply_batch(act, again)["new"], head_count(act)) == ([], 2, 3)
    came_back = act.session.query(Person).filter_by(staff_no="2").one()
    assert (came_back.id_hmac, came_back.birth_date) == (act.keys.id_hmac(ID), date(1975, 11, 22))


def test_batch_is_applied_once(act: Act) -> None:
    competition = builders.a_competition(act)
    batch = staged(act, competition, {"name": "张明"})
    people.apply_batch(act, batch)
    with pytest.raises(Refusal, match="batch_applied"):
        people.apply_batch(act, batch)


def test_row_that_no_longer_fits_waits_with_its_fault(act: Act) -> None:
    competition = builders.a_competition(act)
    late = staged(act, competition, {"staff_no": "7", "name": "张明", "birth_date": "1975-11-22"})
    brought_in(act, competition, {"staff_no": "7", "name": "李芳", "birth_date": "1980-01-02"})
    assert people.apply_batch(act, late)["faulty"] == 1
    assert [(fault["row"], fault["code"]) for fault in late.faults] == [(2, "staff_no_other_person")]


def test_import_asks_the_database_a_constant_number_of_times(office: Office) -> None:
    from tests.conftest import count_queries

    asked = []
    for size in (1, 30):
        with office.act() as act:
            competition = builders.a_competition(act, code=f"code{size:06d}")
            rows = [{"staff_no": f"{size}-{number}", "name": f"张{'明' * (number % 5 + 1)}"} for number in range(size)]
            with count_queries(office.engine) as statements:
                staged(act, competition, *rows)
            asked.append(len([one for one in statements if one.startswith("SELECT")]))
    assert asked[0] == asked[1]


def test_columns_that_mean_nothing_here_are_named_instead_of_passed_over(act: Act) -> None:
    competition = builders.a_competition(act)
    content = "姓名,工号,性別,鞋码,备注\n王伟,1,男,42,无\n".encode()
    batch = people.stage_people(act, competition, "staff.csv", content)
    assert batch.counts["unread"] == ["鞋码", "备注"]
    assert batch.rows[0]["person"]["gender"] == "M"
