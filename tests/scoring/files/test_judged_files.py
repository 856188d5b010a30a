"""`python -m scoring` on judged files beyond plain marks: parts, rounds, difficulty, places, and every fault."""

import json
from pathlib import Path

import pytest

from scoring.__main__ import main

EXAMPLES = Path(__file__).parents[3] / "examples/rulebooks"


def run(folder, name, results, *words, entries="", judges=""):
    (folder / "r.csv").write_text(results, encoding="utf-8")
    more = []
    for option, text in (("--entries", entries), ("--judges", judges)):
        if text:
            (folder / f"{option[2:]}.csv").write_text(text, encoding="utf-8")
            more += [option, str(folder / f"{option[2:]}.csv")]
    command, *rest = words or ("rank",)
    rulebook = str(EXAMPLES / f"{name}.toml")
    return main([command, rulebook, str(folder / "r.csv"), *rest, *more, "--language", "en"])


DIVES = "entry,round,judge,mark\n" + "".join(
    f"A,D1,J{n},{mark}\n" for n, mark in enumerate([7, 7.5, 8, 8, 8.5, 9, 6], 1)
)


def test_explain_tells_every_stage_of_a_dive(tmp_path, capsys):
    entries = "entry,round,difficulty\nA,D1,3.2\n"
    assert run(tmp_path, "diving", DIVES, "explain", "A", entries=entries) == 0
    assert capsys.readouterr().out.splitlines()[:13] == [
        "A: place 1, result 75.20, 1 placed in the group",
        "round D1",
        "judge J1: 7, lowest, dropped",
        "judge J2: 7.5, counted",
        "judge J3: 8, counted",
        "judge J4: 8, counted",
        "judge J5: 8.5, highest, dropped",
        "judge J6: 9, highest, dropped",
        "judge J7: 6, lowest, dropped",
        "the panel's value: 23.5",
        "difficulty 3.2: 75.2",
        "round D1: 75.2, counted",
        "score: 75.2, published as 75.20",
    ]


@pytest.mark.parametrize(("language", "line"), [("en", "deduction 1: 79"), ("zh", "扣分 1：79")])
def test_explain_tells_a_deduction_by_the_pattern_of_its_own_format(tmp_path, capsys, language, line):
    """An index has lines of the same kind with other places to fill."""
    rules = 'name = "x"\nformat = "judged"\n[judging]\nmethod = "mean"\nminimum_judges = 1\n'
    files = {"r.toml": rules, "r.csv": "entry,judge,mark\nA,J1,80\n", "e.csv": "entry,deduction\nA,1\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    rulebook, results, entries = (str(tmp_path / name) for name in files)
    assert main(["explain", rulebook, results, "A", "--entries", entries, "--language", language]) == 0
    assert line in capsys.readouterr().out.splitlines()


def test_parts_are_read_beside_marks_and_told(tmp_path, capsys):
    lines = "entry,judge,criterion,mark,part,value\n"
    lines += "".join(f"A,J{n},{code},2,,\n" for n in range(3) for code in ("J1", "J2"))
    assert run(tmp_path, "worldskills", lines + "A,,,,M,50.25\n", "explain", "A") == 0
    told = capsys.readouterr().out.splitlines()
    assert "criterion J1: 50/3, 达到行业标准并有所超出" in told
    assert "part M: 50.25, counts 50.25" in told
    assert "score: 923/12, published as 76.92" in told


def test_every_fault_of_a_judged_file_has_its_line_and_column(tmp_path, capsys):
    results = "entry,part,value\nA,D,6\nA,D,7\nA,E,11\nA,X,1\n,E,1\nB,E,x\nB,D,1.2345\n"
    assert run(tmp_path, "gymnastics", results) == 1
    told = [line.split("r.csv:")[1] for line in capsys.readouterr().err.splitlines()]
    assert told == [
        '3:2: part "D" of "A" stands there twice',
        '4:3: the value 11 of part "E" is out of the range the rules allow',
        '5:2: unknown part "X"',
        "6:1: the entry's code is missing",
        '7:3: "x" is not a number',
        '8:3: "1.2345" has more than 3 decimals',
    ]


def test_unknown_columns_name_the_nearest(tmp_path, capsys):
    assert run(tmp_path, "gymnastics", "entry,part,valeu\nA,D,6\n") == 1
    assert 'unknown column "valeu"; the nearest known one is "value"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("deduction", "told"),
    [("-1", "should be written without a minus"), ("x", '"x" is not a number')],
)
def test_a_deduction_with_the_other_sign_is_refused(tmp_path, capsys, deduction, told):
    entries = f"entry,round,difficulty,deduction\nA,D1,3.2,{deduction}\n"
    assert run(tmp_path, "diving", DIVES, entries=entries) == 1
    assert "entries.csv:2:4: " in (found := capsys.readouterr().err)
    assert told in found


def test_a_deduction_comes_off_its_round_and_one_of_no_round_once(tmp_path, capsys):
    entries = "entry,round,difficulty,deduction\nA,D1,3.2,2\nA,,,0.5\n"
    assert run(tmp_path, "diving", DIVES, entries=entries) == 0
    assert "72.70" in capsys.readouterr().out


def test_lines_of_one_entry_must_not_contradict_each_other(tmp_path, capsys):
    entries = "entry,round,difficulty,department\nA,D1,3.2,X\nA,D2,2,Y\nA,D1,3,\n"
    assert run(tmp_path, "diving", DIVES, entries=entries) == 1
    told = capsys.readouterr().err
    assert 'entries.csv:3:1: the lines of "A" disagree' in told
    assert 'entries.csv:4:1: entry "A" stands there twice' in told


def test_a_round_the_rules_do_not_have_is_a_fault(tmp_path, capsys):
    results = "entry,round,judge,mark\n" + "".join(f"A,R1,J{n},{1}\n" for n in range(3))
    assert run(tmp_path, "rank_sum", results) == 1
    assert 'unknown round "R1"' in capsys.readouterr().err


def test_effects_of_judges_stand_in_the_judges_file(tmp_path, capsys):
    judges = "judge,effect\nJ1,-1.2345\nJ2,0.5\n"
    assert run(tmp_path, "severity_adjusted", "entry,judge,mark\nA,J1,80\nA,J2,90\n", judges=judges) == 0
    assert "85.37" in capsys.readouterr().out


def test_the_mean_of_shared_places_is_written(tmp_path):
    marks = {"A": "11", "B": "22", "C": "33"}
    results = "entry,round,judge,mark\n"
    for dance, order in (("W", "ABC"), ("T", "BAC")):
        for place, entry in zip(("1", "2", "3"), order, strict=True):
            results += "".join(f"{entry},{dance},J{n},{place}\n" for n in range(3))
    assert run(tmp_path, "dancesport", results, "rank", "--output", str(tmp_path / "p.json")) == 0
    rows = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))["rows"]
    assert [(row["entry"], row["place"], row["decided_by"]) for row in rows] == [
        ("A", "1.5", "shared"),
        ("B", "1.5", "shared"),
        ("C", 3, "score"),
    ]
    assert len(marks) == len(rows)


def test_who_is_out_of_the_contest_stands_last_without_a_place(tmp_path, capsys):
    """Marks of who gave up count nowhere, and nothing that is missing of them blocks the others."""
    entries = "entry,round,difficulty,status,reason\nA,D1,3.2,,\nB,D1,2,,\nC,D1,,中退,受伤\nD,,,DQ,\n"
    both = DIVES + DIVES.replace("A,", "B,").removeprefix("entry,round,judge,mark\n") + "C,D1,J1,9\n"
    assert run(tmp_path, "diving", both, entries=entries) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()[1:]] == [
        ["A", "1", "75.20", "FIN", "score", "第一名"],
        ["B", "2", "47.00", "FIN", "score"],
        ["C", "DNF"],
        ["D", "DQ"],
    ]


def test_a_status_nobody_knows_is_told_with_its_place(tmp_path, capsys):
    assert run(tmp_path, "diving", DIVES, entries="entry,round,difficulty,status\nA,D1,3.2,OOC\n") == 1
    assert 'entries.csv:2:4: unknown status "OOC"; write one of: FIN, DNS, DNF, DQ' in capsys.readouterr().err


def test_states_may_be_written_as_score_sheets_have_them(tmp_path, capsys):
    """A is marked by three of five, one stands aside, one sheet is void: (80 + 90 + 85) / 3."""
    (tmp_path / "r.toml").write_text('name = "x"\nformat = "judged"\n[judging]\nmethod = "mean"\n', encoding="utf-8")
    lines = ("J1,80,有效", "J2,90,已评", "J3,85,", "J4,,回避", "J5,10,作废", "J6,,缺评")
    (tmp_path / "r.csv").write_text(
        "entry,judge,mark,state\n" + "".join(f"A,{one}\n" for one in lines), encoding="utf-8"
    )
    assert main(["rank", str(tmp_path / "r.toml"), str(tmp_path / "r.csv")]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["A", "1", "85.00", "FIN"]


def test_explain_names_the_level_a_criterion_reaches(tmp_path, capsys):
    """(2 + 2 + 3) / 3 of three is 2.33: the level from 2 on; (1 + 1 + 2) / 3 is 1.33."""
    marks = {"J1": (2, 2, 3), "J2": (1, 1, 2)}
    lines = [f"A,P{n},{code},{mark},," for code, given in marks.items() for n, mark in enumerate(given, 1)]
    results = "entry,judge,criterion,mark,part,value\n" + "\n".join([*lines, "A,,,,M,50"]) + "\n"
    assert run(tmp_path, "worldskills", results, "explain", "A") == 0
    told = capsys.readouterr().out.splitlines()
    assert "criterion J1: 175/9, 达到行业标准并有所超出" in told
    assert "criterion J2: 20/3" in told
