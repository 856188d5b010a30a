"""Flags: what is noticed, and what is not."""

from scoring.fairness.agreement import judge_orders
from scoring.fairness.flags import Flag, FlagCode, flags
from scoring.fairness.severity import fit, severity
from scoring.fairness.table import mark_table
from tests.scoring.fairness.builders import panel, table_of


def found(table, **more):
    model = fit(table)
    return flags(table, model, judge_orders(table, model), **more)


def codes(table, **more):
    return [(str(flag.code), flag.entry or flag.judge) for flag in found(table, **more)]


def test_an_even_panel_raises_no_flag():
    assert found(table_of({f"E{n}": (70 + n, 71 + n, 70.5 + n + n % 2) for n in range(10)})) == ()


def test_a_mark_far_from_what_is_likely_is_named_with_both():
    totals = panel(30, 5, 11)
    totals["E007"]["J2"] -= 1800
    (flag,) = (flag for flag in found(mark_table(totals)) if flag.code is FlagCode.MARK_FAR)
    assert (flag.entry, flag.judge, flag.found) == ("E007", "J2", totals["E007"]["J2"] / 100)
    assert flag.against - flag.found > 10


def test_a_range_above_twenty_marks_of_a_hundred_is_wide_and_twenty_is_not():
    table = table_of({"A": (60, 80.5, 70), "B": (60, 80, 70), "C": (70, 70, 70)})
    wide = [flag for flag in found(table) if flag.code is FlagCode.RANGE_WIDE]
    assert wide == [Flag(FlagCode.RANGE_WIDE, "A", found=60.0, against=80.5)]
    assert ("range_wide", "A") not in codes(table, full_mark=200)


def test_level_flat_and_turned_judges_are_named():
    table = table_of(
        {f"E{n}": (60 + 3 * n, 62 + 3 * n, 80, 79 + 0.5 * (n % 2), 95 - 3 * n, 61 + 3 * n) for n in range(10)}
    )
    judged = [flag for flag in found(table) if flag.judge and not flag.entry]
    assert [(str(flag.code), flag.judge) for flag in judged] == [
        ("judge_level", "J3"),
        ("judge_flat", "J4"),
        ("judge_order", "J4"),
        ("judge_order", "J5"),
    ]
    assert (judged[0].found, judged[0].against, judged[3].against) == (80, 10, 10)


def test_order_is_not_judged_on_seven_entries():
    table = table_of({f"E{n}": (60 + n, 61 + n, 70 - n) for n in range(7)})
    assert FlagCode.JUDGE_ORDER not in {flag.code for flag in found(table)}


def test_judges_with_few_entries_and_entries_with_few_marks_are_counted():
    marks = {f"E{n}": (70 + n, 71 + n, 72 + n, None) for n in range(6)}
    marks["E0"] = (70, 71, 72, 73)
    marks["E5"] = (75, 76, None, None)
    assert codes(table_of(marks)) == [("judge_few_entries", "J4"), ("entry_few_marks", "E5"), ("entry_short", "E5")]


def test_being_short_of_marks_is_measured_within_the_group():
    marks = {"A": (1, 2, 3, 4, 5), "B": (2, 3, 4, None, None)}
    assert ("entry_short", "B") in codes(table_of(marks))
    assert ("entry_short", "B") not in codes(table_of(marks, {"A": "G1", "B": "G2"}))


def test_a_zero_among_good_marks_may_be_a_missing_one():
    marks = {"A": (0, 80, 82), "B": (0, 30, 40), "C": (70, 75, 72)}
    zeros = [flag for flag in found(table_of(marks)) if flag.code is FlagCode.MARK_ZERO]
    assert zeros == [Flag(FlagCode.MARK_ZERO, "A", "J1", 0.0, 81.0)]


def test_rooms_are_flagged_only_where_they_are_ranked_together():
    rooms = {f"A{n}": (70 + n, 71 + n, None, None) for n in range(5)} | {
        f"B{n}": (None, None, 70, 72) for n in range(5)
    }
    mixed, apart = table_of(rooms), table_of(rooms, {entry: entry[0] for entry in rooms})
    named = {code for code, _ in codes(mixed)} & {"not_connected", "rooms_not_drawn"}
    assert named == {"not_connected", "rooms_not_drawn"}
    assert "rooms_not_drawn" not in {code for code, _ in codes(mixed, drawn=True)}
    assert {code for code, _ in codes(apart)} & {"not_connected", "rooms_not_drawn"} == set()
    assert (severity(mixed).connected, severity(apart).connected) == (False, True)
