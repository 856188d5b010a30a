"""`python -m scoring` on real files: places out, faults with file, line and column, exit codes."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scoring.__main__ import main

ROOT = Path(__file__).parents[3]
RULES = """
name = "试评"
format = "judged"
[judging]
method = "mean"
minimum_judges = 1
[[criteria]]
code = "T1"
maximum = 40
[[criteria]]
code = "T2"
maximum = 60
[ranking]
ties = ["criterion:T1", "shared"]
"""
MARKS = """entry,judge,criterion,mark,state
A,J1,T1,40,
A,J1,T2,50,
A,J2,T1,38,
A,J2,T2,51,given
B,J1,T1,39,
B,J1,T2,50.5,
B,J2,T1,,recused
B,J2,T2,,recused
C,J1,T1,10,
C,J1,T2,10,
"""
RACE = """
name = "试跑"
format = "race"
[race]
measure = "time"
precision = 0.1
[groups]
reference_date = 2026-12-31
[[groups.bands]]
code = "M-51"
genders = ["male"]
lower = 51
[[groups.bands]]
code = "M-U51"
genders = ["male"]
upper = 51
upper_inclusive = false
[eligibility]
genders = ["male"]
[points]
[[prizes]]
name = "第一名"
count = 1
"""


@pytest.fixture
def folder(tmp_path):
    for name, text in (("r.toml", RULES), ("r.csv", MARKS), ("race.toml", RACE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder, *words):
    names = [str(folder / word) if word.endswith((".toml", ".csv", ".json", ".xlsx")) else word for word in words]
    return main([*names, "--language", "en"])


def test_check_prints_name_and_fingerprint(folder, capsys):
    assert run(folder, "check", "r.toml") == 0
    name, fingerprint = capsys.readouterr().out.split()
    assert (name, len(fingerprint)) == ("试评", 64)


def test_rank_prints_a_table(folder, capsys):
    assert run(folder, "rank", "r.toml", "r.csv") == 0
    assert capsys.readouterr().out == (
        "group  entry  place  score  status  decided_by\n"
        "       A      1      89.50  FIN     shared\n"
        "       B      1      89.50  FIN     shared\n"
        "       C      3      20.00  FIN     score\n"
    )


def test_rank_writes_the_same_rows_as_csv_json_and_xlsx(folder):
    for name in ("p.csv", "p.json", "p.xlsx"):
        assert run(folder, "rank", "r.toml", "r.csv", "--output", name) == 0
    rows = [
        ["", "A", "1", "89.50", "FIN", "shared"],
        ["", "B", "1", "89.50", "FIN", "shared"],
        ["", "C", "3", "20.00", "FIN", "score"],
    ]
    header = ["group", "entry", "place", "score", "status", "decided_by"]
    written = list(csv.reader((folder / "p.csv").read_text(encoding="utf-8").splitlines()))
    assert written == [header, *rows]
    document = json.loads((folder / "p.json").read_text(encoding="utf-8"))
    assert [[str(row[name]) for name in header] for row in document["rows"]] == rows
    assert (document["faults"], document["warnings"], len(document["fingerprint"])) == ([], [], 64)
    sheet = load_workbook(folder / "p.xlsx").active
    assert [["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)] == [header, *rows]


def test_race_with_entries_file_groups_prizes_and_points(folder):
    (folder / "e.csv").write_text(
        "entry,gender,birth_date,age,department\nA,男,1975-12-31,,语文组\nB,M,1976年1月1日,,后勤\nC,male,,60,\nD,1,1980/5/1,,后勤\n",
        encoding="utf-8-sig",
    )
    (folder / "race.csv").write_text(
        "entry,result,heat,status\nA,4:05.31,1,\nB,3:59,1,FIN\nC,4:05.4,2,\nD,,2,DQ\n", encoding="utf-8"
    )
    assert run(folder, "rank", "race.toml", "race.csv", "--entries", "e.csv", "--output", "p.csv") == 0
    assert (folder / "p.csv").read_text(encoding="utf-8").splitlines() == [
        "group,entry,place,score,status,decided_by,prize,points",
        "M-51,A,1,4:05.4,FIN,shared,第一名,8",
        "M-51,C,1,4:05.4,FIN,shared,第一名,8",
        "M-U51,B,1,3:59.0,FIN,,第一名,9",
        "M-U51,D,,,DQ,,,0",
    ]


def test_judges_file_recuses_and_names_the_chief(folder, capsys):
    (folder / "r2.toml").write_text(RULES.replace('"criterion:T1"', '"chief_judge"'), encoding="utf-8")
    (folder / "e.csv").write_text("entry,department\nA,\nB,\nC,D1\n", encoding="utf-8")
    (folder / "j.csv").write_text("judge,department,chief\nJ1,D1,是\nJ2,,no\n", encoding="utf-8")
    assert run(folder, "rank", "r2.toml", "r.csv", "--entries", "e.csv", "--judges", "j.csv") == 1
    told = capsys.readouterr()
    assert "A      1      89.50  FIN      chief_judge" in told.out
    assert "C                    BLOCKED" in told.out
    assert '"C" has 0 valid marks, the rule needs 1' in told.err
    assert "note: " in told.err


def test_all_faults_of_all_files_are_told_with_line_and_column(folder, capsys):
    (folder / "r.csv").write_text(
        "entry,judge,criterion,mark,state\nA,J1,T1,41,\nA,J1,T9,1,\n,J1,T1,x,\nQ,J1,T1,1.25,\nA,J1,T1,2,maybe\n",
        encoding="utf-8",
    )
    (folder / "e.csv").write_text("entry,gender,birth_date\nA,x,1990-02-30\nA,,\n", encoding="utf-8")
    assert run(folder, "rank", "r.toml", "r.csv", "--entries", "e.csv") == 1
    told = capsys.readouterr()
    places = [line.removeprefix(f"{folder}/").split(": ")[0] for line in told.err.splitlines()]
    entries = ["e.csv:2:2", "e.csv:2:3", "e.csv:3:1"]
    marks = ["r.csv:2:4", "r.csv:3:3", "r.csv:4:1", "r.csv:4:4", "r.csv:5:4", "r.csv:6:4", "r.csv:6:5"]
    assert (told.out, places) == ("", [*entries, *marks])


def test_age_that_contradicts_the_birth_date_is_told(folder, capsys):
    (folder / "e.csv").write_text("entry,birth_date,age\nA,1990-01-01,40\n", encoding="utf-8")
    (folder / "race.csv").write_text("entry,result\nA,10\n", encoding="utf-8")
    assert run(folder, "rank", "race.toml", "race.csv", "--entries", "e.csv") == 1
    assert "e.csv:2:3: age 40 does not agree with the birth date 1990-01-01" in capsys.readouterr().err


def test_finisher_without_result_and_double_results_are_told(folder, capsys):
    (folder / "race.csv").write_text("entry,result,status\nA,,FIN\nA,10,\nB,11,XX\n", encoding="utf-8")
    assert run(folder, "rank", "race.toml", "race.csv") == 1
    sentences = [line.split(": ", 1)[1] for line in capsys.readouterr().err.splitlines()]
    assert sentences == [
        '"A" finished without a result',
        '"A" has two results',
        'unknown status "XX"; write one of: FIN, PROV, OOC, DNF, DQ, DNS',
    ]


def test_penalty_column_is_added_to_the_time(folder, capsys):
    (folder / "race.toml").write_text('name = "x"\nformat = "race"\n[race]\nmeasure = "time"\n', encoding="utf-8")
    (folder / "race.csv").write_text("entry,result,penalty,reason\nA,10,60,running\n", encoding="utf-8")
    assert run(folder, "rank", "race.toml", "race.csv") == 0
    assert "1:10.0" in capsys.readouterr().out


def test_explain_tells_every_judge_and_writes_json(folder, capsys):
    assert run(folder, "explain", "r.toml", "r.csv", "A", "--output", "x.json") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:6] == [
        "A: place 1 (tied), result 89.50, 3 placed in the group",
        "judge J1: 90, counted",
        "judge J2: 89, counted",
        "criterion T1: 39",
        "criterion T2: 50.5",
        "score: 89.5, published as 89.50",
    ]
    document = json.loads((folder / "x.json").read_text(encoding="utf-8"))
    kinds = ["tied", "kept", "kept", "criterion", "criterion", "score", "below", "rules"]
    assert [fact["kind"] for fact in document["facts"]] == kinds


def test_explain_of_a_race_tells_the_group(folder, capsys):
    (folder / "e.csv").write_text("entry,gender,birth_date\nA,男,1975-12-31\n", encoding="utf-8")
    (folder / "race.csv").write_text("entry,result\nA,10.01\n", encoding="utf-8")
    assert run(folder, "explain", "race.toml", "race.csv", "A", "--entries", "e.csv") == 0
    told = capsys.readouterr().out
    assert "group: 51 full years on 2026-12-31 (older on the birthday), group M-51, born until 1975-12-31\n" in told
    assert "result: 10.01, published as 10.1\n" in told


def test_explain_names_the_rule_in_words(folder, capsys):
    (folder / "r.csv").write_text(
        MARKS.replace("A,J1,T1,40", "A,J1,T1,39").replace("A,J1,T2,50", "A,J1,T2,51"), "utf-8"
    )
    names = [str(folder / "r.toml"), str(folder / "r.csv"), "A"]
    assert main(["explain", *names, "--language", "zh"]) == 0
    assert "上一名 B（第 1 名）：由“评分项 T1”分出先后，本人 38.5，对方 39\n" in capsys.readouterr().out


def test_explain_of_a_blocked_entry_tells_why(folder, capsys):
    (folder / "r.toml").write_text(RULES.replace("minimum_judges = 1", "minimum_judges = 2"), encoding="utf-8")
    assert run(folder, "explain", "r.toml", "r.csv", "B") == 0
    told = capsys.readouterr().out.splitlines()
    assert (told[0], told[-1]) == (
        "B: no place (BLOCKED, too few valid marks)",
        '"B" has 1 valid marks, the rule needs 2',
    )


def test_explain_of_nobody_is_a_fault(folder, capsys):
    assert run(folder, "explain", "r.toml", "r.csv", "Z") == 1
    assert '"Z" is not in the list of entries' in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["rank", "r.toml"], ["rank", "r.toml", "none.csv"], ["rank", "r.toml", "r.csv", "--output", "p.txt"], []]
)
def test_wrong_usage_is_exit_code_2(folder, words, capsys):
    try:
        code = run(folder, *words)
    except SystemExit as left:
        code = left.code
    assert (code, capsys.readouterr().out) == (2, "")


def test_faulty_rulebook_is_exit_code_1_in_chinese_by_default(folder):
    (folder / "r.toml").write_text(RULES.replace("method", "methd"), encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-m", "scoring", "check", str(folder / "r.toml")],
        cwd=ROOT,
        env={"LANG": "zh_CN.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (found.returncode, found.stderr) == (
        1,
        f"{folder}/r.toml:5:1: judging.methd: 未知的键“methd”，最接近的是“method”\n",
    )


def test_the_command_loads_neither_flask_nor_a_database_nor_numpy():
    listed = subprocess.run(
        [sys.executable, "-c", "import scoring.__main__, sys; print(*sorted(sys.modules))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {"flask", "sqlalchemy", "numpy", "scipy", "openpyxl", "ortools", "web", "scheduler"} & set(listed) == set()
