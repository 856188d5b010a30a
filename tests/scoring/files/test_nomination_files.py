"""RESULTS of nominations: marks, review, votes and parts in one file, every doubtful cell with its place."""

from fractions import Fraction

import pytest

from scoring import RuleFaults
from scoring.files.results import read_results
from scoring.nominations import ReviewAnswer, VoteCount, VoteSession
from tests.scoring.test_nominations import STAFF, places, rules

FILE_RULES = rules(STAFF + '[[parts]]\ncode = "bonus"\ndefault = 0\nmaximum = 5\n', nomination="")
HEADER = "entry,judge,criterion,mark,item,value,reason,due,present\n"


def read(tmp_path, text):
    path = tmp_path / "results.csv"
    path.write_text(HEADER + text, encoding="utf-8")
    return read_results(path, FILE_RULES, None, ())


def test_a_file_holds_marks_review_votes_and_parts(tmp_path):
    found = read(
        tmp_path,
        "A,J1,A,90,,,,,\nA,,,,years,3.5,,,\nA,,,,grade,优秀,考核表,,\nA,,,,V,否,,,\nA,,,,bonus,2,,,\n"
        ",,,,staff,,,80,60\nA,,,,staff,30,,,\n",
    )
    assert found.checks == (
        ReviewAnswer("A", "years", Fraction(7, 2)),
        ReviewAnswer("A", "grade", "优秀", "考核表"),
        ReviewAnswer("A", "V", Fraction(0)),
    )
    assert (found.votes, found.sessions) == ((VoteCount("A", "staff", 30),), {"staff": VoteSession(80, 60)})
    assert places(FILE_RULES, found) == [("A", 1, "80.00", "FIN", "")]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("A,,,,yeers,3,,,", "item_not_listed", 5),
        ("A,,,,years,three,,,", "value_not_a_number", 6),
        ("A,,,,V,maybe,,,", "yes_or_no", 6),
        ("A,,,,staff,1.5,,,", "count_decimals", 6),
        (",,,,V,否,,,", "entry_empty", 1),
        ("A,,,,staff,5,,9,", "vote_session_line", 8),
        ("A,,,,bonus,6,,,", "part_out_of_range", 6),
        ("A,,,,V,否,,,\nA,,,,V,是,,,", "item_twice", 5),
        (",,,,staff,,,9,9\n,,,,staff,,,9,8", "item_twice", 5),
    ],
)
def test_a_doubtful_line_is_told_with_its_place(tmp_path, line, code, column):
    with pytest.raises(RuleFaults) as refused:
        read(tmp_path, line + "\n")
    assert [(fault.code, fault.column) for fault in refused.value.faults] == [(code, column)]
