"""Dates, sexes, names: every way people write them, and properties over all of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.services.intake import Cell, Kind
from web.services.intake.dates import read_clock, read_date
from web.services.intake.names import read_name
from web.services.intake.words import read_gender, read_post, read_staff_no, split_list, without_identity
from web.services.refusals import Refusal

TODAY = date(2026, 10, 8)
BIRTHS = st.dates(min_value=date(1946, 1, 1), max_value=date(2010, 10, 8))
FORMS = (
    "{0:%Y-%m-%d}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}/{0.month}/{0.day}",
    "{0:%Y%m%d}",
    "{0.year}年{0.month}月{0.day}日",
    " {0.year} 年 {0.month} 月 {0.day} 日 ",
    "{0:%y-%m-%d}",
    "{0:%Y-%m-%d} 00:00:00",
)


def code(read: object, *values: object) -> str:
    with pytest.raises(Refusal) as caught:
        read(*values)  # type: ignore[operator]
    return caught.value.faults[0].code


@given(BIRTHS, st.sampled_from(FORMS))
def test_every_written_form_gives_the_same_day(day: date, form: str) -> None:
    assert read_date(Cell(form.format(day)), TODAY) == day


@given(BIRTHS)
def test_a_serial_number_gives_the_day_the_spreadsheet_shows(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read_date(Cell(str(serial), Kind.NUMBER), TODAY) == day


@given(st.text(max_size=40))
def test_any_text_is_a_past_day_or_a_coded_refusal(text: str) -> None:
    try:
        day = read_date(Cell(text), TODAY)
    except Refusal as refusal:
        assert {fault.code for fault in refusal.faults} <= {
            "date_incomplete",
            "date_impossible",
            "date_unreadable",
            "date_future",
        }
    else:
        assert day is None or day <= TODAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1975年11月", "date_incomplete"),
        ("1975.11", "date_incomplete"),
        ("1975", "date_incomplete"),
        ("197511", "date_incomplete"),
        ("75年11月", "date_incomplete"),
        ("1975-02-30", "date_impossible"),
        ("19751350", "date_impossible"),
        ("1875-11-22", "date_impossible"),
        ("2075-11-22", "date_future"),
        ("11/22/1975", "date_unreadable"),
        ("属虎", "date_unreadable"),
    ],
)
def test_a_date_that_cannot_be_used_says_why(text: str, expected: str) -> None:
    assert code(read_date, Cell(text), TODAY) == expected


def test_clock_is_read_as_people_write_it() -> None:
    assert [
        f"{read_clock(Cell(text)):%H:%M}" for text in ("8:00", "08:05:00", "8点30分", "14时", "2026-10-23 13:30")
    ] == [
        "08:00",
        "08:05",
        "08:30",
        "14:00",
        "13:30",
    ]
    assert code(read_clock, Cell("25:00")) == "clock_unreadable"


def test_gender_words() -> None:
    men, women = ("男", " 男性", "M", "m", "1", "先生", "\uff2d"), ("女", "女士", "F", "2")
    assert [read_gender(word) for word in (*men, *women)] == ["M"] * len(men) + ["F"] * len(women)
    assert (read_gender(" "), code(read_gender, "不详")) == (None, "gender_unreadable")


def test_post_words() -> None:
    assert [read_post(word) for word in ("教学", "专任教师", "行政", "教辅", "后勤", "")] == [
        "teaching",
        "teaching",
        "management",
        "support",
        "logistics",
        None,
    ]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("张 明", "张明"),
        ("\u3000张\u3000明\u200b", "张明"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提 ・ 艾力", "买买提·艾力"),
        ("买买提.艾力", "买买提·艾力"),
        ("李䶮", "李䶮"),
        ("王𬱖", "王𬱖"),
        ("\u2f26明", "子明"),
        ("Anna  Lee", "Anna Lee"),
        ("e\u0301va", "\u00e9va"),
    ],
)
def test_names_are_stored_in_one_spelling(written: str, stored: str) -> None:
    assert read_name(written) == stored


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "name_missing"),
        ("张\ue000", "name_private_use"),
        ("张\U000f0000", "name_private_use"),
        ("李（龙天）", "name_components"),
        ("李\u2ff0龙天", "name_components"),
        ("马?", "name_components"),
        ("张8", "name_characters"),
        ("·张明", "name_characters"),
        ("张😀", "name_characters"),
        ("张", "name_length"),
        ("张" * 31, "name_length"),
    ],
)
def test_names_that_would_not_print_are_refused(text: str, expected: str) -> None:
    assert code(read_name, text) == expected


@given(st.text(max_size=40))
def test_reading_a_name_twice_changes_nothing(text: str) -> None:
    try:
        name = read_name(text)
    except Refusal:
        return
    assert read_name(name) == name


def test_staff_number_keeps_zeros_and_refuses_an_id_number() -> None:
    assert read_staff_no(Cell(" 0071 ")) == "0071"
    assert read_staff_no(Cell("1001", Kind.NUMBER)) == "1001"
    assert code(read_staff_no, Cell("990101197511220033")) == "staff_no_is_identity"
    assert code(read_staff_no, Cell("12.5", Kind.NUMBER)) == "staff_no_unreadable"


def test_id_like_digits_are_blotted_out_of_any_text() -> None:
    text = "电话见 990101 19751122 0033,备用"
    assert "1975" not in without_identity(text)
    assert without_identity("教务处 12") == "教务处 12"


def test_lists_in_one_cell_are_split_at_every_usual_mark() -> None:
    assert split_list("1、2,3\uff0c4;5/6 7") == ["1", "2", "3", "4", "5", "6", "7"]
