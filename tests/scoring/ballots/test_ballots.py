"""民主测评: counting, validity, classes, consequences and secrecy (practice.md 4.6)."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import BallotResults, Entry, RuleFaults, parse, rank
from scoring.ballots import BallotCount, BallotLine, Turnout
from scoring.files.results import read_results
from scoring.grouping import group_entries
from scoring.measuring import measure

PLAIN = """
name = "测评"
format = "ballot"
[ballot]
turnout_required = false
{ballot}
[[grades]]
code = "优秀"
value = 100
[[grades]]
code = "称职"
value = 80
[[grades]]
code = "基本称职"
value = 60
[[grades]]
code = "不称职"
value = 0
{more}
"""
CLASSES = """
[[classes]]
code = "A"
weight = 50
[[classes]]
code = "B"
weight = 30
[[classes]]
code = "C"
weight = 20
"""
GRADES = ("优秀", "称职", "基本称职", "不称职")


def rules(ballot="", more=""):
    return parse(PLAIN.format(ballot=ballot, more=more))


def counts(entry, votes, voters="", item=""):
    return tuple(BallotCount(entry, grade, number, item, voters) for grade, number in votes.items())


def results(*found, turnout=None, **more):
    entries = dict.fromkeys(one.entry for one in found)
    turnouts = {} if turnout is None else {("", ""): turnout}
    return BallotResults(tuple(map(Entry, entries)), counts=found, turnouts=turnouts, **more)


def evidence(rulebook, found, entry="X"):
    return measure(rulebook, found, group_entries(rulebook, found.entries)).evidence[entry]


def test_index_is_the_mean_value_of_the_valid_ballots():
    found = results(*counts("X", {"优秀": 6, "称职": 3, "不称职": 1, "void": 2, "blank": 3}))
    assert rank(rules(), found).row("X").score == "84.00"
    score = evidence(rules(), found)
    item = score.items[0]
    assert (item.valid, item.void, item.blank, score.ballots, score.exact) == (10, 2, 3, 15, Fraction(84))


@pytest.mark.parametrize(
    ("basis", "score"), [("valid", "84.00"), ("returned", "56.00"), ("present", "42.00")], ids=lambda word: word
)
def test_base_of_the_percentages_is_what_the_rules_say(basis, score):
    found = results(
        *counts("X", {"优秀": 6, "称职": 3, "不称职": 1, "blank": 5}), turnout=Turnout(due=25, present=20, returned=15)
    )
    assert rank(rules(f'basis = "{basis}"'), found).row("X").score == score


def test_share_of_grades_ranks_instead_of_the_index():
    found = results(*counts("X", {"优秀": 1, "称职": 2, "不称职": 1}), *counts("Y", {"优秀": 2, "不称职": 2}))
    standings = rank(rules('rank_by = "share"\nrank_grades = ["优秀", "称职"]'), found)
    assert [(row.entry, row.score) for row in standings.rows] == [("X", "75.00"), ("Y", "50.00")]


def test_several_marks_on_a_line_and_void_ballots_are_void_and_an_empty_line_is_blank():
    lines = (
        BallotLine("X", "1", "优秀"),
        BallotLine("X", "1", "称职"),
        BallotLine("Y", "1", "称职"),
        BallotLine("X", "2", "blank"),
        BallotLine("Y", "2", "优秀"),
        BallotLine("X", "3", "优秀"),
        BallotLine("Y", "3", "优秀"),
        BallotLine("", "3", "void"),
        BallotLine("X", "4", "称职"),
    )
    found = BallotResults((Entry("X"), Entry("Y")), lines)
    facts = {row.entry: dict(row.facts) for row in rank(rules(), found).rows}
    assert facts == {
        "X": {"valid": "1", "void": "2", "blank": "1", "flags": ""},
        "Y": {"valid": "2", "void": "1", "blank": "0", "flags": ""},
    }


@pytest.mark.parametrize(
    ("turnout", "codes"),
    [
        (Turnout(due=30, present=20, issued=20, returned=20), []),
        (Turnout(due=31, present=20, issued=20, returned=20), ["quorum_missed"]),
        (Turnout(due=30, present=20, issued=19, returned=20), ["turnout_order"]),
        (Turnout(due=30, present=20, issued=20, returned=19), ["turnout_order"]),
        (Turnout(present=20, returned=20), ["turnout_missing"]),
        (None, ["turnout_missing"]),
    ],
)
def test_session_is_valid_with_two_thirds_present_and_no_ballot_too_many(turnout, codes):
    rulebook = parse(PLAIN.format(ballot="", more="").replace("turnout_required = false", ""))
    standings = rank(rulebook, results(*counts("X", {"优秀": 20}), turnout=turnout))
    assert [fault.code for fault in standings.faults] == codes
    assert standings.row("X").status == ("BLOCKED" if codes else "FIN")


def test_open_session_tells_nothing():
    standings = rank(rules(), results(*counts("X", {"优秀": 20}), closed=False))
    row = standings.row("X")
    assert (row.score, row.status, dict(row.facts), standings.tables) == ("", "BLOCKED", {}, ())
    assert [fault.code for fault in standings.faults] == ["ballot_open"]


def test_classes_count_by_their_weights():
    found = results(*counts("X", {"优秀": 5}, "A"), *counts("X", {"称职": 10}, "B"), *counts("X", {"不称职": 40}, "C"))
    assert rank(rules(more=CLASSES), found).row("X").score == "74.00"


def test_small_class_is_counted_with_its_neighbour_and_never_shown_apart():
    found = results(*counts("X", {"优秀": 4}, "A"), *counts("X", {"不称职": 4}, "B"), *counts("X", {"称职": 9}, "C"))
    score = evidence(rules(more=CLASSES), found)
    assert [(part.classes, part.weight, part.ballots) for part in score.parts] == [(("A", "B"), 80, 8), (("C",), 20, 9)]
    assert score.exact == Fraction(80 * 50 + 20 * 80, 100)
    last = results(*counts("X", {"优秀": 9}, "A"), *counts("X", {"称职": 9}, "B"), *counts("X", {"不称职": 1}, "C"))
    assert [part.classes for part in evidence(rules(more=CLASSES), last).parts] == [("A",), ("B", "C")]


def test_small_class_may_block_instead():
    found = results(*counts("X", {"优秀": 9}, "A"), *counts("X", {"称职": 9}, "B"), *counts("X", {"称职": 4}, "C"))
    standings = rank(rules('small_class = "block"', CLASSES), found)
    assert [dict(fault.params) for fault in standings.faults] == [
        {"entry": "X", "needed": 5, "class": "C", "ballots": 4}
    ]


def test_counting_report_leaves_out_an_entry_with_a_handful_of_ballots():
    found = results(*counts("X", {"优秀": 4}), *counts("Y", {"优秀": 3, "称职": 2}))
    turnout, report = rank(rules(), found).tables
    assert [row[0] for row in turnout.rows] == ["X", "Y"]
    assert report.rows[:2] == (("Y", "", "优秀", "3", "60.00"), ("Y", "", "称职", "2", "40.00"))
    assert {row[0] for row in report.rows} == {"Y"}


@pytest.mark.parametrize(("bad", "flags"), [(9, ""), (10, "提醒")])
def test_threshold_is_reached_at_exactly_a_third(bad, flags):
    more = '[[thresholds]]\nname = "提醒"\ngrades = ["不称职"]\nat_least = "1/3"\n'
    standings = rank(rules(more=more), results(*counts("X", {"优秀": 30 - bad, "不称职": bad})))
    assert standings.row("X").facts["flags"] == flags
    assert [fault.code for fault in standings.warnings] == (["threshold_reached"] if flags else [])


def test_threshold_below_is_not_reached_at_the_limit():
    more = '[[thresholds]]\nname = "建议"\ngrades = ["优秀", "称职"]\nbelow = "3/5"\n'
    at, under = (rank(rules(more=more), results(*counts("X", {"称职": n, "不称职": 10 - n}))) for n in (6, 5))
    assert (at.row("X").facts["flags"], under.row("X").facts["flags"]) == ("", "建议")


def test_equal_indexes_are_parted_by_the_first_grade():
    found = results(*counts("X", {"优秀": 1, "基本称职": 1}), *counts("Y", {"称职": 2}))
    assert [(row.entry, row.place, row.decided_by) for row in rank(rules(), found).rows] == [
        ("X", 1, "grade:优秀"),
        ("Y", 2, "grade:优秀"),
    ]


@pytest.mark.parametrize(
    ("ballot", "more", "codes"),
    [
        ("", '[[grades]]\ncode = "void"\nvalue = 1\n', ["grade_reserved"]),
        ("", CLASSES.replace("20", "19"), ["weights_total"]),
        ("", '[[items]]\ncode = "I"\nweight = 100\nscale = "甲"\n', ["scale_without_grades", "ties_unknown"]),
        ('rank_by = "share"', "", ["rank_grades_missing"]),
        ('rank_by = "share"\nrank_grades = ["优"]', "", ["grade_unknown"]),
        ("", '[[thresholds]]\nname = "x"\ngrades = ["优秀"]\n', ["threshold_one_limit"]),
        ("", '[[thresholds]]\nname = "x"\ngrades = ["优秀"]\nitem = "I"\nbelow = "1/2"\n', ["item_unknown"]),
    ],
)
def test_unsound_rules_are_told(ballot, more, codes):
    with pytest.raises(RuleFaults) as refused:
        rules(ballot, more + '[ranking]\nties = ["grade:优秀", "shared"]\n')
    assert [fault.code for fault in refused.value.faults] == codes


def file_of(tmp_path, text):
    path = tmp_path / "b.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_single_ballots_and_counts_are_read_from_one_file(tmp_path):
    path = file_of(
        tmp_path,
        "entry,ballot,class,grade,count\n,,A,due,6\n,,A,present,6\nX,1,A,优秀,\nX,1,A,称职,\nX,2,A,,\n,3,,void,\nX,3,A,优秀,\nX,,C,称职,7\n",
    )
    found = read_results(path, rules(more=CLASSES), None, ())
    assert found.turnouts == {("", "A"): Turnout(due=6, present=6)}
    assert found.counts == (BallotCount("X", "称职", 7, "", "C"),)
    assert [(line.ballot, line.entry, line.grade) for line in found.lines] == [
        ("1", "X", "优秀"),
        ("1", "X", "称职"),
        ("2", "X", "blank"),
        ("3", "", "void"),
        ("3", "X", "优秀"),
    ]


def test_faults_of_a_ballot_file_have_their_places(tmp_path):
    path = file_of(
        tmp_path,
        "entry,ballot,class,grade,count\nX,1,A,优秀,\nX,1,A,优秀,\nY,1,B,优,\nX,,D,称职,x\nX,,C,称职,2\nX,,C,称职,2\n",
    )
    with pytest.raises(RuleFaults) as refused:
        read_results(path, rules(more=CLASSES), None, ())
    assert [(fault.code, fault.line, fault.column) for fault in refused.value.faults] == [
        ("line_twice", 3, 2),
        ("grade_not_listed", 4, 4),
        ("ballot_class_differs", 4, 2),
        ("class_not_listed", 5, 3),
        ("count_not_a_number", 5, 5),
        ("count_twice", 7, 4),
    ]


VOTES = st.lists(st.sampled_from([*GRADES, "blank", "void"]), min_size=1, max_size=40)


@given(VOTES, st.randoms())
def test_single_ballots_in_any_order_are_the_same_as_counted_ones(votes, random):
    lines = [BallotLine("X", str(number), grade) for number, grade in enumerate(votes)]
    random.shuffle(lines)
    single = BallotResults((Entry("X"),), tuple(lines))
    counted = BallotResults((Entry("X"),), counts=counts("X", Counter(votes)))
    one, other = evidence(rules(), single), evidence(rules(), counted)
    assert (one.exact, one.items, one.ballots) == (other.exact, other.items, other.ballots)


@given(VOTES, st.data())
def test_a_better_grade_never_lowers_the_index(votes, data):
    better = list(votes)
    at = data.draw(st.integers(0, len(votes) - 1))
    if better[at] in GRADES[1:]:
        better[at] = GRADES[GRADES.index(better[at]) - 1]
    before, after = (evidence(rules(), results(*counts("X", Counter(one)))).exact for one in (votes, better))
    assert before is None or before <= after


@given(st.lists(st.integers(0, 12), min_size=3, max_size=3).filter(any))
def test_no_part_shown_has_fewer_ballots_than_the_rule_unless_all_are_one(sizes):
    found = results(*(BallotCount("X", "称职", size, "", voters) for size, voters in zip(sizes, "ABC", strict=True)))
    parts = evidence(rules(more=CLASSES), found).parts
    assert sum(part.weight for part in parts) == 100
    assert sum(part.ballots for part in parts) == sum(sizes)
    assert len(parts) == 1 or all(part.ballots >= 5 for part in parts)
