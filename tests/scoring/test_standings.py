"""Whole contests: results in, rows out."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    Decision,
    DecisionKind,
    Entry,
    Fault,
    Gender,
    Judge,
    JudgedResults,
    Millis,
    Person,
    PrizeFace,
    RaceResult,
    RaceResults,
    Row,
    SheetState,
    Status,
    fingerprint,
    rank,
)
from scoring.judged import Sheet
from tests.scoring.builders import judged, judged_rulebook, race_rulebook, raced, sheet


def places(standings):
    return [(row.entry, row.place, row.score, row.decided_by) for row in standings.rows]


def test_published_score_ranks_and_criteria_part_equal_ones():
    marks = {"X": [9000, 9001], "Y": [9001, 9000], "Z": [8000, 8000]}
    results = judged(marks)
    assert places(rank(judged_rulebook(), results)) == [
        ("X", 1, "90.01", "shared"),
        ("Y", 1, "90.01", "shared"),
        ("Z", 3, "80.00", "score"),
    ]
    better_on_a = JudgedResults(
        (Entry("X"), Entry("Y")), (), (sheet("X", "J1", 5000, 4000), sheet("Y", "J1", 5500, 3500))
    )
    assert places(rank(judged_rulebook(), better_on_a)) == [
        ("Y", 1, "90.00", "criterion:A"),
        ("X", 2, "90.00", "criterion:A"),
    ]


def test_rounding_makes_equals_that_unrounded_may_part():
    marks = {"X": [8000, 8000, 8001], "Y": [8000, 8000, 8000]}
    only_shared = judged_rulebook('[ranking]\nties = ["shared"]')
    unrounded = judged_rulebook('[ranking]\nties = ["unrounded"]')
    assert places(rank(only_shared, judged(marks))) == [("X", 1, "80.00", "shared"), ("Y", 1, "80.00", "shared")]
    assert places(rank(unrounded, judged(marks))) == [("X", 1, "80.00", "unrounded"), ("Y", 2, "80.00", "unrounded")]


def test_chief_judge_parts_equals_by_decision_or_total():
    rulebook = judged_rulebook('[ranking]\nties = ["chief_judge"]')
    marks = {"X": [8000, 9000], "Y": [9000, 8000]}
    chief = [Judge("J1", chief=True), Judge("J2")]
    by_total, by_decision = judged(marks, chief), judged(marks, chief, chief_order=("X", "Y"))
    assert [row.entry for row in rank(rulebook, by_total).rows] == ["Y", "X"]
    assert [row.entry for row in rank(rulebook, by_decision).rows] == ["X", "Y"]
    assert [row.decided_by for row in rank(rulebook, judged(marks)).rows] == ["shared", "shared"]


def test_firsts_and_untrimmed_mean_part_equals():
    trimmed = 'method = "trimmed"\nminimum_judges = 1'
    marks = {"X": [8000, 8000, 8000, 9000, 7000], "Y": [8000, 8000, 8000, 8500, 7000]}
    untrimmed = judged_rulebook('[ranking]\nties = ["untrimmed_mean"]', judging=trimmed)
    assert places(rank(untrimmed, judged(marks)))[0] == ("X", 1, "80.00", "untrimmed_mean")
    firsts = judged_rulebook('[ranking]\nties = ["firsts"]')
    marks = {"X": [9000, 7000, 8000], "Y": [8000, 8000, 8000], "Z": [1000, 1000, 1000]}
    assert places(rank(firsts, judged(marks)))[:2] == [("X", 1, "80.00", "shared"), ("Y", 1, "80.00", "shared")]
    marks = {"X": [9000, 7000, 8000], "Y": [7900, 8200, 7900]}
    assert places(rank(firsts, judged(marks))) == [("X", 1, "80.00", "firsts"), ("Y", 2, "80.00", "firsts")]


def test_judge_of_the_same_department_does_not_count():
    results = JudgedResults(
        (Entry("X", "语文组"), Entry("Y", "后勤", frozenset({"语文组"})), Entry("Z")),
        (Judge("J1", "语文组"), Judge("J2")),
        tuple(sheet(entry, judge, mark) for entry in "XYZ" for judge, mark in (("J1", 6000), ("J2", 4000))),
    )
    found = rank(judged_rulebook(), results)
    assert [(row.entry, row.score) for row in found.rows] == [("Z", "50.00"), ("X", "40.00"), ("Y", "40.00")]
    assert found.warnings == (
        Fault("recused_own_department", {"entry": "X", "judge": "J1"}),
        Fault("recused_own_department", {"entry": "Y", "judge": "J1"}),
    )


def test_recusal_can_be_switched_off_by_the_rulebook():
    rulebook = judged_rulebook(judging='method = "mean"\nminimum_judges = 1\nrecuse_own_department = false')
    results = JudgedResults((Entry("X", "语文组"),), (Judge("J1", "语文组"),), (sheet("X", "J1", 6000),))
    assert rank(rulebook, results).row("X").score == "60.00"


def test_too_few_marks_block_publication_and_stand_at_the_end():
    rulebook = judged_rulebook(judging='method = "trimmed"')
    found = rank(rulebook, judged({"X": [9000] * 4, "Y": [1000] * 5}))
    fault = Fault("too_few_marks", {"entry": "X", "valid": 4, "needed": 5, "criterion": ""})
    assert (found.faults, [(r.entry, r.place, r.status, r.reason) for r in found.rows]) == (
        (fault,),
        [("Y", 1, Status.FIN, ""), ("X", None, Status.BLOCKED, "too_few_marks")],
    )


def test_marks_against_the_rubric_strangers_and_doubles_block():
    sheets = (sheet("X", "J1", 6050), sheet("X", "J1", 100), sheet("Q", "J1", 100), sheet("X", "J2", 25))
    found = rank(judged_rulebook(), JudgedResults((Entry("X"), Entry("X")), (), sheets))
    assert [fault.code for fault in found.faults] == [
        "entry_duplicate",
        "entry_unknown",
        "mark_above_maximum",
        "sheet_duplicate",
        "mark_off_step",
    ]
    assert found.faults[2].params == {"criterion": "A", "mark": "60.5", "maximum": "60", "entry": "X", "judge": "J1"}


SEED_GROUPS = """
[groups]
reference_date = 2026-12-31
[[groups.bands]]
code = "U51"
genders = ["male"]
upper = 51
upper_inclusive = false
[[groups.bands]]
code = "O51"
genders = ["male"]
lower = 51
[eligibility]
genders = ["male"]
[points]
[[prizes]]
name = "第一名"
count = 1
"""


def _man(code, year):
    return Entry(code, department="后勤", person=Person(Gender.MALE, None if year is None else date(year, 6, 1)))


def test_groups_are_ranked_apart_and_an_unknown_birthday_blocks():
    rulebook = race_rulebook(SEED_GROUPS)
    entries = (_man("A", 1970), _man("B", 1990), _man("C", 1980), _man("D", None))
    times = {"A": 30_000, "B": 20_050, "C": 20_010, "D": 10_000}
    found = rank(rulebook, RaceResults(entries, tuple(RaceResult(e, Millis(t)) for e, t in times.items())))
    shared = Row(
        "U51",
        "B",
        1,
        "20.1",
        Fraction(20_050),
        Status.FIN,
        "",
        "shared",
        True,
        "第一名",
        "rule",
        "tie_expanded",
        Fraction(8),
        "后勤",
    )
    assert found.rows[0] == shared
    assert [(row.group, row.entry, row.place, row.reason) for row in found.rows] == [
        ("U51", "B", 1, ""),
        ("U51", "C", 1, ""),
        ("O51", "A", 1, ""),
        ("", "D", None, "birth_date_unknown"),
    ]
    assert found.faults == (Fault("entry_unassigned", {"entry": "D", "reason": "birth_date_unknown"}),)
    assert found.prize_faces == (PrizeFace("U51", 2, 2, False), PrizeFace("O51", 1, 1, False))
    assert [fault.code for fault in found.warnings] == ["prize_face_exceeded", "prize_face_exceeded"]


def test_a_drawn_group_counts_and_must_be_known():
    rulebook = race_rulebook(SEED_GROUPS)
    entries = (Entry("A", group="O51"), Entry("B", group="X"))
    found = rank(rulebook, RaceResults(entries, (RaceResult("A", Millis(1000)), RaceResult("B", Millis(1000)))))
    assert [(row.group, row.entry, row.reason) for row in found.rows] == [("O51", "A", ""), ("", "B", "group_unknown")]


def test_groups_given_without_bands_are_ranked_apart():
    entries = (Entry("A", group="女"), Entry("B", group="男"))
    found = rank(race_rulebook(), RaceResults(entries, (RaceResult("A", Millis(1)), RaceResult("B", Millis(1)))))
    assert [(row.group, row.entry, row.place) for row in found.rows] == [("女", "A", 1), ("男", "B", 1)]


def test_list_order_is_ranked_prov_ooc_dnf_dq_dns_and_none_earns_points():
    statuses = {"A": Status.DNS, "B": Status.DQ, "C": Status.DNF, "D": Status.PROV, "E": Status.FIN, "F": Status.OOC}
    results = tuple(RaceResult(e, Millis(9_990), s) for e, s in statuses.items())
    found = rank(race_rulebook("[points]"), RaceResults(tuple(map(Entry, statuses)), results))
    assert [(row.entry, row.place, row.score, row.points) for row in found.rows] == [
        ("E", 1, "10.0", 9),
        ("D", None, "10.0", 0),
        ("F", None, "10.0", 0),
        ("C", None, "", 0),
        ("B", None, "", 0),
        ("A", None, "", 0),
    ]
    assert found.warnings == (Fault("result_provisional", {"entry": "D"}),)


def test_race_ties_on_the_published_time_share_unless_hidden_precision_counts():
    times = {"A": 12_390, "B": 12_310}
    hidden = race_rulebook('[ranking]\nties = ["unrounded"]')
    assert places(rank(race_rulebook(), raced(times))) == [("A", 1, "12.4", "shared"), ("B", 1, "12.4", "shared")]
    assert places(rank(hidden, raced(times))) == [("B", 1, "12.4", "unrounded"), ("A", 2, "12.4", "unrounded")]


def test_ordinal_numbering_warns_of_equal_entries():
    found = rank(race_rulebook('[ranking]\nplaces = "ordinal"'), raced({"B": 1000, "A": 1000}))
    assert [(row.entry, row.place) for row in found.rows] == [("A", 1), ("B", 2)]
    assert found.warnings == (Fault("ordinal_tie", {"entry": "A"}), Fault("ordinal_tie", {"entry": "B"}))


def test_committee_decisions_reach_the_rows_and_strays_are_faults():
    prizes = "[[prizes]]\nname = '一等奖'\ncount = 1"
    decisions = (
        Decision("Y", DecisionKind.AWARD, "纪要1号", "一等奖"),
        Decision("Q", DecisionKind.WITHDRAW, "纪要2号"),
    )
    found = rank(judged_rulebook(prizes), judged({"X": [9000], "Y": [8000]}, decisions=decisions))
    assert [(row.entry, row.prize, row.prize_by, row.prize_note) for row in found.rows] == [
        ("X", "一等奖", "rule", ""),
        ("Y", "一等奖", "committee", "extra"),
    ]
    assert found.faults == (Fault("decision_entry_unknown", {"entry": "Q", "minute": "纪要2号"}),)


def test_standings_carry_the_fingerprint_of_their_rules():
    rulebook = race_rulebook()
    assert rank(rulebook, raced({})).fingerprint == fingerprint(rulebook)


def test_results_of_the_other_format_are_a_programming_error():
    with pytest.raises(ValueError, match="different formats"):
        rank(race_rulebook(), judged({"X": [9000]}))


def test_row_of_an_unknown_entry_is_a_key_error():
    with pytest.raises(KeyError):
        rank(race_rulebook(), raced({"A": 1000})).row("Z")


def test_family_without_any_personal_facts_is_ranked():
    rulebook = judged_rulebook('[eligibility]\nentrant = "family"')
    assert rank(rulebook, judged({"王建国、赵丽家庭": [9000]})).rows[0].place == 1


MARKS = st.lists(st.lists(st.integers(0, 120).map(lambda m: m * 50), min_size=5, max_size=5), min_size=1, max_size=6)


@given(MARKS, st.randoms(use_true_random=False))
def test_the_order_of_entries_judges_and_sheets_never_matters(marks, random):
    rulebook = judged_rulebook("[points]\n[[prizes]]\nname = '一等奖'\nshare = 30", judging='method = "trimmed"')
    results = judged({f"E{n}": totals for n, totals in enumerate(marks)}, [Judge("J1", chief=True)])
    mixed = JudgedResults(
        tuple(random.sample(results.entries, len(results.entries))),
        results.judges,
        tuple(random.sample(results.sheets, len(results.sheets))),
    )
    assert rank(rulebook, results) == rank(rulebook, mixed)


@given(MARKS, st.data())
def test_raising_a_mark_never_lowers_a_place_by_the_mean(marks, data):
    rulebook = judged_rulebook('[ranking]\nties = ["shared"]')
    entry, judge = data.draw(st.integers(0, len(marks) - 1)), data.draw(st.integers(0, 4))
    raised = [list(totals) for totals in marks]
    raised[entry][judge] = data.draw(st.integers(marks[entry][judge] // 50, 200)) * 50
    before, after = (
        rank(rulebook, judged({f"E{n}": totals for n, totals in enumerate(table)})).row(f"E{entry}").place
        for table in (marks, raised)
    )
    assert after <= before


@given(MARKS)
def test_recusing_is_the_same_as_no_sheet(marks):
    rulebook = judged_rulebook()
    results = judged({f"E{n}": totals for n, totals in enumerate(marks)})
    recused = tuple(Sheet(e.code, "J9", SheetState.RECUSED) for e in results.entries)
    with_recused = JudgedResults(results.entries, (), (*results.sheets, *recused))
    assert rank(rulebook, results) == rank(rulebook, with_recused)


@given(st.lists(st.integers(9_000, 9_500), min_size=1, max_size=12))
def test_points_of_a_whole_race_are_conserved(times):
    found = rank(race_rulebook("[points]"), raced({f"E{n:02d}": time for n, time in enumerate(times)}))
    assert sum(row.points for row in found.rows) == sum([9, 7, 6, 5, 4, 3, 2, 1][: len(times)])
