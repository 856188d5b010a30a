"""The fund to the fen: amount or payroll x rate, planned lines, prizes at most, nothing overspent unnoticed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rulebook import Prize, parse
from tests.builders import a_competition
from tests.conftest import Office, count_queries
from tests.web.rules.scenes import DOCUMENTS, a_contest, a_woman
from web.db.models import Fund
from web.forms.fund import FundForm, fund_values, read_fund
from web.services import fund, groups
from web.services.act import Act
from web.services.refusals import Refusal


def codes(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def test_without_a_fund_nothing_is_available_or_left(act: Act) -> None:
    standing = fund.standing(act, a_competition(act))
    assert (standing.fund, standing.available, standing.left, standing.faults) == (None, None, None, ())


def test_payroll_times_rate_is_exact_to_the_fen(act: Act) -> None:
    competition = a_competition(act)
    fund.set_fund(act, competition, payroll_fen=1_234_567_89, rate_ppm=25_000, basis="工会〔2026〕3号")
    standing = fund.standing(act, competition)
    assert (standing.available, standing.left) == (3_086_420, 3_086_420)
    assert standing.fund is not None
    assert standing.fund.basis == "工会〔2026〕3号"


def test_lines_and_prizes_are_taken_from_the_amount(act: Act) -> None:
    competition = a_competition(act)
    a_contest(act, competition, "treadmill_women")
    fund.set_fund(act, competition, amount_fen=500_000, lines=[("场地", 100_000), ("评审", 50_050)])
    standing = fund.standing(act, competition)
    told = (standing.available, standing.planned, standing.prize_cost, standing.left)
    assert told == (500_000, 150_050, 124_000, 225_950)
    assert [(one.contest.code, one.winners, one.fen) for one in standing.prizes] == [("treadmill_women", 16, 124_000)]


def test_shares_count_the_entries_and_numbers_count_for_each_group() -> None:
    plan, race = parse(DOCUMENTS["teaching_plan"]), parse(DOCUMENTS["treadmill_women"])
    assert fund.prize_seats(plan, Counter({"": 13})) == {"一等奖": 1, "二等奖": 3, "三等奖": 4}
    assert fund.prize_seats(plan, Counter()) == {"一等奖": 0, "二等奖": 0, "三等奖": 0}
    assert sum(fund.prize_seats(race, Counter({"W-51": 1})).values()) == 16


def test_prizes_by_share_grow_with_the_entries_before_and_after_closing(act: Act) -> None:
    competition = a_competition(act)
    contest = a_contest(act, competition, "essay", freeze=True)
    seen = []
    for n in range(10):
        a_woman(act, contest, f"王{n}")
    seen.append(fund.standing(act, competition).prize_cost)
    groups.close_entries(act, contest)
    seen.append(fund.standing(act, competition).prize_cost)
    seats = fund.prize_seats(parse(DOCUMENTS["essay"]), Counter({"": 10}))
    values = {prize.name: prize.value for prize in parse(DOCUMENTS["essay"]).awards.prizes}
    assert seen == [sum(seats[name] * values[name] for name in seats)] * 2
    assert seen[0] > 0


def test_lines_beyond_the_fund_are_refused_and_the_old_fund_stays(act: Act) -> None:
    competition = a_competition(act)
    fund.set_fund(act, competition, amount_fen=10_000, lines=[("场地", 9_000)])
    act.session.commit()
    with pytest.raises(Refusal) as refused:
        fund.set_fund(act, competition, amount_fen=10_000, lines=[("场地", 9_000), ("评审", 1_001)])
    act.session.rollback()
    assert [(one.code, one.params) for one in refused.value.faults] == [
        ("fund_overplanned", {"over": "0.01", "amount": "100.00"})
    ]
    assert [line.fen for line in fund.standing(act, competition).lines] == [9_000]


def test_prizes_beyond_the_fund_are_told(act: Act) -> None:
    competition = a_competition(act)
    a_contest(act, competition, "treadmill_women")
    fund.set_fund(act, competition, amount_fen=123_999)
    standing = fund.standing(act, competition)
    assert standing.left == -1
    assert [(one.code, one.params) for one in standing.faults] == [
        ("fund_overspent", {"over": "0.01", "amount": "1239.99"})
    ]


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        ({}, ["fund_amount_or_payroll"]),
        ({"amount_fen": 1, "payroll_fen": 1, "rate_ppm": 1}, ["fund_amount_or_payroll"]),
        ({"payroll_fen": 1}, ["fund_amount_or_payroll"]),
        ({"amount_fen": -1}, ["fund_out_of_range"]),
        ({"payroll_fen": 1, "rate_ppm": 1_000_001}, ["rate_above_one"]),
        ({"amount_fen": 9, "lines": [(" ", 1), ("长" * 61, 1)]}, ["line_label_missing", "line_label_too_long"]),
        ({"amount_fen": 9, "lines": [("场地", -1)]}, ["fund_out_of_range"]),
    ],
)
def test_impossible_funds_are_refused(act: Act, money: dict[str, object], expected: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        fund.set_fund(act, a_competition(act), **money)  # type: ignore[arg-type]
    assert codes(refused) == expected


def test_a_changed_fund_replaces_its_lines(act: Act) -> None:
    competition = a_competition(act)
    fund.set_fund(act, competition, amount_fen=100, lines=[("甲", 10), ("乙", 20)])
    fund.set_fund(act, competition, payroll_fen=1_000_000, rate_ppm=20_000, lines=[("丙", 30)])
    standing = fund.standing(act, competition)
    assert standing.fund is not None
    assert (standing.fund.amount_fen, standing.available) == (None, 20_000)
    assert [(line.label, line.fen) for line in standing.lines] == [("丙", 30)]


@given(st.integers(0, 10**15), st.integers(0, 1_000_000), st.lists(st.integers(0, 10**12), max_size=4))
def test_every_fund_survives_its_form(payroll: int, ppm: int, money: list[int]) -> None:
    stored = fund_values(Fund(payroll_fen=payroll, rate_ppm=ppm, basis="3号", lines=[]))
    stored["lines"] = [{"label": f"项{n}", "money": f"{fen // 100}.{fen % 100:02d}"} for n, fen in enumerate(money)]
    lines = [(f"项{n}", fen) for n, fen in enumerate(money)]
    assert read_fund(FundForm(data=stored)) == (
        {"basis": "3号", "payroll_fen": payroll, "rate_ppm": ppm, "lines": lines},
        [],
    )


def test_typed_faults_of_the_fund_are_told_at_their_fields() -> None:
    lines = [{"label": "", "money": "1.234"}, {"label": "", "money": ""}, {"label": "评审", "money": ""}]
    form = FundForm(data={"kind": "payroll", "payroll": "很多", "rate": "101", "lines": lines})
    faults = {(fault.where, fault.code) for fault in read_fund(form)[1]}
    assert faults == {
        ("payroll", "money_not_a_number"),
        ("rate", "rate_above_one"),
        ("lines-0-money", "money_decimals"),
        ("lines-0-label", "line_label_missing"),
        ("lines-2-money", "money_empty"),
    }


def test_the_standing_costs_the_same_queries_for_one_and_three_contests(office: Office) -> None:
    counts = []
    with office.act() as act:
        competition = a_competition(act)
        fund.set_fund(act, competition, amount_fen=10_000_000, lines=[("场地", 1)])
        for code in ("essay", "teaching_plan", "treadmill_women"):
            a_woman(act, a_contest(act, competition, code), code)
            if code == "teaching_plan":
                continue
            act.session.expire_all()
            act.session.refresh(competition)
            with count_queries(office.engine) as statements:
                fund.standing(act, competition)
            counts.append(len(statements))
    assert counts[0] == counts[1]


def test_shares_are_counted_group_by_group() -> None:
    race = parse(DOCUMENTS["treadmill_women"])
    half = replace(race, awards=replace(race.awards, prizes=(Prize("优胜奖", share=50),)))
    assert fund.prize_seats(half, Counter({"W-51": 2, "W-U51": 4})) == {"优胜奖": 3}
