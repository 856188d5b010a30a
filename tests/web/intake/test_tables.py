"""Rows are found whatever surrounds them; cells keep what they say."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
from openpyxl import load_workbook

from tests.web.intake.files import book_of
from web.services.intake import STAFF, read_rows
from web.services.intake.numbers import Style, style_of
from web.services.intake.sheets_out import book_bytes, new_book, text_sheet
from web.services.refusals import Refusal


def texts(content: bytes, name: str = "a.xlsx") -> list[tuple[int, dict[str, str]]]:
    rows = read_rows(name, content, STAFF)
    return [(row.number, {field: cell.text for field, cell in row.cells.items()}) for row in rows]


def test_header_is_found_below_titles_and_blank_rows() -> None:
    rows = [["名册"], [], ["说明", "每人一行"], ["职工号", " 名 字 ", "科室(全称)"], ["1", "张明", "教务处"]]
    assert texts(book_of(rows)) == [(5, {"staff_no": "1", "name": "张明", "department": "教务处"})]


def test_header_of_two_rows_is_read_column_by_column() -> None:
    rows = [["姓名", "单位", None], [None, "校区", "部门"], ["张明", "北校区", "教务处"]]
    merged = ["A1:A2", "B1:C1"]
    assert texts(book_of(rows, merged)) == [(3, {"name": "张明", "campus": "北校区", "department": "教务处"})]


def test_merged_department_counts_for_each_row_and_blank_rows_are_skipped() -> None:
    rows = [["姓名", "部门"], ["张明", "教务处"], [], ["李芳", None], ["王强", None]]
    found = texts(book_of(rows, ["B2:B5"]))
    assert found == [
        (number, {"name": name, "department": "教务处"}) for number, name in ((2, "张明"), (4, "李芳"), (5, "王强"))
    ]


def test_repeated_header_and_footer_are_no_rows() -> None:
    rows = [["姓名", "工号"], ["张明", "1"], ["姓名", "工号"], ["李芳", "2"], [], ["填表人：", "王强"]]
    assert [number for number, _ in texts(book_of(rows))] == [2, 4]


def test_numbers_and_dates_come_as_plain_text() -> None:
    rows = [
        ["工号", "姓名", "出生日期"],
        [1001, "张明", date(1975, 11, 22)],
        [2.0, "李芳", datetime.combine(date(1975, 11, 22), time(8, 30))],
    ]
    assert texts(book_of(rows)) == [
        (2, {"staff_no": "1001", "name": "张明", "birth_date": "1975-11-22"}),
        (3, {"staff_no": "2", "name": "李芳", "birth_date": "1975-11-22 08:30"}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_tables_are_read_in_every_usual_encoding(encoding: str) -> None:
    content = "姓名,工号,部门\r\n买买提·艾力,1,教务处\r\n李䶮,2,\r\n".encode(encoding)
    assert texts(content, "a.csv") == [
        (2, {"name": "买买提·艾力", "staff_no": "1", "department": "教务处"}),
        (3, {"name": "李䶮", "staff_no": "2"}),
    ]


def test_sheet_without_the_list_is_passed_over() -> None:
    book = new_book()
    text_sheet(book, "说明", ["怎么填"], [["每人一行"]])
    text_sheet(book, "名册", ["姓名", "工号"], [["张明", "1"]])
    assert texts(book_bytes(book)) == [(2, {"name": "张明", "staff_no": "1"})]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["甲", "乙"], ["1", "2"]], "header_not_found"),
        ([["工号", "部门"], ["1", "教务处"]], "column_missing"),
        ([["姓名", "工号"]], "no_rows"),
    ],
)
def test_missing_header_column_or_rows_are_told(rows: list[list[str]], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_rows("a.xlsx", book_of(rows), STAFF)
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize(
    ("number", "code", "style"),
    [
        (14, None, Style.DATE),
        (27, None, Style.MONTH),
        (57, None, Style.MONTH),
        (31, None, Style.DATE),
        (20, None, Style.TIME),
        (176, 'yyyy"年"m"月"', Style.MONTH),
        (176, 'yyyy"年"m"月"d"日";@', Style.DATE),
        (176, "[h]:mm", Style.TIME),
        (176, "0.00_);[Red](0.00)", Style.NUMBER),
        (0, "General", Style.NUMBER),
    ],
)
def test_a_format_without_the_day_shows_no_complete_date(number: int, code: str | None, style: Style) -> None:
    assert style_of(number, code) is style


def test_what_a_stranger_typed_never_becomes_a_formula() -> None:
    risky = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1+1", "|calc"]
    book = new_book()
    text_sheet(book, "s", ["a"] * len(risky), [risky])
    cells = list(load_workbook(io.BytesIO(book_bytes(book)))["s"][2])
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [(text, "s", True) for text in risky]
