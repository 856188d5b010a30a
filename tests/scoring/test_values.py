"""Values: read exactly, refused with a code, written as people write them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import RuleFaults
from scoring.values import (
    format_fixed,
    format_fraction,
    format_mark,
    format_money,
    format_time,
    parse_mark,
    parse_metres,
    parse_money,
    parse_rate,
    parse_time,
    round_half_up,
)


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("87.5", 8750), ("0", 0), ("87.5", 8750), ("\u3000 90.00 ", 9000), ("\u200b7", 700), ("+5.25", 525), ("-0", 0)],
)
def test_mark_is_read_as_hundredths(text, hundredths):
    assert parse_mark(text) == hundredths


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "mark_empty"),
        ("  ", "mark_empty"),
        ("NaN", "mark_not_a_number"),
        ("Infinity", "mark_not_a_number"),
        ("1e2", "mark_not_a_number"),
        ("8²", "mark_not_a_number"),
        ("٨", "mark_not_a_number"),
        ("八", "mark_not_a_number"),
        (".5", "mark_not_a_number"),
        ("1" * 60, "mark_not_a_number"),
        ("-1", "mark_negative"),
        ("87.555", "mark_decimals"),
    ],
)
def test_mark_that_is_no_mark_is_refused_with_a_code(text, code):
    with pytest.raises(RuleFaults) as refused:
        parse_mark(text)
    assert [fault.code for fault in refused.value.faults] == [code]


@pytest.mark.parametrize(
    ("text", "millis", "shown"),
    [
        ("32:20:27", 116_427_000, "32:20:27"),
        ("12.34", 12_340, "12.34"),
        ("4:05.3", 245_300, "4:05.3"),
        ("4分05秒3", 245_300, "4:05.3"),
        ("1小时2分3秒", 3_723_000, "1:02:03"),
        ("4:05.3", 245_300, "4:05.3"),
        ("125", 125_000, "2:05"),
        ("0.001", 1, "0.001"),
        ("12.3400", 12_340, "12.34"),
    ],
)
def test_time_is_read_and_written(text, millis, shown):
    assert (parse_time(text), format_time(millis)) == (millis, shown)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "time_empty"),
        ("abc", "time_not_a_time"),
        ("1:2:3:4", "time_not_a_time"),
        ("-5", "time_not_a_time"),
        ("1:75", "time_out_of_range"),
        ("1:60:00", "time_out_of_range"),
        ("12.3456", "time_decimals"),
        ("0:00", "time_not_positive"),
    ],
)
def test_time_that_is_no_time_is_refused_with_a_code(text, code):
    with pytest.raises(RuleFaults) as refused:
        parse_time(text)
    assert [fault.code for fault in refused.value.faults] == [code]


@given(st.integers(1, 400_000_000))
def test_every_time_survives_being_written_and_read(millis):
    assert parse_time(format_time(millis)) == millis


def test_time_shown_with_fewer_decimals_goes_up():
    assert [format_time(59_910, 1), format_time(59_960, 0), format_time(12_341, 2)] == ["1:00.0", "1:00", "12.35"]


@pytest.mark.parametrize(
    ("text", "metres"),
    [("1860", 1860), ("1,860", 1860), ("1860米", 1860), ("1.86 km", 1860), ("1.86公里", 1860), ("1 860", 1860)],
)
def test_metres_are_read_in_all_usual_forms(text, metres):
    assert parse_metres(text) == metres


@pytest.mark.parametrize(
    ("text", "code"), [("1860.5", "metres_decimals"), ("18,60", "metres_not_a_number"), ("-3", "metres_negative")]
)
def test_metres_that_are_none_are_refused(text, code):
    with pytest.raises(RuleFaults) as refused:
        parse_metres(text)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_money_is_fen_both_ways():
    assert [parse_money(text) for text in ("1234.5", "¥1,234.50", "1234元", "¥0.01")] == [123450, 123450, 123400, 1]
    assert [format_money(fen) for fen in (123450, 1, -250)] == ["1234.50", "0.01", "-2.50"]


def test_rate_is_exact():
    assert [parse_rate(text) for text in ("2.5%", "2.5%", "0.025", "100%")] == [Fraction(1, 40)] * 3 + [1]
    with pytest.raises(RuleFaults):
        parse_rate("250")


def test_fractions_are_written_short_when_exact():
    assert [format_fraction(Fraction(*f)) for f in ((13, 2), (6, 1), (16, 3), (0, 1))] == ["6.5", "6", "16/3", "0"]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("87.125", 2, "87.13"),
        ("87.115", 2, "87.12"),
        ("2.675", 2, "2.68"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
    ],
)
def test_half_goes_up(value, decimals, text):
    assert format_fixed(Fraction(value), decimals) == text


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_rounding_equals_decimal_half_up(ten_thousandths, decimals):
    value = Decimal(ten_thousandths) / 10000
    wanted = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert round_half_up(Fraction(ten_thousandths, 10000), decimals) == Fraction(wanted)


@given(st.integers(0, 10**6))
def test_x_point_xx5_always_goes_up(hundredths):
    assert round_half_up(Fraction(hundredths, 100) + Fraction(5, 1000), 2) == Fraction(hundredths + 1, 100)


@given(st.integers(0, 10**6))
def test_every_mark_survives_being_written_and_read(mark):
    assert parse_mark(format_mark(mark)) == mark
