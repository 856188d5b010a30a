"""评选: conditions and vetoes first, then panel and votes, then honours within the quotas (practice.md 4.5)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Entry, Hundredths, JudgedResults, RuleFaults, Sheet, explain, parse, rank
from scoring.nominations import ReviewAnswer, VoteCount, VoteSession
from scoring.results import NominationResults, SideTable

RULES = """
name = "评选"
format = "nomination"
[nomination]
{nomination}
[[conditions]]
code = "years"
least = 3
[[conditions]]
code = "grade"
any_of = ["优秀", "合格"]
[[vetoes]]
code = "V"
[judging]
method = "mean"
minimum_judges = 1
weight = 0.7
[[criteria]]
code = "A"
maximum = 100
{more}
[[prizes]]
name = "称号"
count = 2
"""
STAFF = '[[votes]]\ncode = "staff"\npoints = 30\n'
COMMITTEE = '[[votes]]\ncode = "panel"\nmore_than = "1/2"\n'
EXCEPTIONS = "exceptions_only = true"


def rules(more="", nomination=EXCEPTIONS):
    return parse(RULES.format(more=more, nomination=nomination))


def nominated(marks, checks=(), votes=(), sessions=None, departments=()):
    """Marks by entry; votes as (entry, vote, number); sessions as (due, present)."""
    entries = tuple(Entry(code, dict(departments).get(code, "")) for code in marks)
    sheets = tuple(Sheet(code, "J1", marks={"A": Hundredths(100 * mark)}) for code, mark in marks.items())
    return NominationResults(
        JudgedResults(entries, (), sheets),
        tuple(ReviewAnswer(*check) for check in checks),
        tuple(VoteCount(*vote) for vote in votes),
        {vote: VoteSession(*numbers) for vote, numbers in (sessions or {}).items()},
    )


def places(rulebook, results):
    return [(r.entry, r.place, r.score, r.status.value, r.reason) for r in rank(rulebook, results).rows]


def codes(rulebook, results):
    return sorted({fault.code for fault in rank(rulebook, results).faults})


def test_panel_seventy_and_votes_thirty_make_the_score():
    results = nominated(
        {"A": 90, "B": 80}, votes=[("A", "staff", 30), ("B", "staff", 60)], sessions={"staff": (80, 60)}
    )
    assert places(rules(STAFF), results) == [("B", 1, "86.00", "FIN", ""), ("A", 2, "78.00", "FIN", "")]
    of_due = places(rules(STAFF + 'basis = "due"\n'), results)
    assert [score for _, _, score, _, _ in of_due] == ["78.50", "74.25"]
    of_best = places(
        rules(STAFF + 'scale = "of_best"\n'),
        nominated({"A": 90, "B": 80}, votes=[("A", "staff", 10), ("B", "staff", 40)], sessions={"staff": (80, 60)}),
    )
    assert of_best == [("B", 1, "86.00", "FIN", ""), ("A", 2, "70.50", "FIN", "")]


def test_a_condition_missed_leaves_no_place_and_names_its_reason():
    results = nominated(
        {"A": 90, "B": 80, "C": 70},
        [("A", "years", Fraction(2)), ("B", "years", Fraction(3)), ("C", "grade", "不合格", "年度考核表")],
    )
    standings = rank(rules(), results)
    assert [(r.entry, r.place, r.reason, r.facts["conditions"]) for r in standings.rows] == [
        ("B", 1, "", ""),
        ("A", None, "condition", "years"),
        ("C", None, "condition", "grade"),
    ]
    assert [(w.code, w.params["items"]) for w in standings.warnings] == [
        ("turned_away", "years"),
        ("turned_away", "grade – 年度考核表"),
    ]
    assert standings.tables == (
        SideTable(
            "review",
            ("entry", "item", "code", "answer", "verdict", "reason"),
            (
                ("A", "condition", "years", "2", "failed", ""),
                ("A", "condition", "grade", "", "passed", ""),
                ("A", "veto", "V", "", "passed", ""),
                ("B", "condition", "years", "3", "passed", ""),
                ("B", "condition", "grade", "", "passed", ""),
                ("B", "veto", "V", "", "passed", ""),
                ("C", "condition", "years", "", "passed", ""),
                ("C", "condition", "grade", "不合格", "failed", "年度考核表"),
                ("C", "veto", "V", "", "passed", ""),
            ),
        ),
    )


def test_a_veto_takes_the_nominee_out_of_every_comparison():
    rulebook = rules(STAFF + 'scale = "of_best"\n')
    votes = [("A", "staff", 60), ("B", "staff", 20), ("C", "staff", 10)]
    results = nominated({"A": 95, "B": 80, "C": 80}, [("A", "V", Fraction(1))], votes, {"staff": (60, 60)})
    assert places(rulebook, results) == [
        ("B", 1, "86.00", "FIN", ""),
        ("C", 2, "71.00", "FIN", ""),
        ("A", None, "", "DQ", "veto"),
    ]
    assert [row.prize for row in rank(rulebook, results).rows] == ["称号", "称号", None]
    assert explain(rulebook, results, "A").panel is None


def test_a_veto_counts_before_a_condition_and_needs_no_votes():
    checks = [("A", "V", Fraction(1)), ("A", "years", Fraction(0))]
    results = nominated({"A": 95}, checks, sessions={"panel": (9, 9)})
    assert places(rules(COMMITTEE), results) == [("A", None, "", "DQ", "veto")]
    assert codes(rules(COMMITTEE), results) == []


def test_what_was_not_reviewed_blocks_unless_only_exceptions_are_listed():
    full = rules(nomination="")
    results = nominated({"A": 90}, [("A", "years", Fraction(9)), ("A", "grade", "优秀")])
    assert places(full, results) == [("A", None, "", "BLOCKED", "veto_missing")]
    assert codes(full, results) == ["veto_missing"]
    assert codes(full, nominated({"A": 90}, [("A", "V", Fraction(0))])) == ["condition_missing"]
    complete = nominated({"A": 90}, [("A", "years", Fraction(9)), ("A", "grade", "优秀"), ("A", "V", Fraction(0))])
    assert places(full, complete) == [("A", 1, "63.00", "FIN", "")]
    assert places(rules(), nominated({"A": 90})) == [("A", 1, "63.00", "FIN", "")]


def test_half_of_the_votes_is_not_more_than_half():
    votes = [("A", "panel", 4), ("B", "panel", 5)]
    results = nominated({"A": 90, "B": 80}, votes=votes, sessions={"panel": (9, 8)})
    assert places(rules(COMMITTEE), results) == [
        ("B", 1, "56.00", "FIN", ""),
        ("A", None, "63.00", "DQ", "vote"),
    ]
    two_thirds = COMMITTEE.replace('more_than = "1/2"', 'at_least = "2/3"')
    six = nominated({"A": 90, "B": 80}, votes=[("A", "panel", 6), ("B", "panel", 5)], sessions={"panel": (9, 9)})
    assert [(entry, place) for entry, place, *_ in places(rules(two_thirds), six)] == [("A", 1), ("B", None)]


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ((9, 5), "vote_quorum_missed"),
        ((9, 10), "vote_present_above_due"),
        ((None, 9), "vote_session_missing"),
        ((9, None), "vote_session_missing"),
        ((0, 0), "vote_quorum_missed"),
    ],
)
def test_a_vote_that_does_not_stand_blocks_everybody(numbers, code):
    results = nominated({"A": 90}, votes=[("A", "panel", 5)], sessions={"panel": numbers})
    assert codes(rules(COMMITTEE), results) == [code]
    assert places(rules(COMMITTEE), results) == [("A", None, "", "BLOCKED", "vote_missing")]


def test_two_thirds_of_those_due_are_a_quorum():
    results = nominated({"A": 90}, votes=[("A", "panel", 6)], sessions={"panel": (9, 6)})
    assert codes(rules(COMMITTEE), results) == []


def test_a_missing_count_and_more_votes_than_people_block_the_nominee_once():
    missing = nominated({"A": 90, "B": 80}, votes=[("A", "staff", 5)], sessions={"staff": (9, 9)})
    assert codes(rules(STAFF), missing) == ["vote_missing"]
    many = nominated({"A": 90, "B": 80}, votes=[("A", "staff", 5), ("B", "staff", 10)], sessions={"staff": (9, 9)})
    assert codes(rules(STAFF), many) == ["votes_above_present"]
    assert [(entry, status) for entry, _, _, status, _ in places(rules(STAFF), many)] == [
        ("A", "FIN"),
        ("B", "BLOCKED"),
    ]


def test_more_names_than_voters_could_give_are_a_fault():
    rulebook = rules(STAFF + "choices = 1\n")
    fine = nominated({"A": 90, "B": 80}, votes=[("A", "staff", 5), ("B", "staff", 4)], sessions={"staff": (9, 9)})
    assert codes(rulebook, fine) == []
    over = nominated({"A": 90, "B": 80}, votes=[("A", "staff", 5), ("B", "staff", 5)], sessions={"staff": (9, 9)})
    assert codes(rulebook, over) == ["vote_choices_exceeded"]


def test_a_department_over_its_quota_must_withdraw():
    rulebook = rules(nomination=f"most_nominated = 1\n{EXCEPTIONS}")
    results = nominated({"A": 90, "B": 80, "C": 70}, departments={"A": "甲", "B": "甲"}.items())
    found = rank(rulebook, results).faults
    assert [(one.code, dict(one.params)) for one in found] == [
        ("nominated_too_many", {"department": "甲", "number": 2, "most": 1})
    ]


def test_one_title_a_department_and_equal_nominees_at_the_cut_wait_for_the_committee():
    limits = '[awards]\ntie_at_cut = "committee"\nmost_per_department = 1\n'
    results = nominated({"A": 90, "B": 85, "C": 80, "D": 80}, departments={"A": "甲", "B": "甲"}.items())
    found = rank(rules(limits), results)
    assert [(r.entry, r.prize, r.prize_note) for r in found.rows] == [
        ("A", "称号", ""),
        ("B", None, "department_full"),
        ("C", None, "tie_open"),
        ("D", None, "tie_open"),
    ]


def test_votes_alone_can_make_the_score():
    rulebook = parse(
        'name = "评选"\nformat = "nomination"\n[nomination]\n[[votes]]\ncode = "staff"\npoints = 100\n'
        '[ranking]\nties = ["part:staff"]\n'
    )
    entries = (Entry("A"), Entry("B"))
    results = NominationResults(
        JudgedResults(entries, (), ()),
        votes=(VoteCount("A", "staff", 2), VoteCount("B", "staff", 3)),
        sessions={"staff": VoteSession(3, 3)},
    )
    assert places(rulebook, results) == [("B", 1, "100.00", "FIN", ""), ("A", 2, "66.67", "FIN", "")]


def test_strangers_and_repeated_lines_are_faults():
    results = nominated(
        {"A": 90},
        [("X", "V", Fraction(0)), ("A", "V", Fraction(0)), ("A", "V", Fraction(1))],
        [("A", "panel", 5), ("A", "panel", 6)],
        {"panel": (9, 9)},
    )
    assert codes(rules(COMMITTEE), results) == ["entry_unknown", "item_twice"]


def test_results_of_a_judged_contest_are_no_nomination():
    with pytest.raises(ValueError, match="different formats"):
        rank(rules(), nominated({"A": 90}).judged)


@given(st.permutations(range(8)), st.permutations(range(6)))
def test_order_of_lines_never_matters(checks, votes):
    lines = [
        (entry, item, answer)
        for entry in "ABCD"
        for item, answer in (("V", Fraction(entry == "C")), ("years", Fraction(9)))
    ]
    counts = [(entry, vote, number) for entry, number in (("A", 4), ("B", 6), ("D", 9)) for vote in ("staff", "panel")]
    marks = {"A": 90, "B": 80, "C": 99, "D": 60}
    rulebook = rules(STAFF + COMMITTEE)
    sessions = {"staff": (9, 9), "panel": (9, 9)}
    plain = rank(rulebook, nominated(marks, lines, counts, sessions))
    mixed = nominated(marks, [lines[at] for at in checks], [counts[at] for at in votes], sessions)
    assert rank(rulebook, mixed) == plain


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("least = 3", "least = 3\nmost = 2", "condition_bounds"),
        ("least = 3", 'least = 3\nany_of = ["是"]', "condition_one_kind"),
        ('code = "V"', 'code = "years"', "code_duplicate"),
        ('more_than = "1/2"', "", "vote_idle"),
        ('more_than = "1/2"', 'more_than = "1/2"\nat_least = "1/2"', "vote_one_limit"),
        ('more_than = "1/2"', 'more_than = "1"', "vote_out_of_reach"),
        ("maximum = 100", "maximum = 90", "criteria_total"),
        ('code = "panel"', 'code = "staff"', "code_duplicate"),
    ],
)
def test_unsound_rules_are_refused_once(old, new, expected):
    text = RULES.format(more=STAFF + COMMITTEE, nomination=EXCEPTIONS).replace(old, new)
    with pytest.raises(RuleFaults) as refused:
        parse(text)
    assert [fault.code for fault in refused.value.faults] == [expected]


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), st.integers(0, 3), st.integers(1, 9))
def test_more_votes_never_lower_a_place(votes, at, more):
    marks = dict(zip("ABCD", (90, 80, 70, 60), strict=True))
    sessions = {"staff": (9, 9), "panel": (9, 9)}

    def place(found):
        counts = [(entry, vote, number) for entry, number in zip("ABCD", found, strict=True) for vote in sessions]
        row = rank(rules(STAFF + COMMITTEE), nominated(marks, votes=counts, sessions=sessions)).row("ABCD"[at])
        return row.place or len(marks) + 1

    raised = [min(9, number + more) if one == at else number for one, number in enumerate(votes)]
    assert place(raised) <= place(votes)
