"""安康杯与提案: points by state and level, caps, targets, money, departments (practice.md 4.7, 4.9)."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Entry, RuleFaults, TallyResults, parse, rank
from scoring.files.results import read_results
from scoring.tally import Report

RULES = """
name = "安康杯"
format = "tally"
[tally]
{tally}
[[kinds]]
code = "隐患"
cap = 20
{kind}
[[credits]]
kind = "隐患"
states = ["已上报"]
points = 1
[[credits]]
kind = "隐患"
states = ["已核实"]
levels = ["一般"]
points = 2
[[credits]]
kind = "隐患"
states = ["已核实", "按期销号"]
levels = ["重大"]
points = 10
department_points = 1
reward_fen = 30000
[[credits]]
kind = "隐患"
states = ["重复"]
[[kinds]]
code = "建议"
[[credits]]
kind = "建议"
states = ["采纳"]
points = 3
{more}
"""


def rules(tally="", kind="", more=""):
    return parse(RULES.format(tally=tally, kind=kind, more=more))


def entries(**departments):
    return tuple(Entry(code, department) for code, department in departments.items())


PEOPLE = entries(A="甲", B="甲", C="乙")


def rows(rulebook, *reports, people=PEOPLE):
    return [(row.entry, row.place, row.score) for row in rank(rulebook, TallyResults(people, reports)).rows]


def test_a_report_is_worth_what_its_state_and_level_say():
    found = rows(
        rules(),
        Report("A", "隐患", "已上报"),
        Report("A", "隐患", "已上报", "重大"),
        Report("B", "隐患", "已核实", "重大"),
        Report("B", "隐患", "重复"),
        Report("C", "隐患", "已核实", "一般", count=3),
    )
    assert found == [("B", 1, "10"), ("C", 2, "6"), ("A", 3, "2")]


def test_caps_hold_for_each_person_and_kind():
    reports = (
        Report("A", "隐患", "已核实", "重大", count=5),
        Report("A", "建议", "采纳"),
        Report("B", "建议", "采纳", count=9),
    )
    assert rows(rules(), *reports) == [("B", 1, "27"), ("A", 2, "23"), ("C", None, "")]


def test_money_is_paid_up_to_its_cap():
    reports = (Report("A", "隐患", "已核实", "重大", count=5), Report("B", "隐患", "按期销号", "重大"))
    found = rank(rules(kind="reward_cap_fen = 100000"), TallyResults(PEOPLE, reports))
    assert [(row.entry, row.facts["reward"]) for row in found.rows] == [
        ("A", "1000.00"),
        ("B", "300.00"),
        ("C", "0.00"),
    ]


def test_without_a_report_nobody_took_part_but_a_worthless_one_is_a_report():
    found = rank(rules(), TallyResults(PEOPLE, (Report("A", "隐患", "重复"),)))
    assert [(row.entry, row.status, row.score) for row in found.rows] == [
        ("A", "FIN", "0"),
        ("B", "DNS", ""),
        ("C", "DNS", ""),
    ]


def test_departments_get_the_points_of_their_people_and_those_for_what_they_handled():
    reports = (
        Report("A", "隐患", "已核实", "重大", "乙"),
        Report("B", "隐患", "已核实", "重大"),
        Report("C", "隐患", "已上报", department="甲"),
        Report("C", "隐患", "按期销号", "重大", "丙"),
    )
    table = rank(rules(), TallyResults(PEOPLE, reports)).tables[0]
    assert (table.name, table.columns[3:]) == ("departments", ("points", "bonus", "total"))
    assert [(row[0], *row[3:]) for row in table.rows] == [
        ("丙", "0", "1", "1"),
        ("乙", "11", "1", "12"),
        ("甲", "20", "1", "21"),
    ]


def department_results(*reports):
    return TallyResults((Entry("甲", "甲"), Entry("乙", "乙")), reports, PEOPLE)


def test_departments_are_ranked_by_their_people_with_everybodys_cap():
    reports = (
        Report("A", "隐患", "已核实", "重大", count=5),
        Report("B", "隐患", "已核实", "重大"),
        Report("C", "隐患", "已核实", "重大", "甲"),
    )
    total, each = (
        rank(rules(tally), department_results(*reports))
        for tally in (
            'ranked = "departments"',
            'ranked = "departments"\nper_head = true\ndecimals = 2',
        )
    )
    assert [(row.entry, row.score) for row in total.rows] == [("甲", "37"), ("乙", "10")]
    assert [(row.entry, row.score) for row in each.rows] == [("甲", "18.50"), ("乙", "10.00")]


def test_a_department_nobody_lists_is_told():
    found = rank(rules('ranked = "departments"'), department_results(Report("A", "隐患", "已上报", department="丙")))
    assert [(fault.code, dict(fault.params)) for fault in found.faults] == [
        ("department_not_listed", {"department": "丙"})
    ]


def test_everybody_owes_one_and_the_list_says_who_has_done_so():
    reports = (Report("A", "隐患", "重复"), Report("B", "隐患", "已上报"), Report("C", "建议", "采纳"))
    found = rank(rules(kind="target = 1"), TallyResults(PEOPLE, reports))
    assert {row.entry: row.facts["done"] for row in found.rows} == {"A": "no", "B": "yes", "C": "no"}
    assert found.tables[1].rows == (("隐患", "乙", "1", "0", "0.00"), ("隐患", "甲", "2", "1", "50.00"))


def test_fulfils_overrules_the_points():
    more = '[[credits]]\nkind = "隐患"\nstates = ["受理"]\nfulfils = true\n'
    found = rank(rules(kind="target = 1", more=more), TallyResults(PEOPLE[:1], (Report("A", "隐患", "受理"),)))
    assert (found.row("A").score, found.row("A").facts["done"]) == ("0", "yes")


def test_a_report_the_rules_do_not_value_blocks_its_reporter():
    found = rank(rules(), TallyResults(PEOPLE, (Report("A", "隐患", "已核实"), Report("B", "隐患", "已核实", "一般"))))
    assert [(row.entry, row.status, row.reason) for row in found.rows][:2] == [
        ("B", "FIN", ""),
        ("A", "BLOCKED", "credit_unknown"),
    ]
    assert [fault.code for fault in found.faults] == ["credit_unknown"]


def test_ties_are_parted_by_the_level():
    ties = '[ranking]\nties = ["level:重大", "reports", "shared"]\n'
    reports = (
        Report("A", "隐患", "已核实", "一般", count=5),
        Report("B", "隐患", "已核实", "重大"),
        Report("C", "隐患", "已上报", count=10),
    )
    found = rank(rules(more=ties), TallyResults(PEOPLE, reports))
    assert [(row.entry, row.decided_by) for row in found.rows] == [
        ("B", "level:重大"),
        ("C", "reports"),
        ("A", "reports"),
    ]


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ('[[credits]]\nkind = "隐"\nstates = ["x"]\n', ["report_kind_unknown"]),
        ('[[credits]]\nkind = "建议"\nstates = []\n', ["states_empty"]),
        ('[[credits]]\nkind = "建议"\nstates = ["采纳"]\n', ["credit_twice"]),
        ('[[kinds]]\ncode = "提案"\n', ["kind_without_credits"]),
        ('[[credits]]\nkind = "建议"\nstates = ["x"]\npoints = 0.5\n', ["points_decimals"]),
        ('[[kinds]]\ncode = "建议"\n', ["code_duplicate"]),
    ],
)
def test_unsound_rules_are_told(more, codes):
    with pytest.raises(RuleFaults) as refused:
        rules(more=more)
    assert [fault.code for fault in refused.value.faults] == codes


def file_of(tmp_path, text):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    return tmp_path / "t.csv"


def test_single_and_counted_reports_are_read(tmp_path):
    path = file_of(tmp_path, "entry,report,kind,level,state,department,count\nA,1,隐患,,已上报,乙,\nA,,建议,,采纳,,4\n")
    assert read_results(path, rules(), PEOPLE, ()).reports == (
        Report("A", "隐患", "已上报", "", "乙", 1, "1"),
        Report("A", "建议", "采纳", count=4),
    )


def test_faults_of_a_file_have_their_places(tmp_path):
    path = file_of(
        tmp_path,
        "entry,report,kind,level,state,count\nA,1,隐患,,已上报,\nA,1,隐患,,已上报,\nZ,2,隐,,已上报,\nA,3,隐患,,已核,\n"
        "A,4,隐患,大,已核实,\nA,5,隐患,,已核实,\nA,6,建议,,采纳,x\n",
    )
    with pytest.raises(RuleFaults) as refused:
        read_results(path, rules(), PEOPLE, ())
    assert [(fault.code, fault.line, fault.column) for fault in refused.value.faults] == [
        ("report_twice", 3, 2),
        ("entry_not_listed", 4, 1),
        ("kind_not_listed", 4, 3),
        ("state_not_listed", 5, 5),
        ("level_not_listed", 6, 4),
        ("level_needed", 7, 4),
        ("count_not_a_number", 8, 6),
    ]


def test_a_ranking_of_departments_needs_everybodys_department(tmp_path):
    path, rulebook = file_of(tmp_path, "entry,kind,state\nA,建议,采纳\n"), rules('ranked = "departments"')
    for listed, code in ((None, "entries_needed"), (entries(A=""), "department_missing")):
        with pytest.raises(RuleFaults) as refused:
            read_results(path, rulebook, listed, ())
        assert [fault.code for fault in refused.value.faults] == [code]
    found = read_results(path, rulebook, PEOPLE, ())
    assert [(row.entry, row.score) for row in rank(rulebook, found).rows] == [("甲", "3"), ("乙", "")]


SORTS = (
    ("隐患", "已上报", ""),
    ("隐患", "已核实", "一般"),
    ("隐患", "已核实", "重大"),
    ("隐患", "重复", ""),
    ("建议", "采纳", ""),
)
REPORTS = st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(SORTS)), max_size=30)


def as_reports(found):
    return tuple(Report(entry, kind, state, level) for entry, (kind, state, level) in found)


@given(REPORTS, st.randoms())
def test_single_reports_in_any_order_are_the_same_as_counted_ones(found, random):
    single = list(as_reports(found))
    random.shuffle(single)
    counted = [Report(e, k, s, level, count=n) for (e, (k, s, level)), n in Counter(found).items()]
    assert rows(rules(), *single) == rows(rules(), *counted)


@given(REPORTS)
def test_what_the_departments_come_to_is_what_their_people_come_to(found):
    reports = as_reports(found)
    people = rank(rules(), TallyResults(PEOPLE, reports))
    departments = rank(rules('ranked = "departments"'), department_results(*reports))
    totals = {row[0]: row[5] for row in people.tables[0].rows}
    assert {row.entry: row.score or "0" for row in departments.rows} == totals


def test_twenty_thousand_people_with_three_reports_each_are_counted_in_seconds():
    people = tuple(Entry(f"P{number}", f"D{number % 100}") for number in range(20_000))
    reports = tuple(
        Report(f"P{number % 19_997}", *SORTS[number % 5][:2], SORTS[number % 5][2]) for number in range(60_000)
    )
    started = time.process_time()
    standings = rank(rules(), TallyResults(people, reports))
    assert time.process_time() - started < 15
    assert sum(int(row.facts["reports"]) for row in standings.rows) == 60_000
