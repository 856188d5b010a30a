"""Tables from CSV and xlsx: header, encoding, cells (formats.md)."""

import csv
from datetime import date, time

import pytest
from openpyxl import Workbook

from scoring.__main__ import main
from scoring.files.tables import read_table

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


@pytest.fixture
def folder(tmp_path):
    for name, text in (("r.toml", RULES), ("r.csv", MARKS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder, *words):
    names = [str(folder / word) if word.endswith((".toml", ".csv", ".xlsx")) else word for word in words]
    return main([*names, "--language", "en"])


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("entry,judge,criterion,mrk", 'r.csv:1:4: unknown column "mrk"; the nearest known one is "mark"'),
        ("entry,judge,criterion", 'r.csv:1: column "mark" is missing'),
        ("entry,judge,criterion,mark,mark", 'r.csv:1: column "mark" stands there twice'),
        ("", "r.csv:1: the header is missing; at least needed: entry, judge, criterion, mark"),
    ],
)
def test_header_faults_name_the_nearest_column(folder, capsys, header, fault):
    (folder / "r.csv").write_text(header + "\n", encoding="utf-8")
    assert run(folder, "rank", "r.toml", "r.csv") == 1
    assert f"{folder}/{fault}" in capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("entry,judge,criterion,mark\n王丽,J1,T1,1\n".encode().replace("丽".encode(), b"\xff"), "not known"),
        (b"entry;judge;criterion;mark\nA;J1;T1;1\n", 'columns stand apart by ";"'),
        (b"entry\tjudge\tcriterion\tmark\n", 'columns stand apart by "Tab"'),
        (b"entry,judge,criterion,mark\n\n", "not a single line of results"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old .xls cannot be read"),
        (b"PK\x03\x04nonsense", "not a valid xlsx file"),
        (b'entry,judge,criterion,mark\n"A,J1,T1,1\n', "not a valid CSV"),
        (b"entry,judge,criterion,mark\nA,J1,T1,1,,7\n", "more cells than"),
    ],
)
def test_files_that_cannot_be_read_are_told(folder, capsys, content, sentence):
    (folder / "r.csv").write_bytes(content)
    assert run(folder, "rank", "r.toml", "r.csv") == 1
    assert sentence in capsys.readouterr().err


def test_xlsx_is_accepted_wherever_csv_is(folder, capsys):
    book = Workbook()
    for line in csv.reader(MARKS.splitlines()):
        book.active.append([float(cell) if cell.replace(".", "").isdigit() else cell or None for cell in line])
    book.save(folder / "m.xlsx")
    entries = Workbook()
    entries.active.append(["entry", "birth_date"])
    for code in "ABC":
        entries.active.append([code, date(1980, 1, 1)])
    entries.save(folder / "e.xlsx")
    assert run(folder, "rank", "r.toml", "m.xlsx", "--entries", "e.xlsx") == 0
    assert "A      1      89.50" in capsys.readouterr().out


def test_times_in_excel_cells_are_times(folder, capsys):
    book = Workbook()
    for line in (["entry", "result"], ["A", time(0, 4, 5, 310_000)], ["B", "4:05.5"], ["C", 12.3]):
        book.active.append(line)
    book.save(folder / "m.xlsx")
    (folder / "race.toml").write_text('name = "x"\nformat = "race"\n[race]\nmeasure = "time"\n', encoding="utf-8")
    assert run(folder, "rank", "race.toml", "m.xlsx") == 0
    assert [line.split()[2] for line in capsys.readouterr().out.splitlines()[1:]] == ["12.3", "4:05.4", "4:05.5"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_files_as_chinese_spreadsheets_save_them_are_read(tmp_path, encoding):
    (tmp_path / "f.csv").write_bytes("entry,mark\n王䶮,𠅤\n".encode(encoding))
    assert [row["entry"].text for row in read_table(tmp_path / "f.csv", ("entry", "mark"), ())] == ["王䶮"]


def test_without_a_column_that_must_be_there_only_the_header_is_told(folder, capsys):
    (folder / "r.csv").write_text("作品编号,评委,评分项,分数\n,,,\nA,J1,T1,999\n", encoding="utf-8")
    assert main(["rank", str(folder / "r.toml"), str(folder / "r.csv"), "--language", "zh"]) == 1
    assert [line.removeprefix(f"{folder}/r.csv:") for line in capsys.readouterr().err.splitlines()] == [
        "1: 缺少列“entry”",
        "1: 缺少列“judge”",
        "1: 缺少列“criterion”",
        "1: 缺少列“mark”",
        "1:1: 未知的列“作品编号”，最接近的是“entry”",
        "1:2: 未知的列“评委”，最接近的是“judge”",
        "1:3: 未知的列“评分项”，最接近的是“criterion”",
        "1:4: 未知的列“分数”，最接近的是“mark”",
    ]


def test_a_folder_that_is_not_there_is_wrong_usage(folder, capsys):
    with pytest.raises(SystemExit) as left:
        run(folder, "rank", "r.toml", "r.csv", "--output", "nowhere/p.csv")
    assert left.value.code == 2
    assert "there is no folder" in capsys.readouterr().err
