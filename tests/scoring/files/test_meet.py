"""`python -m scoring meet`: the example's tables, the faults of a MEET file, and the meet as values."""

import json
import re
import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scoring import Entry, Fault, Millis, RaceResult, RaceResults
from scoring.__main__ import main
from scoring.awards import OrganisingRule, Preference
from scoring.files.meet import SECTIONS, TOP, read_meet
from scoring.fund import Fund
from scoring.meet import Meet, MeetAdjustment, MeetContest, work_out_meet
from scoring.teams import Counts, TeamContest
from scoring.values import Fen
from tests.scoring.builders import race_rulebook

ROOT = Path(__file__).parents[3]


@pytest.fixture
def meet(tmp_path):
    shutil.copytree(ROOT / "examples/meet", tmp_path / "meet")
    shutil.copytree(ROOT / "examples/rulebooks", tmp_path / "rulebooks")
    return tmp_path / "meet/meet.toml"


def run(meet, *words):
    return main(["meet", str(meet), *words, "--language", "en"])


def document(meet):
    output = meet.parent / "m.json"
    code = run(meet, "--output", str(output))
    return code, json.loads(output.read_text(encoding="utf-8"))


def test_the_example_says_who_wins_what_and_why(meet):
    code, found = document(meet)
    assert code == 0
    assert [(r["team"], r["place"], r["department"], r["total"], r["firsts"]) for r in found["teams"]] == [
        ("all", "1", "语文组", "59", "4-1-0"),
        ("all", "2", "数学组", "36", "2-1-1"),
        ("all", "3", "后勤", "27", "0-0-3"),
        ("men", "1", "语文组", "26", "2-0-0"),
        ("men", "2", "数学组", "14", "1-0-1"),
        ("men", "3", "后勤", "11", "0-0-1"),
    ]
    assert [(r["contest"], r["entry"], r["prize"]) for r in found["prizes"] if r["contest"] != "walk"] == [
        ("run", "R1", "第一名"),
        ("run", "R3", "第二名"),
        ("run", "R5", "第一名"),
        ("run", "R6", "第一名"),
        ("relay", "数学队", "第一名"),
        ("relay", "后勤队", "第二名"),
    ]
    assert found["changes"][0] == {
        "contest": "relay",
        "group": "",
        "entry": "语文队",
        "before": "第一名",
        "after": "",
        "kept_contest": "run",
        "kept_prize": "第一名",
    }


def test_the_example_counts_participation_and_pays_from_the_fund(meet, capsys):
    found = document(meet)[1]
    assert [(r["department"], r["place"], r["awarded"], r["reason"]) for r in found["organising"]] == [
        ("数学组", "1", "yes", ""),
        ("后勤", "2", "", ""),
        ("语文组", "3", "", ""),
        ("校医室", "", "", "nobody_finished"),
    ]
    assert {r["item"]: r["yuan"] for r in found["fund"]} == {
        "available": "2500.00",
        "planned": "1700.00",
        "prizes:walk": "400.00",
        "prizes:run": "570.00",
        "prizes:relay": "600.00",
        "prizes": "1570.00",
        "spent": "1570.00",
        "left": "930.00",
    }
    assert (found["faults"], [w["code"] for w in found["warnings"]]) == ([], ["prize_face_exceeded", "groups_merged"])
    assert "note: " in capsys.readouterr().err


def test_the_same_tables_come_on_the_screen_and_as_a_workbook(meet, capsys):
    assert run(meet) == 0
    told = capsys.readouterr().out
    assert "men   1      语文组      26     +9 破纪录，得分加倍  run:R1=9 walk:王建国=8" in told
    assert run(meet, "--output", str(meet.parent / "m.xlsx")) == 0
    assert load_workbook(meet.parent / "m.xlsx").sheetnames == ["teams", "prizes", "changes", "organising", "fund"]


def changed(meet, old, new):
    text = meet.read_text(encoding="utf-8")
    assert old in text
    meet.write_text(text.replace(old, new), encoding="utf-8")
    return meet


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('one_award = "order"', 'one_awrd = "order"', 'unknown key "one_awrd"; the nearest known one is "one_award"'),
        ('one_award = "order"', 'one_award = "best"', '"best" is not one of: order, tier, value'),
        ('"run.csv"', '"gone.csv"', 'no file "gone.csv"'),
        ('departments = "departments.csv"', "", "the organising award needs the file of departments and their staff"),
        ('["walk", "run"]', '["walk", "runn"]', 'a team contest names an unknown contest "runn"; the nearest is "run"'),
        ('code = "men"', 'code = "all"', '"all" stands there twice'),
        ("times = 2", "", "an adjustment has points or times, exactly one of the two"),
        ("times = 2", "times = 2\npoints = 1", "an adjustment has points or times, exactly one of the two"),
        ('entry = "R1"', "", "an adjustment is for a department, or for an entry of a contest; times is for an entry"),
        ('teams = ["all"]', 'teams = ["al"]', "an adjustment names a team contest that isn't there"),
        ("payroll_fen = 10_000_000", "", "a fund is an amount, or a payroll and a rate: exactly one of the two"),
        ('basis = "工会经费收支管理办法"', "", "the document the limits rest on (limits.basis) is missing"),
        ("at_most = 5", "at_most = 3", '"不可预见" is more than 3 % of the fund'),
        ("rate = 0.025", "rate = 2.5", "this should be between 0 and 1"),
        ("[organising]", "[organizing]", 'unknown key "organizing"; the nearest known one is "organising"'),
        ("percent = 20", "percentage = 20", 'unknown key "percentage"; the nearest known one is "percent"'),
        ("best = 2", 'counts = "places"', "a sum of places needs best"),
        ('name = "2026', 'name = 2026 "', "TOML syntax error"),
    ],
)
def test_faults_of_a_meet_file_are_told_with_their_line(meet, old, new, fault, capsys):
    assert run(changed(meet, old, new)) == 1
    told = capsys.readouterr().err
    assert fault in told
    assert re.search(r"meet\.toml:\d+:\d+: ", told)


def test_a_meet_without_contests_is_a_fault(meet, capsys):
    meet.write_text('name = "空"', encoding="utf-8")
    assert run(meet) == 1
    assert "at least one contest [[contests]] is needed" in capsys.readouterr().err


def test_faults_of_every_contest_and_of_the_staff_are_told_at_once(meet, capsys):
    (meet.parent / "run.csv").write_text("entry,result\nR1,x\n", encoding="utf-8")
    (meet.parent / "relay.csv").write_text("entry,result\nR9,1\n", encoding="utf-8")
    (meet.parent / "departments.csv").write_text("department,staff\n,3\n甲,x\n乙,1\n乙,1\n", encoding="utf-8")
    assert run(meet) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.rsplit("/", 1)[1].split(": ")[0] for line in lines] == [
        "run.csv:2:2",
        "relay.csv:2:1",
        "departments.csv:2:1",
        "departments.csv:3:2",
        "departments.csv:5:1",
    ]


def test_an_overspent_fund_and_a_dear_prize_are_faults(meet, capsys):
    changed(meet, "prize_fen = 80_000", "prize_fen = 39_999")
    assert run(changed(meet, "planned_fen = 160_000", "planned_fen = 156_999")) == 1
    told = capsys.readouterr().err
    assert "奖品: overspent by 0.01 yuan" in told
    assert 'relay: the prize of "数学队" costs 400.00 yuan, the limit is 399.99' in told


def test_an_adjustment_about_nobody_is_a_fault(meet, capsys):
    assert run(changed(meet, 'entry = "R1"', 'entry = "R99"')) == 1
    assert 'an adjustment is about "R99", who is not in contest "run"' in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path):
    assert run(tmp_path / "none.toml") == 2


def test_every_key_of_a_meet_is_documented():
    text = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    part = text[text.index("### A MEET") : text.index("## `python -m scheduler`")]
    rows = {
        name: set(re.findall(r"`([a-z_]+)`", cells)) for name, cells in re.findall(r"^\| (\S+) \| (.*) \|$", part, re.M)
    }
    documented = {name.strip("`[]"): keys for name, keys in rows.items()}
    assert all({key.name for key in section.keys} <= documented[section.name] for section in SECTIONS)
    assert {key.name for key in TOP} <= documented["top"]


def test_the_example_reads_as_rules(meet):
    found = read_meet(meet)
    assert (found.once, found.contests[2].factor, found.teams[1].best) == (Preference.ORDER, Fraction(2), 2)
    assert found.organising is not None
    assert (found.organising.share, found.organising.required[0].percent) == (25, 20)


def a_race(code, times, body="", **more):
    entries = tuple(Entry(name, department=name[0], persons=frozenset({name})) for name in times)
    results = tuple(RaceResult(name, Millis(time)) for name, time in times.items())
    rulebook = race_rulebook(body or "[points]\n[[prizes]]\nname = '金'\ncount = 1\nvalue_fen = 100")
    return MeetContest(code, rulebook, RaceResults(entries, results), **more)


RACES = (a_race("a", {"甲1": 10_000, "乙1": 20_000}), a_race("b", {"甲1": 10_000, "丙1": 20_000}))


def winners(outcome):
    return [(one.contest, one.entry) for one in outcome.prizes]


def test_without_the_rule_a_person_may_win_twice():
    assert winners(work_out_meet(Meet("x", RACES))) == [("a", "甲1"), ("b", "甲1")]
    assert winners(work_out_meet(Meet("x", RACES, once=Preference.ORDER))) == [("a", "甲1"), ("b", "丙1")]


def test_the_fund_pays_what_is_given_after_one_award_per_person():
    fund = Fund("文件", amount=Fen(200))
    outcome = work_out_meet(Meet("x", RACES, fund=fund, once=Preference.ORDER))
    assert (outcome.account.prizes, outcome.account.balance.left, outcome.faults) == ((("a", 100), ("b", 100)), 0, ())
    over = work_out_meet(Meet("x", RACES, fund=replace(fund, amount=Fen(199))))
    assert [fault.code for fault in over.faults] == ["fund_overplanned", "fund_overspent"]


def test_a_contest_counts_for_departments_or_where_it_is_named():
    apart = a_race("c", {"丁1": 10_000}, "[points]\ndepartment_total = false")
    teams = (TeamContest("all"), TeamContest("named", contests=frozenset({"c"})))
    found = work_out_meet(Meet("x", (*RACES, apart), teams=teams)).teams
    departments = [[one.row.department for one in standings] for _, standings in found]
    assert departments == [["甲", "丙", "乙"], ["丁"]]


def test_places_are_added_where_the_team_contest_says_so_even_without_points():
    """甲 is first and third, 乙 and 丙 share second: half a place each; only 甲 has the two who count."""
    race = a_race("x", {"甲1": 10_000, "乙1": 11_000, "丙1": 11_000, "甲2": 12_000}, "[ranking]")
    team = TeamContest("cross", best=2, counts=Counts.PLACES)
    ((_, standings),) = work_out_meet(Meet("x", (race,), teams=(team,))).teams
    assert [(one.row.department, one.row.total, one.complete) for one in standings] == [
        ("甲", 5, True),
        ("丙", Fraction(5, 2), False),
        ("乙", Fraction(5, 2), False),
    ]


def test_a_record_counts_its_own_points_again_with_the_factor():
    doubled = replace(RACES[0], factor=Fraction(2))
    times = MeetAdjustment("破纪录", contest="a", entry="甲1", times=Fraction(2))
    fixed = MeetAdjustment("破纪录", contest="a", entry="乙1", points=Fraction(13), teams=frozenset({"other"}))
    meet = Meet("x", (doubled,), (TeamContest("all"), TeamContest("other")), (times, fixed))
    totals = [[(one.row.department, one.row.total) for one in found] for _, found in work_out_meet(meet).teams]
    assert totals == [[("甲", 36), ("乙", 14)], [("甲", 36), ("乙", 27)]]


def test_a_person_in_two_contests_counts_once_for_the_organising_award():
    meet = Meet("x", RACES, organising=OrganisingRule(), staff={"甲": 2, "乙": 2, "丙": 1, "丁": 5})
    rows = work_out_meet(meet).organising.rows
    assert [(r.field.department, r.field.persons, r.field.entries, r.field.finished) for r in rows] == [
        ("丙", 1, 1, 1),
        ("乙", 1, 1, 1),
        ("甲", 1, 2, 2),
        ("丁", 0, 0, 0),
    ]
    missing = work_out_meet(replace(meet, staff={"甲": 1, "乙": 1}))
    assert missing.faults == (Fault("department_staff_missing", {"department": "丙"}),)


def test_faults_of_a_contest_bear_its_code():
    doubled = replace(RACES[0], results=replace(RACES[0].results, results=RACES[0].results.results[:1] * 2))
    faults = work_out_meet(Meet("x", (doubled,))).faults
    assert [(fault.code, fault.where) for fault in faults] == [("result_duplicate", "a")]
