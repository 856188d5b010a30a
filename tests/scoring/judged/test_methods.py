"""Every method of a judged contest on small numbers worked out by hand, from the examples a user copies."""

from fractions import Fraction
from pathlib import Path

import pytest

from scoring import Entry, Hundredths, Judge, JudgedResults, RuleFaults, Sheet, Status, parse, parse_mark, rank
from scoring.judged import PartValue
from scoring.people import Term
from scoring.rulebook import Format

FOLDER = Path(__file__).parents[3] / "examples/rulebooks"


def rules(name, *changes):
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse(text)


def sheets(entry, marks, criterion="", round=""):
    return [Sheet(entry, f"J{n}", marks={criterion: parse_mark(str(m))}, round=round) for n, m in enumerate(marks, 1)]


def results(entries, given, **more):
    known = [entry if isinstance(entry, Entry) else Entry(entry) for entry in entries]
    return JudgedResults(tuple(known), more.pop("judges", ()), tuple(given), **more)


def table(found):
    return [(row.entry, row.place, row.score, row.decided_by) for row in found.rows]


def dive(code, difficulty):
    return Entry(code, terms=tuple(Term(round=f"D{n}", difficulty=Fraction(d)) for n, d in enumerate(difficulty, 1)))


def test_a_dive_is_the_sum_of_three_times_the_difficulty():
    marks = sheets("A", [7, "7.5", 8, 8, "8.5", 9, 6], round="D1") + sheets("A", [5] * 7, round="D2")
    found = rank(rules("diving"), results([dive("A", ["3.2", "2"])], marks))
    # 6 7 | 7.5 8 8 | 8.5 9 -> 23.5 x 3.2 = 75.2, and 15 x 2 = 30
    assert table(found) == [("A", 1, "105.20", "")]


def test_a_dive_without_its_difficulty_blocks():
    found = rank(rules("diving"), results([dive("A", ["3.2"])], sheets("A", [5] * 7, round="D2")))
    assert [fault.code for fault in found.faults] == ["difficulty_missing"]
    assert found.row("A").status is Status.BLOCKED


def synchro_sheets():
    panel = {"A": [7, 8, 9], "B": [6, 6, 8], "S": [8, 9, 7, 8, 10]}
    given = []
    for criterion, marks in panel.items():
        given += [
            Sheet("X", f"{criterion}{n}", marks={criterion: Hundredths(m * 100)}, round="D1")
            for n, m in enumerate(marks)
        ]
    return given


def test_synchronised_diving_has_three_panels_of_which_five_marks_count():
    found = rank(rules("diving_synchro"), results([dive("X", ["3"])], synchro_sheets()))
    # 8 + 6 + (8 + 8 + 9) = 39, x 0.6 x 3
    assert found.row("X").score == "70.20"


def gymnast(entry, **parts):
    return [PartValue(entry, code, Fraction(value)) for code, value in parts.items()]


def test_gymnastics_adds_difficulty_and_execution_less_the_penalty():
    parts = (
        gymnast("A", D="6.2", E="8.566", P="0.1") + gymnast("B", D="6.1", E="8.566") + gymnast("C", D="5", E="9.666")
    )
    found = rank(rules("gymnastics"), results("ABC", [], parts=tuple(parts)))
    assert table(found) == [
        ("C", 1, "14.666", "part:E"),
        ("A", 2, "14.666", "part:D"),
        ("B", 3, "14.666", "part:D"),
    ]


def test_a_part_that_is_not_there_blocks_and_is_never_nought():
    found = rank(rules("gymnastics"), results("AB", [], parts=(*gymnast("A", D="6", E="9"), *gymnast("B", E="9"))))
    assert [(fault.code, fault.params["entry"], fault.params["part"]) for fault in found.faults] == [
        ("part_missing", "B", "D")
    ]
    assert table(found) == [("A", 1, "15.000", ""), ("B", None, "", "")]


def test_ski_jumps_add_points_and_a_jumper_with_one_jump_keeps_it():
    parts = [PartValue("A", "distance", Fraction(60), "1"), PartValue("A", "wind", Fraction("-3.2"), "1")]
    marks = sheets("A", ["17.5", 18, "18.5", 17, 19], round="1")
    found = rank(rules("ski_jumping"), results("A", marks, parts=tuple(parts)))
    # 17.5 + 18 + 18.5 + 60 - 3.2
    assert found.row("A").score == "110.8"


def test_elements_add_the_base_value_to_the_grade_of_execution():
    term = Term("1", difficulty=Fraction("4.2")), Term("1", "GOE", factor=Fraction("0.42"))
    given = [Sheet("A", f"J{n}", marks={"GOE": Hundredths(g * 100)}, round="1") for n, g in enumerate([-5, 1, 2, 2, 5])]
    found = rank(rules("figure_skating_elements"), results([Entry("A", terms=term)], given))
    # (1 + 2 + 2) / 3 = 1.67, x 0.42 = 0.70, + 4.2
    assert found.row("A").score == "4.90"


def test_the_sum_of_places_is_lower_for_the_better():
    given = sheets("A", [1, 2, 1]) + sheets("B", [2, 1, 3]) + sheets("C", [3, 3, 2])
    found = rank(rules("rank_sum"), results("ABC", given))
    assert table(found) == [("A", 1, "4.00", "score"), ("B", 2, "6.00", "score"), ("C", 3, "8.00", "score")]


def test_a_judge_who_places_somebody_not_at_all_is_named():
    given = sheets("A", [1, 2, 1, 1]) + sheets("B", [2, 1, 2])
    found = rank(rules("rank_sum"), results("AB", given))
    assert [(fault.code, dict(fault.params)) for fault in found.faults] == [
        ("place_missing", {"entry": "B", "judge": "J4"})
    ]


def test_the_chief_judge_of_a_relative_placement_only_breaks_ties():
    judges = (*(Judge(f"J{n}") for n in range(1, 5)), Judge("J5", chief=True))
    given = sheets("A", [1, 1, 2, 2, 2]) + sheets("B", [2, 2, 1, 1, 1])
    found = rank(rules("relative_placement"), results("AB", given, judges=judges))
    assert table(found) == [("B", 1, "1-2: 4", "chief_judge"), ("A", 2, "1-2: 4", "chief_judge")]


def test_several_dances_are_summed_by_places():
    given = []
    for dance, places in {"W": ([1, 1, 1], [2, 2, 2]), "T": ([2, 2, 1], [1, 1, 2])}.items():
        for entry, marks in zip("AB", places, strict=True):
            given += sheets(entry, marks, round=dance)
    found = rank(rules("dancesport"), results("AB", given))
    # both have 1 + 2; rule 10 leaves them equal, rule 11: A has four firsts of six
    assert table(found) == [("A", 1, "3", "rule_11"), ("B", 2, "3", "rule_11")]


def test_judgement_is_worth_a_share_of_the_maximum_and_a_wide_range_is_marked_again():
    def judged(entry, first, second):
        return [
            Sheet(entry, f"J{n}", marks={"J1": Hundredths(a * 100), "J2": Hundredths(b * 100)})
            for n, (a, b) in enumerate(zip(first, second, strict=True), 1)
        ]

    parts = tuple(PartValue(entry, "M", Fraction("50.25")) for entry in "AB")
    given = judged("A", [2, 2, 3], [1, 1, 1]) + judged("B", [3, 1, 2], [1, 1, 1])
    found = rank(rules("worldskills"), results("AB", given, parts=parts))
    # 25 x 7/9 + 15 x 1/3 + 50.25
    assert found.row("A").score == "74.69"
    assert [(fault.code, dict(fault.params)) for fault in found.faults] == [
        ("remark_needed", {"entry": "B", "criterion": "J1", "range": "2", "most": "1", "judges": "J1, J2"})
    ]
    assert found.row("B").status is Status.BLOCKED


def test_a_room_coefficient_brings_rooms_to_the_same_mean_and_warns_of_small_ones():
    rooms = {"A": ("1", 90), "B": ("1", 80), "C": ("2", 82), "D": ("2", 84)}
    entries = [Entry(code, room=room) for code, (room, _) in rooms.items()]
    given = [one for code, (_, mark) in rooms.items() for one in sheets(code, [mark] * 5)]
    found = rank(rules("room_coefficient"), results(entries, given))
    # overall 84; 84 / 85 = 0.9882, 84 / 83 = 1.0120
    assert [(row.entry, row.score) for row in found.rows] == [
        ("A", "88.94"),
        ("D", "85.01"),
        ("C", "82.98"),
        ("B", "79.06"),
    ]
    assert [(fault.code, fault.params["entries"]) for fault in found.warnings] == [("room_small", 2)] * 2


def test_a_room_coefficient_needs_rooms_drawn_by_lot():
    with pytest.raises(RuleFaults, match="random_draw_needed"):
        rules("room_coefficient", ("random_draw = true\n", ""))


def test_an_adjusted_result_is_recomputed_from_its_published_effects():
    given = [Sheet("A", "J1", marks={"": Hundredths(8000)}), Sheet("A", "J2", marks={"": Hundredths(9000)})]
    found = rank(rules("severity_adjusted"), results("A", given, effects={"J1": -12345, "J2": 5000}))
    # (80 + 1.2345 + 90 - 0.5) / 2
    assert (found.row("A").exact, found.row("A").score) == (Fraction("85.36725"), "85.37")


def test_effects_are_estimated_where_none_are_handed_in():
    given = [
        Sheet(f"E{e}", f"J{j}", marks={"": Hundredths(7000 + 100 * e + (500 if j == 1 else 0))})
        for e in range(12)
        for j in range(1, 4)
        if (e + j) % 3
    ]
    entries = [f"E{e}" for e in range(12)]
    found = rank(rules("severity_adjusted"), results(entries, given))
    assert [row.entry for row in found.rows] == sorted(entries, key=lambda code: -int(code[1:]))


def test_votes_count_beside_the_judges():
    def judged(entry, mark):
        return [
            Sheet(entry, f"J{n}", marks={"C1": Hundredths(mark * 60), "C2": Hundredths(mark * 40)}) for n in range(5)
        ]

    parts = (PartValue("A", "votes", Fraction(50)), PartValue("B", "votes", Fraction(200)))
    found = rank(rules("judges_and_votes"), results("AB", judged("A", 90) + judged("B", 80), parts=parts))
    # 0.7 x 90 + 0.3 x 25, and 0.7 x 80 + 0.3 x 100
    assert [(row.entry, row.score) for row in found.rows] == [("B", "86.00"), ("A", "70.50")]


def test_equal_values_of_a_jury_are_told_apart_before_rounding():
    given = sheets("A", [1, 2, 3]) + sheets("B", [2, 3, 1]) + sheets("C", [3, 1, 2])
    found = rank(rules("eurovision_jury"), results("ABC", given))
    assert [(row.place, row.decided_by, row.score) for row in found.rows] == [(1, "shared", "0.8369")] * 3
    assert [row.points for row in found.rows] == [10, 10, 10]


JUDGED_EXAMPLES = sorted(
    path.stem for path in FOLDER.glob("*.toml") if parse(path.read_text(encoding="utf-8")).format is Format.JUDGED
)


@pytest.mark.parametrize("name", JUDGED_EXAMPLES)
def test_every_method_scores_its_example(name):
    """Five judges, three entries, every criterion and part filled: all are placed and nothing is wrong."""
    rulebook = rules(name)
    listed = tuple(one.code for one in rulebook.round_list)
    rounds = listed or (("R1", "R2") if rulebook.rounds is not None else ("",))
    terms = (
        tuple(Term(round, difficulty=Fraction(2)) for round in rounds) if rulebook.judging.difficulty != "none" else ()
    )
    entries = [Entry(f"E{n}", room="1", terms=terms) for n in range(1, 4)]
    given = []
    for n, entry in enumerate(entries, 1):
        for round in rounds if rulebook.rubric else ():
            for judge in range(7):
                whole = Hundredths(100 * n)
                marks = {
                    one.code: whole if one.top >= 300 and one.top % 100 == 0 else one.top for one in rulebook.rubric
                }
                given.append(Sheet(entry.code, f"J{judge}", marks=marks, round=round))
    parts = tuple(
        PartValue(e.code, part.code, Fraction(n), r)
        for n, e in enumerate(entries)
        for r in rounds
        for part in rulebook.parts
    )
    found = rank(rulebook, results(entries, given, parts=parts))
    assert (found.faults, [row.place for row in found.rows]) == ((), [1, 2, 3])
