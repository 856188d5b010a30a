"""Vertical jumps by hand: best height, failures at it, failures up to it, jump-off (World Athletics TR26.8)."""

import pytest

from scoring import RuleFaults, parse
from scoring.__main__ import main
from scoring.races.heights import attempt_faults, count_back, read_attempts

RULES = """
name = "跳高"
format = "race"
[race]
measure = "distance"
unit = "cm"
heights = true
[rounds]
combine = "best"
[ranking]
ties = ["failures_at_best", "failures", "recorded", "shared"]
"""


def rank(folder, lines, rules=RULES):
    (folder / "r.toml").write_text(rules, encoding="utf-8")
    (folder / "r.csv").write_text("entry,round,result,recorded\n" + lines, encoding="utf-8")
    code = main(
        ["rank", str(folder / "r.toml"), str(folder / "r.csv"), "--output", str(folder / "p.csv"), "--language", "en"]
    )
    if code:
        return code
    rows = (folder / "p.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(row.split(",")[1:]) for row in rows]


def test_equal_heights_are_parted_by_failures_and_then_the_jump_off(tmp_path):
    """A and B are equal to the last failure and jumped off; C failed more below; D failed at the height itself."""
    lines = (
        "A,1.80,O,2\nA,1.85,xxo,\nA,1.90,XXX,\n"
        "B,1.80,-,1\nB,1.85,XXO,\nB,1.90,xx-,\nB,1.95,x,\n"
        "C,1.80,XO,\nC,1.85,XXO,\nC,1.90,-,\nC,1.95,R,\n"
        "D,1.80,O,\nD,1.85,,\nE,1.80,X×X,\nF,1.80,弃权,\n"
    )
    assert rank(tmp_path, lines) == [
        ("B", "1", "1.85", "FIN", "recorded"),
        ("A", "2", "1.85", "FIN", "recorded"),
        ("C", "3", "1.85", "FIN", "failures"),
        ("D", "4", "1.80", "FIN", "score"),
        ("E", "", "", "DNF", ""),
        ("F", "", "", "DNS", ""),
    ]


def test_fewer_failures_at_the_best_height_go_before_fewer_in_all(tmp_path):
    assert rank(tmp_path, "A,1.80,XXO,\nA,1.85,O,\nB,1.80,O,\nB,1.85,XO,\n") == [
        ("A", "1", "1.85", "FIN", "failures_at_best"),
        ("B", "2", "1.85", "FIN", "failures_at_best"),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A,1.80,XXXO,", '3: "XXXO" is no record of attempts'),
        ("A,1.80,1.80,", '"1.80" is no record of attempts'),
        ("A,tall,O,", '2: "tall" is not a number'),
    ],
)
def test_what_is_no_attempt_is_told_with_its_place(tmp_path, capsys, line, told):
    assert rank(tmp_path, line + "\n") == 1
    assert told.split(": ")[-1] in capsys.readouterr().err


def test_attempts_after_three_failures_on_end_block_the_entry(tmp_path, capsys):
    assert rank(tmp_path, "A,1.80,O,\nA,1.85,XX-,\nA,1.90,X,\nA,1.95,O,\nB,1.80,O,\n") == 1
    assert '"A" has attempts (O) after three failures on end' in capsys.readouterr().err
    assert attempt_faults("A", [(190, "X"), (185, "XX-"), (180, "O")]) == []


def test_failures_above_the_best_height_never_count():
    tried = [(180, "XO"), (185, "XXO"), (190, "XXX")]
    assert (count_back(tried, 185), count_back(tried, 180)) == ((2, 3), (1, 1))
    assert [read_attempts(text) for text in ("ｘｏ", " x x o ", "○", "x-")] == ["XO", "XXO", "O", "X-"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('measure = "distance"\nunit = "cm"', 'measure = "time"'), ("heights_measure", "race.heights")),
        (('combine = "best"', 'combine = "sum"'), ("heights_rounds", "rounds.combine")),
        (('combine = "best"', 'combine = "best"\n[[rounds.list]]\ncode = "final"'), ("height_code", "rounds.list")),
    ],
)
def test_heights_are_rounds_of_which_the_best_counts(change, fault):
    with pytest.raises(RuleFaults) as refused:
        parse(RULES.replace(*change))
    assert (fault[0], fault[1]) in [(one.code, one.where) for one in refused.value.faults]


def test_centimetres_are_published_to_the_centimetre_unless_the_rules_say_coarser(tmp_path):
    plain = 'name = "x"\nformat = "race"\n[race]\nmeasure = "distance"\nunit = "cm"\n'
    (tmp_path / "r.toml").write_text(plain, encoding="utf-8")
    (tmp_path / "r.csv").write_text("entry,result\nA,7.85\nB,7.9\n", encoding="utf-8")
    assert main(["rank", str(tmp_path / "r.toml"), str(tmp_path / "r.csv"), "--output", str(tmp_path / "p.csv")]) == 0
    rows = (tmp_path / "p.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row.split(",")[1:4] for row in rows] == [["B", "1", "7.90"], ["A", "2", "7.85"]]
